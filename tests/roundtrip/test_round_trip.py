"""Untouched exports come back as they went, whatever program saved them; edits come back with pins and comments."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator
from datetime import time
from itertools import cycle
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from scheduler.core.programme import SCHEMA_VERSION, Programme
from scheduler.intake import Loaded
from scheduler.roundtrip import EditedPin, PinsAndComments, read_edited
from scheduler.roundtrip.sheet_layout import original_rows, unpacked
from scheduler.storage.programme_files import migrated
from tests.reports.example import instance as example_instance
from tests.reports.example import programme as example_programme
from tests.reports.test_safety import HOSTILE
from tests.roundtrip.books import INSTANCES, Book, exported, small, some_programme

needs_libreoffice = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed, so nothing can be saved by it"
)
NAMES = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods"}


def example() -> tuple[Loaded, Programme]:
    """A programme with titles that look like formulas."""
    instance = example_instance()
    return Loaded(instance, (), ()), example_programme(instance)


def hostile() -> tuple[Loaded, Programme]:
    """A programme whose titles are made to be taken for something else."""
    loaded, programme = example()
    sessions = tuple(
        placed.model_copy(update={"title": title})
        for placed, title in zip(programme.sessions, cycle(HOSTILE), strict=False)
    )
    return loaded, programme.model_copy(update={"sessions": sessions})


def saved_by_libreoffice(folder: Path, to: str, *files: Path) -> list[Path]:
    """The files opened in LibreOffice and saved in a format."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", NAMES[to], "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [folder / f"{file.stem}.{to}" for file in files]


def check_untouched(path: Path, loaded: Loaded, programme: Programme) -> None:
    edited = read_edited(path, loaded=loaded)
    assert edited.programme.sha256 == programme.sha256
    assert edited.programme == programme
    assert edited.original == programme
    assert not edited.pins
    assert not edited.comments


@pytest.mark.parametrize("case", [small, example, hostile], ids=["meeting", "formulas", "hostile"])
def test_an_untouched_export_is_the_programme(case: Callable[[], tuple[Loaded, Programme]], tmp_path: Path) -> None:
    loaded, programme = case()
    check_untouched(exported(loaded, programme, tmp_path / "a.xlsx"), loaded, programme)


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("name", [*INSTANCES, "hostile"])
def test_every_instance_survives_libreoffice(name: str, tmp_path: Path) -> None:
    loaded, programme = hostile() if name == "hostile" else some_programme(name)
    (tmp_path / "saved").mkdir()
    (file,) = saved_by_libreoffice(tmp_path / "saved", "xlsx", exported(loaded, programme, tmp_path / "programme.xlsx"))
    check_untouched(file, loaded, programme)


@pytest.mark.slow
@needs_libreoffice
def test_edits_survive_libreoffice_and_its_own_format(tmp_path: Path) -> None:
    """Saved as .ods and again as .xlsx: the same edits, pins and comments are read."""
    loaded, programme = small()
    book = Book(exported(loaded, programme, tmp_path / "a.xlsx"), loaded)
    cells = {
        ("W1", "Start"): "2:30 pm",
        ("W2", "Start"): 0.375 + 1 / 288,
        ("W2", "Room"): "salle 2",
        ("Joint: RIGHTS", "Coalitions"): "DC-F",
        ("DC-D: coalitions' main session", "Cancel"): "cancel",
        ("W3", "Pin"): "time and room",
        ("W3", "Comment"): "=As agreed",
    }
    edited = book.edited(tmp_path / "edited.xlsx", cells)
    assert edited.programme != programme
    (tmp_path / "saved").mkdir()
    (ods,) = saved_by_libreoffice(tmp_path, "ods", tmp_path / "edited.xlsx")
    (saved,) = saved_by_libreoffice(tmp_path / "saved", "xlsx", ods)
    again = read_edited(saved, loaded=loaded)
    assert again.programme == edited.programme
    assert again.pins == edited.pins == (EditedPin("W3", "Salle 3", "Day 1", 14 * 60),)
    assert again.comments == edited.comments == {"W3": "=As agreed"}
    assert again.cells == edited.cells
    assert lists(saved) == lists(tmp_path / "a.xlsx")


def lists(path: Path) -> dict[str, list[object]]:
    """The choices of each column's drop-down, as its range in the hidden sheet has them."""
    workbook = load_workbook(path)
    sheet = workbook["Edit sessions"]
    top = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Session")
    found: dict[str, list[object]] = {}
    for one in sheet.data_validations.dataValidation:
        area = next(iter(one.sqref.ranges))
        name, _, cells = one.formula1.replace("$", "").lstrip("=").partition("!")
        found[str(sheet.cell(top, area.min_col).value)] = [row[0].value for row in workbook[name][cells]]
        assert (area.min_row, area.max_row) == (top + 1, sheet.max_row)
    return found


def test_drop_downs_offer_what_the_meeting_has(tmp_path: Path) -> None:
    found = lists(exported(*small(), tmp_path / "a.xlsx"))
    assert found["Room"] == ["Hall", "Salle 1", "Salle 2", "Salle 3", "Box"]
    assert found["Day"] == ["Day 0", "Day 1", "Day 2"]
    assert found["Start"][:3] == [time(8), time(9), time(9, 30)]
    assert found["State"] == ["draft", "announced", "published"]
    assert found["Pin"] == ["time", "room", "time and room"]
    assert found["Cancel"] == ["cancel"]


