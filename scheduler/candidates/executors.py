"""Where runs take place: processes of this machine, or a cluster. Both are `concurrent.futures.Executor`."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing.synchronize import Event
from typing import Any

from scheduler.candidates.manifest import Curve
from scheduler.candidates.runs import CandidateRun, Found, Run, find, trace
from scheduler.version import VERSION
from scheduler.workspace import NotFoundError

Open = Callable[[], AbstractContextManager[Executor]]
"""Opens an executor for as long as a `with` block lasts."""

_stop = threading.Event()
"""Set in a worker process when the person in front of the terminal wants to stop."""

CONNECT_SECONDS = 10


class ClusterError(NotFoundError):
    """A cluster cannot be found, or cannot be used; the message is a sentence."""


def perform(run: Run) -> Found | Curve:
    """Do a run, in the process that calls this."""
    return find(run, _stop) if isinstance(run, CandidateRun) else trace(run, _stop)


@contextmanager
def processes(number: int, stop: threading.Event) -> Iterator[Executor]:
    """So many processes of this machine. Once `stop` is set, the runs in them end soon."""
    context = multiprocessing.get_context("spawn")
    stopping = context.Event()
    executor = ProcessPoolExecutor(number, mp_context=context, initializer=_begin, initargs=(stopping,))
    over = threading.Event()
    watch = threading.Thread(target=_pass_on, args=(stop, over, stopping), daemon=True)
    watch.start()
    try:
        yield executor
    finally:
        over.set()
        executor.shutdown(wait=True, cancel_futures=True)


def _pass_on(stop: threading.Event, over: threading.Event, stopping: Event) -> None:
    """Tell the processes when to stop: a thread's event does not reach them."""
    while not over.is_set():
        if stop.wait(0.1):
            stopping.set()
            return


def _begin(stopping: Event) -> None:
    """What a worker process does first: leave Ctrl-C to its parent, and end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threading.Thread(target=_stop_with_parent, args=(stopping,), daemon=True).start()


def _stop_with_parent(stopping: Event) -> None:
    stopping.wait()
    _stop.set()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of a Dask cluster. Raises ClusterError where it cannot be used."""
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("Dask is not installed. Install it with: pip install 'igf-scheduler[dask]'") from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"There is no Dask cluster at “{address}” ({error}). Give its scheduler's address."
        ) from error
    with client:
        _check_workers(client, address)
        with client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]
            yield executor


def is_loss(error: BaseException) -> bool:
    """Whether a run failed because its worker died or went out of reach, and not for a reason of its own."""
    distributed = sys.modules.get("distributed")
    return isinstance(error, BrokenExecutor | OSError) or (
        distributed is not None and isinstance(error, distributed.KilledWorker)
    )


def _check_workers(client: Any, address: str) -> None:
    """Every worker must have this program, in this version."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        versions = set(client.run(_version).values())
    except TimeoutError:
        raise ClusterError(f"The cluster at “{address}” has no workers. Start some, then try again.") from None
    except ImportError:
        versions = {"none"}
    if versions != {_version()}:
        raise ClusterError(
            f"The workers at “{address}” need igf-scheduler {_version()} installed; they have: "
            f"{', '.join(sorted(versions))}."
        )


def _version() -> str:
    return VERSION
