"""The common result of all layouts: where the answers are, and which column answers which question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.intake.spelling import normalise
from scheduler.intake.survey.headers import is_known
from scheduler.intake.tables.table import Table

HEADER_AMONG = 10
"""The header is searched among this many first non-empty rows."""

_WITH_ITEM = (
    re.compile(r"(?P<question>.+?)(?<!\s)\s*\[(?P<item>[^\[\]]+)\]", re.DOTALL),
    re.compile(r"(?P<question>.+?)(?<!\s)\s+[-–—]\s+(?P<item>.+)", re.DOTALL),
    re.compile(r"(?P<question>.+?):\s+(?P<item>.+)", re.DOTALL),
)
_MARKERS = frozenset(
    (
        *("response", "open-ended response", "selected choice", "selected choices"),
        *("réponse", "réponse libre", "réponse ouverte", "respuesta", "respuesta abierta"),
    )
)
"""Texts that tools write below a question with only one column."""


@dataclass(frozen=True)
class AnswerColumn:
    """A column of answers. `item` is the column's own option in a question with several columns."""

    header: str
    column: int
    item: str = ""


@dataclass(frozen=True)
class FormTool:
    """A form tool, recognised by the columns that it adds to the questions.

    `key` is the name that ``--layout`` takes. Each set in `signs` identifies the tool in one language; `own` are all
    columns that are not questions. All names are normalised.
    """

    key: str
    name: str
    signs: tuple[frozenset[str], ...]
    own: frozenset[str]
    moments: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnswerTable:
    """A sheet of answers with its layout resolved.

    `header` is the row with the questions, `first` the first row that can hold an answer. `moment` is the column with
    the time of sending, `senders` are those that identify the sender. `not_counted` maps rows that hold no valid
    answer, such as the author's tests, to the reason; `unfinished` are answers that were not submitted, `misaligned`
    rows whose cells do not stand below their titles.
    """

    tool: FormTool
    table: Table
    header: int
    first: int
    columns: tuple[AnswerColumn, ...]
    moment: int | None = None
    senders: tuple[int, ...] = ()
    unfinished: frozenset[int] = frozenset()
    not_counted: Mapping[int, str] = field(default_factory=dict)
    misaligned: frozenset[int] = frozenset()

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Numbers of the rows with answers."""
        asked = [column.column for column in self.columns]
        return tuple(
            row
            for row in self.table.row_numbers
            if row >= self.first
            and row not in self.not_counted
            and row not in self.misaligned
            and any(not self.table.cell(row, column).is_empty for column in asked)
        )


@dataclass(frozen=True)
class SurveyHeader:
    """The row with a tool's own columns, and their positions."""

    row: int
    places: Mapping[str, int]

    def first_of(self, names: Iterable[str]) -> int | None:
        """The column of the first of these names that exists."""
        return next((self.places[name] for name in names if name in self.places), None)

    def all_of(self, names: Iterable[str]) -> tuple[int, ...]:
        """The columns of those of these names that exist."""
        return tuple(self.places[name] for name in names if name in self.places)

    @property
    def own_columns(self) -> frozenset[int]:
        return frozenset(self.places.values())


def find_header(table: Table, tool: FormTool, insisted: bool) -> SurveyHeader | None:
    """The row that identifies the tool; if the user insists on it, the row with most of its columns and questions."""
    best, most = None, 0
    for row in table.row_numbers[:HEADER_AMONG]:
        header = own_header(table, row, tool)
        if any(signs <= header.places.keys() for signs in tool.signs):
            return header
        written = [cell.text for cell in table.cells(row) if cell.text]
        fit = 2 * len(header.places) + sum(is_known(text) for text in written) + (len(written) > 1)
        if insisted and fit > most:
            best, most = header, fit
    return best


def own_header(table: Table, row: int, tool: FormTool) -> SurveyHeader:
    """A row as a header of the tool; of two columns with one name, the first is the tool's, the other a question."""
    places: dict[str, int] = {}
    for cell in table.cells(row):
        if (name := normalise(cell.text)) in tool.own:
            places.setdefault(name, cell.column)
    return SurveyHeader(row, places)


def answers_below_header(table: Table, tool: FormTool, insisted: bool) -> AnswerTable | None:
    """The answers of a tool that writes one header row and one row for each answer; None for another tool's table."""
    header = find_header(table, tool, insisted)
    if header is None:
        return None
    columns = single_columns(table, header.row, header.own_columns)
    moment, senders = header.first_of(tool.moments), header.all_of(tool.senders)
    return AnswerTable(tool, table, header.row, header.row + 1, columns, moment, senders)


def single_columns(table: Table, row: int, without: Iterable[int]) -> tuple[AnswerColumn, ...]:
    """One column for each header cell, with ``Question [Item]`` split."""
    left_out = set(without)
    cells = [cell for cell in table.cells(row) if cell.text and cell.column not in left_out]
    return tuple(_taken_apart(cell.text, cell.column) for cell in cells)


def grouped_columns(table: Table, row: int, below: int, without: Iterable[int]) -> tuple[AnswerColumn, ...]:
    """Questions in one row with their options in the row below; a blank cell belongs to the question on its left."""
    left_out = set(without)
    found: list[AnswerColumn] = []
    question = ""
    for cell in table.cells(row):
        item = table.cell(below, cell.column).text
        if cell.column in left_out:
            question = ""
            continue
        question = cell.text or question
        if question and (cell.text or item):
            found.append(AnswerColumn(question, cell.column, "" if normalise(item) in _MARKERS else item))
    return tuple(found)


def _taken_apart(header: str, column: int) -> AnswerColumn:
    if is_known(header):
        return AnswerColumn(header, column)
    for pattern in _WITH_ITEM:
        match = pattern.fullmatch(header)
        # Square brackets are a tool's; a dash or a colon may be part of a question that nobody knows yet.
        if match and (is_known(match["question"]) or pattern is _WITH_ITEM[0]):
            item = "" if normalise(match["item"]) in _MARKERS else match["item"]
            return AnswerColumn(match["question"], column, item)
    return AnswerColumn(header, column)


def names(*texts: str) -> frozenset[str]:
    """Normalise header names."""
    return frozenset(normalise(text) for text in texts)
