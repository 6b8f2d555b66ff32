"""What is wrong with the input, said in sentences that name the file, the sheet, the cell and the remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from scheduler.core.instance import Coalition


class Severity(StrEnum):
    """How much a problem matters: an error stops everything, a warning does not, a question asks a person."""

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
    """One thing wrong with the input. `cell` is a coordinate such as B7, empty where a whole sheet is meant.

    A question has a best guess, in words; `accepted` says that the user takes it. `treatment` says what was done about
    a warning, where anything was.
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
        """Where it stands: ``planning.xlsx, sheet Rooms, cell B7``; empty where the whole input is meant."""
        where = f"cell {self.cell}" if self.cell else f"row {self.row}" if self.row else ""
        return ", ".join(filter(None, (self.file, self.sheet and f"sheet {self.sheet}", where)))

    def __str__(self) -> str:
        guess = f"{'taken' if self.accepted else 'best guess'}: {self.guess}" if self.guess else ""
        sentence = "; ".join(filter(None, (self.what, self.remedy, guess)))
        return (f"{self.place}: " if self.place else "") + sentence.rstrip(".") + "."


class InputProblems(Exception):
    """The input has errors; `problems` holds all that was found, warnings and questions included, in order.

    `coalitions` are those that could be read all the same; `proposed` is the content of a mapping.toml for a person
    to confirm, empty where nothing had to be guessed.
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
    """Errors before warnings before questions, otherwise in the order in which they were found, none twice."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: _ORDER.index(problem.severity)))


def without_echoes(problems: Iterable[Problem], missing: Iterable[str]) -> list[Problem]:
    """Without what only follows from a missing sheet: names that it would have listed."""
    endings = tuple(f"of sheet {sheet}" for sheet in missing)
    return [problem for problem in problems if not problem.what.endswith(endings)]


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only those that stop everything."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def open_questions(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that wait for a person: what follows from a guess is not used before somebody has accepted it."""
    return tuple(problem for problem in problems if problem.severity is Severity.QUESTION and not problem.accepted)


def accepted(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, the best guess of every question taken."""
    return [replace(one, accepted=True) if one.severity is Severity.QUESTION else one for one in problems]
