"""Sessions on a board of rooms and times, with what a change would break and cost: quick, and no more than a sketch.

What is found here is looked at by the model, which knows every rule exactly; so a rule may be simplified here as long
as few sketches fail. Each piece knows at any moment what it would cost to run at each of its times beside what runs
then, so that most steps are weighed by looking up a few numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from scheduler.core.instance import Request
from scheduler.core.vocabulary import RelationVerb, Service
from scheduler.model.assignment import Assignment
from scheduler.model.prepare import CandidatePlacement, PlannedSession

HARD_PENALTY = 1 << 40
"""What it costs to be in two sessions at a time."""

EARLIER, LATER = 10_000, 10
"""What a point of the earlier of the two goals on places weighs, parallels and discomfort, and one of the later."""

LINGERING = (7, 4, 3, 2, 2, 1, 1, 1, 1, 0)
"""Tenths of what it costs that a theme uses a room: the first session there, a second, a third …

A room that a theme uses costs the same however many of its sessions are there. Were that all, there would be nothing to
gain by taking one away before the last, and no step would begin to.
"""

Span = tuple[str, int, int]
"""Day, start and end."""

Key = tuple[str, str, int]
"""Room, day and start."""


class LocalPlacement(NamedTuple):
    """A room at a time for one piece; `time` counts the piece's times, `cost` is so whatever else stands where.

    What stands at one of the keys `near` can be in the way in the room.
    """

    option: CandidatePlacement
    key: Key
    span: Span
    time: int
    cost: int
    is_good: bool
    near: tuple[Key, ...]


class Meeting(dict[Span, tuple[int, ...]]):
    """For any span, the numbers of those of some times that overlap with it; found out when it is first asked."""

    def __init__(self, times: tuple[Span, ...]) -> None:
        super().__init__()
        self.times = times

    def __missing__(self, span: Span) -> tuple[int, ...]:
        self[span] = found = tuple(n for n, time in enumerate(self.times) if overlap(time, span))
        return found


@dataclass(eq=False, slots=True)
class LocalSession:
    """A session to be placed, and others that concern it; `out` is what it costs to leave it out.

    `beside` is what it costs to run at each of its times beside what runs then: `rivals` is what each other piece adds
    to that, `similar` what it adds on its whole day. `apart` has minutes that must lie between two, in one area and
    in two; `related` the other piece, whether this one comes first, verb and minutes.
    """

    session: PlannedSession
    requests: tuple[Request, ...]
    themes: tuple[str, ...]
    meeting: Meeting
    spots: list[LocalPlacement]
    spot_at: dict[Key, LocalPlacement]
    beside: list[int]
    out: int
    services: tuple[Service, ...]
    rivals: dict[int, int] = field(default_factory=dict)
    similar: dict[int, int] = field(default_factory=dict)
    apart: dict[int, tuple[int, int]] = field(default_factory=dict)
    related: list[tuple[int, bool, RelationVerb, int]] = field(default_factory=list)

    @property
    def given(self) -> bool:
        return self.session.given is not None

    @property
    def people(self) -> dict[str, bool]:
        """Who is there, and whether the host programme has fixed it."""
        hosts = self.session.host.people if self.session.host else ()
        asking = (name for request in self.requests for name in request.people)
        return dict.fromkeys(asking, False) | dict.fromkeys(hosts, self.given)


@dataclass(eq=False)
class LocalSearchState:
    """Where the pieces stand. `counts` are what hangs on several pieces: see `company`.

    `theme_room_costs` is what one more session of a theme costs in a room where there are none, one, two …
    """

    pieces: list[LocalSession]
    teams: dict[Service, int]
    days: dict[str, int]
    theme_room_costs: tuple[int, ...]
    counts: tuple[Count, ...]
    at: list[LocalPlacement | None]
    on_day: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    holders: dict[Key, list[int]] = field(default_factory=dict)
    theme_rooms: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def put(self, number: int, spot: LocalPlacement) -> None:
        """Let a piece that stands nowhere stand there."""
        piece = self.pieces[number]
        self._enter(number, piece, spot)
        self._tell(piece, spot.span, 1)

    def take(self, number: int) -> None:
        """Take a piece off the board."""
        spot, piece = self.at[number], self.pieces[number]
        if spot:
            self._leave(number, piece, spot)
            self._tell(piece, spot.span, -1)

    def go(self, number: int, spot: LocalPlacement | None) -> None:
        """Let a piece stand there and nowhere else."""
        here, piece = self.at[number], self.pieces[number]
        if here and spot and here.span == spot.span:
            self._leave(number, piece, here)
            self._enter(number, piece, spot)
            return
        self.take(number)
        if spot:
            self.put(number, spot)

    def _enter(self, number: int, piece: LocalSession, spot: LocalPlacement) -> None:
        self.at[number] = spot
        self.holders.setdefault(spot.key, []).append(number)
        self.on_day[spot.key[1]].add(number)
        for theme in piece.themes:
            self.theme_rooms[theme, spot.key[0]] += 1

    def _leave(self, number: int, piece: LocalSession, spot: LocalPlacement) -> None:
        self.at[number] = None
        self.holders[spot.key].remove(number)
        self.on_day[spot.key[1]].discard(number)
        for theme in piece.themes:
            self.theme_rooms[theme, spot.key[0]] -= 1

    def _tell(self, piece: LocalSession, span: Span, sign: int) -> None:
        """Tell all whom it concerns that a piece runs then, or does no longer."""
        pieces = self.pieces
        for rival, weight in piece.rivals.items():
            other = pieces[rival]
            beside, more = other.beside, sign * weight
            for time in other.meeting[span]:
                beside[time] += more
        for rival, weight in piece.similar.items():
            other = pieces[rival]
            for time, there in enumerate(other.meeting.times):
                if there[0] == span[0]:
                    other.beside[time] += sign * weight

    def in_its_room(self, number: int, spot: LocalPlacement) -> list[int]:
        """What stands in a spot's room at its time, the piece itself apart."""
        holders, span = self.holders, spot.span
        found = [other for key in spot.near if key in holders for other in holders[key]]
        return [other for other in found if other != number and meets(self.at[other], span)] if found else found

    def stands_well(self, number: int) -> bool:
        """Whether the rules hold that are not seen from costs, and do not speak of rooms: walks, relations, teams."""
        spot = self.at[number]
        return spot is not None and not (
            [*self._too_far(number, spot), *self._unrelated(number, spot)] or self._without_team(number, spot)
        )

    def in_the_way(self, number: int, spot: LocalPlacement) -> set[int]:
        """What could not stand where it does if the piece stood there."""
        way = {*self.in_its_room(number, spot), *self._too_far(number, spot), *self._unrelated(number, spot)}
        return way.union(self._without_team(number, spot))

    def _too_far(self, number: int, spot: LocalPlacement) -> Iterator[int]:
        """Who shares people and leaves them too little time."""
        (day, start, end), area = spot.span, spot.option.room.area
        for other, (near, far) in self.pieces[number].apart.items():
            there = self.at[other]
            if there and there.span[0] == day:
                gap = near if there.option.room.area == area else far
                if start < there.span[2] + gap and there.span[1] < end + gap:
                    yield other

    def _unrelated(self, number: int, spot: LocalPlacement) -> Iterator[int]:
        """Those to which a relation would not be kept."""
        for other, first, verb, minutes in self.pieces[number].related:
            there = self.at[other]
            if there and not self._kept(verb, minutes, *((spot, there) if first else (there, spot))):
                yield other

    def _kept(self, verb: RelationVerb, minutes: int, one: LocalPlacement, other: LocalPlacement) -> bool:
        day, later = one.span[0], other.span[0]
        if verb is RelationVerb.SAME_DAY:
            return day == later
        if verb is RelationVerb.OTHER_DAY:
            return day != later
        if verb is RelationVerb.APART:
            return not overlap(one.span, other.span)
        if day != later:
            return self.days[day] < self.days[later]
        return one.span[2] + minutes <= other.span[1]

    def _without_team(self, number: int, spot: LocalPlacement) -> set[int]:
        """Those that have all the teams for a service which the piece uses too."""
        busy: set[int] = set()
        for service in self.pieces[number].services:
            using = [n for n in self.on_day[spot.span[0]] if n != number and service in self.pieces[n].services]
            using = [n for n in using if meets(self.at[n], spot.span)]
            if len(using) >= self.teams[service]:
                busy.update(using)
        return busy

    def standing(self, held_in: dict[str, str]) -> Assignment:
        """Where everything stands that is not given."""
        where = {p.session.id: s.option for p, s in zip(self.pieces, self.at, strict=True) if s and not p.given}
        return Assignment(where, held_in)


Count = Callable[[LocalSearchState, int, Span | None, Span | None], int]
"""What hangs on several pieces, as far as one of them can change it that moves between two spans."""


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans have a moment in common."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def meets(there: LocalPlacement | None, span: Span) -> bool:
    """Whether what stands there does so at the time of a span."""
    return there is not None and overlap(there.span, span)
