"""How a search ends: repeatable runs, limits of time, stops, and instances that have no programme."""

from __future__ import annotations

import threading
import time
from importlib import import_module
from pathlib import Path

import pytest

from scheduler.catalogue import GOALS, RULE, goal_order
from scheduler.core.instance import Instance, Kind, Pin, PinVerb
from scheduler.core.programme import Programme
from scheduler.intake import load_instance
from scheduler.search import Progress, SearchOptions, Status, solve
from scheduler.verify import check, score_differences

INSTANCES = Path(__file__).resolve().parents[2] / "instances"


@pytest.fixture(scope="module")
def tiny() -> Instance:
    return load_instance(INSTANCES / "tiny")


@pytest.fixture(scope="module")
def large() -> Instance:
    return load_instance(INSTANCES / "igf-2024")


def test_a_reproducible_run_gives_the_same_programme_again(tiny: Instance) -> None:
    first, second = (solve(tiny, SearchOptions(reproducible=True, seed=7)).programme for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.sha256 == second.sha256


def test_a_large_reproducible_run_gives_the_same_programme_again() -> None:
    instance = load_instance(INSTANCES / "igf-2021")
    first, second = (solve(instance, SearchOptions(reproducible=True)).programme for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.sha256 == second.sha256


def test_seeds_change_no_value(tiny: Instance) -> None:
    results = [
        solve(tiny, SearchOptions(reproducible=reproducible, seed=seed))
        for reproducible, seed in ((True, 1), (False, 2))
    ]
    values = [[(score.goal, score.value) for score in r.programme.scores] for r in results if r.programme]
    assert len(values) == 2
    assert values[0] == values[1]


def test_a_proven_run_has_every_goal_in_the_order_of_the_policy(tiny: Instance) -> None:
    result = solve(tiny)
    assert result.programme is not None
    assert result.status is Status.PROVEN
    wanted = [goal.id for goal in goal_order(tiny.policy.order, tiny.policy.principle)]
    assert [score.goal for score in result.programme.scores] == wanted
    assert all(score.proven and score.bound == score.value for score in result.programme.scores)
    assert result.programme.provenance.status == "proven"
    assert result.programme.provenance.instance_sha256 == tiny.sha256


def test_every_search_hands_over_a_programme_that_passes_the_check(tiny: Instance) -> None:
    found: list[Programme] = []
    result = solve(tiny, SearchOptions(on_programme=found.append))
    assert result.programme is not None
    # Goals that are small numbers are made small together.
    done = [len(programme.scores) for programme in found]
    assert done == sorted(set(done))
    assert len(found) > 3
    assert found[-1].scores == result.programme.scores
    for programme in found:
        verdict = check(tiny, programme)
        assert verdict.violations == ()
        values = {score.goal: score.value for score in programme.scores}
        assert values.items() <= {score.goal: score.value for score in result.programme.scores}.items()


def test_progress_names_the_objectives_in_order(tiny: Instance) -> None:
    said: list[Progress] = []
    solve(tiny, SearchOptions(on_progress=said.append))
    assert [progress.number for progress in said] == sorted(progress.number for progress in said)
    assert {progress.goal for progress in said} <= {goal.id for goal in GOALS}
    assert {progress.number for progress in said if progress.proven} == set(range(said[0].objectives))


def test_the_time_allowed_is_kept_and_the_best_so_far_is_large(
    large: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock jumps past the limit as soon as there is a programme: nothing more is proven from then on."""
    clock = time.monotonic
    found: list[Programme] = []
    monkeypatch.setattr(time, "monotonic", lambda: clock() + (7200 if found else 0))
    result = solve(large, SearchOptions(seconds=3600, on_programme=found.append))
    assert result.status is Status.BEST_FOUND
    assert result.programme is not None
    assert not result.programme.proven
    verdict = check(large, result.programme)
    assert verdict.violations == ()
    assert score_differences(result.programme, verdict) == ()
    assert all(score.bound is None or score.bound <= score.value for score in result.programme.scores)


def test_a_stop_keeps_the_best_so_far(large: Instance) -> None:
    stop = threading.Event()
    result = solve(large, SearchOptions(stop=stop, on_programme=lambda programme: stop.set()))
    assert result.status is Status.STOPPED
    assert result.programme is not None
    verdict = check(large, result.programme)
    assert verdict.violations == ()
    assert score_differences(result.programme, verdict) == ()
    assert len(result.programme.scores) == len(goal_order(large.policy.order, large.policy.principle))


def test_a_stop_before_the_first_programme_leaves_none(large: Instance) -> None:
    stop = threading.Event()
    stop.set()
    result = solve(large, SearchOptions(stop=stop))
    assert result.status is Status.STOPPED
    assert result.programme is None


def test_without_any_programme_the_rules_in_conflict_are_named(tiny: Instance) -> None:
    request = next(request for request in tiny.requests if request.kind is Kind.JOINT)
    pins = (Pin(verb=PinVerb.GRANT, subject=request.id), Pin(verb=PinVerb.REFUSE, subject=request.id))
    result = solve(tiny.model_copy(update={"pins": pins}))
    assert result.status is Status.INFEASIBLE
    assert result.programme is None
    assert result.conflict == ("pins",)


def test_the_conflict_holds_what_is_needed_and_no_more(tiny: Instance) -> None:
    request = next(request for request in tiny.requests if request.kind is Kind.JOINT)
    kinds = tiny.policy.kinds
    none = kinds | {Kind.JOINT: kinds[Kind.JOINT].model_copy(update={"at_most": 0})}
    pinned = tiny.model_copy(
        update={
            "policy": tiny.policy.model_copy(update={"kinds": none}),
            "pins": (Pin(verb=PinVerb.GRANT, subject=request.id),),
        }
    )
    result = solve(pinned)
    assert result.status is Status.INFEASIBLE
    assert set(result.conflict) == {"session_caps", "pins"}
    assert set(result.conflict) <= RULE.keys()


def test_goals_made_small_together_are_worth_what_they_are_one_by_one(
    tiny: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = solve(tiny).programme
    module = import_module("scheduler.search.exact")
    monkeypatch.setattr(module, "objective_groups", lambda instance, objectives: ((one,) for one in objectives))
    one_by_one = solve(tiny).programme
    assert together is not None
    assert one_by_one is not None
    assert [(s.goal, s.value, s.proven) for s in together.scores] == [
        (s.goal, s.value, s.proven) for s in one_by_one.scores
    ]
