"""The workbook, read back with another library: everything is there, nothing is a formula, and bytes repeat."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.core.atomic_files import OutputError
from scheduler.core.instance import Instance
from scheduler.core.policy import Policy
from scheduler.core.programme import Programme
from scheduler.export import export
from scheduler.export.excel import write_workbook
from scheduler.export.pdf import pdf_of
from scheduler.export.public_view import is_public
from scheduler.verify import Notice, check
from tests.reports.example import HOSTILE_TITLE
from tests.reports.example import instance as example_instance
from tests.reports.example import programme as example_programme

INSTANCE = example_instance()
PROGRAMME = example_programme(INSTANCE)

DATA_SHEETS = (
    "By coalition",
    "Joint sessions",
    "Main-session slots",
    "Waiting list and refusals",
    "Warnings",
    "All sessions",
    "By theme",
    "Freed slots",
    "Selection committee",
    "Standing",
    "Linked coalitions",
    "Rooms and teams",
    "Scores",
    "Data notes",
)

DOORS = ("Doors, all days", "Doors, day by day")
"""Sheets whose pages are cut by hand, one for each room, or room and day."""

PRINT_SET = ("At a glance", "Coalitions' week", "Day 0", "Day 1", "Day 2", "By coalition", "Joint sessions")

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


def test_the_sheets_stand_in_the_order_of_use(book: Workbook) -> None:
    edits = ["Edit sessions", "Edit minutes"]
    shown = [name for name in book.sheetnames if name not in PICTURES]
    lists = DATA_SHEETS[2:4]
    assert shown == ["Read me", *PRINT_SET, *lists, *DOORS, *edits, *DATA_SHEETS[4:], "Lists", "Original"]
    assert [name for name in book.sheetnames if name in PICTURES] == list(PICTURES)


def test_the_print_set_has_tabs_of_one_colour_and_no_mark_of_planners(book: Workbook) -> None:
    colours = {sheet.title: sheet.sheet_properties.tabColor.rgb for sheet in book if sheet.sheet_properties.tabColor}
    assert {name for name, colour in colours.items() if colour == colours["Day 1"]} == set(PRINT_SET)
    for name in (*PRINT_SET, *DOORS):
        text = "\n".join(str(cell.value) for row in book[name].iter_rows() for cell in row if cell.value)
        assert "not for publication" not in text + str(book[name].oddFooter.center.text)


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
    assert text.count("★ CONNECT") == 1
    assert "★ 14:15 DC-IoT" in text
    assert text.count("Opening ceremony") == 1


def test_a_block_is_as_high_as_its_session_is_long(book: Workbook) -> None:
    for day in ("Day 0", "Day 1", "Day 2"):
        sheet, session = book[day], {placed.title: placed for placed in PROGRAMME.sessions if placed.day == day}
        found = {}
        for area in sheet.merged_cells.ranges:
            text = str(sheet.cell(area.min_row, area.min_col).value)
            for title in (title for title in session if title in text and area.min_col > 1):
                height = sum(sheet.row_dimensions[row].height for row in range(area.min_row, area.max_row + 1))
                found[title] = height / (session[title].end - session[title].start)
        assert len(found) == len(session)
        assert max(found.values()) - min(found.values()) < 1e-6


def test_all_titles_are_whole_and_nothing_is_smaller_than_ten_points_on_a3(book: Workbook) -> None:
    for day in ("Coalitions' week", "Day 0", "Day 1", "Day 2"):
        sheet = book[day]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
        assert min(cell.font.sz for cell in cells) >= 10
        text = "\n".join(str(cell.value) for cell in cells)
        titles = [placed.title for placed in PROGRAMME.sessions if placed.day == day]
        assert all(title in text for title in titles)


def test_door_sheets_have_a_page_for_each_room_and_hide_what_is_not_public(book: Workbook) -> None:
    rooms = {placed.room for placed in PROGRAMME.sessions}
    rooms_and_days = {(placed.room, placed.day) for placed in PROGRAMME.sessions}
    for name, pages in zip(DOORS, (len(rooms), len(rooms_and_days)), strict=True):
        assert len(book[name].row_breaks.brk) == pages - 1
        text = "\n".join(str(cell.value) for row in book[name].iter_rows() for cell in row if cell.value)
        for placed in PROGRAMME.sessions:
            assert (placed.title in text) == is_public(INSTANCE, placed) or placed.title in ALSO_PUBLIC
        assert "DC3 · DC-IoT · DC-PAL" in text


ALSO_PUBLIC = {placed.title for placed in PROGRAMME.sessions if is_public(INSTANCE, placed)}


def test_seats_and_audience_stand_beside_each_session_of_the_edit_sheet(book: Workbook) -> None:
    for row in table(book["Edit sessions"]):
        assert row["Seats"] == INSTANCE.room[str(row["Room"])].capacity
    audience = {row["Session"]: row["Audience"] for row in table(book["Edit sessions"])}
    assert audience["Joint: CONNECT"] == INSTANCE.policy.joint_audience
    assert audience["S02"] == (INSTANCE.session["S02"].audience or None)


def test_frequent_warnings_are_one_row_and_stand_below_the_rare_ones(tmp_path: Path) -> None:
    often = tuple(Notice("duplication", (), f"Sessions {number} are alike.", ()) for number in range(30))
    rare = Notice("overdue report", ("DC3",), "DC3 owes its annual report.", ())
    verdict = replace(check(INSTANCE, PROGRAMME), violations=(), notices=(*often, rare))
    write_workbook(INSTANCE, PROGRAMME, verdict, tmp_path / "many.xlsx")
    sheet = load_workbook(tmp_path / "many.xlsx")["Warnings"]
    assert [row["Sentence"] for row in table(sheet)] == [
        "DC3 owes its annual report.",
        "30 warnings of this kind; all are listed below this table.",
    ]
    sentences = [row[1] for row in sheet.iter_rows(values_only=True)]
    assert sum("are alike" in str(text) for text in sentences) == 30


def test_no_sheet_has_names_of_the_code(book: Workbook) -> None:
    fields = {name for name in Policy.model_fields if "_" in name}
    for sheet in (sheet for sheet in book if sheet.sheet_state == "visible"):
        words = {w for row in sheet.iter_rows() for cell in row for w in re.findall(r"[a-z_]+", str(cell.value or ""))}
        assert not words & fields, sheet.title


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
        assert shown.sheet_properties.pageSetUpPr.fitToPage or shown.title in DOORS
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


LIBREOFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@pytest.mark.slow
@LIBREOFFICE
def test_libreoffice_opens_it(file: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "programme.pdf").stat().st_size > 10_000


@pytest.mark.slow
@LIBREOFFICE
def test_the_print_set_is_a_pdf_with_a_page_for_each_day(tmp_path: Path) -> None:
    export(INSTANCE, PROGRAMME, tmp_path / "programme.pdf")
    content = (tmp_path / "programme.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == len(PRINT_SET)


def test_without_libreoffice_a_sentence_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutputError, match=r"A PDF needs LibreOffice, .* Export programme\.xlsx instead"):
        export(INSTANCE, PROGRAMME, tmp_path / "programme.pdf")
    assert not (tmp_path / "programme.pdf").exists()


@pytest.mark.skipif(os.name == "nt", reason="the program that stands for LibreOffice is a shell script")
@pytest.mark.parametrize(
    ("script", "sentence"),
    [("exit 1", "LibreOffice made no PDF."), ("sleep 60", "LibreOffice took longer than 0.2 seconds.")],
)
def test_a_failing_libreoffice_is_reported_in_a_sentence(
    script: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(OutputError, match=sentence):
        pdf_of(bytes, 0.2)
