"""What `verify` says of an edited workbook, and the copy in which it marks the cells."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment

from scheduler.diff import ChangeHeading
from scheduler.export.excel.marked_copy import write_reviewed
from scheduler.roundtrip import read_edited
from scheduler.roundtrip.edit_review import review, review_lines
from scheduler.storage.programme_files import OutputError
from scheduler.verify import check
from tests.conftest import Command
from tests.roundtrip.books import Book, exported, small


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    loaded, programme = small()
    return Book(exported(loaded, programme, tmp_path_factory.mktemp("edited") / "exported.xlsx"), loaded)


EDITS = {
    ("W3", "Day"): "Day 2",
    ("W3", "Start"): "14:00",
    ("W3", "Room"): "Salle 1",
    ("DC-A: bilateral meeting", "Cancel"): "cancel",
    ("DC-B: main-session slot", "Order"): 3.0,
    ("W2", "Title"): '=HYPERLINK("http://example.org","press me")',
    ("W2", "State"): "announced",
    ("Opening", "Pin"): "time",
    ("Opening", "Comment"): "=Fixed by the host",
}


def test_an_untouched_workbook_has_no_changes(book: Book, tmp_path: Path) -> None:
    found = review(book.edited(tmp_path / "a.xlsx", {}))
    assert (found.changes, found.remarks, found.broken, found.goals) == ((), (), (), ())
    assert review_lines(found)[0].endswith("; the programme in it was not changed.")


def test_every_change_is_a_sentence(book: Book, tmp_path: Path) -> None:
    said = review_lines(review(book.edited(tmp_path / "a.xlsx", EDITS)))
    text = "\n".join(said)
    assert said[0].startswith("“a.xlsx” was exported from programme ")
    assert "Changes (7):" in said
    for words in (
        "DC-A loses its third choice (bilateral meeting); it was to be: Day 1 (Mon 16 Dec), 14:00–15:30, Box.",
        "“W3” (W3) moves to another day: from Day 1 (Mon 16 Dec), 14:00–15:30 to Day 2 (Tue 17 Dec), 14:00–15:30.",
        "“W3” (W3) moves to another room: from Salle 3 to Salle 1.",
        "“DC-A: bilateral meeting” is cancelled; it was to be Day 1 (Mon 16 Dec), 14:00–15:30, Box.",
        "The segment of DC-B moves within “Main 1” (Main 1): from Day 1 (Mon 16 Dec), 14:50–15:00 to",
        "“W2” (W2) is now called “=HYPERLINK(",
        "“W2” is now announced; it was draft.",
        "Pinned: “Opening” stays on Day 1 at 09:30.",
        "Comment on “Opening”: =Fixed by the host",
    ):
        assert words in text
    assert (
        "  room overlap: “W3” (Day 2 14:00–15:30) and “Joint: CONNECT” (Day 2 14:00–15:30) overlap in Salle 1." in said
    )


def test_goals_that_the_edits_made_worse(book: Book, tmp_path: Path) -> None:
    found = review(book.edited(tmp_path / "a.xlsx", {("DC-B: main-session slot", "Cancel"): "cancel"}))
    before, after = (check(found.edited.instance, one) for one in (found.edited.original, found.edited.programme))
    worse = {goal for goal, value in after.scores.items() if value > before.scores[goal]}
    assert {move.goal for move in found.worse} == worse & {score.goal for score in small()[1].scores}
    assert any(move.sentence.startswith("Second choices refused: from ") for move in found.worse)


@pytest.fixture
def marked(book: Book, tmp_path: Path) -> Path:
    """The marked copy of a workbook in which the user had written a note and a bold word."""
    cells = {book.place(*key): value for key, value in EDITS.items()}
    theirs = book.with_cells(tmp_path / "theirs.xlsx", cells)
    workbook = load_workbook(theirs, rich_text=True)
    at = book.untouched.cells["W3", "Room"]
    workbook[at.sheet][at.coordinate].comment = Comment("Is it free?", "Secretariat")
    workbook["All sessions"]["Z1"] = "My own column"
    workbook.save(theirs)
    write_reviewed(review(read_edited(theirs, loaded=book.loaded)), tmp_path / "marked.xlsx")
    return tmp_path / "marked.xlsx"


def test_cells_are_marked_with_a_colour_and_a_note(book: Book, marked: Path) -> None:
    workbook = load_workbook(marked)

    def cell(name: str, column: str) -> Cell | MergedCell:
        at = book.untouched.cells[name, column]
        found: Cell | MergedCell = workbook[at.sheet][at.coordinate]
        return found

    for name, column in (("W3", "Day"), ("DC-A: bilateral meeting", "Cancel"), ("DC-B: main-session slot", "Order")):
        assert cell(name, column).fill.start_color.rgb == "00FFD966"
    assert "moves to another day" in cell("W3", "Day").comment.text
    assert cell("W3", "Session").fill.start_color.rgb == "00F4B6B0"
    assert "overlap in Salle 1" in cell("W3", "Session").comment.text
    assert "overlap in Salle 1" in cell("Joint: CONNECT", "Session").comment.text
    assert "DC-A loses its third choice" in cell("DC-A: bilateral meeting", "Cancel").comment.text
    assert cell("W1", "Day").comment is None
    assert cell("W3", "Start").comment is None


def test_a_member_taken_out_of_a_joint_session_is_marked_where_it_was_taken_out(book: Book, tmp_path: Path) -> None:
    edits = {("Joint: CONNECT", "Coalitions"): "DC-A"}
    found = review(book.edited(tmp_path / "edited.xlsx", edits))
    lost = [change for change in found.changes if change.wish]
    assert [change.heading for change in lost] == [ChangeHeading.LOST] * len(lost)
    assert lost == list(found.changes[: len(lost)])
    assert lost
    write_reviewed(found, tmp_path / "marked.xlsx")
    at = book.untouched.cells["Joint: CONNECT", "Coalitions"]
    note = load_workbook(tmp_path / "marked.xlsx")[at.sheet][at.coordinate].comment.text
    assert all(change.sentence in note for change in lost)


def test_what_was_theirs_stays(book: Book, marked: Path) -> None:
    workbook = load_workbook(marked)
    at = book.untouched.cells["W3", "Room"]
    assert workbook[at.sheet][at.coordinate].comment.text.startswith("Is it free?\n\nigf-scheduler: “W3” (W3) moves")
    assert workbook["All sessions"]["Z1"].value == "My own column"
    assert [sheet.title for sheet in workbook][:2] == ["What was found", "Read me"]
    assert workbook["Lists"].sheet_state == workbook["Original"].sheet_state == "hidden"
    assert workbook[at.sheet].column_dimensions["P"].hidden
    assert len(workbook[at.sheet].data_validations.dataValidation) == 6


def test_the_list_of_what_was_found_is_text(marked: Path) -> None:
    workbook = load_workbook(marked)
    values = [cell for row in workbook["What was found"].iter_rows() for cell in row if cell.value]
    assert not [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {cell.value for cell in values} >= {
        "rule broken",
        "wish lost",
        "moved in time",
        "cancelled",
        "pin",
        "comment",
        "state",
    }
    assert all(cell.hyperlink.location.startswith("'Edit ") for cell in values if cell.hyperlink)


def test_a_marked_copy_can_be_edited_and_checked_again(book: Book, marked: Path, tmp_path: Path) -> None:
    again = read_edited(marked, loaded=book.loaded)
    assert again.programme == read_edited(tmp_path / "theirs.xlsx", loaded=book.loaded).programme
    assert again.comments == {"Opening": "=Fixed by the host", "W3": "Is it free?"}
    workbook = load_workbook(marked)
    for column, value in (("Day", "Day 1"), ("Room", "Salle 3")):
        at = book.untouched.cells["W3", column]
        workbook[at.sheet][at.coordinate] = value
    workbook.save(tmp_path / "mended.xlsx")
    write_reviewed(review(read_edited(tmp_path / "mended.xlsx", loaded=book.loaded)), tmp_path / "second.xlsx")
    second = load_workbook(tmp_path / "second.xlsx")
    for column, colour in (("Session", "00000000"), ("Day", "00FFFBE0")):
        at = book.untouched.cells["W3", column]
        cell = second[at.sheet][at.coordinate]
        assert (cell.comment, cell.fill.start_color.rgb) == (None, colour)
    at = book.untouched.cells["W3", "Room"]
    assert second[at.sheet][at.coordinate].comment.text == "Is it free?"
    assert second.sheetnames.count("What was found") == 1


def test_the_workbook_itself_is_never_written_over(book: Book, tmp_path: Path) -> None:
    edited = book.edited(tmp_path / "a.xlsx", EDITS)
    before = (tmp_path / "a.xlsx").read_bytes()
    for place in ("a.xlsx", "./a.xlsx", "a.csv"):
        with pytest.raises(OutputError):
            write_reviewed(review(edited), tmp_path / place)
    assert (tmp_path / "a.xlsx").read_bytes() == before


@pytest.fixture
def folder(solved: Path, tmp_path: Path, run: Command) -> Path:
    """A folder with tiny's programme, its export, and an edited copy."""
    shutil.copytree(solved, tmp_path / "here")
    assert run("export", "solutions/tiny.json", "tiny.xlsx", cwd=tmp_path / "here").returncode == 0
    workbook = load_workbook(tmp_path / "here" / "tiny.xlsx")
    sheet = workbook["Edit sessions"]
    titles = {cell.value: number for number, cell in enumerate(sheet[5])}
    for row in sheet.iter_rows(min_row=6):
        if row[0].value == "WS #2":
            row[titles["Start"]].value = "16:00"
            row[titles["Pin"]].value, row[titles["Comment"]].value = "time", "After the coffee"
    workbook.save(tmp_path / "here" / "edited.xlsx")
    return tmp_path / "here"


