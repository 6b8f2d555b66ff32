"""Lengths, dates, zones and clocks as people and Excel write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduler.core.vocabulary import Kind
from scheduler.intake import Severity, load, load_instance, times
from scheduler.intake import cell_values as cells
from scheduler.intake.planning.time_zone_names import clock_change, time_zone
from scheduler.intake.problems import Problem
from scheduler.intake.tables.table import Cell
from tests.conftest import Command
from tests.intake.conftest import all_of, change, problems_of, put, setting
from tests.intake.layouts import Answer, microsoft, save


def cell(text: str, date_1904: bool = False) -> Cell:
    return Cell("planning.xlsx", "Sheet", 7, 2, text, "", date_1904)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        *(("90", 90), ("90 min", 90), ("90 minutes", 90), ("90'", 90), ("1h30", 90), ("1 h 30 min", 90), ("1:30", 90)),
        *(("01:30", 90), ("01:30:00", 90), ("1.5 hours", 90), ("1,5 h", 90), ("2h", 120), ("0.0625", 90), ("90.0", 90)),
        *(("une heure", 60), ("media hora", 30), ("1 hora y 15 minutos", 75), ("10 minutos", 10), ("", None)),
    ],
)
def test_lengths_of_time(written: str, minutes: int | None) -> None:
    problems: list[Problem] = []
    assert cells.duration(cell(written), problems) == minutes
    assert not problems


@pytest.mark.parametrize(("written", "guess"), [("1.5", 90), ("60-90", 90), ("60 to 90 minutes", 90), ("90:00", 90)])
def test_lengths_that_may_mean_two_things_are_questions(written: str, guess: int) -> None:
    problems: list[Problem] = []
    assert cells.duration(cell(written), problems) == guess
    assert [problem.severity for problem in problems] == [Severity.QUESTION]


@pytest.mark.parametrize("written", ["about 90", "long", "25:99", "-5"])
def test_lengths_that_are_none(written: str) -> None:
    problems: list[Problem] = []
    assert cells.duration(cell(written), problems) is None
    assert [problem.severity for problem in problems] == [Severity.ERROR]


@pytest.mark.parametrize(("written", "seats"), [("1 200", 1200), ("1,200", 1200), ("80 people", 80), ("80.0", 80)])
def test_capacities(written: str, seats: int) -> None:
    problems: list[Problem] = []
    assert cells.number(cell(written), problems) == seats
    assert not problems


@pytest.mark.parametrize("written", ["about 80", "80-100", "80+", "~80", "80.5", "environ 80"])
def test_capacities_that_are_none(written: str) -> None:
    problems: list[Problem] = []
    assert cells.number(cell(written), problems) is None
    assert [problem.severity for problem in problems] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("written", "value"),
    [("Oui", True), ("sí", True), ("Si", True), ("✓", True), ("Non.", False), ("No", False), ("Falso", False)],
)
def test_yes_and_no_in_three_languages(written: str, value: bool) -> None:
    problems: list[Problem] = []
    assert cells.yes_no(cell(written), problems) is value
    assert not problems


@pytest.mark.parametrize("written", ["maybe", "Peut-être", "tal vez", "à confirmer", "not sure", "Yes, if free"])
def test_maybe_is_a_question(written: str) -> None:
    problems: list[Problem] = []
    cells.yes_no(cell(written), problems)
    assert [problem.severity for problem in problems] == [Severity.QUESTION]
    assert problems[0].guess


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("2027-06-08", date(2027, 6, 8)), ("8 June 2027", date(2027, 6, 8)), ("June 8, 2027", date(2027, 6, 8))),
        *(("8 juin 2027", date(2027, 6, 8)), ("8 de junio de 2027", date(2027, 6, 8)), ("8-Jun-27", date(2027, 6, 8))),
        *(("13/06/2027", date(2027, 6, 13)), ("06/13/2027", date(2027, 6, 13)), ("6/6/2027", date(2027, 6, 6))),
        *(("1er décembre 2027", date(2027, 12, 1)), ("Tuesday, 8 June 2027", date(2027, 6, 8))),
    ],
)
def test_dates(written: str, meant: date) -> None:
    problems: list[Problem] = []
    assert times.day_date(cell(written), problems) == meant
    assert not problems


def test_both_calendars_of_excel() -> None:
    problems: list[Problem] = []
    assert times.day_date(cell("46546"), problems) == date(2027, 6, 8)
    assert times.day_date(cell("45084", date_1904=True), problems) == date(2027, 6, 8)


def test_a_day_that_may_be_a_month_is_an_error_unless_the_event_tells(folder: Path) -> None:
    change(folder / "planning.xlsx", put("Days", "Day 1", "Date", "08/06/2027"))
    (problem,) = [p for p in problems_of(folder) if p.severity is Severity.ERROR]
    assert "“08/06/2027” may be 8 June or 6 August 2027; write 2027-06-08 or 2027-08-06" in str(problem)
    change(folder / "planning.xlsx", put("Days", "Day 1", "Date", "2027-06-08"))
    answer: Answer = {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "preferred_days": "08/06/2027; 9 June"}
    save(microsoft([answer]), folder, "xlsx")
    assert load_instance(folder).coalition["DC-Beta"].preferred_days == ("Day 1", "Day 2")


@pytest.mark.parametrize(
    ("written", "zone"),
    [("Africa/Nairobi", "Africa/Nairobi"), ("europe/zurich", "Europe/Zurich"), ("UTC", "UTC"), ("GMT+0", "UTC")],
)
def test_time_zones(written: str, zone: str) -> None:
    problems: list[Problem] = []
    assert time_zone(cell(written), problems) == zone
    assert not problems


@pytest.mark.parametrize(
    ("written", "zone", "severity", "fragment"),
    [
        (
            "EST",
            "America/New_York",
            Severity.QUESTION,
            "“EST” is Eastern Standard Time, five hours behind UTC all year",
        ),
        ("CET", "Europe/Zurich", Severity.QUESTION, "names an offset, and no place with its summer time"),
        ("IST", "Asia/Kolkata", Severity.QUESTION, "Indian, Irish or Israel Standard Time"),
        ("UTC+3", "Etc/GMT-3", Severity.WARNING, "taken as UTC+3 the whole year round"),
        ("Nairobi", "Africa/Nairobi", Severity.WARNING, "“Nairobi” is a city"),
        ("my time", "", Severity.ERROR, "“my time” is no time zone of the IANA list"),
        ("UTC+25", "", Severity.ERROR, "“UTC+25” is no time zone"),
    ],
)
def test_time_zones_that_need_a_word(written: str, zone: str, severity: Severity, fragment: str) -> None:
    problems: list[Problem] = []
    assert time_zone(cell(written), problems) == zone
    assert [problem.severity for problem in problems] == [severity]
    assert fragment in str(problems[0])


def test_when_the_clocks_change() -> None:
    assert clock_change(date(2027, 3, 28), "Europe/Zurich") == (120, 180)
    assert clock_change(date(2027, 10, 31), "Europe/Zurich") == (180, 120)
    assert clock_change(date(2027, 6, 8), "Europe/Zurich") is None
    assert clock_change(date(2027, 3, 28), "UTC") is None


CHANGES = {
    "gap": ("2027-03-28", "02:30", "04:00", "error", "which does not exist: the clocks go from 02:00 to 03:00"),
    "fold": ("2027-10-31", "02:30", "04:00", "question", "which occurs twice: the clocks go from 03:00 to 02:00"),
    "across": ("2027-03-28", "01:00", "04:00", "warning", "lasts 60 minutes less than the clock shows"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_slots_beside_a_change_of_the_clocks(folder: Path, case: str) -> None:
    on, start, end, severity, fragment = CHANGES[case]
    days = {"Day 0": "2027-01-01", "Day 1": "2027-01-02", "Day 2": on}
    moved = [put("Days", day, "Date", when) for day, when in days.items()]
    slot = [put("Slots", "Village", "Day", "Day 2"), put("Slots", "Village", "Start", start)]
    change(folder / "planning.xlsx", all_of(*moved, *slot, put("Slots", "Village", "End", end)))
    found = [p for p in problems_of(folder) if fragment in str(p)]
    assert [problem.severity for problem in found] == [severity]
    assert found[0].sheet == "Slots"
    assert found[0].row == 8


def test_questions_stop_like_errors_until_they_are_accepted(folder: Path, run: Command) -> None:
    change(folder / "planning.xlsx", setting("Event", "Time zone", "EST"))
    stopped = run("solve", folder, "-o", "programme.json")
    assert stopped.returncode == 3
    assert "best guess: “America/New_York”" in stopped.stderr
    assert not list(folder.parent.glob("**/programme.json"))
    taken = run("check", folder, "--accept-questions")
    assert taken.returncode == 0
    assert "taken: “America/New_York”" in taken.stdout
    assert load(folder, accept_questions=True).instance.event.time_zone == "America/New_York"


def test_errors_come_before_warnings_before_questions(folder: Path) -> None:
    slips = [setting("Event", "Time zone", "EST"), put("Rooms", "Room 2", "Seats", "about 80")]
    change(folder / "planning.xlsx", all_of(*slips, put("Sessions", "MAIN 1", "Room", "Main hal")))
    assert [problem.severity.value for problem in problems_of(folder)] == ["error", "warning", "question"]
