"""Read the survey file: find it, recognise its layout, match its columns and settle repeated answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scheduler.core.phrases import either, listed
from scheduler.intake.planning.planning_names import PlanningNames
from scheduler.intake.planning.sheets import SHEETS
from scheduler.intake.problems import Problem, Severity, Treatment, errors, mark_consequences
from scheduler.intake.spelling import normalise
from scheduler.intake.survey.answers import SurveyAnswer, check_answer, read_answers, rows_of_guesses
from scheduler.intake.survey.column_mapping import MAPPING, columns_by_field, mapping_text, read_mapping
from scheduler.intake.survey.headers import guess_field
from scheduler.intake.survey.layouts import LAYOUTS, AnswerTable
from scheduler.intake.survey.own_options import learn_options, unknown_options
from scheduler.intake.survey.repeated_answers import settle
from scheduler.intake.survey.row_structure import without_misaligned
from scheduler.intake.survey.survey_questions import QUESTIONS
from scheduler.intake.tables.csv_reader import read_delimited
from scheduler.intake.tables.file_type import another_format, other_spreadsheets
from scheduler.intake.tables.table import Table
from scheduler.intake.tables.workbook_reader import read_workbook

SURVEYS = ("survey.xlsx", "survey.csv")

_RANK = {name: number for number, name in enumerate(LAYOUTS)}


def read_survey(
    folder: Path, known: PlanningNames, layout: str, problems: list[Problem], notes: list[str]
) -> tuple[dict[str, SurveyAnswer], str]:
    """The answer of each coalition, and the content of a mapping.toml that a person should confirm.

    Both are empty without a survey; all coalitions are then silent.
    """
    path = find_survey(folder, problems, notes)
    if path is None:
        return {}, ""
    if layout and layout not in LAYOUTS:
        remedy = f"give one of: {', '.join(LAYOUTS)}"
        problems.append(Problem(Severity.ERROR, f"“{layout}” is no layout", remedy))
        return {}, ""
    mapping = read_mapping(folder, problems)
    answers = _read_sheet(path, layout or mapping.layout, problems, notes)
    if answers is None:
        return {}, ""
    answers = without_misaligned(answers, problems)
    columns = columns_by_field(answers, mapping, problems)
    missing = [f"“{question.text}”" for question in QUESTIONS if question.field not in columns.by_field]
    if missing:
        notes.append(f"{path.name} does not ask: {', '.join(missing)}.")
    learn_options(mapping.options, known, problems)
    read = read_answers(answers, columns, known, problems)
    start = len(problems)
    settled = settle(answers, read, problems, notes)
    for answer in settled:
        check_answer(answer, problems)
    mark_consequences(problems, start, rows_of_guesses(read))
    proposed = columns.proposed or (replace(mapping, layout=layout) if layout not in ("", mapping.layout) else None)
    if new := unknown_options(answers, columns.by_field, known, mapping.options):
        proposed = replace(proposed or replace(mapping, confirmed=False), options=(*mapping.options, *new))
    # A mapping that cannot be read is left as it is, for whoever wrote it to correct.
    is_right = not any(problem.file == MAPPING for problem in errors(problems))
    text = mapping_text(proposed) if proposed and is_right else ""
    return {answer.coalition: answer for answer in settled}, text


def find_survey(folder: Path, problems: list[Problem], notes: list[str]) -> Path | None:
    """The survey file in an instance's folder; None if there is none, or more than one."""
    found = [folder / name for name in SURVEYS if (folder / name).is_file()]
    if len(found) > 1:
        what = f"the folder holds both {' and '.join(SURVEYS)}"
        problems.append(Problem(Severity.ERROR, what, "keep the one that counts", file=folder.name))
    elif not found and (problem := another_format(folder, SURVEYS)):
        problems.append(problem)
    elif not found:
        notes.append("There is no survey, so every coalition counts as silent.")
    others = other_spreadsheets(folder, _OF_AN_INSTANCE)
    if not found and others and not _are_named(problems, others):
        problems.append(_not_read(others))
    elif len(found) == 1:
        problems.extend(_newer(found[0], [path for path in others if path.is_file()]))
    return found[0] if len(found) == 1 else None


_OF_AN_INSTANCE = frozenset((*SURVEYS, "planning.xlsx"))
_NAMED_FILES = 3


def _are_named(problems: Sequence[Problem], files: Sequence[Path]) -> bool:
    """Whether a problem about one of these files was reported."""
    names = {path.name for path in files}
    return any(problem.file in names for problem in problems)


def _not_read(others: Sequence[Path]) -> Problem:
    """The question whether a spreadsheet of another name is the survey."""
    names = [f"“{path.name}”" for path in others[:_NAMED_FILES]]
    more = len(others) - len(names)
    shown = listed([*names, f"{more} more"] if more else names)
    what = f"there is no survey, but the folder holds {shown}"
    remedy = f"name the file with the answers {either(SURVEYS)}, or move it to another folder if it holds none"
    return Problem(Severity.QUESTION, what, remedy, others[0].name, guess="no coalition has answered")


