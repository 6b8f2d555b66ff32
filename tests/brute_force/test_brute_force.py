"""The solver against every programme of tiny random instances.

`BRUTE_FORCE_CASES` in the environment asks for another number of cases than the usual one, new ones each time.
"""

from __future__ import annotations

import os
from collections import defaultdict
from itertools import islice

import pytest
from hypothesis import HealthCheck, assume, given, settings

from scheduler.catalogue import DISCOMFORT, GOALS, RULES, goal_order
from scheduler.instance import Instance, Kind
from scheduler.model import admits, solve
from scheduler.model.arithmetic import cannot_fit
from scheduler.programme import Programme
from scheduler.verify import check
from tests.brute_force.enumerate import accepted, count, neighbours, programmes, some_programmes, steps
from tests.brute_force.spoil import spoilt
from tests.brute_force.strategies import instances, seeded

CASES = int(os.environ.get("BRUTE_FORCE_CASES", "100"))
USUAL = "BRUTE_FORCE_CASES" not in os.environ


def cases(share: float) -> settings:
    """This share of the cases, the same ones each time unless another number was asked for."""
    return settings(
        max_examples=max(1, round(CASES * share)),
        derandomize=USUAL,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


@cases(0.5)
@given(seeded())
def test_the_solver_finds_the_best_of_all_programmes(instance: Instance) -> None:
    agrees_with_brute_force(instance)


@cases(0.25)
@given(instances())
def test_the_solver_finds_the_best_of_simpler_instances(instance: Instance) -> None:
    agrees_with_brute_force(instance)


@cases(0.25)
@given(seeded(crowded=True))
def test_the_solver_finds_the_best_where_many_want_joint_sessions(instance: Instance) -> None:
    agrees_with_brute_force(instance)


def agrees_with_brute_force(instance: Instance) -> None:
    """The solver says the same of an instance as the list of all its programmes, and what it found is good."""
    goals = [goal.id for goal in goal_order(instance.policy.order, instance.policy.principle)]
    best = min(values_of_all(instance, goals), default=None)
    result = solve(instance, reproducible=True)
    if best is None:
        assert (result.status, result.programme) == ("infeasible", None)
        return
    assert cannot_fit(instance) == ()
    assert result.programme is not None, f"found none where there is one worth {best}"
    scores = {score.goal: score for score in result.programme.scores}
    assert list(scores) == goals
    assert {goal: scores[goal].value for goal in goals} == dict(zip(goals, best, strict=True))
    assert all(score.proven and score.bound == score.value for score in scores.values())
    assert result.status == "proven"
    verdict = check(instance, result.programme)
    assert verdict.violations == ()
    assert {goal: verdict.scores[goal] for goal in goals} == {goal: scores[goal].value for goal in goals}


@cases(0.25)
@given(seeded() | seeded(crowded=True))
def test_the_model_admits_what_the_verifier_accepts(instance: Instance) -> None:
    for programme in tried(instance):
        violations = check(instance, programme).violations
        assert admits(instance, programme) == (not violations), f"{programme.sessions}: {violations}"


@cases(0.15)
@given(seeded())
def test_turning_back_early_loses_no_programme(instance: Instance) -> None:
    assume(count(steps(instance)) <= 400)
    goals = [goal.id for goal in GOALS]
    plain = [
        tuple(verdict.scores[goal] for goal in goals)
        for verdict in (check(instance, programme) for programme in programmes(instance))
        if not verdict.violations
    ]
    assert sorted(plain) == sorted(values_of_all(instance, goals))


# A test that nothing can fail proves nothing: the random instances must be of all sorts.


@pytest.fixture(scope="module")
def sample() -> list[Instance]:
    """Instances as the tests above meet them."""
    found: list[Instance] = []

    @cases(max(0.6, 190 / CASES))
    @given(seeded() | seeded() | seeded(crowded=True))
    def collect(instance: Instance) -> None:
        found.append(instance)

    collect()
    return found


def test_every_rule_is_broken_by_some_programme(sample: list[Instance]) -> None:
    unbroken = {rule.id for rule in RULES}
    for instance in sample:
        for programme in tried(instance):
            unbroken -= {violation.rule for violation in check(instance, programme).violations}
        if not unbroken:
            return
    assert unbroken == set()


def test_every_goal_moves_and_every_kind_is_granted(sample: list[Instance]) -> None:
    moves: set[str] = set()
    granted: set[Kind] = set()
    joint_sessions: set[int] = set()
    feasible = 0
    for instance in sample:
        values: dict[str, set[int]] = defaultdict(set)
        for programme, verdict in islice(accepted(instance, check), 60):
            for goal, value in (verdict.scores | verdict.discomfort_parts).items():
                values[goal].add(value)
            granted.update(instance.request[request].kind for request in programme.granted)
            joint_sessions.add(sum(placed.kind is Kind.JOINT for placed in programme.sessions))
        moves.update(goal for goal, seen in values.items() if len(seen) > 1)
        feasible += bool(values)
    # To miss a share of the good slots takes more host sessions than these have: see test_whole.
    assert moves | {"fair_slots"} == {goal.id for goal in GOALS} | {part.id for part in DISCOMFORT}
    assert granted == set(Kind)
    assert joint_sessions >= {0, 1, 2}
    assert 0.5 < feasible / len(sample) < 0.95


def tried(instance: Instance) -> list[Programme]:
    """Some programmes of the instance: at random, one that is good if there is any, and that one spoilt.

    Of the many that differ from the good one in one decision, two for each rule that is the only one they break.
    """
    found = list(some_programmes(instance, number=12, seed=1))
    good = max((p for p, _ in islice(accepted(instance, check), 100)), key=lambda p: len(p.granted), default=None)
    if good is None:
        return found + [bad for programme in found[:1] for bad in spoilt(instance, programme)]
    near: dict[str, list[Programme]] = defaultdict(list)
    for programme in neighbours(instance, good):
        broken = {violation.rule for violation in check(instance, programme).violations}
        if len(broken) == 1:
            near[min(broken)].append(programme)
    return [*found, good, *spoilt(instance, good), *(programme for only in near.values() for programme in only[:2])]


def values_of_all(instance: Instance, goals: list[str]) -> list[tuple[int, ...]]:
    """The values of these goals, for every programme that breaks no rule."""
    return [tuple(verdict.scores[goal] for goal in goals) for _, verdict in accepted(instance, check)]
