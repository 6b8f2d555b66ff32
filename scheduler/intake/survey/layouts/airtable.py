"""Layout of Airtable exports."""

from __future__ import annotations

from scheduler.intake.survey.layouts.laid_out import AnswerTable, FormTool, answers_below_header, names
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="airtable",
    name="Airtable",
    signs=(
        names("Record ID"),
        names("Created time"),
        names("Last modified time"),
        names("Created", "Last Modified"),
        names("Created", "Created By"),
    ),
    own=names(
        *("Record ID", "Created time", "Created", "Last modified time", "Last Modified", "Created By"),
        *("Last Modified By", "Last modified by", "Autonumber"),
    ),
    moments=("last modified time", "last modified", "created time", "created"),
    senders=("created by",),
)


def airtable(table: Table, insisted: bool) -> AnswerTable | None:
    """Airtable: the fields of a view, among them ``Created``, ``Created time``, ``Last Modified`` or ``Record ID``;
    without one of these it is a plain table.

    Several answers in one cell, apart by commas, those with a comma in quotation marks; a tick as ``checked``.
    """
    return answers_below_header(table, TOOL, insisted)
