"""Large programmes are sketched in rooms chosen for themes; here with processes that do at once what they are told."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from scheduler.search.large.chosen_rooms import ChosenRooms
from scheduler.search.large.improvement import work_on
from scheduler.search.large.room_bound import RoomChoice
from scheduler.search.large.worker_tasks import AnnealingResult, AnnealingTask, PlacementResult, Selected, open_worker

from scheduler.core.programme import Programme, Settings
from scheduler.intake import load_instance
from scheduler.model.assignment import Assignment
from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.search.large import annealing_schedule as sketching
from scheduler.search.large import chosen_rooms
from scheduler.search.large import improvement as improve
from scheduler.search.large.annealing import fill
from scheduler.search.large.annealing_run import ANYWHERE, GOOD, IN_ROOMS
from scheduler.search.large.annealing_schedule import FIRST, LONGER, Sketching
from scheduler.search.large.large_search import INCONVENIENCE, LEFT_OUT, PARALLELS, Bound, LargeSearch
from scheduler.search.large.local_search_setup import set_up, weigh
from scheduler.search.large.relaxations import elastic
from scheduler.search.large.restricted_model import filter_domains
from scheduler.search.solver_run import Limit
from scheduler.verify import check

WHOLE_120 = load_instance(Path(__file__).parents[3] / "instances" / "whole-120")

NOWHERE = Assignment({}, {})


class AtOnce(Executor):
    """Does everything at once and remembers what, until a sketch was made in chosen rooms."""

    def __init__(self, stop: threading.Event) -> None:
        self.selected: list[ThemeRooms | None] = []
        self.sketched_in: list[ThemeRooms | None] = []
        self.stop = stop

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        (task,), result = args, work(*args, **kwargs)
        if isinstance(result, Selected):
            self.selected.append(result.rooms)
        if isinstance(task, AnnealingTask) and task.phases == IN_ROOMS:
            self.sketched_in.append(task.rooms)
            self.stop.set()
        future: Future[Any] = Future()
        future.set_result(result)
        return future


def begun(found: list[Programme], seconds: float) -> LargeSearch:
    """A search for a programme of 120 sessions that has found a first one, coalitions apart."""
    instance = WHOLE_120.model_copy(update={"coalitions": (), "requests": ()})
    goals = (LEFT_OUT, PARALLELS, INCONVENIENCE)
    whole = LargeSearch(
        instance,
        goals,
        filter_domains(elastic(instance)),
        Settings(seconds_allowed=seconds),
        lambda progress: None,
        found.append,
        Limit(time.monotonic(), seconds, threading.Event()),
    )
    board = set_up(whole.prepared, NOWHERE, weigh(goals))
    fill(board, random.Random(1), lambda: False)
    assert whole.offer(board.standing({}))
    return whole


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few sessions there are, they are dealt with as if they were many."""
    for module in (chosen_rooms, improve):
        monkeypatch.setattr(module, "MANY", 0.0)
    for module in (chosen_rooms, sketching):
        monkeypatch.setattr(module, "VERY_MANY", 0.0)
    monkeypatch.setattr(chosen_rooms, "SECONDS_OF_VERY_MANY", 6.0)


@pytest.mark.usefixtures("as_if_large")
def test_many_sessions_are_sketched_in_rooms_chosen_for_their_themes() -> None:
    found: list[Programme] = []
    whole = begun(found, 300.0)
    first, executor = dict(whole.values), AtOnce(whole.limit.stop)
    open_worker(whole.instance, whole.goals)
    work = work_on(whole, NOWHERE)
    work.sketching = Sketching(seconds=0.0, last=LONGER * FIRST)
    assert improve.improve(work, executor)
    assert executor.selected[0]
    assert executor.sketched_in == executor.selected
    assert whole.values[PARALLELS] < first[PARALLELS]
    assert whole.values[INCONVENIENCE] < first[INCONVENIENCE]
    for programme in found:
        assert not check(whole.instance, programme).violations


