"""Collect problems while input is read: of each column the first ones in full, and the others as a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from scheduler.intake.problems import Problem, Severity

IN_FULL = 200
"""Problems of one severity in one column of a sheet that are reported one by one."""

_Column = tuple[Severity, str, str, str]


class ProblemLog(list[Problem]):
    """A list of problems whose length does not grow with the number of faulty rows.

    Beyond `IN_FULL` problems of one severity in one column, or without a cell in one sheet, further ones are only
    counted; `with_counts` adds one problem for those of each column.
    """

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        super().__init__()
        self._found: Counter[_Column] = Counter()
        self.extend(problems)

    def append(self, problem: Problem) -> None:
        column = _column(problem)
        self._found[column] += 1
        if self._found[column] <= IN_FULL:
            super().append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.append(problem)

    def __iadd__(self, problems: Iterable[Problem]) -> ProblemLog:  # type: ignore[override,misc]
        self.extend(problems)
        return self

    def with_counts(self) -> list[Problem]:
        """The problems in the order found, and after them the number of those that were only counted."""
        return [*self, *(_others(column, count - IN_FULL) for column, count in self._found.items() if count > IN_FULL)]


def _column(problem: Problem) -> _Column:
    return problem.severity, problem.file, problem.sheet, problem.cell.rstrip("0123456789")


def _others(column: _Column, count: int) -> Problem:
    severity, file, sheet, letters = column
    where = f" in column {letters}" if letters else ""
    what = f"{count:,} more {severity.value}s{where} are not listed"
    return Problem(severity, what, "put the ones listed right, and check again", file, sheet)
