"""Keeping versions: every programme that stood in a file is there, under a number of its own.

``solutions/NAME.json`` is the current programme, which all verbs read. Beside it ``solutions/NAME/`` holds every
version as a file that is written once and never again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scheduler.core.atomic_files import OutputError, clear_what_was_left, only_one_in, write_new_file
from scheduler.core.programme import Programme
from scheduler.storage.programme_files import ProgrammeFileError, load_programme, read_json, save_programme
from scheduler.storage.versions.version import Version, fingerprint
from scheduler.storage.workspace import NotFoundError, stored_versions, version_file, versions_folder

AUTHOR = "IGF_SCHEDULER_AUTHOR"
"""Setting in the environment that says who works here."""

FOUND = "stood in the file: saved before versions were kept, or changed by hand"


@dataclass(frozen=True)
class StoredVersion:
    """Where a programme is kept; `is_new` is False where it stood there already, word for word."""

    number: int
    file: Path
    is_new: bool = True


class VersionedFile:
    """A programme's file while one process writes to it.

    What stood there is kept before it is replaced, unless this process wrote it itself as a step on the way.
    """

    def __init__(self, file: Path | str) -> None:
        self.file = Path(file)
        self.folder = versions_folder(self.file)
        self._before: str | None = None
        self._step = ""
        self._read: dict[Path, tuple[str, str]] = {}

    def store_current(self) -> None:
        """Keep what stands in the file. Raises OutputError, also where that is nothing that may be replaced."""
        with self._alone():
            self._keep_standing()

    def save_interim(self, programme: Programme) -> None:
        """Put a programme in the file that a better one will soon replace; it gets no number. Raises OutputError."""
        with self._alone():
            self._keep_standing()
            save_programme(programme, self.file)
            self._step = fingerprint(programme)

    def store(
        self,
        programme: Programme,
        author: str = "",
        note: str = "",
        parents: Sequence[str] = (),
        read: Programme | None = None,
    ) -> StoredVersion:
        """Give a programme the next number, then put it in the file.

        The same programme as stands there, with no other note, gets no second number. `author` is taken from the
        environment where it is empty. `parents` are fingerprints; what stood in the file where none is given.
        `read` is what was read from the file earlier: raises OutputError if something else stands there by now, as it
        does where something cannot be written.
        """
        with self._alone():
            self._keep_standing()
            if read and self._before not in (None, fingerprint(read)):
                raise OutputError(
                    f"“{self.file}” has been saved by somebody else since it was read here. Nothing was written; give "
                    "the command again, or merge the two."
                )
            kept = self._as_it_stands(programme, note) or self._add(programme, author, note, parents)
            save_programme(programme, self.file)
            self._before, self._step = fingerprint(programme), ""
            return kept

    def add(self, programme: Programme, author: str = "", note: str = "", parents: Sequence[str] = ()) -> StoredVersion:
        """Keep a programme that comes from elsewhere as a version, and leave the file as it is. Raises OutputError."""
        with self._alone():
            known = self._known().get(fingerprint(programme))
            return (
                StoredVersion(known.number, known.file, False) if known else self._add(programme, author, note, parents)
            )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self.file.is_dir():
            raise OutputError(f"“{self.file}” is a folder. Give the name of a file to write.")
        if not self.file.parent.is_dir():
            folder = self.file.parent
            raise OutputError(
                f"“{self.file}” cannot be written: the folder “{folder}” does not exist. Create it first."
            )
        with only_one_in(self.file.parent):
            for folder in (self.file.parent, self.folder):
                clear_what_was_left(folder)
            yield

    def _keep_standing(self) -> None:
        standing = self._standing()
        if standing is None:
            return
        found = fingerprint(standing)
        if found == self._step:
            return
        known = self._known()
        if found not in known:
            newest = max(known, key=lambda one: known[one].number, default="")
            self._add(standing, "", FOUND, (newest,) if newest else ())
        self._before = found

    def _standing(self) -> Programme | None:
        if _names_a_version(self.file):
            raise OutputError(f"“{self.file}” is a kept version; these are never changed. Choose another name.")
        if not self.file.exists():
            return None
        try:
            return load_programme(self.file)
        except ProgrammeFileError as error:
            raise OutputError(f"{error} It would be lost: move it away, or choose another name.") from error

    def _known(self) -> dict[str, StoredVersion]:
        """The versions kept so far by their fingerprints, the newest of each."""
        known = {}
        for number, path in stored_versions(self.folder).items():
            if path not in self._read:
                self._read[path] = _about(path)
            known[self._read[path][0]] = StoredVersion(number, path, False)
        return known

    def _as_it_stands(self, programme: Programme, note: str) -> StoredVersion | None:
        """The version that stands in the file, or came last, where it is the same and nothing new is said about it."""
        known, own = self._known(), fingerprint(programme)
        kept = known.get(own)
        if kept is None or (own != self._before and kept.number != max(one.number for one in known.values())):
            return None
        return kept if note in ("", self._read[kept.file][1]) else None

    def _add(self, programme: Programme, author: str, note: str, parents: Sequence[str]) -> StoredVersion:
        own = fingerprint(programme)
        came_from = tuple(parents) or ((self._before,) if self._before else ())
        _make(self.folder)
        number = max(stored_versions(self.folder), default=0) + 1
        while True:
            version = Version(
                version=number,
                author=author or os.environ.get(AUTHOR, "").strip(),
                date=datetime.now(UTC).replace(microsecond=0),
                note=note,
                state=programme.state,
                parents=tuple(parent for parent in came_from if parent != own),
                sha256=own,
                programme=programme,
            )
            path = self.folder / f"{number:04d}.json"
            if write_new_file(path, version.model_dump_json(indent=2) + "\n"):
                return StoredVersion(number, path)
            number += 1


def _names_a_version(file: Path) -> bool:
    """Whether a path is a version's own file, or calls one as ``NAME@3``."""
    try:
        kept = version_file(file)
        is_numbered = kept in stored_versions(kept.parent).values()
        return kept != file or (is_numbered and "programme" in read_json(kept))
    except (NotFoundError, ProgrammeFileError, TypeError):
        return False


def _about(path: Path) -> tuple[str, str]:
    """The fingerprint and the note of a version."""
    try:
        data = read_json(path)
        return str(data["sha256"]), str(data["note"])
    except (ProgrammeFileError, KeyError, TypeError) as error:
        raise OutputError(f"“{path}” is no version of a programme. Move it out of that folder.") from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder “{folder}”, in which versions are kept, cannot be made: {error.strerror}. Choose another "
            "place for the programme."
        ) from error


def store_version(
    programme: Programme,
    file: Path | str,
    author: str = "",
    note: str = "",
    parents: Sequence[str] = (),
    read: Programme | None = None,
) -> StoredVersion:
    """Store a programme as the next version of a file, and write it there: see `VersionedFile.store`."""
    return VersionedFile(file).store(programme, author, note, parents, read)
