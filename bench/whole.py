"""Whole programmes: this program and what a user would take instead, on the same instances, in the same wall time.

``python -m bench.whole [--only NAME …] [--who CONTESTANT …] [--seconds N] [--seed N]`` prints what it finds and keeps
nothing, to try things; ``make bench-whole`` measures everything and writes the page.

Each contestant runs in a process of its own. Its programmes are judged afterwards by the independent check: one that
breaks a rule does not count. Values are those of the goals in the policy's order, compared from the first on.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.contest import ENGINE, INSTANCES, PEERS
from bench.once import sizes
from scheduler.catalogue import goal_order
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Use
from scheduler.intake import load_instance
from scheduler.verify import check

NAMES = ("whole-120", "igf-2025-like", "whole-350", "whole-700", "whole-1000")
CONTESTANTS = (ENGINE, *PEERS)
ON_ONE_CORE = ("naive HiGHS", "by hand")
"""Contestants that keep only one core busy: they run at the same time."""

SHOWN = ("same_theme_in_parallel", "inconvenience")
READINGS = (10, 60, 300)
SETTLED_WITHIN = 300
JUDGED_AT_MOST = 40
"""Programmes of a run that are checked: the first, the last before each reading, and others spread over the rest."""

GRACE = 60
"""Seconds after the end of its time, until a contestant that goes on is ended."""

Line = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """What is measured: which instances and contestants, how long, when it is read."""

    names: tuple[str, ...] = NAMES
    contestants: tuple[str, ...] = CONTESTANTS
    seconds: int = READINGS[-1]
    seed: int = 1

    @property
    def readings(self) -> tuple[int, ...]:
        return tuple(sorted({reading for reading in READINGS if reading < self.seconds} | {self.seconds}))


def measure(field: Field) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each instance with what every contestant reached on it."""
    for name in field.names:
        instance = load_instance(INSTANCES / name)
        size = {**sizes(instance), "rooms": _rooms(instance), "starts": _starts(instance)}
        found: dict[str, Any] = {"size": size, "goals": goals(instance)}
        with tempfile.TemporaryDirectory() as folder:
            settled = Path(folder) / "settled.json"
            if set(field.contestants) - {ENGINE}:
                _run("bench.peers.settled", name, SETTLED_WITHIN, settled)
            runs = {}
            run = partial(_contest, name, field, settled)
            for together in _rounds(field.contestants):
                lines = {who: Path(folder) / f"{who}.jsonl" for who in together}
                with ThreadPoolExecutor() as threads:
                    ends = dict(zip(together, threads.map(run, together, lines.values()), strict=True))
                for who in together:
                    runs[who] = _judged(instance, list(_read(lines[who])), field, ends[who])
                    print(name, who, {key: value for key, value in runs[who].items() if key != "line"}, file=sys.stderr)
        yield name, {**found, "runs": runs}


