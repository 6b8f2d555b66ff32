"""Which sessions to free together: those of coalitions, a day, a theme, a few times, two rooms, the worst clashes, any.

For the sake of comfort all of them may also change rooms at the times they have: times bind rooms little.

What has helped lately is chosen more often, and parts grow as long as they are solved to the end in time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from scheduler.model.assignment import Assignment
from scheduler.model.prepare import CandidatePlacement, PlannedSession, Prepared
from scheduler.search.large.large_search import DISCOMFORT
from scheduler.search.large.restricted_model import Neighbourhood

SMALLEST, FIRST, LARGEST = 12, 45.0, 120
"""Sessions that a part frees: at the least, to begin with, and at the most."""

FADES = 0.9
"""What of a neighbourhood's merit is left after each trial."""


@dataclass(frozen=True)
class View:
    """A programme as neighbourhoods look at it: sessions that could move, and where those stand that are held."""

    prepared: Prepared
    standing: Assignment
    movable: tuple[PlannedSession, ...]
    chance: random.Random

    def held(self) -> list[tuple[PlannedSession, CandidatePlacement]]:
        where = self.standing.where
        return [(session, where[session.id]) for session in self.movable if session.id in where]


Choose = Callable[[View, int], Iterable[str] | Neighbourhood]
"""About so many sessions to free, or a part as it is to be."""


def a_day(view: View, size: int) -> Iterable[str]:
    """Sessions of one day."""
    held = view.held()
    day = view.chance.choice(held)[1].day
    return _some(view, [session.id for session, option in held if option.day == day], size)


def a_theme(view: View, size: int) -> Iterable[str]:
    """Sessions on one theme, and what else runs in their rooms at other times."""
    themed = [session for session in view.movable if session.themes]
    theme = view.chance.choice(view.chance.choice(themed).themes) if themed else ""
    return _filled(view, [session.id for session in view.movable if theme in session.themes], size)


def some_times(view: View, size: int) -> Iterable[str]:
    """Everything that runs at a few moments."""
    held = view.held()
    found: dict[str, None] = {}
    while len(found) < size and len(found) < len(held):
        moment = view.chance.choice(held)[1]
        found |= {s.id: None for s, option in held if option.position.overlaps(moment.position)}
    return _some(view, list(found), size)


def two_rooms(view: View, size: int) -> Iterable[str]:
    """Sessions of two rooms."""
    held = view.held()
    rooms = {view.chance.choice(held)[1].room.id for _ in range(2)}
    return _some(view, [session.id for session, option in held if option.room.id in rooms], size)


def worst_clashes(view: View, size: int) -> Iterable[str]:
    """Sessions that share themes with what runs beside them, and any others."""
    held = view.held()
    rivals: dict[str, int] = {}
    by_day: dict[str, list[tuple[PlannedSession, CandidatePlacement]]] = {}
    for session, option in held:
        by_day.setdefault(option.day, []).append((session, option))
    for day in by_day.values():
        for number, (one, here) in enumerate(day):
            for other, there in day[number + 1 :]:
                if here.start < there.end and there.start < here.end and not set(one.themes).isdisjoint(other.themes):
                    for session in (one, other):
                        rivals[session.id] = rivals.get(session.id, 0) + 1
    ranked = sorted(rivals, key=lambda name: -rivals[name] * view.chance.random())
    return _filled(view, ranked[: max(1, size * 2 // 3)], size)


def related(view: View, size: int) -> Iterable[str]:
    """Sessions that share people with one another."""
    by_person: dict[str, list[str]] = {}
    for session in view.movable:
        for person in session.host.people if session.host else ():
            by_person.setdefault(person, []).append(session.id)
    shared = [names for names in by_person.values() if len(names) > 1]
    view.chance.shuffle(shared)
    found: dict[str, None] = {}
    for names in shared:
        if len(found) >= size // 2:
            break
        found |= dict.fromkeys(names)
    return _filled(view, list(found), size)


def coalitions(view: View, size: int) -> Iterable[str]:
    """All that arises from wishes or could: who gets what with whom is decided anew."""
    return [session.id for session in view.prepared.decided if session.arises]


def other_rooms(view: View, size: int) -> Neighbourhood:
    """All sessions, but only to other rooms at their times."""
    return Neighbourhood(rooms=frozenset(session.id for session, _ in view.held()))


def any_sessions(view: View, size: int) -> Iterable[str]:
    """Sessions at random."""
    return _some(view, [session.id for session in view.movable], size)


NEIGHBOURHOODS: tuple[Choose, ...] = (
    coalitions,
    a_day,
    a_theme,
    some_times,
    two_rooms,
    worst_clashes,
    related,
    any_sessions,
)


def neighbourhoods_for(goal: str) -> tuple[Choose, ...]:
    """Those that can help a goal."""
    return (other_rooms, *NEIGHBOURHOODS) if goal == DISCOMFORT else NEIGHBOURHOODS


def everything(prepared: Prepared) -> Neighbourhood:
    """All that can be decided."""
    return Neighbourhood(frozenset(session.id for session in prepared.decided), frozenset(prepared.routes))


def _some(view: View, names: Sequence[str], size: int) -> list[str]:
    return list(names) if len(names) <= size else view.chance.sample(list(names), size)


def _filled(view: View, names: Sequence[str], size: int) -> list[str]:
    """These names, and others at random as far as there is room."""
    chosen = _some(view, names, size)
    others = [session.id for session in view.movable if session.id not in set(chosen)]
    return chosen + _some(view, others, size - len(chosen))


@dataclass
class AdaptiveSelection:
    """What each neighbourhood has brought lately, and how many sessions it frees."""

    chance: random.Random
    neighbourhoods: tuple[Choose, ...] = NEIGHBOURHOODS
    merit: list[float] = field(init=False)
    size: list[float] = field(init=False)
    untried: list[int] = field(init=False)

    def __post_init__(self) -> None:
        number = len(self.neighbourhoods)
        self.merit, self.size, self.untried = [1.0] * number, [FIRST] * number, list(range(number))

    def choose(self) -> int:
        """The number of a neighbourhood: each once, then the more likely the more it has brought."""
        if self.untried:
            return self.untried.pop(0)
        weights = [0.1 + merit for merit in self.merit]
        return self.chance.choices(range(len(self.neighbourhoods)), weights)[0]

    def learn(self, number: int, improved: bool, solved: bool) -> None:
        """Remember whether it helped; the next part is larger if this one was solved to the end, else smaller."""
        self.merit[number] = FADES * self.merit[number] + (1 - FADES) * (3.0 if improved else 0.0)
        grown = self.size[number] * (1.15 if solved else 0.8)
        self.size[number] = min(max(grown, SMALLEST), LARGEST)

    def part(self, number: int, prepared: Prepared, standing: Assignment) -> Neighbourhood:
        """What this neighbourhood frees now, some of what has no place yet, and who shares a freed session."""
        movable = tuple(s for s in prepared.decided if s.host or s.id in standing.where)
        view = View(prepared, standing, movable, self.chance)
        chosen = self.neighbourhoods[number](view, round(self.size[number]))
        if isinstance(chosen, Neighbourhood):
            return chosen
        freed = set(chosen)
        freed |= set(_some(view, [session.id for session in movable if session.id not in standing.where], SMALLEST))
        if len(freed) == len(movable):
            return everything(prepared)
        arising = {session.id for session in movable if session.arises}.intersection(freed)
        requests = {
            request
            for request, routes in prepared.routes.items()
            if arising.intersection(session.id for session in routes)
        }
        return Neighbourhood(frozenset(freed | requests.intersection(prepared.sessions)), frozenset(requests))
