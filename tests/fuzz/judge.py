"""Hold what the intake reads of sloppy answers against a second reading of the same answers.

A cell is read *right* where both agree; *reported* where they differ and the intake names the cell; *silent* where they
differ and nothing is said, which must never be; *accused* where a clear answer brings an error or a question.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import get_column_letter

from scheduler.intake import Problem, Severity
from scheduler.intake.planning.planning_names import PlanningNames
from scheduler.intake.planning.read_planning import read_planning
from scheduler.intake.planning.row_reader import find_sheets
from scheduler.intake.survey.answers import SurveyAnswer
from scheduler.intake.survey.read_survey import read_survey
from scheduler.intake.survey.survey_questions import QUESTIONS
from scheduler.intake.tables.workbook_reader import read_workbook
from tests.fuzz.second_reading import Reading, reading
from tests.fuzz.seeds import planning_workbook
from tests.fuzz.sloppy import FIELDS, Manner, SloppyAnswer, Written, sloppy_survey
from tests.intake.layouts import save_csv, save_workbook

_TEXT = {question.field: question.text for question in QUESTIONS}
_OWN: tuple[tuple[str, ...], ...] = (
    ("ID", "Start time", "Completion time", "Email", "Name"),
    ("Submission ID", "User ID", "User display name", "Timestamp"),
    ("Submission Date", "Submission ID"),
    ("Contribution ID", "Created", "Last update", "Languages"),
    ("_id", "_uuid", "_submission_time"),
    ("Record ID", "Created"),
)
"""Columns of form tools that write all answers of a question into one cell."""


@dataclass
class Judgement:
    """How many cells were read in which way, and the failures in words."""

    cells: int = 0
    right: int = 0
    reported: int = 0
    silent: list[str] = field(default_factory=list)
    accused: list[str] = field(default_factory=list)

    def add(self, other: Judgement) -> None:
        self.cells += other.cells
        self.right += other.right
        self.reported += other.reported
        self.silent += other.silent
        self.accused += other.accused


def judge(numbers: Iterable[int]) -> Judgement:
    """Read the surveys of these numbers in both ways."""
    whole = Judgement()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "example"
        folder.mkdir()
        known = _known(folder)
        for number in numbers:
            whole.add(_judged(number, sloppy_survey(number), folder, known))
    return whole


def _known(folder: Path) -> PlanningNames:
    (folder / "planning.xlsx").write_bytes(planning_workbook())
    found = find_sheets(read_workbook(folder / "planning.xlsx", []), "planning.xlsx", [], [])
    return read_planning("planning.xlsx", found, []).known


def _judged(number: int, survey: tuple[SloppyAnswer, ...], folder: Path, known: PlanningNames) -> Judgement:
    own = _OWN[number % len(_OWN)]
    header: list[object] = [*own, *(_TEXT[name] for name in FIELDS)]
    rows: list[list[object]] = []
    for row, answer in enumerate(survey, start=1):
        aside = [f"2027-02-01 09:{row:02}:00" if _is_moment(title) else f"x{row}" for title in own]
        rows.append([*aside, *(answer.cells[name].text for name in FIELDS)])
    for file in folder.glob("survey.*"):
        file.unlink()
    if number // len(_OWN) % 2:
        save_csv([header, *rows], folder / "survey.csv")
    else:
        save_workbook([header, *rows], folder / "survey.xlsx")
    problems: list[Problem] = []
    read, _ = read_survey(folder, known, "", problems, [])
    found = Judgement()
    for row, answer in enumerate(survey, start=2):
        counted = read.get(answer.coalition)
        if counted is None:
            found.cells += 1
            _judge_missing(f"survey {number}", f"{get_column_letter(len(own) + 1)}{row}", answer, problems, found)
            continue
        for place, name in enumerate(FIELDS, start=len(own) + 1):
            found.cells += 1
            cell = f"{get_column_letter(place)}{row}"
            _judge_cell(f"survey {number}, {cell}", cell, name, answer.cells[name], counted, problems, found)
    return found


def _is_moment(title: str) -> bool:
    return any(word in title.lower() for word in ("time", "date", "created"))


def _judge_missing(where: str, cell: str, answer: SloppyAnswer, problems: list[Problem], found: Judgement) -> None:
    """An answer whose coalition was not recognised."""
    written = answer.cells["coalition"]
    said = [problem for problem in problems if _names_cell(problem, cell)]
    sentence = f"{where}, {cell}: the answer of {written.text!r} is missing"
    if not said:
        found.silent.append(sentence)
    elif written.manner is Manner.CLEAR:
        found.accused.append(f"{sentence}: {said[0]}")
    else:
        found.reported += 1


def _judge_cell(
    where: str, cell: str, name: str, written: Written, counted: SurveyAnswer, problems: list[Problem], found: Judgement
) -> None:
    """One cell: what the intake made of it, against the second reading."""
    other = reading(name, written.text)
    values = _values(name, counted)
    said = [problem for problem in problems if _names_cell(problem, cell)]
    stops = [problem for problem in said if problem.severity is not Severity.WARNING]
    if written.manner is Manner.CLEAR and stops:
        found.accused.append(f"{where}: {written.text!r} ({name}): {stops[0]}")
    elif _agree(name, other, values):
        found.right += 1
    elif said:
        found.reported += 1
    else:
        found.silent.append(f"{where}: {written.text!r} ({name}) read as {values}, the second reading says {other}")


def _values(name: str, counted: SurveyAnswer) -> tuple[object, ...]:
    """What the intake read, as the second reading says it."""
    value = getattr(counted, name)
    if name == "unavailable":
        return tuple((window.day, window.start, window.end) for window in counted.unavailable)
    if name == "needs":
        return tuple(sorted(str(need) for need in (*value, *(("captioning",) if counted.captions else ()))))
    if isinstance(value, tuple):
        return tuple(str(item) for item in value) if name != "ranking" else value
    return () if value in (None, 0, "") and value is not False else (value,)


def _agree(name: str, other: Reading, values: tuple[object, ...]) -> bool:
    if other is None:
        return False
    if name == "ranking":
        return other == values
    return sorted(map(str, set(other))) == sorted(map(str, set(values)))


def _names_cell(problem: Problem, cell: str) -> bool:
    """Whether a problem is about a cell, its row as a whole, or names it among others."""
    row = re.sub("[A-Z]", "", cell)
    return cell in (problem.cell, *problem.others) or (not problem.cell and problem.row == int(row))
