"""Problems of the input: sentences that name the file, the sheet, the cell, what is wrong and the remedy."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from scheduler.core.instance import Coalition


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


@dataclass(frozen=True)
class Problem:
    """One problem of the input. `cell` is a coordinate such as B7, empty if a whole sheet is meant.

    A question has a best guess, in words; `accepted` says that the user takes it. `treatment` says what was done about
    a warning, if anything. `if_guessed` marks what holds only if the best guess of another question is right.
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

    @property
    def place(self) -> str:
        """Where the problem is: ``planning.xlsx, sheet Rooms, cell B7``; empty if the whole input is meant."""
        where = f"cell {self.cell}" if self.cell else f"row {self.row}" if self.row else ""
        return ", ".join(filter(None, (self.file, self.sheet and f"sheet {self.sheet}", where)))

    def __str__(self) -> str:
        guess = f"{'taken' if self.accepted else 'best guess'}: {self.guess}" if self.guess else ""
        sentence = "; ".join(filter(None, (self.what, self.remedy, guess)))
        return (f"{self.place}: " if self.place else "") + sentence.rstrip(".") + "."


class InputProblems(Exception):
    """The input has errors or open questions; `problems` holds everything found, in order, warnings included.

    `coalitions` are those that could be read nevertheless; `proposed` is the content of a mapping.toml for a person to
    confirm, empty if nothing was guessed.
    """

    def __init__(
        self,
        problems: Iterable[Problem],
        notes: Iterable[str] = (),
        coalitions: Iterable[Coalition] = (),
        proposed: str = "",
    ):
        self.problems = in_order(problems)
        self.notes = tuple(notes)
        self.coalitions = tuple(coalitions)
        self.proposed = proposed
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


def _cell_of(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.sheet, problem.cell


def _row_of(problem: Problem) -> tuple[str, str, int]:
    return problem.file, problem.sheet, problem.row
