"""The workbook, read back with another library: everything is there, nothing is a formula, and bytes repeat."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.excel import write_workbook
from scheduler.verify import check
from tests.reports.example import HOSTILE_TITLE
from tests.reports.example import instance as example_instance
from tests.reports.example import programme as example_programme

INSTANCE = example_instance()
PROGRAMME = example_programme(INSTANCE)

DATA_SHEETS = (
    "All sessions",
    "By theme",
    "By coalition",
    "Joint sessions",
    "Main-session slots",
    "Waiting list and refusals",
    "Freed slots",
    "Linked coalitions",
    "Rooms and teams",
    "Selection committee",
    "Standing",
    "Scores",
    "Warnings",
    "Data notes",
)


PICTURES = ("Themes by day", "Clash map")
"""Sheets to look at: themes beside days and beside hours, not made to be filtered."""


def write(path: Path, instance: Instance = INSTANCE, programme: Programme = PROGRAMME) -> Path:
    write_workbook(instance, programme, check(instance, programme), path)
    return path


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("workbook") / "programme.xlsx")


@pytest.fixture(scope="module")
def book(file: Path) -> Workbook:
    return load_workbook(file)


def table(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of a sheet's main table, which its filter spans."""
    header, *rows = sheet[sheet.auto_filter.ref]
    titles = [cell.value for cell in header]
    return [dict(zip(titles, (cell.value for cell in row), strict=True)) for row in rows]


def test_the_sheets_stand_in_order(book: Workbook) -> None:
    days = ["Day 0", "Day 1", "Day 2"]
    first = ["Read me", "At a glance", "Edit sessions", "Edit minutes", "All sessions"]
    shown = [name for name in book.sheetnames if name not in PICTURES]
    assert shown == [*first, *days, *DATA_SHEETS[1:], "Lists", "Original"]
    assert [name for name in book.sheetnames if name in PICTURES] == list(PICTURES)


def test_all_sessions_has_one_row_a_session_from_the_first_row_on(book: Workbook) -> None:
    sheet = book["All sessions"]
    rows = table(sheet)
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sorted(str(row["Id"]) for row in rows) == sorted(PROGRAMME.session)
    assert not sheet.merged_cells.ranges
    joint = next(row for row in rows if row["Id"] == "Joint: CONNECT")
    assert (str(joint["Start"]), str(joint["End"])) == ("16:15:00", "17:45:00")
    assert joint["Coalitions"] == "DC3; DC-IoT; DC-PAL"
    assert str(joint["Date"]).startswith("2024-12-16")


def test_segments_are_listed_minute_by_minute(book: Workbook) -> None:
    rows = [row for row in table(book["Main-session slots"]) if row["Session"] == INSTANCE.session["S02"].title]
    assert [(str(row["From"])[:5], row["Minutes"], row["Whose minutes"]) for row in rows] == [
        ("13:30", 45, "the session itself"),
        ("14:15", 10, "DC-IoT"),
        ("14:25", 10, "DC-DAIG"),
        ("14:35", 10, "reserved for coalitions, not used"),
    ]


def test_every_request_and_every_coalition_is_told_of(book: Workbook) -> None:
    rows = table(book["By coalition"])
    assert sum(row["Choice"] is not None for row in rows) == len(INSTANCE.requests)
    assert {row["Coalition"] for row in rows} == set(INSTANCE.coalition)
    results = {(row["Coalition"], row["Asked for"]): row for row in rows}
    assert results["DC3", "day-zero event"]["Result"] == "waiting, 1"
    assert (
        results["IS3C", "main-session slot"]["Why not, and notes"]
        == "IS3C has not filed the report of its last session."
    )
    assert results["YCIG", "nothing"]["Why not, and notes"] == "made no request"


def test_the_other_sheets_have_their_rows(book: Workbook) -> None:
    assert [row["Members"] for row in table(book["Joint sessions"])] == ["DC3; DC-IoT; DC-PAL", "IRPC; DCAD"]
    assert [row["Waiting list"] for row in table(book["Waiting list and refusals"])] == [
        "waiting, 1",
        "waiting, 2",
        None,
    ]
    assert [row["Seat"] for row in table(book["Selection committee"])] == ["YCIG coordinator 1"]
    standing = {row["Coalition"]: row for row in table(book["Standing"])}
    assert (standing["IS3C"]["Session report"], standing["IS3C"]["Eligible"]) == ("owed", "no")
    assert (standing["DC-DAIG"]["Annual report"], standing["DC-DAIG"]["Light report"]) == ("none due", "filed")
    assert [(row["Room"], row["Minutes"]) for row in table(book["Freed slots"])] == [("Salle 3", 90)]
    proofs = [row["Proven?"] for row in table(book["Scores"])]
    assert proofs == ["proven", "proven", "within 2 of the best possible", "proven", "not proven"]
    assert len(table(book["Warnings"])) == len(
        check(INSTANCE, PROGRAMME).violations + check(INSTANCE, PROGRAMME).notices
    )


def test_minutes_saved_are_counted_against_one_session_for_each_active_coalition(book: Workbook) -> None:
    numbers = [row[0] for row in book["Freed slots"].iter_rows(min_row=2, max_row=5, max_col=1, values_only=True)]
    assert numbers == [9 * 90, 270, 9 * 90 - 270, 90]


