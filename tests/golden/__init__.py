"""What the instances' best programmes are worth: a file for each, with every goal's value and bound.

No placements: programmes of equal worth are equally good. ``python -m tests.golden`` solves their instances and
writes the files again; it says what has changed. Whole programmes have none: nothing is proven of them for minutes.
"""

from __future__ import annotations

import json
from pathlib import Path

from scheduler.search import Result

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent
INSTANCES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def evaluate(result: Result) -> dict[str, dict[str, int | None]]:
    """Every goal's value and bound, in the policy's order; raises ValueError where there is no programme."""
    if result.programme is None:
        raise ValueError(f"there is no programme: {result.status.value} {' '.join(result.conflict)}")
    return {score.goal: {"value": score.value, "bound": score.bound} for score in result.programme.scores}


def golden(name: str) -> dict[str, dict[str, int | None]]:
    """What the golden file of an instance says."""
    found: dict[str, dict[str, int | None]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def as_text(scores: dict[str, dict[str, int | None]]) -> str:
    """A golden file's text: one goal a line."""
    lines = (f"  {json.dumps(goal)}: {json.dumps(score)}" for goal, score in scores.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"
