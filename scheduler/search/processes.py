"""Worker processes: they ignore Ctrl-C, and end when the parent stops them or is gone."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

POLL_SECONDS = 0.1

stop_requested = threading.Event()
"""Set in a worker process when its search is to stop."""


def stopping() -> bool:
    """Whether a worker should end its task."""
    return stop_requested.is_set()


@contextmanager
def processes(
    number: int, stop: threading.Event, initializer: Callable[..., None] | None = None, initargs: tuple[Any, ...] = ()
) -> Iterator[Executor]:
    """A pool of worker processes, initialised by `initializer(*initargs)`; their tasks end soon after `stop` is set."""
    context = multiprocessing.get_context("spawn")
    # A flag without a lock: a process that is killed while reading it leaves no lock locked.
    stop_flag = context.RawValue("b", 0)
    with tempfile.TemporaryDirectory() as folder:
        setup_file = Path(folder) / "first"
        setup_file.write_bytes(pickle.dumps((initializer, initargs)))
        # Only the file's name goes through the pipe: larger data would block this process for ever if the reader were
        # killed midway.
        executor = ProcessPoolExecutor(number, mp_context=context, initializer=_begin, initargs=(stop_flag, setup_file))
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


def _begin(stop_flag: Any, setup_file: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Restore the default handler, so that termination is immediate: a Python handler could deadlock.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threading.Thread(target=_stop_with_parent, args=(stop_flag,), daemon=True).start()
    initializer, initargs = pickle.loads(setup_file.read_bytes())
    if initializer:
        initializer(*initargs)


def _stop_with_parent(stop_flag: Any) -> None:
    while not stop_flag.value:
        time.sleep(POLL_SECONDS)
    stop_requested.set()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
