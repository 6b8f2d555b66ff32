"""Neighbourhood operators of the large neighbourhood search: each chooses sessions to free together.

By coalition, day, theme, moment, room, clash, person or at random; for inconvenience also all sessions at once, as
far as they keep their time and change room only (rooms are an easy problem once times are fixed).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from scheduler.model.assignment import Assignment
from scheduler.model.prepare import CandidatePlacement, PlannedSession, Prepared
from scheduler.search.large.large_search import INCONVENIENCE
from scheduler.search.large.restricted_model import Neighbourhood


@dataclass(frozen=True)
class OperatorInput:
    """What an operator chooses from: an assignment, and the sessions that could move."""

    prepared: Prepared
    assignment: Assignment
    movable: tuple[PlannedSession, ...]
    rng: random.Random

    def placed(self) -> list[tuple[PlannedSession, CandidatePlacement]]:
        """The movable sessions that are placed, with their placements."""
        placement_of = self.assignment.placements
        return [(session, placement_of[session.id]) for session in self.movable if session.id in placement_of]


Operator = Callable[[OperatorInput, int], Iterable[str] | Neighbourhood]
"""Chooses approximately `size` sessions to free; or returns the neighbourhood itself."""


def one_day(data: OperatorInput, size: int) -> Iterable[str]:
    """Sessions of one day."""
    placed = data.placed()
    day = data.rng.choice(placed)[1].day
    return sample(data.rng, [session.id for session, option in placed if option.day == day], size)


def one_theme(data: OperatorInput, size: int) -> Iterable[str]:
    """Sessions on one theme, filled up at random."""
    themed = [session for session in data.movable if session.themes]
    theme = data.rng.choice(data.rng.choice(themed).themes) if themed else ""
    return _filled(data, [session.id for session in data.movable if theme in session.themes], size)


def few_moments(data: OperatorInput, size: int) -> Iterable[str]:
    """All sessions that run at a few moments."""
    placed = data.placed()
    found: dict[str, None] = {}
    while len(found) < size and len(found) < len(placed):
        moment = data.rng.choice(placed)[1]
        found |= {s.id: None for s, option in placed if option.interval.overlaps(moment.interval)}
    return sample(data.rng, list(found), size)


def two_rooms(data: OperatorInput, size: int) -> Iterable[str]:
    """Sessions of two rooms."""
    placed = data.placed()
    rooms = {data.rng.choice(placed)[1].room.id for _ in range(2)}
    return sample(data.rng, [session.id for session, option in placed if option.room.id in rooms], size)


def worst_clashes(data: OperatorInput, size: int) -> Iterable[str]:
    """Sessions with many parallel sessions on a common theme (ranked with random weights), filled up at random."""
    placed = data.placed()
    parallels: dict[str, int] = {}
    by_day: dict[str, list[tuple[PlannedSession, CandidatePlacement]]] = {}
    for session, option in placed:
        by_day.setdefault(option.day, []).append((session, option))
    for day in by_day.values():
        for number, (one, first) in enumerate(day):
            for other, second in day[number + 1 :]:
                if (
                    first.start < second.end
                    and second.start < first.end
                    and not set(one.themes).isdisjoint(other.themes)
                ):
                    for session in (one, other):
                        parallels[session.id] = parallels.get(session.id, 0) + 1
    ranked = sorted(parallels, key=lambda name: -parallels[name] * data.rng.random())
    return _filled(data, ranked[: max(1, size * 2 // 3)], size)


def common_people(data: OperatorInput, size: int) -> Iterable[str]:
    """Sessions that have people in common, filled up at random."""
    by_person: dict[str, list[str]] = {}
    for session in data.movable:
        for person in session.host.people if session.host else ():
            by_person.setdefault(person, []).append(session.id)
    shared = [names for names in by_person.values() if len(names) > 1]
    data.rng.shuffle(shared)
    found: dict[str, None] = {}
    for names in shared:
        if len(found) >= size // 2:
            break
        found |= dict.fromkeys(names)
    return _filled(data, list(found), size)


def all_coalitions(data: OperatorInput, size: int) -> Iterable[str]:
    """All sessions that arise from requests, or could: grants and routes are decided anew."""
    return [session.id for session in data.prepared.decided if session.from_requests]


def all_rooms(data: OperatorInput, size: int) -> Neighbourhood:
    """All sessions, at their times but in any room."""
    return Neighbourhood(rooms=frozenset(session.id for session, _ in data.placed()))


def any_sessions(data: OperatorInput, size: int) -> Iterable[str]:
    """Sessions at random."""
    return sample(data.rng, [session.id for session in data.movable], size)


OPERATORS: tuple[Operator, ...] = (
    all_coalitions,
    one_day,
    one_theme,
    few_moments,
    two_rooms,
    worst_clashes,
    common_people,
    any_sessions,
)


def operators_for(goal: str) -> tuple[Operator, ...]:
    """The operators that can improve a goal."""
    return (all_rooms, *OPERATORS) if goal == INCONVENIENCE else OPERATORS


def whole_problem(prepared: Prepared) -> Neighbourhood:
    """The neighbourhood that frees everything: its optimum is that of the full problem."""
    return Neighbourhood(frozenset(session.id for session in prepared.decided), frozenset(prepared.routes))


def sample(rng: random.Random, names: Sequence[str], size: int) -> list[str]:
    """At most `size` of the names, drawn at random; in their order if all fit."""
    return list(names) if len(names) <= size else rng.sample(list(names), size)


def _filled(data: OperatorInput, names: Sequence[str], size: int) -> list[str]:
    """A sample of the names, filled up to `size` with other movable sessions."""
    chosen = sample(data.rng, names, size)
    others = [session.id for session in data.movable if session.id not in set(chosen)]
    return chosen + sample(data.rng, others, size - len(chosen))
