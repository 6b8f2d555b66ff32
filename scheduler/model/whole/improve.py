"""Sketches, then part after part: a few sessions are freed and placed anew as well as can be, while all others stay.

Each process of this machine works on a sketch or a part of its own, or looks for a bound; what comes back is put
together with what others found.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Any, TypeVar

from scheduler.model.extract import Standing
from scheduler.model.goals import TIE_BREAK
from scheduler.model.whole.bounds import ROOMS, Bounds, bounds_of
from scheduler.model.whole.moves import HOT, NO_WARMTH, WARM
from scheduler.model.whole.neighbourhoods import Steering, everything, neighbourhoods_for
from scheduler.model.whole.state import DISCOMFORT, LEFT_OUT, PARALLELS, Bound, Whole
from scheduler.model.whole.themes import Themes, themes_of
from scheduler.model.whole.workshop import (
    Attempt,
    BoundFound,
    BoundTask,
    ChoiceTask,
    CostsFound,
    CostsTask,
    LayerFound,
    LayerTask,
    Placed,
    RoomsFound,
    RoomsTask,
    Sketched,
    SketchTask,
    Task,
    find_bound,
    find_costs,
    find_layer,
    find_rooms,
    place_anew,
    place_in_chosen_rooms,
    sketch,
)

TRIES = 8
"""Parts in a row that bring nothing before the search turns to another goal, and to moves and exchanges once more."""

PART_SECONDS, IN_VAIN = (4.0, 60.0), 24
"""For the solution of one part: at first, and at most; twice as long each time that so many have brought nothing."""

FIRST_SKETCH, LONGER, LONGEST = 4.0, 3.0, 60.0
"""Seconds of the first sketch for so many SESSIONS; the next is so many times as long, while they bring something."""

AGAIN = 10.0
"""Seconds of sketches that are made when parts bring nothing."""

SESSIONS, SMALLEST = 350, 0.5
"""Larger programmes have more time, and smaller ones less, but not less than this part of it."""

CHOICE_SECONDS, FEW, MANY = 60.0, 0.5, 0.9
"""To choose rooms for themes and place so many SESSIONS in these: by all processes if they are few, by none if many.

