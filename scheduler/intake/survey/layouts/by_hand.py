"""Layout of tables typed by hand, and of unknown form tools."""

from __future__ import annotations

from scheduler.intake.survey.headers import guess_field, meaning
from scheduler.intake.survey.layouts.laid_out import (
    HEADER_AMONG,
    AnswerColumn,
    AnswerTable,
    FormTool,
    find_header,
    grouped_columns,
    names,
    own_header,
    single_columns,
)
from scheduler.intake.survey.survey_questions import QUESTIONS
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="plain",
    name="a plain table",
    signs=(),
    own=names("Date", "Sent", "Received", "E-mail", "Email", "Answered by", "No.", "#"),
    moments=("date", "sent", "received"),
    senders=("e-mail", "email", "answered by"),
)
_REQUIRED = frozenset(question.field for question in QUESTIONS if question.required)


def plain_table(table: Table, insisted: bool) -> AnswerTable | None:
    """A plain table typed by hand: its header holds the questions that an answer cannot do without.

    Blank cells in the header belong to the question on their left, with the options in the row below.
    """
    for row in table.row_numbers[:HEADER_AMONG]:
        answers = _below(table, row)
        if {field for column in answers.columns if (field := _field(column))} >= _REQUIRED:
            return answers
    header = find_header(table, TOOL, insisted)
    if header is not None:
        return _below(table, header.row)
    guessed = [row for row in table.row_numbers[:HEADER_AMONG] if _guessed(table, row) >= _REQUIRED]
    return _below(table, guessed[0]) if guessed else None


def _field(column: AnswerColumn) -> str:
    found = meaning(column.header)
    return found.field if found else ""


def _guessed(table: Table, row: int) -> set[str]:
    return {field for cell in table.cells(row) if cell.text and (field := guess_field(cell.text))}


def _below(table: Table, row: int) -> AnswerTable:
    """The answers below a header of one row, or of two rows if the first leaves cells blank."""
    header = own_header(table, row, TOOL)
    below, own = row + 1, header.own_columns
    two_rows = _is_second_header(table, row, below, own)
    columns = grouped_columns(table, row, below, own) if two_rows else single_columns(table, row, own)
    moment, senders = header.first_of(TOOL.moments), header.all_of(TOOL.senders)
    return AnswerTable(TOOL, table, row, below + two_rows, columns, moment, senders)


def _is_second_header(table: Table, row: int, below: int, own: frozenset[int]) -> bool:
    """Whether the row below only names options: it fills blank cells of the header and names no coalition."""
    blank = [cell for cell in table.cells(row) if not cell.text and table.cell(below, cell.column).text]
    coalition = [c.column for c in single_columns(table, row, own) if _field(c) == "coalition"]
    return bool(blank) and all(table.cell(below, column).is_empty for column in coalition)
