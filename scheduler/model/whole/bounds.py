"""Which bounds to look for next, in ever more time, and what holds of those found: of what is left out, and discomfort.

What of discomfort hangs on rooms and what hangs on times are bounded one without the other. Bounds of parallels are
found theme by theme: see `themes`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduler.model.whole.state import DISCOMFORT, LEFT_OUT, PARALLELS, Bound, Values, Whole
from scheduler.model.whole.workshop import BoundFound, BoundTask

ROUNDS = ((False, 6.0), (True, 12.0), (True, 40.0), (True, 120.0))
"""Whether coalitions are looked at, and the seconds for each bound; more rounds are not made."""

ROUNDS_OF_HOSTS = 1
"""How many of these look at the host programme alone."""


@dataclass
class Bounds:
    """Which round comes next for each goal, and the seconds that went to all so far.

    What was found holds for programmes that are no worse in earlier goals than `caps`.
    """

    goals: tuple[str, ...]
    caps: Values = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def task(self, whole: Whole) -> BoundTask | None:
        """The next, if there is any to look for."""
        self._renew(whole)
        if all(whole.settled(goal) for goal in self.caps):
            # With coalitions a bound is higher, and only a little later found.
            self.rounds = {goal: max(done, ROUNDS_OF_HOSTS) for goal, done in self.rounds.items()}
        waiting = [goal for goal in self.goals if self._worth_while(whole, goal)]
        if not waiting:
            return None
        goal = min(waiting, key=lambda waits: self.rounds[waits])
        with_coalitions, seconds = ROUNDS[self.rounds[goal]]
        self.rounds[goal] += 1
        caps = self._caps_of(whole, goal) if with_coalitions else {LEFT_OUT: self.caps[LEFT_OUT]}
        return BoundTask(goal, with_coalitions, caps, min(seconds, 0.9 * whole.limit.seconds_left))

    def _caps_of(self, whole: Whole, goal: str) -> Values:
        """How bad earlier goals may be; for discomfort parallels are among them, if they come before."""
        after_parallels = goal == DISCOMFORT and PARALLELS in whole.before(DISCOMFORT)
        return self.caps | ({PARALLELS: whole.values[PARALLELS]} if after_parallels else {})

    def _renew(self, whole: Whole) -> None:
        """Look again, since the best programme is worse in an earlier goal than was looked at."""
        values = whole.caps()
        if not self.caps or values[LEFT_OUT] > self.caps[LEFT_OUT]:
            self.rounds = dict.fromkeys(self.goals, 0)
        elif any(value > self.caps[goal] for goal, value in values.items()):
            self.rounds = {goal: min(done, ROUNDS_OF_HOSTS) for goal, done in self.rounds.items()}
        else:
            return
        self.caps = values

    def _worth_while(self, whole: Whole, goal: str) -> bool:
        """Whether there is a round left that could tell something new."""
        following = self.rounds[goal]
        if following == len(ROUNDS) or whole.settled(goal):
            return False
        with_coalitions, _ = ROUNDS[following]
        return not with_coalitions or all(whole.settled(earlier) for earlier in self.caps)

    def keep(self, whole: Whole, found: BoundFound) -> None:
        """What was found counts if it is better than what was known, for programmes of which it holds."""
        task = found.task
        self.seconds += found.seconds
        if found.exact and all(whole.values[goal] == cap for goal, cap in task.caps.items()):
            last = len(ROUNDS) if task.with_coalitions else ROUNDS_OF_HOSTS
            self.rounds[task.goal] = max(last, self.rounds[task.goal])
        if found.value is not None:
            whole.learn(task.goal, Bound(found.value, {} if task.goal == LEFT_OUT else dict(task.caps)))


def bounds_of(whole: Whole) -> Bounds:
    """How many are left out, and discomfort."""
    return Bounds(tuple(goal for goal in (LEFT_OUT, DISCOMFORT) if goal in whole.goals))
