"""When everything takes place, with rooms by count: a smaller model, whose bounds hold for the whole problem.

What it leaves out can only make a programme worse: which room a session has, and the time to walk between areas.
"""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.instance import Instance
from scheduler.model.goals import TIE_BREAK
from scheduler.model.whole.parts import Model, model_of, sift


def timetable(instance: Instance, goals: Iterable[str]) -> Model:
    """The model without rooms, and those goals of which it can tell at least a part."""
    rooms = tuple(room.model_copy(update={"area": ""}) for room in instance.rooms)
    policy = instance.policy.model_copy(update={"walking_minutes": 0})
    flat = instance.model_copy(update={"rooms": rooms, "policy": policy})
    return model_of(sift(flat), (goal for goal in goals if goal != TIE_BREAK), rooms_decided=False)
