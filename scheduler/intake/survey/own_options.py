"""Options in a form's own wording: each is asked about once, and what it means is kept in mapping.toml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scheduler.intake.form_words import says_nothing, without_markup
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.name_matching import resolve
from scheduler.intake.planning.planning_names import PlanningNames
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.spelling import normalise
from scheduler.intake.survey.column_mapping import MAPPING, MappedOption
from scheduler.intake.survey.headers import place_in_ranking
from scheduler.intake.survey.layouts import AnswerColumn, AnswerTable
from scheduler.intake.tables.table import Cell

MOST = 40
"""Options of one question that a mapping proposes; more are answers in people's own words."""

_PROPOSED_FOR = ("ranking", "needs")
_HINT = f"or say in {MAPPING} what it means"


def directories(known: PlanningNames) -> dict[str, NameDirectory]:
    """The directories of the questions whose options a mapping may explain."""
    return {
        "ranking": known.kinds,
        "needs": known.services,
        "themes": known.themes,
        "preferred_days": known.calendar.directory,
        "coalition": known.coalitions,
    }


def learn_options(options: Iterable[MappedOption], known: PlanningNames, problems: list[Problem]) -> None:
    """Teach the directories what the options of a mapping mean; a meaning that is no name is an error."""
    of_question = directories(known)
    for question in _PROPOSED_FOR:
        of_question[question].hint = _HINT
    for option in options:
        directory = of_question.get(option.question)
        if directory is None:
            what = f"the options of “{option.question}” cannot be explained"
            problems.append(Problem(Severity.ERROR, what, f"write one of: {', '.join(of_question)}", MAPPING))
        elif option.means:
            doubts: list[Problem] = []
            found = resolve(Cell(MAPPING, "", 1, 1, option.means), directory, doubts)
            if found and not doubts:
                directory.also(found, option.written)
            else:
                what = f"“{option.means}”, as the meaning of “{option.written}”, is no {directory.what}"
                problems.append(Problem(Severity.ERROR, what, "write the name itself", MAPPING))


def unknown_options(
    answers: AnswerTable,
    columns: Mapping[str, Sequence[AnswerColumn]],
    known: PlanningNames,
    options: Iterable[MappedOption],
) -> tuple[MappedOption, ...]:
    """The options in answers that are neither known nor in the mapping, each once, with the best guess."""
    mapped = {(option.question, normalise(option.written)) for option in options}
    found: list[MappedOption] = []
    for question in _PROPOSED_FOR:
        directory = directories(known)[question]
        seen: dict[str, None] = {}
        for text in _texts(answers, columns.get(question, ())):
            seen.update(dict.fromkeys(directory.split(without_markup(text))))
        unknown = [_option(question, text, directory) for text in seen if not says_nothing(text)]
        new = [one for one in unknown if one and (question, normalise(one.written)) not in mapped]
        found += new[:MOST]
    return tuple(found)


def _texts(answers: AnswerTable, columns: Iterable[AnswerColumn]) -> Iterator[str]:
    """The cells that hold options: not those that hold a tick or a place in a ranking."""
    holding = [column for column in columns if not column.item or place_in_ranking(column.item)]
    for column in holding:
        title = answers.table.cell(answers.header, column.column).text
        for row in answers.rows:
            text = answers.table.cell(row, column.column).text
            if text != title:
                yield text


def _option(question: str, text: str, directory: NameDirectory) -> MappedOption | None:
    """The option to propose for a text; None if the text is understood."""
    problems: list[Problem] = []
    guess = resolve(Cell("", "", 1, 1, text), directory, problems)
    if all(problem.severity is Severity.WARNING for problem in problems):
        return None
    return MappedOption(question, text, guess, guessed=bool(guess))
