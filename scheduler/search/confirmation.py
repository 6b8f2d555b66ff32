"""Confirm an optimum: look once more for anything better, with other settings of the solver.

Wrong certificates of optimality are rare, and on record; what two solves find is no accident of one set of parameters.
"""

from __future__ import annotations

from ortools.sat.python import cp_model

from scheduler.core.programme import Settings
from scheduler.model.solver import confirming_solver
from scheduler.model.variables import Expression
from scheduler.search.infeasibility import run
from scheduler.search.solver_run import Limit

CONFIRMING_SECONDS, LEAST_CONFIRMING_SECONDS, CONFIRMING_SHARE = 10.0, 0.2, 0.1
"""Wall time for confirming an optimum: at most, at least, and as a share of what is left; not above the run's own."""

CONFIRMING_EFFORT = 2.0
"""Deterministic seconds for confirming an optimum in a reproducible search."""


def look_for_better(
    model: cp_model.CpModel, expression: Expression, value: int, seconds: float, limit: Limit, settings: Settings
) -> tuple[cp_model.CpSolverStatus, cp_model.CpSolver]:
    """Look for a solution below a value that a run of so many seconds called optimal; the status and the solver.

    INFEASIBLE confirms the optimum. The time is small beside the run, and in a reproducible search deterministic.
    """
    model = model.clone()
    model.clear_objective()  # type: ignore[no-untyped-call]
    model.clear_hints()  # type: ignore[no-untyped-call]
    model.add(expression <= value - 1)
    if settings.reproducible:
        solver = confirming_solver(None, settings.seed, presolve=False)
        solver.parameters.max_deterministic_time = CONFIRMING_EFFORT
    else:
        allowed = min(CONFIRMING_SECONDS, max(LEAST_CONFIRMING_SECONDS, seconds))
        allowed = max(0.01, min(allowed, CONFIRMING_SHARE * limit.seconds_left))
        solver = confirming_solver(allowed, settings.seed, presolve=False)
    return run(solver, model, limit.stop), solver
