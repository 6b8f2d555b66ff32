"""The model's goals take the values that one counts by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from ortools.sat.python import cp_model

from scheduler.model.admits import fix
from scheduler.model.build import build_rules
from scheduler.model.inconvenience.inconvenience import inconvenience_of_times
from scheduler.model.objectives import GOALS
from scheduler.model.prepare import prepare
from scheduler.model.variables import DecisionVariables, Expression
from scheduler.verify import check
from tests.checked import some
from tests.miniatures.goals import GOAL_CASES, GoalCase
from tests.miniatures.inconvenience import INCONVENIENCE_CASES


@pytest.mark.parametrize("case", GOAL_CASES, ids=lambda case: case.id)
def test_goal_counts_as_by_hand(case: GoalCase) -> None:
    assert least(case, GOALS[case.goal]) == case.value


def test_what_times_alone_tell_of_inconvenience_leaves_out_the_parts_that_hang_on_rooms() -> None:
    values = set()
    for case in some(INCONVENIENCE_CASES):
        weights, parts = case.instance.policy.inconvenience, check(case.instance, case.programme).inconvenience_parts
        of_times = parts.keys() - {"room_fit", "room_changes", "theme_rooms"}
        value = sum(getattr(weights, part) * parts[part] for part in of_times)
        assert least(case, inconvenience_of_times) == value, case.id
        values.add((value > 0, case.value > value))
    assert {(True, False), (False, True)} <= values


def least(case: GoalCase, goal: Callable[[DecisionVariables], Expression]) -> float:
    """The least value of an objective over what the model leaves open in the case's programme."""
    decisions = build_rules(prepare(case.instance))
    expression = goal(decisions)
    assert fix(decisions, case.programme)
    decisions.model.minimize(expression)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(decisions.model) == cp_model.OPTIMAL
    return solver.objective_value
