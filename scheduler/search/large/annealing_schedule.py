"""Schedule of annealing runs: which run comes next, from which assignment, and for how long."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from scheduler.model.assignment import Assignment
from scheduler.search.large.annealing_run import FROM_ANY_START, FROM_INCUMBENT, SECOND_GOAL_ONLY, AnnealingPhase
from scheduler.search.large.large_search import HUGE, LargeSearch
from scheduler.search.large.tasks import AnnealingResult, AnnealingTask

FIRST_SECONDS, GROWTH, MOST_SECONDS = 4.0, 3.0, 60.0
"""Seconds of the first run, per unit of size; factor of the next run after an improvement; largest value."""

RESTART_SECONDS = 10.0
"""Seconds of a run that is made when neighbourhoods bring no improvement, per unit of size."""

SMALLEST_SIZE = 0.5
"""Size that is assumed for smaller programmes."""

SHARE, SHARE_BEFORE_ROOMS = 0.8, 0.5
"""Largest share of the remaining time for one run; the second where runs in chosen rooms are to follow."""

LEAST_SHARE_OF_RUN = 0.4
"""Huge programmes skip a run that would have less than this share of its time, except for the first."""


@dataclass
class AnnealingSchedule:
    """State of the schedule.

    `seconds` of the next run and of the `last` one, per unit of size; 0: none. `restart_due`: a run is to be made
    though the last brought no improvement. `start` replaces the incumbent as the start of the next run.
    """

    seconds: float = FIRST_SECONDS
    last: float = 0.0
    restart_due: bool = False
    start: Assignment | None = None
    running: Future[AnnealingResult] | None = None

    def is_due(self, search: LargeSearch) -> bool:
        """Whether a run is to start before any other task."""
        if not self.seconds or self.running:
            return False
        if search.size <= HUGE or search.incumbent is None or self.start or not self.last:
            return True
        return LEAST_SHARE_OF_RUN * self.seconds * search.size <= SHARE_BEFORE_ROOMS * search.limit.seconds_left

    @property
    def has_made_run(self) -> bool:
        """Whether a run has ended."""
        return self.last > 0 and (self.running is None or self.last > FIRST_SECONDS)

    def is_over(self) -> bool:
        """Whether no run is under way or due."""
        return not self.seconds and self.running is None

    def task(self, search: LargeSearch, initial: Assignment, second_goal: bool, seed: int) -> AnnealingTask:
        """The next run, from `start`, the incumbent or else `initial`; `second_goal`: the earlier one is settled."""
        self.last, self.seconds = self.seconds, 0.0
        phases = SECOND_GOAL_ONLY if second_goal and not self.start else FROM_ANY_START
        return self._task(search, initial, phases, self.last, seed)

    def restart(self, search: LargeSearch, initial: Assignment, second_goal: bool, seed: int) -> AnnealingTask:
        """A further run from the incumbent."""
        self.restart_due = False
        return self._task(search, initial, SECOND_GOAL_ONLY if second_goal else FROM_INCUMBENT, RESTART_SECONDS, seed)

    def _task(
        self, search: LargeSearch, initial: Assignment, phases: tuple[AnnealingPhase, ...], seconds: float, seed: int
    ) -> AnnealingTask:
        others_follow = search.size > HUGE and self.last > FIRST_SECONDS and phases != SECOND_GOAL_ONLY
        share = SHARE_BEFORE_ROOMS if others_follow else SHARE
        allowed = min(seconds * max(SMALLEST_SIZE, search.size), share * search.limit.seconds_left)
        start, self.start = self.start or search.incumbent or initial, None
        return AnnealingTask(start, phases, None, allowed, seed)

    def update(self, search: LargeSearch, result: AnnealingResult, improved: bool) -> None:
        """Schedule a longer run after an improvement; restarts are not prolonged.

        A run for the second goal alone also repeats if the incumbent has changed meanwhile, any run while there is no
        incumbent.
        """
        goes_on = (
            improved
            or search.incumbent is None
            or (result.task.phases == SECOND_GOAL_ONLY and result.task.start != search.incumbent)
        )
        if goes_on and result.task.phases != FROM_INCUMBENT and self.start is None:
            self.seconds = min(MOST_SECONDS, GROWTH * self.last)

    def start_from(self, assignment: Assignment) -> None:
        """Schedule a run from an assignment."""
        self.start, self.seconds = assignment, FIRST_SECONDS * GROWTH
