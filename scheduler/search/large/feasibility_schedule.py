"""Schedule of the search for any programme: one model of all rules without goals, while heuristics have found none.

Heuristics cannot tell whether there is a programme at all; the model can, and it takes over when they have failed.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from scheduler.model.assignment import Assignment
from scheduler.search.large.annealing_schedule import AnnealingSchedule
from scheduler.search.large.large_search import LargeSearch
from scheduler.search.large.tasks import FeasibilityResult, FeasibilityTask

FIRST_SECONDS, GROWTH = 20.0, 2.0
"""Seconds of the first solve, and the factor of the next."""

WORKERS = 2
"""CP-SAT workers of a solve: one alone is often many times slower than two."""

MOST_PLACEMENTS = 1_000_000
"""Candidate placements up to which the model fits into memory."""


@dataclass
class FeasibilitySchedule:
    """State of the schedule: `seconds` of the next solve, and whether there is proven to be no programme."""

    seconds: float = FIRST_SECONDS
    running: Future[FeasibilityResult] | None = None
    infeasible: bool = False

    def is_due(self, search: LargeSearch, annealing: AnnealingSchedule) -> bool:
        """Whether to solve now: there is no programme, and annealing has not found one from an incumbent."""
        if self.running or self.infeasible or search.has_programme:
            return False
        if search.incumbent is not None and not annealing.has_made_run:
            return False
        return sum(len(session.options) for session in search.prepared.decided) <= MOST_PLACEMENTS

    def task(self, search: LargeSearch, initial: Assignment, seed: int) -> FeasibilityTask:
        """The next solve; it takes all the time that is left where that would not suffice for another."""
        seconds, left = self.seconds, search.limit.seconds_left
        self.seconds *= GROWTH
        return FeasibilityTask(
            search.incumbent or initial, left if left < seconds + self.seconds else seconds, WORKERS, seed
        )

    def update(self, result: FeasibilityResult) -> None:
        """Note a proof that there is no programme."""
        self.infeasible = result.infeasible
