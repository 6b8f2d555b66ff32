"""One set of answers in every layout gives one and the same instance."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.intake import load, load_instance
from scheduler.intake.template import ANSWERS
from tests.intake.conftest import problems_of
from tests.intake.layouts import Table, by_hand, google, microsoft, save_csv, save_workbook


def with_numbers(answers: list[dict[str, object]]) -> Table:
    return google(answers, ordinals=(1, 2, 3, 4))


LAYOUTS: dict[str, tuple[Callable[[list[dict[str, object]]], Table], str]] = {
    "microsoft": (microsoft, "Microsoft Forms"),
    "google": (google, "Google Forms"),
    "google with numbers": (with_numbers, "Google Forms"),
    "by hand": (by_hand, "a plain table"),
}


@pytest.fixture(scope="session")
def expected(template: Path) -> str:
    return load_instance(template).sha256


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", ["xlsx", "csv", "csv with semicolons", "csv with tabs in UTF-16", "csv with BOM"])
def test_every_layout_gives_the_same_instance(folder: Path, expected: str, layout: str, form: str) -> None:
    write, name = LAYOUTS[layout]
    table = write(ANSWERS)
    (folder / "survey.xlsx").unlink()
    if form == "xlsx":
        save_workbook(table, folder / "survey.xlsx")
    else:
        separator = ";" if "semicolons" in form else "\t" if "tabs" in form else ","
        encoding = "utf-16" if "UTF-16" in form else "utf-8-sig" if "BOM" in form else "utf-8"
        save_csv(table, folder / "survey.csv", separator, encoding)
    loaded = load(folder)
    assert loaded.instance.sha256 == expected
    assert not loaded.problems
    assert any(f"read in the layout of {name}" in note for note in loaded.notes)


def test_columns_are_found_by_their_words_wherever_they_stand(folder: Path, expected: str) -> None:
    table = microsoft(ANSWERS)
    turned = [row[:5] + row[5:][::-1] for row in table]
    turned[0] = [f" {str(cell).upper()}\u00a0\n " for cell in turned[0]]
    save_workbook(turned, folder / "survey.xlsx")
    assert load_instance(folder).sha256 == expected


def test_other_sheets_beside_the_answers_do_not_matter(folder: Path, expected: str) -> None:
    from openpyxl import load_workbook

    path = folder / "survey.xlsx"
    workbook = load_workbook(path)
    workbook.create_sheet("Summary", 0).append(["Answers", 4])
    workbook.save(path)
    assert load_instance(folder).sha256 == expected


def test_a_layout_that_nobody_knows_is_an_error(folder: Path) -> None:
    save_workbook([["What is this?", "And that?"], ["a", "b"]], folder / "survey.xlsx")
    (problem,) = problems_of(folder)
    assert str(problem).startswith("survey.xlsx, sheet Sheet1: no layout of a form tool was recognised; export from")


def test_a_question_that_is_missing_is_an_error_with_the_nearest_column(folder: Path) -> None:
    table = microsoft(ANSWERS)
    table[0][6] = "Please rank what your coalition wishes for"
    save_workbook(table, folder / "survey.xlsx")
    sentences = [str(problem) for problem in problems_of(folder)]
    assert any(
        "no column asks “Please rank the kinds of presence your coalition wishes for”; rename “Please rank what" in s
        for s in sentences
    ), sentences


def test_questions_that_are_not_asked_are_noted(folder: Path) -> None:
    table = [row[:7] for row in microsoft(ANSWERS)]
    save_workbook(table, folder / "survey.xlsx")
    (note,) = [note for note in load(folder).notes if "does not ask" in note]
    assert note.startswith("survey.xlsx does not ask: “Which themes fit what you would present?”, ")


def test_a_column_that_asks_something_else_is_a_warning(folder: Path, expected: str) -> None:
    table = microsoft(ANSWERS)
    table[0].append("Your favourite colour")
    save_workbook(table, folder / "survey.xlsx")
    loaded = load(folder)
    assert loaded.instance.sha256 == expected
    assert [
        "column “Your favourite colour” asks no question of the survey and was not read" in str(p)
        for p in loaded.problems
    ] == [True]


def test_two_columns_for_one_question_are_an_error(folder: Path) -> None:
    table = microsoft(ANSWERS)
    table[0].append("Title")
    save_workbook(table, folder / "survey.xlsx")
    assert [
        "this column asks the same as N1: “Working title of your session”" in str(p) for p in problems_of(folder)
    ] == [True]


def test_two_surveys_are_an_error(folder: Path) -> None:
    save_csv(microsoft(ANSWERS), folder / "survey.csv")
    (problem,) = problems_of(folder)
    assert "holds both survey.xlsx and survey.csv; keep the one that counts" in str(problem)


def test_without_a_survey_everybody_is_silent(folder: Path) -> None:
    (folder / "survey.xlsx").unlink()
    loaded = load(folder)
    assert not any(coalition.answered for coalition in loaded.instance.coalitions)
    assert all(request.by_default for request in loaded.instance.requests)
    assert "There is no survey, so every coalition counts as silent." in loaded.notes
