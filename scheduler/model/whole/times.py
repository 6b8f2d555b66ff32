"""When everything takes place, with rooms by count: a smaller model, whose bounds hold for the whole problem.

What it leaves out can only make a programme worse: which room a session has, and the time to walk between areas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from scheduler.instance import Instance
from scheduler.model.extract import Standing, standing
from scheduler.model.whole.parts import Model, at_times, model_of, sift
from scheduler.model.whole.solving import Solved
from scheduler.model.whole.state import TIE_BREAK, Bound, Values, Whole

Times = dict[str, tuple[str, int]]
"""Day and start of each session that is held."""

ROOM_SECONDS = 5.0
"""For each goal, when rooms are given to what has a time."""


@dataclass
class Timetable:
    """The model of times, solved goal by goal; each solution is where the next search begins."""

    model: Model
    caps: Values = field(default_factory=dict)
    found: Solved | None = None

    def _hint(self, begin: Standing) -> None:
        decisions = self.model.decisions
        for (name, at), literal in decisions.time.items():
            option = begin.where.get(name)
            decisions.model.add_hint(literal, bool(option and (option.day, option.start) == (at.day, at.start)))
        for request, literal in decisions.granted.items():
            decisions.model.add_hint(literal, request in begin.held_in)
        for (request, name), literal in decisions.takes_part.items():
            if request != name:
                decisions.model.add_hint(literal, begin.held_in.get(request) == name)

    def at_most(self, goal: str, value: int) -> None:
        """Be no worse in a goal, as far as the model can tell."""
        tier = self.model.tier(goal)
        if tier:
            self.model.decisions.model.add(tier.expression <= value)
            self.caps[goal] = value

    def minimise(self, whole: Whole, goal: str | None, seconds: float, begin: Standing | None = None) -> bool:
        """Find the best times for a goal, or any times; False if none were found. A bound is kept.

        The search begins at `begin`, or else at what was found last.
        """
        model = self.model.decisions.model
        if begin:
            self._hint(begin)
        tier = self.model.tier(goal) if goal else None
        solved = whole.minimise(model, tier.expression if tier else 0, seconds, goal or whole.goals[0])
        if solved is None:
            return False
        self.found = solved
        self.model.hint(solved)
        if tier and goal:
            before = whole.goals[: whole.goals.index(goal)]
            caps = {name: cap for name, cap in self.caps.items() if name in before}
            whole.bounds[goal] = Bound(solved.bound, caps)
            self.at_most(goal, solved.worth(tier.expression))
        return True

    def with_rooms(self, whole: Whole) -> Standing | None:
        """Rooms for what has a time, as good as can be found; what gets none is left out."""
        if self.found is None:
            return None
        decisions, value = self.model.decisions, self.found.value
        times = {name: (at.day, at.start) for (name, at), literal in decisions.time.items() if value(literal)}
        held_in = {request: name for (request, name), literal in decisions.takes_part.items() if value(literal)}
        return _in_order(whole, model_of(at_times(whole.prepared, times, held_in), whole.goals))


def timetable(instance: Instance, goals: Iterable[str]) -> Timetable:
    """The model without rooms, and those goals of which it can tell at least a part."""
    rooms = tuple(room.model_copy(update={"area": ""}) for room in instance.rooms)
    policy = instance.policy.model_copy(update={"walking_minutes": 0})
    flat = instance.model_copy(update={"rooms": rooms, "policy": policy})
    return Timetable(model_of(sift(flat), (goal for goal in goals if goal != TIE_BREAK), rooms_decided=False))


def _in_order(whole: Whole, model: Model) -> Standing | None:
    """The best solution for one goal after the other; none before the first is solved."""
    found: Solved | None = None
    for tier in model.tiers:
        solved = whole.minimise(model.decisions.model, tier.expression, ROOM_SECONDS, tier.goal)
        if solved is None:
            break
        found = solved
        model.decisions.model.add(tier.expression <= solved.worth(tier.expression))
        model.hint(solved)
    return standing(model.decisions, found.value) if found else None
