"""When everything takes place, with rooms by count: a smaller model, whose bounds hold for the whole problem.

What it leaves out can only make a programme worse: which room a session has, and the time to walk between areas.
"""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.core.instance import Instance
from scheduler.model.objectives import TIE_BREAK
from scheduler.search.large.restricted_model import RestrictedModel, filter_domains, model_of


def timetable(instance: Instance, goals: Iterable[str]) -> RestrictedModel:
    """The model without rooms, and those goals of which it can tell at least a part."""
    rooms = tuple(room.model_copy(update={"area": ""}) for room in instance.rooms)
    policy = instance.policy.model_copy(update={"walking_minutes": 0})
    flat = instance.model_copy(update={"rooms": rooms, "policy": policy})
    return model_of(filter_domains(flat), (goal for goal in goals if goal != TIE_BREAK), rooms_decided=False)
