"""What can be wrong with an edited workbook: each its own sentence, with the cell."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from scheduler.core.programme import SCHEMA_VERSION
from scheduler.intake import InputProblems
from scheduler.roundtrip import read_edited
from tests.conftest import ROOT, Command
from tests.roundtrip.books import Book, Value, exported, first_programme, small

EDIT, MINUTES = "Edit sessions", "Edit minutes"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(*small(), tmp_path_factory.mktemp("edited") / "exported.xlsx")


@pytest.fixture(scope="module")
def book(file: Path) -> Book:
    return Book(file, small()[0])


def said(path: Path) -> list[str]:
    """The problems of a workbook, without its name."""
    with pytest.raises(InputProblems) as caught:
        read_edited(path, loaded=small()[0])
    return [str(problem).removeprefix(f"{path.name}, ") for problem in caught.value.problems]


def said_of(book: Book, path: Path, cells: Mapping[tuple[str, str], Value]) -> list[str]:
    """The problems after cells were changed, named by the id of their row and the title of the column."""
    return said(book.with_cells(path, {book.place(*key): value for key, value in cells.items()}))


def at(book: Book, name: str, column: str) -> str:
    sheet, coordinate = book.place(name, column)
    return f"sheet {sheet}, cell {coordinate}"


def test_rows_deleted(book: Book, tmp_path: Path) -> None:
    rows = [book.untouched.cells[name, "Session"].row for name in ("W1", "Joint: CONNECT")]
    sentences = said(book.without_rows(tmp_path / "a.xlsx", EDIT, *rows))
    assert sorted(sentences) == sorted(
        f"sheet {EDIT}, cell A{row}: the row of “{name}”, which was exported here, is missing; put it back as it was "
        "exported; to cancel a session, choose “cancel” in column M."
        for name, row in zip(("W1", "Joint: CONNECT"), rows, strict=True)
    )


def test_an_id_stands_twice(book: Book, tmp_path: Path) -> None:
    first, second = (book.untouched.cells[name, "Session"].row for name in ("W1", "W2"))
    sentences = said_of(book, tmp_path / "a.xlsx", {("W2", "Id"): "W1", ("W2", "Session"): "W1"})
    low, high = sorted((first, second))
    double = f"“W1” is there twice: in rows {low} and {high}; delete the row that should not count."
    assert [one for one in sentences if double in one and f"cell P{high}" in one]
    assert any("the row of “W2”, which was exported here, is missing" in one for one in sentences)


def test_a_room_that_is_unknown(book: Book, tmp_path: Path) -> None:
    sentences = said_of(book, tmp_path / "a.xlsx", {("W1", "Room"): "Sall 33"})
    assert sentences == [
        f"{at(book, 'W1', 'Room')}: “Sall 33” is no room of this event; write “Salle 3” or “Salle 1” or “Salle 2”."
    ]


def test_a_room_renamed_throughout(book: Book, tmp_path: Path) -> None:
    rows = [p.id for p in small()[1].sessions if p.room == "Salle 1"]
    rows.sort(key=lambda name: book.untouched.cells[name, "Room"].row)
    sentences = said_of(book, tmp_path / "a.xlsx", {(name, "Room"): "Aula Magna" for name in rows})
    assert len(rows) > 1
    assert len(sentences) == 1
    assert sentences[0].startswith(f"{at(book, rows[0], 'Room')}: “Aula Magna” is no room of this event")
    others = ", ".join(book.place(name, "Room")[1] for name in rows[1:])
    assert f"(and in {len(rows) - 1} more cells: {others})" in sentences[0]


@pytest.mark.parametrize("text", ["14.30", " 14:30", "2:30 pm", "14h30", "14:30:00", "2.30 p.m."])
def test_times_as_text_are_read_where_they_can_be_understood(text: str, book: Book, tmp_path: Path) -> None:
    edited = book.edited(tmp_path / "a.xlsx", {("W1", "Start"): text})
    assert edited.programme.session["W1"].start == 14 * 60 + 30
    assert edited.programme.session["W1"].end == 16 * 60


@pytest.mark.parametrize("text", ["after lunch", "25:00", "14", "2024-12-16 14:30", "9:75"])
def test_times_that_cannot_be_understood(text: str, book: Book, tmp_path: Path) -> None:
    (sentence,) = said_of(book, tmp_path / "a.xlsx", {("W1", "Start"): text})
    assert sentence.startswith(f"{at(book, 'W1', 'Start')}: “{text}” is no time of day")


def test_a_start_so_late_that_the_session_passes_midnight(book: Book, tmp_path: Path) -> None:
    (sentence,) = said_of(book, tmp_path / "a.xlsx", {("W1", "Start"): "23:30"})
    assert sentence == (
        f"{at(book, 'W1', 'Start')}: a session of 90 minutes that starts at 23:30 ends after midnight; "
        "write an earlier time."
    )


def test_two_sessions_in_one_anothers_row(book: Book, tmp_path: Path) -> None:
    """Name, title and start change places without the hidden id: each row is read by its name."""
    original = small()[1].session
    titles = ("Session", "Title", "Start")
    cells: dict[tuple[str, str], Value] = {}
    for name, other in (("W1", "W2"), ("W2", "W1")):
        shown: tuple[Value, ...] = (other, original[other].title, original[other].start / 1440)
        cells |= {(name, title): value for title, value in zip(titles, shown, strict=True)}
    path = book.with_cells(tmp_path / "a.xlsx", {book.place(*key): value for key, value in cells.items()})
    edited = read_edited(path, loaded=small()[0])
    (note,) = edited.notes
    assert "2 rows were sorted without the hidden column Id" in note
    assert edited.programme.session["W1"].room == original["W2"].room
    assert edited.programme.session["W1"].start == original["W1"].start


@pytest.mark.parametrize(("typed", "meant"), [(11.30, "11:30"), ("0930", "09:30"), (930.0, "09:30")])
def test_a_start_without_a_colon(typed: Value, meant: str, book: Book, tmp_path: Path) -> None:
    (sentence,) = said_of(book, tmp_path / "a.xlsx", {("W1", "Start"): typed})
    assert sentence.startswith(f"{at(book, 'W1', 'Start')}: ")
    assert sentence.endswith(f"is no time of day; write {meant}.")


def test_contents_exchanged_without_the_names(book: Book, tmp_path: Path) -> None:
    title = {name: small()[1].session[name].title for name in ("Joint: CONNECT", "W2")}
    cells = {("Joint: CONNECT", "Title"): title["W2"], ("W2", "Title"): title["Joint: CONNECT"]}
    (sentence,) = said_of(book, tmp_path / "a.xlsx", cells)
    assert "contents were exchanged without the name and the hidden id" in sentence
    assert "“Joint: CONNECT”" in sentence
    assert "“W2”" in sentence


def test_rows_sorted_as_a_whole_are_fine(file: Path, tmp_path: Path) -> None:
    workbook = load_workbook(file)
    sheet = workbook[EDIT]
    top = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Session") + 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top)]
    for number, values in enumerate(sorted(rows, key=lambda values: str(values[4])), start=top):
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value
    workbook.save(tmp_path / "sorted.xlsx")
    edited = read_edited(tmp_path / "sorted.xlsx", loaded=small()[0])
    assert edited.programme == edited.original


def test_a_new_row(file: Path, tmp_path: Path) -> None:
    workbook = load_workbook(file)
    sheet = workbook[EDIT]
    last = sheet.max_row + 1
    sheet.cell(last, 1).value, sheet.cell(last, 5).value = "DC-X: workshop", "Something new"
    workbook.save(tmp_path / "new.xlsx")
    assert said(tmp_path / "new.xlsx") == [
        f"sheet {EDIT}, cell A{last}: row {last} is new: it is no session of the programme; delete it here, "
        "and add what is new with “replan --add”; notes go into the column Comment."
    ]


def test_a_row_of_another_programme(book: Book, tmp_path: Path) -> None:
    sentences = said_of(book, tmp_path / "a.xlsx", {("W1", "Id"): "WS #54", ("W1", "Session"): "WS #54"})
    assert f"{at(book, 'W1', 'Id')}: “WS #54” is no session of the programme" in sentences[0]


@pytest.mark.parametrize(
    ("name", "column", "value", "sentence"),
    [
        ("W1", "Day", "Day 7", "“Day 7” is no day of the event; write “Day 0”, “Day 1”, “Day 2” or one of their dates"),
        ("W1", "Day", None, "the cell is empty; write “Day 2” or the right value;  to cancel a session, choose"),
        ("W1", "Room", None, "the cell is empty; write “Salle 2” or the right value;  to cancel a session"),
        ("W1", "Start", None, "the cell is empty; write a time or the right value;  to cancel a session"),
        ("W1", "State", "final", "“final” is none of the choices; write “draft”, “announced”, “published” or nothing"),
        ("W1", "Cancel", "maybe", "“maybe” is none of the choices; write “cancel” or nothing"),
        ("W1", "Pin", "speaker", "“speaker” is none of the choices; write “time”, “room”, “time and room” or nothing"),
        ("W1", "Minutes", 60.0, "“Minutes” was changed from “90” to “60”, which cannot be done in this workbook"),
        ("W1", "Type", "launch", "“Type” was changed from “workshop” to “launch”, which cannot be done"),
        ("W1", "Session", "Workshop 1", "the name “W1” was changed to “Workshop 1”; write “W1” again"),
        ("W1", "Coalitions", "DC-A", "the coalitions of “W1” were changed; only those of joint sessions can be"),
        ("Joint: CONNECT", "Coalitions", "DC-B; DC-Z", "“DC-Z” is no coalition of this event; write “DC-A” or"),
        ("DC-B: main-session slot", "In session", "Main 9", "“Main 9” is no session that takes coalitions' minutes"),
        ("DC-B: main-session slot", "Order", 2.0, "in “Main 1”, 2 segments have number 2 (cells"),
        ("DC-B: main-session slot", "Order", "first", "“first” is no number"),
    ],
)
def test_a_cell_that_cannot_be_read(
    name: str, column: str, value: Value, sentence: str, book: Book, tmp_path: Path
) -> None:
    (found,) = said_of(book, tmp_path / "a.xlsx", {(name, column): value})
    assert sentence in found
    assert found.startswith(f"sheet {book.place(name, column)[0]}, cell {book.place(name, column)[1][0]}")


def test_pinned_and_cancelled_at_once(book: Book, tmp_path: Path) -> None:
    (sentence,) = said_of(book, tmp_path / "a.xlsx", {("W1", "Pin"): "time", ("W1", "Cancel"): "cancel"})
    assert sentence.startswith(f"{at(book, 'W1', 'Pin')}: the session is cancelled and pinned at once")


def test_a_row_struck_through(file: Path, book: Book, tmp_path: Path) -> None:
    workbook = load_workbook(file)
    workbook[EDIT][book.place("W1", "Session")[1]].font = Font(strike=True)
    workbook.save(tmp_path / "struck.xlsx")
    (sentence,) = said(tmp_path / "struck.xlsx")
    assert sentence.startswith(f"{at(book, 'W1', 'Session')}: “W1” is struck through")


@pytest.mark.parametrize(("title", "sheet"), [("Start", EDIT), ("Id", EDIT), ("Order", MINUTES)])
def test_a_column_is_missing(title: str, sheet: str, file: Path, tmp_path: Path) -> None:
    workbook = load_workbook(file)
    header = next(row for row in workbook[sheet].iter_rows(max_row=10) if row[0].value in ("Session", "Request"))
    next(cell for cell in header if cell.value == title).value = "Something else"
    workbook.save(tmp_path / "a.xlsx")
    (sentence,) = said(tmp_path / "a.xlsx")
    assert sentence.startswith(f"sheet {sheet}, cell A{header[0].row}: the column “{title}” is missing")


def test_a_sheet_renamed(file: Path, tmp_path: Path) -> None:
    workbook = load_workbook(file)
    workbook[EDIT].title = "Sessions"
    workbook.save(tmp_path / "a.xlsx")
    assert said(tmp_path / "a.xlsx") == [
        "a.xlsx: the sheet Edit sessions is missing, or has another name; put it back under this name."
    ]


def test_changes_on_a_sheet_that_is_not_read(file: Path, book: Book, tmp_path: Path) -> None:
    """On the list of all sessions: refused, unless the sheet for editing says the same."""
    workbook = load_workbook(file)
    row = next(row for row in workbook["All sessions"].iter_rows() if row[0].value == "W1")
    row[5].value = "Salle 3"
    workbook.save(tmp_path / "a.xlsx")
    assert said(tmp_path / "a.xlsx") == [
        f"sheet All sessions, cell F{row[5].row}: “W1” was changed on this sheet, which is not read (Room: “Salle 3”); "
        "make the change on the sheet Edit sessions, and write “Salle 2” here again."
    ]
    workbook[EDIT][book.place("W1", "Room")[1]].value = "Salle 3"
    workbook.save(tmp_path / "a.xlsx")
    assert read_edited(tmp_path / "a.xlsx", loaded=small()[0]).programme.session["W1"].room == "Salle 3"


def test_several_things_wrong_are_all_said(book: Book, tmp_path: Path) -> None:
    cells = {("W1", "Room"): "nowhere", ("W2", "Start"): "noon", ("W3", "Day"): "Friday"}
    assert len(said_of(book, tmp_path / "a.xlsx", cells)) == 3


def original_cell(book: Book, row: str) -> tuple[str, str]:
    """Where a value of the hidden sheet stands."""
    text = book.parts[book.part["Original"]].decode()
    rows = ("", "", "Workbook format", "Program version", "File format", "Instance", "Instance fingerprint")
    number = rows.index(row) if row in rows else 9
    assert f'r="B{number}"' in text
    return "Original", f"B{number}"


@pytest.mark.parametrize(
    ("row", "words"), [("File format", "file format 99"), ("Workbook format", "workbook format 99")]
)
def test_a_newer_version(row: str, words: str, book: Book, tmp_path: Path) -> None:
    cells = {original_cell(book, row): "99", original_cell(book, "Program version"): "7.1.0"}
    (sentence,) = said(book.with_cells(tmp_path / "a.xlsx", cells))
    assert sentence.startswith(
        f"sheet Original, cell {original_cell(book, row)[1]}: the workbook was exported by a newer"
    )
    assert f"igf-scheduler 7.1.0, {words}; this is igf-scheduler 0.1.0, which reads up to" in sentence
    assert sentence.endswith("install the newer version.")


def test_the_hidden_sheet_was_changed(book: Book, tmp_path: Path) -> None:
    (sentence,) = said(book.with_cells(tmp_path / "a.xlsx", {original_cell(book, "Part 1"): "|abcd"}))
    assert sentence.startswith("sheet Original, cell B9: the sheet was changed")
    assert "export the programme anew" in sentence


def test_the_hidden_sheet_was_deleted(file: Path, tmp_path: Path) -> None:
    workbook = load_workbook(file)
    del workbook["Original"]
    workbook.save(tmp_path / "a.xlsx")
    (sentence,) = said(tmp_path / "a.xlsx")
    assert "the hidden sheet Original was deleted" in sentence


def test_an_export_from_before_the_round_trip(file: Path, tmp_path: Path) -> None:
    workbook = load_workbook(file)
    for title in (EDIT, MINUTES, "Lists", "Original"):
        del workbook[title]
    workbook.save(tmp_path / "a.xlsx")
    (sentence,) = said(tmp_path / "a.xlsx")
    assert sentence.startswith("sheet Read me, cell B")
    assert f"exported by igf-scheduler 0 (file format {SCHEMA_VERSION}), before exports could be read back" in sentence
    assert "which reads workbook format 1" in sentence


def test_a_workbook_of_something_else(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    assert said(tmp_path / "a.xlsx") == [
        "a.xlsx: the workbook was not exported by this program; give a workbook that “export” wrote, or a JSON file "
        "that “solve” wrote."
    ]


def test_no_workbook_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("not a workbook")
    assert "plain text and is no Excel workbook" in said(tmp_path / "a.xlsx")[0]
    assert "there is no such file" in said(tmp_path / "missing.xlsx")[0]


def test_another_events_file_and_nothing_written(run: Command, tmp_path: Path) -> None:
    """The command line ends with 3 and writes nothing."""
    exported(*first_programme("tiny"), tmp_path / "tiny.xlsx")
    shutil.copytree(ROOT / "instances" / "igf-2021", tmp_path / "instances" / "igf-2021")
    done = run("verify", "tiny.xlsx", "--report", "report.xlsx")
    assert done.returncode == 3
    assert "tiny.xlsx, sheet Original, cell B6: “tiny.xlsx” was made for the instance “tiny”" in done.stderr
    other = run("verify", "tiny.xlsx", "--instance", "igf-2021", "--report", "report.xlsx")
    assert other.returncode == 3
    assert "was made for another state of “tiny” (fingerprint" in other.stderr
    assert "sheet Original, cell B6" in other.stderr
    assert not (tmp_path / "report.xlsx").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["instances", "tiny.xlsx"]
