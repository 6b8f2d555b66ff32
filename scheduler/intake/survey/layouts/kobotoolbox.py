"""Layout of KoboToolbox exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scheduler.intake.survey.headers import is_known
from scheduler.intake.survey.layouts.laid_out import AnswerColumn, AnswerTable, FormTool, find_header, names
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="kobotoolbox",
    name="KoboToolbox",
    signs=(names("_id", "_uuid", "_submission_time"), names("_uuid", "_submission_time", "__version__")),
    own=names(
        *("start", "end", "today", "deviceid", "username", "phonenumber", "audit", "background-audio"),
        *("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by"),
        *("__version__", "_version_", "_tags", "_index", "_attachments", "_geolocation", "_xform_id_string"),
        *("meta/instanceID", "meta/instanceName", "meta/rootUuid", "meta/deprecatedID", "formhub/uuid"),
    ),
    moments=("_submission_time", "end"),
    senders=("_submitted_by", "username"),
)
_PARTS_AT_MOST = 20
"""Strokes and parts of a header; more are no path of groups, and trying them all would take minutes."""


def kobotoolbox(table: Table, insisted: bool) -> AnswerTable | None:
    """KoboToolbox: the questions, between ``start, end`` and ``_id, _uuid, _submission_time, …``.

    Several answers as a column for each option, ``Question/Option``, that holds 1 or 0, beside a column with all of
    them, which is left out; names of groups may stand before the question, ``Group/Question``.
    """
    header = find_header(table, TOOL, insisted)
    if header is None:
        return None
    cells = [cell for cell in table.cells(header.row) if cell.text and cell.column not in header.own_columns]
    columns = tuple(_without_sums([_taken_apart(cell.text, cell.column) for cell in cells]))
    moment, senders = header.first_of(TOOL.moments), header.all_of(TOOL.senders)
    return AnswerTable(TOOL, table, header.row, header.row + 1, columns, moment, senders)


def _taken_apart(header: str, column: int) -> AnswerColumn:
    """Split ``Group/Question/Option``; a question or an option may hold a stroke itself."""
    parts = header.split("/")
    if len(parts) > _PARTS_AT_MOST:
        return AnswerColumn(header, column)
    for first in range(len(parts)):
        for end in range(len(parts), first, -1):
            question = "/".join(parts[first:end]).strip()
            if is_known(question):
                return AnswerColumn(question, column, "/".join(parts[end:]).strip())
    return AnswerColumn(header, column)


def _without_sums(columns: Iterable[AnswerColumn]) -> Iterator[AnswerColumn]:
    """Leave out columns that repeat all answers for which there are columns of their own."""
    columns = tuple(columns)
    divided = {column.header for column in columns if column.item}
    yield from (column for column in columns if column.item or column.header not in divided)
