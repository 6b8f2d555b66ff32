"""Edits on sheets that are not read back: each is named with its cell, and none is overlooked."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.intake import InputProblems
from scheduler.intake.tables.table import Cell
from scheduler.roundtrip import EditedWorkbook, read_edited, sheet_layout
from scheduler.roundtrip.edit_review import review, review_lines
from scheduler.roundtrip.workbook_cells import read_sheets
from tests.roundtrip.books import Book, exported, small

READ_BACK = ("Edit sessions", "Edit minutes")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(*small(), tmp_path_factory.mktemp("others") / "exported.xlsx")


@pytest.fixture(scope="module")
def book(file: Path) -> Book:
    return Book(file, small()[0])


def what_is_said(path: Path) -> str:
    """All problems, or else all that the review says."""
    try:
        edited = read_edited(path, loaded=small()[0])
    except InputProblems as found:
        return "\n".join(str(problem) for problem in found.problems)
    return "\n".join(review_lines(review(edited)))


def cells_of(file: Path, title: str) -> list[Cell]:
    table = read_sheets(file, (title,))[0][title].table
    return [cell for row in table.row_numbers for cell in table.cells(row) if cell.text]


def visible(file: Path) -> list[str]:
    hidden = (sheet_layout.LISTS, sheet_layout.ORIGINAL, *READ_BACK)
    return [title for title in read_sheets(file, ())[1] if title not in hidden]


def test_an_untouched_export_says_nothing(file: Path) -> None:
    edited = read_edited(file, loaded=small()[0])
    assert edited.notes == ()
    assert edited.programme is edited.original


def test_an_edited_cell_of_every_sheet_is_named(file: Path, book: Book, tmp_path: Path) -> None:
    titles = visible(file)
    assert {"Read me", "All sessions", "By coalition", "Joint sessions", "Scores"} <= set(titles)
    for title in titles:
        cells = cells_of(file, title)
        for cell in {cells[0], cells[len(cells) // 2], cells[-1]}:
            path = book.with_cells(tmp_path / "a.xlsx", {(title, cell.coordinate): "somewhere else"})
            said = what_is_said(path)
            assert title in said, (title, cell.coordinate)
            assert cell.coordinate in said, (title, cell.coordinate)


def test_an_emptied_cell_of_a_day_sheet_is_a_problem(file: Path, book: Book, tmp_path: Path) -> None:
    title = next(title for title in visible(file) if title.startswith(small()[0].instance.days[0].id))
    cell = cells_of(file, title)[-1]
    path = book.with_cells(tmp_path / "a.xlsx", {(title, cell.coordinate): None})
    with pytest.raises(InputProblems) as caught:
        read_edited(path, loaded=small()[0])
    (problem,) = caught.value.problems
    assert (problem.sheet, problem.cell) == (title, cell.coordinate)
    assert "was emptied" in problem.what
    assert "Edit sessions" in problem.remedy


def test_an_edit_on_a_copy_of_a_sheet_for_editing(file: Path, tmp_path: Path) -> None:
    workbook = load_workbook(file)
    copy = workbook.copy_worksheet(workbook["Edit sessions"])
    copy.title = "Edit sessions (2)"
    room = next(cell for row in copy.iter_rows() for cell in row if row[0].value == "W1" and cell.value == "Salle 2")
    workbook.save(tmp_path / "same.xlsx")
    assert read_edited(tmp_path / "same.xlsx", loaded=small()[0]).programme == small()[1]
    room.value = "Salle 3"
    workbook.save(tmp_path / "a.xlsx")
    said = what_is_said(tmp_path / "a.xlsx")
    assert f"sheet Edit sessions (2), cell {room.coordinate}: Room of “W1” is “Salle 3” here" in said
    assert f"make the change in cell {room.coordinate} of the sheet Edit sessions" in said


def test_an_edit_on_a_renamed_sheet_is_named(file: Path, tmp_path: Path) -> None:
    workbook = load_workbook(file)
    sheet = workbook["By coalition"]
    sheet.title = "For the chair"
    cell = next(cell for row in sheet.iter_rows(min_row=4) for cell in row if cell.value)
    cell.value = "somebody else"
    workbook.save(tmp_path / "a.xlsx")
    assert f"sheet For the chair, cell {cell.coordinate}" in what_is_said(tmp_path / "a.xlsx")


def sorted_without_the_id(file: Path, path: Path, by: int = 5) -> EditedWorkbook:
    """Read the workbook after all rows but their hidden ids were sorted by a column."""
    workbook = load_workbook(file)
    sheet = workbook["Edit sessions"]
    header = next(row for row in sheet.iter_rows(max_row=10) if row[0].value == "Session")
    last = len(header) - 1
    rows = [row for row in sheet.iter_rows(min_row=(header[0].row or 0) + 1) if row[0].value]
    values = sorted(([cell.value for cell in row[:last]] for row in rows), key=lambda row: str(row[by]), reverse=True)
    for row, new in zip(rows, values, strict=True):
        for cell, value in zip(row, new, strict=False):
            cell.value = value
    workbook.save(path)
    return read_edited(path, loaded=small()[0])


def test_rows_sorted_without_the_hidden_column_are_followed(file: Path, tmp_path: Path) -> None:
    edited = sorted_without_the_id(file, tmp_path / "a.xlsx", by=4)
    assert edited.programme == edited.original
    (note,) = edited.notes
    assert note.startswith("On the sheet Edit sessions, ")
    assert "rows were sorted without the hidden column Id" in note


def test_a_workbook_without_the_exported_texts_says_what_was_not_compared(file: Path, tmp_path: Path) -> None:
    workbook = load_workbook(file)
    original = workbook[sheet_layout.ORIGINAL]
    for row in original.iter_rows():
        if str(row[0].value).startswith(sheet_layout.CELLS_ROW):
            row[0].value = row[1].value = None
    workbook.save(tmp_path / "a.xlsx")
    said = what_is_said(tmp_path / "a.xlsx")
    assert "changes on any other sheet are not known" in said
    assert "not changed" not in said
