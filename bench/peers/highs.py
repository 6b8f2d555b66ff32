"""The naive model in HiGHS, a solver of mixed-integer programs, on two threads."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import highspy
import numpy as np

from bench.peers.naive import FREE, Rows, build
from bench.peers.task import Task


def run(task: Task, seconds: float, seed: int, tell: Callable[[list[int]], None]) -> None:
    """Every better programme is told as it comes."""
    until = time.monotonic() + seconds
    naive = build(task, until)
    solver = highspy.Highs()  # type: ignore[no-untyped-call, unused-ignore]
    solver.silent()
    solver.passModel(_model(naive.rows))
    solver.setOptionValue("parallel", "on")
    solver.setOptionValue("threads", 2)
    solver.setOptionValue("random_seed", seed)
    solver.setOptionValue("time_limit", max(0.1, until - time.monotonic()))

    def listen(event: Any) -> None:
        tell(naive.chosen(event.data_out.mip_solution))

    solver.cbMipImprovingSolution += listen
    solver.run()


def _model(rows: Rows) -> highspy.HighsLp:
    """The rows, as HiGHS takes them."""
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = rows.variables, len(rows)
    cost = np.zeros(rows.variables)
    for column, weight in rows.cost.items():
        cost[column] = weight
    program.col_cost_ = cost
    program.col_lower_, program.col_upper_ = np.zeros(rows.variables), np.ones(rows.variables)
    lower, upper = np.array(rows.lower, dtype=float), np.array(rows.upper, dtype=float)
    lower[lower <= -FREE] = -highspy.kHighsInf
    program.row_lower_, program.row_upper_ = lower, upper
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    program.a_matrix_.index_ = np.array(rows.columns, dtype=np.int32)
    program.a_matrix_.value_ = np.array(rows.weights, dtype=float)
    program.integrality_ = [highspy.HighsVarType.kInteger] * rows.variables
    return program
