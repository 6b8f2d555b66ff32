"""Excel workbooks in: opened behind a check of size, packing and DOCTYPE, and read as tables of text.

Nothing is executed, fetched or expanded. A file that cannot be read becomes a problem, never an exception.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from scheduler.clock import clock_text
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.table import Faults, Table, table_from_cells

LARGEST_FILE = 50_000_000
LARGEST_UNPACKED = 500_000_000
LARGEST_RATIO = 200
RATIO_COUNTS_FROM = 10_000_000
MOST_MEMBERS = 2_000
MOST_ROWS = 50_000
MOST_COLUMNS = 500

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SHEET_MEMBER = re.compile(r"xl/worksheets/[^/]+\.xml$")

Cells = dict[tuple[int, int], str]


def read_workbook(path: Path, problems: list[Problem]) -> tuple[Table, ...]:
    """Every sheet that can be seen, as tables of text; empty after a problem with the whole file."""
    trouble = _border(path)
    if trouble:
        problems.append(Problem(Severity.ERROR, *trouble, file=path.name))
        return ()
    try:
        values, hidden = _read_cells(path, data_only=True)
        formulas = _read_cells(path, data_only=False)[0] if _has_formulas(path) else {}
    except Exception:  # openpyxl raises errors of many kinds on damaged files
        what, remedy = "the workbook is damaged and cannot be read", "open it in Excel or LibreOffice and save it anew"
        problems.append(Problem(Severity.ERROR, what, remedy, file=path.name))
        return ()
    for sheet in hidden:
        what = "the sheet is hidden and was not read"
        problems.append(Problem(Severity.WARNING, what, "show it if it should count", path.name, sheet))
    return tuple(_table(path.name, sheet, cells, formulas.get(sheet, {}), problems) for sheet, cells in values.items())


def _border(path: Path) -> tuple[str, str] | None:
    """What stands against opening the file at all, and the remedy; None for an ordinary workbook."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
            size = file.seek(0, 2)
    except OSError as error:
        return f"the file cannot be opened ({(error.strerror or 'unknown reason').lower()})", "close it elsewhere"
    if size == 0:
        return "the file is empty", "save the workbook anew"
    if size > LARGEST_FILE:
        return f"the file has {size:,} bytes, more than {LARGEST_FILE:,}", "delete what the planning does not need"
    if start.startswith(_OLD_OFFICE):
        remedy = "save it without a password as Excel workbook (.xlsx)"
        return "the file is protected by a password or is an old .xls file", remedy
    if not start.startswith(_ZIP):
        return "the file is no Excel workbook, whatever its name says", "save it as Excel workbook (.xlsx)"
    return _unpacking_trouble(path)


def _unpacking_trouble(path: Path) -> tuple[str, str] | None:
    damaged = ("the workbook is damaged and cannot be read", "open it in Excel or LibreOffice and save it anew")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            unpacked = sum(member.file_size for member in members)
            packed = sum(member.compress_size for member in members)
            if "xl/workbook.xml" not in names:
                return "the file is no Excel workbook, whatever its name says", "save it as Excel workbook (.xlsx)"
            if len(set(names)) < len(names) or len(names) > MOST_MEMBERS or any(m.flag_bits & 1 for m in members):
                return damaged
            too_dense = unpacked > RATIO_COUNTS_FROM and unpacked > LARGEST_RATIO * max(packed, 1)
            if unpacked > LARGEST_UNPACKED or too_dense:
                return (
                    f"the file unfolds to {unpacked:,} bytes, far more than a workbook of this kind holds",
                    "copy its sheets into a new workbook",
                )
            if any(_declares_entities(archive, member) for member in members):
                return "the workbook declares a document type, which no spreadsheet program writes", "save it anew"
    except Exception:  # zipfile raises errors of many kinds on damaged archives
        return damaged
    return None


def _declares_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether an XML member has a DOCTYPE; it can only stand before the root element."""
    if not member.filename.endswith((".xml", ".rels", ".vml")):
        return False
    with archive.open(member) as content:
        start = content.read(4096)
    return bool(_DOCTYPE.search(start) or _DOCTYPE.search(start.replace(b"\x00", b"")))


def _has_formulas(path: Path) -> bool:
    """Whether any sheet has a formula; only then is the workbook read a second time to find its formulas."""
    with zipfile.ZipFile(path) as archive:
        return any(
            _FORMULA.search(archive.read(member))
            for member in archive.infolist()
            if _SHEET_MEMBER.search(member.filename)
        )


def _read_cells(path: Path, data_only: bool) -> tuple[dict[str, dict[tuple[int, int], Any]], list[str]]:
    """Sheet → place → value, for cells that hold something, and the hidden sheets, which are not read.

    Stray cells far away cost nothing.
    """
    workbook = load_workbook(path, read_only=True, data_only=data_only, keep_links=False)
    try:
        found: dict[str, dict[tuple[int, int], Any]] = {}
        hidden: list[str] = []
        for worksheet in workbook.worksheets:
            if worksheet.sheet_state != "visible":
                hidden.append(worksheet.title)
                continue
            worksheet.reset_dimensions()
            found[worksheet.title.strip()] = {
                (cell.row, cell.column): _FaultText(cell.value) if cell.data_type == "e" else cell.value
                for row in worksheet.iter_rows()
                for cell in row
                if cell.value is not None
            }
        return found, hidden
    finally:
        workbook.close()


class _FaultText(str):
    """The text of an error cell, such as #REF!."""


def _table(
    file: str,
    sheet: str,
    values: dict[tuple[int, int], Any],
    formulas: dict[tuple[int, int], Any],
    problems: list[Problem],
) -> Table:
    texts: Cells = {}
    faults: Faults = {}
    for place, value in values.items():
        if isinstance(value, _FaultText):
            faults[place] = f"the cell shows the error {value}"
        elif text := cell_text(value):
            texts[place] = text
    for place, value in formulas.items():
        if place not in values and not isinstance(value, _FaultText):
            faults[place] = "the cell holds a formula whose value was not saved"
    far = [place for place in (*texts, *faults) if place[0] > MOST_ROWS or place[1] > MOST_COLUMNS]
    if far:
        what = f"the sheet has content beyond row {MOST_ROWS:,} or column {MOST_COLUMNS}"
        problems.append(Problem(Severity.ERROR, what, "delete what stands there", file, sheet))
    for place in far:
        texts.pop(place, None)
        faults.pop(place, None)
    return table_from_cells(file, sheet, texts, faults)


def cell_text(value: Any) -> str:
    """A cell's value as a person would write it: ``09:30`` for a time, ``2024-12-15`` for a date, ``80`` for 80.0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return _moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M") if not value.second else value.strftime("%H:%M:%S")
    if isinstance(value, timedelta):
        return clock_text(round(value.total_seconds() / 60))
    return str(value).strip()


def _moment_text(value: datetime) -> str:
    if value.year < 1901:  # the first day of Excel's calendar: a time of day such as 24:00
        return clock_text(value.hour * 60 + value.minute + (24 * 60 if (value.hour, value.minute) == (0, 0) else 0))
    if (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")
