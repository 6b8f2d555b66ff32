"""The journal of the desk: every edit in a SQLite file in the meeting's folder, as soon as it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scheduler.core.programme import Programme
from scheduler.desk.edits import Edit

FILE = "desk.sqlite"
"""The name of the journal in the meeting's folder."""


class JournalError(Exception):
    """The journal cannot be read or written; the message is a sentence for the user."""


class ConflictingEditError(Exception):
    """Somebody else changed the same sessions since; the message is a sentence. `revision` is the newest one."""

    def __init__(self, sentence: str, revision: int) -> None:
        super().__init__(sentence)
        self.revision = revision


@dataclass(frozen=True)
class JournalEntry:
    """One line of the journal: `kind` is edit, undo or redo; `edit` is empty for the two last."""

    revision: int
    kind: str
    edit: Edit | None
    touched: frozenset[str]
    author: str
    at: str


class Journal:
    """The journal of one programme's file. Several processes may have it open at once."""

    def __init__(self, file: Path) -> None:
        """Open or create the journal. Raises JournalError."""
        raise NotImplementedError

    def begin(self, base: Programme, instance_sha256: str) -> int:
        """Begin anew from a programme; the newest revision. Entries before it stay in the file as history."""
        raise NotImplementedError

    def base(self) -> Programme | None:
        """The programme that the entries start from; None in a new journal."""
        raise NotImplementedError

    def entries(self, since: int = 0) -> tuple[JournalEntry, ...]:
        """The entries after a revision, from the last base on."""
        raise NotImplementedError

    @property
    def revision(self) -> int:
        """The newest revision, also of other processes."""
        raise NotImplementedError

    def append(self, kind: str, edit: Edit | None, touched: Iterable[str], based_on: int, author: str = "") -> int:
        """Write one entry and return its revision. Raises ConflictingEditError and JournalError."""
        raise NotImplementedError
