"""The reports on the input: the page, the sheet in the export, the marked cells."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from scheduler.export.colours import contrast
from scheduler.export.data_report.data_notes import DataNotes
from scheduler.export.data_report.data_page import ROWS_AT_MOST, data_page
from scheduler.export.data_report.data_style import STYLE
from scheduler.export.excel import write_workbook
from scheduler.intake import InputProblems, load
from scheduler.intake.template.write_template import write_template
from scheduler.verify import check
from tests.conftest import ROOT, Command
from tests.reports.example import instance as example_instance
from tests.reports.example import programme as example_programme
from tests.reports.test_safety import Page, notes_with


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An instance with an error in the planning workbook, a question in the survey, and a withdrawn row."""
    write_template(tmp_path / "demo")
    planning = load_workbook(tmp_path / "demo" / "planning.xlsx")
    planning["Rooms"]["B3"].value = "about 80"
    for cell in planning["People"][3]:
        cell.font = Font(strike=True)
    planning.save(tmp_path / "demo" / "planning.xlsx")
    survey = load_workbook(tmp_path / "demo" / "survey.xlsx")
    survey.worksheets[0]["F3"].value = "DC-Bta"
    survey.save(tmp_path / "demo" / "survey.xlsx")
    return tmp_path / "demo"


def test_check_writes_the_reports_and_still_says_3(run: Command, folder: Path) -> None:
    done = run("check", "demo", "--report", "report.html", "--problems", "problems.xlsx")
    assert done.returncode == 3
    page = (folder.parent / "report.html").read_text(encoding="utf-8")
    for words in ("about 80", "To correct", "To decide", "Left out", "4 of 5 active coalitions answered", "DC-Epsilon"):
        assert words in page
    book = load_workbook(folder.parent / "problems.xlsx")
    assert book.sheetnames[0] == "Problems"
    cell = book["Rooms"]["B3"]
    assert cell.value == "about 80"
    assert cell.fill.fgColor.rgb == "FFF8C9C4"
    assert cell.comment is not None
    assert "“about 80” is no number. Write 80." in cell.comment.text
    question = book["Sheet1"]["F3"].comment
    assert question is not None
    assert question.text.startswith("To decide. “DC-Bta” is no coalition")
    assert {row[1].value for row in book["Problems"].iter_rows(min_row=4)} == {"planning.xlsx", "survey.xlsx"}


def test_check_of_a_good_instance_writes_them_too(run: Command, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "instances" / "tiny", tmp_path / "tiny")
    done = run("check", "tiny", "--report", "r.html", "--problems", "p.xlsx")
    assert done.returncode == 0
    assert "The input can be used." in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Problems" in load_workbook(tmp_path / "p.xlsx").sheetnames


def test_a_report_that_cannot_be_written_is_7(run: Command, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "instances" / "tiny", tmp_path / "tiny")
    assert run("check", "tiny", "--report", "nowhere/r.html").returncode == 7
    done = run("check", "tiny", "--problems", "p.csv")
    assert done.returncode == 7
    assert "Let its name end in .xlsx." in done.stderr


def notes(folder: Path) -> DataNotes:
    with pytest.raises(InputProblems) as found:
        load(folder)
    return DataNotes.of("demo", found.value)


def test_the_page_is_the_same_every_time_and_stands_alone(folder: Path) -> None:
    page = data_page(notes(folder))
    assert page == data_page(notes(folder))
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "@media print" in page
    assert "default-src 'none'" in page


def test_the_page_can_be_read_by_everybody(folder: Path) -> None:
    page = data_page(notes(folder))
    parsed = Page(page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert parsed.tags.count("h1") == 1
    assert "caption" in parsed.tags
    assert page.count('scope="col"') >= 3
    assert 'href="#main"' in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="#|labelledby=")([^"]+)', page)) <= set(ids)


def test_every_colour_of_the_page_can_be_read() -> None:
    themes = re.findall(r"\{(color-scheme[^}]*|--ink[^}]*)\}", STYLE)
    assert len(themes) == 2
    for theme in themes:
        colour = {name: _full(value) for name, value in re.findall(r"--([\w-]+):(#\w+)", theme)}
        for text, behind in (
            ("ink", "paper"), ("ink", "band"), ("quiet", "paper"), ("quiet", "band"), ("link", "paper"),
            ("on-head", "head"), ("stop", "stop-band"), ("ask", "ask-band"), ("note", "note-band"),
            ("good", "good-band"),
        ):  # fmt: skip
            assert contrast(colour[text], colour[behind]) >= 4.5, (text, behind)


def _full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(letter * 2 for letter in colour[1:])


def test_a_long_report_stays_short() -> None:
    many = notes_with("x")
    many = DataNotes("x", (), many.problems[:1] * (ROWS_AT_MOST + 5), ())
    page = data_page(many)
    assert page.count("<tr>") == ROWS_AT_MOST + 1
    assert "And 5 more" in page


def test_the_export_has_a_sheet_on_the_input(tmp_path: Path) -> None:
    instance, programme = example_instance(), example_programme(example_instance())
    told = notes_with("a note on somebody@example.org")
    write_workbook(instance, programme, check(instance, programme), tmp_path / "p.xlsx", told)
    rows = list(load_workbook(tmp_path / "p.xlsx")["Data notes"].iter_rows(values_only=True))
    sorts = {row[0] for row in rows}
    assert {"Answer received", "Answer missing", "To correct", "To decide", "Worth a look", "Good to know"} <= sorts
    assert not [row for row in rows if any("@example" in str(cell) for cell in row)]


def test_export_reads_the_notes_again(run: Command, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "instances" / "tiny", tmp_path / "instances" / "tiny")
    assert run("solve", "tiny", "-o", "p.json").returncode == 0
    assert run("export", "p.json", "p.xlsx").returncode == 0
    rows = [row[0].value for row in load_workbook(tmp_path / "p.xlsx")["Data notes"].iter_rows()]
    assert "Good to know" in rows
