"""What worker processes do, done in this one: what they bring keeps the rules, and what was asked of it."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.instance import Instance
from scheduler.core.policy import InconvenienceWeights
from scheduler.intake import load_instance
from scheduler.model.assignment import Assignment
from scheduler.search import SearchOptions, Status, solve
from scheduler.search.large.construction import construct
from scheduler.search.large.large_search import INCONVENIENCE, LEFT_OUT, PARALLELS, evaluate
from scheduler.search.large.local_search_setup import build_state, goal_weights
from scheduler.search.large.relaxations import elastic
from scheduler.search.large.restricted_model import filter_domains
from scheduler.search.large.room_relaxation import cheapest_rooms
from scheduler.search.large.tasks import RoomRestrictedTask
from scheduler.search.large.worker_functions import open_worker, search_in_chosen_rooms
from tests.brute_force.whole import seeded_whole
from tests.checked import meets, met
from tests.search.large.test_search import seeds

GOALS = (LEFT_OUT, PARALLELS, INCONVENIENCE)

INSTANCES = Path(__file__).parents[3] / "instances"


@meets("less inconvenience")
@seeds(max_examples=25)
@given(seeded_whole(most_free=6), st.integers(0, 99))
def test_in_rooms_chosen_for_themes_everything_stands_with_less_inconvenience(instance: Instance, seed: int) -> None:
    weights = InconvenienceWeights(theme_rooms=3, room_fit=2)
    policy = instance.policy.model_copy(update={"goals": GOALS, "inconvenience": weights})
    given_policy = instance.model_copy(update={"policy": policy})
    prepared, rng = filter_domains(elastic(given_policy)), random.Random(seed)
    state = build_state(prepared, Assignment({}, {}), goal_weights(GOALS))
    construct(state, rng, lambda: False)
    values = evaluate(prepared, state.assignment({}), GOALS)
    if values is None:
        return
    _, cheap = cheapest_rooms(prepared, values[LEFT_OUT], None, 20.0, lambda: False)
    assert cheap
    open_worker(given_policy, GOALS)
    found = search_in_chosen_rooms(RoomRestrictedTask(state.assignment({}), values, 0, cheap, 20.0, seed)).assignment
    if found is None:
        return
    after = evaluate(prepared, found, GOALS)
    assert after
    assert after[LEFT_OUT] <= values[LEFT_OUT]
    assert after[PARALLELS] <= values[PARALLELS]
    assert after[INCONVENIENCE] < values[INCONVENIENCE]
    met("less inconvenience")


def test_120_sessions_are_proven_best_in_every_goal() -> None:
    # The search ends when all is proven: far more time than that needs, even on a machine that does other things.
    result = solve(load_instance(INSTANCES / "whole-120"), SearchOptions(seconds=900.0))
    assert result.status is Status.PROVEN
    assert result.programme
    values = {score.goal: score.value for score in result.programme.scores}
    assert (values[PARALLELS], values[INCONVENIENCE]) == (17, 53)
