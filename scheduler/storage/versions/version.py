"""A version: a programme with its author, date, note, state and parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import Field, ValidationError, field_validator

from scheduler.core.fingerprint import VERSION
from scheduler.core.frozen import Frozen
from scheduler.core.programme import Programme
from scheduler.core.run_files import warn
from scheduler.core.vocabulary import State
from scheduler.core.years import FIRST_YEAR, LAST_YEAR
from scheduler.storage.programme_files import ProgrammeFileError, check_is_file, programme_of, read_json
from scheduler.storage.workspace import stored_versions, versions_folder


class Version(Frozen):
    """One file ``solutions/NAME/0001.json``.

    `author` is empty where unknown. `date` is when it was stored, in UTC. `state` is the programme's.
    `parents` are the fingerprints of what it came from: none for the first, two for a merged one.
    `sha256` is its own fingerprint (see `fingerprint`).
    """

    version: int = Field(ge=1)
    author: str = ""
    date: datetime
    note: str = ""
    state: State
    parents: tuple[str, ...] = ()
    sha256: str
    programme: Programme

    @field_validator("date")
    @classmethod
    def _in_utc(cls, moment: datetime) -> datetime:
        """A moment without a zone is one of UTC."""
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValueError(f"the year is not between {FIRST_YEAR} and {LAST_YEAR}")
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def fingerprint(programme: Programme) -> str:
    """The fingerprint of a version: all decisions and states, the instance it was made for, and the scores.

    See `scheduler.core.fingerprint.VERSION`.
    """
    return VERSION.sha256(programme)


def versions_of(file: Path) -> tuple[Version, ...]:
    """The stored versions of a programme's file, oldest first, without damaged ones (see `readable_versions`)."""
    return tuple(readable_versions(stored_versions(versions_folder(file)).values()))


def version_of(file: Path, number: int) -> Version:
    """The stored version of a programme's file with this number. Raises ProgrammeFileError, naming those there are."""
    stored = stored_versions(versions_folder(file))
    if number in stored:
        return load_version(stored[number])
    if not stored:
        raise ProgrammeFileError(f"There is no version {number} of “{file}”: no versions of it are kept yet.")
    raise ProgrammeFileError(f"There is no version {number} of “{file}”. Its versions: {_ranges(list(stored))}.")


def _ranges(numbers: list[int]) -> str:
    """Numbers in rising order: ``1–3, 5``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def readable_versions(paths: Iterable[Path]) -> Iterator[Version]:
    """The versions that can be read; the run warns of the others, which are passed over."""
    for path in paths:
        try:
            yield load_version(path)
        except ProgrammeFileError as error:
            warn_of_damage(error)


def warn_of_damage(error: ProgrammeFileError) -> None:
    """Record the sentence on a damaged version, which is passed over."""
    warn(f"{error} It is passed over; the other versions are not affected.")


def load_version(path: Path) -> Version:
    """Read one version. Raises ProgrammeFileError, also for a pipe or device, which is never waited for."""
    check_is_file(path)
    data = read_json(path)
    if not isinstance(data, dict) or not isinstance(data.get("programme"), dict):
        raise ProgrammeFileError(f"“{path}” holds no version of a programme. Move it out of that folder.")
    programme = programme_of(path, data["programme"])
    try:
        return Version.model_validate({**data, "programme": programme})
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(map(str, problem["loc"]))
        raise ProgrammeFileError(f"“{path}” is no valid version: field “{field}”: {problem['msg']}.") from error
