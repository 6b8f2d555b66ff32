"""Dates, times and struck-through text as spreadsheet programs leave them, and one sentence for one mistake."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.intake import Problem, Severity, load, load_instance
from scheduler.intake.tables.workbook_reader import read_workbook
from tests.intake.conftest import Change, all_of, change, column_of, problems_of, put, row_of, setting

CellValue = float | str | datetime


def only(folder: Path) -> Problem:
    (problem,) = problems_of(folder)
    return problem


def formatted(sheet: str, name: str, title: str, value: CellValue, form: str) -> Change:
    def edit(workbook: Workbook) -> None:
        page = workbook[sheet]
        cell = page.cell(row_of(page, name), column_of(page, title))
        cell.value, cell.number_format = value, form

    return edit


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (18, "dd/mm/yyyy hh:mm", "18"),
        (18, "hh:mm", "18"),
        (1.0, "hh:mm", "24:00"),
        (1.5, "hh:mm", "36:00"),
        (1.25, "[h]:mm", "30:00"),
        (365, "yyyy-mm-dd", "365"),
        (1200, "yyyy-mm-dd", "1200"),
        (0.75, "yyyy-mm-dd hh:mm", "18:00"),
        (datetime(2027, 6, 8, 14), "hh:mm", "2027-06-08 14:00:00"),
    ],
)
@pytest.mark.parametrize("epoch", [datetime(1899, 12, 30), datetime(1904, 1, 1)])
def test_numbers_in_cells_that_show_dates_are_numbers(
    tmp_path: Path, value: CellValue, form: str, text: str, epoch: datetime
) -> None:
    workbook = Workbook()
    workbook.epoch = epoch
    page = workbook["Sheet"]
    page["A1"] = value
    page["A1"].number_format = form
    workbook.save(tmp_path / "a.xlsx")
    (table,) = read_workbook(tmp_path / "a.xlsx", [])
    assert table.cell(1, 1).text == text


def test_18_typed_into_a_date_cell_is_asked_about(folder: Path) -> None:
    change(folder / "planning.xlsx", formatted("Days", "Day 1", "Closes", 18, "dd/mm/yyyy hh:mm"))
    problem = only(folder)
    assert str(problem).endswith("cell E3: “18” is no time of day; write 18:00 if that is meant.")


def test_a_time_cell_that_holds_a_date_too_gives_its_time(folder: Path) -> None:
    before = load_instance(folder)
    sheet = load_workbook(folder / "planning.xlsx")["Slots"]
    name = sheet["A2"].value
    hours = str(sheet.cell(2, column_of(sheet, "Start")).value)
    moment = datetime(2027, 6, 8, int(hours[:2]), int(hours[3:]))
    change(folder / "planning.xlsx", formatted("Slots", str(name), "Start", moment, "hh:mm"))
    loaded = load(folder)
    assert loaded.instance.slots == before.slots
    (problem,) = loaded.problems
    assert f"the cell holds the date 2027-06-08 beside the time {hours}; the time was read" in str(problem)


@pytest.mark.parametrize(
    "written",
    ["{:%Y-%m-%d}T00:00:00", "{:%Y-%m-%d}T00:00:00Z", "{:%d.%m.%Y}", "{:%d.%m.%y}", "{:%Y-%m-%d} 09:00:00"],
)
def test_dates_are_read_as_they_are_written(folder: Path, written: str) -> None:
    days = load_instance(folder).days
    edits = [put("Days", day.id, "Date", written.format(day.date)) for day in days]
    change(folder / "planning.xlsx", all_of(*edits))
    assert [day.date for day in load_instance(folder).days] == [day.date for day in days]


def test_a_moment_in_utc_is_no_date(folder: Path) -> None:
    change(folder / "planning.xlsx", put("Days", "Day 0", "Date", "2027-06-06T22:00:00Z"))
    assert "“2027-06-06T22:00:00Z” is no date" in str(only(folder))


def with_dates(folder: Path, *dates: date) -> None:
    names = [day.id for day in load_instance(folder).days]
    edits = [put("Days", name, "Date", day) for name, day in zip(names, dates, strict=True)]
    change(folder / "planning.xlsx", all_of(*edits))


@pytest.mark.parametrize(
    "meant",
    [
        (date(2027, 6, 1), date(2027, 6, 2), date(2027, 6, 3)),
        (date(2027, 5, 31), date(2027, 6, 1), date(2027, 6, 2)),
        (date(2027, 6, 11), date(2027, 6, 12), date(2027, 6, 13)),
    ],
)
def test_exchanged_days_and_months_are_one_question(folder: Path, meant: tuple[date, ...]) -> None:
    with_dates(folder, *(day if day.day > 12 else date(day.year, day.day, day.month) for day in meant))
    question = only(folder)
    assert (question.severity, question.sheet, question.cell) == (Severity.QUESTION, "Days", "B2")
    assert "as if a spreadsheet program had exchanged day and month" in question.what
    assert tuple(day.date for day in load_instance(folder, accept_questions=True).days) == meant


def test_days_far_apart_are_doubted(folder: Path) -> None:
    with_dates(folder, date(2027, 6, 20), date(2027, 7, 20), date(2027, 7, 21))
    problem = only(folder)
    assert problem.severity is Severity.WARNING
    assert "Day 1 is 30 days after Day 0; look whether day and month are in the right order" in str(problem)


def test_an_exchanged_date_in_an_answer_is_a_question(folder: Path) -> None:
    with_dates(folder, date(2027, 6, 1), date(2027, 6, 2), date(2027, 6, 3))
    change(folder / "planning.xlsx", put("Coalitions", "DC-Alpha", "Unavailable", date(2027, 2, 6)))
    question = only(folder)
    assert question.severity is Severity.QUESTION
    assert "“2027-02-06” is no day of sheet Days, unless day and month were exchanged" in question.what
    (window,) = load_instance(folder, accept_questions=True).coalition["DC-Alpha"].unavailable
    assert str(window) == "Day 1"


@pytest.mark.parametrize(("name", "what"), [("All days", "means several days"), ("2027-01-01", "is a date, but not")])
def test_a_day_is_not_named_like_other_days(folder: Path, name: str, what: str) -> None:
    path = folder / "planning.xlsx"

    def renamed(workbook: Workbook) -> None:
        for page in workbook:
            for row in page.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.startswith("Day 2"):
                        cell.value = cell.value.replace("Day 2", name)

    change(path, renamed)
    found = [problem for problem in problems_of(folder) if problem.sheet == "Days"]
    assert len(found) == 1
    assert what in found[0].what


STRUCK, PLAIN = InlineFont(strike=True), InlineFont(strike=False)


def read_cell(path: Path, value: object) -> tuple[str, list[Problem]]:
    workbook = Workbook()
    page: Worksheet = workbook["Sheet"]
    page.append([value, "beside it"])
    workbook.save(path)
    problems: list[Problem] = []
    (table,) = read_workbook(path, problems)
    return table.cell(1, 1).text, problems


def test_struck_parts_of_a_cell_do_not_count(tmp_path: Path) -> None:
    value = CellRichText("DC-Alpha; ", TextBlock(STRUCK, "DC-Beta; "), TextBlock(PLAIN, "DC-Gamma"))
    text, (problem,) = read_cell(tmp_path / "a.xlsx", value)
    assert text == "DC-Alpha; DC-Gamma"
    assert "cell A1: “DC-Beta;” is struck through in this cell and was not read" in str(problem)


def test_a_cell_of_struck_parts_only_is_a_struck_cell(tmp_path: Path) -> None:
    text, (problem,) = read_cell(tmp_path / "a.xlsx", CellRichText(TextBlock(STRUCK, "DC-"), TextBlock(STRUCK, "Beta")))
    assert text == "DC-Beta"
    assert "“DC-Beta” is struck through, but was read like the rest of its row" in str(problem)


def test_a_setting_that_was_left_out_is_named_with_its_default(folder: Path) -> None:
    def short(workbook: Workbook) -> None:
        page = workbook["Policy"]
        page.delete_rows(row_of(page, "Joint session, minutes"))
        slots = workbook["Slots"]
        start, end = column_of(slots, "Start"), column_of(slots, "End")
        for row in range(2, slots.max_row + 1):
            hours, minutes = str(slots.cell(row, start).value).split(":")
            slots.cell(row, end).value = f"{int(hours) + 1}:{minutes}"

    change(folder / "planning.xlsx", short)
    found = [str(problem) for problem in problems_of(folder)]
    assert not any("A0" in sentence or "row 0" in sentence for sentence in found)
    start = "planning.xlsx, sheet Policy: setting “Joint session, minutes” (left out, so 90): "
    assert any(sentence.startswith(start) for sentence in found)


UNREADABLE = {
    "Event": ("Year", "Time zone"),
    "Days": ("Date", "Day zero", "Opens", "Closes"),
    "Slots": ("Start", "End", "Only for"),
    "Rooms": ("Seats", "Takes", "Services", "Closed"),
    "Coalitions": ("Ready", "Merit", "Unavailable"),
    "People": ("Represents", "Remote", "Unavailable"),
    "Sessions": ("Type", "Minutes", "Start", "Coalition minutes", "Audience", "Needs", "Preferred days"),
    "Teams": ("Teams",),
    "Policy": ("Joint session, minutes", "Remote hours until", "Comfortable until", "Inconvenience weights"),
}


@pytest.mark.parametrize(
    ("sheet", "title"), [(sheet, title) for sheet, titles in UNREADABLE.items() for title in titles]
)
def test_a_cell_that_cannot_be_read_is_one_sentence(folder: Path, sheet: str, title: str) -> None:
    before = set(problems_of(folder))

    def spoil(workbook: Workbook) -> None:
        page = workbook[sheet]
        column = column_of(page, title)
        rows = [row for row in range(2, page.max_row + 1) if page.cell(row, column).value is not None]
        page.cell(rows[-1] if rows else 2, column).value = "q#?!"

    path = folder / "planning.xlsx"
    change(path, setting(sheet, title, "q#?!") if sheet in ("Event", "Policy") else spoil)
    (problem,) = [problem for problem in problems_of(folder) if problem not in before]
    assert problem.sheet == sheet
    assert "q#?!" in problem.what


def test_text_below_no_title_of_a_planning_sheet_is_reported(folder: Path) -> None:
    def noted(workbook: Workbook) -> None:
        page = workbook["Rooms"]
        page.cell(2, page.max_column + 2).value = "only until noon"

    change(folder / "planning.xlsx", noted)
    problem = only(folder)
    assert problem.severity is Severity.WARNING
    assert "has no title, so its text in row 2 was not read" in problem.what
