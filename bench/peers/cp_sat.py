"""The naive model in CP-SAT, on two workers."""

from __future__ import annotations

import time
from collections.abc import Callable

from ortools.sat.python import cp_model

from bench.peers.naive import FREE, Rows, build
from bench.peers.task import Task


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, variables: list[cp_model.IntVar], tell: Callable[[list[float]], None]) -> None:
        super().__init__()
        self._variables, self._tell = variables, tell

    def on_solution_callback(self) -> None:
        self._tell([self.value(variable) for variable in self._variables])


def run(task: Task, seconds: float, seed: int, tell: Callable[[list[int]], None]) -> None:
    """Every better programme is told as it comes."""
    until = time.monotonic() + seconds
    naive = build(task, until)
    model, variables = _model(naive.rows)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(0.1, until - time.monotonic())
    solver.solve(model, _Listener(variables, lambda values: tell(naive.chosen(values))))


def _model(rows: Rows) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    variables = [model.new_bool_var("") for _ in range(rows.variables)]
    for number in range(len(rows)):
        columns, weights, lower, upper = rows.row(number)
        literals = [variables[column] for column in columns]
        if (lower, upper) == (1, 1):
            model.add_exactly_one(literals)
        elif (lower, upper) == (0, 1) and min(weights) == 1:
            model.add_at_most_one(literals)
        else:
            total = cp_model.LinearExpr.weighted_sum(literals, list(weights))
            model.add_linear_constraint(total, lower if lower > -FREE else -len(columns), upper)
    model.minimize(
        cp_model.LinearExpr.weighted_sum([variables[column] for column in rows.cost], list(rows.cost.values()))
    )
    return model, variables
