"""Worker processes: they ignore Ctrl-C, and end when the parent stops them or is gone.

They never import the user's main module: what they do is in this package. So a script that solves needs no
``if __name__ == "__main__":`` around its lines.
Where the system lets no processes share memory, as with a read-only ``/dev/shm``, one thread does their work.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any

from filelock import lock_descriptor

POLL_SECONDS = 0.1

_starting = threading.Lock()

_PREFIX = "igf-scheduler-"

stop_requested = threading.Event()
"""Set in a worker process when its search is to stop."""


def stopping() -> bool:
    """Whether a worker should end its task."""
    return stop_requested.is_set()


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
    number: int, stop: threading.Event, initializer: Callable[..., None] | None = None, initargs: tuple[Any, ...] = ()
) -> Iterator[Executor]:
    """A pool of worker processes, each initialised by `initializer(*initargs)`; tasks end soon after `stop` is set."""
    with _working_folder() as folder:
        setup_file = folder / "first"
        setup_file.write_bytes(pickle.dumps((initializer, initargs)))
        try:
            executor, stop_flag = _pool(number, setup_file)
        except OSError:
            executor, stop_flag = None, None
        if executor is None:
            with _one_thread(stop, initializer, initargs) as thread:
                yield thread
            return
        over = threading.Event()
        watch = threading.Thread(target=_forward_stop, args=(stop, over, stop_flag), daemon=True)
        watch.start()
        try:
            yield executor
        finally:
            over.set()
            stop_flag.value = 1
            executor.shutdown(wait=True, cancel_futures=True)


def _pool(number: int, setup_file: Path) -> tuple[ProcessPoolExecutor, Any]:
    """The pool and its stop flag. Raises OSError where processes can share no memory."""
    context = _WorkerContext()
    # A flag without a lock: a process that is killed while it looks at it takes nothing with it.
    stop_flag = context.RawValue("b", 0)
    # Only the file's name goes through the pipe: with more, this process would wait for ever for one that is
    # killed before it has read all of it.
    return ProcessPoolExecutor(
        number, mp_context=context, initializer=_begin, initargs=(stop_flag, setup_file)
    ), stop_flag


@contextmanager
def _one_thread(
    stop: threading.Event, initializer: Callable[..., None] | None, initargs: tuple[Any, ...]
) -> Iterator[Executor]:
    """A pool of one thread of this process, whose tasks end soon once `stop` is set."""
    stop_requested.clear()
    if initializer:
        initializer(*initargs)
    over = threading.Event()
    watch = threading.Thread(target=_stop_thread, args=(stop, over), daemon=True)
    watch.start()
    executor = ThreadPoolExecutor(1)
    try:
        yield executor
    finally:
        over.set()
        stop_requested.set()
        executor.shutdown(wait=True, cancel_futures=True)
        watch.join()
        stop_requested.clear()


def _stop_thread(stop: threading.Event, over: threading.Event) -> None:
    while not over.is_set():
        if stop.wait(POLL_SECONDS):
            stop_requested.set()
            return


@contextmanager
def _working_folder() -> Iterator[Path]:
    """A temporary folder, locked while it is in use; those that killed searches left are removed first."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError), _locked(left) as is_ours:
            if is_ours:
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as name, ExitStack() as held:
        with suppress(OSError):
            held.enter_context(_locked(Path(name)))
        yield Path(name)


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Lock a folder, and say whether nobody else holds it. Raises OSError where folders take no locks."""
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0))
    try:
        yield lock_descriptor(handle, blocking=False)
    finally:
        os.close(handle)


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
