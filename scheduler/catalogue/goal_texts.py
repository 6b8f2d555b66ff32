"""The value and the proof of a goal in words."""

from __future__ import annotations

import re

from scheduler.catalogue.goals import GOAL
from scheduler.catalogue.settings import SETTINGS
from scheduler.core.programme import Score

_CODE = re.compile(r"`([^`]*)`")
_SETTING_TITLES = {name: setting.title for setting in reversed(SETTINGS) for name in (setting.field, *setting.parts)}


def proof_and_details(score: Score) -> str:
    """The proof of a value, and where the value is broken down, if it is: ``proven; details: sheet Scores``."""
    goal = GOAL.get(score.goal)
    return proof_text(score) + (f"; details: {goal.details}" if goal and goal.details and score.value else "")


def proof_text(score: Score) -> str:
    """Whether a value is proven optimal, and how that was confirmed, or its distance to the bound."""
    if score.proven and score.confirmed:
        return "proven by two solves"
    return proof_words(score.value, score.bound, score.proven)


def proof_words(value: int, bound: int | None, proven: bool) -> str:
    """The same for a value with its lower bound, if one is known."""
    if proven:
        return "proven"
    return "not proven" if bound is None else f"within {value - bound} of the best possible"


def goal_text(score: Score) -> str:
    """A goal and its value: ``First choices refused: 1``, ``Inconvenience: 18 points``."""
    goal = GOAL.get(score.goal)
    unit = f" {goal.unit}" if goal and goal.unit in ("points", "minutes") else ""
    return f"{goal_name(score.goal)}: {score.value:,}{unit}"


def goal_name(goal_id: str) -> str:
    """The short name of a goal, or else its sentence without the stop; an unknown goal goes by its id."""
    goal = GOAL.get(goal_id)
    return (goal.name or goal.sentence.rstrip(".")) if goal else goal_id


def definition_for_readers(definition: str) -> str:
    """A definition with the titles of settings, as on sheet Policy, in place of the names of their fields."""
    return _CODE.sub(lambda found: _called(found[1]), definition)


def _called(name: str) -> str:
    title = _SETTING_TITLES.get(name)
    return f"“{title}”" if title else name.replace("_", " ")
