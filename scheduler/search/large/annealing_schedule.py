"""Which sketch to make next, from where and for how long."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from scheduler.model.assignment import Assignment
from scheduler.search.large.annealing_run import ANYWHERE, COMFORT, GOOD, Phase
from scheduler.search.large.large_search import VERY_MANY, LargeSearch
from scheduler.search.large.worker_tasks import AnnealingResult, AnnealingTask

FIRST, LONGER, LONGEST = 4.0, 3.0, 60.0
"""Seconds of the first sketch, by size; the next is so many times as long, while they bring something."""

AGAIN = 10.0
"""Seconds of sketches that are made when parts bring nothing, by size."""

SMALLEST = 0.5
"""Smaller programmes have less time, but not less than this part of it."""

SHARE, SHARE_OF_VERY_MANY = 0.8, 0.5
"""How much of the time that is left a sketch may take; less where others follow that are drawn to rooms."""

WORTH_WHILE = 0.4
"""A sketch that would have less of its time than this is not made of very many sessions, but for the first."""


@dataclass
class Sketching:
    """The next sketch has so many `seconds`, if any, by size; the one before it had `last`.

    It begins `elsewhere` if that is given. `again`: whether one is to be made though the last brought nothing.
    """

    seconds: float = FIRST
    last: float = 0.0
    again: bool = False
    elsewhere: Assignment | None = None
    running: Future[AnnealingResult] | None = None

    def is_due(self, whole: LargeSearch) -> bool:
        """Whether one is to be made before anything else."""
        if not self.seconds or self.running:
            return False
        if whole.size <= VERY_MANY or whole.best is None or self.elsewhere or not self.last:
            return True
        return WORTH_WHILE * self.seconds * whole.size <= SHARE_OF_VERY_MANY * whole.limit.seconds_left

    def is_over(self) -> bool:
        """Whether none is under way or to come."""
        return not self.seconds and self.running is None

    def task(self, whole: LargeSearch, begin: Assignment, later: bool, seed: int) -> AnnealingTask:
        """The next one. `later`: whether only the later of the two goals can be better."""
        self.last, self.seconds = self.seconds, 0.0
        phases = COMFORT if later and not self.elsewhere else ANYWHERE
        return self._task(whole, begin, phases, self.last, seed)

    def task_again(self, whole: LargeSearch, begin: Assignment, later: bool, seed: int) -> AnnealingTask:
        """One more, from what is good."""
        self.again = False
        return self._task(whole, begin, COMFORT if later else GOOD, AGAIN, seed)

    def _task(
        self, whole: LargeSearch, begin: Assignment, phases: tuple[Phase, ...], seconds: float, seed: int
    ) -> AnnealingTask:
        others_follow = whole.size > VERY_MANY and self.last > FIRST and phases != COMFORT
        share = SHARE_OF_VERY_MANY if others_follow else SHARE
        allowed = min(seconds * max(SMALLEST, whole.size), share * whole.limit.seconds_left)
        begin, self.elsewhere = self.elsewhere or whole.best or begin, None
        return AnnealingTask(begin, phases, None, allowed, seed)

    def learn(self, whole: LargeSearch, sketch: AnnealingResult, better: bool) -> None:
        """Make a longer one if this was better, unless it was one that was made again.

        For the sake of comfort one is also made from a programme that others have bettered meanwhile.
        """
        goes_on = better or (sketch.task.phases == COMFORT and sketch.task.begin != whole.best)
        if goes_on and sketch.task.phases != GOOD and self.elsewhere is None:
            self.seconds = min(LONGEST, LONGER * self.last)

    def begin_elsewhere(self, standing: Assignment) -> None:
        """Let the next one begin there."""
        self.elsewhere, self.seconds = standing, FIRST * LONGER
