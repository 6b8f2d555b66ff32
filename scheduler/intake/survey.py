"""Survey spreadsheets as form tools lay them out: each layout is one function that yields the common `Answers`.

A layout function looks at a table and returns its answers, or None where the table is not of its kind. To read one
more form tool, write its function and list it in `LAYOUTS`; what the questions mean is settled in `answers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from scheduler.intake.delimited import read_delimited
from scheduler.intake.names import Directory, normalise
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.questions import QUESTIONS, Question
from scheduler.intake.table import Cell, Table
from scheduler.intake.workbook import read_workbook

HEADER_AMONG = 5
"""The header is looked for among the first rows that hold anything."""


@dataclass(frozen=True)
class AnswerColumn:
    """A column of answers. `item` is what the column alone is about, in a question spread over several columns."""

    question: str
    column: int
    item: str = ""


@dataclass(frozen=True)
class Answers:
    """What every layout comes down to: where the answers stand, and which column answers what.

    `moment` is the column that says when an answer was sent, if there is one.
    """

    layout: str
    table: Table
    header: int
    columns: tuple[AnswerColumn, ...]
    moment: int | None = None

    @property
    def rows(self) -> tuple[int, ...]:
        """Numbers of the rows with answers."""
        asked = [column.column for column in self.columns]
        return tuple(
            row
            for row in self.table.row_numbers
            if row > self.header and any(not self.table.cell(row, column).is_empty for column in asked)
        )


_MICROSOFT = ("id", "start time", "completion time")
_MICROSOFT_OTHERS = ("email", "name", "last modified time", "language", "total points", "quiz feedback")
_GOOGLE = ("timestamp", "horodateur", "marca temporal")
_GOOGLE_OTHERS = ("email address", "username", "score")
_GRID_ITEM = re.compile(r"(?P<question>.+?)\s*\[(?P<item>[^\[\]]+)\]")


def microsoft_forms(table: Table) -> Answers | None:
    """Microsoft Forms: ``ID, Start time, Completion time, Email, Name``, then a column for each question."""
    header = _header(table, _MICROSOFT)
    if header is None:
        return None
    by_name = {normalise(cell.text): cell.column for cell in table.cells(header)}
    own = {by_name[name] for name in (*_MICROSOFT, *_MICROSOFT_OTHERS) if name in by_name}
    return Answers("Microsoft Forms", table, header, _plain_columns(table, header, own), by_name["completion time"])


def google_forms(table: Table) -> Answers | None:
    """Google Forms: ``Timestamp``, then the questions; a ranking has a column for each item, ``Question [Item]``."""
    found = [(name, header) for name in _GOOGLE if (header := _header(table, (name,))) is not None]
    if not found:
        return None
    timestamp, header = found[0]
    by_name = {normalise(cell.text): cell.column for cell in table.cells(header)}
    own = {by_name[name] for name in (timestamp, *_GOOGLE_OTHERS) if name in by_name}
    columns = _with_grid_items(_plain_columns(table, header, own))
    return Answers("Google Forms", table, header, columns, by_name[timestamp])


def plain_table(table: Table) -> Answers | None:
    """A table typed by hand: its header holds the questions that an answer cannot do without."""
    for row in table.row_numbers[:HEADER_AMONG]:
        columns = _with_grid_items(_plain_columns(table, row, set()))
        asked = {question_for(column.question) for column in columns}
        if all(question in asked for question in QUESTIONS if question.required):
            return Answers("a plain table", table, row, columns)
    return None


LAYOUTS: tuple[Callable[[Table], Answers | None], ...] = (microsoft_forms, google_forms, plain_table)
"""Tried in this order."""


def _header(table: Table, names: Iterable[str]) -> int | None:
    """The first row among the first ones that holds all these names."""
    wanted = set(names)
    for row in table.row_numbers[:HEADER_AMONG]:
        if wanted <= {normalise(cell.text) for cell in table.cells(row)}:
            return row
    return None


def _plain_columns(table: Table, header: int, without: set[int]) -> tuple[AnswerColumn, ...]:
    return tuple(
        AnswerColumn(cell.text, cell.column) for cell in table.cells(header) if cell.text and cell.column not in without
    )


def _with_grid_items(columns: Iterable[AnswerColumn]) -> tuple[AnswerColumn, ...]:
    """Headers such as ``Question [Item]`` taken apart."""
    found: list[AnswerColumn] = []
    for column in columns:
        match = _GRID_ITEM.fullmatch(column.question)
        is_item = match is not None and question_for(column.question) is None
        found.append(AnswerColumn(match["question"], column.column, match["item"]) if match and is_item else column)
    return tuple(found)


def question_for(header: str) -> Question | None:
    """The question that a header asks, by its text or a synonym; None where no question is meant."""
    return _BY_HEADER.get(_header_key(header))


def _header_key(header: str) -> str:
    return normalise(header).rstrip(" ?.:*")


_BY_HEADER = {
    _header_key(header): question
    for question in QUESTIONS
    for header in (question.field, question.text, *question.synonyms)
}


def find_survey(folder: Path, problems: list[Problem]) -> Path | None:
    """The survey in an instance's folder; None where there is none, or more than one."""
    found = [folder / name for name in ("survey.xlsx", "survey.csv") if (folder / name).is_file()]
    if len(found) > 1:
        what = "the folder holds both survey.xlsx and survey.csv"
        problems.append(Problem(Severity.ERROR, what, "keep the one that counts", file=folder.name))
    return found[0] if len(found) == 1 else None


