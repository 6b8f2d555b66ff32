"""Files written whole or not at all, and the programme's own JSON file.

A file is written beside its place under a temporary name, flushed to the disk, and then put in place in one step.
Whatever happens meanwhile, the old file stays whole.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from scheduler.programme import SCHEMA_VERSION, Programme
from scheduler.vocabulary import State

_DISK_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class OutputError(Exception):
    """A file cannot be written; the message is a sentence for the user."""


class ProgrammeFileError(Exception):
    """A programme file cannot be read; the message is a sentence for the user."""


def write_file(path: Path | str, content: bytes | str) -> None:
    """Put `content` at `path` in one step; text is written as UTF-8.

    Raises OutputError when the folder is missing or read-only, the disk is full, or `path` is a folder.
    The file that stood there is then untouched, and no temporary file is left.
    """
    place = Path(path)
    data = content.encode() if isinstance(content, str) else content
    try:
        _check_place(place)
        _replace(place, data)
    except (OSError, ValueError) as error:
        raise OutputError(_why_not_written(place, error)) from error


def save_programme(programme: Programme, path: Path | str) -> None:
    """Write a programme as JSON. Raises OutputError."""
    write_file(path, programme.model_dump_json(indent=2) + "\n")


def load_programme(path: Path | str) -> Programme:
    """Read a programme from JSON.

    Raises ProgrammeFileError when the file is missing, is no JSON, was written by a newer version of the program,
    or does not have the shape of a programme; the sentence then names the field.
    """
    place = Path(path)
    data = _read_json(place)
    if not isinstance(data, dict):
        raise ProgrammeFileError(f"“{place}” holds no programme. Give a file that “solve” wrote.")
    _check_version(place, data.get("schema_version"))
    try:
        return Programme.model_validate(migrated(data))
    except ValidationError as error:
        raise ProgrammeFileError(_first_problem(place, error)) from error


def _check_place(place: Path) -> None:
    if place.is_dir():
        raise OutputError(f"“{place}” is a folder. Give the name of a file to write.")
    if not place.parent.is_dir():
        raise OutputError(f"“{place}” cannot be written: the folder “{place.parent}” does not exist. Create it first.")


def _replace(place: Path, data: bytes) -> None:
    # A link stays a link: what it points to is replaced.
    target = Path(os.path.realpath(place))
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        _write_through(temporary, data)
        os.replace(temporary, target)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _settle_folder(target.parent)


def _write_through(temporary: Path, data: bytes) -> None:
    """Write and wait until the disk has it."""
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    """Make the new name last through a loss of power, where the system lets folders be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _why_not_written(place: Path, error: OSError | ValueError) -> str:
    start = f"“{place}” cannot be written: "
    code = error.errno if isinstance(error, OSError) else errno.EINVAL
    if code in _DISK_FULL:
        return start + "the disk is full. Free some space, or choose another folder."
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            start + "the folder is read-only, or another program has the file open. Close it, or choose another place."
        )
    if code in (errno.ENAMETOOLONG, errno.EINVAL):
        return start + "the system does not accept this file name. Choose a shorter or simpler one."
    return start + f"{getattr(error, 'strerror', None) or error}."


def _read_json(place: Path) -> Any:
    try:
        text = place.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ProgrammeFileError(f"There is no file “{place}”.") from None
    except IsADirectoryError:
        raise ProgrammeFileError(f"“{place}” is a folder. Give the programme's JSON file.") from None
    except UnicodeDecodeError:
        raise ProgrammeFileError(f"“{place}” is no JSON file. Give a file that “solve” wrote.") from None
    except OSError as error:
        raise ProgrammeFileError(f"“{place}” cannot be read: {error.strerror or error}.") from error
    try:
        return from_json(text)
    except ValueError as error:
        raise ProgrammeFileError(f"“{place}” is no JSON file, or is cut short ({error}).") from error


def _check_version(place: Path, version: object) -> None:
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ProgrammeFileError(f"“{place}” holds no programme: the field “schema_version” is missing or no number.")
    if version > SCHEMA_VERSION:
        raise ProgrammeFileError(
            f"“{place}” was written by a newer version of this program (file format {version}; this one reads up to "
            f"{SCHEMA_VERSION}). Install the newer version."
        )


def migrated(data: dict[str, Any]) -> dict[str, Any]:
    """A programme's fields as this version of the file format has them.

    Version 1 knew the state of the programme alone, not that of each session.
    """
    if data["schema_version"] == 1 and isinstance(data.get("sessions"), list):
        known = data.get("state") if data.get("state") in (State.ANNOUNCED, State.PUBLISHED) else State.DRAFT
        sessions = [{**placed, "state": known} if isinstance(placed, dict) else placed for placed in data["sessions"]]
        data = {**data, "sessions": sessions}
    return {**data, "schema_version": SCHEMA_VERSION}


def _first_problem(place: Path, error: ValidationError) -> str:
    problem = error.errors(include_url=False)[0]
    field = ""
    for part in problem["loc"]:
        field += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if field else part
    others = error.error_count() - 1
    more = f" (And {others} more.)" if others else ""
    what = problem["msg"].removeprefix("Value error, ")
    return f"“{place}” is no valid programme: field “{field or 'programme'}”: {what}.{more}"
