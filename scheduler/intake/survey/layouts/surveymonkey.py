"""Layout of SurveyMonkey exports."""

from __future__ import annotations

from scheduler.intake.survey.layouts.laid_out import AnswerTable, FormTool, find_header, grouped_columns, names
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="surveymonkey",
    name="SurveyMonkey",
    signs=(names("Respondent ID", "Collector ID"), names("Respondent ID", "Start Date", "End Date")),
    own=names(
        *("Respondent ID", "Collector ID", "Start Date", "End Date", "Date Created", "Date Modified", "IP Address"),
        *("Email Address", "First Name", "Last Name", "Custom Data 1", "Custom Data", "Tags", "Collector Name"),
    ),
    moments=("end date", "date modified", "start date", "date created"),
    senders=("email address", "last name", "first name"),
)


def surveymonkey(table: Table, insisted: bool) -> AnswerTable | None:
    """SurveyMonkey: two header rows, ``Respondent ID, Collector ID, Start Date, …`` and the questions, below them the
    options.

    Several answers as a column for each option; a ranking as a column for each kind that holds its place.
    """
    header = find_header(table, TOOL, insisted)
    if header is None:
        return None
    below = header.row + 1
    columns = grouped_columns(table, header.row, below, header.own_columns)
    moment, senders = header.first_of(TOOL.moments), header.all_of(TOOL.senders)
    return AnswerTable(TOOL, table, header.row, below + 1, columns, moment, senders)
