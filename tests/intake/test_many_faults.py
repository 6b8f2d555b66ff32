"""A long sheet full of faults: the problems are bounded, and those that are not listed are counted."""

from __future__ import annotations

import pytest

from scheduler.intake import name_directory
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.problem_log import IN_FULL, ProblemLog
from scheduler.intake.problems import Problem, Severity


def problem(row: int, letters: str = "B", severity: Severity = Severity.ERROR) -> Problem:
    return Problem(severity, f"“{row}” is wrong", "", "planning.xlsx", "Sessions", f"{letters}{row}", row)


def test_problems_of_a_column_beyond_the_limit_are_counted() -> None:
    log = ProblemLog()
    for row in range(IN_FULL + 1000):
        log.append(problem(row))
    log.extend(problem(row, "C") for row in range(3))
    log += [problem(1, severity=Severity.WARNING)]
    assert len(log) == IN_FULL + 4
    *listed, last = log.with_counts()
    assert listed == list(log)
    assert str(last) == (
        "planning.xlsx, sheet Sessions: 1,000 more errors in column B are not listed; put the ones listed right, and "
        "check again."
    )


def test_few_problems_stay_as_they_are() -> None:
    few = [problem(row) for row in range(5)]
    assert ProblemLog(few).with_counts() == few


def test_names_are_compared_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_directory, "COMPARISONS_AT_MOST", 50)
    directory = NameDirectory("room")
    for name in ("Assembly Hall", "Library", "Garden", "Council Chamber"):
        directory.add(name)
    assert directory.nearest("Asembly Halle")[0] == "Assembly Hall"
    for number in range(50):
        directory.nearest(f"Nothing of the kind {number}")
    assert directory.nearest("Librarie") == ()
    assert directory.close("Librarie") is None
    assert directory.find("library") == "Library"
