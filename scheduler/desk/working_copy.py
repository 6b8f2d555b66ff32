"""A programme opened at the desk: its state, kept in step with the journal that other windows write to as well."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.desk.edits import Edit
from scheduler.desk.journal import JournalEntry
from scheduler.desk.state import DeskState


class WorkingCopy:
    """The state of the desk and its journal. Safe for several threads: every method takes the same lock."""

    state: DeskState
    revision: int

    def __init__(self, instance: Instance, programme: Programme, journal_file: Path) -> None:
        """Open the journal and carry out what is in it; a new journal begins from the programme. Raises JournalError.

        The base is the one in the journal, where it holds one for this state of the meeting.
        """
        raise NotImplementedError

    def apply(self, edit: Edit, based_on: int, author: str = "") -> int:
        """Carry out an edit made in view of a revision; the new revision.

        Raises EditError, ConflictingEditError, JournalError; then nothing has changed.
        """
        raise NotImplementedError

    def undo(self, based_on: int, author: str = "") -> int:
        """Take back the last edit, whoever made it; the new revision. Raises as `apply` does."""
        raise NotImplementedError

    def redo(self, based_on: int, author: str = "") -> int:
        """Carry out again the edit undone last; the new revision. Raises as `apply` does."""
        raise NotImplementedError

    def refresh(self) -> tuple[JournalEntry, ...]:
        """Carry out what others have written since; their entries. Call it at least every two seconds."""
        raise NotImplementedError

    def begin_from(self, programme: Programme) -> int:
        """Start anew from a programme, such as a version just saved: no edits, nothing to undo; the new revision."""
        raise NotImplementedError
