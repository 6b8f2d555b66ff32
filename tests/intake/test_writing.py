"""What is written reads back as text, the same bytes every time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from scheduler.intake.planning.sheets import POLICY, SHEETS
from scheduler.intake.template.sheet_writer import write_planning_workbook, write_survey_workbook

ROWS: dict[str, list[dict[str, object]]] = {
    "Event": [{"Setting": "Name", "Value": "=HYPERLINK(1)"}, {"Setting": "Year", "Value": 2024}],
    "Slots": [
        {"Grid": "Rooms", "Day": "all days", "Start": "09:30", "End": "11:00"},
        {"Grid": "Rooms", "Day": "all days", "Start": "11:15", "End": "12:45"},
    ],
    "Rooms": [{"Room": "Salle 2", "Seats": 496, "Grid": "Rooms", "Takes": ("sessions", "day-zero events")}],
    "Coalitions": [{"Acronym": "DC3", "Name": "https://example.org", "Active": True, "New": False}],
}


@pytest.fixture
def planning(tmp_path: Path) -> Path:
    path = tmp_path / "planning.xlsx"
    write_planning_workbook(path, ROWS)
    return path


def test_every_sheet_and_column_is_there(planning: Path) -> None:
    workbook = openpyxl.load_workbook(planning)
    assert workbook.sheetnames == [sheet.title for sheet in SHEETS]
    for sheet in SHEETS:
        assert [cell.value for cell in workbook[sheet.title][1]] == [column.title for column in sheet.columns]
        assert all(cell.comment for cell in workbook[sheet.title][1])
        assert workbook[sheet.title].freeze_panes == "B2"


def test_text_stays_text(planning: Path) -> None:
    workbook = openpyxl.load_workbook(planning)
    name, address, start = workbook["Event"]["B2"], workbook["Coalitions"]["B2"], workbook["Slots"]["C2"]
    assert (name.value, name.data_type) == ("=HYPERLINK(1)", "s")
    assert (address.value, address.hyperlink) == ("https://example.org", None)
    assert (start.value, start.data_type) == ("09:30", "s")
    assert workbook["Rooms"]["B2"].value == 496
    assert workbook["Rooms"]["D2"].value == "sessions; day-zero events"
    assert [workbook["Coalitions"][cell].value for cell in ("F2", "G2")] == ["yes", "no"]


def test_settings_left_out_have_their_default_and_all_have_a_meaning(planning: Path) -> None:
    rows = list(openpyxl.load_workbook(planning)["Policy"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [setting.title for setting in POLICY.settings]
    assert [str(row[1] if row[1] is not None else "") for row in rows] == [s.default for s in POLICY.settings]
    assert [row[2] for row in rows] == [setting.note for setting in POLICY.settings]


def test_drop_downs_offer_fixed_lists_and_the_columns_of_other_sheets(planning: Path) -> None:
    workbook = openpyxl.load_workbook(planning)
    sources = {
        (sheet.title, str(rule.sqref)[0]): rule.formula1
        for sheet in workbook
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert sources["Coalitions", "F"] == '"yes,no"'
    assert sources["Sessions", "J"].startswith("'Rooms'!$A$2:")
    assert sources["Rooms", "C"] == '"Rooms"'
    assert ("Rooms", "D") not in sources


def test_the_same_rows_give_the_same_bytes(planning: Path, tmp_path: Path) -> None:
    write_planning_workbook(tmp_path / "again.xlsx", ROWS)
    assert planning.read_bytes() == (tmp_path / "again.xlsx").read_bytes()


@pytest.mark.parametrize(
    "rows",
    [{"Room": []}, {"Rooms": [{"Chairs": 3}]}, {"Policy": [{"Setting": "Cap", "Value": 5}]}],
    ids=["sheet", "column", "setting"],
)
def test_what_does_not_exist_is_refused(rows: dict[str, list[dict[str, object]]], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"Room|Chairs|Cap"):
        write_planning_workbook(tmp_path / "planning.xlsx", rows)
    assert list(tmp_path.iterdir()) == []


def test_survey_with_drop_downs(tmp_path: Path) -> None:
    path = tmp_path / "survey.xlsx"
    moment = datetime(2024, 2, 14, 9, 30)
    write_survey_workbook(path, ["ID", "Start time", "Coalition"], [[1, moment, "@DC3"]], "Sheet1", {2: ["DC3", "DCE"]})
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["Sheet1", "Choices"]
    assert [cell.value for cell in workbook["Sheet1"][2]] == [1, moment, "@DC3"]
    assert [cell.value for cell in workbook["Choices"]["A"]] == ["DC3", "DCE"]
