"""What a file may not be, and what is odd about how a sheet is made: each handled, and said in its own sentence."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.tables.csv_reader import read_delimited
from scheduler.intake.tables.table import Table
from scheduler.intake.tables.workbook_reader import read_workbook
from tests.conftest import ROOT

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"


def archive_of(**members: bytes) -> bytes:
    """An archive whose members have these contents; ``__`` in a name stands for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


WHOLE_FILES: dict[str, tuple[bytes, str]] = {
    "survey.xls": (OLD_OFFICE + bytes(600), "in the old Excel format (.xls); open it in Excel or LibreOffice and save"),
    "password": (
        OLD_OFFICE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "the file is protected by a password; open it in Excel, remove the password",
    ),
    "binary": (archive_of(xl__workbook_bin=b"").replace(b"_bin", b".bin"), "a binary Excel workbook (.xlsb); open it"),
    "OpenDocument": (
        archive_of(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        "an OpenDocument spreadsheet (.ods); open it",
    ),
    "Numbers": (archive_of(Index__Document_iwa=b"").replace(b"_iwa", b".iwa"), "Apple Numbers document (.numbers)"),
    "Word": (archive_of(word__document_xml=b"").replace(b"_xml", b".xml"), "a Word document"),
    "HTML": (b"\xef\xbb\xbf <html><table><tr><td>1</td></tr></table></html>", "a web page (HTML) that was saved under"),
    "HTML with a comment": (b"<!-- x --><!DOCTYPE HTML><html>", "a web page (HTML) that was saved under"),
    "XML of 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "an XML spreadsheet of 2003",
    ),
    "PDF": (b"%PDF-1.7\n", "the file is a PDF; ask for the spreadsheet"),
    "empty archive": (archive_of(), "an empty archive"),
}


@pytest.mark.parametrize("case", WHOLE_FILES)
@pytest.mark.parametrize("name", ["survey.xlsx", "survey.csv"])
def test_a_file_of_another_kind_gets_its_sentence_and_remedy(tmp_path: Path, case: str, name: str) -> None:
    content, fragment = WHOLE_FILES[case]
    (tmp_path / name).write_bytes(content)
    problems: list[Problem] = []
    assert (read_workbook if name.endswith("x") else read_delimited)(tmp_path / name, problems) == ()
    (problem,) = problems
    assert problem.severity is Severity.ERROR
    assert problem.remedy
    if name.endswith("x") or not content.startswith(b"PK\x03"):
        assert fragment in str(problem)
    else:
        assert "an Excel workbook or another archive" in str(problem)


# The archive.


