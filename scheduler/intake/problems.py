"""Problems of the input: sentences that name the file, the sheet, the cell, what is wrong and the remedy."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from scheduler.core.instance import Coalition, Instance
from scheduler.core.phrases import listed


class Severity(StrEnum):
    """How serious a problem is: an error stops everything, a warning does not, a question needs a person's answer."""

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


class Treatment(StrEnum):
    """What was done about a problem that stops nothing."""

    CORRECTED = "corrected"
    IGNORED = "left out"


_ORDER = tuple(Severity)
_CELLS_NAMED = 4
_ALIKE_SHOWN = 3
_ALIKE_FROM = 6
_VARYING = re.compile(r"“[^”]*”|\([^()]*\)|\S*[A-Z0-9]\S*")
"""What differs between sentences with one cause: quoted words, asides, names and numbers."""


@dataclass(frozen=True)
class Problem:
    """One problem of the input. `cell` is a coordinate such as B7, empty for a problem of the sheet.

    A question has a best guess, in words; `accepted` says that the user takes it. `treatment` says what was done about
    a warning, if anything. `if_guessed` marks what holds only if the best guess of another question is right. `others`
    are further cells of which the same is said, in a list that was shortened by `in_short`. `new_person` is the name of
    somebody whom sheet People does not have, and the coalitions that named them.
    """

    severity: Severity
    what: str
    remedy: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    row: int = 0
    guess: str = ""
    accepted: bool = False
    treatment: Treatment | None = None
    if_guessed: bool = False
    others: tuple[str, ...] = ()
    new_person: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where the problem is: ``planning.xlsx, sheet Rooms, cell B7``; empty for the input as a whole."""
        where = f"cell {self.cell}" if self.cell else f"row {self.row}" if self.row else ""
        if self.others:
            named = (self.cell, *self.others[: _CELLS_NAMED - 1])
            more = len(self.others) + 1 - len(named)
            where = f"cells {listed([*named, f'{more} more'] if more else named)}"
        return ", ".join(filter(None, (self.file, self.sheet and f"sheet {self.sheet}", where)))

    def __str__(self) -> str:
        guess = f"{'taken' if self.accepted else 'best guess'}: {self.guess}" if self.guess else ""
        sentence = "; ".join(filter(None, (self.what, self.remedy, guess)))
        return (f"{self.place}: " if self.place else "") + sentence.rstrip(".") + "."


class InputProblems(Exception):
    """The input has errors or open questions; `problems` holds everything found, in order, warnings included.

    `coalitions` are those that could be read nevertheless; `proposed` is the content of a mapping.toml for a person to
    confirm, empty if nothing was guessed. `instance` is what could be read of the instance, guesses included, if
    anything.
    """

    def __init__(
        self,
        problems: Iterable[Problem],
        notes: Iterable[str] = (),
        coalitions: Iterable[Coalition] = (),
        proposed: str = "",
        instance: Instance | None = None,
    ):
        self.problems = in_order(problems)
        self.notes = tuple(notes)
        self.coalitions = tuple(coalitions)
        self.proposed = proposed
        self.instance = instance
        super().__init__("\n".join(str(problem) for problem in self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors, then warnings, then questions, each in the order found, without duplicates."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: _ORDER.index(problem.severity)))


def without_echoes(problems: Iterable[Problem], missing: Iterable[str]) -> list[Problem]:
    """Remove problems that only follow from a missing sheet: unknown names that it would have listed."""
    endings = tuple(f"of sheet {sheet}" for sheet in missing)
    return [problem for problem in problems if not problem.what.endswith(endings)]


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that stop everything."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def open_questions(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The questions that nobody has accepted: what follows from a guess is not used before."""
    return tuple(problem for problem in problems if problem.severity is Severity.QUESTION and not problem.accepted)


def accepted(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, with the best guess of every question accepted."""
    return [replace(one, accepted=True) if one.severity is Severity.QUESTION else one for one in problems]


def without_consequences(problems: Iterable[Problem]) -> list[Problem]:
    """Remove what holds only if a best guess is right that nobody has accepted."""
    return [problem for problem in problems if not problem.if_guessed]


def mark_consequences(problems: list[Problem], start: int, guessed: Container[tuple[str, str, int]]) -> None:
    """Mark which problems from the index `start` on only follow from earlier ones: one slip, one sentence.

    `guessed`: file, sheet and row of the rows in which a best guess stands in for a name. What follows in the cell of
    an error is removed.
    """
    wrong = {_cell_of(problem) for problem in problems[:start] if problem.cell and problem.severity is Severity.ERROR}
    asked = {_cell_of(problem) for problem in open_questions(problems[:start]) if problem.cell}
    later = [problem for problem in problems[start:] if _cell_of(problem) not in wrong]
    problems[start:] = [
        replace(problem, if_guessed=True) if _cell_of(problem) in asked or _row_of(problem) in guessed else problem
        for problem in later
    ]


def rows_with_questions(problems: Iterable[Problem]) -> set[tuple[str, str, int]]:
    """File, sheet and row of every question that nobody has accepted."""
    return {_row_of(problem) for problem in open_questions(problems) if problem.row}


def in_short(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems for a reader, in order: what is said of several cells once, with the cells; of many alike the first.

    Sentences are alike if they differ only in names, numbers and quoted words and stand in one column.
    """
    same: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        same.setdefault((*_column_of(problem), problem.what, problem.remedy, problem.guess), []).append(problem)
    once = [_with_others(of) if of[0].cell else replace(of[0]) for of in same.values()]
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in once:
        alike.setdefault((*_column_of(problem), _VARYING.sub("", problem.what)), []).append(problem)
    return tuple(problem for of in alike.values() for problem in _first_of(of))


def _with_others(same: list[Problem]) -> Problem:
    cells = dict.fromkeys(problem.cell for problem in same)
    return replace(same[0], others=tuple(cells)[1:])


def _first_of(alike: list[Problem]) -> list[Problem]:
    """The first of many problems that are alike, and one that counts the others."""
    if len(alike) < _ALIKE_FROM or not alike[0].cell:
        return alike
    shown, rest = alike[:_ALIKE_SHOWN], alike[_ALIKE_SHOWN:]
    cells = list(dict.fromkeys(cell for problem in rest for cell in (problem.cell, *problem.others)))
    what = f"{len(rest)} more like the {len(shown)} above"
    remedy = "“check --report FILE” shows them all"
    return [*shown, replace(rest[0], what=what, remedy=remedy, guess="", cell=cells[0], others=tuple(cells[1:]))]


def _column_of(problem: Problem) -> tuple[Severity, str, str, str, bool]:
    column = problem.cell.rstrip("0123456789")
    return problem.severity, problem.file, problem.sheet, column, problem.accepted


def _cell_of(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.sheet, problem.cell


def _row_of(problem: Problem) -> tuple[str, str, int]:
    return problem.file, problem.sheet, problem.row
