"""A programme as a file, whose suffix says in which format."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from scheduler.files import OutputError, save_programme, write_file
from scheduler.instance import Instance
from scheduler.programme import Programme
from scheduler.reports.data.notes import DataNotes
from scheduler.reports.markdown import markdown
from scheduler.safe_text import could_be_formula
from scheduler.tables import SESSION_COLUMNS, session_rows
from scheduler.verify import check, instance_mismatch


class UnknownFormatError(OutputError):
    """The suffix names no format that this version writes."""


def export(instance: Instance, programme: Programme, path: Path | str, notes: DataNotes | None = None) -> None:
    """Write a programme as a workbook (.xlsx), JSON (.json), flat table of sessions (.csv) or short text (.md).

    `notes` are what was found when the instance was read, for the workbook's sheet “Data notes”.
    Raises UnknownFormatError for another suffix, and OutputError where the file cannot be written or the programme
    was made for another instance.
    """
    place = Path(path)
    write = FORMATS.get(place.suffix.lower())
    if write is None:
        named = f"“{place.suffix}”" if place.suffix else "A name without a suffix"
        raise UnknownFormatError(f"{named} is no format that this version writes. Choose {_listed(FORMATS)}.")
    mismatch = instance_mismatch(instance, programme)
    if mismatch:
        raise OutputError(f"{mismatch.sentence} Give the instance that it was made for. Nothing was written.")
    write(instance, programme, place, notes)


def _workbook(instance: Instance, programme: Programme, path: Path, notes: DataNotes | None) -> None:
    from scheduler.reports.excel import write_workbook

    write_workbook(instance, programme, check(instance, programme), path, notes)


def _json(_: Instance, programme: Programme, path: Path, __: DataNotes | None) -> None:
    save_programme(programme, path)


def _csv(instance: Instance, programme: Programme, path: Path, _: DataNotes | None) -> None:
    """The table of sessions, for programs and spreadsheets: UTF-8 with a mark by which Excel recognises it."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(SESSION_COLUMNS)
    for row in session_rows(instance, programme):
        writer.writerow([_csv_cell(row[column]) for column in SESSION_COLUMNS])
    write_file(path, text.getvalue().encode("utf-8-sig"))


def _csv_cell(value: object) -> str:
    """A cell; text that a spreadsheet would take for a formula gets one apostrophe, which marks text for them.

    So does text that begins with an apostrophe itself: whoever takes one off has the text as it was.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if could_be_formula(value) or text.startswith("'") else text


def _markdown(instance: Instance, programme: Programme, path: Path, _: DataNotes | None) -> None:
    write_file(path, markdown(instance, programme))


def _listed(suffixes: Iterable[str]) -> str:
    *some, last = suffixes
    return f"{', '.join(some)} or {last}"


FORMATS = {".xlsx": _workbook, ".json": _json, ".csv": _csv, ".md": _markdown}