def _rounds(contestants: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Who runs at the same time."""
    yield from ((who,) for who in contestants if who not in ON_ONE_CORE)
    beside = tuple(who for who in contestants if who in ON_ONE_CORE)
    if beside:
        yield beside


def goals(instance: Instance) -> list[str]:
    """The goals of the policy, in order."""
    return [goal.id for goal in goal_order(instance.policy.order, instance.policy.principle)]


def _rooms(instance: Instance) -> int:
    """Rooms for sessions; those for bilateral meetings and the booth apart."""
    return sum(not set(room.uses) <= {Use.BILATERAL, Use.BOOTH} for room in instance.rooms)


def _starts(instance: Instance) -> int:
    """Starts in the grid that most rooms follow, over all days."""
    grids = [room.grid for room in instance.rooms]
    most = max(dict.fromkeys(grids), key=grids.count)
    return len({(slot.day, slot.start) for slot in instance.slots if slot.grid == most and not slot.only})


def _run(module: str, *arguments: object) -> None:
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True)


def _contest(name: str, field: Field, settled: Path, who: str, lines: Path) -> str:
    """Run a contestant, and how it ended."""
    command = [sys.executable, "-m", "bench.contest", name, who, field.seconds, field.seed, settled, lines]
    try:
        done = subprocess.run(
            list(map(str, command)), timeout=field.seconds + GRACE, capture_output=True, text=True, check=False
        )
    except subprocess.TimeoutExpired:
        return "ended"
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else str(done.returncode)
        return "the time was over before the model stood" if "TimeUpError" in reason else f"failed: {reason[:120]}"
    return "done"


def _read(lines: Path) -> Iterator[Line]:
    for text in lines.read_text(encoding="utf-8").splitlines() if lines.exists() else ():
        try:
            yield json.loads(text)
        except json.JSONDecodeError:
            return  # the last line of a process that was ended


def _judged(instance: Instance, lines: list[Line], field: Field, end: str) -> dict[str, Any]:
    """What counts of a run: verified programmes, the best at each reading, what was proven."""
    told = [line for line in lines if line.get("programme") and line["seconds"] <= field.seconds + 1]
    curve: list[dict[str, Any]] = []
    rejected = 0
    for line in _chosen(told, field.readings):
        verdict = check(instance, Programme.model_validate(line["programme"]))
        if verdict.violations:
            rejected += 1
        else:
            values = [verdict.scores[goal] for goal in goals(instance)]
            curve.append({"seconds": line["seconds"], "values": values})
    for better, line in pairwise(curve):
        line["values"] = min(better["values"], line["values"])
    return {
        "end": end,
        "programmes": len(told),
        "rejected": rejected,
        "first": curve[0]["seconds"] if curve else None,
        "readings": {str(at): _reading(instance, curve, lines, at) for at in field.readings},
        "proven_all": _proven(instance, lines),
        "megabytes": next((line["megabytes"] for line in lines if "megabytes" in line), None),
        "line": curve,
    }


def _chosen(told: list[Line], readings: Iterable[int]) -> list[Line]:
    """The programmes worth checking, in order of time."""
    kept = {0, *(max((n for n, line in enumerate(told) if line["seconds"] <= at), default=0) for at in readings)}
    steps = max(1, len(told) // JUDGED_AT_MOST)
    kept |= set(range(0, len(told), steps))
    return [line for number, line in enumerate(told) if number in kept]


def _reading(instance: Instance, curve: list[dict[str, Any]], lines: list[Line], at: int) -> dict[str, Any] | None:
    """The best until then, goal by goal, and the best bounds known until then."""
    until = [point for point in curve if point["seconds"] <= at + 0.5]
    if not until:
        return None
    values = dict(zip(goals(instance), until[-1]["values"], strict=True))
    bounds: dict[str, int] = {}
    for line in lines:
        if line.get("seconds", at + 1) <= at + 0.5:
            bounds |= line.get("bounds") or {}
            scores = (line.get("programme") or {}).get("scores", ())
            bounds |= {score["goal"]: score["bound"] for score in scores if score["bound"] is not None}
    return {"values": values, "bounds": {goal: bound for goal, bound in bounds.items() if goal in values}}


def _proven(instance: Instance, lines: list[Line]) -> float | None:
    """Seconds until every goal was proven; None if some was not."""
    for line in lines:
        if line.get("proven") and set(goals(instance)) <= set(line["proven"]):
            return float(line["seconds"])
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description="Try contestants on whole programmes; nothing is kept.")
    parser.add_argument("--only", nargs="+", default=list(NAMES), metavar="NAME")
    parser.add_argument("--who", nargs="+", default=list(CONTESTANTS), choices=CONTESTANTS)
    parser.add_argument("--seconds", type=int, default=READINGS[-1])
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    field = Field(tuple(args.only), tuple(args.who), args.seconds, args.seed)
    for name, found in measure(field):
        for who, run in found["runs"].items():
            for at, reading in run["readings"].items():
                shown = reading and {goal: reading["values"][goal] for goal in SHOWN}
                print(f"{name:14} {who:14} {at:>4} s  {shown or 'none'}  first {run['first']}  {run['end']}")


if __name__ == "__main__":
    main()
