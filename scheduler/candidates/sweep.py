"""Execute the runs of a sweep in parallel, and store each result as soon as it is finished."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait

from scheduler.candidates.executors import Open, is_loss, perform
from scheduler.candidates.manifest import CurveRecord
from scheduler.candidates.runs import CandidateResult, Run

ATTEMPTS = 3
"""How often runs lost with their worker are repeated."""

POLL_SECONDS = 0.2

Store = Callable[[Run, CandidateResult | CurveRecord], None]


def sweep(runs: Sequence[Run], opened: Open, store: Store, stop: threading.Event) -> tuple[Run, ...]:
    """Execute the runs; `store` receives each result as it comes. Returns the runs that remain undone.

    A worker that dies loses only its current runs; they are repeated elsewhere.
    """
    undone = list(runs)
    for _ in range(ATTEMPTS):
        if undone and not stop.is_set():
            with opened() as executor:
                undone = _execute_all(executor, undone, store, stop)
    return tuple(undone)


def _execute_all(executor: Executor, runs: Sequence[Run], store: Store, stop: threading.Event) -> list[Run]:
    """Submit every run and store its result; returns the runs without one, in their order."""
    futures: dict[Future[CandidateResult | CurveRecord], Run] = {}
    finished: set[str] = set()
    try:
        for run in runs:
            futures[executor.submit(perform, run)] = run
    except BrokenExecutor:
        pass  # those that were submitted end with the same error
    waiting = set(futures)
    while waiting:
        ended, waiting = wait(waiting, POLL_SECONDS, FIRST_COMPLETED)
        for future in ended:
            run = futures[future]
            error = None if future.cancelled() else future.exception()
            if error is not None and not is_loss(error):
                raise error
            if error is None and not future.cancelled():
                store(run, future.result())
                finished.add(run.id)
        if stop.is_set():
            for future in waiting:
                future.cancel()
    return [run for run in runs if run.id not in finished]
