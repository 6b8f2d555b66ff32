"""The part of docs/benchmarks.md on whole programmes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bench.contest import ENGINE
from bench.whole import CONTESTANTS

PLOT = "whole-programmes.svg"
PARALLELS, INCONVENIENCE = "same_theme_in_parallel", "inconvenience"

Found = dict[str, Any]


def whole_page(whole: dict[str, Found]) -> Iterator[str]:
    """Growth of this program, the table beside others, and the plot."""
    yield "## Whole programmes"
    yield ""
    yield (
        "Nearly all sessions of the host programme free, the coalitions' wishes among them (`make bench-whole`, "
        "`bench/whole.py`). Wanted at 350 sessions: a first programme within 10 s, and at 60 s within 5 % of the "
        "bound, or 8 % where half of the value comes of parallels that nobody can avoid; at 120 every goal proven "
        "within 30 s; at 1,000 a first programme within 60 s; at most 2 GB. The gap is what the value of a goal "
        "exceeds its proven bound by, in parts of the value."
    )
    yield ""
    yield from _table(
        (
            "instance",
            "sessions",
            "rooms",
            "starts",
            "first programme, s",
            "every goal proven, s",
            *(f"gap of {goal} at {at} s" for at in ("60", "300") for goal in ("parallels", "inconvenience")),
            "memory, MB",
        ),
        (_growth_row(name, found) for name, found in whole.items() if ENGINE in found["runs"]),
    )
    yield ""
    yield "### Beside what one would take instead"
    yield ""
    yield from _peers()
    yield ""
    for name, found in whole.items():
        yield from _instance(name, found)
    yield f"![Sessions on one theme in parallel, against seconds, for every instance and contestant]({PLOT})"


def _peers() -> Iterator[str]:
    yield (
        "The same instance, wall time, cores and check for all. *Naive CP-SAT* is a variable for every session, "
        "slot and room, with a further one for every two sessions on one theme, in OR-Tools with two workers; "
        "*naive HiGHS* is the same rows in HiGHS; *by hand* places the largest audiences first where it hurts "
        "least, then moves and swaps sessions (`bench/peers`). These three get the coalitions' wishes settled "
        "beforehand, proven and in time that does not count; this program settles them itself. The last two keep one "
        "core busy each and ran at the same time. A programme that "
        "breaks a rule does not count. Shown are sessions on one theme in parallel and, after the stroke, "
        "inconvenience; the lowest counts, parallels first. Where a wish that could be granted is still refused at "
        "that moment, a star says so."
    )


def _growth_row(name: str, found: Found) -> tuple[object, ...]:
    run, size = found["runs"][ENGINE], found["size"]
    gaps = [_gap(run["readings"].get(at), goal) for at in ("60", "300") for goal in (PARALLELS, INCONVENIENCE)]
    proven = "–" if run["proven_all"] is None else f"{run['proven_all']:.1f}"
    first = "none" if run["first"] is None else f"{run['first']:.1f}"
    return (f"`{name}`", size["sessions"], size["rooms"], size["starts"], first, proven, *gaps, run["megabytes"] or "–")


def _gap(reading: Found | None, goal: str) -> str:
    if reading is None:
        return "no programme"
    value, bound = reading["values"].get(goal), reading["bounds"].get(goal)
    if bound is None:
        return f"{value}, no bound"
    return f"{100 * (value - bound) / max(value, 1):.1f} % ({value}, {bound})"


def _instance(name: str, found: Found) -> Iterator[str]:
    readings = list(next(iter(found["runs"].values()))["readings"])
    yield f"`{name}`:"
    yield ""
    best = {at: _best(found, at) for at in readings}
    yield from _table(
        ("", "first, s", *(f"at {at} s" for at in readings), "memory, MB", ""),
        (
            (
                "this program" if who == ENGINE else who,
                "none" if run["first"] is None else f"{run['first']:.1f}",
                *(_value(run["readings"][at], found, best[at]) for at in readings),
                run["megabytes"] or "–",
                _ending(run),
            )
            for who, run in sorted(found["runs"].items(), key=lambda entry: CONTESTANTS.index(entry[0]))
        ),
    )
    yield ""


def _vector(reading: Found | None) -> tuple[int, ...] | None:
    return tuple(reading["values"].values()) if reading else None


def _best(found: Found, at: str) -> tuple[int, ...] | None:
    vectors = [vector for run in found["runs"].values() if (vector := _vector(run["readings"][at]))]
    return min(vectors, default=None)


def _value(reading: Found | None, found: Found, best: tuple[int, ...] | None) -> str:
    """Both values, bold for the best; a star where earlier goals stand worse than somebody's."""
    if reading is None:
        return "none"
    vector = _vector(reading)
    text = f"{reading['values'][PARALLELS]} / {reading['values'][INCONVENIENCE]}"
    wishes = found["goals"].index(PARALLELS)
    if best and vector and vector[:wishes] > best[:wishes]:
        text += " *"
    return f"**{text}**" if vector == best else text


def _ending(run: Found) -> str:
    notes = [] if run["end"] == "done" else [run["end"]]
    notes += [f"{run['rejected']} of its programmes rejected"] if run["rejected"] else []
    return "; ".join(notes)


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
