"""A programme as somebody names it: a JSON file, a kept version such as ``igf-2024@3``, or an edited workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.core.atomic_files import OutputError
from scheduler.core.programme import Programme
from scheduler.core.safe_text import without_addresses
from scheduler.roundtrip import is_workbook, read_edited
from scheduler.storage.programme_files import ProgrammeFileError, load_programme, read_json
from scheduler.storage.versions.version import Version, fingerprint, load_version, versions_of
from scheduler.storage.workspace import kept_version, programme_file

if TYPE_CHECKING:
    from scheduler.intake import Loaded


@dataclass(frozen=True)
class Source:
    """A programme and where it comes from.

    `version` is how it was kept, None where it was not. `original` is what a workbook was exported from, and
    `loaded` the instance read for it; both None for JSON.
    """

    name: str
    file: Path
    programme: Programme
    version: Version | None = None
    original: Programme | None = None
    loaded: Loaded | None = None

    @property
    def about(self) -> str:
        """``version 3, announced, 21 November 2026, by Ana``."""
        if self.version is None:
            return "an edited workbook" if self.original else str(self.programme.state)
        date = self.version.date
        words = [f"version {self.version.version}", str(self.version.state), f"{date.day} {date:%B %Y}"]
        return ", ".join(words + ([f"by {without_addresses(self.version.author)}"] if self.version.author else []))

    @property
    def called(self) -> str:
        """How a sentence calls whoever made it: by name where that is known, else by the file."""
        author = self.version.author if self.version else ""
        return f"{without_addresses(author)} (“{self.name}”)" if author else f"“{self.name}”"

    def output(self, asked: str | None) -> Path:
        """Where a programme that takes the place of this one is saved. Raises OutputError where that must be said."""
        if asked:
            return Path(asked)
        if self.original or kept_version(self.file) != self.file:
            raise OutputError(f"“{self.name}” cannot be written to: give with -o the file for the merged programme.")
        return self.file


def read_source(text: str, folder: str | None = None) -> Source:
    """Read what somebody named; `folder` is that of the instance, where a workbook needs it.

    Raises ProgrammeFileError, and InputProblems for a workbook.
    """
    place = programme_file(text)
    if is_workbook(place):
        edited = read_edited(place, folder)
        return Source(text, place, edited.programme, None, edited.original, edited.loaded)
    programme = load_programme(place)
    return Source(text, place, programme, _version_in(place, programme))


def _version_in(place: Path, programme: Programme) -> Version | None:
    """The version that a file is, or the newest that is the same as what it holds."""
    kept = kept_version(place)
    data = read_json(kept)
    if isinstance(data, dict) and isinstance(data.get("programme"), dict):
        return load_version(kept)
    try:
        same = [version for version in versions_of(place) if version.sha256 == fingerprint(programme)]
    except ProgrammeFileError:
        return None
    return same[-1] if same else None
