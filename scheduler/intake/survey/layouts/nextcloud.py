"""Layout of Nextcloud Forms exports."""

from __future__ import annotations

import re
from collections import Counter

from scheduler.intake.survey.headers import is_known
from scheduler.intake.survey.layouts.laid_out import (
    AnswerColumn,
    AnswerTable,
    FormTool,
    find_header,
    names,
    single_columns,
)
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="nextcloud",
    name="Nextcloud Forms",
    signs=(names("User ID", "User display name"), names("User display name", "Timestamp")),
    own=names("Submission ID", "User ID", "User display name", "Timestamp"),
    moments=("timestamp",),
    senders=("user id",),
)
_WITH_OPTION = re.compile(r"(?P<question>.+?)\s*\((?P<item>[^()]+)\)", re.DOTALL)
_COLUMN_ID = re.compile(r"submission_id|user_id|user_display_name|timestamp|question-id-[\d-]+")


def nextcloud_forms(table: Table, insisted: bool) -> AnswerTable | None:
    """Nextcloud Forms: ``Submission ID, User ID, User display name, Timestamp``, then the questions; newer versions
    write a row of identifiers below, which is left out.

    Several answers in one cell, apart by ``;``; a ranking as a column for each kind, ``Question (Kind)``, that holds
    its place.
    """
    header = find_header(table, TOOL, insisted)
    if header is None:
        return None
    columns = _with_options(single_columns(table, header.row, header.own_columns))
    below = [cell.text for cell in table.cells(header.row + 1) if cell.text]
    has_ids = bool(below) and all(_COLUMN_ID.fullmatch(text) for text in below)
    first = header.row + (2 if has_ids else 1)
    moment, senders = header.first_of(TOOL.moments), header.all_of(TOOL.senders)
    return AnswerTable(TOOL, table, header.row, first, columns, moment, senders)


def _with_options(columns: tuple[AnswerColumn, ...]) -> tuple[AnswerColumn, ...]:
    """Split ``Question (Option)`` where several columns have one question; a remark in brackets belongs to it."""
    matches = [None if is_known(column.header) else _WITH_OPTION.fullmatch(column.header) for column in columns]
    asked = Counter(match["question"] for match in matches if match and is_known(match["question"]))
    return tuple(
        AnswerColumn(match["question"], column.column, match["item"])
        if match and asked[match["question"]] > 1
        else column
        for column, match in zip(columns, matches, strict=True)
    )
