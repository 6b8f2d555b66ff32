"""State of the local search: placements of all sessions, with the cost and conflicts of a move found incrementally.

The state is an approximation for speed: every assignment that leaves it is evaluated by the model, which has every
rule exactly. Each session stores, for each of its times, what it would cost to run there beside everything that runs
then (`overlap_cost`), so that most moves are valued by a few look-ups.
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
"""Cost of an overlap of two sessions that share a person or a coalition: no sum of soft costs reaches it."""

FIRST_GOAL_WEIGHT, SECOND_GOAL_WEIGHT = 10_000, 10
"""Weight of a point of the earlier and of the later of the two goals on placements (parallels and inconvenience)."""

ROOM_USE_TENTHS = (7, 4, 3, 2, 2, 1, 1, 1, 1, 0)
"""Surrogate marginal cost of the first, second, third … session of a theme in a room, in tenths of the goal's weight.

The goal counts a room used by a theme once, however many sessions are there, so single moves would see a plateau. The
decreasing marginal costs give the plateau a slope towards fewer rooms.
"""

DayInterval = tuple[str, int, int]
"""Day, start and end in minutes."""

PlacementKey = tuple[str, str, int]
"""Room, day and start."""


class LocalPlacement(NamedTuple):
    """A candidate placement of one session, with what the local search needs of it.

    `time_index` numbers the session's distinct intervals; `cost` is the part of the cost that does not depend on other
    sessions; `is_good`: within the hours and days of good slots. Only sessions placed at one of the `overlapping_keys`
    can occupy the room at the same time.
    """

    option: CandidatePlacement
    key: PlacementKey
    interval: DayInterval
    time_index: int
    cost: int
    is_good: bool
    overlapping_keys: tuple[PlacementKey, ...]


class OverlapTable(dict[DayInterval, tuple[int, ...]]):
    """Maps an interval to the indices of those of `times` that overlap it; filled on first access."""

    def __init__(self, times: tuple[DayInterval, ...]) -> None:
        super().__init__()
        self.times = times

    def __missing__(self, interval: DayInterval) -> tuple[int, ...]:
        self[interval] = found = tuple(n for n, time in enumerate(self.times) if overlap(time, interval))
        return found


@dataclass(eq=False, slots=True)
class LocalSession:
    """A session in the local search, with its domain and its interactions with other sessions (by number).

    `left_out_cost` is the cost of being unplaced. `overlap_cost[t]` is the cost of its time `t` given what runs now;
    another session adds to it `overlap_weights` where both overlap and `same_day_weights` where both are on one day.
    `gaps` are the minutes required between the two, within one area and between two areas. `relations` are the other
    session, whether this one comes first, the verb, and minutes.
    """

    planned: PlannedSession
    requests: tuple[Request, ...]
    themes: tuple[str, ...]
    overlaps: OverlapTable
    placements: list[LocalPlacement]
    by_key: dict[PlacementKey, LocalPlacement]
    overlap_cost: list[int]
    left_out_cost: int
    services: tuple[Service, ...]
    overlap_weights: dict[int, int] = field(default_factory=dict)
    same_day_weights: dict[int, int] = field(default_factory=dict)
    gaps: dict[int, tuple[int, int]] = field(default_factory=dict)
    relations: list[tuple[int, bool, RelationVerb, int]] = field(default_factory=list)

    @property
    def given(self) -> bool:
        """Whether the host programme has fixed its placement."""
        return self.planned.given is not None

    @property
    def people(self) -> dict[str, bool]:
        """The people who are present, and whether their presence is fixed by the host programme."""
        hosts = self.planned.host.people if self.planned.host else ()
        asking = (name for request in self.requests for name in request.people)
        return dict.fromkeys(asking, False) | dict.fromkeys(hosts, self.given)


@dataclass(eq=False)
class LocalSearchState:
    """Placements of all sessions, by session number (`placed`; None: left out), and indices over them.

    `theme_room_costs[n]` is the marginal cost of one more session of a theme in a room that has `n`; the last entry
    holds from there on. `terms` are the parts of inconvenience that depend on several sessions. `days` are ordinals of
    dates; `teams` the number of teams of each service.
    """

    sessions: list[LocalSession]
    teams: dict[Service, int]
    days: dict[str, int]
    theme_room_costs: tuple[int, ...]
    terms: tuple[SharedTerm, ...]
    placed: list[LocalPlacement | None]
    on_day: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    occupants: dict[PlacementKey, list[int]] = field(default_factory=dict)
    theme_room_use: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def place(self, number: int, placement: LocalPlacement) -> None:
        """Place a session that has no placement."""
        session = self.sessions[number]
        self._enter(number, session, placement)
        self._update_overlap_costs(session, placement.interval, 1)

    def remove(self, number: int) -> None:
        """Remove a session's placement, if it has one."""
        placement, session = self.placed[number], self.sessions[number]
        if placement:
            self._leave(number, session, placement)
            self._update_overlap_costs(session, placement.interval, -1)

    def move(self, number: int, placement: LocalPlacement | None) -> None:
        """Move a session to another placement, or leave it out (None)."""
        current, session = self.placed[number], self.sessions[number]
        if current and placement and current.interval == placement.interval:
            self._leave(number, session, current)
            self._enter(number, session, placement)
            return
        self.remove(number)
        if placement:
            self.place(number, placement)

    def _enter(self, number: int, session: LocalSession, placement: LocalPlacement) -> None:
        self.placed[number] = placement
        self.occupants.setdefault(placement.key, []).append(number)
        self.on_day[placement.key[1]].add(number)
        for theme in session.themes:
            self.theme_room_use[theme, placement.key[0]] += 1

    def _leave(self, number: int, session: LocalSession, placement: LocalPlacement) -> None:
        self.placed[number] = None
        self.occupants[placement.key].remove(number)
        self.on_day[placement.key[1]].discard(number)
        for theme in session.themes:
            self.theme_room_use[theme, placement.key[0]] -= 1

    def _update_overlap_costs(self, session: LocalSession, interval: DayInterval, sign: int) -> None:
        """Add (sign 1) or subtract (-1) a session's weight at the times of all sessions that interact with it."""
        sessions = self.sessions
        for number, weight in session.overlap_weights.items():
            other = sessions[number]
            overlap_cost, more = other.overlap_cost, sign * weight
            for time in other.overlaps[interval]:
                overlap_cost[time] += more
        for number, weight in session.same_day_weights.items():
            other = sessions[number]
            for time, other_interval in enumerate(other.overlaps.times):
                if other_interval[0] == interval[0]:
                    other.overlap_cost[time] += sign * weight

    def theme_room_delta(self, number: int, old_room: str | None, new_room: str | None) -> int:
        """Change of the theme-room cost if a session moves from `old_room` to `new_room` (None: no room)."""
        costs = self.theme_room_costs
        if not costs[0] or old_room == new_room:
            return 0
        used, delta, last = self.theme_room_use, 0, len(costs) - 1
        for theme in self.sessions[number].themes:
            if new_room is not None:
                delta += costs[min(used[theme, new_room], last)]
            if old_room is not None:
                delta -= costs[min(used[theme, old_room] - 1, last)]
        return delta

    def room_conflicts(self, number: int, placement: LocalPlacement) -> list[int]:
        """The other sessions that occupy a placement's room during its interval."""
        occupants, interval = self.occupants, placement.interval
        found = [other for key in placement.overlapping_keys if key in occupants for other in occupants[key]]
        return [other for other in found if other != number and overlaps_in_time(self.placed[other], interval)]

    def is_feasible(self, number: int) -> bool:
        """Whether a placed session satisfies the rules on gaps, relations and teams (not on rooms)."""
        placement = self.placed[number]
        return placement is not None and not (
            [*self._gap_conflicts(number, placement), *self._relation_conflicts(number, placement)]
            or self._team_conflicts(number, placement)
        )

    def conflicts(self, number: int, placement: LocalPlacement) -> set[int]:
        """The sessions to eject before a session can take a placement."""
        found = {
            *self.room_conflicts(number, placement),
            *self._gap_conflicts(number, placement),
            *self._relation_conflicts(number, placement),
        }
        return found.union(self._team_conflicts(number, placement))

    def _gap_conflicts(self, number: int, placement: LocalPlacement) -> Iterator[int]:
        """Sessions that share people or a coalition and are too close in time."""
        (day, start, end), area = placement.interval, placement.option.room.area
        for other, (same_area, other_area) in self.sessions[number].gaps.items():
            other_placement = self.placed[other]
            if other_placement and other_placement.interval[0] == day:
                gap = same_area if other_placement.option.room.area == area else other_area
                if start < other_placement.interval[2] + gap and other_placement.interval[1] < end + gap:
                    yield other

    def _relation_conflicts(self, number: int, placement: LocalPlacement) -> Iterator[int]:
        """Sessions to which a relation would be broken."""
        for other, first, verb, minutes in self.sessions[number].relations:
            other_placement = self.placed[other]
            if other_placement and not self._holds(
                verb, minutes, *((placement, other_placement) if first else (other_placement, placement))
            ):
                yield other

    def _holds(self, verb: RelationVerb, minutes: int, one: LocalPlacement, other: LocalPlacement) -> bool:
        """Whether a relation holds between two placements."""
        day, later = one.interval[0], other.interval[0]
        if verb is RelationVerb.SAME_DAY:
            return day == later
        if verb is RelationVerb.OTHER_DAY:
            return day != later
        if verb is RelationVerb.APART:
            return not overlap(one.interval, other.interval)
        if day != later:
            return self.days[day] < self.days[later]
        return one.interval[2] + minutes <= other.interval[1]

    def _team_conflicts(self, number: int, placement: LocalPlacement) -> set[int]:
        """Sessions that occupy all teams of a service that this session needs too."""
        busy: set[int] = set()
        for service in self.sessions[number].services:
            using = [
                n for n in self.on_day[placement.interval[0]] if n != number and service in self.sessions[n].services
            ]
            using = [n for n in using if overlaps_in_time(self.placed[n], placement.interval)]
            if len(using) >= self.teams[service]:
                busy.update(using)
        return busy

    def assignment(self, routes: dict[str, str]) -> Assignment:
        """The placements of all sessions that are not given, with the routes `routes`."""
        pairs = zip(self.sessions, self.placed, strict=True)
        return Assignment({s.planned.id: p.option for s, p in pairs if p and not s.given}, routes)


SharedTerm = Callable[[LocalSearchState, int, DayInterval | None, DayInterval | None], int]
"""Value of a part of inconvenience, as far as one session can change it by a move between two intervals.

Arguments: state, number of the session, interval before, interval after. Only differences of values are meaningful.
"""


def overlap(one: DayInterval, other: DayInterval) -> bool:
    """Whether two intervals have a moment in common."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def overlaps_in_time(placement: LocalPlacement | None, interval: DayInterval) -> bool:
    """Whether a placement, if there is one, overlaps an interval."""
    return placement is not None and overlap(placement.interval, interval)
