"""Worker processes: they ignore Ctrl-C, and end when the parent stops them or is gone.

They never import the user's main module: what they do is in this package. So a script that solves needs no
``if __name__ == "__main__":`` around its lines.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any

POLL_SECONDS = 0.1

_starting = threading.Lock()

stop_here = threading.Event()
"""Set in a worker process when the person in front of the terminal wants to stop."""


def stopping() -> bool:
    """Whether a worker should end its task."""
    return stop_here.is_set()


@contextmanager
def _main_module_hidden() -> Iterator[None]:
    """Put an empty main module in the place of the user's, so that a process that is started does not read it again."""
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


class _WorkerProcess(SpawnProcess):
    """A spawned process that does not import the main module of its parent."""

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:
        with _main_module_hidden():
            return SpawnProcess._Popen(process_obj)


class _WorkerContext(SpawnContext):
    """The start method of worker processes."""

    Process = _WorkerProcess


@contextmanager
def processes(
    number: int, stop: threading.Event, begin: Callable[..., None] | None = None, beginning: tuple[Any, ...] = ()
) -> Iterator[Executor]:
    """A pool of worker processes, each initialised by `begin(*beginning)`; once `stop` is set, their tasks end soon."""
    context = _WorkerContext()
    # A flag without a lock: a process that is killed while it looks at it takes nothing with it.
    stop_flag = context.RawValue("b", 0)
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first"
        first.write_bytes(pickle.dumps((begin, beginning)))
        # Only the file's name goes through the pipe: with more, this process would wait for ever for one that is
        # killed before it has read all of it.
        executor = ProcessPoolExecutor(number, mp_context=context, initializer=_begin, initargs=(stop_flag, first))
        over = threading.Event()
        watch = threading.Thread(target=_forward_stop, args=(stop, over, stop_flag), daemon=True)
        watch.start()
        try:
            yield executor
        finally:
            over.set()
            stop_flag.value = 1
            executor.shutdown(wait=True, cancel_futures=True)


def _forward_stop(stop: threading.Event, over: threading.Event, stop_flag: Any) -> None:
    """Pass a stop on to the workers: a thread's event does not reach other processes."""
    while not over.is_set():
        if stop.wait(POLL_SECONDS):
            stop_flag.value = 1
            return


def _begin(stop_flag: Any, first: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The end of one process ends the others, at once: a handler in Python could wait for what it has interrupted.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threading.Thread(target=_stop_with_parent, args=(stop_flag,), daemon=True).start()
    begin, beginning = pickle.loads(first.read_bytes())
    if begin:
        begin(*beginning)


def _stop_with_parent(stop_flag: Any) -> None:
    while not stop_flag.value:
        time.sleep(POLL_SECONDS)
    stop_here.set()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