def test_from_the_command_line(folder: Path, run: Command) -> None:
    untouched = run("verify", "tiny.xlsx", "--json", cwd=folder)
    assert untouched.returncode == 0, untouched.stderr
    fields = json.loads(untouched.stdout)
    original = json.loads(run("verify", "solutions/tiny.json", "--json", cwd=folder).stdout)
    assert (fields["changed"], fields["changes"], fields["goals"]) == (False, [], [])
    assert fields["sha256"] == fields["exported_from"] == original["sha256"]

    edited = run("verify", "edited.xlsx", "--json", "--report", "report.xlsx", cwd=folder)
    assert edited.returncode == (6 if json.loads(edited.stdout)["violations"] else 0)
    fields = json.loads(edited.stdout)
    assert [(change["kind"], change["session"]) for change in fields["changes"]] == [("moved in time", "WS #2")]
    assert fields["pins"] == [{"session": "WS #2", "room": "", "day": "Day 1", "start": 960}]
    assert fields["comments"] == {"WS #2": "After the coffee"}
    assert (folder / "report.xlsx").is_file()


def test_a_rule_that_is_broken_ends_with_6(folder: Path, run: Command) -> None:
    workbook = load_workbook(folder / "edited.xlsx")
    for row in workbook["Edit sessions"].iter_rows(min_row=6):
        if row[0].value == "WS #2":
            row[7].value = "Hall"
    workbook.save(folder / "edited.xlsx")
    done = run("verify", "edited.xlsx", cwd=folder)
    assert done.returncode == 6
    assert "Rules broken by these changes" in done.stdout
    assert run("export", "edited.xlsx", "next.xlsx", cwd=folder).returncode == 6
    assert not (folder / "next.xlsx").exists()