def read_answers(path: Path, problems: list[Problem], notes: list[str]) -> Answers | None:
    """The answers of a survey file, its layout recognised and said; None after a problem."""
    tables = read_delimited(path, problems) if path.suffix.lower() == ".csv" else read_workbook(path, problems)
    if not tables:
        return None
    for table in tables:
        for layout in LAYOUTS:
            answers = layout(table)
            if answers is not None:
                sheet = f", sheet {table.sheet}" if table.sheet else ""
                notes.append(f"{path.name}{sheet}: read in the layout of {answers.layout}.")
                return answers
    problems.append(_no_layout(tables[0]))
    return None


def _no_layout(table: Table) -> Problem:
    what = "no layout of a form tool was recognised"
    required = " and ".join(f"“{question.text}”" for question in QUESTIONS if question.required)
    remedy = f"export from Microsoft Forms or Google Forms, or give a table with the columns {required}"
    if not table.row_numbers:
        what = "the sheet is empty"
    return table.problem(what, remedy)


def columns_by_field(answers: Answers, problems: list[Problem]) -> dict[str, tuple[AnswerColumn, ...]]:
    """Field of a question → its columns: one, or one for each item. What cannot be matched is reported."""
    found: dict[str, list[AnswerColumn]] = {}
    strangers: list[Cell] = []
    for column in answers.columns:
        cell = answers.table.cell(answers.header, column.column)
        question = question_for(column.question)
        if question is None:
            strangers.append(cell)
            continue
        columns = found.setdefault(question.field, [])
        if columns and not (column.item and columns[0].item):
            first = answers.table.cell(answers.header, columns[0].column)
            what = f"this column asks the same as {first.coordinate}: “{question.text}”"
            problems.append(cell.problem(what, "delete one of the two columns"))
        else:
            columns.append(column)
    missing = [question for question in QUESTIONS if question.field not in found]
    for question in missing:
        if question.required:
            problems.append(_missing(answers, question, strangers))
    _report_strangers(strangers, missing, problems)
    return {field: tuple(columns) for field, columns in found.items()}


def _missing(answers: Answers, question: Question, strangers: list[Cell]) -> Problem:
    directory = Directory("column")
    for cell in strangers:
        directory.add(cell.text)
    near = directory.nearest(question.text, most=2)
    remedy = "rename " + " or ".join(f"“{name}”" for name in near) if near else "add it"
    return answers.table.problem(f"no column asks “{question.text}”", remedy)


def _report_strangers(strangers: list[Cell], missing: list[Question], problems: list[Problem]) -> None:
    directory = Directory("question")
    for question in missing:
        directory.add(question.text, question.synonyms)
    for cell in strangers:
        near = directory.nearest(cell.text, most=1)
        remedy = f"rename it if “{near[0]}” is meant" if near else "nothing needs to be done if it is your own"
        what = f"column “{_shortened(cell.text)}” asks no question of the survey and was not read"
        problems.append(cell.problem(what, remedy, Severity.WARNING))


def _shortened(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
