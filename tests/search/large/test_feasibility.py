"""Pins, and instances without a programme, in the search for whole programmes: found, or proven and explained."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from scheduler.core.instance import Instance, Pin
from scheduler.core.programme import Settings
from scheduler.core.vocabulary import PinVerb
from scheduler.model.assignment import Assignment
from scheduler.planning import service
from scheduler.search import Status
from scheduler.search.large import infeasible_part
from scheduler.search.large.coordinator import coordinator, improve
from scheduler.search.large.large_search import LEFT_OUT, LargeSearch
from scheduler.search.large.local_search_setup import build_state, goal_weights
from scheduler.search.large.relaxations import elastic
from scheduler.search.large.restricted_model import filter_domains
from scheduler.search.large.tasks import AnnealingResult, AnnealingTask, FeasibilityResult, FeasibilityTask
from scheduler.search.large.worker_functions import find_feasible, open_worker
from scheduler.search.solver_run import Limit
from scheduler.verify import check
from tests.miniatures.build import host, tiny
from tests.search.large.test_search import searched

GOALS = (LEFT_OUT, "same_theme_in_parallel", "inconvenience")
NOWHERE = Assignment({}, {})
ONE_EACH = {"W1": "Salle 3", "W2": "Salle 2", "W3": "Salle 1"}


def there(session: str, room: str, day: str = "Day 2", start: str = "16:00") -> Pin:
    return Pin(verb=PinVerb.PLACE, subject=session, room=room, day=day, start=start)


def begun(instance: Instance) -> LargeSearch:
    """A search that has found nothing yet."""
    limit = Limit(time.monotonic(), 60.0, threading.Event())
    settings = Settings(seconds_allowed=60.0)
    open_worker(instance, GOALS)
    prepared = filter_domains(elastic(instance))
    return LargeSearch(instance, GOALS, prepared, settings, lambda p: None, lambda p: None, limit)


class WithoutLuck(Executor):
    """Annealing brings nothing, and the search ends with the first result of the search for any programme."""

    def __init__(self, search: LargeSearch) -> None:
        self.search = search
        self.solved: list[FeasibilityResult] = []

    def submit(self, work: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        (task,), future = args, Future[Any]()
        if isinstance(task, FeasibilityTask):
            self.solved.append(find_feasible(task))
            future.set_result(self.solved[-1])
            self.search.limit.stop.set()
        else:
            assert isinstance(task, AnnealingTask)
            future.set_result(AnnealingResult(task, NOWHERE))
        return future


def test_only_what_a_pin_allows_is_a_candidate_placement() -> None:
    instance = tiny(sessions=(host("W1"), host("W2")), pins=(there("W1", "Salle 2"),))
    prepared = filter_domains(instance)
    assert [option.key for option in prepared.sessions["W1"].options] == [("Salle 2", "Day 2", 960)]
    assert len(prepared.sessions["W2"].options) > 1


def test_a_pinned_session_that_has_no_place_is_given_its_own_and_another_goes() -> None:
    """What the construction leaves undone: the pinned session is out, and another one stands where it belongs."""
    instance = tiny(sessions=(host("W1"), host("W2")), pins=(there("W1", "Salle 2"),))
    search = begun(instance)
    taken = next(o for o in search.prepared.sessions["W2"].options if o.key == ("Salle 2", "Day 2", 960))
    assert search.evaluate(Assignment({"W2": taken}, {})) is None
    assert search.propose_with_repair(Assignment({"W2": taken}, {}))
    assert search.incumbent is not None
    assert search.incumbent.placements["W1"].key == ("Salle 2", "Day 2", 960)
    assert search.values[LEFT_OUT] == 1


def test_leaving_out_a_pinned_session_costs_most() -> None:
    instance = tiny(sessions=(host("W1"), host("W2", weight=9)), pins=(there("W1", "Salle 2"),))
    state = build_state(filter_domains(elastic(instance)), NOWHERE, goal_weights(GOALS))
    cost = {session.planned.id: session.left_out_cost for session in state.sessions}
    assert cost["W1"] > 1000 * cost["W2"]


def test_pinned_sessions_stand_where_they_are_pinned() -> None:
    instance = tiny(
        sessions=tuple(host(f"W{n}") for n in range(1, 9)), pins=tuple(there(*pair) for pair in ONE_EACH.items())
    )
    result = searched(instance, [])
    assert result.programme is not None
    assert check(instance, result.programme).accepted
    for session, room in ONE_EACH.items():
        placed = result.programme.session[session]
        assert (placed.room, placed.day, placed.start) == (room, "Day 2", 960)


IMPOSSIBLE_PINS = {
    "two in one place": ((there("W1", "Salle 2"), there("W2", "Salle 2")), {"room_overlap", "pins"}),
    "a room that is too small": ((there("W3", "Salle 2"),), {"room_capacity", "pins"}),
    "no slot then": ((there("W1", "Salle 2", start="13:05"),), {"pins"}),
}


@pytest.mark.parametrize("case", IMPOSSIBLE_PINS)
def test_pins_that_cannot_be_met_are_named_before_anything_is_searched(case: str) -> None:
    pins, rules = IMPOSSIBLE_PINS[case]
    sessions = (host("W1"), host("W2"), host("W3", audience=90), *(host(f"X{n}") for n in range(9)))
    instance = tiny(sessions=sessions, pins=(there("X1", "Salle 3"), *pins))
    result = searched(instance, [])
    assert result.status is Status.INFEASIBLE
    assert result.infeasibility is not None
    (conflict,) = result.infeasibility.conflicts
    assert conflict.proven
    assert conflict.minimal
    assert {demand.rule for demand in conflict.demands} == rules
    named = {instance.pins[int(d.subject.name)] for d in conflict.demands if d.rule == "pins"}
    assert named == set(pins)


def test_one_model_takes_over_where_heuristics_find_nothing() -> None:
    search = begun(tiny(sessions=tuple(host(f"W{n}") for n in range(4)), pins=(there("W1", "Salle 2"),)))
    work, executor = coordinator(search, NOWHERE), WithoutLuck(search)
    assert improve(work, executor)
    assert [result.assignment is not None for result in executor.solved] == [True]
    assert search.has_programme
    programme = search.result().programme
    assert programme is not None
    assert check(search.instance, programme).accepted


@pytest.fixture
def crowded() -> Instance:
    """One of the people of W1 to W7 is needed in all of them; there are six times in all, and sessions at peace."""
    needed = tuple(host(f"W{n}", people=("DC-A coordinator 1",), forbidden_days=("Day 2",)) for n in range(1, 7))
    return tiny(sessions=(*(host(f"X{n}") for n in range(5)), *needed))


def test_that_there_is_no_programme_is_proven_and_explained_by_few_sessions(crowded: Instance) -> None:
    result = searched(crowded, [])
    assert result.status is Status.INFEASIBLE
    assert result.programme is None
    assert result.conflicting
    assert all(name.startswith("W") for name in result.conflicting)
    assert result.infeasibility is not None
    assert "person_in_one_place" in result.infeasibility.rules
    assert not result.infeasibility.complete


def test_sessions_in_conflict_are_named_where_the_rules_are_not_found(
    crowded: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(infeasible_part, "MOST_EXPLAINED", 0)
    limit = Limit(time.monotonic(), None, threading.Event())
    result = infeasible_part.explain_infeasible_whole(crowded, limit, lambda sentence: None)
    assert (result.status, result.infeasibility) == (Status.INFEASIBLE, None)
    monkeypatch.setattr(service, "is_large", lambda instance: True)
    monkeypatch.setattr(service, "cannot_fit", lambda instance: ())
    monkeypatch.setattr(service, "solve", lambda instance, options: result)
    outcome = service.plan(crowded)
    (sentence,) = outcome.sentences
    assert outcome.ending == "infeasible"
    assert "cannot all be held" in sentence
    assert "Two solves" in sentence
