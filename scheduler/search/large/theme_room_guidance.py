"""Guidance by rooms chosen for themes: when to choose rooms, and when and how to search in them.

The sessions of smaller programmes are placed in the chosen rooms by one restricted CP-SAT model; those of large
programmes by annealing runs that are drawn to these rooms.
"""

from __future__ import annotations

import random
from concurrent.futures import Future
from dataclasses import dataclass, field

from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.search.large.annealing_run import IN_CHOSEN_ROOMS
from scheduler.search.large.annealing_schedule import FIRST_SECONDS, AnnealingSchedule
from scheduler.search.large.large_search import HUGE, INCONVENIENCE, LARGE, LEFT_OUT, SMALL, LargeSearch
from scheduler.search.large.room_relaxation import RoomAssignment
from scheduler.search.large.tasks import (
    AnnealingResult,
    AnnealingTask,
    RoomChoiceResult,
    RoomChoiceTask,
    RoomRestrictedResult,
    RoomRestrictedTask,
)

RESTRICTED_SECONDS = 60.0
"""Seconds to choose rooms and solve the restricted model, per unit of size; doubled each time they did not suffice."""

CHOICE_SECONDS, CHOICE_SHARE, CHOICE_WORKERS = 5.0, 0.2, 2
"""To choose rooms for annealing: seconds per unit of size, largest share of the remaining time, CP-SAT workers."""

ANNEALING_SECONDS, ANNEALING_SECONDS_HUGE = 25.0, 60.0
"""Seconds of an annealing run in chosen rooms, per unit of size: of large programmes, and of huge ones."""

SHORTEST_RUN, ANNEALING_SHARE = 5.0, 0.85
"""Least seconds of such a run, per unit of size; and its largest share of the remaining time."""

FAILURES_BEFORE_RARER = 6
"""Failures in a row after which searches in chosen rooms become rarer."""


@dataclass
class ThemeRoomGuidance:
    """State of the guidance: the chosen `rooms` (None: not yet), whether to choose anew, and what is running.

    `failures`: searches in a row without an improvement; `too_short`: how often the time did not suffice.
    """

    rng: random.Random
    rooms: ThemeRooms | None = None
    choose_again: bool = False
    choosing: Future[RoomChoiceResult] | None = None
    running: set[Future[RoomRestrictedResult | AnnealingResult]] = field(default_factory=set)
    failures: int = 0
    too_short: int = 0

    def may_choose(self, search: LargeSearch, schedule: AnnealingSchedule) -> bool:
        """Whether to choose rooms for annealing runs now; for huge programmes immediately, since it takes long."""
        if search.size <= LARGE or self.choosing or not self._applies(search):
            return False
        return (self.rooms is None or self.choose_again) and (search.size > HUGE or schedule.last > FIRST_SECONDS)

    def choice_task(self, search: LargeSearch, seed: int) -> RoomChoiceTask:
        """Choose rooms, with other random costs than before."""
        self.choose_again = False
        assert search.incumbent is not None
        seconds = min(CHOICE_SECONDS * search.size, CHOICE_SHARE * search.limit.seconds_left)
        workers = min(CHOICE_WORKERS, search.settings.workers)
        return RoomChoiceTask(search.incumbent, search.values[LEFT_OUT], seconds, workers, seed)

    def set_rooms(self, result: RoomChoiceResult) -> None:
        """Use the chosen rooms; if none were ever found, an empty choice means annealing without guidance."""
        self.rooms = result.rooms or self.rooms or frozenset()

    def may_search(
        self, search: LargeSearch, goal: str, cheapest: RoomAssignment | None, schedule: AnnealingSchedule
    ) -> bool:
        """Whether a worker may search in chosen rooms now; the more failures, the rarer."""
        if self.rng.random() * self.failures > FAILURES_BEFORE_RARER or search.settled(INCONVENIENCE):
            return False
        most = 1 if SMALL < search.size <= HUGE else search.settings.workers
        if len(self.running) >= most:
            return False
        if search.size <= LARGE:
            return goal == INCONVENIENCE and cheapest is not None
        if self.rooms is None or not self._applies(search):
            return False
        if self._annealing_seconds(search) < SHORTEST_RUN * search.size:
            return False
        if search.size > HUGE:
            return schedule.running is None and (goal == INCONVENIENCE or not schedule.is_due(search))
        return goal == INCONVENIENCE

    def comes_first(self, search: LargeSearch, may_search: bool) -> bool:
        """Whether other annealing runs wait: in small programmes, and in huge ones during a search in chosen rooms."""
        if search.size > HUGE:
            return may_search or bool(self.running)
        return may_search and search.size <= SMALL

    def task(
        self, search: LargeSearch, cheapest: RoomAssignment | None, seed: int
    ) -> RoomRestrictedTask | AnnealingTask:
        """Search in chosen rooms; `cheapest` is the warm start of the choice in smaller programmes."""
        assert search.incumbent is not None
        if search.size > LARGE:
            seconds = self._annealing_seconds(search)
            return AnnealingTask(search.incumbent, IN_CHOSEN_ROOMS, self.rooms, seconds, seed)
        assert cheapest is not None
        seconds = min(RESTRICTED_SECONDS * search.size * 2**self.too_short, 0.9 * search.limit.seconds_left)
        bound = search.bound(INCONVENIENCE) or 0
        return RoomRestrictedTask(search.incumbent, dict(search.values), bound, cheapest, seconds, seed)

    def update(self, result: RoomRestrictedResult | AnnealingResult, improved: bool) -> None:
        """Choose other rooms after a failure, and allow more time where it did not suffice."""
        self.failures = 0 if improved else self.failures + 1
        self.choose_again = not improved
        self.too_short += isinstance(result, RoomRestrictedResult) and result.assignment is None and not result.in_time

    def _applies(self, search: LargeSearch) -> bool:
        """Whether there is an incumbent, and inconvenience comes after parallels in the order of goals."""
        return search.has_programme and search.is_second_placement_goal(INCONVENIENCE)

    def _annealing_seconds(self, search: LargeSearch) -> float:
        seconds = ANNEALING_SECONDS if search.size <= HUGE else ANNEALING_SECONDS_HUGE
        return min(seconds * search.size, ANNEALING_SHARE * search.limit.seconds_left)
