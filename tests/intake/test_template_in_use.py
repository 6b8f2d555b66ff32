"""The template is feasible as it stands, and stays so while its sheets are replaced, one at a time."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from scheduler.intake import load
from scheduler.intake.planning.sheets import SHEETS
from scheduler.intake.template.sheet_writer import write_planning_workbook
from scheduler.intake.template.write_template import PLANNING_ROWS, write_template
from scheduler.search import SearchOptions, solve

Rows = list[dict[str, object]]

HOURS = (("09:00", "10:30"), ("11:00", "12:30"), ("14:00", "15:30"), ("16:00", "17:30"))
EVERY_USE = "main sessions; sessions; day-zero events; bilateral meetings; booth shifts"
EVERY_SERVICE = "captioning; interpretation; hybrid; webcast; step-free"


def names(sheet: str, column: str) -> list[object]:
    """The names of a sheet, which somebody who writes over its rows keeps."""
    return list(dict.fromkeys(row[column] for row in PLANNING_ROWS[sheet]))


def kept(sheet: str, *columns: str) -> Rows:
    """The rows of a sheet with some columns only."""
    return [{column: row[column] for column in columns if column in row} for row in PLANNING_ROWS[sheet]]


GENERIC: dict[str, Rows] = {
    "Event": [
        {"Setting": "Name", "Value": "Our meeting"},
        {"Setting": "Year", "Value": 2029},
        {"Setting": "Time zone", "Value": "Asia/Tokyo"},
    ],
    "Days": [
        {"Day": day, "Date": f"2029-10-{15 + number}", "Day zero": number == 0}
        for number, day in enumerate((*names("Days", "Day"), "Day 3"))
    ],
    "Slots": [
        {"Grid": grid, "Day": "all days", "Start": start, "End": end}
        for grid in names("Slots", "Grid")
        for start, end in HOURS
    ],
    "Rooms": [
        {"Room": room, "Seats": 500, "Grid": grid, "Takes": EVERY_USE, "Services": EVERY_SERVICE}
        for room, grid in ((row["Room"], row["Grid"]) for row in PLANNING_ROWS["Rooms"])
    ],
    "Themes": kept("Themes", "Code", "Theme"),
    "Coalitions": kept("Coalitions", "Acronym", "Name", "Themes"),
    "People": kept("People", "Person", "Represents"),
    "Sessions": kept("Sessions", "Id", "Title", "Type", "Minutes", "Coalition minutes"),
    "Relations": [],
    "Teams": [],
    "Policy": [{"Setting": "Joint sessions, at most", "Value": 3}, {"Setting": "Booth shift, minutes", "Value": 90}],
    "Pins": [],
    "Earlier years": [],
}


def test_there_are_generic_rows_for_every_sheet() -> None:
    assert list(GENERIC) == [sheet.title for sheet in SHEETS] == list(PLANNING_ROWS)


@pytest.mark.parametrize("sheet", [None, *GENERIC])
def test_one_sheet_replaced_leaves_the_template_feasible(sheet: str | None, tmp_path: Path) -> None:
    folder = tmp_path / "example"
    write_template(folder)
    if sheet:
        write_planning_workbook(folder / "planning.xlsx", {**PLANNING_ROWS, sheet: GENERIC[sheet]})
    is_feasible(folder)


def test_sheets_replaced_one_after_another_leave_the_template_feasible(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    write_template(folder)
    rows = dict(PLANNING_ROWS)
    for sheet in GENERIC:
        rows[sheet] = GENERIC[sheet]
        write_planning_workbook(folder / "planning.xlsx", rows)
        is_feasible(folder)


def is_feasible(folder: Path) -> None:
    """The instance loads without an error or a question, and a programme exists."""
    instance = load(folder).instance
    stop = Event()
    result = solve(instance, SearchOptions(on_programme=lambda _: stop.set(), stop=stop, workers=1))
    assert result.programme is not None, result
