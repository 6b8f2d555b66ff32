"""Files beside the planning workbook that nobody reads are named, and threaded comments show their words."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from scheduler.core.vocabulary import Kind
from scheduler.intake import InputProblems, load
from scheduler.intake.problems import Severity
from tests.intake.conftest import problems_of
from tests.intake.layouts import microsoft, save_workbook

ANSWERS = microsoft([{"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,)}])


@pytest.fixture
def bare(folder: Path) -> Path:
    """The instance without its survey."""
    (folder / "survey.xlsx").unlink()
    return folder


@pytest.mark.parametrize("name", ["DC survey 2027(1-4).xlsx", "answers.csv", "export.zip", "results.ods", "a.tsv"])
def test_a_spreadsheet_of_another_name_is_named_when_there_is_no_survey(bare: Path, name: str) -> None:
    (bare / name).write_bytes(b"whatever")
    with pytest.raises(InputProblems) as found:
        load(bare)
    (question,) = found.value.problems
    assert question.severity is Severity.QUESTION
    assert f"there is no survey, but the folder holds “{name}”; name the file with the answers survey.xlsx" in str(
        question
    )
    assert not load(bare, accept_questions=True).instance.coalition["DC-Alpha"].answered


def test_a_folder_of_spreadsheets_is_named_and_many_are_counted(bare: Path) -> None:
    (bare / "downloads").mkdir()
    (bare / "downloads" / "form.csv").write_text("a,b\n", encoding="utf-8")
    for number in range(4):
        (bare / f"{number}.xlsx").write_bytes(b"")
    (question,) = problems_of(bare)
    assert "the folder holds “0.xlsx”, “1.xlsx”, “2.xlsx” and 2 more; name" in str(question)


@pytest.mark.parametrize("name", ["notes.txt", "logo.png", ".hidden.xlsx", "~$planning.xlsx", ".~lock.planning.xlsx#"])
def test_other_files_are_nobodys_business(bare: Path, name: str) -> None:
    (bare / name).write_bytes(b"whatever")
    assert not load(bare).problems


def test_a_newer_file_with_answers_is_named(folder: Path) -> None:
    newer = folder / "DC survey 2027(1-9).xlsx"
    save_workbook(ANSWERS, newer)
    moment = (folder / "survey.xlsx").stat().st_mtime
    os.utime(newer, (moment + 60, moment + 60))
    (problem,) = load(folder).problems
    assert str(problem) == (
        f"{newer.name}: the file holds answers, is newer than survey.xlsx and was not read; put it in place of "
        "survey.xlsx if it holds more, or delete it."
    )
    os.utime(newer, (moment - 60, moment - 60))
    assert not load(folder).problems


def test_a_newer_file_without_answers_is_not(folder: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["Room", "Price"])  # type: ignore[union-attr]
    workbook.save(folder / "budget.xlsx")
    copy = folder / "problems.xlsx"
    copy.write_bytes((folder / "planning.xlsx").read_bytes())
    moment = (folder / "survey.xlsx").stat().st_mtime + 60
    for path in (copy, folder / "budget.xlsx"):
        os.utime(path, (moment, moment))
    assert not load(folder).problems


NOTE = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it "
    "will get removed. Learn more: https://go.example.org/fwlink/?linkid=1\n\nComment:\n    They ask for day two please"
)


def commented(folder: Path, text: str) -> None:
    path = folder / "survey.xlsx"
    save_workbook(ANSWERS, path)
    workbook = load_workbook(path)
    workbook.worksheets[0]["G2"].comment = Comment(text, "somebody")
    workbook.save(path)


def test_the_words_of_a_threaded_comment_are_shown(folder: Path) -> None:
    commented(folder, NOTE)
    (problem,) = load(folder).problems
    assert "which was not read: “They ask for day two please”; write it" in str(problem)


def test_a_thread_is_read_where_excel_keeps_it(folder: Path) -> None:
    commented(folder, NOTE.partition("Comment:")[0])
    path = folder / "survey.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = f'<Relationship Id="rIdT" Type="{kind}" Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>'
    parts[relations] = parts[relations].replace(b"</Relationships>", link.encode())
    said = "".join(f'<threadedComment ref="G2" id="{n}"><text>{text}</text></threadedComment>' for n, text in THREAD)
    parts["xl/threadedComments/threadedComment1.xml"] = f"<ThreadedComments>{said}</ThreadedComments>".encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (problem,) = load(folder).problems
    assert "which was not read: “Day two please / Agreed”" in str(problem)


THREAD = ((1, "Day two please"), (2, "Agreed"))
