"""Run the solver in a thread of its own, so that a stop or the time limit ends it promptly."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from dataclasses import dataclass

from ortools.sat.python import cp_model

POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Limit:
    """The limits of a search: seconds allowed since `started_at` (None: no limit), and the `stop` event."""

    started_at: float
    allowed: float | None
    stop: threading.Event

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started_at

    @property
    def seconds_left(self) -> float:
        return max(0.0, (self.allowed or float("inf")) - self.seconds)

    @property
    def over(self) -> bool:
        return self.stop.is_set() or self.seconds_left <= 0


def watched(
    solver: cp_model.CpSolver,
    model: cp_model.CpModel,
    is_over: Callable[[], bool],
    callback: cp_model.CpSolverSolutionCallback | None = None,
) -> cp_model.CpSolverStatus:
    """Solve in a thread, polling `is_over`; the run ends when it returns True."""
    with ThreadPoolExecutor(max_workers=1) as executor:
        future = executor.submit(solver.solve, model, callback)
        while True:
            try:
                return future.result(timeout=POLL_SECONDS)
            except StillRunning:
                if is_over():
                    solver.stop_search()


def hint_solution(model: cp_model.CpModel, solution: Sequence[int]) -> None:
    """Hint every variable, by index, to its value in a solution: a complete warm start.

    The hint is written to the protocol buffer in one step: a call per variable is slower than many a solve.
    """
    model.clear_hints()  # type: ignore[no-untyped-call]
    hint = model.proto.solution_hint
    hint.vars.extend(range(len(solution)))
    hint.values.extend(solution)


def rounded_up(bound: float) -> int:
    """Round a lower bound up to the next integer, with a tolerance of 1e-6; never below 0."""
    return max(0, -int(-(bound - 1e-6) // 1))
