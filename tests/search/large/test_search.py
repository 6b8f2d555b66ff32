"""The search for whole programmes, on programmes so small that the best of them is known."""

from __future__ import annotations

import random
import threading
import time
from functools import partial

from hypothesis import given, settings

from scheduler.core.instance import Instance, Slot
from scheduler.core.programme import Programme, Settings
from scheduler.core.vocabulary import SessionType
from scheduler.model.assignment import Assignment, assignment_in
from scheduler.model.objectives import TIE_BREAK
from scheduler.search import SearchOptions, Status, solve
from scheduler.search.large import search_large_programme
from scheduler.search.large.adaptive_selection import AdaptiveSelection
from scheduler.search.large.construction import construct
from scheduler.search.large.large_search import INCONVENIENCE, LEFT_OUT, evaluate
from scheduler.search.large.local_search_setup import build_state, goal_weights
from scheduler.search.large.minimise import minimise
from scheduler.search.large.neighbourhoods import operators_for
from scheduler.search.large.relaxations import elastic, time_relaxation
from scheduler.search.large.restricted_model import filter_domains, fix_outside
from scheduler.search.result import Result
from scheduler.verify import check, score_differences
from tests.brute_force.whole import seeded_whole, whole
from tests.checked import meets, met

SECONDS = 60.0
"""Far more than is needed: each search ends when all is proven."""

seeds = partial(settings, deadline=None, derandomize=True)


def searched(instance: Instance, found: list[Programme], start: Programme | None = None) -> Result:
    """What the search brings that is meant for hundreds of sessions."""
    return search_large_programme(
        instance,
        Settings(seconds_allowed=SECONDS),
        lambda part, seconds: solve(part, SearchOptions(seconds)),
        on_progress=lambda progress: None,
        on_programme=found.append,
        stop=threading.Event(),
        started_at=time.monotonic(),
        start=start,
    )


def values(programme: Programme) -> dict[str, int]:
    return {score.goal: score.value for score in programme.scores if score.goal not in (TIE_BREAK, LEFT_OUT)}


@meets("a programme")
@seeds(max_examples=3)
@given(seeded_whole())
def test_it_finds_what_one_model_proves_to_be_best(instance: Instance) -> None:
    best = solve(instance)
    found: list[Programme] = []
    result = searched(instance, found)
    if best.programme is None:
        assert result.programme is None
        return
    assert result.programme is not None
    assert values(result.programme) == values(best.programme)
    met("a programme")
    assert found
    for programme in found:
        verdict = check(instance, programme)
        assert not verdict.violations
        assert not score_differences(programme, verdict)
    vectors = [tuple(score.value for score in programme.scores) for programme in found]
    assert vectors == sorted(vectors, reverse=True)


@meets("a goal")
@seeds(max_examples=10)
@given(seeded_whole())
def test_bounds_of_times_hold_for_the_whole(instance: Instance) -> None:
    best = solve(instance)
    if best.programme is not None:
        model = time_relaxation(instance, (score.goal for score in best.programme.scores))
        for tier in model.objectives:
            solved = minimise(model.decisions.model, tier.expression, 20.0, 1, 0, lambda: False)
            met("a goal")
            assert solved is not None
            assert solved.optimal
            value = next(score.value for score in best.programme.scores if score.goal == tier.goal)
            assert solved.evaluate(tier.expression) <= value
            model.decisions.model.add(tier.expression <= value)


@meets("a programme")
@seeds(max_examples=10)
@given(seeded_whole())
def test_a_programme_is_worth_what_the_check_says(instance: Instance) -> None:
    best = solve(instance)
    if best.programme is not None:
        prepared = filter_domains(elastic(instance))
        goals = tuple(score.goal for score in best.programme.scores)
        found = evaluate(prepared, assignment_in(prepared, best.programme), goals)
        scores = check(instance, best.programme).scores
        met("a programme")
        assert goals
        assert found == {goal: scores[goal] for goal in goals}


@meets("a programme")
@seeds(max_examples=3)
@given(seeded_whole())
def test_it_goes_on_from_where_it_was_stopped(instance: Instance) -> None:
    best = solve(instance)
    if best.programme is not None:
        found: list[Programme] = []
        searched(instance, found, start=best.programme)
        met("a programme")
        # The first that it hands on is what it was given, and nothing worse follows.
        assert values(found[0]) == values(best.programme)
        assert all(values(programme) == values(best.programme) for programme in found)


def over_subscribed() -> Instance:
    """Three sessions for two places."""
    instance = whole(random.Random(5).randrange, 3)
    day = instance.days[0]
    room = instance.rooms[0].model_copy(update={"grid": "only", "closed": (), "reserved": ()})
    slots = tuple(Slot(grid="only", day=day.id, start=start, end=start + 60) for start in (600, 720))
    session = instance.sessions[0]
    free = {"place": None, "people": (), "needs": (), "forbidden_days": (), "audience": 0, "type": SessionType.WORKSHOP}
    three = tuple(session.model_copy(update={**free, "id": name, "weight": n}) for n, name in enumerate("ABC", start=1))
    changes = {
        "rooms": (room,),
        "slots": slots,
        "sessions": tuple(s.model_copy(update={"similar": ()}) for s in three),
        "days": (day.model_copy(update={"is_day_zero": False}),),
        "requests": (),
        "relations": (),
        "teams": (),
        "pins": (),
        "policy": instance.policy.model_copy(update={"host_sessions_may_be_left_out": True}),
    }
    return instance.model_copy(update=changes)


def test_what_does_not_fit_is_left_out_with_the_least_weight() -> None:
    result = searched(over_subscribed(), [])
    assert result.programme is not None
    assert [left.session for left in result.programme.left_out] == ["A"]
    score = result.programme.scores[0]
    assert (score.goal, score.value, score.bound, score.proven) == (LEFT_OUT, 1, 1, True)


def test_where_all_must_be_placed_and_cannot_there_is_no_programme() -> None:
    instance = over_subscribed()
    policy = instance.policy.model_copy(update={"host_sessions_may_be_left_out": False})
    result = searched(instance.model_copy(update={"policy": policy}), [])
    assert result.programme is None
    assert (result.status, result.left_out) == (Status.INFEASIBLE, ("A",))


@meets("a session that is freed", "one that stays")
@seeds(max_examples=20)
@given(seeded_whole(most_free=7))
def test_every_neighbourhood_frees_sessions_that_there_are(instance: Instance) -> None:
    prepared, rng = filter_domains(elastic(instance)), random.Random(2)
    state = build_state(prepared, Assignment({}, {}), goal_weights((LEFT_OUT,)))
    construct(state, rng, lambda: False)
    selection = AdaptiveSelection(rng, operators_for(INCONVENIENCE))
    for number in range(len(selection.operators)):
        part = selection.neighbourhood(number, prepared, state.assignment({}))
        assert part.sessions <= prepared.sessions.keys()
        assert part.requests <= prepared.routes.keys()
        for session in fix_outside(prepared, state.assignment({}), part).decided:
            met("a session that is freed" if session.id in part.sessions else "one that stays")
            times = {(option.day, option.start) for option in session.options}
            assert session.id in part.sessions or len(times) <= 1
