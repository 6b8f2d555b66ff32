"""Exit codes, stdout and stderr, and the signals that stop a search."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum

from scheduler.core.safe_text import visible


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
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        raise StdoutError.silencing(error) from error


def say(*sentences: str) -> None:
    """Write sentences to stderr."""
    for sentence in sentences:
        sys.stderr.write(_harmless(sentence) + "\n")


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
    """Within the block SIGINT and SIGTERM, however often they come, only set `stop` and call `stopping`."""

    def handle(number: int, frame: object) -> None:
        stop.set()
        stopping()

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
