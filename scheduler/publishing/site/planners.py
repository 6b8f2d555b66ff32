"""What the planners' pages add: who is where, what stands in each room, where themes clash, how full everything is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler.clock import Window
from scheduler.instance import Day, Instance, Person, Room, Theme
from scheduler.programme import Placed, Programme
from scheduler.publishing.site.content import Entry, Site
from scheduler.tables import in_order
from scheduler.verify.facts import Facts, gather
from scheduler.vocabulary import Service

HOUR = 60


@dataclass(frozen=True)
class PersonView:
    """Somebody's sessions in order of time, those that overlap among them."""

    person: Person
    entries: tuple[Entry, ...]

    @cached_property
    def clashing(self) -> frozenset[str]:
        """Ids of the sessions that overlap another one of this person."""
        placed = [entry.placed for entry in self.entries]
        return frozenset(one.id for one in placed if any(one is not other and one.overlaps(other) for other in placed))


@dataclass(frozen=True)
class RoomView:
    """A room's sessions by day, and the minutes of each day for which it is used and could be."""

    room: Room
    days: tuple[tuple[Day, tuple[Entry, ...]], ...]
    use: tuple[tuple[int, int], ...]

    @property
    def used(self) -> int:
        """Minutes on all days."""
        return sum(used for used, _ in self.use)

    @property
    def usable(self) -> int:
        """Minutes on all days."""
        return sum(usable for _, usable in self.use)

    @property
    def number(self) -> int:
        """How many sessions take place in it."""
        return sum(len(entries) for _, entries in self.days)

    @property
    def fullest(self) -> int:
        """The largest audience expected in it."""
        return max((entry.audience for _, entries in self.days for entry in entries), default=0)


@dataclass(frozen=True)
class TeamView:
    """A service: how many teams there are, None where that is not said, and how many at most work at once by day."""

    service: Service
    teams: int | None
    sessions: int
    most: tuple[int, ...]


@dataclass(frozen=True)
class ClashMap:
    """A day: in every hour and for each theme, how many sessions on it take place at one time at most."""

    day: Day
    hours: tuple[int, ...]
    rows: tuple[tuple[Theme, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Pair:
    """Two sessions that are said to duplicate each other in part."""

    one: Entry
    other: Entry

    @property
    def at_once(self) -> bool:
        """Whether nobody can go to both."""
        return self.one.placed.overlaps(self.other.placed)


@dataclass(frozen=True)
class Planning:
    """What planners look at beside the programme."""

    people: tuple[PersonView, ...]
    rooms: tuple[RoomView, ...]
    teams: tuple[TeamView, ...]
    clashes: tuple[ClashMap, ...]
    pairs: tuple[Pair, ...]


def planning_of(site: Site, instance: Instance, programme: Programme) -> Planning:
    """What the planners' pages add to a site."""
    facts = gather(instance, programme)
    days = [view.day for view in site.days]
    return Planning(
        people=tuple(_people(site, facts)),
        rooms=tuple(_room(site, room, days) for room in instance.rooms),
        teams=tuple(_teams(facts, days)),
        clashes=tuple(_clashes(site, view.entries, view.day) for view in site.days),
        pairs=tuple(_pairs(site)),
    )


def _people(site: Site, facts: Facts) -> Iterable[PersonView]:
    """Everybody who is to be in a session, by name."""
    for person in sorted(site.instance.people, key=lambda person: (person.id.casefold(), person.id)):
        placed = [presence.held.placed for presence in facts.presences.get(person.id, {}).values()]
        if placed:
            yield PersonView(person, tuple(site.entries[one.id] for one in in_order(site.instance, placed)))


def _room(site: Site, room: Room, days: Sequence[Day]) -> RoomView:
    own = [entry for entry in site.entries.values() if entry.room is room]
    by_day = [(day, tuple(entry for entry in own if entry.day is day)) for day in days]
    return RoomView(
        room,
        tuple((day, entries) for day, entries in by_day if entries),
        tuple((_covered([(e.placed.start, e.placed.end) for e in some]), _usable(room, day)) for day, some in by_day),
    )


def _usable(room: Room, day: Day) -> int:
    """Minutes of a day on which the room is not closed."""
    closed = [_within(window, day) for window in room.closed if window.day == day.id]
    return day.closes - day.opens - _covered(closed)


def _within(window: Window, day: Day) -> tuple[int, int]:
    start = min(max(window.start, day.opens), day.closes)
    return start, max(start, min(window.end, day.closes))


def _covered(stretches: Iterable[tuple[int, int]]) -> int:
    """Minutes that lie in at least one of the stretches."""
    total, until = 0, 0
    for start, end in sorted(stretches):
        total += max(0, end - max(start, until))
        until = max(until, end)
    return total


def _teams(facts: Facts, days: Sequence[Day]) -> Iterable[TeamView]:
    for service in Service:
        placed = [held.placed for held in facts.users.get(service, ())]
        team = facts.instance.team.get(service)
        if placed or team:
            most = tuple(_most_at_once([one for one in placed if one.day == day.id]) for day in days)
            yield TeamView(service, team.number if team else None, len(placed), most)


def _most_at_once(placed: Sequence[Placed], start: int = 0, end: int = 24 * HOUR) -> int:
    """The largest number of sessions of a day that take place in one minute between `start` and `end`."""
    moments = {start, *(one.start for one in placed if start <= one.start < end)}
    return max(sum(one.start <= moment < one.end for one in placed) for moment in moments)


def _clashes(site: Site, entries: Sequence[Entry], day: Day) -> ClashMap:
    first = min(entry.placed.start for entry in entries) // HOUR * HOUR
    last = max(entry.placed.end for entry in entries)
    hours = tuple(range(first, last, HOUR))
    rows = []
    for view in site.themes:
        own = [entry.placed for entry in entries if view.theme.code in entry.themes]
        rows.append((view.theme, tuple(_most_at_once(own, hour, hour + HOUR) for hour in hours)))
    return ClashMap(day, hours, tuple(rows))


def _pairs(site: Site) -> Iterable[Pair]:
    """Each pair once, those at the same time first."""
    found: dict[frozenset[str], Pair] = {}
    for entry in site.entries.values():
        host = site.instance.session.get(entry.placed.id)
        for name in host.similar if host else ():
            if name in site.entries and name != entry.placed.id:
                found.setdefault(frozenset((entry.placed.id, name)), Pair(entry, site.entries[name]))
    return sorted(found.values(), key=lambda pair: not pair.at_once)