def test_a_workbook_goes_wherever_a_programme_does(folder: Path, run: Command) -> None:
    assert run("export", "edited.xlsx", "next.json", cwd=folder).returncode == 0
    assert run("export", "edited.xlsx", "next.xlsx", cwd=folder).returncode == 0
    hashes = [
        json.loads(run("verify", name, "--json", cwd=folder).stdout)["sha256"]
        for name in ("edited.xlsx", "next.json", "next.xlsx")
    ]
    assert len(set(hashes)) == 1
    kept = json.loads(run("verify", "next.xlsx", "--json", cwd=folder).stdout)
    assert kept["changed"] is False
    assert kept["comments"] == {"WS #2": "After the coffee"}
    assert len(kept["pins"]) == 1
    assert run("compare", "tiny.xlsx", "edited.xlsx", "-o", "both.html", cwd=folder).returncode == 0
    told = run("explain", "edited.xlsx", "--coalition", "DC3", cwd=folder)
    assert told.returncode == 0
    assert "DC3" in told.stdout


def test_what_a_workbook_is_not_for(folder: Path, run: Command) -> None:
    for arguments, words in (
        (("verify", "edited.xlsx", "--report", "edited.xlsx"), "is the workbook that is checked"),
        (("verify", "solutions/tiny.json", "--report", "report.xlsx"), "is no workbook, so no cells can be marked"),
        (("export", "edited.xlsx", "edited.xlsx"), "is a file that this command reads"),
        (("proposal", "edited.xlsx", "-o", "a.md", "--state", "proposed"), "a decision is recorded in the programme's"),
    ):
        done = run(*arguments, cwd=folder)
        assert (done.returncode, words in done.stderr) == (7, True), done.stderr
