"""Layout of Qualtrics exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scheduler.intake.spelling import normalise
from scheduler.intake.survey.headers import is_known
from scheduler.intake.survey.layouts.laid_out import (
    AnswerColumn,
    AnswerTable,
    FormTool,
    SurveyHeader,
    find_header,
    names,
    single_columns,
)
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="qualtrics",
    name="Qualtrics",
    signs=(names("StartDate", "EndDate", "ResponseId"), names("StartDate", "EndDate", "RecordedDate")),
    own=names(
        *("StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished"),
        *("RecordedDate", "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail"),
        *("ExternalReference", "LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage"),
    ),
    moments=("recordeddate", "enddate"),
    senders=("recipientemail", "recipientlastname", "recipientfirstname"),
)
_FINISHED = ("false", "0", "no")
_TRIES = ("survey preview", "survey test", "spam", "1", "2")


def qualtrics(table: Table, insisted: bool) -> AnswerTable | None:
    """Qualtrics: three header rows, codes, then the questions, then ``{"ImportId": …}``.

    Several answers in one cell, apart by commas, or a column for each option, ``Question - Option``; a ranking as a
    column for each kind that holds its place. Previews are left out.
    """
    header = find_header(table, TOOL, insisted)
    if header is None:
        return None
    texts = header.row + 1
    ids = texts + 1 if _has_import_ids(table, texts + 1) else texts
    columns = tuple(_columns(table, header, texts))
    moment, senders = header.first_of(TOOL.moments), header.all_of(TOOL.senders)
    answers = AnswerTable(TOOL, table, texts, ids + 1, columns, moment, senders)
    return _without_tries(answers, header)


def _has_import_ids(table: Table, row: int) -> bool:
    return any("importid" in cell.text.casefold() for cell in table.cells(row))


def _columns(table: Table, header: SurveyHeader, texts: int) -> Iterator[AnswerColumn]:
    """The columns, named by the question's text, or by its code if only that is known."""
    for column in single_columns(table, texts, header.own_columns):
        code = table.cell(header.row, column.column).text
        yield replace(column, header=code) if is_known(code) and not is_known(column.header) else column


def _without_tries(answers: AnswerTable, header: SurveyHeader) -> AnswerTable:
    status, finished = header.first_of(("status",)), header.first_of(("finished",))
    tries: dict[int, str] = {}
    unfinished: set[int] = set()
    for row in answers.rows:
        if status and normalise(answers.table.cell(row, status).text) in _TRIES:
            tries[row] = "it is a preview by the author of the form"
        if finished and normalise(answers.table.cell(row, finished).text) in _FINISHED:
            unfinished.add(row)
    # A new record, so that the rows are counted anew.
    return replace(answers, not_counted=tries, unfinished=frozenset(unfinished))