def test_a_day_sheet_shows_every_session_once_with_its_code(book: Workbook) -> None:
    for day in INSTANCE.days:
        text = "\n".join(str(cell.value) for row in book[day.id].iter_rows() for cell in row if cell.value)
        for placed in PROGRAMME.sessions:
            if placed.day == day.id and placed.themes:
                assert placed.themes[0] in text
    text = "\n".join(str(cell.value) for row in book["Day 1"].iter_rows() for cell in row if cell.value)
    assert text.count("★ CONNECT · 16:15–17:45") == 1
    assert "★ 14:15 DC-IoT" in text
    assert text.count("Opening ceremony") == 1


def test_a_block_is_as_long_as_its_session(book: Workbook) -> None:
    sheet = book["Day 1"]
    block = next(
        area for area in sheet.merged_cells.ranges if "16:15–17:45" in str(sheet.cell(area.min_row, area.min_col).value)
    )
    assert sheet.cell(block.min_row, 1).value == "16:15"
    assert sheet.cell(block.max_row + 1, 1).value == "17:45"


def test_hostile_text_stays_text_and_nothing_is_a_formula_or_link(book: Workbook, file: Path) -> None:
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in values if cell.data_type == "f"]
    assert any(
        cell.value == HOSTILE_TITLE and cell.data_type == "s" and cell.quotePrefix for cell in book["All sessions"]["H"]
    )
    assert any(cell.value == "+Open data for all" for cell in book["By coalition"]["D"])
    with zipfile.ZipFile(file) as archive:
        assert not [
            name
            for name in archive.namelist()
            if b"hyperlink" in archive.read(name) and b"http://example" in archive.read(name) and name.endswith(".rels")
        ]
        assert not [name for name in archive.namelist() if "vba" in name.lower() or "externalLink" in name]
    links = [link for sheet in book if sheet.title != "Read me" for link in sheet._hyperlinks]
    assert not links


def test_no_address_and_no_emblem(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        content = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert not re.search(r"[\w.]+@[\w-]+\.\w+", content)
    assert "United Nations" not in content


def test_equal_programmes_give_equal_bytes(file: Path, tmp_path: Path) -> None:
    assert write(tmp_path / "again.xlsx").read_bytes() == file.read_bytes()


def test_data_sheets_are_set_up_for_screen_and_paper(book: Workbook) -> None:
    for name in DATA_SHEETS:
        sheet = book[name]
        assert sheet.auto_filter.ref, name
        assert sheet.freeze_panes, name
        assert sheet.print_title_rows, name
        assert sheet.print_area, name
        assert not sheet.merged_cells.ranges, name
    for shown in (sheet for sheet in book if sheet.sheet_state == "visible"):
        assert shown.page_setup.fitToWidth in (None, 1)
        assert shown.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in (shown.oddFooter.right.text or "")
    assert book["Day 1"].page_setup.orientation == "landscape"
    assert book["Day 1"].freeze_panes == "B4"


def test_the_picture_has_words(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert (
        'descr="Bar chart of requests granted, waiting and refused by kind. Granted: Joint session: 5 of 5;' in drawing
    )


def test_read_me_says_what_is_proven_and_by_which_files(book: Workbook) -> None:
    text = "\n".join(str(value) for row in book["Read me"].iter_rows(values_only=True) for value in row if value)
    for words in (INSTANCE.sha256, PROGRAMME.sha256, "Asia/Riyadh", "0.1.0", "1. proven", "First choices refused: 1."):
        assert words in text
    assert all(theme.code in text for theme in INSTANCE.themes)


def test_odd_names_and_overlapping_given_sessions_do_no_harm(tmp_path: Path) -> None:
    """Days called like sheets, titles full of control characters, two given sessions in one room at one time."""
    days = tuple(
        day.model_copy(update={"id": name})
        for day, name in zip(INSTANCE.days, ("Scores", "a/b:c" * 9, "'"), strict=True)
    )
    renamed = dict(zip((day.id for day in INSTANCE.days), (day.id for day in days), strict=True))
    moved = []
    for number, placed in enumerate(PROGRAMME.sessions):
        title = "_x000D_\x01‮]]>" * (2000 if number == 0 else 1)
        changes: dict[str, object] = {"day": renamed[placed.day], "title": title}
        if placed.id == "S10":
            changes |= {"start": placed.start + 5}
        moved.append(placed.model_copy(update=changes))
    twin = next(placed for placed in moved if placed.id == "S02")
    moved.append(twin.model_copy(update={"id": "twin", "start": twin.start + 15, "end": twin.end + 15}))
    instance = INSTANCE.model_copy(
        update={
            "days": days,
            "slots": (),
            "rooms": tuple(r.model_copy(update={"closed": (), "reserved": ()}) for r in INSTANCE.rooms),
        }
    )
    programme = PROGRAMME.model_copy(update={"sessions": tuple(moved)})
    book = load_workbook(write(tmp_path / "odd.xlsx", Instance.model_validate(instance.model_dump()), programme))
    assert "Scores (2)" in book.sheetnames
    assert len(table(book["All sessions"])) == len(moved)


def test_a_programme_that_grants_nothing_has_a_workbook_too(tmp_path: Path) -> None:
    bare = PROGRAMME.model_copy(update={"sessions": (), "segments": (), "decisions": (), "committee": (), "scores": ()})
    book = load_workbook(write(tmp_path / "bare.xlsx", INSTANCE, bare))
    assert "Day 1" not in book.sheetnames
    assert table(book["All sessions"])[0]["Id"] is None


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed, so nothing can be converted")
def test_libreoffice_opens_it(file: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "programme.pdf").stat().st_size > 10_000
