"""Stream the cells of one sheet in a single pass: their values, and how they are formatted.

Memory depends only on cells with content, not on the size that the sheet declares. Formulas are never evaluated; the
value saved with them counts.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601

from scheduler.intake.tables.limits import SizeLimits, setting
from scheduler.intake.tables.workbook_parts import (
    LONGEST_TEXT,
    RichText,
    RunReader,
    TooMuchError,
    WorkbookParts,
    decoded,
    parse_stream,
)

Place = tuple[int, int]
"""Row and column, from 1."""

_DIGITS = "0123456789"
_FIRST_DATE = 10_000
"""The first number of a day in Excel's calendar, in 1927 or 1931, that is meant as a date."""

_NO_VALUE = "the cell holds a formula whose value was not saved"


@dataclass
class SheetCells:
    """The cells of a sheet. `faults` says why a value cannot be known; `far` are cells beyond the limits.

    `struck_parts` has what is struck through in cells of which only a part is; `values` do not include it.
    """

    values: dict[Place, Any] = field(default_factory=dict)
    faults: dict[Place, str] = field(default_factory=dict)
    formulas: list[Place] = field(default_factory=list)
    struck: set[Place] = field(default_factory=set)
    struck_parts: dict[Place, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    far: list[Place] = field(default_factory=list)


def read_cells(archive: zipfile.ZipFile, path: str, parts: WorkbookParts, limits: SizeLimits, room: int) -> SheetCells:
    """Read the cells of the sheet at `path`, at most `room` of them.

    Raises TooMuchError, and errors of many kinds on damaged sheets.
    """
    stream = _Stream(parts, limits, room)
    parse_stream(archive, path, stream.start, stream.end, stream.text)
    return stream.cells


class _Stream:
    """Handler of the sheet's XML events."""

    def __init__(self, parts: WorkbookParts, limits: SizeLimits, room: int):
        self.parts, self.limits, self.room = parts, limits, room
        self.cells = SheetCells()
        self.row = self.column = 0
        self.columns: dict[str, int] = {}
        self.cell: dict[str, str] | None = None
        self.runs = RunReader()
        self.text = self.runs.take
        self.has_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if self.cell is not None:
            self.has_formula = self.has_formula or local == "f"
            self.runs.start(local, attributes)
        elif local == "c":
            self._cell(attributes)
        elif local == "row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
            if attributes.get("hidden") in ("1", "true") and self.row <= self.limits.rows:
                self.cells.hidden_rows.append(self.row)
        elif local == "col" and attributes.get("hidden") in ("1", "true"):
            self.cells.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif local == "mergeCell":
            self.cells.merged.append(attributes.get("ref", ""))

    def _cell(self, attributes: dict[str, str]) -> None:
        self.cell, self.has_formula = attributes, False
        self.runs.clear()
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
            return
        letters = reference.rstrip(_DIGITS)
        if letters not in self.columns:
            self.columns[letters] = column_index_from_string(letters)
        self.column, self.row = self.columns[letters], int(reference[len(letters) :])

    def end(self, name: str) -> None:
        if self.cell is None:
            return
        local = name.rpartition(":")[2]
        self.runs.end(local)
        if local == "c":
            attributes, self.cell = self.cell, None
            self._keep(attributes, self.runs.written)

    def _keep(self, attributes: dict[str, str], runs: RichText) -> None:
        """Store the cell if it has content; it is struck through if every run of its text is."""
        place = (self.row, self.column)
        written = runs.text if runs.text.strip() else runs.struck or runs.text
        if not written and not self.has_formula:
            return
        if self.row > self.limits.rows or self.column > self.limits.columns:
            if len(self.cells.far) < 1000:
                self.cells.far.append(place)
            return
        kind, style = attributes.get("t", "n"), int(attributes.get("s", "0"))
        if self.has_formula:
            self._formula(place, kind, written)
        text, struck = self.parts.texts[int(written)] if kind == "s" and written else runs
        if kind == "s":
            written = text if text.strip() else struck or text
        value = None if place in self.cells.faults else self._value(place, kind, style, written)
        if value is None or value == "":
            return
        self.cells.values[place] = value
        if style in self.parts.styles.struck or (struck and not text.strip()):
            self.cells.struck.add(place)
        elif struck.strip():
            self.cells.struck_parts[place] = decoded(struck).strip()
        if len(self.cells.values) > self.room:
            remedy = f"delete what is not needed, or set {setting('cells')} to a higher number"
            raise TooMuchError(f"the workbook holds more than {self.limits.cells:,} cells with content", remedy)

    def _formula(self, place: Place, kind: str, written: str) -> None:
        """The saved value of a formula; an empty text is a value, a missing one is a fault."""
        if written:
            self.cells.formulas.append(place)
        elif kind != "str":
            self.cells.faults[place] = _NO_VALUE

    def _value(self, place: Place, kind: str, style: int, written: str) -> Any:
        if kind == "s":
            text = written
        elif kind in ("str", "inlineStr"):
            text = decoded(written)
        elif kind == "b":
            return written.strip() in ("1", "true")
        elif kind == "e":
            self.cells.faults[place] = f"the cell shows the error {written.strip()[:20]}"
            return None
        elif kind == "d":
            return self._iso_moment(place, written.strip())
        else:
            return self._number(place, style, written)
        if len(text) > LONGEST_TEXT:
            self.cells.faults[place] = f"the cell holds {len(text):,} characters, more than {LONGEST_TEXT:,}"
            return None
        return text

    def _number(self, place: Place, style: int, written: str) -> Any:
        """A number, or the date, time or duration that its style makes of it."""
        value = float(written) if any(mark in written for mark in ".eEnN") else int(written)
        styles = self.parts.styles
        if style not in styles.dates:
            return value
        try:
            if style in styles.lengths or (
                style in styles.clocks and 1 <= value < _FIRST_DATE and not _is_whole(value)
            ):
                return timedelta(days=value)
            if 1 <= value < _FIRST_DATE:  # a number such as 18, typed into a cell that shows dates or times
                return value
            return from_excel(value, self.parts.epoch)
        except (OverflowError, ValueError):
            return self._no_moment(place, written)

    def _iso_moment(self, place: Place, written: str) -> Any:
        """A date or time in the form of ISO 8601, perhaps with an offset from UTC."""
        for parse in (from_ISO8601, datetime.fromisoformat):
            try:
                return parse(written)
            except ValueError:
                continue
        return self._no_moment(place, written)

    def _no_moment(self, place: Place, written: str) -> None:
        self.cells.faults[place] = f"the cell should show a date or time, but {written[:20]} is none"


def _is_whole(value: float) -> bool:
    """Whether a number of days is neither a time nor 24:00."""
    return value > 1 and float(value).is_integer()


def coordinate(place: Place) -> str:
    """Format a place: ``B7``, or row and column if no spreadsheet has such a column."""
    row, column = place
    return f"{get_column_letter(column)}{row}" if 0 < column <= 18_278 else f"row {row}, column {column}"
