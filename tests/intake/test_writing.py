"""What is written reads back as text, the same bytes every time."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import groupby
from pathlib import Path
from textwrap import wrap

import openpyxl
import pytest

from scheduler.catalogue.setting import SettingGroup
from scheduler.intake import load
from scheduler.intake.planning.sheets import GUIDE, NEGOTIATED, POLICY, SHEETS
from scheduler.intake.template.sheet_writer import write_planning_workbook, write_survey_workbook
from scheduler.intake.template.write_template import PLANNING_ROWS, write_template

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
    assert workbook.sheetnames == [GUIDE, *(sheet.title for sheet in SHEETS)]
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
    written = {row[0]: (str(row[1] if row[1] is not None else ""), row[2]) for row in rows}
    assert len(written) == len(rows) == len(POLICY.settings)
    assert written == {setting.title: (setting.default, setting.note) for setting in POLICY.settings}


def test_the_negotiated_settings_stand_first_and_the_others_are_grouped_behind(planning: Path) -> None:
    page = openpyxl.load_workbook(planning)["Policy"]
    groups = [row[3] for row in page.iter_rows(min_row=2, values_only=True)]
    assert groups[:9] == [*[NEGOTIATED] * 8, SettingGroup.RULES]
    assert [group for group, _ in groupby(groups)] == [NEGOTIATED, *SettingGroup]
    levels = [page.row_dimensions[row].outlineLevel for row in range(2, len(groups) + 2)]
    assert levels == [0] * 8 + [1] * (len(groups) - 8)
    assert not any(page.row_dimensions[row].hidden for row in range(2, len(groups) + 2))


@pytest.mark.parametrize("sheet", ["Event", "Policy"])
def test_no_meaning_is_cut(planning: Path, sheet: str) -> None:
    page = openpyxl.load_workbook(planning)[sheet]
    width = page.column_dimensions["C"].width
    for row in range(2, page.max_row + 1):
        cell = page.cell(row, 3)
        lines = len(wrap(str(cell.value), int(width) - 2))
        assert cell.alignment.wrap_text
        assert page.row_dimensions[row].height >= 15 * lines


def test_the_guide_names_every_sheet_in_order_and_the_words_of_the_field(planning: Path) -> None:
    texts = [row[0] for row in openpyxl.load_workbook(planning)[GUIDE].iter_rows(values_only=True)]
    assert [text for text in texts if re.match(r"\d+\. ", str(text))] == [
        f"{number}. {sheet.title}" for number, sheet in enumerate(SHEETS, start=1)
    ]
    assert {"rank-maximal", "leximin", "grid", "segment", "claim", "merit", "guests"} <= set(texts)


def test_the_earlier_layout_is_read_too(tmp_path: Path) -> None:
    rows = {**PLANNING_ROWS, "History": PLANNING_ROWS["Earlier years"]}
    del rows["Earlier years"]
    instances = []
    for earlier in (True, False):
        folder = tmp_path / str(earlier) / "example"
        write_template(folder)
        write_planning_workbook(folder / "planning.xlsx", rows, earlier_layout=earlier)
        titles = openpyxl.load_workbook(folder / "planning.xlsx").sheetnames
        assert ("History" in titles, GUIDE in titles) == (earlier, not earlier)
        loaded = load(folder)
        assert not [note for note in loaded.notes if "was not read" in note]
        instances.append(loaded.instance)
    assert instances[0].sha256 == instances[1].sha256
    assert len(instances[0].history) == len(PLANNING_ROWS["Earlier years"])


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
