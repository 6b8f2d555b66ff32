"""Ctrl-C at any moment: one sentence and exit code 130, never a traceback.

Python raises KeyboardInterrupt wherever the main thread is: within an import, where a C extension may turn it into
an ImportError, or within a callback, where it is only printed as “Exception ignored”. Both are recognised here.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType, TracebackType

SENTENCE = "Stopped; nothing was written."
EXIT_CODE = 130

_interrupted = False


class Interruptible:
    """A context in which the first interrupt raises KeyboardInterrupt, and a second one ends the process at once.

    With `whole_process`, later interrupts are ignored: the result stands, and only the interpreter is still closing.
    Where the caller handles interrupts itself, or this is no main thread, nothing is changed.
    """

    def __init__(self, *, whole_process: bool) -> None:
        self._whole_process = whole_process
        self._active = False

    def __enter__(self) -> None:
        global _interrupted
        _interrupted = False
        if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
            return
        try:
            signal.signal(signal.SIGINT, _interrupt)
        except ValueError:  # not the main thread
            return
        self._active = True
        self._hook, sys.unraisablehook = sys.unraisablehook, _unraisable

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._active:
            return
        if self._whole_process:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            return
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.unraisablehook = self._hook


def was_interrupted() -> bool:
    """Whether an interrupt came, though it may have arrived as another exception."""
    return _interrupted


def stopped() -> int:
    """Report the interrupt and return its exit code."""
    with suppress(OSError):  # stderr may be closed, or its terminal gone
        os.write(2, f"{SENTENCE}\n".encode())
    # CPython remembers an interrupt that came within `exec`, as dataclasses use it, and would end the process by
    # SIGINT in place of our exit code; running anything else with `exec` makes it forget.
    exec("")
    return EXIT_CODE


def _interrupt(number: int, frame: FrameType | None) -> None:
    global _interrupted
    if _interrupted:
        os._exit(stopped())
    _interrupted = True
    raise KeyboardInterrupt


def _unraisable(found: sys.UnraisableHookArgs) -> None:
    """End the process where an interrupt fell into a callback, from which it cannot be raised."""
    if isinstance(found.exc_value, KeyboardInterrupt):
        os._exit(stopped())
    sys.__unraisablehook__(found)
