"""Store numbered versions: every earlier programme of a file.

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

from scheduler.core.atomic_files import OutputError, only_one_in, remove_abandoned_files, write_new_file
from scheduler.core.programme import Programme
from scheduler.storage.programme_files import (
    ProgrammeFileError,
    check_is_file,
    load_programme,
    names_a_version,
    read_json,
    save_programme,
)
from scheduler.storage.versions.version import Version, fingerprint, warn_of_damage
from scheduler.storage.workspace import SOLUTIONS, stored_versions, versions_folder

AUTHOR = "IGF_SCHEDULER_AUTHOR"
"""The environment variable that names the author."""

FOUND = "found in the file: saved before versions were kept, or changed by hand"


@dataclass(frozen=True)
class StoredVersion:
    """The number and file of a stored version; `is_new` is False where the same programme was stored before."""

    number: int
    file: Path
    is_new: bool = True


class VersionedFile:
    """A programme's file with its version store, for one process that writes to it.

    The file's content is stored as a version before it is replaced, unless it is an interim result of this process.
    """

    def __init__(self, file: Path | str) -> None:
        self.file = Path(file)
        self.folder = versions_folder(self.file)
        self._before: str | None = None
        self._interim = ""
        self._read: dict[Path, tuple[str, str]] = {}

    def store_current(self) -> None:
        """Store the content of the file as a version. Raises OutputError, also where the file is no programme."""
        with self._locked():
            self._store_content()

    def save_interim(self, programme: Programme) -> None:
        """Write an interim result to the file without giving it a version number. Raises OutputError."""
        with self._locked():
            self._store_content()
            save_programme(programme, self.file)
            self._interim = fingerprint(programme)

    def store(
        self,
        programme: Programme,
        author: str = "",
        note: str = "",
        parents: Sequence[str] = (),
        read: Programme | None = None,
    ) -> StoredVersion:
        """Store a programme as the next version, then write it to the file.

        The same programme with the same note is not stored twice. `author` is taken from the environment where it is
        empty. `parents` are fingerprints; the version in the file where none is given. `read` is what was read from
        the file earlier. Raises OutputError if the file has changed since, or cannot be written.
        """
        with self._locked():
            self._store_content()
            if read and self._before not in (None, fingerprint(read)):
                raise OutputError(
                    f"“{self.file}” has been saved by somebody else since it was read here. Nothing was written; give "
                    "the command again, or merge the two."
                )
            stored = self._same_version(programme, note) or self._add(programme, author, note, parents)
            save_programme(programme, self.file)
            self._before, self._interim = fingerprint(programme), ""
            return stored

    def add(self, programme: Programme, author: str = "", note: str = "", parents: Sequence[str] = ()) -> StoredVersion:
        """Store a programme from elsewhere as a version, and leave the file as it is. Raises OutputError."""
        with self._locked():
            known = self._known().get(fingerprint(programme))
            return (
                StoredVersion(known.number, known.file, False) if known else self._add(programme, author, note, parents)
            )

    def check_writable(self) -> None:
        """Raises OutputError where `store` would, as far as that shows without writing anything."""
        if self.file.parent.is_dir() or self.file.parent != SOLUTIONS:
            self._check_place()
            self._content()

    def _check_place(self) -> None:
        if self.file.is_dir():
            raise OutputError(f"“{self.file}” is a folder. Give the name of a file to write.")
        if not self.file.parent.is_dir():
            folder = self.file.parent
            raise OutputError(
                f"“{self.file}” cannot be written: the folder “{folder}” does not exist. Create it first."
            )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._check_place()
        with only_one_in(self.file.parent):
            for folder in (self.file.parent, self.folder):
                remove_abandoned_files(folder)
            yield

    def _store_content(self) -> None:
        content = self._content()
        if content is None:
            return
        found = fingerprint(content)
        if found == self._interim:
            return
        known = self._known()
        if found not in known:
            newest = max(known, key=lambda one: known[one].number, default="")
            self._add(content, "", FOUND, (newest,) if newest else ())
        self._before = found

    def _content(self) -> Programme | None:
        if names_a_version(self.file):
            raise OutputError(f"“{self.file}” is a stored version; these are never changed. Choose another name.")
        if not self.file.exists():
            return None
        try:
            return load_programme(self.file)
        except ProgrammeFileError as error:
            raise OutputError(f"{error} It would be lost: move it away, or choose another name.") from error

    def _known(self) -> dict[str, StoredVersion]:
        """The stored versions by fingerprint, the newest of each."""
        known = {}
        for number, path in stored_versions(self.folder).items():
            if path not in self._read:
                try:
                    self._read[path] = _about(path)
                except ProgrammeFileError as error:
                    warn_of_damage(error)
                    continue
            known[self._read[path][0]] = StoredVersion(number, path, False)
        return known

    def _same_version(self, programme: Programme, note: str) -> StoredVersion | None:
        """The version in the file, or the last one, where programme and note are the same; else None."""
        known, own = self._known(), fingerprint(programme)
        stored = known.get(own)
        if stored is None or (own != self._before and stored.number != max(one.number for one in known.values())):
            return None
        return stored if note in ("", self._read[stored.file][1]) else None

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


def _about(path: Path) -> tuple[str, str]:
    """The fingerprint and the note of a version. Raises ProgrammeFileError."""
    check_is_file(path)
    data = read_json(path)
    try:
        return str(data["sha256"]), str(data["note"])
    except (KeyError, TypeError) as error:
        raise ProgrammeFileError(f"“{path}” is no version of a programme. Move it out of that folder.") from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder “{folder}”, in which versions are kept, cannot be created: {error.strerror}. Save the "
            "programme in another folder."
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
