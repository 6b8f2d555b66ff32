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

from scheduler.core.programme import Programme, Settings
from scheduler.intake import load_instance
from scheduler.model.assignment import Assignment
from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.search.large import annealing_schedule, theme_room_guidance
from scheduler.search.large import coordinator as coordination
from scheduler.search.large.annealing_run import FROM_ANY_START, FROM_INCUMBENT, IN_CHOSEN_ROOMS
from scheduler.search.large.annealing_schedule import FIRST_SECONDS, GROWTH, AnnealingSchedule
from scheduler.search.large.construction import construct
from scheduler.search.large.coordinator import coordinator
from scheduler.search.large.large_search import INCONVENIENCE, LEFT_OUT, PARALLELS, ConditionalBound, LargeSearch
from scheduler.search.large.local_search_setup import build_state, goal_weights
from scheduler.search.large.relaxations import elastic
from scheduler.search.large.restricted_model import filter_domains
from scheduler.search.large.room_relaxation import RoomAssignment
from scheduler.search.large.tasks import AnnealingResult, AnnealingTask, RoomChoiceResult, RoomRestrictedResult
from scheduler.search.large.theme_room_guidance import ThemeRoomGuidance
from scheduler.search.large.worker_functions import open_worker
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
        if isinstance(result, RoomChoiceResult):
            self.selected.append(result.rooms)
        if isinstance(task, AnnealingTask) and task.phases == IN_CHOSEN_ROOMS:
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
    state = build_state(whole.prepared, NOWHERE, goal_weights(goals))
    construct(state, random.Random(1), lambda: False)
    assert whole.propose(state.assignment({}))
    return whole


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few sessions there are, they are dealt with as if they were many."""
    for module in (theme_room_guidance, coordination):
        monkeypatch.setattr(module, "LARGE", 0.0)
    for module in (theme_room_guidance, annealing_schedule):
        monkeypatch.setattr(module, "HUGE", 0.0)
    monkeypatch.setattr(theme_room_guidance, "ANNEALING_SECONDS_HUGE", 6.0)


@pytest.mark.usefixtures("as_if_large")
def test_many_sessions_are_sketched_in_rooms_chosen_for_their_themes() -> None:
    found: list[Programme] = []
    whole = begun(found, 300.0)
    first, executor = dict(whole.values), AtOnce(whole.limit.stop)
    open_worker(whole.instance, whole.goals)
    work = coordinator(whole, NOWHERE)
    work.annealing = AnnealingSchedule(seconds=0.0, last=GROWTH * FIRST_SECONDS)
    assert coordination.improve(work, executor)
    assert executor.selected[0]
    assert executor.sketched_in == executor.selected
    assert whole.values[PARALLELS] < first[PARALLELS]
    assert whole.values[INCONVENIENCE] < first[INCONVENIENCE]
    for programme in found:
        assert not check(whole.instance, programme).violations


def test_rooms_are_chosen_anew_when_those_chosen_bring_nothing() -> None:
    rooms, whole = ThemeRoomGuidance(random.Random(1)), begun([], 60.0)
    sketched = AnnealingResult(AnnealingTask(NOWHERE, IN_CHOSEN_ROOMS, None, 1.0, 1), NOWHERE)
    rooms.set_rooms(RoomChoiceResult(frozenset({("AI", "Room 1")})))
    rooms.update(sketched, improved=True)
    assert not rooms.choose_again
    rooms.update(sketched, improved=False)
    assert rooms.choose_again
    rooms.set_rooms(RoomChoiceResult(None))
    assert rooms.rooms == {("AI", "Room 1")}
    rooms.choice_task(whole, seed=1)
    assert not rooms.choose_again


def test_a_choice_that_had_too_little_time_has_more_the_next_time() -> None:
    rooms, whole = ThemeRoomGuidance(random.Random(1)), begun([], 600.0)
    cheap = RoomAssignment(0, {})
    before = rooms.task(whole, cheap, seed=1).seconds
    rooms.update(RoomRestrictedResult(None, in_time=True), improved=False)
    assert rooms.task(whole, cheap, seed=1).seconds == before
    rooms.update(RoomRestrictedResult(None, in_time=False), improved=False)
    assert rooms.task(whole, cheap, seed=1).seconds == 2 * before


def test_a_sketch_that_brings_something_is_followed_by_a_longer_one() -> None:
    whole, next_one = begun([], 600.0), AnnealingSchedule()
    task = next_one.task(whole, NOWHERE, second_goal=False, seed=1)
    assert (task.phases, next_one.seconds) == (FROM_ANY_START, 0.0)
    next_one.update(whole, AnnealingResult(task, NOWHERE), improved=True)
    assert next_one.seconds == GROWTH * FIRST_SECONDS
    again = next_one.restart(whole, NOWHERE, second_goal=False, seed=1)
    assert again.phases == FROM_INCUMBENT
    next_one.seconds = 0.0
    next_one.update(whole, AnnealingResult(again, NOWHERE), improved=True)
    assert next_one.is_over()


@pytest.mark.usefixtures("as_if_large")
def test_many_sessions_are_not_sketched_from_anything_in_the_last_moments() -> None:
    assert AnnealingSchedule().is_due(begun([], 5.0))
    next_one = AnnealingSchedule(seconds=60.0, last=20.0)
    assert next_one.is_due(begun([], 600.0))
    assert not next_one.is_due(begun([], 5.0))
    next_one.start_from(NOWHERE)
    assert next_one.is_due(begun([], 5.0))


@pytest.mark.usefixtures("as_if_large")
def test_nothing_is_sought_in_chosen_rooms_where_inconvenience_is_proven_best() -> None:
    whole, rooms = begun([], 600.0), ThemeRoomGuidance(random.Random(1), frozenset({("AI", "Room 1")}))
    idle = AnnealingSchedule(seconds=0.0)
    assert rooms.may_search(whole, INCONVENIENCE, None, idle)
    whole.bounds[INCONVENIENCE] = ConditionalBound(whole.values[INCONVENIENCE], {})
    assert not rooms.may_search(whole, INCONVENIENCE, None, idle)


@pytest.mark.usefixtures("as_if_large")
@pytest.mark.parametrize(
    "goals", [(LEFT_OUT, INCONVENIENCE, PARALLELS), (LEFT_OUT, PARALLELS), (LEFT_OUT, INCONVENIENCE)]
)
def test_rooms_are_chosen_only_where_inconvenience_comes_after_parallels(goals: tuple[str, ...]) -> None:
    whole, idle = begun([], 600.0), AnnealingSchedule(seconds=0.0, last=GROWTH * FIRST_SECONDS)
    assert ThemeRoomGuidance(random.Random(1)).may_choose(whole, idle)
    whole.goals = goals
    assert not ThemeRoomGuidance(random.Random(1)).may_choose(whole, idle)
    assert not ThemeRoomGuidance(random.Random(1), frozenset()).may_search(whole, goals[-1], None, idle)
