"""A new instance: loads without problems, says what it is, and never writes over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.core.vocabulary import Kind, SessionType
from scheduler.intake import load, load_instance
from scheduler.intake.planning.sheets import GUIDE, SHEETS
from scheduler.intake.tables.workbook_reader import read_workbook
from scheduler.intake.template.write_template import PLANNING_ROWS, write_template
from scheduler.storage.programme_files import OutputError


def test_it_loads_without_problems(template: Path) -> None:
    loaded = load(template)
    assert loaded.problems == ()
    assert loaded.notes == (
        "survey.xlsx, sheet Sheet1: read in the layout of Microsoft Forms.",
        "4 of 5 active coalitions answered; silent: DC-Epsilon.",
    )


def test_every_row_arrives(template: Path) -> None:
    instance = load_instance(template)
    assert [day.id for day in instance.days] == ["Day 0", "Day 1", "Day 2"]
    assert len(instance.slots) == 2 * 3 + 2 * 2 + 2 * 2 + 2 * 2
    assert [room.id for room in instance.rooms] == [row["Room"] for row in PLANNING_ROWS["Rooms"]]
    assert [coalition.id for coalition in instance.coalitions] == [
        row["Acronym"] for row in PLANNING_ROWS["Coalitions"]
    ]
    assert [person.id for person in instance.people] == [row["Person"] for row in PLANNING_ROWS["People"]]
    assert [session.id for session in instance.sessions] == [row["Id"] for row in PLANNING_ROWS["Sessions"]]
    assert instance.session["Opening"].type is SessionType.CEREMONY
    assert instance.session["WS #1"].place is None
    assert instance.session["MAIN 1"].place is not None
    assert instance.coalition["DC-Delta"].standing.light_report
    assert instance.policy.kinds[Kind.JOINT].at_most == 2
    assert not instance.policy.offers(Kind.INDIVIDUAL)
    assert [received.kind for received in instance.history] == [None, Kind.JOINT]
    assert {request.kind for request in instance.requests} == set(Kind) - {Kind.INDIVIDUAL}


def test_every_record_says_where_it_was_read(template: Path) -> None:
    instance = load_instance(template)
    records = (
        *instance.days,
        *instance.slots,
        *instance.rooms,
        *instance.themes,
        *instance.coalitions,
        *instance.people,
        *instance.sessions,
        *instance.requests,
        *instance.pins,
        *instance.history,
    )
    assert all(r.source and r.source.file and r.source.row > 1 and r.source.column for r in records)
    assert str(instance.rooms[1].source) == "planning.xlsx, Rooms, cell A3"


def test_colours_come_from_the_palette_each_once(template: Path) -> None:
    colours = [theme.colour for theme in load_instance(template).themes]
    assert len(set(colours)) == len(colours) == 4
    assert all(colour.startswith("#") for colour in colours)


def test_the_workbook_has_every_sheet(template: Path) -> None:
    titles = [table.sheet for table in read_workbook(template / "planning.xlsx", [])]
    assert titles == [GUIDE, *(sheet.title for sheet in SHEETS)]
    assert "History" not in titles


def test_the_same_files_each_time(template: Path, tmp_path: Path) -> None:
    again = tmp_path / template.name
    write_template(again)
    for file in template.iterdir():
        assert file.read_bytes() == (again / file.name).read_bytes()
    assert load_instance(again).sha256 == load_instance(template).sha256


@pytest.mark.parametrize("name", ["planning.xlsx", "survey.xlsx", "README.md"])
def test_nothing_is_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(FileExistsError, match=f"{name} already; choose another folder"):
        write_template(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_a_folder_that_cannot_be_made_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be made"):
        write_template(tmp_path / "file" / "folder")


def test_the_readme_says_which_facts_are_real(template: Path) -> None:
    text = (template / "README.md").read_text(encoding="utf-8")
    assert "made up" in text
    assert "Which facts are real" in text
    assert all(kind.value in text for kind in Kind)
