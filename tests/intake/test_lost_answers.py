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
from tests.intake.layouts import Answer, Table, by_hand, google, save

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
        (lambda text: text.replace("Alpha's", "\"Alpha's"), 2),
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
    assert len(found) == 21, found
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


def test_a_second_sheet_of_answers_is_a_question(folder: Path) -> None:
    write_sheets(folder, {"Form Responses 1": google([ALPHA, GAMMA]), "Form Responses 2": google([BETA])})
    (problem,) = stopping(folder)
    assert problem.place == "survey.xlsx, sheet Form Responses 2"
    assert "the sheet holds 1 answer, but only sheet “Form Responses 1” is read" in problem.what
    accepted = load_instance(folder, accept_questions=True)
    assert [name for name, one in accepted.coalition.items() if one.answered] == ["DC-Alpha", "DC-Gamma"]


def test_a_second_sheet_of_another_layout_is_a_question(folder: Path) -> None:
    write_sheets(folder, {"Form Responses 1": google([ALPHA]), "By mail": by_hand([BETA, GAMMA])})
    (problem,) = stopping(folder)
    assert "the sheet holds 2 answers, but only sheet “Form Responses 1” is read" in problem.what


def test_a_copy_of_the_answers_stops_nothing(folder: Path) -> None:
    write_sheets(folder, {"Form Responses 1": google([ALPHA, BETA]), "Copy": google([ALPHA, BETA])[:2]})
    (problem,) = load(folder).problems
    assert "the sheet repeats answers of sheet “Form Responses 1” and was not read" in problem.what


def test_an_empty_second_sheet_is_none_of_answers(folder: Path) -> None:
    write_sheets(folder, {"Form Responses 1": google([ALPHA]), "Form Responses 2": google([]), "Notes": [["Hello"]]})
    assert not load(folder).problems


def test_a_list_of_contacts_beside_the_answers_is_no_answer(folder: Path) -> None:
    table = google([ALPHA, BETA])
    empty: list[object] = [None] * len(table[0])
    contacts = [["Coalition", "Contact"], ["DC-Alpha", "Ana"], ["DC-Beta", "Ben"], ["DC-Gamma", "Cai"]]
    write_sheets(
        folder,
        {"Answers": [[*row, None, *contact] for row, contact in zip([*table, empty], contacts, strict=True)]},
    )
    (problem,) = stopping(folder)
    assert problem.cell.endswith("4")
    assert f"DC-Gamma ({problem.cell}) is named in a row that answers no question" in str(problem)
    assert not load_instance(folder, accept_questions=True).coalition["DC-Gamma"].answered


@pytest.mark.parametrize(
    "titles", [("Theme 1", "Theme 2"), ("Theme (1)", "Theme (2)"), ("themes_1", "themes_2"), ("Theme #1", "Theme #2")]
)
def test_numbered_columns_of_one_question_all_count(folder: Path, titles: tuple[str, str]) -> None:
    header = ["Coalition", "Ranking", *titles]
    codes = [theme.code for theme in load_instance(folder).themes[:2]]
    write_sheets(folder, {"Answers": [header, ["DC-Alpha", "joint session", *codes], ["DC-Beta", "booth", codes[0]]]})
    instance = load_instance(folder)
    assert instance.requests_of("DC-Alpha")[0].themes == tuple(codes)
    assert instance.requests_of("DC-Beta")[0].themes == (codes[0],)


def test_numbered_columns_are_guessed_together(folder: Path) -> None:
    codes = [theme.code for theme in load_instance(folder).themes[:2]]
    header = ["Coalition", "Ranking", "Themes of yours 1", "Themes of yours 2"]
    write_sheets(folder, {"Answers": [header, ["DC-Alpha", "joint session", *codes]]})
    assert len(stopping(folder)) == 2
    assert load_instance(folder, accept_questions=True).requests_of("DC-Alpha")[0].themes == tuple(codes)


def test_numbered_kinds_are_places_in_the_ranking(folder: Path) -> None:
    header = ["Coalition", "Preferred format 2", "Preferred format 1"]
    write_sheets(folder, {"Answers": [header, ["DC-Alpha", "booth shift", "joint session"]]})
    assert [one.kind for one in load_instance(folder).requests_of("DC-Alpha")] == [Kind.JOINT, Kind.BOOTH]


def test_a_mapped_column_that_is_gone_is_an_error(folder: Path) -> None:
    save(google([ALPHA]), folder, "xlsx")
    entries = '[[column]]\nheader = "Our title"\nanswers = "title"\n[[column]]\nheader = "Notes"\nanswers = ""\n'
    (folder / "mapping.toml").write_text(f"confirmed = true\n{entries}", encoding="utf-8")
    (problem,) = stopping(folder)
    assert problem.file == "mapping.toml"
    assert "the survey has no column “Our title”, which answers “title”" in problem.what