Twice as long after each time that did not suffice.
"""

CHOICES = 6
"""So many choices that bring nothing before they become rarer."""

SHARE_OF_BOUNDS = 0.2
"""How much of the time of all processes may go to bounds that take long."""

BUSY_SECONDS = 60.0
"""After so many seconds what rooms cost is bounded in large programmes too, though sketches go on."""

PATIENCE = 90.0
"""Seconds without a better programme after which a search ends that has no limit of time."""

LAST_WORD = 3.0
"""Seconds in which processes may hand over what they have when a search is stopped."""

ON_THE_BOARD = (PARALLELS, DISCOMFORT)
"""The goals that a sketch betters, in either order."""

FIND = {CostsTask: find_costs, LayerTask: find_layer, RoomsTask: find_rooms, BoundTask: find_bound}
"""What processes do to find a bound."""

Thing = TypeVar("Thing")


@dataclass
class Focus:
    """The goal at work: the first that could be better, and the next one as soon as many parts brought nothing."""

    goal: str = ""
    tries: int = 0

    def choose(self, whole: Whole) -> str:
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
    """What processes are at. The next sketch has `sketch_seconds`, if any; it is made from `begin` if need be."""

    whole: Whole
    begin: Standing
    chance: random.Random
    steering: dict[str, Steering]
    bounds: Bounds
    themes: Themes
    focus: Focus = field(default_factory=Focus)
    running: set[Future[Any]] = field(default_factory=set)
    bounding: Future[BoundFound | CostsFound | LayerFound | RoomsFound] | None = None
    sketching: Future[Sketched] | None = None
    choosing: set[Future[Placed]] = field(default_factory=set)
    choices_in_vain: int = 0
    choices_too_short: int = 0
    sketch_seconds: float = FIRST_SKETCH
    sketched: float = 0.0
    in_vain: int = 0
    sketch_again: bool = False
    begun: float = 0.0
    last_better: float = 0.0
    elsewhere: Standing | None = None

    @property
    def can_start(self) -> bool:
        """Whether there is anything to do: parts and bounds need a programme."""
        return self.sketch_seconds > 0 or self.whole.best is not None

    @property
    def size(self) -> float:
        """Sessions that can be decided, in SESSIONS."""
        return len(list(self.whole.prepared.decided)) / SESSIONS

    def start(self, executor: Executor, goal: str) -> None:
        """Give a process that is free something to do: a sketch, a bound, a part; if nothing helps, a sketch again."""
        later = self._is_later(goal)
        may_choose = goal == DISCOMFORT and self._may_choose_rooms()
        if self.sketch_seconds and self.sketching is None and not (may_choose and self.size <= FEW):
            self.sketched, self.sketch_seconds = self.sketch_seconds, 0.0
            self._sketch(executor, NO_WARMTH if later and not self.elsewhere else HOT, self.sketched)
            return
        if self.bounding is None and self.whole.complete:
            self.bounding = self._bound(executor)
            if self.bounding:
                return
        if may_choose:
            self.choosing.add(self._submit(executor, place_in_chosen_rooms, self._choice()))
        elif self.sketch_again and self.sketching is None:
            self.sketch_again = False
            self._sketch(executor, NO_WARMTH if later else WARM, AGAIN)
        else:
            self._submit(executor, place_anew, self._part(goal))

    def _may_choose_rooms(self) -> bool:
        """Whether a process may choose rooms for themes: the more of them brought nothing, the rarer."""
        most = self.whole.settings.workers if self.size <= FEW else 1
        if self.bounds.cheapest_rooms is None or self.size > MANY or len(self.choosing) >= most:
            return False
        return self.chance.random() * self.choices_in_vain <= CHOICES

    def _is_later(self, goal: str) -> bool:
        """Whether it is the later one of the two goals that a sketch sees."""
        return goal in ON_THE_BOARD and any(earlier in ON_THE_BOARD for earlier in self.whole.before(goal))

    @property
    def _has_time_for_bounds(self) -> bool:
        allowed = SHARE_OF_BOUNDS * self.whole.settings.workers * (self.whole.limit.seconds - self.begun)
        return self.bounds.seconds <= allowed

    def _bound(self, executor: Executor) -> Future[Any] | None:
        """Look for a bound, of themes first, for these are found in a moment."""
        task: CostsTask | LayerTask | RoomsTask | BoundTask | None = self.themes.task(self.whole)
        if task is None and self._has_time_for_bounds:
            task = self.bounds.task(self.whole, self._early_bounds())
        return self._submit(executor, FIND[type(task)], task) if task else None

    def _early_bounds(self) -> tuple[str, ...]:
        """What is looked for at once; discomfort when sketches are done, and rooms if they can be chosen for themes."""
        if self.sketching is None and not self.sketch_seconds:
            return LEFT_OUT, ROOMS, DISCOMFORT
        of_rooms = self.size <= MANY or self.whole.limit.seconds - self.begun > BUSY_SECONDS
        return (LEFT_OUT, ROOMS) if of_rooms else (LEFT_OUT,)

    def _submit(self, executor: Executor, work: Any, task: Any) -> Future[Any]:
        future = executor.submit(work, task)
        self.running.add(future)
        return future

    def _sketch(self, executor: Executor, warmth: float, seconds: float) -> None:
        allowed = min(seconds * max(SMALLEST, self.size), 0.8 * self.whole.limit.seconds_left)
        begin, self.elsewhere = self.elsewhere or self.whole.best or self.begin, None
        task = SketchTask(begin, warmth, allowed, self.chance.randrange(2**31))
        self.sketching = self._submit(executor, sketch, task)

    def _part(self, goal: str) -> Task:
        whole, steering = self.whole, self.steering[goal]
        number = steering.choose()
        assert whole.best is not None
        part = steering.part(number, whole.prepared, whole.best)
        seconds = min(PART_SECONDS[1], PART_SECONDS[0] * 2 ** (self.in_vain // IN_VAIN))
        return Task(whole.best, part, goal, dict(whole.values), number, seconds, self.chance.randrange(2**31))

    def _choice(self) -> ChoiceTask:
        whole, cheap = self.whole, self.bounds.cheapest_rooms
        assert whole.best is not None
        assert cheap is not None
        seconds = min(CHOICE_SECONDS * self.size * 2**self.choices_too_short, 0.9 * whole.limit.seconds_left)
        bound = whole.bound(DISCOMFORT) or 0
        return ChoiceTask(whole.best, dict(whole.values), bound, cheap, seconds, self.chance.randrange(2**31))

    def collect(self, seconds: float) -> None:
        """Take over what processes have brought, after so many seconds at most."""
        done, self.running = wait(self.running, timeout=seconds, return_when=FIRST_COMPLETED)
        self.bounding = None if self.bounding in done else self.bounding
        self.sketching = None if self.sketching in done else self.sketching
        self.choosing -= done
        for result in (future.result() for future in done):
            if isinstance(result, BoundFound):
                self.bounds.keep(self.whole, result)
            elif isinstance(result, RoomsFound):
                self.bounds.keep_rooms(self.whole, result)
            elif isinstance(result, Placed):
                better = result.standing is not None and self.whole.offer(result.standing)
                self.choices_in_vain = 0 if better else self.choices_in_vain + 1
                self.choices_too_short += result.standing is None and not result.in_time
                self._note(better)
            elif isinstance(result, CostsFound):
                self.themes.keep(self.whole, result)
            elif isinstance(result, LayerFound):
                self._begin_elsewhere(self.themes.keep_layer(self.whole, result))
            elif isinstance(result, Sketched):
                better = self.whole.offer_sketch(result.standing)
                if better and result.warmth != WARM:
                    self.sketch_seconds = min(LONGEST, LONGER * self.sketched)
                self._note(better)
            else:
                self._take(result)

    def _begin_elsewhere(self, held_in: dict[str, str] | None) -> None:
        """Let the next sketch put coalitions' sessions on other themes, where that may cost less."""
        if held_in is not None and self.whole.best:
            self.elsewhere = Standing(self.whole.best.where, held_in)
            self.sketch_seconds = FIRST_SKETCH * LONGER

    def _take(self, attempt: Attempt) -> None:
        better = attempt.standing is not None and self.whole.offer(_combined(self.whole, attempt))
        if attempt.optimal and attempt.task.part == everything(self.whole.prepared):
            _prove(self.whole, attempt.task)
        self.steering[attempt.task.goal].learn(attempt.task.neighbourhood, better, attempt.optimal)
        self._note(better)

    def _note(self, better: bool) -> None:
        self.focus.tries = 0 if better else self.focus.tries + 1
        self.in_vain = 0 if better else self.in_vain + 1
        self.sketch_again = self.sketch_again or (self.in_vain + 1) % TRIES == 0
        self.last_better = self.whole.limit.seconds if better else self.last_better


