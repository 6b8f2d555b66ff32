"""Sketches, then part after part: a few sessions are freed and placed anew as well as can be, while all others stay.

Each process of this machine works on a sketch or a part of its own, or looks for a bound; what comes back is put
together with what others found.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Any, TypeVar

from scheduler.model.assignment import Assignment
from scheduler.model.objectives import TIE_BREAK
from scheduler.search.large.annealing_schedule import Sketching
from scheduler.search.large.bounds import ROOMS, Bounds, bounds_of
from scheduler.search.large.chosen_rooms import ChosenRooms
from scheduler.search.large.large_search import DISCOMFORT, LEFT_OUT, MANY, VERY_MANY, Bound, LargeSearch
from scheduler.search.large.neighbourhoods import AdaptiveSelection, everything, neighbourhoods_for
from scheduler.search.large.theme_bounds import Themes, themes_of
from scheduler.search.large.worker_tasks import (
    AnnealingResult,
    AnnealingTask,
    BoundFound,
    BoundTask,
    ChoiceTask,
    CostsFound,
    CostsTask,
    LayerFound,
    LayerTask,
    NeighbourhoodResult,
    NeighbourhoodTask,
    PlacementResult,
    RoomsFound,
    RoomsTask,
    Selected,
    SelectTask,
    find_bound,
    find_costs,
    find_layer,
    find_rooms,
    place_anew,
    place_in_chosen_rooms,
    select_rooms,
    sketch,
)

TRIES = 8
"""Parts in a row that bring nothing before the search turns to another goal, and to moves and exchanges once more."""

PART_SECONDS, IN_VAIN = (4.0, 60.0), 24
"""For the solution of one part: at first, and at most; twice as long each time that so many have brought nothing."""

SHARE_OF_BOUNDS, SHARE_OF_VERY_MANY = 0.2, 0.1
"""How much of the time of all processes may go to bounds that take long; less where there are very many sessions."""

BUSY_SECONDS = 60.0
"""After so many seconds what rooms cost is bounded in large programmes too, though sketches go on."""

PATIENCE = 90.0
"""Seconds without a better programme after which a search ends that has no limit of time; more in large ones."""

LAST_WORD = 3.0
"""Seconds in which processes may hand over what they have when a search is stopped."""

DO: dict[type, Callable[[Any], Any]] = {
    NeighbourhoodTask: place_anew,
    AnnealingTask: sketch,
    SelectTask: select_rooms,
    ChoiceTask: place_in_chosen_rooms,
    CostsTask: find_costs,
    LayerTask: find_layer,
    RoomsTask: find_rooms,
    BoundTask: find_bound,
}
"""What a process does for each kind of task."""

Thing = TypeVar("Thing")


@dataclass
class Focus:
    """The goal at work: the first that could be better, and the next one as soon as many parts brought nothing."""

    goal: str = ""
    tries: int = 0

    def choose(self, whole: LargeSearch) -> str:
        """The goal of the next part; empty if none could be better."""
        goals = [goal for goal in whole.goals if not whole.settled(goal) and goal != TIE_BREAK]
        if not goals:
            return ""
        if self.goal not in goals:
            self.goal, self.tries = goals[0], 0
        elif self.tries >= TRIES:
            self.goal, self.tries = goals[(goals.index(self.goal) + 1) % len(goals)], 0
        return self.goal


@dataclass
class Work:
    """What processes are at; a programme is made from `begin` where there is none yet."""

    whole: LargeSearch
    begin: Assignment
    chance: random.Random
    steering: dict[str, AdaptiveSelection]
    bounds: Bounds
    themes: Themes
    chosen_rooms: ChosenRooms
    sketching: Sketching = field(default_factory=Sketching)
    focus: Focus = field(default_factory=Focus)
    running: set[Future[Any]] = field(default_factory=set)
    bounding: Future[BoundFound | CostsFound | LayerFound | RoomsFound] | None = None
    in_vain: int = 0
    begun: float = 0.0
    last_better: float = 0.0

    @property
    def is_sketching(self) -> bool:
        """Whether sketches are under way."""
        return bool(self.sketching.running or self.chosen_rooms.running)

    @property
    def can_start(self) -> bool:
        """Whether there is anything to do: parts and bounds need a programme."""
        return self.sketching.seconds > 0 or self.whole.best is not None

    def start(self, executor: Executor, goal: str) -> None:
        """Give a process that is free something to do: a sketch, a bound, a part; if nothing helps, a sketch again."""
        whole, sketching, rooms, later = self.whole, self.sketching, self.chosen_rooms, self.whole.is_later(goal)
        may_place = rooms.may_place(whole, goal, self.bounds.cheapest_rooms, sketching)
        if sketching.is_due(whole) and not rooms.come_first(whole, may_place):
            sketching.running = self._submit(executor, sketching.task(whole, self.begin, later, self._seed))
        elif rooms.may_select(whole, sketching):
            rooms.selecting = self._submit(executor, rooms.select_task(whole, self._seed))
        elif bound := self._bound():
            self.bounding = self._submit(executor, bound)
        elif may_place:
            rooms.running.add(self._submit(executor, rooms.task(whole, self.bounds.cheapest_rooms, self._seed)))
        elif sketching.again and sketching.running is None:
            sketching.running = self._submit(executor, sketching.task_again(whole, self.begin, later, self._seed))
        else:
            self._submit(executor, self._part(goal))

    @property
    def _seed(self) -> int:
        return self.chance.randrange(2**31)

    def _bound(self) -> CostsTask | LayerTask | RoomsTask | BoundTask | None:
        """A bound to look for, of themes first, for these are found in a moment."""
        if self.bounding or not self.whole.complete:
            return None
        task = self.themes.task(self.whole)
        share = SHARE_OF_BOUNDS if self.whole.size <= VERY_MANY else SHARE_OF_VERY_MANY
        allowed = share * self.whole.settings.workers * (self.whole.limit.seconds - self.begun)
        if task is None and self.bounds.seconds <= allowed:
            return self.bounds.task(self.whole, self._early_bounds())
        return task

    def _early_bounds(self) -> tuple[str, ...]:
        """What is looked for at once; discomfort when sketches are done, and rooms if they can be chosen for themes."""
        if self.sketching.is_over():
            return LEFT_OUT, ROOMS, DISCOMFORT
        of_rooms = self.whole.size <= MANY or self.whole.limit.seconds - self.begun > BUSY_SECONDS
        return (LEFT_OUT, ROOMS) if of_rooms else (LEFT_OUT,)

    def _submit(self, executor: Executor, task: Any) -> Future[Any]:
        future: Future[Any] = executor.submit(DO[type(task)], task)
        self.running.add(future)
        return future

    def _part(self, goal: str) -> NeighbourhoodTask:
        whole, steering = self.whole, self.steering[goal]
        number = steering.choose()
        assert whole.best is not None
        part = steering.part(number, whole.prepared, whole.best)
        seconds = min(PART_SECONDS[1], PART_SECONDS[0] * 2 ** (self.in_vain // IN_VAIN))
        return NeighbourhoodTask(whole.best, part, goal, dict(whole.values), number, seconds, self._seed)

    def collect(self, seconds: float) -> None:
        """Take over what processes have brought, after so many seconds at most."""
        done, self.running = wait(self.running, timeout=seconds, return_when=FIRST_COMPLETED)
        sketching, rooms = self.sketching, self.chosen_rooms
        in_rooms, rooms.running = rooms.running & done, rooms.running - done
        self.bounding = None if self.bounding in done else self.bounding
        sketching.running = None if sketching.running in done else sketching.running
        rooms.selecting = None if rooms.selecting in done else rooms.selecting
        for future in done:
            self._keep(future.result(), future in in_rooms)

    def _keep(self, result: Any, in_chosen_rooms: bool) -> None:
        """Take over one of them."""
        whole = self.whole
        if isinstance(result, NeighbourhoodResult):
            self._take(result)
        elif isinstance(result, AnnealingResult | PlacementResult):
            offer = whole.offer_sketch if isinstance(result, AnnealingResult) else whole.offer
            better = result.standing is not None and offer(result.standing)
            if in_chosen_rooms:
                self.chosen_rooms.learn(result, better)
            elif isinstance(result, AnnealingResult):
                self.sketching.learn(whole, result, better)
            self._note(better)
        elif isinstance(result, Selected):
            self.chosen_rooms.keep(result)
        elif isinstance(result, BoundFound):
            self.bounds.keep(whole, result)
        elif isinstance(result, RoomsFound):
            self.bounds.keep_rooms(whole, result)
        elif isinstance(result, CostsFound):
            self.themes.keep(whole, result)
        elif isinstance(result, LayerFound):
            held_in = self.themes.keep_layer(whole, result)
            if held_in is not None and whole.best:
                self.sketching.begin_elsewhere(Assignment(whole.best.where, held_in))

    def _take(self, attempt: NeighbourhoodResult) -> None:
        better = attempt.standing is not None and self.whole.offer(_combined(self.whole, attempt))
        if attempt.optimal and attempt.task.part == everything(self.whole.prepared):
            _prove(self.whole, attempt.task)
        self.steering[attempt.task.goal].learn(attempt.task.neighbourhood, better, attempt.optimal)
        self._note(better)

    def _note(self, better: bool) -> None:
        self.focus.tries = 0 if better else self.focus.tries + 1
        self.in_vain = 0 if better else self.in_vain + 1
        self.sketching.again = self.sketching.again or (self.in_vain + 1) % TRIES == 0
        self.last_better = self.whole.limit.seconds if better else self.last_better


def work_on(whole: LargeSearch, begin: Assignment) -> Work:
    """What there is to do for a programme; where there is none yet, from `begin`."""
    chance = random.Random(whole.settings.seed)
    return Work(
        whole,
        begin,
        chance=chance,
        steering={goal: AdaptiveSelection(chance, neighbourhoods_for(goal)) for goal in whole.goals},
        bounds=bounds_of(whole),
        themes=themes_of(whole),
        chosen_rooms=ChosenRooms(chance, None if whole.instance.policy.comfort.theme_rooms else frozenset()),
        begun=whole.limit.seconds,
        last_better=whole.limit.seconds,
    )


def improve(work: Work, executor: Executor) -> bool:
    """Sketch and free part after part until nothing more is to be had; False where a process was killed before.

    That is when the time is over, everything is proven, or nothing has helped for long. A process may be killed for
    want of memory perhaps: what was found stays, and the work can go on with others.
    """
    work.running, work.bounding, work.sketching.running = set(), None, None
    work.chosen_rooms.running, work.chosen_rooms.selecting = set(), None
    try:
        _keep_at_work(work, executor)
    except BrokenExecutor:
        return False
    return True


def _keep_at_work(work: Work, executor: Executor) -> None:
    whole = work.whole
    while not whole.limit.over:
        goal = work.focus.choose(whole)
        patience = PATIENCE * max(1.0, whole.size)
        patient = whole.settings.seconds_allowed is not None or whole.limit.seconds - work.last_better < patience
        if not goal or not patient:
            break
        while len(work.running) < whole.settings.workers and work.can_start:
            work.start(executor, goal)
        if not work.running:
            break
        work.collect(0.1)
        whole.tell(goal)
    until = time.monotonic() + LAST_WORD
    while whole.limit.stop.is_set() and work.is_sketching and time.monotonic() < until:
        work.collect(until - time.monotonic())


def _prove(whole: LargeSearch, task: NeighbourhoodTask) -> None:
    """With everything freed and solved to the end, nothing is better in this goal."""
    caps = {goal: task.values[goal] for goal in whole.before(task.goal)}
    if all(whole.values[goal] == cap for goal, cap in caps.items()):
        whole.bounds[task.goal] = Bound(whole.values[task.goal], caps)


def _combined(whole: LargeSearch, attempt: NeighbourhoodResult) -> Assignment:
    """What the part changed, put into what is the best by now."""
    assert whole.best is not None
    assert attempt.standing is not None
    before, after = attempt.task.standing, attempt.standing
    if before is whole.best:
        return after
    return Assignment(
        _put(before.where, after.where, whole.best.where),
        _put(before.held_in, after.held_in, whole.best.held_in),
    )


def _put(before: Mapping[str, Thing], after: Mapping[str, Thing], best: Mapping[str, Thing]) -> dict[str, Thing]:
    """What is the best by now, with what changed from before to after."""
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    merged = {name: value for name, value in best.items() if name not in changed}
    return merged | {name: after[name] for name in changed if name in after}
