"""EUSurvey."""

from __future__ import annotations

from scheduler.intake.layouts.laid_out import Answers, Tool, find_header, names, single_columns
from scheduler.intake.table import Table

TOOL = Tool(
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


def eusurvey(table: Table, insisted: bool) -> Answers | None:
    """EUSurvey: ``Contribution ID, Created, Last update, Languages`` beside the questions.

    Several answers in one cell, apart by ``;``, or a column for each option, ``Question: Option``.
    """
    header = find_header(table, TOOL, insisted)
    if header is None:
        return None
    columns = single_columns(table, header.row, header.own_columns)
    moment, senders = header.first_of(TOOL.moments), header.all_of(TOOL.senders)
    return Answers(TOOL, table, header.row, header.row + 1, columns, moment, senders)
