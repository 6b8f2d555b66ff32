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
    """An export: the input, the destination and the options."""

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
    """Write a programme to a file in the format of its name, or in all formats to a folder.

    Formats: workbook (.xlsx), programme file (.json), table of sessions (.csv), short text (.md), page (.html),
    calendar (.ics), schedule for conference apps (schedule.json, .xml), tables for Indico and Sched (indico.csv,
    sched.csv). A path is a folder if a folder exists there or if it ends in a slash.

    `notes` are the problems found while the instance was loaded, for the sheet “Data notes”; `remarks` are pins and
    comments of an edited workbook; `choice` holds further options. Raises UnknownFormatError for an unknown format, and
    OutputError where the file cannot be written or the programme belongs to another instance.
    """
    order = _Order(instance, programme, Path(path), notes, remarks, choice or Choice())
    write = _everything if is_folder(path) else FORMATS[_format(order.path, order.choice.format)]
    _check_choice(order, write)
    mismatch = instance_mismatch(instance, programme)
    if mismatch:
        raise OutputError(f"{mismatch.sentence} Use the instance that it was made for. Nothing was written.")
    write(order)


def is_folder(path: Path | str) -> bool:
    """Whether a path is a folder: it exists as one, or ends in a slash."""
    return str(path).endswith(("/", os.sep)) or Path(path).is_dir()


def _format(place: Path, wanted: str) -> str:
    """The key of FORMATS for a file: by the requested format, the whole name or the suffix."""
    suffix = place.suffix.lower()
    if wanted:
        if suffix not in REQUESTED_FORMATS[wanted]:
            suffixes = either(REQUESTED_FORMATS[wanted])
            raise UnknownFormatError(f"The format “{wanted}” is a file that ends in {suffixes}, not “{place.name}”.")
        return REQUESTED_FORMATS[wanted][suffix]
    name = place.name.lower() if place.name.lower() in FORMATS else suffix
    if name not in FORMATS:
        called = f"“{place.suffix}”" if place.suffix else "A name without a suffix"
        suffixes = either(name for name in FORMATS if name.startswith("."))
        raise UnknownFormatError(
            f"{called} is not a format that this version writes. Choose {suffixes}, or a folder for everything."
        )
    return name


def _check_choice(order: _Order, write: Callable[[_Order], None]) -> None:
    """Raise UnknownFormatError where an option does not apply to the format."""
    choice = order.choice
    if choice.owner and write is not _calendar:
        raise UnknownFormatError(
            "Only calendars can be limited to a coalition, a room or a person: give a file that ends in .ics."
        )
    if choice.format and write is _everything:
        raise UnknownFormatError(f"“{order.path}” is a folder, which gets every format. Give a file's name for one.")
    if choice.with_addresses and write is not _everything and not (choice.coalition or choice.person):
        raise UnknownFormatError(
            "Only the calendar of a coalition or a person contains addresses: name the coalition or the person."
        )
    if choice.for_planners and write is not _page:
        raise UnknownFormatError("Only pages have a version for planners: give a file that ends in .html.")


def _everything(order: _Order) -> None:
    """Write all formats to a folder."""

    from scheduler.export.folder import make_folder, write_publications

    if stored_versions(order.path):
        raise OutputError(f"“{order.path}” holds the versions of a programme. Choose another folder.")
    make_folder(order.path)
    for name in ("programme.xlsx", "programme.json", "programme.md", "sessions.csv"):
        file = order.path / name
        FORMATS[file.suffix](replace(order, path=file))
    write_publications(order.instance, order.programme, order.path, order.choice)


def _workbook(order: _Order) -> None:
    """Write the workbook."""

    from scheduler.export.excel import write_workbook

    verdict = check(order.instance, order.programme)
    write_workbook(order.instance, order.programme, verdict, order.path, order.notes, order.remarks)


def _json(order: _Order) -> None:
    """Write the programme file."""
    save_programme(order.programme, order.path)


def _csv(order: _Order) -> None:
    """Write the table of sessions in UTF-8 with a byte order mark, by which Excel recognises the encoding."""
    schema = TABLES["sessions"]
    rows = text_rows(sessions(order.instance, order.programme), schema)
    write_file(order.path, delimited([[column.name for column in schema], *rows]).encode("utf-8-sig"))


def _markdown(order: _Order) -> None:
    """Write the short Markdown text."""
    write_file(order.path, markdown(order.instance, order.programme))


def _page(order: _Order) -> None:
    """Write the single-page document."""

    from scheduler.export.site import page

    write_file(order.path, page(order.instance, order.programme, order.choice.for_planners))


def _calendar(order: _Order) -> None:
    """Write the selected calendar."""

    from scheduler.export.calendar.calendar_of import calendar_of
    from scheduler.export.calendar.calendars import Calendars

    calendars = Calendars(order.instance, order.programme, order.choice.earlier, order.choice.with_addresses)
    write_file(order.path, calendar_of(calendars, order.choice.coalition, order.choice.room, order.choice.person))


def _schedule_json(order: _Order) -> None:
    """Write schedule.json."""

    from scheduler.export.exchange.schedule_json import schedule_json

    write_file(order.path, schedule_json(order.instance, order.programme))


def _schedule_xml(order: _Order) -> None:
    """Write schedule.xml."""

    from scheduler.export.exchange.schedule_xml import schedule_xml

    write_file(order.path, schedule_xml(order.instance, order.programme))


def _indico(order: _Order) -> None:
    """Write the CSV file for Indico."""

    from scheduler.export.exchange.indico import indico_csv

    write_file(order.path, indico_csv(order.instance, order.programme))


def _sched(order: _Order) -> None:
    """Write the CSV file for Sched, with a byte order mark."""

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
"""Writers by suffix or whole file name; a whole name takes precedence."""

REQUESTED_FORMATS = {
    "schedule": {".json": "schedule.json", ".xml": ".xml"},
    "indico": {".csv": "indico.csv"},
    "sched": {".csv": "sched.csv"},
}
"""Formats of the option `format`, with the key of FORMATS for each suffix."""
