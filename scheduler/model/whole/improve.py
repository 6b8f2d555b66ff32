"""Part after part: a few sessions are freed and placed anew as well as can be, while all others stay.

Each process of this machine works on a part of its own; what comes back is put together with what others found.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from typing import TypeVar

from scheduler.instance import Instance
from scheduler.model.decisions import Expression
from scheduler.model.extract import Standing, standing
from scheduler.model.prepare import Prepared
from scheduler.model.whole.neighbourhoods import Steering, everything
from scheduler.model.whole.parts import Model, Part, elastic, model_of, narrow, sift
from scheduler.model.whole.solving import minimise
from scheduler.model.whole.state import TIE_BREAK, Bound, Values, Whole
from scheduler.processes import stopping

PART_SECONDS = 4.0
"""For the solution of one part."""

TRIES = 16
"""Parts in a row that bring nothing before the search turns to another goal."""

PATIENCE = 90.0
"""Seconds without a better programme after which a search ends that has no limit of time."""


Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Task:
    """A part to be placed anew: a goal to improve, the goals before it to keep."""

    standing: Standing
    part: Part
    goal: str
    values: Values
    neighbourhood: int
    seed: int


@dataclass(frozen=True)
class Attempt:
    """What became of a task: where everything stands now, if that was found, and whether it is the best of the part."""

    task: Task
    standing: Standing | None
    optimal: bool


@dataclass
class Workshop:
    """What a process needs for every task, prepared once."""

    prepared: Prepared
    goals: tuple[str, ...]


_workshop: list[Workshop] = []


def open_workshop(instance: Instance, goals: tuple[str, ...]) -> None:
    """What a worker process does first."""
    _workshop[:] = [Workshop(sift(elastic(instance)), goals)]


def work(task: Task) -> Attempt:
    """Place a part anew, in the process that calls this."""
    shop = _workshop[0]
    model = model_of(narrow(shop.prepared, task.standing, task.part), shop.goals)
    for earlier in (*shop.goals[: shop.goals.index(task.goal)], task.goal):
        tier = model.tier(earlier)
        assert tier
        model.decisions.model.add(tier.expression <= task.values[earlier])
    objective = _objective(model, shop.goals, task)
    solved = minimise(model.decisions.model, objective, PART_SECONDS, 1, task.seed, stopping)
    found = standing(model.decisions, solved.value) if solved else None
    return Attempt(task, found, bool(solved and solved.optimal))


def _objective(model: Model, goals: tuple[str, ...], task: Task) -> Expression:
    """The goal, and after it the next, as far as that costs the first nothing."""
    tier = model.tier(task.goal)
    assert tier
    later = goals[goals.index(task.goal) + 1 :]
    following = model.tier(later[0]) if later and later[0] != TIE_BREAK else None
    if following is None:
        return tier.expression
    return (2 * task.values[following.goal] + 100) * tier.expression + following.expression


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


def improve(whole: Whole, executor: Executor, processes: int) -> None:
    """Free part after part until the time is over, everything is proven, or nothing has become better for long."""
    chance = random.Random(whole.settings.seed)
    steering, focus = Steering(chance), Focus()
    under_way: set[Future[Attempt]] = set()
    last = whole.seconds
    while not whole.over:
        goal = focus.choose(whole)
        if not goal or (whole.settings.seconds_allowed is None and whole.seconds - last > PATIENCE):
            break
        while len(under_way) < processes:
            under_way.add(executor.submit(work, _task(whole, goal, steering)))
        done, under_way = wait(under_way, timeout=0.1, return_when=FIRST_COMPLETED)
        whole.tell(goal)
        for attempt in (future.result() for future in done):
            better = attempt.standing is not None and whole.offer(_combined(whole, attempt))
            if attempt.optimal and attempt.task.part == everything(whole.prepared):
                _prove(whole, attempt.task)
            steering.learn(attempt.task.neighbourhood, better, attempt.optimal)
            focus.tries = 0 if better else focus.tries + 1
            last = whole.seconds if better else last
    for future in under_way:
        future.cancel()


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
