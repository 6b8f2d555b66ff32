"""The files that the current run has read and written, and whether it may replace files of others.

A run is one command, or a block of `run_files` in a program. Readers record every file with `note_read`; writers ask
`is_read` (see `scheduler.storage.outputs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class RunFiles:
    """Files read and written in this run, whether ``--overwrite`` was given, and sentences about damaged files."""

    overwrite: bool = False
    read: set[Path] = field(default_factory=set)
    written: set[Path] = field(default_factory=set)
    warnings: dict[str, None] = field(default_factory=dict)


_RUN: ContextVar[RunFiles | None] = ContextVar("run_files", default=None)


@contextmanager
def run_files(*, overwrite: bool = False) -> Iterator[RunFiles]:
    """A new run within the block: nothing has been read yet."""
    files = RunFiles(overwrite)
    token = _RUN.set(files)
    try:
        yield files
    finally:
        _RUN.reset(token)


def current_run() -> RunFiles:
    """The run of this context; a fresh record, which nobody else sees, outside of `run_files`."""
    return _RUN.get() or RunFiles()


def note_read(path: Path) -> None:
    """Record that the run reads a file."""
    current_run().read.add(path.absolute())


def note_written(path: Path) -> None:
    """Record that the run writes a file."""
    current_run().written.add(path.absolute())


def warn(sentence: str) -> None:
    """Record a sentence that the command prints when it ends, once."""
    current_run().warnings[sentence] = None


def is_read(path: Path) -> bool:
    """Whether the run has read this file, under whatever name."""
    return _is_among(current_run().read, path)


def is_written(path: Path) -> bool:
    """Whether the run has written this file, under whatever name."""
    return _is_among(current_run().written, path)


def _is_among(files: Iterable[Path], path: Path) -> bool:
    """Whether a path is one of the files; links and other spellings are the same file."""
    for one in files:
        if one == path.absolute():
            return True
        try:
            if one.samefile(path):
                return True
        except OSError:
            continue
    return False
