"""What `check` says before a solve, and the files that it writes on request."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.intake.template.write_template import write_template
from tests.conftest import Command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example of the template, in which people, wishes and papers are changed by the tests."""
    place = tmp_path / "meeting"
    write_template(place)
    return place


def change(file: Path, sheet: str, cells: dict[tuple[str, str], str]) -> None:
    """Change cells, named by the text in the first column and the beginning of the column's title."""
    workbook = load_workbook(file)
    rows = list(workbook[sheet].iter_rows())
    titles = [cell.value for cell in rows[0]]
    for (name, title), value in cells.items():
        row = next(row for row in rows[1:] if name in [cell.value for cell in row])
        row[next(number for number, one in enumerate(titles) if str(one).startswith(title))].value = value
    workbook.save(file)


def new_people(folder: Path) -> None:
    who = "Who must be in the room?"
    named = {("DC-Alpha", who): "Ama Mensah;", ("DC-Beta", who): "Ama Mensah;Kofi Owusu;"}
    change(folder / "survey.xlsx", "Sheet1", named)


def test_totals_and_what_was_looked_at(run: Command, folder: Path) -> None:
    done = run("check", str(folder))
    assert done.returncode == 0, done.stderr
    *_, totals, last = done.stdout.splitlines()
    assert totals.startswith("In all: 0 errors, 0 questions and ")
    assert (
        last == "No blocking problem was found in the sheets and counts; only “solve” shows whether a programme exists."
    )


def test_who_lacks_which_paper(run: Command, folder: Path) -> None:
    change(folder / "planning.xlsx", "Coalitions", {("DC-Beta", "Annual report"): "no"})
    done = run("check", str(folder), "--mails", str(folder / "mails"))
    (line,) = [line for line in done.stdout.splitlines() if "is not eligible for" in line]
    assert line.startswith("DC-Beta is not eligible for ")
    assert line.endswith(": it lacks annual report.")
    letter = (folder / "mails" / "DC-Beta.txt").read_text(encoding="utf-8")
    assert "these wishes can never be granted" in letter
    assert "- joint session: DC-Beta lacks annual report." in letter
    assert "Please send what is" in letter


def test_a_reminder_for_each_silent_coalition_and_no_letter_without_cause(run: Command, folder: Path) -> None:
    run("check", str(folder), "--mails", str(folder / "mails"))
    letters = {path.name for path in (folder / "mails").glob("*.txt")}
    assert "DC-Epsilon.txt" in letters
    assert "DC-Delta.txt" not in letters
    text = (folder / "mails" / "DC-Epsilon.txt").read_text(encoding="utf-8")
    assert "no answer of yours to the survey" in text
    assert "@" not in text


def test_new_people_are_one_item_with_their_rows(run: Command, folder: Path) -> None:
    new_people(folder)
    done = run("check", str(folder))
    assert done.returncode == 3
    (line,) = [line for line in done.stderr.splitlines() if "new" in line]
    assert "2 people are new" in line
    assert "Ama Mensah | DC-Alpha, DC-Beta; Kofi Owusu | DC-Beta" in line
    assert "In all: 3 errors" in done.stderr


def test_new_people_are_added_to_a_copy(run: Command, folder: Path) -> None:
    new_people(folder)
    before = (folder / "planning.xlsx").read_bytes()
    done = run("check", str(folder), "--add-people")
    assert "planning.with-people.xlsx” is a copy of planning.xlsx with 2 new people" in done.stderr
    assert (folder / "planning.xlsx").read_bytes() == before
    (folder / "planning.with-people.xlsx").replace(folder / "planning.xlsx")
    assert run("check", str(folder)).returncode == 0


def test_rows_of_the_template_are_one_line(run: Command, folder: Path) -> None:
    """Only the sheet Coalitions holds the meeting's own names."""
    workbook = load_workbook(folder / "planning.xlsx")
    for number, (cell,) in enumerate(workbook["Coalitions"].iter_rows(min_row=2, max_col=1), start=1):
        cell.value = f"DC-Own{number}" if cell.value else None
    workbook.save(folder / "planning.xlsx")
    (folder / "survey.xlsx").unlink()
    done = run("check", str(folder))
    lines = [line for line in done.stderr.splitlines() if "DC-Alpha" in line]
    (line,) = lines
    assert "still hold names of the example that “init” wrote: DC-Alpha" in line
    assert "in the sheets People (B2" in line


def test_a_week_that_is_too_short_for_a_person(run: Command, folder: Path) -> None:
    planning = load_workbook(folder / "planning.xlsx")
    titles, first, *_ = planning["People"].iter_rows(values_only=True)
    person = str(first[titles.index("Person")])
    days = [str(row[0].value) for row in planning["Days"].iter_rows(min_row=2) if row[0].value]
    away = "; ".join([*days[1:], f"{days[0]} 00:00-12:59", f"{days[0]} 13:10-24:00"])
    change(folder / "planning.xlsx", "People", {(str(person), "Unavailable"): away})
    session = next(row[0].value for row in planning["Sessions"].iter_rows(min_row=2) if row[0].value)
    change(folder / "planning.xlsx", "Sessions", {(str(session), "People"): person})
    done = run("check", str(folder))
    assert f"{person} is needed for " in done.stdout + done.stderr