def test_rooms_are_chosen_anew_when_those_chosen_bring_nothing() -> None:
    rooms, whole = ChosenRooms(random.Random(1)), begun([], 60.0)
    sketched = AnnealingResult(AnnealingTask(NOWHERE, IN_ROOMS, None, 1.0, 1), NOWHERE)
    rooms.keep(Selected(frozenset({("AI", "Room 1")})))
    rooms.learn(sketched, better=True)
    assert not rooms.again
    rooms.learn(sketched, better=False)
    assert rooms.again
    rooms.keep(Selected(None))
    assert rooms.rooms == {("AI", "Room 1")}
    rooms.select_task(whole, seed=1)
    assert not rooms.again


def test_a_choice_that_had_too_little_time_has_more_the_next_time() -> None:
    rooms, whole = ChosenRooms(random.Random(1)), begun([], 600.0)
    cheap = RoomChoice(0, {})
    before = rooms.task(whole, cheap, seed=1).seconds
    rooms.learn(PlacementResult(None, in_time=True), better=False)
    assert rooms.task(whole, cheap, seed=1).seconds == before
    rooms.learn(PlacementResult(None, in_time=False), better=False)
    assert rooms.task(whole, cheap, seed=1).seconds == 2 * before


def test_a_sketch_that_brings_something_is_followed_by_a_longer_one() -> None:
    whole, next_one = begun([], 600.0), Sketching()
    task = next_one.task(whole, NOWHERE, later=False, seed=1)
    assert (task.phases, next_one.seconds) == (ANYWHERE, 0.0)
    next_one.learn(whole, AnnealingResult(task, NOWHERE), better=True)
    assert next_one.seconds == LONGER * FIRST
    again = next_one.task_again(whole, NOWHERE, later=False, seed=1)
    assert again.phases == GOOD
    next_one.seconds = 0.0
    next_one.learn(whole, AnnealingResult(again, NOWHERE), better=True)
    assert next_one.is_over()


@pytest.mark.usefixtures("as_if_large")
def test_many_sessions_are_not_sketched_from_anything_in_the_last_moments() -> None:
    assert Sketching().is_due(begun([], 5.0))
    next_one = Sketching(seconds=60.0, last=20.0)
    assert next_one.is_due(begun([], 600.0))
    assert not next_one.is_due(begun([], 5.0))
    next_one.begin_elsewhere(NOWHERE)
    assert next_one.is_due(begun([], 5.0))


@pytest.mark.usefixtures("as_if_large")
def test_nothing_is_sought_in_chosen_rooms_where_inconvenience_is_proven_best() -> None:
    whole, rooms = begun([], 600.0), ChosenRooms(random.Random(1), frozenset({("AI", "Room 1")}))
    idle = Sketching(seconds=0.0)
    assert rooms.may_place(whole, INCONVENIENCE, None, idle)
    whole.bounds[INCONVENIENCE] = Bound(whole.values[INCONVENIENCE], {})
    assert not rooms.may_place(whole, INCONVENIENCE, None, idle)


@pytest.mark.usefixtures("as_if_large")
@pytest.mark.parametrize(
    "goals", [(LEFT_OUT, INCONVENIENCE, PARALLELS), (LEFT_OUT, PARALLELS), (LEFT_OUT, INCONVENIENCE)]
)
def test_rooms_are_chosen_only_where_inconvenience_comes_after_parallels(goals: tuple[str, ...]) -> None:
    whole, idle = begun([], 600.0), Sketching(seconds=0.0, last=LONGER * FIRST)
    assert ChosenRooms(random.Random(1)).may_select(whole, idle)
    whole.goals = goals
    assert not ChosenRooms(random.Random(1)).may_select(whole, idle)
    assert not ChosenRooms(random.Random(1), frozenset()).may_place(whole, goals[-1], None, idle)