def _newer(survey: Path, others: Sequence[Path]) -> Iterator[Problem]:
    """A warning for each spreadsheet that holds answers and is newer than the survey."""
    for path in others:
        try:
            is_newer = path.stat().st_mtime > survey.stat().st_mtime
            is_small = path.stat().st_size <= _LARGEST_LOOKED_INTO
        except OSError:
            continue
        if is_newer and is_small and _holds_answers(path):
            what = f"the file holds answers, is newer than {survey.name} and was not read"
            remedy = f"put it in place of {survey.name} if it holds more, or delete it"
            yield Problem(Severity.WARNING, what, remedy, path.name, treatment=Treatment.IGNORED)


_PLANNING_SHEETS = frozenset(normalise(sheet.title) for sheet in SHEETS)
_LARGEST_LOOKED_INTO = 5_000_000


def _holds_answers(path: Path) -> bool:
    """Whether a layout of a form tool other than a table made by hand is recognised in a file."""
    if path.suffix.lower() not in (".xlsx", ".csv"):
        return False
    tables = read_delimited(path, []) if path.suffix.lower() == ".csv" else read_workbook(path, [])
    if any(normalise(table.sheet) in _PLANNING_SHEETS for table in tables):
        return False  # a copy of the planning workbook, with problems marked or without
    required = [question.field for question in QUESTIONS if question.required]
    for table in tables:
        if answers := _recognised((table,)):
            asked = {guess_field(column.header) for column in answers[0].columns}
            if asked.issuperset(required):
                return True
    return False


def _read_sheet(path: Path, layout: str, problems: list[Problem], notes: list[str]) -> AnswerTable | None:
    """Read the answers in the layout of this name, or in the one recognised; None after a problem."""
    tables = read_delimited(path, problems) if path.suffix.lower() == ".csv" else read_workbook(path, problems)
    if not tables:
        return None
    found = _insisted(tables, layout) if layout else _recognised(tables)
    answers = max(found, key=lambda one: (-_RANK[one.tool.key], len(one.rows)), default=None)
    if answers is None:
        problems.append(_no_layout(tables[0], layout))
        return None
    problems.extend(_further_sheets(answers, found))
    sheet = f", sheet {answers.table.sheet}" if answers.table.sheet else ""
    how = ", as asked" if layout else ""
    notes.append(f"{path.name}{sheet}: read in the layout of {answers.tool.name}{how}.")
    return answers


def _recognised(tables: tuple[Table, ...]) -> list[AnswerTable]:
    """The tables that hold answers, each in the first layout that fits."""
    layouts = tuple(LAYOUTS.values())
    return [found[0] for table in tables if (found := [one for read in layouts if (one := read(table, False))])]


def _insisted(tables: tuple[Table, ...], layout: str) -> list[AnswerTable]:
    """The tables in the layout that the user insists on: those recognised, or else the one with most columns."""
    recognised = [answers for table in tables if (answers := LAYOUTS[layout](table, False))]
    if recognised:
        return recognised
    found = [answers for table in tables if (answers := LAYOUTS[layout](table, True))]
    return sorted(found, key=lambda answers: (len(answers.columns), len(answers.rows)))[-1:]


def _further_sheets(answers: AnswerTable, found: list[AnswerTable]) -> Iterator[Problem]:
    """A question for each further sheet with answers; a warning if it only repeats answers that are read."""
    read = {_texts(answers, row) for row in answers.rows}
    for other in found:
        if other is answers or not other.rows:
            continue
        if all(_texts(other, row) in read for row in other.rows):
            what = f"the sheet repeats answers of sheet “{answers.table.sheet}” and was not read"
            remedy = "delete it if it is not needed"
            yield replace(other.table.problem(what, remedy, Severity.WARNING), treatment=Treatment.IGNORED)
            continue
        rows = "1 answer" if len(other.rows) == 1 else f"{len(other.rows)} answers"
        what = f"the sheet holds {rows}, but only sheet “{answers.table.sheet}” is read"
        remedy = f"copy what counts below the answers in “{answers.table.sheet}”, and delete or hide this sheet"
        yield replace(other.table.problem(what, remedy, Severity.QUESTION), guess="nothing in it counts")


def _texts(answers: AnswerTable, row: int) -> frozenset[str]:
    return frozenset(answers.table.rows[row].values())


def _no_layout(table: Table, layout: str) -> Problem:
    if not table.row_numbers:
        return table.problem("the sheet is empty", "export the answers again")
    if layout:
        return table.problem(f"nothing in it can be read in the layout “{layout}”", "choose another with --layout")
    required = " and ".join(f"“{question.text}”" for question in QUESTIONS if question.required)
    remedy = f"give a table with the columns {required}, or say the layout with --layout ({', '.join(LAYOUTS)})"
    return table.problem("no layout of a form tool was recognised", remedy)
