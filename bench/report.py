"""The text of docs/benchmarks.md from what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from statistics import median
from typing import Any

from bench.whole_page import whole_page
from scheduler.catalogue.goal_texts import goal_name

Run = dict[str, Any]


def report(results: dict[str, Any]) -> str:
    """The whole page; parts that were not measured are left out."""
    lines = ["# Benchmarks", "", *_setting(results["setting"])]
    parts: dict[str, Callable[[Any], Iterable[str]]] = {
        "speed": _speed,
        "growth": _growth,
        "naive": _naive,
        "candidates": _candidates,
        "compared": _compared,
        "explained": _explained,
        "replan": _replanned,
        "reading": _reading,
        "whole": whole_page,
        "published": _published,
    }
    for part, text in parts.items():
        if part in results:
            lines += ["", *text(results[part])]
    return "\n".join(lines) + "\n"


def _setting(setting: dict[str, Any]) -> Iterator[str]:
    yield (
        f"Written by `make bench` from `bench/results.json`; measured on {setting['cores']} cores with "
        f"Python {setting['python']} and OR-Tools {setting['ortools']}. Every run is a process of its own. "
        "Seconds are wall time from the call of the solver, the building of the model included; reading the "
        "spreadsheets is shown apart. A programme counts as the first when the independent check has accepted it. "
        "Memory is the peak of the whole process. No test depends on these numbers."
    )


def _speed(speed: dict[str, list[Run]]) -> Iterator[str]:
    yield "## The main job"
    yield ""
    yield (
        f"Median of {len(next(iter(speed.values())))} runs. Wanted: every goal proven within 30 seconds, a first "
        "programme within 3 seconds, at most 1,000 MB."
    )
    yield ""
    yield from _table(
        (
            "instance",
            "coalitions",
            "requests",
            "given and free sessions",
            "reading, s",
            "first programme, s",
            "every goal proven, s",
            "memory, MB",
        ),
        (
            (
                f"`{name}`",
                *(runs[0]["size"][key] for key in ("coalitions", "requests", "sessions")),
                _median(runs, "seconds_to_read"),
                _median(runs, "seconds_to_first"),
                _median(runs, "seconds") if all(run["proven"] for run in runs) else _unproven(runs),
                f"{median(run['megabytes'] for run in runs):.0f}",
            )
            for name, runs in speed.items()
        ),
    )
    for name, runs in speed.items():
        yield ""
        yield f"`{name}`, goal by goal (seconds of the run with the median time):"
        yield ""
        typical = sorted(runs, key=lambda run: run["seconds"])[len(runs) // 2]
        yield from _table(
            ("goal", "value", "bound", "proven", "s"),
            (
                (goal_name(t["goal"]), t["value"], _bound(t), _yes(t["proven"]), f"{t['seconds']:.2f}")
                for t in typical["tiers"]
            ),
        )


def _growth(runs: list[Run]) -> Iterator[str]:
    yield "## Growth"
    yield ""
    yield (
        "Made-up events (`bench/growth.py`) in which rooms, themes, given sessions, caps and places grow with the "
        "coalitions; one run each, stopped after 120 seconds. Where not every goal was proven by then, the first "
        "open goal is named with its value and bound."
    )
    yield ""
    yield from _table(
        (
            "coalitions",
            "requests",
            "sessions",
            "rooms",
            "first programme, s",
            "every goal proven, s",
            "goals proven",
            "gap at 120 s",
            "memory, MB",
        ),
        (
            (
                *(run["size"][key] for key in ("coalitions", "requests", "sessions", "rooms")),
                _seconds(run["seconds_to_first"]),
                _seconds(run["seconds"]) if run["proven"] else "–",
                f"{sum(tier['proven'] for tier in run['tiers'])} of {len(run['tiers'])}",
                _gap(run),
                run["megabytes"],
            )
            for run in runs
        ),
    )


def _naive(comparisons: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Beside the model that one would write first"
    yield ""
    yield (
        "The joint sessions alone, places and times not in question: as few requests as possible are refused, then "
        "incoherence is made as small as it can be. The naive model (`bench/naive.py`) numbers the joint sessions and "
        "asks of every coalition in which number it is a member, and of every number what its theme is; any two "
        "numbers can be exchanged. In ours a joint session is its theme. Both have the same rules, "
        f"{comparisons[0]['seconds_allowed']:.0f} seconds and two workers."
    )
    yield ""
    rows: list[tuple[object, ...]] = []
    for compared in comparisons:
        size = (
            f"`{compared['instance']}`: {compared['requests']} requests, {compared['joint_sessions_at_most']} sessions"
        )
        naive = {tier["goal"]: tier for tier in compared["naive"]}
        for mine in compared["ours"]:
            theirs = naive.get(mine["goal"], {"value": "none", "bound": None, "proven": False, "seconds": 0.0})
            rows.append((size, goal_name(mine["goal"]), *_pair(mine, theirs)))
            size = ""
    head = (
        "joint sessions of",
        "goal",
        "value: ours, naive",
        "bound: ours, naive",
        "seconds: ours, naive",
        "times as long",
    )
    yield from _table(head, rows)


def _candidates(sweeps: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Candidates"
    yield ""
    yield (
        "Five principles under caps of 5, 7 and 10 joint sessions of `igf-2024` (`bench/candidates.py`), each with its "
        "most different programme of equal value, reasons and checks included; starting the processes counts. The "
        "processors are shared out as threads of the solver. Wanted: every goal of every run proven in 480 seconds."
    )
    yield ""
    yield from _table(
        (
            "processes",
            "threads in each",
            "runs",
            "s",
            "times as fast",
            "goals proven",
            "alternatives proven the most different",
        ),
        (
            (
                sweep["processes"],
                sweep["threads"],
                f"{sweep['done']} of {sweep['runs']}",
                _seconds(sweep["seconds"]),
                f"{sweeps[0]['seconds'] / sweep['seconds']:.2f}",
                f"{sweep['tiers_proven']} of {sweep['tiers']}",
                f"{sweep['alternatives_proven']} of {sweep['alternatives']}",
            )
            for sweep in sweeps
        ),
    )


def _compared(run: dict[str, Any]) -> Iterator[str]:
    yield "## Candidates on one page"
    yield ""
    yield (
        f"{run['candidates']} candidates of `igf-2024` compared (`bench/compared.py`): reading them and checking them "
        "again, writing the page and the workbook, and opening the page in Chromium (the median of three, from the "
        "request). Wanted: a page of at most 2 MB that opens in 1 s."
    )
    yield ""
    yield from _table(
        ("read and compared, s", "page written, s", "workbook written, s", "page, KB", "first paint, s", "loaded, s"),
        [
            (
                _seconds(run["seconds_to_compare"]),
                _seconds(run["seconds_to_write_page"]),
                _seconds(run["seconds_to_write_workbook"]),
                f"{run['page_bytes'] / 1000:,.0f}",
                _seconds(run["seconds_to_paint"]),
                _seconds(run["seconds_to_load"]),
            )
        ],
    )


def _pair(mine: dict[str, Any], theirs: dict[str, Any]) -> tuple[str, str, str, str]:
    """Values, bounds and seconds of both, and how many times as long the naive model took; at least, if unproven."""
    ratio = theirs["seconds"] / max(mine["seconds"], 0.01)
    return (
        f"{mine['value']}, {theirs['value']}",
        f"{_bound(mine)}, {_bound(theirs)}",
        f"{mine['seconds']:.2f}, {theirs['seconds']:.2f}",
        f"{'' if theirs['proven'] else 'more than '}{ratio:.0f}",
    )


def _explained(explained: Run) -> Iterator[str]:
    asked, conflict = explained["why_not"], explained["conflict"]
    yield "## Questions and conflicts"
    yield ""
    yield (
        f"`{explained['instance']}`. Wanted: “why not?” answered within 15 seconds (median); three contradictions "
        f"planted among {conflict['pins']} pins found exactly within 60 seconds, each removal confirmed by a solve, "
        "cheapest ways out included."
    )
    yield ""
    yield from _table(
        ("refused wishes asked about", "possible at a price", "impossible", "proven", "median, s", "longest, s"),
        [tuple(asked[key] for key in ("asked", "possible", "impossible", "proven", "median", "longest"))],
    )
    yield ""
    yield from _table(
        ("pins", "contradictions planted", "found exactly", "minimal and proven", "ways out", "seconds"),
        (
            (
                conflict["pins"],
                conflict["planted"],
                "yes" if conflict["exact"] else "no",
                "yes" if conflict["minimal"] else "no",
                conflict["repairs"],
                conflict["seconds"],
            ),
        ),
    )


def _replanned(found: Run) -> Iterator[str]:
    yield "## Planning anew"
    yield ""
    yield (
        f"`{found['instance']}`, after one thing has happened. Wanted: the fewest changes, proven within 5 seconds "
        "(median), and none beyond them. Points are those of `noticeable_changes` in [model.md](model.md)."
    )
    yield ""
    yield from _table(
        ("what happened", "cases", "points", "proven", "none beyond the fewest", "median, s", "longest, s"),
        (
            (
                sort,
                len(case["asked"]),
                ", ".join(map(str, case["points"])),
                case["proven"],
                "yes" if case["nothing_beyond"] else "no",
                case["median"],
                case["longest"],
            )
            for sort, case in found["sorts"].items()
        ),
    )


def _reading(runs: list[Run]) -> Iterator[str]:
    yield "## Reading a very long survey"
    yield ""
    yield (
        "The answers of `igf-2024` over and over (`bench/reading.py`), with the planning workbook beside them; every "
        "repeated answer is compared with the one that counts. Seconds of computing on one core. Wanted: at most 10."
    )
    yield ""
    yield from _table(
        ("file", "rows", "seconds", "memory, MB"),
        ((f"`{run['file']}`", f"{run['rows']:,}", f"{run['seconds']:.1f}", run["megabytes"]) for run in runs),
    )


def _published(run: Run) -> Iterator[str]:
    yield "## Publishing everything"
    yield ""
    yield (
        f"A folder with every format for the {run['sessions']} sessions of `igf-2024` (`bench/published.py`): "
        f"{run['files']} files, {run['calendars']} of them calendars, {run['bytes'] / 1e6:.1f} MB. Each is flushed "
        f"to the disk. Median of {run['times']} runs: {run['seconds']:.1f} seconds. Wanted: at most 5."
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"


def _median(runs: list[Run], key: str) -> str:
    values = [run[key] for run in runs]
    return "none" if None in values else _seconds(median(values))


def _seconds(value: float | None) -> str:
    return "none" if value is None else f"{value:.1f}"


def _unproven(runs: list[Run]) -> str:
    return f"proven in {sum(run['proven'] for run in runs)} of {len(runs)} runs"


def _gap(run: Run) -> str:
    open_tiers = [tier for tier in run["tiers"] if not tier["proven"]]
    if not run["tiers"]:
        return "no programme"
    if not open_tiers:
        return "none"
    tier = open_tiers[0]
    return f"{goal_name(tier['goal'])}: {tier['value']}, bound {_bound(tier)}"


def _bound(tier: dict[str, Any]) -> str:
    return "none" if tier["bound"] is None else str(tier["bound"])


def _yes(proven: bool) -> str:
    return "yes" if proven else "no"
