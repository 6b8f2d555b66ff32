"""Which bounds to look for next, in ever more time, and what holds of those found: of what is left out, and discomfort.

What of discomfort hangs on rooms and what hangs on times are bounded one without the other. Bounds of parallels are
found theme by theme: see `themes`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduler.search.large.large_search import DISCOMFORT, LEFT_OUT, PARALLELS, Bound, LargeSearch, Values
from scheduler.search.large.room_bound import RoomChoice
from scheduler.search.large.worker_tasks import BoundFound, BoundTask, RoomsFound, RoomsTask

ROUNDS = ((False, 6.0), (True, 12.0), (True, 40.0), (True, 120.0))
"""Whether coalitions are looked at, and the seconds for each bound; more rounds are not made."""

ROUNDS_OF_HOSTS = 1
"""How many of these look at the host programme alone."""

ROOMS = "rooms"
"""What rooms cost, a part of discomfort: always of the host programme alone."""

GOAL_OF = {ROOMS: DISCOMFORT, LEFT_OUT: LEFT_OUT, DISCOMFORT: DISCOMFORT}
"""What is looked for, and the goal of which it tells."""


@dataclass
class Bounds:
    """Which round comes next for each goal and for rooms, and the seconds that went to all so far.

    What was found holds for programmes that are no worse in earlier goals than `caps`. What of discomfort hangs on
    rooms, and on times, is known to be no less than `of_rooms` and `of_times`; when this was last asked, so much was in
    parallel.
    """

    sought: tuple[str, ...]
    caps: Values = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    parallels: int = 0
    of_rooms: int = 0
    of_times: Bound | None = None
    cheapest_rooms: RoomChoice | None = None

    def task(self, whole: LargeSearch, early: tuple[str, ...]) -> BoundTask | RoomsTask | None:
        """The next, if there is any to look for; those that are `early` do not wait until earlier goals are settled."""
        self._renew(whole)
        if all(whole.settled(goal) for goal in self.caps):
            # With coalitions a bound is higher, and only a little later found.
            self.rounds |= {goal: ROUNDS_OF_HOSTS for goal, done in self.rounds.items() if goal != ROOMS and not done}
        waiting = [sought for sought in self.rounds if self._worth_while(whole, sought, early)]
        if not waiting:
            return None
        sought = min(waiting, key=lambda waits: self.rounds[waits])
        with_coalitions, seconds = ROUNDS[self.rounds[sought]]
        self.rounds[sought] += 1
        seconds = min(seconds, 0.9 * whole.limit.seconds_left)
        if sought == ROOMS:
            return RoomsTask(self.caps[LEFT_OUT], self.cheapest_rooms, seconds)
        caps = self._caps_of(whole, sought) if with_coalitions else {LEFT_OUT: self.caps[LEFT_OUT]}
        return BoundTask(sought, with_coalitions, caps, seconds)

    def _caps_of(self, whole: LargeSearch, goal: str) -> Values:
        """How bad earlier goals may be; for discomfort parallels are among them, if they come before."""
        after_parallels = goal == DISCOMFORT and whole.is_later(goal)
        return self.caps | ({PARALLELS: whole.values[PARALLELS]} if after_parallels else {})

    def _renew(self, whole: LargeSearch) -> None:
        """Look again, since the best programme is another in what is left out, or worse than was looked at.

        With less in parallel more may hang on times than what was found to the end.
        """
        before, self.parallels = self.parallels, self._caps_of(whole, DISCOMFORT).get(PARALLELS, 0)
        if self.parallels < before and self.rounds.get(DISCOMFORT) == len(ROUNDS):
            self.rounds[DISCOMFORT] = ROUNDS_OF_HOSTS
        values = whole.caps()
        if not self.caps or values[LEFT_OUT] != self.caps[LEFT_OUT]:
            self.rounds = dict.fromkeys(self.sought, 0)
            self.of_rooms, self.of_times, self.cheapest_rooms = 0, None, None
        elif any(value > self.caps[goal] for goal, value in values.items()):
            self.rounds |= {goal: min(done, ROUNDS_OF_HOSTS) for goal, done in self.rounds.items() if goal != ROOMS}
            self.of_times = None
        else:
            return
        self.caps = values

    def _worth_while(self, whole: LargeSearch, sought: str, early: tuple[str, ...]) -> bool:
        """Whether there is a round left that could tell something new."""
        following = self.rounds[sought]
        if following == len(ROUNDS) or whole.settled(GOAL_OF[sought]):
            return False
        if sought not in early and not all(map(whole.settled, whole.before(GOAL_OF[sought]))):
            return False
        if sought == ROOMS:
            return True
        with_coalitions, _ = ROUNDS[following]
        return not with_coalitions or all(whole.settled(earlier) for earlier in self.caps)

    def keep(self, whole: LargeSearch, found: BoundFound) -> None:
        """What was found counts if it is better than what was known, for programmes of which it holds."""
        task = found.task
        self.seconds += found.seconds
        if found.exact and all(whole.values[goal] == cap for goal, cap in task.caps.items()):
            last = len(ROUNDS) if task.with_coalitions else ROUNDS_OF_HOSTS
            self.rounds[task.goal] = max(last, self.rounds[task.goal])
        if found.value is None:
            return
        if task.goal == LEFT_OUT:
            whole.learn(LEFT_OUT, Bound(found.value, {}))
            return
        if self.of_times is None or found.value > self.of_times.value:
            self.of_times = Bound(found.value, dict(task.caps))
        self._add_up(whole)

    def keep_rooms(self, whole: LargeSearch, found: RoomsFound) -> None:
        """The same for what rooms cost."""
        self.seconds += found.seconds
        if found.task.left_out != self.caps[LEFT_OUT]:
            return
        if found.cheapest and found.bound == found.cheapest.cost:
            self.rounds[ROOMS] = len(ROUNDS)
        self.of_rooms, self.cheapest_rooms = max(found.bound, self.of_rooms), found.cheapest
        self._add_up(whole)

    def _add_up(self, whole: LargeSearch) -> None:
        """Rooms and times together bound discomfort."""
        of_times = self.of_times or Bound(0, {LEFT_OUT: self.caps[LEFT_OUT]})
        whole.learn(DISCOMFORT, Bound(self.of_rooms + of_times.value, of_times.caps))


def bounds_of(whole: LargeSearch) -> Bounds:
    """What rooms cost, how many are left out, and discomfort."""
    return Bounds(tuple(sought for sought, goal in GOAL_OF.items() if goal in whole.goals))
