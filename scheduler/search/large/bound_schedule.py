"""Schedule of the bounds on sessions left out and on inconvenience, with more time in each round.

Inconvenience is the sum of a part that depends on rooms and a part that depends on times. The room relaxation bounds
the one, the time relaxation the other, and both bounds add up. Bounds on parallels: see `theme_bounds`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduler.search.large.large_search import (
    INCONVENIENCE,
    LEFT_OUT,
    PARALLELS,
    ConditionalBound,
    LargeSearch,
    ObjectiveValues,
)
from scheduler.search.large.room_relaxation import RoomAssignment
from scheduler.search.large.tasks import RoomBoundResult, RoomBoundTask, TimeBoundResult, TimeBoundTask

BOUND_ROUNDS = ((False, 6.0), (True, 12.0), (True, 40.0), (True, 120.0))
"""Rounds: whether coalitions are in the relaxation, and seconds for each bound."""

ROUNDS_WITHOUT_COALITIONS = 1
"""How many of the rounds are without coalitions."""

ROOMS = "rooms"
"""Name of the room relaxation in the schedule; it is always without coalitions."""

GOAL_OF = {ROOMS: INCONVENIENCE, LEFT_OUT: LEFT_OUT, INCONVENIENCE: INCONVENIENCE}
"""The relaxations in the schedule, and the goal that each bounds."""


@dataclass
class BoundSchedule:
    """State of the schedule: `rounds` made for each relaxation, and the `seconds` spent on all.

    Bounds hold for programmes whose earlier goals are no worse than `caps`. `room_bound` and `time_bound` are those of
    the two parts of inconvenience; `parallels` is the cap under which the latter was last computed.
    """

    relaxations: tuple[str, ...]
    caps: ObjectiveValues = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    parallels: int = 0
    room_bound: int = 0
    time_bound: ConditionalBound | None = None
    cheapest_rooms: RoomAssignment | None = None

    def task(self, search: LargeSearch, early: tuple[str, ...]) -> TimeBoundTask | RoomBoundTask | None:
        """The next task, if any; relaxations in `early` do not wait until the goals before theirs are settled."""
        self._renew(search)
        if all(search.settled(goal) for goal in self.caps):
            # With coalitions a bound is higher and takes only a little longer: skip the rounds without them.
            self.rounds |= {
                name: ROUNDS_WITHOUT_COALITIONS for name, done in self.rounds.items() if name != ROOMS and not done
            }
        waiting = [name for name in self.rounds if self._is_useful(search, name, early)]
        if not waiting:
            return None
        name = min(waiting, key=lambda waits: self.rounds[waits])
        with_coalitions, seconds = BOUND_ROUNDS[self.rounds[name]]
        self.rounds[name] += 1
        seconds = min(seconds, 0.9 * search.limit.seconds_left)
        if name == ROOMS:
            return RoomBoundTask(self.caps[LEFT_OUT], self.cheapest_rooms, seconds)
        caps = self._caps_of(search, name) if with_coalitions else {LEFT_OUT: self.caps[LEFT_OUT]}
        return TimeBoundTask(name, with_coalitions, caps, seconds)

    def _caps_of(self, search: LargeSearch, goal: str) -> ObjectiveValues:
        """Caps on the earlier goals; for inconvenience also on parallels, if these come before."""
        after_parallels = goal == INCONVENIENCE and search.is_second_placement_goal(goal)
        return self.caps | ({PARALLELS: search.values[PARALLELS]} if after_parallels else {})

    def _renew(self, search: LargeSearch) -> None:
        """Repeat rounds whose caps the incumbent has outdated.

        Another value of sessions left out restarts everything; a worse value of an earlier goal repeats the rounds with
        coalitions; fewer parallels may raise the bound of a finished time relaxation.
        """
        before, self.parallels = self.parallels, self._caps_of(search, INCONVENIENCE).get(PARALLELS, 0)
        if self.parallels < before and self.rounds.get(INCONVENIENCE) == len(BOUND_ROUNDS):
            self.rounds[INCONVENIENCE] = ROUNDS_WITHOUT_COALITIONS
        values = search.caps()
        if not self.caps or values[LEFT_OUT] != self.caps[LEFT_OUT]:
            self.rounds = dict.fromkeys(self.relaxations, 0)
            self.room_bound, self.time_bound, self.cheapest_rooms = 0, None, None
        elif any(value > self.caps[goal] for goal, value in values.items()):
            self.rounds |= {
                name: min(done, ROUNDS_WITHOUT_COALITIONS) for name, done in self.rounds.items() if name != ROOMS
            }
            self.time_bound = None
        else:
            return
        self.caps = values

    def _is_useful(self, search: LargeSearch, name: str, early: tuple[str, ...]) -> bool:
        """Whether a relaxation has a round left that could raise its bound now."""
        following = self.rounds[name]
        if following == len(BOUND_ROUNDS) or search.settled(GOAL_OF[name]):
            return False
        if name not in early and not all(map(search.settled, search.earlier_goals(GOAL_OF[name]))):
            return False
        if name == ROOMS:
            return True
        with_coalitions, _ = BOUND_ROUNDS[following]
        return not with_coalitions or all(search.settled(earlier) for earlier in self.caps)

    def update(self, search: LargeSearch, result: TimeBoundResult) -> None:
        """Take over a bound of the time relaxation, if it is higher."""
        task = result.task
        self.seconds += result.seconds
        if result.exact and all(search.values[goal] == cap for goal, cap in task.caps.items()):
            last = len(BOUND_ROUNDS) if task.with_coalitions else ROUNDS_WITHOUT_COALITIONS
            self.rounds[task.goal] = max(last, self.rounds[task.goal])
        if result.value is None:
            return
        if task.goal == LEFT_OUT:
            search.update_bound(LEFT_OUT, ConditionalBound(result.value, {}))
            return
        if self.time_bound is None or result.value > self.time_bound.value:
            self.time_bound = ConditionalBound(result.value, dict(task.caps))
        self._add_up(search)

    def update_rooms(self, search: LargeSearch, result: RoomBoundResult) -> None:
        """Take over a bound and the cheapest assignment of the room relaxation, if their caps are still valid."""
        self.seconds += result.seconds
        if result.task.left_out != self.caps[LEFT_OUT]:
            return
        if result.cheapest and result.bound == result.cheapest.cost:
            self.rounds[ROOMS] = len(BOUND_ROUNDS)
        self.room_bound, self.cheapest_rooms = max(result.bound, self.room_bound), result.cheapest
        self._add_up(search)

    def _add_up(self, search: LargeSearch) -> None:
        """Bound of inconvenience: that of rooms plus that of times."""
        time_bound = self.time_bound or ConditionalBound(0, {LEFT_OUT: self.caps[LEFT_OUT]})
        bound = ConditionalBound(self.room_bound + time_bound.value, time_bound.caps)
        search.update_bound(INCONVENIENCE, bound)


def bound_schedule(search: LargeSearch) -> BoundSchedule:
    """The schedule for the relaxations that bound one of the policy's goals."""
    return BoundSchedule(tuple(name for name, goal in GOAL_OF.items() if goal in search.goals))