def repacked(path: Path, edit: Callable[[dict[str, bytes]], None], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """The workbook's archive with its members changed by `edit`."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    edit(members)
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def problem_with(path: Path) -> str:
    problems: list[Problem] = []
    assert read_workbook(path, problems) == ()
    (problem,) = problems
    return str(problem)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = Workbook()
    sheet(workbook).append(["Room", "Seats"])
    sheet(workbook).append(["A", 80])
    workbook.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def sheet(workbook: Workbook) -> Worksheet:
    assert isinstance(workbook.active, Worksheet)
    return workbook.active


BILLION = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize("head", [b"", b"<!-- " + b"x" * 100_000 + b" -->\n"])
@pytest.mark.parametrize("member", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_a_document_type_is_found_however_far_down_it_stands(book: Path, head: bytes, member: str) -> None:
    def declare(members: dict[str, bytes]) -> None:
        content = members[member]
        root = content.split(b"?>", 1)[1] if content.startswith(b"<?xml") else content
        members[member] = head + BILLION + root

    assert "declares a document type" in problem_with(repacked(book, declare))


def test_a_document_type_in_utf_16_is_found(book: Path) -> None:
    def declare(members: dict[str, bytes]) -> None:
        text = members[SHEET].decode().split("?>", 1)[-1]
        members[SHEET] = (BILLION.decode() + text).encode("utf-16")

    assert "declares a document type" in problem_with(repacked(book, declare))


def test_an_unusual_packing_is_refused(book: Path) -> None:
    assert "no spreadsheet program uses" in problem_with(repacked(book, lambda members: None, zipfile.ZIP_LZMA))


def test_an_encrypted_member_is_refused(book: Path) -> None:
    content = bytearray(book.read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    book.write_bytes(content)
    assert "the workbook is encrypted; remove the password" in problem_with(book)


def test_a_thousand_parts_too_many_are_refused(book: Path) -> None:
    def add(members: dict[str, bytes]) -> None:
        members.update({f"xl/media/{number}.bin": b"" for number in range(2001)})

    assert "parts, more than 2,000" in problem_with(repacked(book, add))


def test_a_part_under_two_spellings_is_refused(book: Path) -> None:
    assert "it contains one part twice" in problem_with(
        repacked(book, lambda members: members.update({"XL/Workbook.xml": b"<workbook/>"}))
    )


def test_a_sheet_listed_many_times_is_read_once(book: Path) -> None:
    def repeat(members: dict[str, bytes]) -> None:
        listed = members["xl/workbook.xml"]
        start, end = listed.index(b"<sheet "), listed.index(b"</sheets>")
        members["xl/workbook.xml"] = listed[:start] + listed[start:end] * 400 + listed[end:]

    assert len(read_workbook(repacked(book, repeat), [])) == 1


def test_nothing_outside_the_archive_is_fetched(book: Path) -> None:
    """A sheet that lies somewhere else is no sheet; neither is one on the disk."""

    def elsewhere(members: dict[str, bytes]) -> None:
        place = "xl/_rels/workbook.xml.rels"
        target = b'Target="file:///etc/hostname" TargetMode="External"'
        members[place] = members[place].replace(b'Target="/xl/worksheets/sheet1.xml"', target)

    problems: list[Problem] = []
    assert read_workbook(repacked(book, elsewhere), problems) == ()


# One gigabyte takes seconds to pack, and a third of it would be seen in the memory as well.
@pytest.mark.parametrize(
    ("member", "megabytes"),
    [("xl/worksheets/sheet1.xml", 1024), ("xl/sharedStrings.xml", 330), ("docProps/app.xml", 330)],
)
def test_one_megabyte_that_unfolds_to_a_gigabyte_is_refused_in_little_memory(
    book: Path, member: str, megabytes: int
) -> None:
    with zipfile.ZipFile(book) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            if name != member:
                archive.writestr(name, content)
        with archive.open(member, "w", force_zip64=True) as target:
            for _ in range(megabytes):
                target.write(b" " * (1 << 20))
    assert book.stat().st_size < 1_200_000
    found = in_a_process_of_its_own(book)
    assert "unfolds from" in found["problems"][0]
    assert found["megabytes"] < 200


def test_a_bomb_that_lies_about_its_size_is_refused(book: Path) -> None:
    """The directory says 100 bytes; what comes out beyond them is never read."""

    def grow(members: dict[str, bytes]) -> None:
        members[SHEET] = members[SHEET].replace(b"</sheetData>", b" " * 50_000_000 + b"</sheetData>")

    content = bytearray(repacked(book, grow).read_bytes())
    with zipfile.ZipFile(book) as archive:
        size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    while size in content:
        place = content.index(size)
        content[place : place + 4] = (100).to_bytes(4, "little")
    book.write_bytes(content)
    found = in_a_process_of_its_own(book)
    assert "damaged" in found["problems"][0]
    assert found["megabytes"] < 200


def in_a_process_of_its_own(path: Path) -> dict[str, Any]:
    """What reading a workbook brings, with its peak of memory."""
    script = f"""
import json
from pathlib import Path
from tests.conftest import peak_of_memory
from scheduler.intake.tables.workbook_reader import read_workbook
problems = []
tables = read_workbook(Path({str(path)!r}), problems)
print(json.dumps({{
    "problems": [str(problem) for problem in problems],
    "tables": len(tables),
    "megabytes": peak_of_memory(),
}}))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


# What is odd about a sheet.


def read(workbook: Workbook, path: Path) -> tuple[Table, list[Problem]]:
    """The first sheet of a workbook, saved and read."""
    workbook.save(path)
    problems: list[Problem] = []
    return read_workbook(path, problems)[0], problems


@pytest.fixture
def made() -> Workbook:
    """A header and five rows of answers."""
    workbook = Workbook()
    sheet(workbook).append(["Coalition", "Themes", "Comment"])
    for name in ("DC3", "DC-PAL", "IRPC", "DCAD", "YCIG"):
        sheet(workbook).append([name, "AI", "fine"])
    return workbook


def sentences(problems: list[Problem]) -> str:
    return "\n".join(map(str, problems))


def test_hidden_rows_and_columns_are_read_and_said(made: Workbook, tmp_path: Path) -> None:
    for row in (3, 4, 6, 40):
        sheet(made).row_dimensions[row].hidden = True
    sheet(made).column_dimensions["B"].hidden = True
    table, problems = read(made, tmp_path / "a.xlsx")
    assert table.cell(3, 1).text == "DC-PAL"
    assert "rows 3–4, 6 are hidden, but were read" in sentences(problems)
    assert "column B is hidden, but was read" in sentences(problems)
    assert len(problems) == 2


def test_hidden_sheets_are_not_read_and_said(made: Workbook, tmp_path: Path) -> None:
    made.create_sheet("Old").append(["DC3"])
    made["Old"].sheet_state = "veryHidden"
    _, problems = read(made, tmp_path / "a.xlsx")
    assert [str(problem) for problem in problems] == [
        "a.xlsx, sheet Old: the sheet is hidden and was not read; unhide it if it should be read."
    ]
    assert problems[0].treatment is Treatment.IGNORED


def test_a_row_that_is_struck_through_is_withdrawn_and_a_cell_is_not(made: Workbook, tmp_path: Path) -> None:
    for column in (1, 2, 3):
        sheet(made).cell(3, column).font = Font(strike=True)
    sheet(made).cell(5, 3).font = Font(strike=True)
    table, problems = read(made, tmp_path / "a.xlsx")
    assert table.row_numbers == (1, 2, 4, 5, 6)
    assert "sheet Sheet, row 3: the row is struck through and was not read" in sentences(problems)
    assert "cell C5: “fine” is struck through, but was read like the rest of its row" in sentences(problems)


def test_what_is_merged_over_rows_counts_in_each(made: Workbook, tmp_path: Path) -> None:
    sheet(made).merge_cells("B2:B4")
    sheet(made).merge_cells("A1:C1")
    sheet(made)["B6"].value = None
    # Not merge_cells, which makes a million cells.
    sheet(made).merged_cells.add("B6:B1048576")
    table, problems = read(made, tmp_path / "a.xlsx")
    assert [table.cell(row, 2).text for row in range(1, 7)] == ["", "AI", "AI", "AI", "AI", ""]
    assert "cell B2: the cells B2:B4 are merged; each of their rows was read as “AI”" in sentences(problems)
    assert len(problems) == 1


def test_comments_below_the_header_are_said(made: Workbook, tmp_path: Path) -> None:
    sheet(made)["A1"].comment = Comment("The acronym", "somebody")
    sheet(made)["B3"].comment = Comment("Please read RIGHTS\ninstead", "somebody")
    _, problems = read(made, tmp_path / "a.xlsx")
    assert [str(problem) for problem in problems] == [
        "a.xlsx, sheet Sheet, cell B3: the cell has a comment, which was not read: “Please read RIGHTS instead”; "
        "write it into the cell if it changes the answer."
    ]


def test_a_formula_counts_by_its_saved_value_and_is_said(made: Workbook, tmp_path: Path) -> None:
    sheet(made)["B2"].value = "=1+1"
    sheet(made)["C2"].value = '="a"&"b"'
    sheet(made)["C3"].value = "=IF(A1=1,1,)"
    made.save(tmp_path / "a.xlsx")

    def cached(members: dict[str, bytes]) -> None:
        content = members[SHEET].replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        content = content.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
        members[SHEET] = content

    problems: list[Problem] = []
    (table,) = read_workbook(repacked(tmp_path / "a.xlsx", cached), problems)
    assert table.cell(2, 2).text == "2"
    assert "B2 holds a formula; the saved values were read" in sentences(problems)
    assert table.cell(2, 3).fault == "the cell holds a formula whose value was not saved"
    assert table.cell(2, 3).coordinate == "C2"


def test_error_cells_have_no_value(made: Workbook, tmp_path: Path) -> None:
    sheet(made)["B2"].value = "#REF!"
    table, _ = read(made, tmp_path / "a.xlsx")
    assert (table.cell(2, 2).text, table.cell(2, 2).fault) == ("", "the cell shows the error #REF!")


def test_stray_cells_and_false_dimensions_cost_nothing(made: Workbook, tmp_path: Path) -> None:
    for row in range(7, 2000):
        sheet(made).append([f"R{row}", "AI"])
    sheet(made)["XFD1048576"].value = "stray"
    sheet(made)["XFC3"].value = "stray too"
    made.save(tmp_path / "a.xlsx")
    wide = repacked(
        tmp_path / "a.xlsx",
        lambda members: members.update({SHEET: members[SHEET].replace(b"A1:XFD1048576", b"A1:ZZZ9999999")}),
    )
    problems: list[Problem] = []
    # Were the dimensions believed, this would not end.
    (table,) = read_workbook(wide, problems)
    assert len(table.row_numbers) == 1999
    assert sentences(problems) == (
        "a.xlsx, sheet Sheet, cell XFC3: this cell, and 1 more, is far away from the rest of the sheet and was not "
        "read; delete it, or move it next to the rest."
    )


def test_a_sheet_that_is_too_long_is_an_error_and_the_limit_can_be_raised(
    made: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IGF_SCHEDULER_MOST_ROWS", "5")
    _, problems = read(made, tmp_path / "a.xlsx")
    (problem,) = problems
    assert problem.severity is Severity.ERROR
    assert "beyond row 5 or column 500; delete what is not needed, or set IGF_SCHEDULER_MOST_ROWS" in str(problem)
    monkeypatch.setenv("IGF_SCHEDULER_MOST_ROWS", "6")
    assert read(made, tmp_path / "a.xlsx")[1] == []
    monkeypatch.setenv("IGF_SCHEDULER_MOST_CELLS", "10")
    assert "more than 10 cells with content" in problem_with(tmp_path / "a.xlsx")
    monkeypatch.setenv("IGF_SCHEDULER_MOST_CELLS", "many")
    assert read(made, tmp_path / "a.xlsx")[1] == []


def test_a_csv_file_that_is_too_long_is_an_error_and_the_limit_can_be_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\r\n" * 10)
    monkeypatch.setenv("IGF_SCHEDULER_MOST_ROWS", "9")
    problems: list[Problem] = []
    assert read_delimited(path, problems) == ()
    assert "more than 9 rows" in str(problems[0])
    monkeypatch.setenv("IGF_SCHEDULER_MOST_ROWS", "10")
    assert len(read_delimited(path, [])[0].row_numbers) == 10


def test_macros_are_said_and_a_macro_workbook_under_another_name_is_read(made: Workbook, tmp_path: Path) -> None:
    made.save(tmp_path / "a.xlsx")
    repacked(tmp_path / "a.xlsx", lambda members: members.update({"xl/vbaProject.bin": b"\x00"}))
    problems: list[Problem] = []
    (table,) = read_workbook(tmp_path / "a.xlsx", problems)
    assert table.cell(2, 1).text == "DC3"
    assert "holds macros; they were not run and not copied" in sentences(problems)


def test_both_date_systems_times_and_lengths(tmp_path: Path) -> None:
    from datetime import date, datetime, timedelta
    from datetime import time as clock

    for epoch in (datetime(1899, 12, 30), datetime(1904, 1, 1)):
        workbook = Workbook()
        workbook.epoch = epoch
        sheet(workbook).append([date(2027, 6, 8), clock(9, 30), timedelta(hours=30), datetime(2027, 6, 8, 9, 30), 1.0])
        sheet(workbook)["E1"].number_format = "hh:mm"
        table, _ = read(workbook, tmp_path / "a.xlsx")
        assert [cell.text for cell in table.cells(1)] == [
            "2027-06-08", "09:30", "30:00", "2027-06-08 09:30:00", "24:00",
        ]  # fmt: skip


@pytest.mark.parametrize("shared", [True, False])
def test_control_characters_come_through(tmp_path: Path, shared: bool) -> None:
    text = "=a\x1bb_x0041_ _xD800_ \u202e"
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": not shared}) as workbook:
        workbook.add_worksheet().write_string(0, 0, text)
    (table,) = read_workbook(tmp_path / "a.xlsx", [])
    assert table.cell(1, 1).text == text


def test_a_workbook_of_the_strict_edition_is_read(made: Workbook, tmp_path: Path) -> None:
    made.save(tmp_path / "a.xlsx")

    def strict(members: dict[str, bytes]) -> None:
        for name, content in members.items():
            content = content.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            members[name] = content.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )

    (table,) = read_workbook(repacked(tmp_path / "a.xlsx", strict), [])
    assert table.cell(2, 1).text == "DC3"


# Text files.


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_csv_in_every_encoding_separator_and_line_ending(
    tmp_path: Path, separator: str, ending: str, encoding: str
) -> None:
    rows = [["Coalition", "Thème, très long", "Seats"], ["DC3", "Évaluation", "1,5"], ["NA", "a", "b"]]
    text = ending.join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    for head in ("", f"sep={separator}{ending}"):
        (tmp_path / "a.csv").write_bytes((head + text).encode(encoding))
        problems: list[Problem] = []
        (table,) = read_delimited(tmp_path / "a.csv", problems)
        assert [[cell.text for cell in table.cells(row)] for row in table.row_numbers] == rows
        assert table.row_numbers == (1, 2, 3)
        assert ["Western European" in str(problem) for problem in problems] == ([True] if encoding == "cp1252" else [])


def test_where_a_cell_stands_is_kept(book: Path) -> None:
    (table,) = read_workbook(book, [])
    source = table.cell(2, 2).source
    assert (source.file, source.sheet, source.row, source.column) == ("book.xlsx", "Sheet", 2, "B")
    assert str(source) == "book.xlsx, Sheet, cell B2"


def test_a_workbook_is_never_changed_by_reading(book: Path) -> None:
    before = book.read_bytes()
    read_workbook(book, [])
    assert book.read_bytes() == before
    assert load_workbook(book).sheetnames == ["Sheet"]
