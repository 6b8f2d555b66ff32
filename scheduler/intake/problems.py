"""Problems of the input: sentences that name the file, the sheet, the cell, what is wrong and the remedy."""

from __future__ import annotations

from collections.abc import Iterable
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
    """One problem of the input. `cell` is a coordinate such as B7, empty for a problem of the sheet.

    A question has a best guess, in words; `accepted` says that the user takes it. `treatment` says what was done about
    a warning, if anything.
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

    @property
    def place(self) -> str:
        """Where the problem is: ``planning.xlsx, sheet Rooms, cell B7``; empty for the input as a whole."""
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
