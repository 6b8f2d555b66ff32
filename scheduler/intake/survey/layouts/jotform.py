"""Layout of Jotform exports."""

from __future__ import annotations

from scheduler.intake.survey.layouts.laid_out import AnswerTable, FormTool, answers_below_header, names
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="jotform",
    name="Jotform",
    signs=(names("Submission Date"), names("Submission ID", "Last Update Date")),
    own=names(
        *("Submission Date", "Submission ID", "Submission IP", "Last Update Date", "Submission URL", "Submission Link"),
        *("Approval Status", "Flow Status", "IP", "Unique ID", "Edit Link"),
    ),
    moments=("last update date", "submission date"),
)


def jotform(table: Table, insisted: bool) -> AnswerTable | None:
    """Jotform: ``Submission Date``, the questions, and where they were chosen ``Submission ID, Submission IP, Last
    Update Date``.

    Several answers in one cell, one a line or apart by ``;``; a ranking as numbered kinds, one a line.
    """
    return answers_below_header(table, TOOL, insisted)
