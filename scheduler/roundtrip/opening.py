"""Open a programme from a JSON file or from an exported workbook."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.programme import Programme
from scheduler.intake import Loaded
from scheduler.roundtrip.edited_workbook import EditedWorkbook
from scheduler.roundtrip.read_workbook import read_edited
from scheduler.storage.programme_files import load_programme
from scheduler.storage.programme_instance import loaded_for

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
"""Suffixes of workbooks; for those that cannot be read, the reader reports a remedy."""


def is_workbook(path: Path | str) -> bool:
    """Whether a file is an exported workbook, by its name."""
    return Path(path).suffix.lower() in WORKBOOKS


def read_programme(path: Path | str, folder: str | None = None) -> tuple[Programme, Loaded, EditedWorkbook | None]:
    """The programme of a file, the instance it was made for, and the edited workbook if it is one.

    Raises ProgrammeFileError, NotFoundError or InputProblems.
    """
    if is_workbook(path):
        edited = read_edited(path, folder)
        return edited.programme, edited.loaded, edited
    place = Path(path)
    programme = load_programme(place)
    return programme, loaded_for(programme, place, folder), None
