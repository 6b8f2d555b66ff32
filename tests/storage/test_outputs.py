"""No output replaces an input, a source of an instance, a stored version or a file of somebody else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from scheduler.core.atomic_files import OutputError
from scheduler.core.run_files import note_read, run_files
from scheduler.storage import output_records
from scheduler.storage.outputs import check_output, replace_own, write_output
from scheduler.storage.programme_files import load_programme
from scheduler.storage.versions import versions_of
from tests.conftest import ROOT, Command

PROGRAMME = "solutions/tiny.json"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, devices and pipes are POSIX's")


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """A folder with the instance tiny and its best known programme, and another name for the planning workbook."""
    shutil.copytree(ROOT / "instances/tiny", tmp_path / "instances/tiny")
    (tmp_path / "solutions").mkdir()
    shutil.copy(ROOT / "solutions/best-known/tiny.json", tmp_path / PROGRAMME)
    (tmp_path / "link.xlsx").symlink_to("instances/tiny/planning.xlsx")
    os.link(tmp_path / "instances/tiny/planning.xlsx", tmp_path / "hard.xlsx")
    (tmp_path / "mine.html").write_text("my own page")
    (tmp_path / "mine.xlsx").write_text("my own workbook")
    return tmp_path


TO_INPUTS = [
    ("check", "instances/tiny", "--problems", "instances/tiny/planning.xlsx"),
    ("check", "instances/tiny", "--problems", "link.xlsx"),
    ("check", "instances/tiny", "--problems", "hard.xlsx"),
    ("check", "instances/tiny", "--report", "instances/tiny/README.md"),
    ("check", "instances/tiny", "--report", "instances/tiny/planning.xlsx", "--overwrite"),
    ("export", PROGRAMME, "instances/tiny/planning.xlsx"),
    ("export", PROGRAMME, "instances/tiny/planning.xlsx", "--overwrite"),
    ("export", PROGRAMME, "instances/tiny/README.md", "--overwrite"),
    ("export", PROGRAMME, PROGRAMME, "--overwrite"),
    ("export", PROGRAMME, PROGRAMME, "--format", "schedule"),
    ("changes", PROGRAMME, PROGRAMME, "-o", "instances/tiny/planning.xlsx"),
    ("changes", PROGRAMME, PROGRAMME, "-o", "instances/tiny/README.md", "--overwrite"),
    ("proposal", PROGRAMME, "-o", "instances/tiny/README.md", "--overwrite"),
    ("compare", PROGRAMME, PROGRAMME, "-o", "instances/tiny/planning.xlsx"),
    ("solve", "instances/tiny", "-o", "instances/tiny/planning.xlsx", "--time", "1"),
    ("replan", PROGRAMME, "-o", "instances/tiny/planning.xlsx"),
    ("merge", PROGRAMME, PROGRAMME, "-o", "instances/tiny/planning.xlsx"),
]
TO_OTHERS = [
    ("check", "instances/tiny", "--report", "mine.html"),
    ("check", "instances/tiny", "--problems", "mine.xlsx"),
    ("export", PROGRAMME, "mine.xlsx"),
    ("changes", PROGRAMME, PROGRAMME, "-o", "mine.html"),
]


@pytest.mark.parametrize("command", TO_INPUTS, ids=" ".join)
def test_no_output_replaces_a_file_that_the_run_reads(run: Command, meeting: Path, command: tuple[str, ...]) -> None:
    before = contents(meeting)
    done = run(*command, cwd=meeting)
    assert contents(meeting) == before
    if command[0] != "merge":  # there is nothing to merge, which is no failure
        assert done.returncode == 7, done.stderr
        assert (
            "Choose another name" in done.stderr or "cannot be written" in done.stderr or "move it away" in done.stderr
        )


@pytest.mark.parametrize("command", TO_OTHERS, ids=" ".join)
def test_files_of_others_are_replaced_only_with_overwrite(
    run: Command, meeting: Path, command: tuple[str, ...]
) -> None:
    before = contents(meeting)
    done = run(*command, cwd=meeting)
    assert done.returncode == 7
    assert "was not written by this program" in done.stderr
    assert "--overwrite" in done.stderr
    assert contents(meeting) == before
    assert run(*command, "--overwrite", cwd=meeting).returncode in (0, 3)
    assert run(*command, cwd=meeting).returncode in (0, 3)  # now it is what the program wrote
    changed = {name for name, content in contents(meeting).items() if before.get(name) != content}
    assert changed == {name for name in command if name.startswith("mine")}


def test_an_edited_workbook_is_never_replaced_by_what_is_made_from_it(run: Command, meeting: Path) -> None:
    assert run("export", PROGRAMME, "edited.xlsx", cwd=meeting).returncode == 0
    before = (meeting / "edited.xlsx").read_bytes()
    for command in (
        ("changes", PROGRAMME, "edited.xlsx", "-o", "edited.xlsx"),
        ("verify", "edited.xlsx", "--report", "edited.xlsx"),
        ("export", "edited.xlsx", "edited.xlsx", "--overwrite"),
    ):
        done = run(*command, cwd=meeting)
        assert done.returncode == 7, command
        assert (meeting / "edited.xlsx").read_bytes() == before
    (meeting / "edited.xlsx").write_bytes(before + b" saved by another program")
    done = run("export", PROGRAMME, "edited.xlsx", cwd=meeting)
    assert (done.returncode, "was changed since" in done.stderr) == (7, True)


def test_an_export_keeps_the_programme_that_lay_there_as_a_version(run: Command, meeting: Path) -> None:
    shutil.copy(meeting / PROGRAMME, meeting / "other.json")
    text = (meeting / "other.json").read_text(encoding="utf-8")
    (meeting / "other.json").write_text(text.replace('"state": "draft"', '"state": "announced"', 1), encoding="utf-8")
    was = load_programme(meeting / "other.json")
    done = run("export", PROGRAMME, "other.json", cwd=meeting)
    assert (done.returncode, "stored as version 2" in done.stderr) == (0, True)
    assert [one.programme for one in versions_of(meeting / "other.json")] == [was, load_programme(meeting / PROGRAMME)]
    before = contents(meeting)
    done = run("export", "other.json", "other/0001.json", "--overwrite", cwd=meeting)
    assert (done.returncode, "Choose another name" in done.stderr) == (7, True)
    assert contents(meeting) == before


@pytest.mark.parametrize("command", [("check", "instances/tiny", "--report"), ("export", PROGRAMME, "--format", "md")])
def test_devices_and_pipes_are_written_into(run: Command, meeting: Path, command: tuple[str, ...]) -> None:
    null = Path(os.devnull).stat()
    assert run(*command, os.devnull, cwd=meeting).returncode == 0
    assert Path(os.devnull).stat().st_rdev == null.st_rdev
    done = run(*command, "/dev/stdout", cwd=meeting)
    assert done.returncode == 0
    assert len(done.stdout) > 500
    os.mkfifo(meeting / "pipe.html")
    reader = os.open(meeting / "pipe.html", os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    try:
        assert run("check", "instances/tiny", "--report", "pipe.html", cwd=meeting).returncode == 0
        assert os.read(reader, 20).startswith(b"<!DOCTYPE html>")
    finally:
        os.close(reader)


def test_one_command_writes_no_file_twice(tmp_path: Path) -> None:
    with run_files():
        write_output(tmp_path / "a.txt", "first")
        with pytest.raises(OutputError, match="is written by this command already"):
            check_output(tmp_path / "a.txt")
    with run_files():
        write_output(tmp_path / "a.txt", "second")
    assert (tmp_path / "a.txt").read_text() == "second"


def test_a_file_that_was_read_is_known_under_every_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("mine")
    Path("b.txt").symlink_to("a.txt")
    os.link("a.txt", "c.txt")
    with run_files(overwrite=True):
        note_read(Path("a.txt"))
        for name in ("a.txt", "./a.txt", str(tmp_path / "a.txt"), "b.txt", "c.txt"):
            with pytest.raises(OutputError, match="is a file that this command reads"):
                check_output(name)


def test_without_a_list_of_files_own_ones_are_not_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no folder").write_text("")
    monkeypatch.setenv(output_records.STATE_FOLDER, str(tmp_path / "no folder"))
    write_output(tmp_path / "a.txt", "first")
    with pytest.raises(OutputError, match="--overwrite"):
        write_output(tmp_path / "a.txt", "second")
    with run_files(overwrite=True):
        write_output(tmp_path / "a.txt", "second")
    assert (tmp_path / "a.txt").read_text() == "second"


def test_the_list_of_files_is_shortened_and_names_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(output_records.STATE_FOLDER, str(tmp_path / "state"))
    monkeypatch.setattr(output_records, "_MOST_BYTES", 1000)
    for number in range(20):
        write_output(tmp_path / f"secret {number}.txt", "secret")
    text = (tmp_path / "state/outputs").read_text()
    assert 0 < len(text) <= 1000
    assert "secret" not in text
    assert output_records.is_own_output(tmp_path / "secret 19.txt")
    assert not output_records.is_own_output(tmp_path / "secret 0.txt")


def test_a_file_kept_up_to_date_is_left_alone_once_somebody_changed_it(tmp_path: Path) -> None:
    place = tmp_path / "mapping.toml"
    assert replace_own(place, "one")
    assert replace_own(place, "two")
    place.write_text("mine")
    assert not replace_own(place, "three")
    assert replace_own(place, "mine")
    assert place.read_text() == "mine"
