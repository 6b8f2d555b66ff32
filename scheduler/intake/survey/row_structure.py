"""Check that every row of answers stands below the header: a cell without a title would be lost, or misread."""

from __future__ import annotations

from dataclasses import replace

from scheduler.intake.problems import Problem, Severity
from scheduler.intake.survey.layouts import AnswerTable
from scheduler.intake.tables.table import below_no_title

NAMED_AT_MOST = 20
"""The most rows that are reported one by one."""


def without_misaligned(answers: AnswerTable, problems: list[Problem]) -> AnswerTable:
    """Leave out the rows of a CSV file with more cells than the header, each an error; report untitled columns."""
    table = answers.table
    header = max((table.widths.get(row, 0) for row in range(answers.header, answers.first)), default=0)
    wide = {row: width for row, width in table.widths.items() if row >= answers.first and width > header}
    if _only_end_in_separators(answers, header, wide):
        wide = {}
    for row, width in list(wide.items())[:NAMED_AT_MOST]:
        what = f"the row has {width} cells, the header {header}"
        remedy = "put the text with the separator in it between quotation marks, or export the answers again"
        problems.append(Problem(Severity.ERROR, what, remedy, table.file, table.sheet, row=row))
    if len(wide) > NAMED_AT_MOST:
        what = f"{len(wide) - NAMED_AT_MOST} more rows have more cells than the header"
        problems.append(table.problem(what, "export the answers again"))
    aligned = replace(answers, misaligned=frozenset(wide)) if wide else answers
    titled = {column for row in range(answers.header, answers.first) for column in table.rows.get(row, {})}
    problems.extend(below_no_title(table, titled, aligned.rows))
    return aligned


def _only_end_in_separators(answers: AnswerTable, header: int, wide: dict[int, int]) -> bool:
    """Whether every row of answers has the same superfluous empty cells at its end, as some programs write them."""
    filled = [row for row in answers.rows if any(column > header for column in answers.table.rows[row])]
    return not filled and set(answers.rows) <= wide.keys() and len({wide[row] for row in answers.rows}) == 1
