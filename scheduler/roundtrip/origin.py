"""The programme that a workbook was exported from: unpack and migrate the sheet Original, and find its instance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from scheduler.core.programme import SCHEMA_VERSION, Programme
from scheduler.core.version import VERSION
from scheduler.intake import InputProblems, Loaded, Problem, Severity
from scheduler.roundtrip import sheet_layout as sheets
from scheduler.roundtrip.workbook_cells import ReadSheet
from scheduler.storage.programme_files import migrated
from scheduler.storage.programme_instance import loaded_for
from scheduler.storage.workspace import NotFoundError

READ_ME, ALL_SESSIONS = "Read me", "All sessions"
_WRITTEN_BY = re.compile(r"igf-scheduler ([\w.]+), file format (\d+)")


class OriginalSheet:
    """The sheet Original: its rows by name, and problems with the addresses of its cells."""

    def __init__(self, sheet: ReadSheet):
        self.sheet = sheet
        self.rows: dict[str, str] = {}
        self._at: dict[str, int] = {}
        for row in sheet.table.row_numbers:
            name = sheet.table.cell(row, 1).text
            self.rows.setdefault(name, sheet.table.cell(row, 2).text)
            self._at.setdefault(name, row)

    def refused(self, row: str, what: str, remedy: str) -> InputProblems:
        """The error that refuses the workbook because of one of the rows."""
        return InputProblems([self.sheet.table.cell(self._at.get(row, 1), 2).problem(what, remedy)])

    def number(self, row: str) -> int:
        """A version number. Raises InputProblems."""
        text = self.rows.get(row, "")
        if not (text.isascii() and text.isdigit() and len(text) < 6):
            raise self.refused(row, f"“{row}” of the sheet is missing or no number", _EXPORT_ANEW)
        return int(text)


_EXPORT_ANEW = "export the programme anew, and make the edits in that workbook"


def original_programme(found: Mapping[str, ReadSheet], titles: tuple[str, ...], path: Path) -> tuple[Programme, str]:
    """The programme that a workbook was exported from, and the version of the program that wrote it.

    Raises InputProblems where there is none, it is damaged, or it was written by a newer version.
    """
    if sheets.ORIGINAL not in found:
        raise InputProblems([_not_exported(found, titles, path)])
    original = OriginalSheet(found[sheets.ORIGINAL])
    written_by = original.rows.get(sheets.VERSION_ROW, "")
    _check_newer(original, written_by)
    try:
        fields = sheets.unpacked(original.rows)
        if not isinstance(fields.get("schema_version"), int):
            raise sheets.DamagedError("what it holds is no programme")
        return Programme.model_validate(migrated(fields)), written_by
    except (sheets.DamagedError, ValidationError) as error:
        why = str(error) if isinstance(error, sheets.DamagedError) else "the programme in it is no valid one"
        raise original.refused(f"{sheets.PART_ROW} 1", f"the sheet was changed: {why}", _EXPORT_ANEW) from None


def _check_newer(original: OriginalSheet, written_by: str) -> None:
    for row, known in ((sheets.FORMAT_ROW, sheets.WORKBOOK_FORMAT), (sheets.SCHEMA_ROW, SCHEMA_VERSION)):
        number = original.number(row)
        if number > known:
            what = (
                f"the workbook was exported by a newer version of this program (igf-scheduler {written_by}, "
                f"{row.lower()} {number}; this is igf-scheduler {VERSION}, which reads up to {row.lower()} {known})"
            )
            raise original.refused(row, what, "install the newer version")


def _not_exported(found: Mapping[str, ReadSheet], titles: tuple[str, ...], path: Path) -> Problem:
    """The problem of a workbook without the sheet Original."""
    if READ_ME in titles and ALL_SESSIONS in titles:
        table = found[READ_ME].table if READ_ME in found else None
        for row in table.row_numbers if table else ():
            if table and (match := _WRITTEN_BY.search(table.cell(row, 2).text)):
                if sheets.SESSIONS in titles:
                    break
                what = (
                    f"the workbook was exported by igf-scheduler {match[1]} (file format {match[2]}), before exports "
                    f"could be read back; this is igf-scheduler {VERSION}, which reads workbook format "
                    f"{sheets.WORKBOOK_FORMAT}"
                )
                return table.cell(row, 2).problem(what, _EXPORT_ANEW)
        what = f"the hidden sheet {sheets.ORIGINAL} was deleted, by which the program knows what was exported"
        return Problem(Severity.ERROR, what, _EXPORT_ANEW, path.name)
    what = "the workbook was not exported by this program"
    return Problem(
        Severity.ERROR, what, "give a workbook that “export” wrote, or a JSON file that “solve” wrote", path.name
    )


def instance_for(programme: Programme, found: Mapping[str, ReadSheet], path: Path, folder: str | None) -> Loaded:
    """The instance that the workbook's programme was made for. Raises InputProblems that name the cell."""
    try:
        return loaded_for(programme, path, folder)
    except NotFoundError as error:
        what, _, remedy = str(error).rstrip(".").rpartition(". ")
        remedy = remedy[:1].lower() + remedy[1:]
        raise OriginalSheet(found[sheets.ORIGINAL]).refused(sheets.FINGERPRINT_ROW, what, remedy) from None
