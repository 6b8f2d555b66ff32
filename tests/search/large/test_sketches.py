"""Sketches of whole programmes: what the state says of rules and costs is what the model says."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.instance import Instance
from scheduler.core.policy import InconvenienceWeights
from scheduler.model.assignment import Assignment, assignment_in
from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.model.prepare import CandidatePlacement, PlannedSession, Prepared
from scheduler.search import solve
from scheduler.search.large.annealing import anneal
from scheduler.search.large.construction import construct
from scheduler.search.large.large_search import INCONVENIENCE, LEFT_OUT, PARALLELS, evaluate
from scheduler.search.large.local_search_setup import LEFT_OUT_WEIGHT, OTHER_ROOM_FACTOR, build_state, goal_weights
from scheduler.search.large.local_search_state import (
    FIRST_GOAL_WEIGHT,
    ROOM_USE_TENTHS,
    SECOND_GOAL_WEIGHT,
    LocalSearchState,
)
from scheduler.search.large.relaxations import elastic
from scheduler.search.large.restricted_model import filter_domains
from tests.brute_force.whole import seeded_whole
from tests.checked import meets, met
from tests.search.large.test_search import seeds

GOALS = (LEFT_OUT, PARALLELS, INCONVENIENCE)


def uncomfortable(instance: Instance) -> Instance:
    """The same, but every part of inconvenience weighs something else."""
    names = InconvenienceWeights.model_fields
    inconvenience = InconvenienceWeights(**{name: n for n, name in enumerate(names, start=1)})
    return instance.model_copy(update={"policy": instance.policy.model_copy(update={"inconvenience": inconvenience})})


def sketched(prepared: Prepared, begin: Assignment) -> LocalSearchState:
    state = build_state(prepared, begin, goal_weights(GOALS))
    construct(state, random.Random(1), lambda: False)
    return state


def warm(state: LocalSearchState, seed: int, seconds: float) -> int:
    """Moves that may cost a lot at first; what they gain."""
    return anneal(
        state, random.Random(seed), (0.3 * FIRST_GOAL_WEIGHT, 0.1 * SECOND_GOAL_WEIGHT), 0.3, seconds, lambda: False
    )


def cost(prepared: Prepared, standing: Assignment) -> int:
    """What the model says of a standing that breaks no rule, but for what rooms cost that a theme uses."""
    values = evaluate(prepared, standing, GOALS)
    assert values is not None
    weight = prepared.instance.policy.inconvenience.theme_rooms
    given = used_rooms((s, s.given) for s in prepared.given if s.given)
    used = given + used_rooms((prepared.sessions[name], option) for name, option in standing.placements.items())
    inconvenience = values[INCONVENIENCE] - weight * len(used.keys() - given.keys())
    lingering = sum(
        sum(ROOM_USE_TENTHS[:number]) - sum(ROOM_USE_TENTHS[: given[pair]]) for pair, number in used.items()
    )
    return (
        LEFT_OUT_WEIGHT * values[LEFT_OUT]
        + FIRST_GOAL_WEIGHT * values[PARALLELS]
        + SECOND_GOAL_WEIGHT * inconvenience
        + weight * lingering
    )


def cost_in_rooms(prepared: Prepared, standing: Assignment, rooms: ThemeRooms) -> int:
    """The same where sessions are drawn to rooms, and parallels goal_weights three times what inconvenience does."""
    values = evaluate(prepared, standing, GOALS)
    assert values is not None
    weight = prepared.instance.policy.inconvenience.theme_rooms
    given = used_rooms((s, s.given) for s in prepared.given if s.given)
    used = used_rooms((prepared.sessions[name], option) for name, option in standing.placements.items())
    astray = sum(number for pair, number in used.items() if pair not in rooms)
    inconvenience = values[INCONVENIENCE] + weight * (OTHER_ROOM_FACTOR * astray - len(used.keys() - given.keys()))
    return LEFT_OUT_WEIGHT * values[LEFT_OUT] + SECOND_GOAL_WEIGHT * (3 * values[PARALLELS] + inconvenience)


def used_rooms(stands: Iterable[tuple[PlannedSession, CandidatePlacement]]) -> Counter[tuple[str, str]]:
    """How many sessions each theme has in each room."""
    return Counter((theme, option.room.id) for session, option in stands for theme in session.themes)


@seeds(max_examples=20)
@given(seeded_whole(most_free=7))
def test_sketches_break_no_rule(instance: Instance) -> None:
    prepared = filter_domains(elastic(instance))
    state = sketched(prepared, Assignment({}, {}))
    before = state.assignment({})
    first = evaluate(prepared, before, (LEFT_OUT,))
    warm(state, 1, 0.05)
    then = evaluate(prepared, state.assignment({}), (LEFT_OUT,))
    assert first is not None
    assert then is not None
    assert then[LEFT_OUT] <= first[LEFT_OUT]


@seeds(max_examples=30)
@given(seeded_whole(most_free=7))
def test_what_moves_gain_is_what_the_model_says_they_do(instance: Instance) -> None:
    prepared = filter_domains(elastic(uncomfortable(instance)))
    state = sketched(prepared, Assignment({}, {}))
    before = state.assignment({})
    gained = warm(state, 2, 0.05)
    assert gained == cost(prepared, before) - cost(prepared, state.assignment({}))


@meets("weighed")
@seeds(max_examples=10)
@given(seeded_whole())
def test_sessions_that_hold_coalitions_move_too(instance: Instance) -> None:
    best = solve(uncomfortable(instance))
    if best.programme is not None:
        prepared = filter_domains(elastic(uncomfortable(instance)))
        begin = assignment_in(prepared, best.programme)
        state = sketched(prepared, begin)
        assert state.assignment(begin.routes) == begin
        gained = warm(state, 3, 0.05)
        after = state.assignment(begin.routes)
        values = evaluate(prepared, after, GOALS)
        if values is not None:
            met("weighed")
            assert gained == cost(prepared, begin) - cost(prepared, after)


@seeds(max_examples=20)
@given(seeded_whole(most_free=7))
def test_each_piece_knows_what_runs_beside_it(instance: Instance) -> None:
    prepared = filter_domains(elastic(instance))
    state = sketched(prepared, Assignment({}, {}))
    warm(state, 4, 0.02)
    known = [list(session.overlap_cost) for session in state.sessions]
    fresh = build_state(prepared, state.assignment({}), goal_weights(GOALS))
    assert known == [session.overlap_cost for session in fresh.sessions]


@seeds(max_examples=30)
@given(seeded_whole(most_free=7), st.integers(0, 99))
def test_sessions_are_drawn_to_rooms_chosen_for_their_themes(instance: Instance, seed: int) -> None:
    prepared, rng = filter_domains(elastic(uncomfortable(instance))), random.Random(seed)
    pairs = [(theme.code, room.id) for theme in instance.themes for room in instance.rooms]
    rooms = frozenset(rng.sample(pairs, (len(pairs) + 1) // 2))
    state = build_state(prepared, Assignment({}, {}), goal_weights(GOALS, 3 * SECOND_GOAL_WEIGHT), rooms)
    construct(state, rng, lambda: False)
    before = state.assignment({})
    gained = warm(state, seed, 0.05)
    assert gained == cost_in_rooms(prepared, before, rooms) - cost_in_rooms(prepared, state.assignment({}), rooms)
