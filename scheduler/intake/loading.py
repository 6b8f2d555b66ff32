"""Load an instance from its folder, or report all its problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.core.instance import Coalition, Instance
from scheduler.core.phrases import number_of
from scheduler.core.vocabulary import Kind
from scheduler.intake.consistency import check_policy, check_sessions
from scheduler.intake.planning import pin_rows as pins
from scheduler.intake.planning import relation_rows as relations
from scheduler.intake.planning import sheets
from scheduler.intake.planning import team_rows as teams
from scheduler.intake.planning.clock_changes import check_clock_changes
from scheduler.intake.planning.read_planning import Planning, read_planning
from scheduler.intake.planning.row_reader import find_sheets
from scheduler.intake.planning.similar_titles import note_on_titles
from scheduler.intake.problem_log import ProblemLog
from scheduler.intake.problems import (
    InputProblems,
    Problem,
    Severity,
    accepted,
    errors,
    in_order,
    mark_consequences,
    open_questions,
    rows_with_questions,
    without_consequences,
    without_echoes,
)
from scheduler.intake.survey import requests as wishes
from scheduler.intake.survey.answers import SurveyAnswer, rows_of_guesses
from scheduler.intake.survey.read_survey import read_survey
from scheduler.intake.tables.file_type import another_format
from scheduler.intake.tables.table import Table
from scheduler.intake.tables.workbook_reader import read_workbook

PLANNING = "planning.xlsx"


@dataclass(frozen=True)
class Loaded:
    """The instance of a folder, its warnings and questions, and in `notes` what a reader should know.

    `proposed` is the content of a mapping.toml for a person to confirm, empty if nothing was guessed.
    """

    instance: Instance
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    proposed: str = ""


def load_instance(
    folder: Path | str,
    variation: Mapping[str, str] | None = None,
    *,
    accept_questions: bool = False,
) -> Instance:
    """Load the instance of a folder. Raises InputProblems if there is an error or an open question.

    `variation`, `accept_questions`: see `load`.
    """
    return load(folder, variation, accept_questions=accept_questions).instance


def load(
    folder: Path | str,
    variation: Mapping[str, str] | None = None,
    *,
    accept_questions: bool = False,
    layout: str = "",
) -> Loaded:
    """Read planning.xlsx and survey.xlsx or survey.csv from a folder; without a survey every coalition is silent.

    `variation` maps titles of settings on sheet Policy to values that replace those in the sheet: the instance is the
    one that the folder would hold if they were written there. `accept_questions` takes the best guess for every
    question; otherwise an open question stops loading as an error does. `layout` names the form tool whose layout the
    survey has, instead of the one that is recognised. Raises InputProblems with all problems found, if any of them
    stops loading; never another error, whatever is in the files.
    """
    place = Path(folder)
    log = ProblemLog()
    notes: list[str] = []
    found = _found(place, log)
    instance, proposed = _read(place, log, notes, variation, layout) if found else (None, "")
    problems = log.with_counts()
    problems = accepted(problems) if accept_questions else without_consequences(problems)
    if instance is None or errors(problems) or open_questions(problems):
        raise InputProblems(problems, notes, instance.coalitions if instance else (), proposed, instance)
    return Loaded(instance, in_order(problems), tuple(notes), proposed)


def _found(folder: Path, problems: list[Problem]) -> bool:
    """Whether the folder holds a planning workbook; if not, add a problem."""
    if (folder / PLANNING).is_file():
        return True
    if problem := another_format(folder, (PLANNING,)):
        problems.append(problem)
        return False
    what = f"the folder “{folder.name}” holds no {PLANNING}" if folder.is_dir() else f"there is no folder “{folder}”"
    remedy = "give an instance's folder, or make one with “igf-scheduler init”"
    problems.append(Problem(Severity.ERROR, what, remedy))
    return False


def _read(
    folder: Path, problems: list[Problem], notes: list[str], variation: Mapping[str, str] | None, layout: str
) -> tuple[Instance | None, str]:
    """Read both files into an instance, and the mapping that a person should confirm."""
    tables = read_workbook(folder / PLANNING, problems)
    if not tables:
        return None, ""
    found = find_sheets(tables, PLANNING, problems, notes)
    planning = read_planning(PLANNING, found, problems, variation)
    answers, proposed = read_survey(folder, planning.known, layout, problems, notes)
    instance = _instance(folder.resolve().name, planning, answers, problems, notes)
    problems[:] = without_echoes(problems, (s.title for s in sheets.SHEETS if s.required and s.title not in found))
    _report_empty(found, problems)
    return instance, proposed


def _report_empty(found: Mapping[str, Table], problems: list[Problem]) -> None:
    """Say once that a sheet has no rows, instead of once for each cell that names something of it."""
    for title in (title for title, table in found.items() if len(table.row_numbers) < 2):
        rest = without_echoes(problems, [title])
        if len(rest) < len(problems):
            number = number_of(len(problems) - len(rest), "sentence")
            what = f"the sheet has no rows, and names of it stand elsewhere ({number} of this cause left out)"
            problems[:] = [*rest, found[title].problem(what, "fill it in")]


def _instance(
    name: str, planning: Planning, answers: dict[str, SurveyAnswer], problems: list[Problem], notes: list[str]
) -> Instance:
    """Assemble the instance and check it across sheets, even after errors, so that all problems are found."""
    start = len(problems)
    guessed = {row for row in rows_with_questions(problems) if row[0] == PLANNING} | rows_of_guesses(answers.values())
    coalitions = wishes.with_answers(planning.coalitions, answers, planning.readiness_recorded)
    requests = wishes.build_requests(
        coalitions, planning.people, planning.policy, answers, planning.silence_source, problems
    )
    notes.append(_who_answered(coalitions))
    if planning.policy.kinds[Kind.JOINT].at_most is None:
        notes.append("The policy sets no limit to the number of joint sessions.")
    notes.extend(filter(None, [note_on_titles(planning.sessions)]))
    pinned = pins.read_pins(
        planning.pin_rows,
        planning.known,
        planning.themes,
        planning.sessions,
        requests,
        survey_is_right=not any(problem.file != PLANNING for problem in errors(problems)),
    )
    instance = Instance(
        name=name,
        event=planning.event,
        days=planning.days,
        slots=planning.slots,
        rooms=planning.rooms,
        themes=planning.themes,
        coalitions=coalitions,
        people=planning.people,
        sessions=planning.sessions,
        relations=tuple(relation for relation, _ in planning.relations),
        teams=tuple(team for team, _ in planning.teams.values()),
        requests=requests,
        policy=planning.policy,
        pins=tuple(pin for pin, _ in pinned),
        history=planning.history,
    )
    # Checks that need the time grid wait until its sheets are right, or one slip would bring a list of others.
    wrong_sheets = {problem.sheet for problem in errors(problems)}
    grid_is_right = not wrong_sheets.intersection((*_GRID_SHEETS, ""))
    check_sessions(instance, planning.session_rows, grid_is_right)
    if sheets.DAYS.title not in wrong_sheets:
        relations.check_relations(instance, planning.relations)
    teams.check_teams(instance, {service: row for service, (_, row) in planning.teams.items()})
    check_clock_changes(instance, problems)
    check_policy(instance, planning.policy_settings, grid_is_right, sheets.SESSIONS.title not in wrong_sheets)
    pins.check_pins(instance, pinned)
    mark_consequences(problems, start, guessed)
    return instance


_GRID_SHEETS = (sheets.DAYS.title, sheets.SLOTS.title, sheets.ROOMS.title)


def _who_answered(coalitions: Sequence[Coalition]) -> str:
    active = [coalition for coalition in coalitions if coalition.active]
    answered = sum(coalition.answered for coalition in active)
    silent = ", ".join(coalition.id for coalition in active if not coalition.answered)
    return f"{answered} of {len(active)} active coalitions answered" + (f"; silent: {silent}." if silent else ".")
