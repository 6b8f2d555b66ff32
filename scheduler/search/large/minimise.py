"""One run of the solver: watched, ended when the time is over, and its solution kept."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.model.solver import minimising_solver
from scheduler.model.variables import Expression
from scheduler.search.solver_run import rounded_up, watched


@dataclass(frozen=True)
class Solved:
    """A solution: a value for each variable, by index; the bound on what was to be small; whether it was reached."""

    solver: cp_model.CpSolver
    solution: list[int]
    bound: int
    optimal: bool

    def value(self, literal: cp_model.IntVar) -> int:
        return self.solution[literal.index]

    def evaluate(self, expression: Expression) -> int:
        return round(self.solver.value(expression))


def minimise(
    model: cp_model.CpModel,
    expression: Expression,
    seconds: float,
    workers: int,
    seed: int,
    is_over: Callable[[], bool],
) -> Solved | None:
    """The best solution found in so many seconds; None if there is none, or it was not found.

    `is_over` is asked again and again, and ends the search when it says so.
    """
    solver = _solver(model, expression, seconds, workers, seed)
    status = watched(solver, model, is_over)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    optimal = status == cp_model.OPTIMAL
    return Solved(solver, list(solver.response_proto.solution), rounded_up(solver.best_objective_bound), optimal)


def lowest(
    model: cp_model.CpModel, expression: Expression, seconds: float, is_over: Callable[[], bool]
) -> tuple[int | None, bool]:
    """What no solution can be lower than, as far as is found out in so many seconds, and whether one is as low."""
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
