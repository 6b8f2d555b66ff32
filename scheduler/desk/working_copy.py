"""A programme opened at the desk: its state, kept in step with the journal that other windows write to as well."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.desk.edits import Edit
from scheduler.desk.journal import EntryKind, Journal, JournalEntry, JournalError
from scheduler.desk.state import DeskState, ids_touched


class WorkingCopy:
    """The state of the desk and its journal. Safe for several threads: every method takes the same lock.

    `revision` is the newest revision that `state` contains.
    """

    def __init__(self, instance: Instance, programme: Programme, journal: Journal) -> None:
        """Carry out what is in the journal; a new journal begins from the programme. Raises JournalError.

        The base is the one in the journal where that was made for the same state of the meeting; otherwise the journal
        begins anew from the programme.
        """
        self.instance, self.journal = instance, journal
        self.lock = threading.RLock()
        self.state, self.revision = DeskState(instance, programme), 0
        entries = journal.entries()
        base = entries[0].base if entries else None
        if base is None or not base.is_for(instance):
            self.revision = journal.begin(programme, journal.revision)
        else:
            self._carry_out(entries)

    def apply(self, edit: Edit, based_on: int, author: str = "") -> int:
        """Carry out an edit made in view of the revision `based_on`; return the new revision.

        Raises EditError, ConflictingEditError or JournalError; then nothing has changed.
        """
        with self.lock:
            self.refresh()
            before = self.state.now
            after = before.after(edit)
            touched = ids_touched(before.programme, after.programme, edit)
            revision = self.journal.append(EntryKind.EDIT, edit, touched, based_on, author)
            self._catch_up(revision)
            return revision

    def undo(self, based_on: int, author: str = "") -> int:
        """Take back the last edit, whoever made it, and return the new revision. Raises as `apply` does."""
        return self._step(EntryKind.UNDO, based_on, author)

    def redo(self, based_on: int, author: str = "") -> int:
        """Carry out again the edit undone last, and return the new revision. Raises as `apply` does."""
        return self._step(EntryKind.REDO, based_on, author)

    def refresh(self) -> tuple[JournalEntry, ...]:
        """Carry out what others have written since, and return their entries. Raises JournalError."""
        with self.lock:
            entries = self.journal.entries(self.revision)
            self._carry_out(entries)
            return entries

    def begin_from(self, programme: Programme, author: str = "") -> int:
        """Begin anew from a programme, such as a version just saved: nothing to undo. The new revision.

        Raises ConflictingEditError where somebody has made an edit that this copy does not contain yet.
        """
        with self.lock:
            revision = self.journal.begin(programme, self.revision, author)
            self._catch_up(revision)
            return revision

    def _step(self, kind: EntryKind, based_on: int, author: str) -> int:
        with self.lock:
            self.refresh()
            before = self.state.programme
            edit = self.state.undo() if kind is EntryKind.UNDO else self.state.redo()
            touched = ids_touched(before, self.state.programme, edit)
            _ = self.state.redo() if kind is EntryKind.UNDO else self.state.undo()
            revision = self.journal.append(kind, None, touched, based_on, author)
            self._catch_up(revision)
            return revision

    def _catch_up(self, revision: int) -> None:
        """Carry out the entries up to one of this copy's own, and those that others wrote just before it."""
        self._carry_out(self.journal.entries(self.revision))
        if self.revision < revision:
            raise JournalError(f"“{self.journal.file}” was replaced while it was in use. Open the programme again.")

    def _carry_out(self, entries: Sequence[JournalEntry]) -> None:
        for entry in entries:
            if entry.base is not None:
                self.state = DeskState(self.instance, entry.base)
            elif entry.edit is not None:
                self.state.apply(entry.edit)
            elif entry.kind is EntryKind.UNDO:
                self.state.undo()
            else:
                self.state.redo()
            self.revision = entry.revision
