"""A sheet as text: a pandas frame whose index and columns are the spreadsheet's own row and column numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
from openpyxl.utils import get_column_letter

from scheduler.instance import Source
from scheduler.intake.problems import Problem, Severity

Faults = dict[tuple[int, int], str]


@dataclass(frozen=True)
class Cell:
    """One cell as text, and where it stands. `fault` says why its value cannot be known (an error, a formula)."""

    file: str
    sheet: str
    row: int
    column: int
    text: str
    fault: str = ""

    @property
    def coordinate(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.fault

    @property
    def source(self) -> Source:
        return Source(file=self.file, sheet=self.sheet, row=self.row)

    def problem(self, what: str, remedy: str = "", severity: Severity = Severity.ERROR) -> Problem:
        """A problem that points at this cell."""
        return Problem(severity, what, remedy, self.file, self.sheet, self.coordinate, self.row)

    def with_text(self, text: str) -> Cell:
        """The same place with a part of its text, for cells that hold several values."""
        return Cell(self.file, self.sheet, self.row, self.column, text, self.fault)


@dataclass(frozen=True)
class Table:
    """A sheet. `frame` holds text, stripped; its index and columns count from 1 as a spreadsheet does.

    `faults` names cells whose value cannot be known. `sheet` is empty for a CSV file.
    """

    file: str
    sheet: str
    frame: pd.DataFrame
    faults: Faults = field(default_factory=dict)

    @cached_property
    def _rows(self) -> dict[int, dict[int, str]]:
        numbers = [int(number) for number in self.frame.columns]
        return {
            int(row): dict(zip(numbers, texts, strict=True))
            for row, texts in zip(self.frame.index, self.frame.to_numpy().tolist(), strict=True)
        }

    @property
    def row_numbers(self) -> tuple[int, ...]:
        """Numbers of the rows that hold anything."""
        return tuple(self._rows)

    @property
    def column_numbers(self) -> tuple[int, ...]:
        return tuple(int(number) for number in self.frame.columns)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place, empty where nothing stands."""
        text = self._rows.get(row, {}).get(column, "")
        return Cell(self.file, self.sheet, row, column, text, self.faults.get((row, column), ""))

    def cells(self, row: int) -> Iterator[Cell]:
        """The cells of a row, from left to right."""
        return (self.cell(row, column) for column in self.column_numbers)

    def problem(self, what: str, remedy: str = "", severity: Severity = Severity.ERROR) -> Problem:
        """A problem of the sheet as a whole."""
        return Problem(severity, what, remedy, self.file, self.sheet)


def table_from_cells(file: str, sheet: str, texts: dict[tuple[int, int], str], faults: Faults) -> Table:
    """A table from the cells that hold something, keyed by row and column; empty rows are left out."""
    places = list(texts) + list(faults)
    rows = sorted({row for row, _ in places})
    columns = range(1, max((column for _, column in places), default=0) + 1)
    grid = [[texts.get((row, column), "") for column in columns] for row in rows]
    frame = pd.DataFrame(grid, index=rows, columns=list(columns), dtype=object)
    return Table(file, sheet, frame, faults)
