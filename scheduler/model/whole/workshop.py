"""What worker processes do: place a part anew, or find out what nothing can be better than."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.instance import Instance
from scheduler.model.decisions import Expression
from scheduler.model.extract import Standing, standing
from scheduler.model.goals import TIE_BREAK
from scheduler.model.prepare import Prepared
from scheduler.model.whole.parts import Model, Part, elastic, hint_places, model_of, narrow, sift
from scheduler.model.whole.solving import lowest, minimise
from scheduler.model.whole.state import LEFT_OUT, Bound, Values
from scheduler.model.whole.times import timetable
from scheduler.processes import stopping

PART_SECONDS = 4.0
"""For the solution of one part."""


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


@dataclass(frozen=True)
class BoundTask:
    """A goal of which a bound is sought, among programmes that leave out no more than `caps` says."""

    goal: str
    caps: Values
    seconds: float


@dataclass(frozen=True)
class BoundFound:
    """What became of it."""

    task: BoundTask
    bound: Bound | None


@dataclass
class Workshop:
    """What a process needs for every task, prepared once."""

    instance: Instance
    prepared: Prepared
    goals: tuple[str, ...]


_workshop: list[Workshop] = []


def open_workshop(instance: Instance, goals: tuple[str, ...]) -> None:
    """What a worker process does first."""
    _workshop[:] = [Workshop(instance, sift(elastic(instance)), goals)]


def place_anew(task: Task) -> Attempt:
    """Place a part anew, in the process that calls this."""
    shop = _workshop[0]
    model = model_of(narrow(shop.prepared, task.standing, task.part), shop.goals)
    for earlier in (*_before(shop, task.goal), task.goal):
        tier = model.tier(earlier)
        assert tier
        model.decisions.model.add(tier.expression <= task.values[earlier])
    hint_places(model, task.standing)
    objective = _objective(model, shop.goals, task)
    solved = minimise(model.decisions.model, objective, PART_SECONDS, 1, task.seed, stopping)
    found = standing(model.decisions, solved.value) if solved else None
    return Attempt(task, found, bool(solved and solved.optimal))


def find_bound(task: BoundTask) -> BoundFound:
    """What no programme can be better than in a goal, in the process that calls this.

    The host programme alone is looked at, by times with rooms by count: coalitions can only add to these goals.
    """
    instance = _workshop[0].instance
    pins = tuple(pin for pin in instance.pins if pin.subject in instance.session)
    goals = tuple(dict.fromkeys((LEFT_OUT, task.goal)))
    model = timetable(instance.model_copy(update={"requests": (), "pins": pins}), goals)
    for goal, cap in task.caps.items():
        tier = model.tier(goal)
        if tier and goal != task.goal:
            model.decisions.model.add(tier.expression <= cap)
    tier = model.tier(task.goal)
    assert tier
    value = lowest(model.decisions.model, tier.expression, task.seconds, stopping)
    caps = {} if task.goal == LEFT_OUT else task.caps
    return BoundFound(task, Bound(value, caps) if value is not None else None)


def _before(shop: Workshop, goal: str) -> tuple[str, ...]:
    return shop.goals[: shop.goals.index(goal)]


def _objective(model: Model, goals: tuple[str, ...], task: Task) -> Expression:
    """The goal, and after it the next, as far as that costs the first nothing."""
    tier = model.tier(task.goal)
    assert tier
    later = goals[goals.index(task.goal) + 1 :]
    following = model.tier(later[0]) if later and later[0] != TIE_BREAK else None
    if following is None:
        return tier.expression
    return (2 * task.values[following.goal] + 100) * tier.expression + following.expression
