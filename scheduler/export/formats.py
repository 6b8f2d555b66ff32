"""Write a programme in the format of the file's name, or to a folder in every format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scheduler.core.atomic_files import OutputError, is_device
from scheduler.core.instance import Instance
from scheduler.core.phrases import either
from scheduler.core.programme import Programme
from scheduler.core.run_files import is_read
from scheduler.export.choice import Choice
from scheduler.export.data_report.data_notes import DataNotes
from scheduler.export.delimited_text import delimited
from scheduler.export.errors import UnknownFormatError
from scheduler.export.markdown import markdown
from scheduler.roundtrip.sheet_layout import PinsAndComments
from scheduler.storage.folder_outputs import FileContent, write_folder
from scheduler.storage.outputs import check_output, write_output
from scheduler.storage.programme_files import programme_json
from scheduler.storage.versions import StoredVersion, store_version
from scheduler.storage.workspace import stored_versions
from scheduler.tables import TABLES, sessions, text_rows
from scheduler.verify import check, instance_mismatch

_FOLDER = "/"
"""Stands for every format, in a folder."""


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
) -> StoredVersion | None:
    """Write a programme to a file in the format of its name, or in all formats to a folder.

    Formats: workbook (.xlsx), its print set (.pdf, by LibreOffice), programme file (.json), table of sessions
    (.csv), short text (.md), page (.html), calendar (.ics), schedule for conference apps (schedule.json, .xml),
    tables for Indico and Sched (indico.csv, sched.csv), the columns for Sched (sched.toml). A path is a folder if a
    folder exists there or if it ends in a slash; a folder is written as a whole or not at all. Replacing a
    programme file stores its content and the new programme as versions; the new version is returned.

    `notes` are the problems found while the instance was loaded, for the sheet “Data notes”; `remarks` are pins and
    comments of an edited workbook; `choice` holds further options. Raises UnknownFormatError for an unknown format, and
    OutputError where the file may not or cannot be written (see `scheduler.storage.outputs`) or the programme belongs
    to another instance.
    """
    order = _Order(instance, programme, Path(path), notes, remarks, choice or Choice())
    name = _FOLDER if is_folder(path) else _format(order.path, order.choice.format)
    _check_choice(order, name)
    mismatch = instance_mismatch(instance, programme)
    if mismatch:
        raise OutputError(f"{mismatch.sentence} Use the instance that it was made for. Nothing was written.")
    if name == _FOLDER:
        _write_folder(order)
    elif name == ".json" and order.path.exists() and not is_device(order.path):
        return _replace_programme(order)
    else:
        write_output(order.path, FORMATS[name](order))
    return None


def _write_folder(order: _Order) -> None:
    """Write all formats to a folder. Raises OutputError."""
    if stored_versions(order.path):
        raise OutputError(f"“{order.path}” holds the versions of a programme. Choose another folder.")
    write_folder(order.path, _everything(order), parents=True)


def _replace_programme(order: _Order) -> StoredVersion:
    """Replace a programme file after its content was stored as a version. Raises OutputError."""
    if is_read(order.path):
        check_output(order.path)
    return store_version(order.programme, order.path)


def is_folder(path: Path | str) -> bool:
    """Whether a path is a folder: it exists as one, or ends in a slash."""
    return str(path).endswith(("/", os.sep)) or Path(path).is_dir()


def _format(place: Path, wanted: str) -> str:
    """The key of FORMATS for a file: by the requested format, the whole name or the suffix."""
    suffix = place.suffix.lower()
    if wanted:
        if is_device(place):
            return next(iter(REQUESTED_FORMATS[wanted].values()))
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


def _check_choice(order: _Order, name: str) -> None:
    """Raise UnknownFormatError where an option does not apply to the format."""
    choice = order.choice
    if choice.owner and name != ".ics":
        raise UnknownFormatError(
            "Only calendars can be limited to a coalition, a room or a person: give a file that ends in .ics."
        )
    if choice.format and name == _FOLDER:
        raise UnknownFormatError(f"“{order.path}” is a folder, which gets every format. Give a file's name for one.")
    if choice.with_addresses and name != _FOLDER and not (choice.coalition or choice.person):
        raise UnknownFormatError(
            "Only the calendar of a coalition or a person contains addresses: name the coalition or the person."
        )
    if choice.for_planners and name != ".html":
        raise UnknownFormatError("Only pages have a version for planners: give a file that ends in .html.")


def _everything(order: _Order) -> Iterator[FileContent]:
    """The files of a folder in every format."""
    from scheduler.export.folder import publications

    for name in ("programme.xlsx", "programme.json", "programme.md", "sessions.csv"):
        yield name, FORMATS[Path(name).suffix](order)
    yield from publications(order.instance, order.programme, order.path, order.choice)


def _workbook(order: _Order) -> bytes:
    """The workbook."""
    from scheduler.export.excel import workbook_content

    verdict = check(order.instance, order.programme)
    return workbook_content(order.instance, order.programme, verdict, order.notes, order.remarks, order.choice.mark)


def _print_set(order: _Order) -> bytes:
    """The print set of the workbook as PDF. Raises OutputError where LibreOffice is missing or fails."""
    from scheduler.export.excel import print_set_content
    from scheduler.export.pdf import pdf_of

    verdict = check(order.instance, order.programme)
    return pdf_of(lambda: print_set_content(order.instance, order.programme, verdict, order.choice.mark))


def _json(order: _Order) -> str:
    """The programme file."""
    return programme_json(order.programme)


def _csv(order: _Order) -> bytes:
    """The table of sessions, for programs and spreadsheets: UTF-8 with a mark by which Excel recognises it."""
    schema = TABLES["sessions"]
    rows = text_rows(sessions(order.instance, order.programme), schema)
    return delimited([[column.name for column in schema], *rows]).encode("utf-8-sig")


def _markdown(order: _Order) -> str:
    """The short Markdown text."""
    return markdown(order.instance, order.programme, order.choice.mark)


def _page(order: _Order) -> str:
    from scheduler.export.site import page

    return page(order.instance, order.programme, order.choice.for_planners, order.choice.mark)


def _calendar(order: _Order) -> bytes:
    from scheduler.export.calendar.calendar_of import calendar_of
    from scheduler.export.calendar.calendars import Calendars

    calendars = Calendars(order.instance, order.programme, order.choice.earlier, order.choice.with_addresses)
    return calendar_of(calendars, order.choice.coalition, order.choice.room, order.choice.person)


def _schedule_json(order: _Order) -> str:
    from scheduler.export.exchange.schedule_json import schedule_json

    return schedule_json(order.instance, order.programme)


def _schedule_xml(order: _Order) -> bytes:
    from scheduler.export.exchange.schedule_xml import schedule_xml

    return schedule_xml(order.instance, order.programme)


def _indico(order: _Order) -> str:
    from scheduler.export.exchange.indico import indico_csv

    return indico_csv(order.instance, order.programme)


def _sched(order: _Order) -> bytes:
    from scheduler.export.exchange.sched import sched_csv

    return sched_csv(order.instance, order.programme, order.choice.mapping).encode("utf-8-sig")


def _sched_columns(order: _Order) -> str:
    """The default columns of the CSV file for Sched."""
    from scheduler.export.exchange.sched import DEFAULT

    return DEFAULT


FORMATS: dict[str, Callable[[_Order], bytes | str]] = {
    ".xlsx": _workbook,
    ".pdf": _print_set,
    ".json": _json,
    ".csv": _csv,
    ".md": _markdown,
    ".html": _page,
    ".ics": _calendar,
    ".xml": _schedule_xml,
    "schedule.json": _schedule_json,
    "indico.csv": _indico,
    "sched.csv": _sched,
    "sched.toml": _sched_columns,
}
"""Writers by suffix or whole file name; a whole name takes precedence."""

REQUESTED_FORMATS = {
    **{name: {f".{name}": f".{name}"} for name in ("xlsx", "pdf", "html", "ics", "md", "csv", "json")},
    "schedule": {".json": "schedule.json", ".xml": ".xml"},
    "indico": {".csv": "indico.csv"},
    "sched": {".csv": "sched.csv"},
}
"""Formats that can be asked for, and which of FORMATS each suffix then means; the first is meant for a device."""