def work_on(whole: Whole, begin: Standing) -> Work:
    """What there is to do for a programme; where there is none yet, from `begin`."""
    chance = random.Random(whole.settings.seed)
    return Work(
        whole,
        begin,
        chance=chance,
        steering={goal: Steering(chance, neighbourhoods_for(goal)) for goal in whole.goals},
        bounds=bounds_of(whole),
        themes=themes_of(whole),
        begun=whole.limit.seconds,
        last_better=whole.limit.seconds,
    )


def improve(work: Work, executor: Executor) -> bool:
    """Sketch and free part after part until nothing more is to be had; False where a process was killed before.

    That is when the time is over, everything is proven, or nothing has helped for long. A process may be killed for
    want of memory perhaps: what was found stays, and the work can go on with others.
    """
    work.running, work.choosing, work.bounding, work.sketching = set(), set(), None, None
    try:
        _keep_at_work(work, executor)
    except BrokenExecutor:
        return False
    return True


def _keep_at_work(work: Work, executor: Executor) -> None:
    whole = work.whole
    while not whole.limit.over:
        goal = work.focus.choose(whole)
        patient = whole.settings.seconds_allowed is not None or whole.limit.seconds - work.last_better < PATIENCE
        if not goal or not patient:
            break
        while len(work.running) < whole.settings.workers and work.can_start:
            work.start(executor, goal)
        if not work.running:
            break
        work.collect(0.1)
        whole.tell(goal)
    if whole.limit.stop.is_set() and work.sketching:
        work.collect(LAST_WORD)


def _prove(whole: Whole, task: Task) -> None:
    """With everything freed and solved to the end, nothing is better in this goal."""
    caps = {goal: task.values[goal] for goal in whole.before(task.goal)}
    if all(whole.values[goal] == cap for goal, cap in caps.items()):
        whole.bounds[task.goal] = Bound(whole.values[task.goal], caps)


def _combined(whole: Whole, attempt: Attempt) -> Standing:
    """What the part changed, put into what is the best by now."""
    assert whole.best is not None
    assert attempt.standing is not None
    before, after = attempt.task.standing, attempt.standing
    if before is whole.best:
        return after
    return Standing(
        _put(before.where, after.where, whole.best.where),
        _put(before.held_in, after.held_in, whole.best.held_in),
    )


def _put(before: Mapping[str, Thing], after: Mapping[str, Thing], best: Mapping[str, Thing]) -> dict[str, Thing]:
    """What is the best by now, with what changed from before to after."""
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    merged = {name: value for name, value in best.items() if name not in changed}
    return merged | {name: after[name] for name in changed if name in after}
