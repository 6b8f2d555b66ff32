"""One cause, one sentence: with a count and the first cells, however many rows share it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook

from scheduler.cli.sentences import with_severity
from scheduler.core.vocabulary import Kind
from scheduler.intake import load
from scheduler.intake.problems import Problem, Severity, in_short
from tests.intake.conftest import change, problems_of
from tests.intake.layouts import Answer, microsoft, save_workbook

ALPHA: Answer = {"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,)}


def said(folder: Path) -> list[str]:
    return with_severity(problems_of(folder))


def found(cell: str, what: str, severity: Severity = Severity.ERROR, **fields: object) -> Problem:
    return Problem(severity, what, "mend it", "a.xlsx", "Rooms", cell, **fields)  # type: ignore[arg-type]


def test_what_is_the_same_in_many_cells_is_said_once() -> None:
    (problem,) = in_short(found(f"B{row}", "“x” is no number") for row in range(2, 40))
    assert str(problem) == "a.xlsx, sheet Rooms, cells B2, B3, B4, B5 and 34 more: “x” is no number; mend it."


def test_two_and_three_cells_are_all_named() -> None:
    (problem,) = in_short([found("B2", "no"), found("B3", "no")])
    assert "cells B2 and B3: no" in str(problem)


def test_of_many_that_are_alike_the_first_are_shown_and_the_rest_is_counted() -> None:
    shown = in_short(found(f"B{row}", f"“{row}” is no number") for row in range(2, 40))
    assert [problem.cell for problem in shown] == ["B2", "B3", "B4", "B5"]
    assert "cells B5, B6, B7, B8 and 31 more: 35 more like the 3 above" in str(shown[-1])


def test_other_columns_severities_and_causes_are_kept_apart() -> None:
    problems = [
        *(found(f"B{row}", "one cause") for row in (2, 3)),
        *(found(f"C{row}", "one cause") for row in (2, 3)),
        *(found(f"B{row}", "one cause", Severity.WARNING) for row in (2, 3)),
        *(found(f"B{row}", "another cause") for row in (2, 3)),
    ]
    assert len(in_short(problems)) == 4
    assert in_short(problems[:1]) == tuple(problems[:1])


def test_many_repeated_answers_are_few_sentences(folder: Path) -> None:
    answers = [{**ALPHA, "audience": number} for number in range(150)]
    save_workbook(microsoft(answers), folder / "survey.xlsx")
    assert len(problems_of(folder)) == 149
    assert len(said(folder)) <= 5
    assert any("146 more like the 3 above" in sentence for sentence in said(folder))


def test_a_second_header_among_the_answers_is_one_question(folder: Path) -> None:
    table = microsoft([ALPHA])
    again = [table[0], *microsoft([{**ALPHA, "coalition": "DC-Beta"}])[1:]]
    save_workbook([*table, *again], folder / "survey.xlsx")
    (sentence,) = said(folder)
    assert "row 3 repeats the titles of the columns, as if two downloads stood below each other" in sentence
    answered = [one.id for one in load(folder, accept_questions=True).instance.coalitions if one.answered]
    assert answered == ["DC-Alpha", "DC-Beta"]


def test_own_columns_are_counted_in_one_sentence(folder: Path) -> None:
    table = microsoft([ALPHA])
    for number in range(30):
        table[0].append(f"Colour of chair number {number}")
        table[1].append("red")
    save_workbook(table, folder / "survey.xlsx")
    (sentence,) = said(folder)
    assert "30 columns ask no question of the survey and were not read: “Colour of chair number 0”" in sentence
    assert "and 25 more" in sentence


def test_codes_of_a_form_are_asked_about_once_each(folder: Path) -> None:
    answers = [{"coalition": f"DC-{name}", "ranking": ("A2",)} for name in ("Alpha", "Beta", "Gamma", "Delta")]
    save_workbook(microsoft(answers), folder / "survey.xlsx")
    (sentence,) = said(folder)
    assert "cells G2, G3, G4 and G5: “A2” is no kind of presence" in sentence


def empty(title: str, workbook: Workbook) -> None:
    workbook[title].delete_rows(2, 100)


def test_an_empty_sheet_is_one_sentence(folder: Path) -> None:
    change(folder / "planning.xlsx", lambda workbook: empty("Rooms", workbook))
    rooms = [sentence for sentence in said(folder) if "sheet Rooms" in sentence]
    (sentence,) = rooms
    assert "the sheet has no rows, and names of it stand elsewhere" in sentence


def test_whom_people_represent_is_not_doubted_while_the_name_is_unknown(folder: Path) -> None:
    workbook = load_workbook(folder / "planning.xlsx")
    sheet = workbook["People"]
    for row in range(2, 7):
        sheet.cell(row, 2).value = f"XY-{row}"
    workbook.save(folder / "planning.xlsx")
    assert not any("nobody represents" in sentence for sentence in said(folder))
