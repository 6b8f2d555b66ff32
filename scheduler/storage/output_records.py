"""Digests of the files that this program has written, by which it recognises them unchanged.

A file is replaced without a question only where it is still what the program wrote. A folder that was written as a
whole holds a record of its own, so that it may move; for single files one list a user holds two digests a line, that of
the path and that of the content: no name and no content can be read from it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pydantic_core import from_json, to_json

from scheduler.core.atomic_files import OutputError, write_file

STATE_FOLDER = "IGF_SCHEDULER_STATE"
"""The environment variable that names the folder of the list."""

FOLDER_RECORD = ".igf-scheduler.json"
"""The record of a folder: the digest of each file by its path within the folder, parts apart by “/”."""

_LIST = "outputs"
_MOST_BYTES = 2_000_000
"""Size from which the list is shortened to one line a file, the newest half."""
_LEVELS = 3
"""Folders above a file in which a folder's record is looked for."""


def content_digest(content: bytes) -> str:
    """SHA-256 of a file's content, as hexadecimal digits."""
    return sha256(content).hexdigest()


def is_own_output(path: Path) -> bool:
    """Whether `path` holds exactly what this program wrote there last."""
    try:
        own = content_digest(path.read_bytes())
    except OSError:
        return False
    return own in (dict(_records(_list_file())).get(_path_digest(path)), _in_folder_record(path))


def has_output_record(path: Path) -> bool:
    """Whether the program has a record of a file that it wrote to `path`, whatever is there now."""
    return _path_digest(path) in dict(_records(_list_file())) or _in_folder_record(path) is not None


def remember_output(path: Path, content: bytes) -> None:
    """Record what was written to `path`. Where no record can be made, the file will not be recognised later."""
    with suppress(OSError, OutputError):
        place = _list_file()
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("ab") as file:
            file.write(f"{_path_digest(path)} {content_digest(content)}\n".encode())
        if place.stat().st_size > _MOST_BYTES:
            _shorten(place)


def folder_record(folder: Path) -> dict[str, str] | None:
    """The record of a folder; None where there is none that can be read."""
    try:
        data = from_json((folder / FOLDER_RECORD).read_bytes())
        files = data["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return {str(name): str(digest) for name, digest in files.items()} if isinstance(files, dict) else None


def record_text(digests: Mapping[str, str]) -> bytes:
    """The content of a folder's record."""
    about = "Files that igf-scheduler wrote into this folder, with SHA-256: what differs is never replaced unasked."
    return to_json({"about": about, "files": dict(sorted(digests.items()))}, indent=1) + b"\n"


def _in_folder_record(path: Path) -> str | None:
    """The digest of a file in the record of a folder above it."""
    place = path.absolute()
    for folder in list(place.parents)[:_LEVELS]:
        known = folder_record(folder)
        if known is not None:
            return known.get(place.relative_to(folder).as_posix())
    return None


def _path_digest(path: Path) -> str:
    return sha256(os.path.realpath(path).encode(errors="surrogateescape")).hexdigest()


def _records(place: Path) -> Iterator[tuple[str, str]]:
    """Digests of path and content, oldest first; lines cut short by a full disk are passed over."""
    with suppress(OSError):
        for line in place.read_text("ascii", errors="replace").splitlines():
            path, _, content = line.partition(" ")
            if len(path) == len(content) == 64:
                yield path, content


def _shorten(place: Path) -> None:
    newest = list(dict(_records(place)).items())
    write_file(place, "".join(f"{path} {content}\n" for path, content in newest[len(newest) // 2 :]))


def _list_file() -> Path:
    """The list of the user: in IGF_SCHEDULER_STATE, else where the system keeps such files."""
    given = os.environ.get(STATE_FOLDER)
    if given:
        return Path(given) / _LIST
    home = Path("~").expanduser()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return base / "igf-scheduler" / _LIST
