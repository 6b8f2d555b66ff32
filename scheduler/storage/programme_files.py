"""Save and load a programme as JSON. Files are written atomically (`scheduler.core.atomic_files`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from scheduler.core.atomic_files import OutputError, write_file
from scheduler.core.phrases import did_you_mean
from scheduler.core.programme import SCHEMA_VERSION, Programme
from scheduler.core.renamed import with_new_ids
from scheduler.core.run_files import note_read
from scheduler.core.vocabulary import State
from scheduler.storage.workspace import SOLUTIONS, NotFoundError, programmes_near, stored_versions, version_file

__all__ = [
    "OutputError",
    "ProgrammeFileError",
    "load_programme",
    "programme_json",
    "programme_of",
    "read_json",
    "save_programme",
    "write_file",
]


class ProgrammeFileError(Exception):
    """A programme file cannot be read; the message is a sentence for the user."""


def save_programme(programme: Programme, path: Path | str) -> None:
    """Write a programme as JSON. Raises OutputError, also where `path` is a stored version."""
    if names_a_version(Path(path)):
        raise OutputError(f"“{path}” is a stored version; these are never changed. Choose another name.")
    write_file(path, programme_json(programme))


def programme_json(programme: Programme) -> str:
    """The programme as the text of its JSON file."""
    return programme.model_dump_json(indent=2) + "\n"


def load_programme(path: Path | str) -> Programme:
    """Read a programme from its JSON file, or from a stored version, which may be named ``NAME@3``.

    Raises ProgrammeFileError when the file is missing, is no JSON, was written by a newer version of the program,
    or does not have the shape of a programme; the sentence then names the field.
    """
    try:
        place = version_file(Path(path))
    except NotFoundError as error:
        raise ProgrammeFileError(str(error)) from None
    if place != Path(path):
        check_is_file(place)
    data = read_json(place)
    is_version = isinstance(data, dict) and isinstance(data.get("programme"), dict)
    return programme_of(place, data["programme"] if is_version else data)


def check_is_file(version: Path) -> None:
    """Raises ProgrammeFileError where something other than a file has the name of a version."""
    if version.exists() and not version.is_file():
        raise ProgrammeFileError(f"“{version}” is no file and holds no version. Move it out of that folder.")


def names_a_version(file: Path) -> bool:
    """Whether a path is the file of a version, or names one as ``NAME@3``."""
    try:
        stored = version_file(file)
        is_numbered = stored in stored_versions(stored.parent).values() and stored.is_file()
        return stored != file or (is_numbered and "programme" in read_json(stored))
    except (NotFoundError, ProgrammeFileError, TypeError):
        return False


def programme_of(place: Path, data: Any) -> Programme:
    """Validate the fields read from a file as a programme. Raises ProgrammeFileError."""
    if not isinstance(data, dict):
        raise ProgrammeFileError(f"“{place}” holds no programme. Give a file that “solve” wrote.")
    _check_version(place, data.get("schema_version"))
    try:
        return Programme.model_validate(migrated(data))
    except ValidationError as error:
        raise ProgrammeFileError(_first_problem(place, error)) from error


def read_json(place: Path) -> Any:
    """Parse a JSON file. Raises ProgrammeFileError."""
    note_read(place)
    try:
        text = place.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        missing = f"There is no file “{place}”. {did_you_mean(programmes_near(place))}"
        raise ProgrammeFileError(missing.rstrip()) from None
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
    """Migrate a programme's fields to the current file format, one format version at a time.

    Ids that were renamed are spelled as today, from whichever version they come (see `renamed`).
    """
    for version in range(data["schema_version"], SCHEMA_VERSION):
        data = _STEPS[version](data) if version in _STEPS else data
    respelled: dict[str, Any] = with_new_ids(data)
    return {**respelled, "schema_version": SCHEMA_VERSION}


def _with_states(data: dict[str, Any]) -> dict[str, Any]:
    """Format 1 → 2: the state of the programme becomes the state of each session."""
    if not isinstance(data.get("sessions"), list):
        return data
    known = data.get("state") if data.get("state") in (State.ANNOUNCED, State.PUBLISHED) else State.DRAFT
    sessions = [{**placed, "state": known} if isinstance(placed, dict) else placed for placed in data["sessions"]]
    return {**data, "sessions": sessions}


_STEPS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _with_states}
"""The migration from each format version to the next. From 2 to 3 only ids changed (`scheduler.core.renamed`)."""


def _first_problem(place: Path, error: ValidationError) -> str:
    problem = error.errors(include_url=False)[0]
    field = ""
    for part in problem["loc"]:
        field += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if field else part
    others = error.error_count() - 1
    more = f" (And {others} more.)" if others else ""
    what = problem["msg"].removeprefix("Value error, ")
    return f"“{place}” is no valid programme: field “{field or 'programme'}”: {what}.{more}"


def default_programme_file(instance: str) -> Path:
    """``solutions/NAME.json``; the folder is made where there is none. Raises OutputError."""
    try:
        SOLUTIONS.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder “{SOLUTIONS}” cannot be made: {error.strerror}. Choose another place with -o."
        ) from error
    return SOLUTIONS / f"{instance}.json"
