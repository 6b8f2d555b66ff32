"""The value and the proof of a goal in words."""

from __future__ import annotations

from scheduler.catalogue.goals import GOAL
from scheduler.core.programme import Score


def proof_text(score: Score) -> str:
    """Whether a goal's value is proven optimal, or its distance to the bound."""
    if score.proven:
        return "proven"
    if score.bound is None:
        return "not proven"
    return f"within {score.value - score.bound} of the best possible"


def goal_text(score: Score) -> str:
    """A goal and its value: ``First choices refused: 1``."""
    goal = GOAL.get(score.goal)
    if goal is None:
        return f"{score.goal}: {score.value:,}"
    unit = f" {goal.unit}" if goal.unit in ("points", "minutes") else ""
    return f"{goal.sentence.rstrip('.')}: {score.value:,}{unit}"
