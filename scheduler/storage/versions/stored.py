"""Tell whether a programme is one of the stored versions of its file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from scheduler.core.programme import Programme
from scheduler.storage.programme_files import ProgrammeFileError
from scheduler.storage.versions.version import fingerprint, load_version
from scheduler.storage.workspace import NotFoundError, stored_versions, version_file, versions_folder

NOT_STORED = (
    "Made from a file that is no stored version of the programme: it may have been changed since “solve” or “replan” "
    "wrote it. “igf-scheduler versions” lists the stored ones."
)
"""The mark of whatever is made from such a file."""


def is_stored(programme: Programme, file: Path) -> bool:
    """Whether a version with the fingerprint of this programme is stored for the file, or beside it.

    Fingerprints of versions are computed from their programmes; a version that cannot be read counts as none.
    """
    own = fingerprint(programme)
    with suppress(NotFoundError):
        file = version_file(file)
    for folder in (versions_folder(file), file.parent):
        for path in stored_versions(folder).values():
            with suppress(ProgrammeFileError):
                if fingerprint(load_version(path).programme) == own:
                    return True
    return False


def mark_of(programme: Programme, file: Path | str) -> str:
    """The sentence that marks what is made from a file that is no stored version; empty for a stored one."""
    return "" if is_stored(programme, Path(file)) else NOT_STORED
