"""Reads spoilt files and holds the intake to its promise: sentences, no traceback, no hang, little memory."""

from __future__ import annotations

import signal
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.export.data_report.data_notes import DataNotes
from scheduler.export.data_report.data_page import data_page
from scheduler.export.data_report.marked_sheets import write_marked
from scheduler.intake import InputProblems, Problem, load
from scheduler.intake.planning.planning_names import PlanningNames
from scheduler.intake.planning.read_planning import read_planning
from scheduler.intake.planning.row_reader import find_sheets
from scheduler.intake.survey.read_survey import read_survey
from scheduler.intake.tables.workbook_reader import read_workbook
from tests.conftest import peak_of_memory
from tests.fuzz.seeds import planning_workbook
from tests.fuzz.spoil import case

SECONDS_AT_MOST = 5
MEGABYTES_AT_MOST = 500
WHOLE_EVERY, REPORT_EVERY = 10, 50
"""The planning workbook is the same beside most answers: only every tenth file is read with everything else."""


class _HangError(Exception):
    """A file took too long."""


@dataclass
class Outcome:
    """What came of a range of cases."""

    cases: int = 0
    accepted: int = 0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)


def run(numbers: range) -> Outcome:
    """Read the files of these numbers, one after the other."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "example"
        folder.mkdir()
        known = _known(folder)
        for number in numbers:
            _try(number, folder, known, outcome)
            if peak_of_memory() > MEGABYTES_AT_MOST:
                outcome.failures.append(f"case {number}: {peak_of_memory()} MB")
                break
    return outcome


def _known(folder: Path) -> PlanningNames:
    (folder / "planning.xlsx").write_bytes(planning_workbook())
    found = find_sheets(read_workbook(folder / "planning.xlsx", []), "planning.xlsx", [], [])
    return read_planning("planning.xlsx", found, []).known


def _try(number: int, folder: Path, known: PlanningNames, outcome: Outcome) -> None:
    name, content = case(number)
    for file in folder.iterdir():
        file.unlink()
    (folder / "planning.xlsx").write_bytes(planning_workbook())
    (folder / name).write_bytes(content)
    begun = time.process_time()
    try:
        with _within(SECONDS_AT_MOST):
            outcome.accepted += _read(number, folder / name, known)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        outcome.failures.append(f"case {number} ({name}): {type(error).__name__} at {where}: {str(error)[:200]}")
    outcome.cases += 1
    outcome.slowest = max(outcome.slowest, time.process_time() - begun)


def _read(number: int, path: Path, known: PlanningNames) -> bool:
    """Whether the file was read without an error; every sentence about it can be written."""
    problems: list[Problem] = []
    if path.name == "planning.xlsx" or number % WHOLE_EVERY == 0:
        found = _load(path.parent)
        problems = list(found.problems)
        if number % REPORT_EVERY == 0:
            notes = DataNotes.of("example", found)
            data_page(notes).encode()
            write_marked(notes, path.parent, path.parent / "problems.xlsx")
    else:
        notes_said: list[str] = []
        answers, _ = read_survey(path.parent, known, "", problems, notes_said)
        assert answers or problems, "nothing was read and nothing said"
        "\n".join(notes_said).encode()
    for problem in problems:
        str(problem).encode()
        assert str(problem).endswith("."), str(problem)
    return not any(problem.severity == "error" for problem in problems)


def _load(folder: Path):  # type: ignore[no-untyped-def]
    try:
        return load(folder)
    except InputProblems as found:
        return found


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise _HangError(f"more than {seconds} s")

    # Time of its own, so that a busy machine makes no failure; a batch that waits for ever is stopped from outside.
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