def as_values(source: Path, target: Path) -> None:
    """As a program saves that keeps values and little else: times are numbers, nothing is hidden, rows trail."""
    workbook, plain = load_workbook(source), Workbook()
    plain.remove(plain.active)
    for sheet in workbook:
        copy = plain.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                value: object = cell.value
                if isinstance(value, time):
                    value = (value.hour * 60 + value.minute) / 1440
                elif isinstance(value, int) and not isinstance(value, bool):
                    value = float(value)
                written = copy.cell(cell.row, cell.column, value)
                written.data_type = "s" if isinstance(value, str) else written.data_type
        for below in range(sheet.max_row + 1, sheet.max_row + 300):
            copy.cell(below, 1).number_format = "@"
            copy.cell(below, 2, "")
    plain.save(target)


def test_values_alone_are_enough(tmp_path: Path) -> None:
    loaded, programme = small()
    as_values(exported(loaded, programme, tmp_path / "a.xlsx"), tmp_path / "b.xlsx")
    check_untouched(tmp_path / "b.xlsx", loaded, programme)


def test_columns_of_ones_own_and_moved_columns_do_no_harm(tmp_path: Path) -> None:
    loaded, programme = small()
    workbook = load_workbook(exported(loaded, programme, tmp_path / "a.xlsx"))
    sheet = workbook["Edit sessions"]
    sheet.insert_cols(3)
    sheet.insert_rows(1, 3)
    sheet["C9"] = "My own notes"
    sheet["C10"] = "call them"
    workbook.save(tmp_path / "b.xlsx")
    check_untouched(tmp_path / "b.xlsx", loaded, programme)


def test_pins_and_comments_are_kept_in_the_next_export(tmp_path: Path) -> None:
    loaded, programme = small()
    remarks = PinsAndComments({"W1": "room"}, {"W1": "Quiet please", "DC-B: main-session slot": "Needs the projector"})
    edited = read_edited(exported(loaded, programme, tmp_path / "a.xlsx", remarks), loaded=loaded)
    assert edited.pins == (EditedPin("W1", room="Salle 2"),)
    assert edited.remarks == remarks
    assert edited.programme == programme


def test_notes_attached_to_cells_are_comments_too(tmp_path: Path) -> None:
    loaded, programme = small()
    path = exported(loaded, programme, tmp_path / "a.xlsx")
    cell = read_edited(path, loaded=loaded).cells["W1", "Room"]
    workbook = load_workbook(path)
    workbook[cell.sheet][cell.coordinate].comment = Comment("Too small?", "Secretariat")
    workbook.save(path)
    assert read_edited(path, loaded=loaded).comments == {"W1": "Too small?"}


def test_a_member_that_changes_sessions_brings_its_request(tmp_path: Path) -> None:
    loaded, programme = small()
    book = Book(exported(loaded, programme, tmp_path / "a.xlsx"), loaded)
    cells = {("Joint: CONNECT", "Coalitions"): "DC-B, DC-C, DC-D", ("Joint: RIGHTS", "Coalitions"): "DC-F"}
    edited = book.edited(tmp_path / "b.xlsx", cells).programme
    assert edited.decision["DC-D: joint session"].session == "Joint: CONNECT"
    assert edited.session["Joint: CONNECT"].coalitions == ("DC-B", "DC-C", "DC-D")
    assert edited.session["Joint: RIGHTS"].coalitions == ("DC-F",)
    assert edited.granted == programme.granted


def test_what_was_proven_is_not_proven_of_an_edited_programme(tmp_path: Path) -> None:
    loaded, programme = small()
    book = Book(exported(loaded, programme, tmp_path / "a.xlsx"), loaded)
    edited = book.edited(tmp_path / "b.xlsx", {("W3", "Start"): "9:00"}).programme
    assert any(score.value for score in edited.scores)
    for score in edited.scores:
        assert (score.bound, score.proven) == ((0, True) if score.value == 0 else (None, False))
    assert [score.goal for score in edited.scores] == [score.goal for score in programme.scores]
    assert edited.provenance.status == "edited by hand"
    assert edited.provenance.instance_sha256 == programme.provenance.instance_sha256


def older(rows: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The rows of an export of file format 1, in which no session had a state of its own."""
    fields = unpacked(dict(rows))
    fields["schema_version"] = 1
    for placed in fields["sessions"]:
        del placed["state"]
    text = json.dumps(fields).encode()
    packed = base64.b64encode(zlib.compress(text)).decode()
    for name, value in rows:
        if not name.startswith("Part "):
            yield name, {"File format": "1", "Check sum": hashlib.sha256(text).hexdigest()}.get(name, value)
    for number in range(0, len(packed), 1000):
        yield f"Part {number // 1000 + 1}", f"|{packed[number : number + 1000]}"


def test_an_export_of_an_older_file_format_is_migrated(tmp_path: Path) -> None:
    loaded, programme = small()
    workbook = load_workbook(exported(loaded, programme, tmp_path / "a.xlsx"))
    sheet = workbook["Original"]
    sheet.delete_rows(2, 1000)
    for row in older(original_rows(programme)):
        sheet.append(row)
    workbook.save(tmp_path / "b.xlsx")
    check_untouched(tmp_path / "b.xlsx", loaded, programme)
    assert migrated({"schema_version": 1})["schema_version"] == SCHEMA_VERSION


def test_a_programme_larger_than_a_cell_stands_in_parts(tmp_path: Path) -> None:
    loaded, programme = small()
    chance = random.Random(1)
    noise = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(60_000))
    first, *others = programme.sessions
    large = programme.model_copy(update={"sessions": (first.model_copy(update={"title": noise}), *others)})
    rows = dict(original_rows(large))
    assert "Part 2" in rows
    assert all(len(text) < 32_767 for text in rows.values())
    check_untouched(exported(loaded, large, tmp_path / "a.xlsx"), loaded, large)
