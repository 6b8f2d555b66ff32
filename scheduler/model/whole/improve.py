"""Part after part: a few sessions are freed and placed anew as well as can be, while all others stay.

Each process of this machine works on a part of its own, or looks for a bound; what comes back is put together with what
others found.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Any, TypeVar

from scheduler.model.extract import Standing
from scheduler.model.goals import TIE_BREAK
from scheduler.model.whole.neighbourhoods import Steering, everything
from scheduler.model.whole.state import LEFT_OUT, Bound, Whole
from scheduler.model.whole.workshop import Attempt, BoundFound, BoundTask, Task, find_bound, place_anew

TRIES = 16
"""Parts in a row that bring nothing before the search turns to another goal."""

PATIENCE = 90.0
"""Seconds without a better programme after which a search ends that has no limit of time."""

BOUND_SECONDS = (30.0, 90.0, 240.0)
"""For the first bound of each goal, the second, the third; more are not sought."""

BOUNDED = (LEFT_OUT, "same_theme_in_parallel")
"""Goals of which the host programme alone gives a bound."""

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
class Bounds:
    """Which bound to look for next, in ever more time."""

    sought: dict[str, int] = field(default_factory=dict)

    def task(self, whole: Whole) -> BoundTask | None:
        """The next, if there is any to look for."""
        for goal in BOUNDED:
            times = self.sought.get(goal, 0)
            if goal not in whole.goals or whole.settled(goal) or times >= len(BOUND_SECONDS):
                continue
            self.sought[goal] = times + 1
            seconds = min(BOUND_SECONDS[times], 0.9 * whole.limit.seconds_left)
            return BoundTask(goal, {LEFT_OUT: whole.values[LEFT_OUT]}, seconds)
        return None


def improve(whole: Whole, executor: Executor, processes: int) -> None:
    """Free part after part until the time is over, everything is proven, or nothing has become better for long."""
    steering, focus, bounds = Steering(random.Random(whole.settings.seed)), Focus(), Bounds()
    parts: set[Future[Attempt]] = set()
    bound: Future[BoundFound] | None = None
    last = whole.limit.seconds
    while not whole.limit.over:
        goal = focus.choose(whole)
        if not goal or (whole.settings.seconds_allowed is None and whole.limit.seconds - last > PATIENCE):
            break
        if bound is None and processes > 1 and whole.complete:
            sought = bounds.task(whole)
            bound = executor.submit(find_bound, sought) if sought else None
        while len(parts) + (bound is not None) < processes:
            parts.add(executor.submit(place_anew, _task(whole, goal, steering)))
        under_way: list[Future[Any]] = [*parts, *([bound] if bound else [])]
        wait(under_way, timeout=0.1, return_when=FIRST_COMPLETED)
        whole.tell(goal)
        if bound and bound.done():
            _keep_bound(whole, bound.result())
            bound = None
        done = {future for future in parts if future.done()}
        parts -= done
        for attempt in (future.result() for future in done):
            better = attempt.standing is not None and whole.offer(_combined(whole, attempt))
            if attempt.optimal and attempt.task.part == everything(whole.prepared):
                _prove(whole, attempt.task)
            steering.learn(attempt.task.neighbourhood, better, attempt.optimal)
            focus.tries = 0 if better else focus.tries + 1
            last = whole.limit.seconds if better else last


def _keep_bound(whole: Whole, found: BoundFound) -> None:
    """A bound counts if it is better than what is known."""
    known = whole.bound(found.task.goal)
    if found.bound and (known is None or found.bound.value > known):
        whole.bounds[found.task.goal] = found.bound


def _prove(whole: Whole, task: Task) -> None:
    """With everything freed and solved to the end, nothing is better in this goal."""
    caps = {goal: task.values[goal] for goal in whole.before(task.goal)}
    if all(whole.values[goal] == cap for goal, cap in caps.items()):
        whole.bounds[task.goal] = Bound(whole.values[task.goal], caps)


def _task(whole: Whole, goal: str, steering: Steering) -> Task:
    assert whole.best is not None
    number = steering.choose()
    part = steering.part(number, whole.prepared, whole.best)
    return Task(whole.best, part, goal, dict(whole.values), number, steering.chance.randrange(2**31))


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
