"""When to look for a programme in rooms chosen for themes, and how: by one model, or by sketches drawn to these rooms.

Few sessions can be placed at once in the rooms that were chosen; of many a sketch is made.
"""

from __future__ import annotations

import random
from concurrent.futures import Future
from dataclasses import dataclass, field

from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.search.large.annealing_run import IN_ROOMS
from scheduler.search.large.annealing_schedule import FIRST, Sketching
from scheduler.search.large.large_search import DISCOMFORT, FEW, LEFT_OUT, MANY, VERY_MANY, LargeSearch
from scheduler.search.large.room_bound import RoomChoice
from scheduler.search.large.worker_tasks import (
    AnnealingResult,
    AnnealingTask,
    ChoiceTask,
    PlacementResult,
    Selected,
    SelectTask,
)

CHOICE_SECONDS = 60.0
"""To choose rooms and place everything in these, by size; twice as long after each time that did not suffice."""

SELECT_SECONDS, SELECT_SHARE, SELECT_THREADS = 5.0, 0.2, 2
"""To choose rooms that sketches are drawn to: seconds by size, share of the time left at the most, and threads."""

SKETCH_SECONDS, SECONDS_OF_VERY_MANY = 25.0, 60.0
"""For a sketch in these rooms, by size: of many sessions, and of very many."""

SHORTEST_SKETCH, SKETCH_SHARE = 5.0, 0.85
"""Seconds, by size, below which none is made; and the share of the time left that it may take at the most."""

TRIES = 6
"""So many programmes in chosen rooms that bring nothing before they become rarer."""


@dataclass
class ChosenRooms:
    """The `rooms` that sketches are drawn to, if they were chosen; they are chosen `again` after one brought nothing.

    `in_vain`: how many programmes in a row were no better; `too_short`: how often there was too little time for one.
    """

    chance: random.Random
    rooms: ThemeRooms | None = None
    again: bool = False
    selecting: Future[Selected] | None = None
    running: set[Future[PlacementResult | AnnealingResult]] = field(default_factory=set)
    in_vain: int = 0
    too_short: int = 0

    def may_select(self, whole: LargeSearch, sketching: Sketching) -> bool:
        """Whether rooms are to be chosen for sketches. In very many sessions that takes long and is begun at once."""
        if whole.size <= MANY or self.selecting or not self._are_of_use(whole):
            return False
        return (self.rooms is None or self.again) and (whole.size > VERY_MANY or sketching.last > FIRST)

    def select_task(self, whole: LargeSearch, seed: int) -> SelectTask:
        """Choose rooms, others than before by chance."""
        self.again = False
        assert whole.best is not None
        seconds = min(SELECT_SECONDS * whole.size, SELECT_SHARE * whole.limit.seconds_left)
        threads = min(SELECT_THREADS, whole.settings.workers)
        return SelectTask(whole.best, whole.values[LEFT_OUT], seconds, threads, seed)

    def keep(self, selected: Selected) -> None:
        """These are the rooms from now on; where none were found, sketches are made as if all were as good."""
        self.rooms = selected.rooms or self.rooms or frozenset()

    def may_place(self, whole: LargeSearch, goal: str, cheap: RoomChoice | None, sketching: Sketching) -> bool:
        """Whether a process may look for a programme in chosen rooms; the more brought nothing, the rarer."""
        if self.chance.random() * self.in_vain > TRIES or whole.settled(DISCOMFORT):
            return False
        most = 1 if FEW < whole.size <= VERY_MANY else whole.settings.workers
        if len(self.running) >= most:
            return False
        if whole.size <= MANY:
            return goal == DISCOMFORT and cheap is not None
        if self.rooms is None or not self._are_of_use(whole):
            return False
        if self._sketch_seconds(whole) < SHORTEST_SKETCH * whole.size:
            return False
        if whole.size > VERY_MANY:
            return sketching.running is None and (goal == DISCOMFORT or not sketching.is_due(whole))
        return goal == DISCOMFORT

    def come_first(self, whole: LargeSearch, may_place: bool) -> bool:
        """Whether other sketches wait for them: of few sessions, and of very many until those under way are done."""
        if whole.size > VERY_MANY:
            return may_place or bool(self.running)
        return may_place and whole.size <= FEW

    def task(self, whole: LargeSearch, cheap: RoomChoice | None, seed: int) -> ChoiceTask | AnnealingTask:
        """Look for a programme in chosen rooms; `cheap` is a cheap choice of them, to begin with."""
        assert whole.best is not None
        if whole.size > MANY:
            return AnnealingTask(whole.best, IN_ROOMS, self.rooms, self._sketch_seconds(whole), seed)
        assert cheap is not None
        seconds = min(CHOICE_SECONDS * whole.size * 2**self.too_short, 0.9 * whole.limit.seconds_left)
        bound = whole.bound(DISCOMFORT) or 0
        return ChoiceTask(whole.best, dict(whole.values), bound, cheap, seconds, seed)

    def learn(self, result: PlacementResult | AnnealingResult, better: bool) -> None:
        """Choose other rooms if it was no better, and take more time if that was too short."""
        self.in_vain = 0 if better else self.in_vain + 1
        self.again = not better
        self.too_short += isinstance(result, PlacementResult) and result.standing is None and not result.in_time

    def _are_of_use(self, whole: LargeSearch) -> bool:
        """Whether there is a programme to begin with, and discomfort a goal that comes after parallels."""
        return whole.complete and whole.is_later(DISCOMFORT)

    def _sketch_seconds(self, whole: LargeSearch) -> float:
        seconds = SKETCH_SECONDS if whole.size <= VERY_MANY else SECONDS_OF_VERY_MANY
        return min(seconds * whole.size, SKETCH_SHARE * whole.limit.seconds_left)
