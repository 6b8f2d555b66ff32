"""Typed readings of cells: a value, or a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from scheduler.core.clock import Window
from scheduler.core.instance import Day
from scheduler.intake import cell_values as cells
from scheduler.intake import times
from scheduler.intake.problems import InputProblems, Problem, Severity, in_order
from scheduler.intake.tables.table import Cell
from scheduler.intake.times import Calendar

DAYS = (
    Day(id="Day 0", date=date(2027, 6, 7), is_day_zero=True),
    Day(id="Day 1", date=date(2027, 6, 8)),
    Day(id="Day 2", date=date(2027, 6, 9)),
)


def cell(text: str, fault: str = "") -> Cell:
    return Cell("planning.xlsx", "Sheet", 7, 2, text, fault)


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (cells.number, "80", 80),
        (cells.number, " 80\u00a0", 80),
        (cells.number, "", None),
        (times.clock, "9:30", 570),
        (times.clock, "09.30", 570),
        (times.clock, "9h30", 570),
        (times.clock, "09:30:00", 570),
        (times.clock, "24:00", 1440),
        (times.clock, "0.3958333333", 570),
        (times.day_date, "2027-06-08", date(2027, 6, 8)),
        (times.day_date, "46546", date(2027, 6, 8)),
        (cells.yes_no, "Yes", True),
        (cells.yes_no, "non", False),
        (cells.yes_no, "", None),
        (cells.items, "a; b\nc;", ("a", "b", "c")),
        (cells.text, "NA", "NA"),
    ],
)
def test_good_values(read: Callable[[Cell, list[Problem]], object], written: str, value: object) -> None:
    problems: list[Problem] = []
    assert read(cell(written), problems) == value
    assert not problems


@pytest.mark.parametrize(
    ("read", "written", "sentence"),
    [
        (cells.number, "about 80", "“about 80” is no number; write 80."),
        (cells.number, "many", "“many” is no number; write the number in digits."),
        (cells.number, "1e3", "“1e3” is no number; write the number in digits."),
        (cells.number, "-1", "-1 is too small; write a number from 0 upwards."),
        (cells.number, "99999999999999999999", "“99999999999999999999” is no number; write the number in digits."),
        (times.clock, "nine", "“nine” is no time of day; write it as 09:30."),
        (times.clock, "9:75", "“9:75” is no time of day; the clock runs from 00:00 to 24:00."),
        (
            times.day_date,
            "2027-13-01",
            "“2027-13-01” is no date of the calendar between 1900 and 2200; write a date such as 2024-12-15.",
        ),
        (
            times.day_date,
            "08/06/2027",
            "“08/06/2027” may be 8 June or 6 August 2027; write 2027-06-08 or 2027-08-06.",
        ),
        (cells.yes_no, "maybe", "“maybe” is neither yes nor no; ask, and write yes or no; best guess: no."),
        (cells.yes_no, "80", "“80” is neither yes nor no; write yes or no."),
    ],
)
def test_bad_values(read: Callable[[Cell, list[Problem]], object], written: str, sentence: str) -> None:
    problems: list[Problem] = []
    assert not read(cell(written), problems)
    assert [str(problem) for problem in problems] == [f"planning.xlsx, sheet Sheet, cell B7: {sentence}"]


@pytest.mark.parametrize("read", [cells.number, times.clock, times.day_date, cells.yes_no, cells.items, cells.text])
def test_a_cell_that_cannot_be_known_says_why(read: Callable[[Cell, list[Problem]], object]) -> None:
    problems: list[Problem] = []
    assert not read(cell("", "the cell shows the error #REF!"), problems)
    assert "cell B7: the cell shows the error #REF!; write the value itself into the cell." in str(problems[0])


@pytest.mark.parametrize(
    ("written", "windows"),
    [
        ("Day 1", (Window(day="Day 1"),)),
        ("day 1 09:00-12:00", (Window(day="Day 1", start=540, end=720),)),
        ("Day 1 09:00 – 12:00; Day 2", (Window(day="Day 1", start=540, end=720), Window(day="Day 2"))),
        ("main days 13:00-14:00", tuple(Window(day=d, start=780, end=840) for d in ("Day 1", "Day 2"))),
        ("all days", tuple(Window(day=d.id) for d in DAYS)),
        ("Day 1 morning, Day 2 afternoon", (Window(day="Day 1", end=780), Window(day="Day 2", start=780))),
        ("2027-06-08 09:00-10:00", (Window(day="Day 1", start=540, end=600),)),
        ("", ()),
    ],
)
def test_stretches(written: str, windows: tuple[Window, ...]) -> None:
    problems: list[Problem] = []
    assert Calendar(DAYS).windows(cell(written), problems) == windows
    assert not problems


@pytest.mark.parametrize(
    ("written", "fragment"),
    [
        ("Day 9", "“Day 9” is no day of sheet Days; write “Day 0”, “Day 1”, “Day 2”, “all days” or “main days”"),
        ("Day 1 12:00-09:00", "“Day 1 12:00-09:00” ends at 09:00, before it starts"),
        ("Day 1 09:00-25:00", "“25:00” is no time of day"),
        ("Day 1 nine to ten", "is no day of sheet Days"),
    ],
)
def test_stretches_that_are_none(written: str, fragment: str) -> None:
    problems: list[Problem] = []
    assert Calendar(DAYS).windows(cell(written), problems) == ()
    assert fragment in str(problems[0])


def test_problems_stand_in_order_and_once() -> None:
    question, warning, error = (Problem(severity, "what") for severity in reversed(Severity))
    assert in_order([question, warning, error, warning]) == (error, warning, question)
    assert str(InputProblems([warning, error])) == "what.\nwhat."


def test_a_row_stands_in_for_a_cell() -> None:
    assert str(Problem(Severity.ERROR, "what", "do", "a.csv", row=3)) == "a.csv, row 3: what; do."
