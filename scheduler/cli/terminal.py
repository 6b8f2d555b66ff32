"""Exit codes, stdout and stderr, and the signals that stop a search."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum

from scheduler.core.safe_text import visible

_STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Exit(IntEnum):
    """Exit codes of the command; 2 (wrong usage) comes from click."""

    GOOD = 0
    UNFORESEEN = 1
    PROBLEMS = 3
    INFEASIBLE = 4
    NO_ANSWER = 5
    REJECTED = 6
    NOT_WRITTEN = 7
    STOPPED = 130


class StdoutError(Exception):
    """Stdout is closed or full."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause

    @classmethod
    def silencing(cls, cause: OSError) -> StdoutError:
        """The error, with stdout turned away: what is left in its buffer would fail again when the process ends."""
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return cls(cause)


def emit(*lines: str) -> None:
    """Write lines to stdout."""
    _write_out("".join(_harmless(line) + "\n" for line in lines))


def emit_json(**fields: object) -> None:
    """Write fields to stdout as one JSON object."""
    _write_out(json.dumps(fields, ensure_ascii=False, indent=2, default=str) + "\n")


def _write_out(text: str) -> None:
    """Write to stdout and flush, so that a full disk or a closed pipe raises here."""
    if sys.stdout is None:
        raise StdoutError(OSError(errno.EBADF, "stdout is closed"))
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        raise StdoutError.silencing(error) from error


def say(*sentences: str) -> None:
    """Write sentences to stderr; where it is closed or full, nobody could be told."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        for sentence in sentences:
            sys.stderr.write(_harmless(sentence) + "\n")
        sys.stderr.flush()


def is_terminal() -> bool:
    """Whether stderr is a terminal on which progress can be drawn."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def is_interactive() -> bool:
    """Whether somebody can read stdout and stderr on a terminal, and answer a question on stdin."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def agrees(question: str) -> bool:
    """Ask a question on stderr; whether the answer on stdin is yes. No answer is no."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{_harmless(question)} [y/N] ")
        sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def say_in_handler(sentence: str) -> None:
    """Write a sentence to stderr from a signal handler, which print is not made for."""
    with suppress(OSError, ValueError, AttributeError):
        os.write(sys.stderr.fileno(), f"{sentence}\n".encode())


def _harmless(text: str) -> str:
    """The text with visible signs for control and bidirectional characters, which names in sheets may contain."""
    return visible(text)


def speak_utf8() -> None:
    """Write UTF-8 regardless of the terminal's settings, since sentences have “ ” and names may be in any script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def stopped_by_signals(stop: threading.Event, stopping: Callable[[], None]) -> Iterator[None]:
    """Within the block SIGINT, SIGTERM and SIGHUP, however often they come, only set `stop` and call `stopping`.

    What is ignored, as SIGHUP under nohup, stays ignored.
    """

    def handle(number: int, frame: object) -> None:
        stop.set()
        stopping()

    handled = [number for number in _STOPPING if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, handle) for number in handled}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
