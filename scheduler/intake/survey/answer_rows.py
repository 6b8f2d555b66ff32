"""One row of survey answers: its cells by question, and contradictions between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.core.phrases import listed
from scheduler.intake import cell_values as cells
from scheduler.intake.form_words import leaves_open
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.name_matching import resolve, resolve_all
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.spelling import normalise
from scheduler.intake.survey.layouts import AnswerColumn, AnswerTable
from scheduler.intake.survey.survey_questions import QUESTIONS
from scheduler.intake.tables.table import Cell
from scheduler.intake.vocabulary_names import kind_directory

_MAY_STAY_OPEN = frozenset(one.field for one in QUESTIONS if not one.required and one.form != "yes/no")
"""Questions in which “TBC” or “unknown” is no answer; to a yes or no it is a question."""


@dataclass(frozen=True)
class AnswerRow:
    """One row of the survey. `columns` maps the field of a question to its columns; `kinds` are those of presence."""

    answers: AnswerTable
    columns: Mapping[str, tuple[AnswerColumn, ...]]
    row: int
    problems: list[Problem]
    kinds: NameDirectory = field(default_factory=kind_directory)
    _read: dict[str, Cell] = field(default_factory=dict)

    def cell(self, asked: str) -> Cell:
        """The answer to a question; an empty cell if it was not asked.

        Of several columns, as in forms with branches, the first that is filled counts.
        """
        if asked not in self._read:
            self._read[asked] = self._find(asked)
        return self._read[asked]

    def _find(self, asked: str) -> Cell:
        table = self.answers.table
        first: Cell | None = None
        for column in self.columns.get(asked, ()):
            cell = table.cell(self.row, column.column)
            if asked in _MAY_STAY_OPEN and leaves_open(cell.text):
                cell = cell.with_text("")
            if not cell.is_empty:
                return cell
            first = first or cell
        return first or Cell(table.file, table.sheet, self.row, 1, "")

    def report_disagreement(self, asked: str) -> None:
        """Report two columns of one question that are filled differently."""
        columns = [column for column in self.columns[asked] if not column.item]
        if len(columns) < 2:
            return
        table = self.answers.table
        given = [cell for column in columns if not (cell := table.cell(self.row, column.column)).is_empty]
        for other in given[1:]:
            if normalise(other.text) != normalise(given[0].text):
                what = f"“{other.text}” and “{given[0].text}” in {given[0].coordinate} answer one question differently"
                self.problems.append(other.question(what, "delete one of the two", f"“{given[0].text}”"))

    def items(self, asked: str) -> tuple[tuple[str, Cell], ...]:
        """Items and filled cells of a question with several columns; none if it has one cell."""
        table = self.answers.table
        columns = [column for column in self.columns.get(asked, ()) if column.item]
        cells_of = ((column.item, table.cell(self.row, column.column)) for column in columns)
        return tuple((item, cell) for item, cell in cells_of if not cell.is_empty)

    def names(self, asked: str, directory: NameDirectory) -> tuple[str, ...]:
        """The names resolved from one cell, or from one ticked column each."""
        if self.cell(asked).is_empty:
            return ()
        items = self.items(asked)
        if not items:
            return resolve_all(self.cell(asked), directory, self.problems)
        found: list[str] = []
        for item, cell in items:
            if not cells.marked(cell, self.problems):
                continue
            # “Other (please specify)” holds the answer itself, as some tools' other columns do.
            written = cell.with_text(item) if cells.is_mere_mark(cell) else cell
            named = resolve_all(written, directory, self.problems)
            found += [name for name in named if name not in found]
        return tuple(found)

    def texts(self, asked: str) -> Cell:
        """The text of the answer; ticked options of several columns are joined by ``;``."""
        items = self.items(asked)
        if not items:
            return self.cell(asked)
        ticked = [
            item if cells.is_mere_mark(cell) else cell.text for item, cell in items if cells.marked(cell, self.problems)
        ]
        return items[0][1].with_text("; ".join(ticked))

    def coalitions(self, directory: NameDirectory) -> tuple[str, ...]:
        """The coalition that the answer is for, or several if one person answers for all of them."""
        cell = self.cell("coalition")
        if directory.find(cell.text) or len(directory.split(cell.text)) == 1:
            name = resolve(cell, directory, self.problems)
            return (name,) if name else ()
        names = resolve_all(cell, directory, self.problems)
        if len(names) > 1:
            what = f"one answer is given for {listed(names)}"
            self.problems.append(cell.problem(what, "it counts for each of them", Severity.WARNING))
        return names
