"""Layout of Typeform exports."""

from __future__ import annotations

from dataclasses import replace

from scheduler.intake.spelling import normalise
from scheduler.intake.survey.layouts.laid_out import AnswerTable, FormTool, answers_below_header, names, own_header
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="typeform",
    name="Typeform",
    signs=(names("Start Date (UTC)", "Submit Date (UTC)"), names("Submit Date (UTC)", "Network ID")),
    own=names(
        *("#", "Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags"),
        *("Ending", "Score", "User Agent", "IP Address"),
    ),
    moments=("submit date (utc)",),
)
_RESPONSE_TYPE = "response type"


def typeform(table: Table, insisted: bool) -> AnswerTable | None:
    """Typeform: ``#``, the questions, then ``Response Type, Start Date (UTC), Stage Date (UTC), Submit Date (UTC),
    Network ID, Tags``.

    Several answers in one cell, apart by commas; a ranking as the kinds in order, apart by commas. Answers whose
    Response Type is not ``completed`` were not submitted.
    """
    answers = answers_below_header(table, TOOL, insisted)
    if answers is None:
        return None
    kind = own_header(table, answers.header, TOOL).places.get(_RESPONSE_TYPE)
    if kind is None:
        return answers
    written = {row: normalise(table.cell(row, kind).text) for row in answers.rows}
    return replace(answers, unfinished=frozenset(row for row, text in written.items() if text not in ("completed", "")))
