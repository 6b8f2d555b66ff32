"""The solver against every programme of tiny random instances.

`BRUTE_FORCE_CASES` in the environment asks for another number of cases than the usual one, new ones each time.
"""

from __future__ import annotations

import os
from collections import defaultdict
from itertools import islice

from hypothesis import HealthCheck, assume, given, settings

from scheduler.catalogue import GOALS, RULES, goal_order
from scheduler.instance import Instance
from scheduler.model import admits, solve
from scheduler.programme import Programme
from scheduler.verify import check
from tests.brute_force.enumerate import accepted, count, programmes, some_programmes, steps
from tests.brute_force.spoil import spoilt
from tests.brute_force.strategies import instances

CASES = int(os.environ.get("BRUTE_FORCE_CASES", "300"))
USUAL = "BRUTE_FORCE_CASES" not in os.environ


def cases(number: int) -> settings:
    """So many cases, the same ones each time unless more were asked for."""
    return settings(
        max_examples=number,
        derandomize=USUAL,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


@cases(CASES)
@given(instances())
def test_the_solver_finds_the_best_of_all_programmes(instance: Instance) -> None:
    goals = [goal.id for goal in goal_order(instance.policy.goals, instance.policy.principle)]
    best = min(feasible_values(instance, goals), default=None)
    result = solve(instance, seconds=60, reproducible=True)
    if best is None:
        assert (result.status, result.programme) == ("infeasible", None)
        return
    assert result.programme is not None, f"found none where there is one worth {best}"
    scores = {score.goal: score for score in result.programme.scores}
    assert list(scores) == goals
    assert {goal: scores[goal].value for goal in goals} == dict(zip(goals, best, strict=True))
    assert all(score.proven and score.bound == score.value for score in scores.values())
    assert result.status == "proven"
    verdict = check(instance, result.programme)
    assert verdict.violations == ()
    assert {goal: verdict.scores[goal] for goal in goals} == {goal: scores[goal].value for goal in goals}


@cases(max(CASES // 3, 1))
@given(instances())
def test_the_model_admits_what_the_verifier_accepts(instance: Instance) -> None:
    for programme in tried(instance):
        violations = check(instance, programme).violations
        assert admits(instance, programme) == (not violations), f"{programme.sessions}: {violations}"


@cases(max(CASES // 6, 1))
@given(instances())
def test_turning_back_early_loses_no_programme(instance: Instance) -> None:
    assume(count(steps(instance)) <= 1500)
    goals = [goal.id for goal in GOALS]
    plain = [
        tuple(verdict.scores[goal] for goal in goals)
        for verdict in (check(instance, programme) for programme in programmes(instance))
        if not verdict.violations
    ]
    assert sorted(plain) == sorted(feasible_values(instance, goals))


def test_every_rule_is_broken_and_every_goal_moves() -> None:
    broken: set[str] = set()
    values: dict[str, set[int]] = defaultdict(set)

    @cases(150)
    @given(instances())
    def collect(instance: Instance) -> None:
        for programme in tried(instance):
            verdict = check(instance, programme)
            broken.update(violation.rule for violation in verdict.violations)
            if not verdict.violations:
                for goal, value in verdict.scores.items():
                    values[goal].add(value)

    collect()
    assert broken == {rule.id for rule in RULES}
    assert {goal.id for goal in GOALS if len(values[goal.id]) < 2} == set()


def tried(instance: Instance) -> list[Programme]:
    """Some programmes of the instance: at random, one that is good if there is any, and that one spoilt."""
    found = list(some_programmes(instance, number=8, seed=1))
    good = [programme for programme, _ in islice(accepted(instance, check), 1)]
    base = (good + found)[:1]
    return found + good + [bad for programme in base for bad in spoilt(instance, programme)]


def feasible_values(instance: Instance, goals: list[str]) -> list[tuple[int, ...]]:
    """The values of these goals, for every programme that breaks no rule."""
    return [tuple(verdict.scores[goal] for goal in goals) for _, verdict in accepted(instance, check)]
