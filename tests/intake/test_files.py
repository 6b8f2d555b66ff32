"""Whatever lies in the folder: a sentence, never a traceback."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.intake import InputProblems, Problem, load, load_instance
from scheduler.intake.problems import Severity
from scheduler.intake.tables.csv_reader import read_delimited
from scheduler.intake.tables.workbook_reader import cell_text, read_workbook
from tests.intake.conftest import change, problems_of


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-500])


def write(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content)  # type: ignore[return-value]


def replace_member(name: str, edit: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Change one member of the workbook's archive."""

    def apply(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            members = {member: archive.read(member) for member in archive.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in members.items():
                archive.writestr(member, edit(content) if member == name else content)

    return apply


def other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")


def twice(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/workbook.xml", "<workbook/>")


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
SHEET = "xl/worksheets/sheet1.xml"

FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (write(b""), "planning.xlsx: the file is empty; save it again"),
    "text": (write(b"Room,Seats\n"), "the file holds plain text and is no Excel workbook, whatever its name says"),
    "bytes": (write(bytes(range(256))), "the file is no Excel workbook, whatever its name says"),
    "cut short": (cut_short, "the workbook is cut short: its end is missing; copy or download it again"),
    "another archive": (other_archive, "the file is an archive but no Excel workbook"),
    "a member twice": (twice, "the workbook is damaged: it contains one part twice"),
    "no XML": (replace_member(SHEET, lambda content: b"\x00\x01"), "the workbook is damaged"),
    "XML cut short": (replace_member(SHEET, lambda content: content[: len(content) // 2]), "the workbook is damaged"),
    "DOCTYPE": (
        replace_member(SHEET, lambda content: DOCTYPE + content.split(b"?>", 1)[1]),
        "the workbook declares a document type",
    ),
    "bomb": (
        replace_member("docProps/app.xml", lambda content: content + b" " * 30_000_000),
        "far more than a workbook of this kind holds; copy the cells that hold answers into a new workbook",
    ),
}


@pytest.mark.parametrize("name", ["planning.xlsx", "survey.xlsx"])
@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_good_workbook_gets_its_sentence(folder: Path, case: str, name: str) -> None:
    spoil, fragment = FILES[case]
    spoil(folder / name)
    found = [problem for problem in problems_of(folder) if problem.severity is Severity.ERROR]
    assert len(found) == 1
    assert str(found[0]).startswith(f"{name}: ")
    assert fragment.removeprefix("planning.xlsx: ") in str(found[0])


@pytest.mark.parametrize(
    ("content", "fragment"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04rest", "the file is an Excel workbook or another archive, whatever its name says"),
        (b"\xff\xfe\x00", "the file cannot be read as a table"),
        (b'"' + b"a" * 200_000, "the file cannot be read as a table: a quotation mark opens in this row"),
        (b"\x00\x00\n\x00", "no layout of a form tool was recognised"),
        (b"\xe9\xe8,\xff\n", "no layout of a form tool was recognised"),
    ],
)
def test_a_csv_file_that_is_none_gets_its_sentence(folder: Path, content: bytes, fragment: str) -> None:
    (folder / "survey.xlsx").unlink()
    (folder / "survey.csv").write_bytes(content)
    assert any(fragment in str(problem) for problem in problems_of(folder))


def test_no_folder_and_no_workbook_get_their_sentences(tmp_path: Path) -> None:
    with pytest.raises(InputProblems, match=r"there is no folder .*igf-scheduler init"):
        load(tmp_path / "nowhere")
    with pytest.raises(InputProblems, match=r"holds no planning\.xlsx"):
        load_instance(tmp_path)


def test_bytes_changed_at_random_never_end_in_a_traceback(folder: Path) -> None:
    chance = random.Random(5)
    good = (folder / "survey.xlsx").read_bytes()
    for _ in range(40):
        content = bytearray(good)
        for _ in range(chance.randint(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        problems: list[Problem] = []
        (folder / "survey.xlsx").write_bytes(content)
        tables = read_workbook(folder / "survey.xlsx", problems)
        assert tables or problems


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (80.0, "80"),
        (0.5, "0.5"),
        (" a ", "a"),
        (datetime(2027, 6, 8), "2027-06-08"),
        (datetime(2027, 6, 8, 9, 30), "2027-06-08 09:30:00"),
        (datetime(2027, 6, 8, tzinfo=UTC), "2027-06-08 00:00:00+00:00"),
        (timedelta(days=1), "24:00"),
        (time(9, 30), "09:30"),
        (timedelta(hours=1, minutes=30), "01:30"),
    ],
)
def test_values_are_read_as_a_person_would_write_them(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_times_and_dates_of_excel_read_like_text(folder: Path) -> None:
    before = load_instance(folder)

    def typed(workbook: Workbook) -> None:
        for row in workbook["Days"].iter_rows(min_row=2, max_row=4):
            row[1].value = datetime.fromisoformat(str(row[1].value))
            row[3].value = time.fromisoformat(str(row[3].value))
        for row in workbook["Slots"].iter_rows(min_row=2, max_row=9):
            row[2].value = time.fromisoformat(str(row[2].value))

    change(folder / "planning.xlsx", typed)
    assert load_instance(folder).sha256 == before.sha256


def test_a_formula_with_a_saved_value_counts_as_its_value(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook = Workbook()
    workbook.active.append(["=40*2", "x"])  # type: ignore[union-attr]
    workbook.save(path)
    replace_member(SHEET, lambda content: content.replace(b"<v />", b"<v>80</v>").replace(b"<v></v>", b"<v>80</v>"))(
        path
    )
    (table,) = read_workbook(path, [])
    assert table.cell(1, 1).text == "80"
    assert not table.cell(1, 1).fault


def test_a_line_break_in_a_csv_cell_makes_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'"one\ntwo",b\r\nc,NA\r\n')
    (table,) = read_delimited(path, [])
    assert [[cell.text for cell in table.cells(row)] for row in table.row_numbers] == [["one\ntwo", "b"], ["c", "NA"]]
    assert table.cell(2, 2).coordinate == "B2"


def test_a_workbook_saved_by_openpyxl_reads_the_same(folder: Path) -> None:
    before = load_instance(folder).sha256
    for name in ("planning.xlsx", "survey.xlsx"):
        load_workbook(folder / name).save(folder / name)
    assert load_instance(folder).sha256 == before


NASTY = (
    None,
    "",
    "-1",
    "99999999999",
    "2027-02-30",
    "all days",
    "Day 1 09:00-08:00",
    "a;b;c",
    "#REF!",
    "=1+1",
    1e308,
    -0.5,
    True,
    datetime(2027, 1, 1),
    time(9),
    timedelta(hours=30),
    "DC-Alpha: joint session",
    ":",
    "²",
    "\u202eabc",
    "together",
    "place",
    "{{x}}",
    "x" * 30_000,
)


def test_cells_changed_at_random_never_end_in_a_traceback(folder: Path, template: Path) -> None:
    chance = random.Random(7)
    workbook = load_workbook(template / "planning.xlsx")
    said = 0
    for _ in range(12):
        for _ in range(4):
            sheet = chance.choice(workbook.worksheets)
            row, column = chance.randint(1, 8), chance.randint(1, sheet.max_column)
            sheet.cell(row, column).value = chance.choice(NASTY)
        workbook.save(folder / "planning.xlsx")
        for problem in problems_of(folder):
            said += 1
            assert str(problem).endswith(".")
    assert said
