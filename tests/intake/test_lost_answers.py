"""Answers that could get lost without a word: torn rows, further tabs, numbered columns, columns that are gone."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.core.vocabulary import Kind
from scheduler.intake import Problem, Severity, load, load_instance
from tests.intake.conftest import problems_of
from tests.intake.layouts import Answer, Table, google, save

ALPHA: Answer = {"coalition": "DC-Alpha", "ranking": (Kind.JOINT,), "title": "Alpha's", "comment": "Thank you"}
BETA: Answer = {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "title": "Beta's", "comment": "See you"}
GAMMA: Answer = {"coalition": "DC-Gamma", "ranking": (Kind.BOOTH,)}


def as_text(table: Table) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(table)
    return written.getvalue()


def write_csv(folder: Path, text: str) -> None:
    (folder / "survey.xlsx").unlink(missing_ok=True)
    (folder / "survey.csv").write_text(text, encoding="utf-8", newline="")


def write_sheets(folder: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> None:
    workbook = Workbook()
    workbook.remove(workbook["Sheet"])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    workbook.save(folder / "survey.xlsx")


def stopping(folder: Path) -> list[Problem]:
    return [problem for problem in problems_of(folder) if problem.severity is not Severity.WARNING]


@pytest.mark.parametrize(
    ("torn", "row"),
    [
        (lambda text: text.replace("Alpha's", '"Alpha\'s'), 2),
        (lambda text: text.replace("Alpha's", '"Alpha\'s" own'), 2),
        (lambda text: text.replace("See you", '"See you'), 3),
        (lambda text: text.replace("Timestamp", '"Timestamp'), 1),
    ],
    ids=["title", "text behind it", "last cell", "header"],
)
def test_a_quotation_mark_that_never_closes_swallows_no_answer(folder: Path, torn: object, row: int) -> None:
    assert callable(torn)
    write_csv(folder, torn(as_text(google([ALPHA, BETA, GAMMA]))))
    (problem,) = stopping(folder)
    assert problem.place == f"survey.csv, row {row}"
    assert "a quotation mark opens in this row and never closes" in problem.what


def test_blanks_behind_a_closing_quotation_mark_lose_nothing(folder: Path) -> None:
    text = as_text(google([ALPHA, BETA]))
    write_csv(folder, text.replace("Alpha's", '"Alpha, ours" \t'))
    assert load_instance(folder).requests_of("DC-Alpha")[0].title == "Alpha, ours"


@pytest.mark.parametrize("where", ["Alpha's", "Thank you"])
def test_a_row_with_more_cells_than_the_header_is_one_sentence(folder: Path, where: str) -> None:
    table = google([ALPHA, BETA])
    write_csv(folder, as_text(table).replace(where, f"{where}, and more"))
    (problem,) = problems_of(folder)
    assert problem.severity is Severity.ERROR
    assert problem.row == 2
    assert problem.what == f"the row has {len(table[0]) + 1} cells, the header {len(table[0])}"


def test_many_torn_rows_are_counted(folder: Path) -> None:
    table = google([{**ALPHA, "comment": f"Note {number}"} for number in range(30)])
    write_csv(folder, as_text(table).replace("Note", "One, two"))
    found = problems_of(folder)
    assert len(found) == 21
    assert "10 more rows have more cells than the header" in found[-1].what


def test_separators_at_the_end_of_every_row_are_no_cells(folder: Path) -> None:
    lines = as_text(google([ALPHA, BETA])).splitlines()
    write_csv(folder, "\n".join([lines[0], *(f"{line}," for line in lines[1:])]))
    assert not problems_of(folder)


def test_text_below_no_title_is_reported(folder: Path) -> None:
    table = google([ALPHA, BETA])
    table[2] += [None, "only in the morning"]
    save(table, folder, "xlsx")
    (problem,) = load(folder).problems
    assert "has no title, so its text in row 3 was not read" in str(problem)
