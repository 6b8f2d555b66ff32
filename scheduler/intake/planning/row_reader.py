"""Read the rows of a sheet as records: columns are found by title, cells read in the form that `sheets` declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from scheduler.core.clock import Window
from scheduler.core.instance import Source
from scheduler.core.phrases import one_of
from scheduler.core.renamed import earlier_settings
from scheduler.intake import cell_values as cells
from scheduler.intake import times
from scheduler.intake.form_words import leaves_open
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.name_matching import resolve, resolve_all
from scheduler.intake.planning.sheets import GUIDE, SHEETS, Sheet, SheetColumn
from scheduler.intake.planning.time_zone_names import time_zone
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.spelling import foreign_letters, normalise
from scheduler.intake.tables.excel_conversions import is_mangled
from scheduler.intake.tables.table import Cell, Table, below_no_title
from scheduler.intake.times import Calendar

HEADER_AMONG = 10
"""The header is searched among this many first rows, because some people write a title above it."""

_FALLBACK_DATE = date(2000, 1, 1)


Value = TypeVar("Value")


@dataclass(frozen=True)
class SheetRecord:
    """One row of a sheet, or the values of a settings sheet. An empty cell takes the default of its column.

    Reading never fails: it adds a problem and returns a harmless value, so that the other cells are read too. `unread`
    are the titles of cells that could not be read; what follows from the harmless value is not reported.
    """

    sheet: Sheet
    row: int
    cells: Mapping[str, Cell]
    problems: list[Problem]
    unread: set[str] = field(default_factory=set, compare=False)

    @property
    def source(self) -> Source:
        return next(iter(self.cells.values())).source

    def cell(self, title: str) -> Cell:
        """The cell under a title; if it is empty, the same cell with the default of the column."""
        column = _column(self.sheet, title)
        found = self.cells.get(title)
        if found is None:
            first = next(iter(self.cells.values()))
            return Cell(first.file, first.sheet, self.row, first.column, column.default)
        return found.with_text(column.default) if found.is_empty else found

    def is_empty(self, title: str) -> bool:
        """Whether the cell is empty, regardless of the default."""
        return title not in self.cells or self.cells[title].is_empty

    def report(self, title: str, what: str, remedy: str = "", severity: Severity = Severity.ERROR) -> None:
        """Add a problem at the cell under a title, unless the cell could not be read."""
        if title not in self.unread:
            self.problems.append(self._problem(title, what, remedy, severity))

    def report_unread(self, title: str, what: str, remedy: str) -> None:
        """Add an error at a cell that cannot be read."""
        self.problems.append(self._problem(title, what, remedy, Severity.ERROR))
        self.unread.add(title)

    def _problem(self, title: str, what: str, remedy: str, severity: Severity) -> Problem:
        """A problem at a cell; without the column, in the row; without the setting, in the sheet with its default."""
        if title in self.cells:
            return self.cell(title).problem(what, remedy, severity)
        place = next(iter(self.cells.values()))
        if self.sheet.settings:
            default = _column(self.sheet, title).default
            what = f"setting “{title}” (left out, so {default or 'empty'}): {what}"
        return Problem(severity, what, remedy, place.file, place.sheet, row=self.row)

    def _read(self, title: str, parse: Callable[[Cell], Value]) -> Value:
        """Parse the cell under a title; after an error, its title is among those unread."""
        before = len(self.problems)
        value = parse(self.cell(title))
        if any(problem.severity is Severity.ERROR for problem in self.problems[before:]):
            self.unread.add(title)
        return value

    def is_duplicate(self, title: str, known: NameDirectory) -> bool:
        """Whether the name under a title appeared in an earlier row, which is an error; otherwise `known` learns it."""
        name = self.text(title)
        alike = known.find_in_latin(name)
        earlier = known.add(name)
        if earlier is None:
            self._report_odd_name(title, alike)
            return False
        same = "" if earlier == name else f", as “{earlier}”"
        self.report(title, f"{known.what} “{name}” appears twice{same}", "keep one row, or rename one")
        return True

    def _report_odd_name(self, title: str, alike: str | None) -> None:
        """Report a new name that looks like an earlier one, mixes scripts, or was altered by Excel."""
        name = self.text(title)
        if alike is not None:
            what = f"“{name}” looks like “{alike}” above, but some of its letters are of another script"
            self.report(title, what, "type both again, and keep one row if they are the same")
        else:
            report_foreign_letters(self, title)
        if is_mangled(name) and self.sheet.title != "Days":
            what = f"“{name}” may be what Excel made of a name such as MAR-1"
            self.report(title, what, "if so, give the cell the format Text and type it again", Severity.WARNING)

    def text(self, title: str) -> str:
        return self._read(title, lambda cell: cells.text(cell, self.problems))

    def number(self, title: str, least: int = 0) -> int:
        return self.number_if_any(title, least) or least

    def number_if_any(self, title: str, least: int = 0) -> int | None:
        """An integer; None if the cell and its default are empty."""
        return self._read(title, lambda cell: cells.number(cell, self.problems, least))

    def minutes(self, title: str, least: int = 0) -> int:
        """A length of time in minutes."""
        return self.minutes_if_any(title, least) or least

    def minutes_if_any(self, title: str, least: int = 0) -> int | None:
        """A length of time in minutes; None if the cell and its default are empty."""
        return self._read(title, lambda cell: cells.duration(cell, self.problems, least))

    def clock(self, title: str) -> int:
        return self.clock_if_any(title) or 0

    def clock_if_any(self, title: str) -> int | None:
        return self._read(title, lambda cell: times.clock(cell, self.problems))

    def date(self, title: str) -> date:
        return self._read(title, lambda cell: times.day_date(cell, self.problems)) or _FALLBACK_DATE

    def yes(self, title: str) -> bool:
        return bool(self.yes_if_any(title))

    def yes_if_any(self, title: str) -> bool | None:
        """Yes or no; None if the cell and its default are empty."""
        return self._read(title, lambda cell: cells.yes_no(cell, self.problems))

    def time_zone(self, title: str) -> str:
        """An IANA name; empty if the cell is."""
        return self._read(title, lambda cell: time_zone(cell, self.problems))

    def items(self, title: str) -> tuple[str, ...]:
        return self._read(title, lambda cell: cells.items(cell, self.problems))

    def windows(self, title: str, calendar: Calendar) -> tuple[Window, ...]:
        return self._read(title, lambda cell: calendar.windows(cell, self.problems))

    def name(self, title: str, directory: NameDirectory) -> str:
        """The resolved name in a cell; empty if the cell is."""
        return self._read(title, lambda cell: resolve(cell, directory, self.problems))

    def names(self, title: str, directory: NameDirectory) -> tuple[str, ...]:
        """The resolved names in a cell."""
        return self._read(title, lambda cell: resolve_all(cell, directory, self.problems))


def report_foreign_letters(record: SheetRecord, *titles: str) -> None:
    """Warn of Latin names that contain look-alike letters of other scripts."""
    for title in titles:
        if letters := foreign_letters(record.text(title)):
            what = f"“{record.text(title)}” has letters that only look Latin: {letters}"
            record.report(title, what, "type it again with Latin letters", Severity.WARNING)


def _column(sheet: Sheet, title: str) -> SheetColumn:
    return next(column for column in (*sheet.settings, *sheet.columns) if column.title == title)


def find_sheets(tables: Sequence[Table], file: str, problems: list[Problem], notes: list[str]) -> dict[str, Table]:
    """The sheets of the planning workbook by title; a missing required sheet is an error."""
    by_title = {normalise(table.sheet): table for table in tables}
    known = NameDirectory("sheet")
    titles = (GUIDE, *(title for sheet in SHEETS for title in (sheet.title, *sheet.earlier)))
    for table in tables:
        if normalise(table.sheet) not in {normalise(title) for title in titles}:
            known.add(table.sheet)
            notes.append(f"{file}: sheet {table.sheet} is not part of the planning workbook and was not read.")
    found: dict[str, Table] = {}
    for sheet in SHEETS:
        names = (sheet.title, *sheet.earlier)
        own = next((by_title[normalise(name)] for name in names if normalise(name) in by_title), None)
        if own is not None:
            found[sheet.title] = own
        elif sheet.required:
            near = known.nearest(sheet.title, most=1)
            remedy = f"rename sheet “{near[0]}”, or add it" if near else "add it, as “igf-scheduler init” writes it"
            problems.append(Problem(Severity.ERROR, f"sheet “{sheet.title}” is missing", remedy, file))
    return found


def read_records(table: Table, sheet: Sheet, problems: list[Problem]) -> list[SheetRecord]:
    """Read the rows below the header; a row without its first required cell is reported and left out."""
    header = _header_row(table, sheet.columns)
    if header is None:
        titles = ", ".join(f"“{column.title}”" for column in sheet.columns if column.required)
        problems.append(table.problem("no row with column titles was found", f"write {titles} into the first row"))
        return []
    places = _places(table, sheet.columns, header, problems)
    problems.extend(below_no_title(table, table.rows[header].keys(), [row for row in table.rows if row > header]))
    records: list[SheetRecord] = []
    for row in table.row_numbers:
        if row <= header or not places:
            continue
        found = {title: table.cell(row, column) for title, column in places.items()}
        if all(cell.is_empty for cell in found.values()):
            continue
        record = SheetRecord(sheet, row, found, problems)
        _report_empty(record, sheet.columns)
        records.append(record)
    return records


def read_settings(
    table: Table, sheet: Sheet, problems: list[Problem], variation: Mapping[str, str] | None = None
) -> SheetRecord:
    """Read a settings sheet as one record in which settings take the place of columns.

    `variation` has values that replace those in the sheet; an empty value stands for an empty cell.
    """
    known = NameDirectory("setting", f"sheet {sheet.title}", loose=True)
    for column in sheet.settings:
        known.add(column.title, earlier_settings(column.title))
    values: dict[str, Cell] = {"": Cell(table.file, table.sheet, 1, 1, "")}
    for line in read_records(table, sheet, problems):
        name_cell = line.cell("Setting")
        setting = known.find(name_cell.text)
        if setting is None:
            near = known.nearest(name_cell.text)
            remedy = "write " + one_of(near) if near else "delete the row"
            problems.append(name_cell.problem(f"“{name_cell.text}” is no setting of sheet {sheet.title}", remedy))
        elif setting in values:
            what = f"setting “{setting}” appears here and in row {values[setting].row}"
            problems.append(name_cell.problem(what, "keep one"))
        else:
            values[setting] = line.cell("Value") if "Value" in line.cells else name_cell.with_text("")
    for setting, text in (variation or {}).items():
        place = values.get(setting, values[""])
        values[setting] = Cell(place.file, place.sheet, place.row, place.column, text)
    record = SheetRecord(sheet, 0, values, problems)
    for column in sheet.settings:
        if column.required and record.is_empty(column.title):
            if column.title in values:
                record.report(column.title, f"setting “{column.title}” has no value", _fill_in(column))
            else:
                problems.append(table.problem(f"setting “{column.title}” is missing", _fill_in(column)))
    return record


def _fill_in(column: SheetColumn) -> str:
    return f"fill it in ({column.note.rstrip('.')})"


def _header_row(table: Table, columns: Sequence[SheetColumn]) -> int | None:
    """The row that holds most of the titles, among the first rows."""
    titles = {normalise(column.title) for column in columns}
    matches = {
        row: sum(normalise(cell.text) in titles for cell in table.cells(row))
        for row in table.row_numbers
        if row <= HEADER_AMONG
    }
    best = max(matches, key=lambda row: (matches[row], -row), default=None)
    return best if best is not None and matches[best] else None


def _places(table: Table, columns: Sequence[SheetColumn], header: int, problems: list[Problem]) -> dict[str, int]:
    """Column numbers by title. Missing required columns are errors, unknown columns are warnings."""
    titles = {normalise(column.title): column.title for column in columns}
    places: dict[str, int] = {}
    strangers: list[Cell] = []
    for cell in table.cells(header):
        title = titles.get(normalise(cell.text))
        if title is None:
            if cell.text:
                strangers.append(cell)
        elif title in places:
            problems.append(cell.problem(f"column “{title}” appears twice", "delete or rename one of them"))
        else:
            places[title] = cell.column
    for column in columns:
        if column.required and column.title not in places:
            directory = NameDirectory("column")
            for cell in strangers:
                directory.add(cell.text)
            near = directory.nearest(column.title, most=2)
            remedy = "rename " + one_of(near) if near else "add it to the header row"
            problems.append(table.problem(f"column “{column.title}” is missing", remedy))
    _report_strangers(strangers, [column for column in columns if column.title not in places], problems)
    return places


def _report_strangers(strangers: Sequence[Cell], missing: Sequence[SheetColumn], problems: list[Problem]) -> None:
    directory = NameDirectory("column")
    for column in missing:
        directory.add(column.title)
    for cell in strangers:
        what = f"column “{cell.text}” is not known and was not read"
        if misspelt := directory.close(cell.text):
            # Read without it, the sheet would say something else.
            problems.append(cell.problem(what, f"rename it “{misspelt}”, or give it a name of its own"))
            continue
        near = directory.nearest(cell.text, most=1)
        remedy = f"rename it if “{near[0]}” is meant" if near else "delete it, or leave it for your own use"
        problems.append(cell.problem(what, remedy, Severity.WARNING))


def _report_empty(record: SheetRecord, columns: Sequence[SheetColumn]) -> None:
    for column in columns:
        if not column.required or column.title not in record.cells:
            continue
        if record.is_empty(column.title):
            record.report(column.title, f"“{column.title}” is empty", _fill_in(column))
        elif leaves_open(text := record.cells[column.title].text):
            record.report(column.title, f"“{column.title}” holds only “{text}”", _fill_in(column))
