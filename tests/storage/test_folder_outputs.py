"""A folder is written as a whole or not at all, and files of others stay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.core.atomic_files import OutputError
from scheduler.core.run_files import run_files
from scheduler.storage import folder_outputs
from scheduler.storage.folder_outputs import FileContent, write_folder

FILES = {"index.html": "first", "rooms/hall.ics": "first", "READ ME.txt": "first"}
AGAIN = {"index.html": "second", "rooms/con.ics": "second", "READ ME.txt": "second"}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and kills are POSIX's")


def contents(folder: Path) -> dict[str, str]:
    """Every file of a folder but its record."""
    found = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    found.pop(folder_outputs.FOLDER_RECORD, None)
    return found


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_folder(tmp_path / "out", FILES.items())
    return tmp_path / "out"


def test_files_are_replaced_and_those_not_written_again_removed(out: Path) -> None:
    assert contents(out) == FILES
    paths = write_folder(out, AGAIN.items())
    assert contents(out) == AGAIN
    assert paths == tuple(out / name for name in AGAIN)


def test_own_files_of_the_user_stay(out: Path) -> None:
    (out / "notes.txt").write_text("mine")
    (out / "rooms/hall.ics").write_text("changed by me")
    write_folder(out, AGAIN.items())
    assert contents(out) == {**AGAIN, "notes.txt": "mine", "rooms/hall.ics": "changed by me"}


@pytest.mark.parametrize("name", ["index.html", "READ ME.txt", "rooms/con.ics"])
def test_a_file_of_somebody_else_in_the_way_is_named_and_nothing_written(out: Path, name: str) -> None:
    (out / name).write_text("made from yours")
    before = contents(out)
    with pytest.raises(OutputError, match=f"“{name}”.*Nothing was written"):
        write_folder(out, AGAIN.items())
    assert contents(out) == before
    with run_files(overwrite=True):
        write_folder(out, AGAIN.items())
    assert contents(out) == AGAIN


def test_no_link_is_followed_out_of_the_folder(out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("mine")
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(elsewhere / "index.html")
    with pytest.raises(OutputError, match=r"“index\.html”"):
        write_folder(out, AGAIN.items())
    with run_files(overwrite=True):
        write_folder(out, AGAIN.items())
    assert (elsewhere / "index.html").read_text() == "mine"
    for path in (out / "rooms").iterdir():
        path.unlink()
    (out / "rooms").rmdir()
    (out / "rooms").symlink_to(elsewhere)
    with run_files(overwrite=True), pytest.raises(OutputError, match="is a link, where a folder is needed"):
        write_folder(out, AGAIN.items())
    assert [path.name for path in elsewhere.iterdir()] == ["index.html"]


def test_a_folder_that_moved_is_still_recognised(out: Path, tmp_path: Path) -> None:
    out.rename(tmp_path / "moved")
    write_folder(tmp_path / "moved", AGAIN.items())
    assert contents(tmp_path / "moved") == AGAIN


def test_an_interruption_while_files_are_made_leaves_everything_as_it_was(out: Path, tmp_path: Path) -> None:
    def interrupted() -> Iterator[FileContent]:
        yield "index.html", "second"
        raise KeyboardInterrupt

    for folder in (out, tmp_path / "new"):
        with pytest.raises(KeyboardInterrupt):
            write_folder(folder, interrupted())
    assert contents(out) == FILES
    assert not (tmp_path / "new").exists()
    assert not list(out.glob(".igf-scheduler-stage-*"))


@pytest.mark.parametrize("moved", range(4))
def test_a_failure_while_files_are_moved_is_rolled_back(out: Path, monkeypatch: pytest.MonkeyPatch, moved: int) -> None:
    move, count = folder_outputs._move, iter(range(100))

    def failing(folder: Path, stage: Path, name: str) -> None:
        if next(count) == moved:
            raise OSError(28, "No space left on device")
        move(folder, stage, name)

    monkeypatch.setattr(folder_outputs, "_move", failing)
    record = (out / folder_outputs.FOLDER_RECORD).read_bytes()
    with pytest.raises(OutputError, match="the disk is full"):
        write_folder(out, AGAIN.items())
    assert contents(out) == FILES
    assert (out / folder_outputs.FOLDER_RECORD).read_bytes() == record


@pytest.mark.parametrize("moved", range(4))
def test_a_process_killed_while_files_are_moved_is_rolled_forward(
    out: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    move, count = folder_outputs._move, iter(range(100))

    def killed(folder: Path, stage: Path, name: str) -> None:
        if next(count) == moved:
            os._exit(9)
        move(folder, stage, name)

    child = os.fork()
    if child == 0:
        folder_outputs._move = killed
        write_folder(out, AGAIN.items())
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    later = {**AGAIN, "index.html": "third"}
    write_folder(out, later.items())
    assert contents(out) == later
    assert not list(out.glob(".igf-scheduler-stage-*"))


def test_what_a_killed_process_had_only_staged_is_removed(out: Path) -> None:
    left = out / ".igf-scheduler-stage-00000000" / "new"
    left.mkdir(parents=True)
    (left / "index.html").write_text("half")
    write_folder(out, FILES.items())
    assert contents(out) == FILES
