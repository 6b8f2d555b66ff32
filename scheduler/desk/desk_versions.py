"""Versions at the desk: save the programme, list its versions, and go back to one; the store of the command line."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.programme import Programme
from scheduler.core.vocabulary import State
from scheduler.desk.state import DeskState
from scheduler.storage.versions import StoredVersion, Version


class NotAllowedError(Exception):
    """A programme that breaks rules is not announced; the message is a sentence."""


def save_version(
    state: DeskState, file: Path, *, author: str = "", note: str = "", to_state: State | None = None
) -> tuple[StoredVersion, Programme]:
    """Save the present programme as the next version of its file; the version and the programme as saved.

    Raises NotAllowedError where rules are broken and the state is announced or published, and OutputError, also where
    the file has changed since the base was read.
    """
    raise NotImplementedError


def version_of(file: Path, number: int) -> Version:
    """A stored version. Raises NotFoundError and ProgrammeFileError."""
    raise NotImplementedError
