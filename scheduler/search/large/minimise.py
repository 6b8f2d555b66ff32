"""One watched CP-SAT run: minimise an expression within a time limit, bound it, or find any feasible solution."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.model.solver import minimising_solver
from scheduler.model.variables import Expression
from scheduler.search.solver_run import rounded_up, watched


@dataclass(frozen=True)
class Solution:
    """A feasible solution: the value of each variable by index, the objective's lower bound, and whether it is optimal.

    The bound is an integer: the solver's bound rounded up.
    """

    solver: cp_model.CpSolver
    solution: list[int]
    bound: int
    optimal: bool

    def value(self, literal: cp_model.IntVar) -> int:
        """Value of a variable in the solution."""
        return self.solution[literal.index]

    def evaluate(self, expression: Expression) -> int:
        """Value of a linear expression in the solution."""
        return round(self.solver.value(expression))


def minimise(
    model: cp_model.CpModel,
    expression: Expression,
    seconds: float,
    workers: int,
    seed: int,
    is_over: Callable[[], bool],
) -> Solution | None:
    """Minimise an expression for at most `seconds` of wall time; None if no feasible solution was found.

    `is_over` is polled during the run and stops it when it returns True.
    """
    solver = _solver(model, expression, seconds, workers, seed)
    status = watched(solver, model, is_over)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    optimal = status == cp_model.OPTIMAL
    return Solution(solver, list(solver.response_proto.solution), rounded_up(solver.best_objective_bound), optimal)


def find_solution(
    model: cp_model.CpModel, solver: cp_model.CpSolver, is_over: Callable[[], bool]
) -> tuple[Solution | None, bool]:
    """Any feasible solution of a model without objective, if one was found, and whether there is proven to be none."""
    status = watched(solver, model, is_over)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, status == cp_model.INFEASIBLE
    return Solution(solver, list(solver.response_proto.solution), 0, False), False


def lower_bound(
    model: cp_model.CpModel, expression: Expression, seconds: float, is_over: Callable[[], bool]
) -> tuple[int | None, bool]:
    """Lower bound of an expression after at most `seconds`, and whether it is attained (solved to optimality).

    The bound is None where the solver gave none, or the model is infeasible.
    """
    solver = _solver(model, expression, seconds, 1, 0)
    status = watched(solver, model, is_over)
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN)
    known = known and math.isfinite(solver.best_objective_bound)
    return rounded_up(solver.best_objective_bound) if known else None, status == cp_model.OPTIMAL


def _solver(
    model: cp_model.CpModel, expression: Expression, seconds: float, workers: int, seed: int
) -> cp_model.CpSolver:
    model.minimize(expression)
    return minimising_solver(workers, seed, seconds)
