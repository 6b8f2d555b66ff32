"""Write a programme in the format of the file's name, or to a folder in every format."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.core.atomic_files import OutputError, write_file
from scheduler.core.instance import Instance
from scheduler.core.phrases import either
from scheduler.core.programme import Programme
from scheduler.export.choice import Choice
from scheduler.export.data_report.data_notes import DataNotes
from scheduler.export.delimited_text import delimited
from scheduler.export.errors import UnknownFormatError
from scheduler.export.markdown import markdown
from scheduler.roundtrip.sheet_layout import PinsAndComments
from scheduler.storage.programme_files import save_programme
from scheduler.storage.workspace import stored_versions
from scheduler.tables import TABLES, sessions, text_rows
from scheduler.verify import check, instance_mismatch


@dataclass(frozen=True)
class _Order:
    """An export to be written, and its path."""

    instance: Instance
    programme: Programme
    path: Path
    notes: DataNotes | None
    remarks: PinsAndComments | None
    choice: Choice


def export(
    instance: Instance,
    programme: Programme,
    path: Path | str,
    notes: DataNotes | None = None,
    remarks: PinsAndComments | None = None,
    choice: Choice | None = None,
) -> None:
    """Write a programme in the format of the file's name, or in every format into a folder.

    A workbook (.xlsx), the programme's own file (.json), a flat table of sessions (.csv), short text (.md), a page
    (.html), a calendar (.ics), a schedule for conference apps (schedule.json, .xml), a table for Indico or Sched
    (indico.csv, sched.csv). A folder is what lies there as one, or a path that ends in a slash.

    `notes` are what was found when the instance was read, for the workbook's sheet “Data notes”; `remarks` are pins and
    comments to keep from an edited workbook; `choice` is what the name leaves open.
    Raises UnknownFormatError for another name, and OutputError where the file cannot be written or the programme was
    made for another instance.
    """
    order = _Order(instance, programme, Path(path), notes, remarks, choice or Choice())
    write = _everything if is_folder(path) else FORMATS[_format(order.path, order.choice.format)]
    _check_choice(order, write)
    mismatch = instance_mismatch(instance, programme)
    if mismatch:
        raise OutputError(f"{mismatch.sentence} Give the instance that it was made for. Nothing was written.")
    write(order)


def is_folder(path: Path | str) -> bool:
    """Whether a path means a folder: one lies there, or it ends in a slash."""
    return str(path).endswith(("/", os.sep)) or Path(path).is_dir()


def _format(place: Path, wanted: str) -> str:
    """Which of FORMATS is meant: by what was asked for, by the whole name, or by the suffix."""
    suffix = place.suffix.lower()
    if wanted:
        if suffix not in ASKED_FOR[wanted]:
            suffixes = either(ASKED_FOR[wanted])
            raise UnknownFormatError(f"The format “{wanted}” is a file that ends in {suffixes}, not “{place.name}”.")
        return ASKED_FOR[wanted][suffix]
    name = place.name.lower() if place.name.lower() in FORMATS else suffix
    if name not in FORMATS:
        called = f"“{place.suffix}”" if place.suffix else "A name without a suffix"
        suffixes = either(name for name in FORMATS if name.startswith("."))
        raise UnknownFormatError(
            f"{called} is no format that this version writes. Choose {suffixes}, or a folder for everything."
        )
    return name


def _check_choice(order: _Order, write: Callable[[_Order], None]) -> None:
    """Raises UnknownFormatError where what was asked for has no place in the format."""
    choice = order.choice
    if choice.whose and write is not _calendar:
        raise UnknownFormatError("A coalition, a room or a person has a calendar: give a file that ends in .ics.")
    if choice.format and write is _everything:
        raise UnknownFormatError(f"“{order.path}” is a folder, which gets every format. Give a file's name for one.")
    if choice.with_addresses and write is not _everything and not (choice.coalition or choice.person):
        raise UnknownFormatError("Addresses stand in the calendar of a coalition or a person alone: say whose.")
    if choice.for_planners and write is not _page:
        raise UnknownFormatError("Only a page is made for planners in another way: give a file that ends in .html.")


def _everything(order: _Order) -> None:
    from scheduler.export.folder import made, write_publications

    if stored_versions(order.path):
        raise OutputError(f"“{order.path}” holds the versions of a programme. Choose another folder.")
    made(order.path)
    for name in ("programme.xlsx", "programme.json", "programme.md", "sessions.csv"):
        file = order.path / name
        FORMATS[file.suffix](replace(order, path=file))
    write_publications(order.instance, order.programme, order.path, order.choice)


def _workbook(order: _Order) -> None:
    from scheduler.export.excel import write_workbook

    verdict = check(order.instance, order.programme)
    write_workbook(order.instance, order.programme, verdict, order.path, order.notes, order.remarks, order.choice.mark)


def _json(order: _Order) -> None:
    save_programme(order.programme, order.path)


def _csv(order: _Order) -> None:
    """The table of sessions, for programs and spreadsheets: UTF-8 with a mark by which Excel recognises it."""
    schema = TABLES["sessions"]
    rows = text_rows(sessions(order.instance, order.programme), schema)
    write_file(order.path, delimited([[column.name for column in schema], *rows]).encode("utf-8-sig"))


def _markdown(order: _Order) -> None:
    write_file(order.path, markdown(order.instance, order.programme, order.choice.mark))


def _page(order: _Order) -> None:
    from scheduler.export.site import page

    write_file(order.path, page(order.instance, order.programme, order.choice.for_planners, order.choice.mark))


def _calendar(order: _Order) -> None:
    from scheduler.export.calendar.calendar_of import calendar_of
    from scheduler.export.calendar.calendars import Calendars

    calendars = Calendars(order.instance, order.programme, order.choice.earlier, order.choice.with_addresses)
    write_file(order.path, calendar_of(calendars, order.choice.coalition, order.choice.room, order.choice.person))


def _schedule_json(order: _Order) -> None:
    from scheduler.export.exchange.schedule_json import schedule_json

    write_file(order.path, schedule_json(order.instance, order.programme))


def _schedule_xml(order: _Order) -> None:
    from scheduler.export.exchange.schedule_xml import schedule_xml

    write_file(order.path, schedule_xml(order.instance, order.programme))


def _indico(order: _Order) -> None:
    from scheduler.export.exchange.indico import indico_csv

    write_file(order.path, indico_csv(order.instance, order.programme))


def _sched(order: _Order) -> None:
    from scheduler.export.exchange.sched import sched_csv

    write_file(order.path, sched_csv(order.instance, order.programme, order.choice.mapping).encode("utf-8-sig"))


FORMATS: dict[str, Callable[[_Order], None]] = {
    ".xlsx": _workbook,
    ".json": _json,
    ".csv": _csv,
    ".md": _markdown,
    ".html": _page,
    ".ics": _calendar,
    ".xml": _schedule_xml,
    "schedule.json": _schedule_json,
    "indico.csv": _indico,
    "sched.csv": _sched,
}
"""Writers by suffix, or by the whole name of a file, which goes before its suffix."""

ASKED_FOR = {
    "schedule": {".json": "schedule.json", ".xml": ".xml"},
    "indico": {".csv": "indico.csv"},
    "sched": {".csv": "sched.csv"},
}
"""Formats that can be asked for whatever the file is called, and which of FORMATS each suffix then means."""
