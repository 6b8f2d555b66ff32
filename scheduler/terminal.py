"""What the command line says and how it ends: exit codes, stdout and stderr, signals."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum

from scheduler.core.safe_text import visible


class Exit(IntEnum):
    """What the exit code says; 2 (wrong usage) is argparse's."""

    GOOD = 0
    UNFORESEEN = 1
    PROBLEMS = 3
    INFEASIBLE = 4
    NO_ANSWER = 5
    REJECTED = 6
    NOT_WRITTEN = 7
    STOPPED = 130


class StdoutError(Exception):
    """Stdout takes nothing more."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


def emit(*lines: str) -> None:
    """Lines to stdout."""
    _write_out("".join(_harmless(line) + "\n" for line in lines))


def emit_json(**fields: object) -> None:
    """Fields to stdout as one JSON object."""
    _write_out(json.dumps(fields, ensure_ascii=False, indent=2, default=str) + "\n")


def _write_out(text: str) -> None:
    """Write to stdout at once, so that a full disk or a reader that has gone is noticed here."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer would fail again when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise StdoutError(error) from error


def say(*sentences: str) -> None:
    """Sentences to stderr."""
    for sentence in sentences:
        sys.stderr.write(_harmless(sentence) + "\n")


def _harmless(text: str) -> str:
    """The text with signs for what steers a terminal or turns its direction; a name in a sheet may hold any."""
    return visible(text)


def speak_utf8() -> None:
    """Sentences carry “ ” and names any script, whatever the terminal's settings are."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def stopped_by_signals(stop: threading.Event, stopping: Callable[[], None]) -> Iterator[None]:
    """Within the block Ctrl-C and a request to terminate only set `stop`, and say so, however often they come."""

    def handle(number: int, frame: object) -> None:
        stop.set()
        stopping()

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
