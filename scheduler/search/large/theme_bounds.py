"""What sessions on one theme at the same time cost at the least, theme by theme, and where coalitions cost least.

What a theme's sessions cost each other even if they had all rooms for themselves, they cost each other in the whole,
and what is due to different themes adds up. How many of the coalitions' sessions are among them, and on which theme, is
chosen where what coalitions get allows it: so that all together costs least, which is a bound, and a good beginning.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from scheduler.core.vocabulary import Use
from scheduler.search.large.coalition_layer import Among, of_coalitions
from scheduler.search.large.large_search import LEFT_OUT, PARALLELS, Bound, LargeSearch, Values
from scheduler.search.large.worker_tasks import CostsFound, CostsTask, LayerFound, LayerTask

ROUNDS = (6.0, 12.0, 40.0)
"""Seconds for one theme; more rounds are not made."""

LAYER_SECONDS = 12.0
"""For the choice where coalitions' sessions cost least."""


@dataclass
class Themes:
    """What is known of each theme's `costs`, by how many of the coalitions' sessions are on it.

    It holds if no more than `left_out` are left out. `layer_caps`: what coalitions got when it was last asked where
    that costs least.
    """

    among: tuple[Among, ...]
    left_out: int = -1
    costs: dict[Among, tuple[int, ...]] = field(default_factory=dict)
    rounds: dict[Among, int] = field(default_factory=dict)
    layer_caps: Values = field(default_factory=dict)

    def task(self, whole: LargeSearch) -> CostsTask | LayerTask | None:
        """What to find out next, if there is anything."""
        if PARALLELS not in whole.goals or whole.settled(PARALLELS):
            return None
        if whole.values[LEFT_OUT] != self.left_out:
            self.left_out, self.costs, self.layer_caps = whole.values[LEFT_OUT], {}, {}
            self.rounds = dict.fromkeys(self.among, 0)
        among = min(self.among, key=lambda waits: self.rounds[waits], default=None)
        following = self.rounds[among] if among else len(ROUNDS)
        caps = whole.caps()
        if following and caps != self.layer_caps and all(whole.settled(goal) for goal in caps):
            self.layer_caps = caps
            return LayerTask(dict(self.costs), caps, min(LAYER_SECONDS, 0.5 * whole.limit.seconds_left))
        if among is None or following == len(ROUNDS):
            return None
        self.rounds[among] += 1
        return CostsTask(among, self.left_out, min(ROUNDS[following], 0.9 * whole.limit.seconds_left))

    def keep(self, whole: LargeSearch, found: CostsFound) -> None:
        """What a theme costs, if that still holds."""
        among = found.task.among
        if found.task.left_out != self.left_out:
            return
        self.costs[among] = max(self.costs.get(among, ()), found.costs)
        if found.exact:
            self.rounds[among] = len(ROUNDS)
        elif self.rounds[among] > 1:
            self.layer_caps = {}  # something more may be known
        least = sum(of_number[0] for of_number in self.costs.values())
        whole.learn(PARALLELS, Bound(least, {LEFT_OUT: self.left_out}))

    def keep_layer(self, whole: LargeSearch, found: LayerFound) -> dict[str, str] | None:
        """The bound that follows; and in which session each request is, if that costs less than as it is now."""
        if found.bound is None:
            return None
        whole.learn(PARALLELS, Bound(found.bound, dict(found.task.caps)))
        return found.held_in if found.bound < self._as_it_is(whole) else None

    def _as_it_is(self, whole: LargeSearch) -> int:
        """What parallels cost at the least with coalitions' sessions on the themes on which they are."""
        assert whole.best is not None
        held = [session for session in whole.prepared.sessions.values() if session.id in whole.best.where]
        number = {among: len(of_coalitions(held, *among)) for among in self.costs}
        return sum(of_number[min(number[among], len(of_number) - 1)] for among, of_number in self.costs.items())


def themes_of(whole: LargeSearch) -> Themes:
    """All themes that several sessions share, on day zero or on the main days; where most are first."""
    sessions = [session for session in whole.prepared.sessions.values() if session.in_programme]
    number = Counter((theme, session.use is Use.DAY_ZERO) for session in sessions for theme in session.themes)
    return Themes(tuple(among for among, members in number.most_common() if members > 1))
