"""What worker processes do: sketch a programme, place a part anew, or find out what nothing can be better than."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.instance import Instance
from scheduler.model.decisions import Expression
from scheduler.model.extract import Standing, standing
from scheduler.model.goals import TIE_BREAK
from scheduler.model.prepare import Prepared
from scheduler.model.whole.excerpts import OF_PLACES, coalitions_alone, elastic, hosts_alone
from scheduler.model.whole.kinds import crowd_of
from scheduler.model.whole.moves import anneal, fill
from scheduler.model.whole.parts import Model, Part, hint_places, model_of, narrow, sift
from scheduler.model.whole.prices import least_parallels
from scheduler.model.whole.setting_up import set_up
from scheduler.model.whole.solving import lowest, minimise
from scheduler.model.whole.state import DISCOMFORT, LEFT_OUT, Values
from scheduler.model.whole.times import timetable
from scheduler.processes import stopping
from scheduler.vocabulary import Use

PLACES_WITH_ROOMS = 40_000
"""Rooms and times of all sessions, counted, up to which a bound of discomfort looks at rooms."""


@dataclass(frozen=True)
class Task:
    """A part to be placed anew in so many seconds: a goal to improve, the goals before it to keep."""

    standing: Standing
    part: Part
    goal: str
    values: Values
    neighbourhood: int
    seconds: float
    seed: int


@dataclass(frozen=True)
class Attempt:
    """What became of a task: where everything stands now, if that was found, and whether it is the best of the part."""

    task: Task
    standing: Standing | None
    optimal: bool


@dataclass(frozen=True)
class SketchTask:
    """Moves and exchanges for so many seconds, from where everything stands; what has no place is given one first."""

    begin: Standing
    warmth: float
    seconds: float
    seed: int


@dataclass(frozen=True)
class Sketched:
    """What became of it."""

    warmth: float
    standing: Standing


@dataclass(frozen=True)
class BoundTask:
    """A goal of which a bound is sought; for parallels, those on a theme on day zero or on the main days.

    Programmes count that are no worse in earlier goals than `caps` says. Coalitions are looked at too where that is
    asked for; without them a bound is lower, and sooner found.
    """

    goal: str
    theme: str
    day_zero: bool
    with_coalitions: bool
    caps: Values
    seconds: float


@dataclass(frozen=True)
class BoundFound:
    """What became of it."""

    task: BoundTask
    value: int | None
    exact: bool
    seconds: float


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
    solved = minimise(model.decisions.model, objective, task.seconds, 1, task.seed, stopping)
    found = standing(model.decisions, solved.value) if solved else None
    return Attempt(task, found, bool(solved and solved.optimal))


def sketch(task: SketchTask) -> Sketched:
    """A better programme, as far as is seen from the board."""
    shop = _workshop[0]
    board = set_up(shop.prepared, task.begin, shop.goals)
    chance = random.Random(task.seed)
    fill(board, chance, stopping)
    anneal(board, chance, task.warmth, task.seconds, stopping)
    return Sketched(task.warmth, board.standing(task.begin.held_in))


def find_bound(task: BoundTask) -> BoundFound:
    """What no programme can be better than in a goal, in the process that calls this."""
    begun = time.monotonic()
    value, exact = _on_theme(task) if task.theme else _of_all(task)
    return BoundFound(task, value, exact, time.monotonic() - begun)


def _on_theme(task: BoundTask) -> tuple[int | None, bool]:
    """What sessions on a theme cost each other at the least."""
    shop = _workshop[0]
    sessions = [
        session
        for session in shop.prepared.sessions.values()
        if session.in_programme and task.theme in session.themes and (session.use is Use.DAY_ZERO) is task.day_zero
    ]
    until = time.monotonic() + task.seconds

    def least(of_coalitions: int) -> tuple[int, bool]:
        crowd = crowd_of(sessions, of_coalitions)
        return least_parallels(crowd, task.caps[LEFT_OUT], until - time.monotonic(), stopping)

    of_coalitions = [session.id for session in sessions if session.arises and session.options]
    if not (task.with_coalitions and of_coalitions):
        return least(0)
    if least(len(of_coalitions)) == (0, True):
        return 0, True  # so much the more with fewer of them
    return least(_fewest_held(task, of_coalitions))


def _fewest_held(task: BoundTask, sessions: Sequence[str]) -> int:
    """How many of these must take place at the least, if coalitions get what `caps` says."""
    caps = {goal: cap for goal, cap in task.caps.items() if goal not in OF_PLACES}
    model = _capped(timetable(coalitions_alone(_workshop[0].instance), caps), caps)
    prepared = model.decisions.prepared.sessions
    held = sum(sum(model.decisions.at(prepared[name]).values()) for name in sessions)
    return lowest(model.decisions.model, held, task.seconds, stopping)[0] or 0


def _of_all(task: BoundTask) -> tuple[int | None, bool]:
    """What a goal is worth at the least by times with rooms by count, or with rooms where they are few."""
    instance = _workshop[0].instance
    instance = instance if task.with_coalitions else hosts_alone(instance)
    goals = tuple(dict.fromkeys((*task.caps, task.goal)))
    prepared = _with_rooms(task, instance)
    model = model_of(prepared, goals) if prepared else timetable(instance, goals)
    sought = _capped(model, task.caps).tier(task.goal)
    assert sought
    return lowest(model.decisions.model, sought.expression, task.seconds, stopping)


def _capped(model: Model, caps: Values) -> Model:
    """The same, with these goals no worse than that."""
    for tier in model.tiers:
        if tier.goal in caps:
            model.decisions.model.add(tier.expression <= caps[tier.goal])
    return model


def _with_rooms(task: BoundTask, instance: Instance) -> Prepared | None:
    """What to decide rooms too from, where discomfort hangs on them, and they are few."""
    if task.goal != DISCOMFORT or not task.with_coalitions:
        return None
    prepared = sift(instance)
    few = sum(len(session.options) for session in prepared.decided) <= PLACES_WITH_ROOMS
    return prepared if few else None


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
