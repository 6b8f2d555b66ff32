"""The model's goals take the values that one counts by hand."""

from __future__ import annotations

import pytest
from ortools.sat.python import cp_model

from scheduler.model.admits import fix
from scheduler.model.build import build_rules
from scheduler.model.objectives import GOALS
from scheduler.model.prepare import prepare
from tests.miniatures.goals import GOAL_CASES, GoalCase


@pytest.mark.parametrize("case", GOAL_CASES, ids=lambda case: case.id)
def test_goal_counts_as_by_hand(case: GoalCase) -> None:
    decisions = build_rules(prepare(case.instance))
    goal = GOALS[case.goal](decisions)
    assert fix(decisions, case.programme)
    decisions.model.minimize(goal)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(decisions.model) == cp_model.OPTIMAL
    assert solver.objective_value == case.value
