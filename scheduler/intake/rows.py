"""One row of answers with the means to read it: its cells by question, and what is odd between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.intake import cells
from scheduler.intake.directory import Directory
from scheduler.intake.layouts import AnswerColumn, Answers
from scheduler.intake.names import resolve, resolve_all
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.spelling import normalise
from scheduler.intake.table import Cell


@dataclass(frozen=True)
class AnswerRow:
    """One row of the survey. `columns` has the columns of each question by its field."""

    answers: Answers
    columns: Mapping[str, tuple[AnswerColumn, ...]]
    row: int
    problems: list[Problem]

    def cell(self, field: str) -> Cell:
        """The answer to a question; an empty cell where it was not asked.

        Of several columns, as a form with branches has them, the first that is filled counts.
        """
        table = self.answers.table
        columns = self.columns.get(field, ())
        if not columns:
            return Cell(table.file, table.sheet, self.row, 1, "")
        given = [cell for column in columns if not (cell := table.cell(self.row, column.column)).is_empty]
        return given[0] if given else table.cell(self.row, columns[0].column)

    def report_disagreement(self, field: str) -> None:
        """Two columns of one question that are both filled, and differ."""
        table = self.answers.table
        columns = [column for column in self.columns.get(field, ()) if not column.item]
        given = [cell for column in columns if not (cell := table.cell(self.row, column.column)).is_empty]
        for other in given[1:]:
            if normalise(other.text) != normalise(given[0].text):
                what = f"“{other.text}” and “{given[0].text}” in {given[0].coordinate} answer one question differently"
                self.problems.append(other.question(what, "delete one of the two", f"“{given[0].text}”"))

    def items(self, field: str) -> tuple[tuple[str, Cell], ...]:
        """Items and cells of a question that is spread over several columns; none if it stands in one cell."""
        table = self.answers.table
        return tuple((c.item, table.cell(self.row, c.column)) for c in self.columns.get(field, ()) if c.item)

    def names(self, field: str, directory: Directory) -> tuple[str, ...]:
        """The things named in one cell, or ticked in a column for each."""
        items = self.items(field)
        if not items:
            return resolve_all(self.cell(field), directory, self.problems)
        found: list[str] = []
        for item, cell in items:
            if not cells.marked(cell, self.problems):
                continue
            # “Other (please specify)” holds the answer itself, as some tools' other columns do.
            written = cell.with_text(item) if cells.is_mere_mark(cell) else cell
            named = resolve_all(written, directory, self.problems)
            found += [name for name in named if name not in found]
        return tuple(found)

    def texts(self, field: str) -> Cell:
        """The answer in one cell; ticked options of several columns joined by ``;``."""
        ticked = []
        items = self.items(field)
        for item, cell in items:
            if cells.marked(cell, self.problems):
                ticked.append(item if cells.is_mere_mark(cell) else cell.text)
        if not items:
            return self.cell(field)
        return items[0][1].with_text("; ".join(ticked))

    def coalitions(self, directory: Directory) -> tuple[str, ...]:
        """For whom the answer is: one coalition, or several for whom one person answers at once."""
        cell = self.cell("coalition")
        if directory.find(cell.text) or len(directory.split(cell.text)) == 1:
            name = resolve(cell, directory, self.problems)
            return (name,) if name else ()
        names = resolve_all(cell, directory, self.problems)
        if len(names) > 1:
            listed = ", ".join(names[:-1]) + f" and {names[-1]}"
            what = f"one answer is given for {listed}"
            self.problems.append(cell.problem(what, "it counts for each of them", Severity.WARNING))
        return names
