"""All runs of a sweep: those that are done are read, the others take place, and each is kept as soon as it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait

from scheduler.candidates.executors import Open, is_loss, perform
from scheduler.candidates.manifest import CurveRecord
from scheduler.candidates.runs import CandidateResult, Run

ATTEMPTS = 3
"""How often runs are begun again that were lost with their worker."""

POLL_SECONDS = 0.2

Keep = Callable[[Run, CandidateResult | CurveRecord], None]


def sweep(runs: Sequence[Run], opened: Open, keep: Keep, stop: threading.Event) -> tuple[Run, ...]:
    """Do the runs; `keep` receives each result when it is there. Returns those that remain undone.

    A worker that dies takes only the runs with it that it was doing; they are begun again elsewhere.
    """
    left = list(runs)
    for _ in range(ATTEMPTS):
        if left and not stop.is_set():
            with opened() as executor:
                left = _once(executor, left, keep, stop)
    return tuple(left)


def _once(executor: Executor, runs: Sequence[Run], keep: Keep, stop: threading.Event) -> list[Run]:
    """Submit every run and keep what comes back; the runs that do not are returned in their order."""
    futures: dict[Future[CandidateResult | CurveRecord], Run] = {}
    done: set[str] = set()
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
                keep(run, future.result())
                done.add(run.id)
        if stop.is_set():
            for future in waiting:
                future.cancel()
    return [run for run in runs if run.id not in done]
