"""replan as a user meets it: exit codes, both streams, JSON, what is kept, and what stands afterwards."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import openpyxl
import pytest

from scheduler.core.vocabulary import State
from scheduler.storage.programme_files import load_programme, save_programme
from tests.conftest import Command, command_line, environment
from tests.waiting import catches, wait_until

PROGRAMME = "solutions/tiny.json"


@pytest.fixture
def place(solved: Path, tmp_path: Path) -> Path:
    """A folder of one's own with the solved programme and its instance."""
    shutil.copytree(solved, tmp_path / "work")
    return tmp_path / "work"


def test_help_says_what_there_is(run: Command) -> None:
    done = run("replan", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    for option in ("--cancel", "--close", "--unavailable", "--add", "--release", "--curve", "--further"):
        assert option in done.stdout


@pytest.mark.parametrize("arguments", [(), (PROGRAMME, "--curve", "x"), (PROGRAMME, "--further", "-1")])
def test_wrong_usage_is_2(run: Command, place: Path, arguments: tuple[str, ...]) -> None:
    done = run("replan", *arguments, cwd=place)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_closed_room_is_planned_around_and_every_reader_finds_the_instance_again(run: Command, place: Path) -> None:
    before = load_programme(place / PROGRAMME)
    done = run("replan", PROGRAMME, "--close", "Room A: day 1 14:00-15:30", "--curve", cwd=place)
    assert done.returncode == 0, done.stderr
    for said in ("Room A is closed on Day 1 14:00–15:30.", "Because of the amendment", "Who must be informed", "buy"):
        assert said in done.stdout
    assert load_programme(place / "solutions/tiny@1").sha256 == before.sha256
    for command in (
        ("verify", PROGRAMME),
        ("export", PROGRAMME, "tiny.xlsx"),
        ("explain", PROGRAMME, "--why", "WS #2"),
    ):
        again = run(*command, cwd=place)
        assert again.returncode == 0, again.stderr
    twice = run("replan", PROGRAMME, "--cancel", "IRPC", "--json", cwd=place)
    assert twice.returncode == 0, twice.stderr
    assert json.loads(twice.stdout)["amendments"] == ["close Room A: Day 1 14:00–15:30", "cancel IRPC"]


def test_json_says_all_of_it(run: Command, place: Path) -> None:
    done = run("replan", PROGRAMME, "--cancel", "IRPC", "-o", "new.json", "--json", "--curve", "2", cwd=place)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["status"] == "proven"
    assert said["fewest"]["proven"] is True
    assert said["noticed"] == []
    assert {change["session"] for change in said["changes"]} >= {"IRPC: bilateral meeting"}
    assert all(change["why"] for change in said["changes"])
    assert said["told"][0]["who"] == "IRPC"
    assert [point["further"] for point in said["curve"]] == [0, 2]
    assert load_programme(place / "new.json").sha256 == said["sha256"]


def test_all_that_is_not_understood_is_3_and_nothing_is_written(run: Command, place: Path) -> None:
    done = run("replan", PROGRAMME, "--cancel", "DC33", "--close", "Room Z", "-o", "new.json", cwd=place)
    assert (done.returncode, done.stdout) == (3, "")
    assert "“DC3”" in done.stderr
    assert "“Room Z”" in done.stderr
    assert not (place / "new.json").exists()


def test_what_is_published_stands_against_it_with_4_until_it_is_released(run: Command, place: Path) -> None:
    programme = load_programme(place / PROGRAMME)
    sessions = tuple(placed.model_copy(update={"state": State.PUBLISHED}) for placed in programme.sessions)
    save_programme(programme.model_copy(update={"sessions": sessions}), place / PROGRAMME)
    done = run("replan", PROGRAMME, "--grant", "DC3: day-zero event", cwd=place)
    assert (done.returncode, done.stdout) == (4, "")
    assert "release DC-PAL: day-zero event, which is published" in done.stderr
    done = run("replan", PROGRAMME, "--grant", "DC3: day-zero event", "--release", "DC-PAL", cwd=place)
    assert done.returncode == 0, done.stderr
    assert "“DC-PAL: day-zero event” is cancelled" in done.stdout


def close_room_a(place: Path, when: str) -> None:
    """Close Room A in the planning workbook."""
    planning = place / "instances" / "tiny" / "planning.xlsx"
    book = openpyxl.load_workbook(planning)
    rooms = book["Rooms"]
    titles = [cell.value for cell in rooms[1]]
    row = next(row for row in rooms.iter_rows() if row[0].value == "Room A")
    row[titles.index("Closed")].value = when
    book.save(planning)


def test_sheets_that_changed_since_are_planned_for(run: Command, place: Path) -> None:
    close_room_a(place, "Day 1 14:00-16:00")
    assert run("verify", PROGRAMME, cwd=place).returncode == 3
    done = run("replan", PROGRAMME, cwd=place)
    assert done.returncode == 0, done.stderr
    assert "The sheets have changed since the programme was made" in done.stdout
    assert "takes place while the room is closed" in done.stdout
    assert run("verify", PROGRAMME, cwd=place).returncode == 0


def test_what_was_edited_in_the_workbook_holds_and_does_not_count(run: Command, place: Path) -> None:
    assert run("export", PROGRAMME, "tiny.xlsx", cwd=place).returncode == 0
    book = openpyxl.load_workbook(place / "tiny.xlsx")
    sheet = book["Edit sessions"]
    titles = {cell.value: number for number, cell in enumerate(sheet[5])}
    for row in sheet.iter_rows(min_row=6):
        name = row[titles["Id"]].value
        if name == "WS #2":
            row[titles["Start"]].value = datetime.time(10, 30)
        elif name == "DC-DT: bilateral meeting":
            row[titles["Cancel"]].value = "cancel"
    book.save(place / "tiny.xlsx")
    done = run("replan", "tiny.xlsx", "-o", "new.json", "--json", cwd=place)
    assert done.returncode == 0, done.stderr
    assert [one["about"] for one in json.loads(done.stdout)["noticed"]] == ["Joint: CONNECT"]
    found = load_programme(place / "new.json")
    assert found.session["WS #2"].start == 10 * 60 + 30
    assert "DC-DT: bilateral meeting" not in found.session
    assert run("verify", "new.json", cwd=place).returncode == 0


def test_a_title_written_by_hand_stays_also_in_later_plans(run: Command, place: Path) -> None:
    assert run("export", PROGRAMME, "tiny.xlsx", cwd=place).returncode == 0
    book = openpyxl.load_workbook(place / "tiny.xlsx")
    sheet = book["Edit sessions"]
    titles = {cell.value: number for number, cell in enumerate(sheet[5])}
    for row in sheet.iter_rows(min_row=6):
        if row[titles["Id"]].value == "Joint: CONNECT":
            row[titles["Title"]].value = "Everybody online"
    book.save(place / "tiny.xlsx")
    done = run("replan", "tiny.xlsx", "-o", "new.json", cwd=place)
    assert done.returncode == 0, done.stderr
    assert "is now called “Everybody online”" in done.stdout
    assert "Because it was written so." in done.stdout
    assert run("replan", "new.json", "--cancel", "IRPC", cwd=place).returncode == 0
    assert load_programme(place / "new.json").session["Joint: CONNECT"].title == "Everybody online"


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_a_joint_session_is_cancelled_by_its_name(run: Command, place: Path, state: State) -> None:
    programme = load_programme(place / PROGRAMME)
    sessions = tuple(placed.model_copy(update={"state": state}) for placed in programme.sessions)
    save_programme(programme.model_copy(update={"sessions": sessions}), place / PROGRAMME)
    done = run("replan", PROGRAMME, "--cancel", "joint: connect", cwd=place)
    assert done.returncode == 0, done.stderr
    assert "“Joint: CONNECT” (DC3, DC-PAL) is cancelled" in done.stdout
    assert "Beside what was asked, nothing changes that people notice." in done.stdout
    found = load_programme(place / PROGRAMME)
    assert "Joint: CONNECT" not in found.session
    assert not {"DC3: joint session", "DC-PAL: joint session"} & found.granted
    assert run("verify", PROGRAMME, cwd=place).returncode == 0
    again = run("replan", PROGRAMME, "--cancel", "Joint: CONNECT", cwd=place)
    assert again.returncode == 3
    assert "has no joint session “Joint: CONNECT”" in again.stderr


def test_an_edited_workbook_is_planned_for_on_sheets_that_changed_since(run: Command, place: Path) -> None:
    assert run("export", PROGRAMME, "tiny.xlsx", cwd=place).returncode == 0
    book = openpyxl.load_workbook(place / "tiny.xlsx")
    sheet = book["Edit sessions"]
    titles = {cell.value: number for number, cell in enumerate(sheet[5])}
    row = next(row for row in sheet.iter_rows(min_row=6) if row[titles["Id"]].value == "WS #2")
    row[titles["Start"]].value = datetime.time(16, 0)
    book.save(place / "tiny.xlsx")
    close_room_a(place, "Day 1 10:00-12:00")
    done = run("replan", "tiny.xlsx", "-o", "new.json", cwd=place)
    assert done.returncode == 0, done.stderr
    assert "The sheets have changed since the programme was made" in done.stdout
    found = load_programme(place / "new.json")
    assert found.session["WS #2"].start == 16 * 60
    assert "“Joint: CONNECT” (DC3, DC-PAL) is cancelled" in done.stdout
    assert run("verify", "new.json", cwd=place).returncode == 0


def test_a_stop_keeps_the_best_so_far(tmp_path: Path, solved: Path) -> None:
    """Whenever it comes, what is kept passes the check, or the programme that stood is untouched."""
    place = tmp_path / "work"
    shutil.copytree(solved, place)
    before = load_programme(place / PROGRAMME)
    with subprocess.Popen(
        command_line("replan", PROGRAMME, "--close", "Room A: day 1 14:00-15:30", "--curve"),
        cwd=place,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        wait_until(lambda: catches(process.pid, signal.SIGTERM), process)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode in (0, 130)
    verified = subprocess.run(command_line("verify", PROGRAMME), cwd=place, env=environment(), capture_output=True)
    assert verified.returncode == 0
    if process.returncode == 130 and not (place / "solutions" / "tiny").exists():
        assert load_programme(place / PROGRAMME).sha256 == before.sha256


def test_a_dry_run_reports_and_writes_nothing(run: Command, place: Path) -> None:
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    done = run("replan", PROGRAMME, "--cancel", "IRPC", "--dry-run", cwd=place)
    assert done.returncode == 0, done.stderr
    for said in (
        "Who loses and who gains a wish",
        "from → to",
        "What each amendment and each new pin costs",
        "Who must be informed",
    ):
        assert said in done.stdout
    assert done.stderr.splitlines()[-1] == "Nothing was written."
    said = json.loads(run("replan", PROGRAMME, "--cancel", "IRPC", "--dry-run", "--json", cwd=place).stdout)
    assert said["programme"] is None
    assert said["changes"][0]["kind"] == "wish lost"
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "answer", "written"), [((), "y", True), ((), "", False), (("--yes",), None, True)]
)
def test_on_a_terminal_the_changes_are_shown_before_anything_is_written(
    place: Path, arguments: tuple[str, ...], answer: str | None, written: bool
) -> None:
    before = (place / PROGRAMME).read_bytes()
    ours, theirs = os.openpty()
    command = command_line("replan", PROGRAMME, "--cancel", "IRPC", *arguments)
    with subprocess.Popen(
        command, cwd=place, env=environment(TERM="dumb"), stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        said = b""
        while b"[y/N] " not in said:
            try:
                said += os.read(ours, 4096)
            except OSError:  # the command has ended, and with it the terminal
                break
            assert written or (place / PROGRAMME).read_bytes() == before
        assert (b"[y/N] " in said) == (answer is not None)
        if answer is not None:
            assert (place / PROGRAMME).read_bytes() == before
            assert "Who loses and who gains a wish" in said.decode()
            os.write(ours, f"{answer}\n".encode())
            said = b""
            with contextlib.suppress(OSError):
                while part := os.read(ours, 4096):
                    said += part
            assert (b"Nothing was written." in said) != written
        assert process.wait(60) == 0
    os.close(ours)
    assert ((place / PROGRAMME).read_bytes() != before) == written


def test_mails_give_the_amendments_behind_the_changes_of_a_replan(run: Command, place: Path) -> None:
    assert run("replan", PROGRAMME, "--close", "Room A: day 1 14:00-15:30", cwd=place).returncode == 0
    done = run("changes", "tiny@1", PROGRAMME, "--mails", "mails", cwd=place)
    assert done.returncode == 0, done.stderr
    mails = [" ".join(path.read_text(encoding="utf-8").split()) for path in (place / "mails").glob("*.txt")]
    assert any("Why: Because of the amendment: Room A is closed on Day 1 14:00–15:30." in mail for mail in mails)
    back = run("changes", PROGRAMME, "tiny@1", "--mails", "back", cwd=place)
    assert back.returncode == 0, back.stderr
    assert not any("amendment" in path.read_text(encoding="utf-8") for path in (place / "back").glob("*.txt"))
