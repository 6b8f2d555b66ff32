"""A new plan against every programme that a tiny random event could have after the change.

`BRUTE_FORCE_CASES` in the environment asks for another number of cases than the usual one, new ones each time.
"""

from __future__ import annotations

import os
import random
from itertools import islice

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from scheduler.catalogue import goal_order
from scheduler.catalogue.change_kinds import one_each
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import State
from scheduler.model.admits import fix
from scheduler.model.build import build_rules
from scheduler.model.change_objective import noticeable_changes as in_the_model
from scheduler.model.prepare import prepare
from scheduler.planning.service import Ending
from scheduler.replan import replan, replanning
from scheduler.replan.open_replan import ReplanInput, replan_input_of
from scheduler.replan.replanning import ReplanOptions
from scheduler.search import nearby
from scheduler.verify import check
from scheduler.verify.noticed_changes import noticeable_changes
from tests.brute_force.enumerate import accepted, count, some_programmes, steps
from tests.brute_force.strategies import seeded
from tests.checked import meets, met

CASES = int(os.environ.get("BRUTE_FORCE_CASES", "10"))
USUAL = "BRUTE_FORCE_CASES" not in os.environ
PROGRAMMES_AT_MOST = 20_000
STATES = (State.DRAFT, State.DRAFT, State.ANNOUNCED, State.PUBLISHED)

cases = settings(
    max_examples=CASES,
    derandomize=USUAL,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def changed(instance: Instance, seed: int) -> ReplanInput:
    """A programme with some sessions announced or published, and one or two things that happened."""
    assume(count(steps(instance)) <= PROGRAMMES_AT_MOST)
    chance = random.Random(seed)
    every = [programme for programme, _ in islice(accepted(instance, check), 8)]
    assume(every)
    before = chance.choice(every)
    sessions = tuple(p.model_copy(update={"state": chance.choice(STATES)}) for p in before.sessions)
    happened = [
        *(f"cancel {request.coalition}" for request in instance.requests[:2]),
        *(f"close {room.id}: {instance.days[-1].id}" for room in instance.rooms),
        *(f"unavailable {person.id}: {instance.days[-1].id}" for person in instance.people),
        *(f"add {coalition.id}: bilateral meeting, rank 1" for coalition in instance.coalitions[:1]),
        "release all",
    ]
    texts = chance.sample(happened, chance.choice((1, 1, 2)))
    return replan_input_of(instance, before.model_copy(update={"sessions": sessions}), texts)


def points(situation: ReplanInput, programme: Programme) -> int:
    return sum(one.points for one in noticeable_changes(situation.instance, situation.baseline, programme))


@meets("a programme")
@cases
@given(seeded() | seeded(crowded=True), st.integers(0, 2**16))
def test_no_programme_has_fewer_changes_and_none_with_as_few_is_better(instance: Instance, seed: int) -> None:
    situation = changed(instance, seed)
    goals = [goal.id for goal in goal_order(instance.policy.order, instance.policy.principle)]
    every = [
        (points(situation, programme), *(verdict.scores[goal] for goal in goals))
        for programme, verdict in accepted(situation.pinned_instance, check)
    ]
    plan = replan(situation, ReplanOptions(workers=1))
    if not every:
        assert (plan.ending, plan.programme) == (Ending.INFEASIBLE, None)
        assert plan.sentences
        return
    assert plan.programme is not None, plan.sentences
    assert plan.ending is Ending.PROVEN
    verdict = check(situation.instance, plan.programme)
    assert verdict.violations == ()
    found = (points(situation, plan.programme), *(verdict.scores[goal] for goal in goals))
    assert found == min(every)
    met("a programme")
    assert plan.fewest is not None
    assert (plan.fewest.value, plan.fewest.bound) == (found[0], found[0])


@cases
@given(seeded() | seeded(crowded=True), st.integers(0, 2**16))
def test_the_model_counts_what_the_verifier_counts(instance: Instance, seed: int) -> None:
    situation = changed(instance, seed)
    tried = [programme for programme, _ in islice(accepted(situation.instance, check), 6)]
    for programme in (*tried, *some_programmes(situation.instance, number=4, seed=seed)):
        decisions = build_rules(prepare(situation.instance))
        weighed = in_the_model(decisions, situation.baseline)
        counted = in_the_model(decisions, situation.baseline, one_each)
        if check(situation.instance, programme).violations or not fix(decisions, programme):
            continue
        decisions.model.minimize(weighed + counted)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(decisions.model) == cp_model.OPTIMAL
        noticed = noticeable_changes(situation.instance, situation.baseline, programme)
        found = (solver.value(weighed), solver.value(counted))
        assert found == (sum(one.points for one in noticed), len(noticed)), noticed


@meets("a programme")
@settings(parent=cases, max_examples=max(3, CASES // 3))
@given(seeded() | seeded(crowded=True), st.integers(0, 2**16))
def test_near_what_is_touched_too_and_what_is_called_proven_is(instance: Instance, seed: int) -> None:
    situation = changed(instance, seed)
    every = [points(situation, programme) for programme, _ in accepted(situation.pinned_instance, check)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replanning, "is_large", lambda one: True)
        patch.setattr(nearby, "MAX_FREE_PLACEMENTS", 0 if seed % 2 else nearby.MAX_FREE_PLACEMENTS)
        plan = replan(situation, ReplanOptions(workers=1))
    if plan.programme is None:
        assert seed % 2 or not every
        return
    assert plan.fewest is not None
    assert plan.fewest.value == points(situation, plan.programme) >= min(every)
    assert plan.fewest.bound is not None
    assert plan.fewest.bound <= min(every)
    assert plan.fewest.proven == (plan.fewest.bound == plan.fewest.value)
    assert seed % 2 or plan.fewest.proven
    met("a programme")
