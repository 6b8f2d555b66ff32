"""Read a programme by name: a JSON file, a stored version such as ``igf-2024@3``, or an edited workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.core.programme import Programme
from scheduler.core.run_files import warn
from scheduler.roundtrip import is_workbook, read_edited
from scheduler.storage.programme_files import ProgrammeFileError, load_programme, read_json
from scheduler.storage.versions.programme_source import ProgrammeSource
from scheduler.storage.versions.version import Version, fingerprint, load_version, versions_of
from scheduler.storage.workspace import programme_file, version_file

if TYPE_CHECKING:
    pass


def read_source(text: str, folder: str | None = None) -> ProgrammeSource:
    """Read the programme of that name; `folder` is that of the instance, where a workbook needs it.

    Raises ProgrammeFileError, and InputProblems for a workbook.
    """
    place = programme_file(text)
    if is_workbook(place):
        edited = read_edited(place, folder)
        for note in edited.notes:
            warn(note)
        return ProgrammeSource(text, place, edited.programme, None, edited.original, edited.loaded)
    programme = load_programme(place)
    return ProgrammeSource(text, place, programme, _version_in(place, programme))


def _version_in(place: Path, programme: Programme) -> Version | None:
    """The version that a file is, or the newest one equal to its content."""
    kept = version_file(place)
    data = read_json(kept)
    if isinstance(data, dict) and isinstance(data.get("programme"), dict):
        return load_version(kept)
    try:
        same = [version for version in versions_of(place) if version.sha256 == fingerprint(programme)]
    except ProgrammeFileError:
        return None
    return same[-1] if same else None
