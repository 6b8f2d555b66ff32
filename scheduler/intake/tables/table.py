"""A sheet as text: the cells with content, by the spreadsheet's own row and column numbers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from scheduler.core.instance import Source
from scheduler.core.phrases import listed
from scheduler.intake.problems import Problem, Severity, Treatment

Faults = dict[tuple[int, int], str]


@dataclass(frozen=True)
class Cell:
    """One cell as text, with its position. `fault` says why its value cannot be known (an error, a formula).

    `date_1904`: dates of its workbook count from 1904.
    """

    file: str
    sheet: str
    row: int
    column: int
    text: str
    fault: str = ""
    date_1904: bool = False

    @property
    def coordinate(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.fault

    @property
    def source(self) -> Source:
        return Source(file=self.file, sheet=self.sheet, row=self.row, column=get_column_letter(self.column))

    def problem(
        self,
        what: str,
        remedy: str = "",
        severity: Severity = Severity.ERROR,
        guess: str = "",
        treatment: Treatment | None = None,
    ) -> Problem:
        """A problem at this cell."""
        return Problem(
            severity, what, remedy, self.file, self.sheet, self.coordinate, self.row, guess, treatment=treatment
        )

    def question(self, what: str, remedy: str, guess: str) -> Problem:
        """A question at this cell with its best guess, in words."""
        return self.problem(what, remedy, Severity.QUESTION, guess)

    def with_text(self, text: str) -> Cell:
        """A cell at the same position with a part of the text, for cells with several values."""
        return Cell(self.file, self.sheet, self.row, self.column, text, self.fault, self.date_1904)


@dataclass(frozen=True)
class Table:
    """A sheet. `rows` has, by row and column, the stripped text of each cell with content.

    `faults` has the cells whose value cannot be known. `sheet` is empty for a CSV file. Rows and columns count from 1;
    empty rows are missing, so a stray cell far below costs nothing. `widths` has the number of cells of each row of a
    CSV file, empty ones included.
    """

    file: str
    sheet: str
    rows: dict[int, dict[int, str]]
    faults: Faults = field(default_factory=dict)
    column_numbers: tuple[int, ...] = ()
    date_1904: bool = False
    widths: dict[int, int] = field(default_factory=dict)

    @property
    def row_numbers(self) -> tuple[int, ...]:
        """Numbers of the rows with content."""
        return tuple(self.rows)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a position; an empty one if there is no content."""
        text = self.rows.get(row, {}).get(column, "")
        return Cell(self.file, self.sheet, row, column, text, self.faults.get((row, column), ""), self.date_1904)

    def cells(self, row: int) -> Iterator[Cell]:
        """The cells of a row from left to right, empty ones included."""
        return (self.cell(row, column) for column in self.column_numbers)

    def problem(self, what: str, remedy: str = "", severity: Severity = Severity.ERROR) -> Problem:
        """A problem of the sheet."""
        return Problem(severity, what, remedy, self.file, self.sheet)


def table_from_cells(file: str, sheet: str, texts: dict[tuple[int, int], str], faults: Faults) -> Table:
    """Build a table from its cells with content, keyed by row and column."""
    rows: dict[int, dict[int, str]] = {row: {} for row in sorted({row for row, _ in (*texts, *faults)})}
    for (row, column), text in texts.items():
        rows[row][column] = text
    last = max((column for _, column in (*texts, *faults)), default=0)
    return Table(file, sheet, rows, faults, tuple(range(1, last + 1)))


def below_no_title(table: Table, titled: Container[int], rows: Iterable[int]) -> Iterator[Problem]:
    """A warning for each column that has text in these rows and is not among the columns with a title."""
    found: dict[int, list[int]] = {}
    for row in rows:
        for column in table.rows[row]:
            if column not in titled:
                found.setdefault(column, []).append(row)
    for column, places in found.items():
        shown = listed([f"row {row}" for row in places[:5]] + (["others"] if len(places) > 5 else []))
        what = f"column {get_column_letter(column)} has no title, so its text in {shown} was not read"
        remedy = "give it a title, or move the text below the title to which it belongs"
        yield table.cell(places[0], column).problem(what, remedy, Severity.WARNING, treatment=Treatment.IGNORED)
