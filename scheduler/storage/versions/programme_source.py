"""A programme together with the file, version or edited workbook it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scheduler.core.atomic_files import OutputError
from scheduler.core.programme import Programme
from scheduler.core.safe_text import without_addresses
from scheduler.intake import Loaded
from scheduler.storage.versions.version import Version
from scheduler.storage.workspace import version_file


@dataclass(frozen=True)
class ProgrammeSource:
    """A programme and where it comes from.

    `version` is its stored version, None where there is none. `original` is the programme that a workbook was exported
    from, and `loaded` the instance read for it; both None for JSON.
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
        """The author for a sentence: the name where it is known, else the file."""
        author = self.version.author if self.version else ""
        return f"{without_addresses(author)} (“{self.name}”)" if author else f"“{self.name}”"

    def output(self, asked: str | None) -> Path:
        """The file in which a changed programme is saved. Raises OutputError where the user must name it."""
        if asked:
            return Path(asked)
        if self.original or version_file(self.file) != self.file:
            raise OutputError(f"“{self.name}” cannot be written to: give with -o the file for the merged programme.")
        return self.file
