"""Read Excel workbooks into tables of text, and report hidden, merged, struck-through and commented cells.

Nothing is executed, fetched or expanded, and the file is never written. A file that cannot be read becomes a problem,
never an exception.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from scheduler.core.clock import clock_text
from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.tables.cell_stream import Place, SheetCells, coordinate, read_cells
from scheduler.intake.tables.limits import SizeLimits, current_limits, setting
from scheduler.intake.tables.table import Table, table_from_cells
from scheduler.intake.tables.workbook_parts import TooMuchError, read_comments, read_parts
from scheduler.intake.tables.zip_archive import DAMAGED, border_trouble

NAMED_AT_MOST = 20
"""The most comments and merged cells of a sheet that are reported one by one."""

_NO_SHEET = ("the workbook holds no sheet that can be read", "unhide its sheets, or save it again in Excel")
_COMMENT_SHOWN = 80


def read_workbook(path: Path, problems: list[Problem]) -> tuple[Table, ...]:
    """Read every visible sheet as a table of text; empty after a problem of the file."""
    limits = current_limits()
    trouble = border_trouble(path, limits)
    if not trouble:
        found: list[Problem] = []
        try:
            with zipfile.ZipFile(path) as archive:
                tables = tuple(_tables(archive, path.name, limits, found))
            problems.extend(found)
            if tables:
                return tables
            trouble = _NO_SHEET
        except TooMuchError as error:
            trouble = error.args
        except Exception:  # damaged workbooks raise errors of many kinds
            trouble = DAMAGED
    problems.append(Problem(Severity.ERROR, *trouble, file=path.name))
    return ()


def _tables(archive: zipfile.ZipFile, file: str, limits: SizeLimits, problems: list[Problem]) -> Iterator[Table]:
    parts = read_parts(archive, limits.cells)
    if parts.has_macros:
        what, remedy = "the workbook holds macros; they were not run and not copied", "nothing needs to be done"
        problems.append(Problem(Severity.WARNING, what, remedy, file, treatment=Treatment.IGNORED))
    room = limits.cells
    for part in parts.sheets:
        sheet = _Sheet(file, part.title, problems)
        if part.hidden:
            sheet.report("the sheet is hidden and was not read", "unhide it if it should be read", Treatment.IGNORED)
            continue
        cells = read_cells(archive, part.path, parts, limits, room)
        room -= len(cells.values)
        comments = read_comments(archive, part)
        yield replace(sheet.table(cells, comments, limits), date_1904=parts.epoch == CALENDAR_MAC_1904)


class _Sheet:
    """Turn one sheet into a table; unusual features are added to the problems."""

    def __init__(self, file: str, title: str, problems: list[Problem]):
        self.file, self.title, self.problems = file, title, problems

    def report(
        self,
        what: str,
        remedy: str,
        treatment: Treatment | None = None,
        place: Place | None = None,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Add a problem of the sheet, of a row (column 0) or of a cell."""
        row, column = place or (0, 0)
        cell = coordinate((row, column)) if column else ""
        problem = Problem(severity, what, remedy, self.file, self.title, cell, row, treatment=treatment)
        self.problems.append(problem)

    def table(self, cells: SheetCells, comments: list[tuple[Place, str]], limits: SizeLimits) -> Table:
        texts = {place: text for place, value in cells.values.items() if (text := cell_text(value))}
        self._far(cells, texts, limits)
        self._merged(cells, texts)
        self._struck(cells, texts)
        self._formulas(cells, texts)
        self._hidden(cells, texts)
        self._comments(comments)
        return table_from_cells(self.file, self.title, texts, cells.faults)

    def _far(self, cells: SheetCells, texts: dict[Place, str], limits: SizeLimits) -> None:
        """Content beyond the limits: a table that is too long is an error, a stray cell is ignored and reported."""
        if not cells.far:
            return
        last_row, last_column = max((r for r, _ in texts), default=0), max((c for _, c in texts), default=0)
        if last_row >= limits.rows or last_column >= limits.columns:
            what = f"the sheet has content beyond row {limits.rows:,} or column {limits.columns:,}"
            remedy = f"delete what is not needed, or set {setting('rows')} or {setting('columns')} to a higher number"
            self.report(what, remedy, place=cells.far[0], severity=Severity.ERROR)
            return
        others = f", and {len(cells.far) - 1:,} more," if len(cells.far) > 1 else ""
        what = f"this cell{others} is far away from the rest of the sheet and was not read"
        self.report(what, "delete it, or move it next to the rest", Treatment.IGNORED, cells.far[0])

    def _merged(self, cells: SheetCells, texts: dict[Place, str]) -> None:
        """Repeat the value of cells merged over several rows in each of these rows with other content."""
        used_rows = sorted({row for row, _ in texts})
        filled = 0
        for area in cells.merged:
            try:
                first_column, first_row, _, last_row = range_boundaries(area)
            except ValueError:
                continue
            if not (first_column and first_row and last_row) or (text := texts.get((first_row, first_column))) is None:
                continue
            rows = [row for row in used_rows if first_row < row <= last_row and (row, first_column) not in texts]
            texts.update({(row, first_column): text for row in rows})
            filled += bool(rows)
            if rows and filled <= NAMED_AT_MOST:
                what = f"the cells {area} are merged; each of their rows was read as “{_shortened(text)}”"
                remedy = "unmerge them and write what each row should say"
                self.report(what, remedy, Treatment.CORRECTED, (first_row, first_column))
        if filled > NAMED_AT_MOST:
            self.report(f"{filled - NAMED_AT_MOST} more cells are merged over several rows", "unmerge them")

    def _struck(self, cells: SheetCells, texts: dict[Place, str]) -> None:
        """Ignore rows and parts of cells that are struck through; read single struck-through cells; report all."""
        struck_rows = {row for row, _ in cells.struck}
        for row in sorted(struck_rows):
            places = [place for place in texts if place[0] == row]
            if all(place in cells.struck for place in places):
                for place in places:
                    del texts[place]
                what, remedy = "the row is struck through and was not read", "delete it, or remove the line"
                self.report(what, remedy, Treatment.IGNORED, (row, 0))
                continue
            for place in sorted(cells.struck.intersection(places)):
                what = f"“{_shortened(texts[place])}” is struck through, but was read like the rest of its row"
                self.report(what, "delete it, or remove the line", place=place)
        for place, part in cells.struck_parts.items():
            if place in texts:
                what = f"“{_shortened(part)}” is struck through in this cell and was not read"
                self.report(what, "delete it, or remove the line", Treatment.IGNORED, place)

    def _formulas(self, cells: SheetCells, texts: dict[Place, str]) -> None:
        known = [place for place in cells.formulas if place in texts]
        if not known:
            return
        first, others = coordinate(known[0]), f" and {len(known) - 1:,} others" if len(known) > 1 else ""
        what = f"{first}{others} {'hold formulas' if others else 'holds a formula'}; the saved values were read"
        self.report(what, "nothing needs to be done if the values are right", place=known[0])

    def _hidden(self, cells: SheetCells, texts: dict[Place, str]) -> None:
        """Hidden rows and columns are read and reported: a filter that was left on must not lose answers."""
        used_rows, used_columns = {row for row, _ in texts}, {column for _, column in texts}
        remedy = "unhide them to see what was read, and delete what should not be read"
        rows = [row for row in cells.hidden_rows if row in used_rows]
        if rows:
            what = f"{_stretches('row', rows, str)} hidden, but {_was(rows)} read"
            self.report(what, remedy)
        columns = sorted({c for low, high in cells.hidden_columns for c in used_columns if low <= c <= high})
        if columns:
            what = f"{_stretches('column', columns, get_column_letter)} hidden, but {_was(columns)} read"
            self.report(what, remedy)

    def _comments(self, comments: list[tuple[Place, str]]) -> None:
        """Report comments, except those on the first row, which explain columns."""
        reported = [(place, text) for place, text in comments if text and place[0] > 1]
        for place, text in reported[:NAMED_AT_MOST]:
            what = f"the cell has a comment, which was not read: “{_shortened(' '.join(text.split()))}”"
            self.report(what, "write it into the cell if it changes the answer", Treatment.IGNORED, place)
        if len(reported) > NAMED_AT_MOST:
            self.report(f"{len(reported) - NAMED_AT_MOST} more cells have comments, which were not read", "read them")


def _was(numbers: list[int]) -> str:
    return "was" if len(numbers) == 1 else "were"


def _stretches(what: str, numbers: list[int], name: Callable[[int], str]) -> str:
    """Format numbers with ranges, at most eight: ``rows 5–7 and 9 are``."""
    parts = []
    for _, members in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        stretch = [number for _, number in members]
        parts.append(name(stretch[0]) + (f"–{name(stretch[-1])}" if len(stretch) > 1 else ""))
    shown = ", ".join(parts[:8]) + (" and others" if len(parts) > 8 else "")
    return f"{what} {shown} is" if len(numbers) == 1 else f"{what}s {shown} are"


def _shortened(text: str) -> str:
    return text if len(text) <= _COMMENT_SHOWN else text[: _COMMENT_SHOWN - 1] + "…"


def cell_text(value: Any) -> str:
    """Format a cell's value as a person would write it: ``09:30``, ``2024-12-15``, ``80`` for 80.0."""
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
    if value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")
