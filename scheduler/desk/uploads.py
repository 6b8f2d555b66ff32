"""Uploaded workbooks: put into a meeting's folder; what was there before is moved aside, never deleted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from scheduler.core.atomic_files import OutputError, write_file

PLANNING, SURVEY = "planning", "survey"
ASIDE = "replaced"
"""The folder, inside the meeting's, of workbooks that an upload replaced."""

_ZIP = b"PK\x03\x04"


class UploadError(OutputError):
    """An upload is no workbook or table; the message is a sentence."""


def put(folder: Path, what: str, content: bytes) -> Path:
    """Write an upload into a meeting's folder under the name that it has there, whatever it was called before.

    Raises UploadError and OutputError.
    """
    name = _name(what, content)
    alike = [folder / f"{what}.xlsx", folder / f"{what}.csv"]
    for old in (file for file in alike if file.exists()):
        if old.name == name and old.read_bytes() == content:
            return old
        _move_aside(old)
    write_file(folder / name, content)
    return folder / name


def _name(what: str, content: bytes) -> str:
    """The file's name, by its content."""
    if what not in (PLANNING, SURVEY):
        raise UploadError(f"“{what}” is neither {PLANNING} nor {SURVEY}.")
    if not content:
        raise UploadError("The file is empty. Choose the workbook again.")
    if content.startswith(_ZIP):
        return f"{what}.xlsx"
    if what == PLANNING:
        raise UploadError("The planning workbook must be an Excel workbook (.xlsx). Save it as such, and try again.")
    if b"\0" in content[:4096]:
        raise UploadError("The survey must be an Excel workbook (.xlsx) or a table (.csv). Export it as one of these.")
    return f"{what}.csv"


def _move_aside(old: Path) -> None:
    place = old.parent / ASIDE
    moment = datetime.now().astimezone()
    try:
        place.mkdir(exist_ok=True)
        target = place / f"{old.stem}-{moment:%Y-%m-%d-%H%M%S-%f}{old.suffix}"
        old.rename(target)
    except OSError as error:
        raise OutputError(
            f"“{old.name}” cannot be moved to “{place}”: {error.strerror}. Nothing was changed."
        ) from error
