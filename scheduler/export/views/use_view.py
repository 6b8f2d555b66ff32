"""Utilisation of rooms by day, and teams in use at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.core.instance import Day, Room
from scheduler.core.programme import PlacedSession
from scheduler.core.session_order import in_order
from scheduler.core.vocabulary import Service
from scheduler.export.views.at_once import Peak, peak_of
from scheduler.verify.facts import Facts


@dataclass(frozen=True)
class RoomView:
    """A room's sessions by day, and for each day the minutes used and usable.

    `largest_audience` is the largest expected audience.
    """

    room: Room
    days: tuple[tuple[Day, tuple[PlacedSession, ...]], ...]
    use: tuple[tuple[int, int], ...]
    largest_audience: int

    @property
    def used(self) -> int:
        """The minutes used on all days."""
        return sum(used for used, _ in self.use)

    @property
    def usable(self) -> int:
        """The usable minutes of all days."""
        return sum(usable for _, usable in self.use)

    @property
    def number(self) -> int:
        """The number of sessions."""
        return sum(len(sessions) for _, sessions in self.days)


@dataclass(frozen=True)
class TeamView:
    """A service: the number of teams (None: unknown), the number of sessions, and the peak of each day."""

    service: Service
    teams: int | None
    sessions: int
    peaks: tuple[Peak, ...]


def rooms_of(facts: Facts, days: Sequence[Day]) -> Iterator[RoomView]:
    """The views of all rooms, in the order of the instance."""
    for room in facts.instance.rooms:
        in_room = [one for day in days for one in facts.in_room.get((room.id, day.id), ())]
        own = in_order(facts.instance, (one.placed for one in in_room))
        by_day = [(day, tuple(one for one in own if one.day == day.id)) for day in days]
        yield RoomView(
            room,
            tuple((day, sessions) for day, sessions in by_day if sessions),
            tuple((_covered((one.start, one.end) for one in some), _usable(room, day)) for day, some in by_day),
            max((one.audience for one in in_room), default=0),
        )


def teams_of(facts: Facts, days: Sequence[Day]) -> Iterator[TeamView]:
    """The views of all services that have teams or are used."""
    for service in Service:
        placed = [one.placed for one in facts.service_users.get(service, ())]
        team = facts.instance.team.get(service)
        if placed or team:
            peaks = tuple(peak_of([one for one in placed if one.day == day.id]) for day in days)
            yield TeamView(service, team.number if team else None, len(placed), peaks)


def _usable(room: Room, day: Day) -> int:
    """The minutes of a day in which the room is open."""
    closed = (window for window in room.closed if window.day == day.id)
    return (
        day.closes
        - day.opens
        - _covered((max(window.start, day.opens), min(window.end, day.closes)) for window in closed)
    )


def _covered(intervals: Iterable[tuple[int, int]]) -> int:
    """The number of minutes in the union of intervals; intervals that end before they start are empty."""
    total, until = 0, 0
    for start, end in sorted(intervals):
        total += max(0, end - max(start, until))
        until = max(until, end)
    return total
