"""Versions at the desk: save the programme as one, and go back to one. The store is that of the command line."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.phrases import number_of
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import State
from scheduler.desk.edits import EditError, ReplaceEdit
from scheduler.desk.state import DeskState
from scheduler.roundtrip.apply_edits import EDITED
from scheduler.storage.versions import StoredVersion, Version, VersionedFile, fingerprint, versions_of
from scheduler.storage.versions.states import in_state

WITHOUT_BROKEN_RULES = (State.ANNOUNCED, State.PUBLISHED)
"""The states in which no programme that breaks a rule is saved."""


class NotAllowedError(Exception):
    """A programme that breaks rules is neither announced nor published; the message is a sentence."""


def save_version(
    state: DeskState, file: Path, *, author: str = "", note: str = "", to_state: State | None = None
) -> tuple[StoredVersion, Programme]:
    """Save the present programme as the next version of its file; the version, and the programme as saved.

    Raises NotAllowedError where a rule is broken and the state is announced or published, and OutputError, also where
    the file has been saved by somebody else since the desk began from it.
    """
    now, wanted = state.now, to_state or state.programme.state
    if wanted in WITHOUT_BROKEN_RULES and not now.verdict.accepted:
        broken = number_of(len(now.verdict.violations), "rule")
        raise NotAllowedError(
            f"The programme breaks {broken}, so it cannot be {wanted}: {now.verdict.violations[0].sentence} Mend them "
            "first, or save it as a draft."
        )
    programme = now.programme
    if programme != state.base.programme:
        made = programme.provenance.model_copy(update={"status": EDITED, "seconds": 0.0})
        programme = now.scored.model_copy(update={"provenance": made})
    if wanted is not programme.state:
        programme = in_state(programme, wanted)
    parents = (fingerprint(state.base.programme),)
    stored = VersionedFile(file).store(programme, author, note, parents, read=state.base.programme)
    return stored, programme


def restoring(file: Path, number: int) -> ReplaceEdit:
    """The edit that goes back to a stored version, as any other edit is made and undone. Raises EditError."""
    version = version_of(file, number)
    return ReplaceEdit(programme=version.programme, note=f"back to version {number}")


def version_of(file: Path, number: int) -> Version:
    """A stored version. Raises EditError where there is none, or it cannot be read."""
    found = [version for version in versions_of(file) if version.version == number]
    if not found:
        raise EditError(f"There is no version {number} of “{file.name}”, or it cannot be read.")
    return found[0]
