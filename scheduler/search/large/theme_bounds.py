"""Schedule of the bounds on parallels, theme by theme, and of the choice of routes that follows from them.

Parallels of different themes add up, and a theme alone, with all rooms to itself, is a relaxation: so the themes'
lower bounds sum to one for all. The number of coalitions' sessions on each theme is chosen by a small model
(`least_parallel_routes`) that minimises this sum; its routes are also a good start.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from scheduler.core.vocabulary import Use
from scheduler.search.large.coalition_layer import ThemePart, coalition_sessions
from scheduler.search.large.large_search import LEFT_OUT, PARALLELS, ConditionalBound, LargeSearch, ObjectiveValues
from scheduler.search.large.tasks import RoutesResult, RoutesTask, ThemeCostsResult, ThemeCostsTask

THEME_ROUNDS = (6.0, 12.0, 40.0)
"""Seconds for one theme, by round."""

ROUTES_SECONDS = 12.0
"""Seconds for the choice of routes."""


@dataclass
class ThemeBounds:
    """State of the schedule: the `costs` of each theme known so far, and how many rounds each has had.

    The costs hold while no more than `left_out` (weight) is left out. `routes_caps`: the caps under which routes were
    last chosen.
    """

    parts: tuple[ThemePart, ...]
    left_out: int = -1
    costs: dict[ThemePart, tuple[int, ...]] = field(default_factory=dict)
    rounds: dict[ThemePart, int] = field(default_factory=dict)
    routes_caps: ObjectiveValues = field(default_factory=dict)

    def task(self, search: LargeSearch) -> ThemeCostsTask | RoutesTask | None:
        """The next task; None if every bound is final."""
        if PARALLELS not in search.goals or search.settled(PARALLELS):
            return None
        if search.values[LEFT_OUT] != self.left_out:
            self.left_out, self.costs, self.routes_caps = search.values[LEFT_OUT], {}, {}
            self.rounds = dict.fromkeys(self.parts, 0)
        part = min(self.parts, key=lambda waits: self.rounds[waits], default=None)
        following = self.rounds[part] if part else len(THEME_ROUNDS)
        caps = search.caps()
        if following and caps != self.routes_caps and all(search.settled(goal) for goal in caps):
            self.routes_caps = caps
            return RoutesTask(dict(self.costs), caps, min(ROUTES_SECONDS, 0.5 * search.limit.seconds_left))
        if part is None or following == len(THEME_ROUNDS):
            return None
        self.rounds[part] += 1
        return ThemeCostsTask(part, self.left_out, min(THEME_ROUNDS[following], 0.9 * search.limit.seconds_left))

    def update_costs(self, search: LargeSearch, result: ThemeCostsResult) -> None:
        """Store a theme's costs if their caps are still valid, and update the bound on parallels."""
        part = result.task.part
        if result.task.left_out != self.left_out:
            return
        self.costs[part] = max(self.costs.get(part, ()), result.costs)
        if result.exact:
            self.rounds[part] = len(THEME_ROUNDS)
        elif self.rounds[part] > 1:
            self.routes_caps = {}  # the costs may be higher: choose routes again
        least = sum(by_number[0] for by_number in self.costs.values())
        search.update_bound(PARALLELS, ConditionalBound(least, {LEFT_OUT: self.left_out}))

    def update_routes(self, search: LargeSearch, result: RoutesResult) -> dict[str, str] | None:
        """Update the bound on parallels; return the routes if their bound is below that of the incumbent's routes."""
        if result.bound is None:
            return None
        search.update_bound(PARALLELS, ConditionalBound(result.bound, dict(result.task.caps)))
        return result.routes if result.bound < self._bound_of_incumbent_routes(search) else None

    def _bound_of_incumbent_routes(self, search: LargeSearch) -> int:
        """Lower bound on parallels with as many of the coalitions' sessions on each theme as the incumbent has."""
        assert search.incumbent is not None
        held = [session for session in search.prepared.sessions.values() if session.id in search.incumbent.placements]
        number = {part: len(coalition_sessions(held, *part)) for part in self.costs}
        return sum(by_number[min(number[part], len(by_number) - 1)] for part, by_number in self.costs.items())


def theme_bounds(search: LargeSearch) -> ThemeBounds:
    """The schedule for all themes with more than one session, the largest first."""
    sessions = [session for session in search.prepared.sessions.values() if session.in_programme]
    number = Counter((theme, session.use is Use.DAY_ZERO) for session in sessions for theme in session.themes)
    return ThemeBounds(tuple(part for part, members in number.most_common() if members > 1))
