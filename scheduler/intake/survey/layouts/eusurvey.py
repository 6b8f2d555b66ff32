"""Layout of EUSurvey exports."""

from __future__ import annotations

from scheduler.intake.survey.layouts.laid_out import AnswerTable, FormTool, answers_below_header, names
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="eusurvey",
    name="EUSurvey",
    signs=(
        names("Contribution ID", "Created"),
        names("Contribution ID", "Creation date"),
        names("Contribution ID", "Last update"),
    ),
    own=names(
        *("Contribution ID", "Created", "Creation date", "Last update", "Languages", "Language", "User name"),
        *("Username", "Alias", "Invitation ID", "Invitation number", "Status", "Score", "Total score"),
    ),
    moments=("last update", "created", "creation date"),
    senders=("user name", "username"),
)


def eusurvey(table: Table, insisted: bool) -> AnswerTable | None:
    """EUSurvey: ``Contribution ID, Created, Last update, Languages`` beside the questions.

    Several answers in one cell, apart by ``;``, or a column for each option, ``Question: Option``.
    """
    return answers_below_header(table, TOOL, insisted)
