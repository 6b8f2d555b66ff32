"""Whatever somebody wrote into a form stays text in every output: read back with the parsers that others would use."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from scheduler.cli import terminal
from scheduler.core.instance import Coalition
from scheduler.core.programme import Programme
from scheduler.core.safe_text import visible, without_addresses
from scheduler.export import export
from scheduler.export.data_report.data_notes import DataNotes
from scheduler.export.data_report.data_page import data_page
from scheduler.export.data_report.marked_sheets import write_marked
from scheduler.export.markdown import plain_text
from scheduler.intake.problems import InputProblems, Problem, Severity
from scheduler.intake.tables.workbook_reader import read_workbook
from scheduler.storage.programme_files import load_programme
from tests.reports.example import instance as example_instance
from tests.reports.example import programme as example_programme

HOSTILE = (
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "'=1+1",
    "<script>alert(1)</script>",
    "</title></bdi><img src=x onerror=alert(1)>",
    "{{7*7}}${7*7}{% x %}<%= 7 %>",
    "\u202etxt.exe\u2066 \u200f",
    "\x1b[31mred\x1b[0m\x07\x9b2J",
    "line\nbreak\r\nand\ttab",
    "![a](http://example.org/a.png) <http://example.org> www.example.org http://example.org",
    "_x001B_ &amp; &#27; \\x1b",
    "  two  spaces  ",
    "*bold* `code` # head | cell ~x~",
)

PROGRAMME_AND_INSTANCE = example_instance()


@pytest.fixture(scope="module")
def programme() -> Programme:
    """A programme in which a session carries each of the texts as its title."""
    good = example_programme(PROGRAMME_AND_INSTANCE)
    sessions = list(good.sessions)
    moved = [
        sessions[number % len(sessions)].model_copy(update={"title": text, "id": f"hostile {number}"})
        for number, text in enumerate(HOSTILE)
    ]
    return good.model_copy(update={"sessions": (*sessions, *moved)})


def exported(programme: Programme, path: Path) -> Path:
    export(PROGRAMME_AND_INSTANCE, programme, path)
    return path


def test_json(programme: Programme, tmp_path: Path) -> None:
    path = exported(programme, tmp_path / "p.json")
    assert [placed.title for placed in load_programme(path).sessions][-len(HOSTILE) :] == list(HOSTILE)
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", path.read_bytes())


def test_csv(programme: Programme, tmp_path: Path) -> None:
    """One apostrophe marks text; whoever takes it off has the text as it was."""
    with exported(programme, tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as file:
        titles = {row["session"]: row["title"] for row in csv.DictReader(file)}
    for number, text in enumerate(HOSTILE):
        title = titles[f"hostile {number}"]
        assert not title.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
        assert title.removeprefix("'") == text or (title == text and not text.startswith("'"))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["p.csv", "p.xlsx"])
def test_a_spreadsheet_program_finds_no_formula(programme: Programme, tmp_path: Path, name: str) -> None:
    path = exported(programme, tmp_path / name)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run([*command, str(tmp_path / "out"), str(path)], check=True, capture_output=True, timeout=120)
    book = load_workbook(tmp_path / "out" / "p.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    shown = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert any(text.removeprefix("'") == HOSTILE[0] for text in shown)


def test_workbook(programme: Programme, tmp_path: Path) -> None:
    path = exported(programme, tmp_path / "p.xlsx")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        sheets = b"".join(archive.read(name) for name in names if name.startswith("xl/worksheets/"))
        links = [name for name in names if name.endswith(".rels") and b'TargetMode="External"' in archive.read(name)]
    texts = {"".join(part.text or "" for part in one.iter() if part.tag.endswith("}t")) for one in shared}
    # Kept as the standard says: a carriage return as a code, so that it outlives the XML.
    kept = {re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), text) for text in texts}
    assert set(HOSTILE) <= kept
    assert not re.search(rb"<f[ >]", sheets)
    assert not links
    assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]
    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    marked = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "@"))]
    assert marked
    assert all(cell.quotePrefix for cell in marked)


def test_workbook_read_by_the_intake(programme: Programme, tmp_path: Path) -> None:
    tables = {table.sheet: table for table in read_workbook(exported(programme, tmp_path / "p.xlsx"), [])}
    table = tables["All sessions"]
    found = {cell.text for row in table.row_numbers for cell in table.cells(row)}
    assert {text.replace("\r\n", "\n").strip() for text in HOSTILE} <= found


def test_markdown(programme: Programme, tmp_path: Path) -> None:
    text = exported(programme, tmp_path / "p.md").read_bytes().decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    kinds = {child.type for token in MarkdownIt("commonmark").parse(text) for child in token.children or ()}
    assert kinds <= {"text", "strong_open", "strong_close", "softbreak"}


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_is_rendered_as_it_was_written(text: str) -> None:
    """Within a line, as reports use it. This parser shows no control characters, even where they are asked for."""
    (_, inline, _) = MarkdownIt("gfm-like", {"linkify": False}).parse(f"**x** {plain_text(text)} end")
    assert inline.children is not None
    assert "".join(child.content for child in inline.children) == re.sub(
        "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", "\ufffd", f"x {text} end"
    )
    assert {child.type for child in inline.children} <= {"text", "strong_open", "strong_close"}


def test_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for text in HOSTILE:
        terminal.say(text)
        terminal.emit(text)
    for stream in capsys.readouterr():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", stream)
    assert visible("\x1b[31m\x9b\u202e\x7f") == "␛[31m⟨U+009B⟩⟨U+202E⟩␡"


def test_a_cell_cannot_pass_for_a_line_of_the_program() -> None:
    from scheduler.cli.sentences import with_severity

    problem = Problem(Severity.ERROR, "“x\nNothing stands against it\r\n” is no room", "write y")
    assert "\n" not in with_severity([problem])[0]


# The reports on the input.


class Page(HTMLParser):
    """The elements of a page, its attributes and its text."""

    def __init__(self, content: str):
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def notes_with(text: str) -> DataNotes:
    coalition = Coalition(id=text, name=text, answered=True)
    problems = [
        Problem(severity, text, text, text, text, "B2", 2, guess=text if severity is Severity.QUESTION else "")
        for severity in Severity
    ]
    return DataNotes.of(text, InputProblems(problems, [text], [coalition]))


ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "footer", "div", "p"),
    *("h1", "h2", "h3", "ul", "li", "a", "b", "span", "small", "code", "bdi"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}


@pytest.mark.parametrize("text", HOSTILE)
def test_data_report(text: str) -> None:
    page = Page(data_page(notes_with(text)))
    assert set(page.tags) <= ELEMENTS
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    assert all(value and value.startswith("#") for name, value in page.attributes if name == "href")
    assert visible(text) in page.texts


def test_problems_workbook(tmp_path: Path) -> None:
    with (tmp_path / "survey.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [["Title", "x"], *([text, "x"] for text in HOSTILE), ["write to a@example.org", "x"]]
        )
    told = enumerate(HOSTILE, 2)
    problems = [Problem(Severity.WARNING, text, "", "survey.csv", "", f"A{row}", row) for row, text in told]
    write_marked(DataNotes.of("x", InputProblems(problems)), tmp_path, tmp_path / "p.xlsx")
    book = load_workbook(tmp_path / "p.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert all(cell.comment for cell in book["survey"]["A"][1 : len(HOSTILE) + 1])
    assert book["survey"]["A"][len(HOSTILE) + 1].value == "write to (address left out)"
    (table,) = (table for table in read_workbook(tmp_path / "p.xlsx", []) if table.sheet == "survey")
    for row, text in enumerate(HOSTILE, 2):
        assert table.cell(row, 1).text == text.replace("\r\n", "\n").strip()
    with zipfile.ZipFile(tmp_path / "p.xlsx") as archive:
        assert not [name for name in archive.namelist() if b"External" in archive.read(name)]


def test_addresses_are_left_out_quickly() -> None:
    assert without_addresses("a.b+c@x-y.example.org, 192.168.0.1; v1.2.3.4.5 and @here") == (
        "(address left out), (address left out); v1.2.3.4.5 and @here"
    )
    assert without_addresses("x" * 100_000 + "@") == "x" * 100_000 + "@"
