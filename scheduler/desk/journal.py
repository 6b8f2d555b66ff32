"""The journal of the desk: every edit in a SQLite file in the meeting's folder, as soon as it is made.

Entries are only ever added: an undo is an entry too. Their numbers, the revisions, rise by one writer after another,
so that every process that has read the same entries has the same programme. An entry is on the disk before `append`
returns.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from scheduler.core.phrases import listed
from scheduler.core.programme import Programme
from scheduler.desk.edits import Edit, EditError, edit_of_json

FILE = "desk.sqlite"
"""The name of the journal in the meeting's folder."""

WAIT_SECONDS = 5.0
"""Seconds to wait for another process that writes at this moment."""

_TABLES = """
CREATE TABLE IF NOT EXISTS entries (
    revision INTEGER PRIMARY KEY AUTOINCREMENT,
    programme_file TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    touched TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entries_of_a_programme ON entries (programme_file, revision);
"""


class JournalError(Exception):
    """The journal cannot be read or written; the message is a sentence for the user."""


class ConflictingEditError(Exception):
    """Somebody else changed the same sessions since; the message is a sentence. `revision` is the newest one."""

    def __init__(self, sentence: str, revision: int) -> None:
        super().__init__(sentence)
        self.revision = revision


class EntryKind(StrEnum):
    """The kinds of entries. `BASE` begins anew from a programme."""

    BASE = "base"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True)
class JournalEntry:
    """One entry. `edit` is None but for an edit, `base` None but for a base.

    `touched` are the ids of the sessions and requests that it changed; `at` is when it was written, in UTC.
    """

    revision: int
    kind: EntryKind
    edit: Edit | None
    base: Programme | None
    touched: frozenset[str]
    author: str
    at: str


class Journal:
    """The journal of one programme, in a file that may hold those of several. Several processes may have it open."""

    def __init__(self, file: Path, programme: str) -> None:
        """Open or create the journal; `programme` is the name of the programme. Raises JournalError."""
        self.file, self.programme = file, programme
        with self._in_sentences():
            self._connection = sqlite3.connect(file, timeout=WAIT_SECONDS, check_same_thread=False)
            self._connection.isolation_level = None
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.executescript(_TABLES)

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._connection.close()

    @property
    def revision(self) -> int:
        """The newest revision, also of other processes; 0 in a new journal."""
        with self._in_sentences():
            return self._newest()

    def entries(self, since: int = 0) -> tuple[JournalEntry, ...]:
        """The entries after a revision, from the last base among them on. Raises JournalError."""
        with self._in_sentences():
            rows = self._connection.execute(
                "SELECT revision, kind, content, touched, author, at FROM entries WHERE programme_file = ? AND "
                "revision > ? AND revision >= (SELECT COALESCE(MAX(revision), 0) FROM entries WHERE programme_file = ? "
                "AND kind = ?) ORDER BY revision",
                (self.programme, since, self.programme, EntryKind.BASE),
            ).fetchall()
            return tuple(self._entry(*row) for row in rows)

    def begin(self, base: Programme, based_on: int, author: str = "") -> int:
        """Begin anew from a programme and return the revision; entries before it stay in the file as history.

        Raises ConflictingEditError where anything was written after `based_on`, and JournalError.
        """
        return self._append(EntryKind.BASE, base.model_dump_json(), (), based_on, author, alone=True)

    def append(
        self, kind: EntryKind, edit: Edit | None, touched: Iterable[str], based_on: int, author: str = ""
    ) -> int:
        """Write one entry made in view of the revision `based_on`, and return its own.

        Raises ConflictingEditError where an entry since then touched the same sessions or requests; for an undo or a
        redo, where there is any entry since then. Raises JournalError. In both cases nothing is written.
        """
        content = edit.model_dump_json() if edit else ""
        return self._append(kind, content, touched, based_on, author, alone=edit is None)

    def _append(
        self, kind: EntryKind, content: str, touched: Iterable[str], based_on: int, author: str, alone: bool
    ) -> int:
        names = sorted(set(touched))
        with self._in_sentences(), self._transaction():
            since = self._connection.execute(
                "SELECT kind, touched, author FROM entries WHERE programme_file = ? AND revision > ?",
                (self.programme, based_on),
            ).fetchall()
            for other_kind, other_names, other_author in since:
                both = sorted(set(json.loads(other_names)).intersection(names))
                if both or alone or other_kind == EntryKind.BASE:
                    raise ConflictingEditError(_conflict(both, other_author), self._newest())
            cursor = self._connection.execute(
                "INSERT INTO entries (programme_file, kind, content, touched, author, at) VALUES (?, ?, ?, ?, ?, ?)",
                (self.programme, kind, content, json.dumps(names), author, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"),
            )
            return int(cursor.lastrowid or 0)

    def _newest(self) -> int:
        row = self._connection.execute(
            "SELECT COALESCE(MAX(revision), 0) FROM entries WHERE programme_file = ?", (self.programme,)
        ).fetchone()
        return int(row[0])

    def _entry(self, revision: int, kind: str, content: str, touched: str, author: str, at: str) -> JournalEntry:
        edit = base = None
        try:
            if kind == EntryKind.EDIT:
                edit = edit_of_json(content)
            elif kind == EntryKind.BASE:
                base = Programme.model_validate_json(content)
            return JournalEntry(revision, EntryKind(kind), edit, base, frozenset(json.loads(touched)), author, at)
        except (EditError, ValidationError, ValueError) as error:
            raise JournalError(
                f"Entry {revision} of “{self.file}” cannot be read: it was written by another version of the program, "
                "or changed. Move the file away to begin anew from the saved programme."
            ) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """One writer at a time; all of the block is written, or nothing of it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def _in_sentences(self) -> Iterator[None]:
        """Turn errors of SQLite into sentences."""
        try:
            yield
        except sqlite3.Error as error:
            raise JournalError(f"{_sentence(self.file, error)} The edit was not made.") from error


def _sentence(file: Path, error: sqlite3.Error) -> str:
    text = str(error)
    if "full" in text:
        return f"“{file}” cannot be written: the disk is full. Free some space and try again."
    if "locked" in text or "busy" in text:
        return f"“{file}” is being written by another window and was not free in time. Try again."
    if "readonly" in text or "unable to open" in text:
        return f"“{file}” cannot be written: the folder is read-only or missing."
    return f"“{file}” cannot be used as a journal ({text}). Move it away to begin anew from the saved programme."


def _conflict(both: list[str], author: str) -> str:
    by = author or "Somebody else"
    if not both:
        return f"{by} has made another edit in the meantime. Look at it first, and try again."
    names = listed(f"“{name}”" for name in both[:3])
    return f"{by} has changed {names} in the meantime. Look at the programme as it is now, and try again."
