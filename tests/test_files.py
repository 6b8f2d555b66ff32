"""Files are written whole or not at all, and a wrong programme file is told in a sentence."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from pathlib import Path

import pytest

from scheduler.core import atomic_files as writing
from scheduler.core.atomic_files import write_new_file
from scheduler.core.programme import SCHEMA_VERSION, PlacedSession, Programme, Provenance
from scheduler.storage.programme_files import (
    OutputError,
    ProgrammeFileError,
    load_programme,
    save_programme,
    write_file,
)


def small_programme() -> Programme:
    return Programme(
        provenance=Provenance(instance="tiny", instance_sha256="0" * 64, program_version="0"),
        sessions=(
            PlacedSession(
                id="Joint: A", title="=1+1", kind="joint session", day="Day 1", start=540, end=630, room="Hall"
            ),
        ),
    )


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_and_bytes_arrive_and_nothing_else_stays(tmp_path: Path) -> None:
    write_file(tmp_path / "a.txt", "é\n")
    write_file(tmp_path / "b.bin", b"\x00\x01")
    assert (tmp_path / "a.txt").read_bytes() == "é\n".encode()
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\x01"
    assert names_in(tmp_path) == ["a.txt", "b.bin"]


@pytest.mark.parametrize("step", ["replace", "fsync"])
@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "read-only"), (errno.EROFS, "read-only"), (errno.EIO, "cannot be")],
)
def test_a_failure_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, words: str
) -> None:
    target = tmp_path / "programme.json"
    target.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(writing.os, step, fail)
    with pytest.raises(OutputError, match=words) as caught:
        write_file(target, "new")
    assert str(target) in str(caught.value)
    assert target.read_text() == "old"
    assert names_in(tmp_path) == ["programme.json"]


def test_an_interruption_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing.os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "x", "new")
    assert names_in(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="the locks that tell are POSIX's")
def test_what_a_killed_process_left_is_cleared_and_what_another_one_writes_is_not(tmp_path: Path) -> None:
    left, busy, others = (tmp_path / name for name in (".a.txt.0123abcd.igf-part", ".b.0123abcd.igf-part", ".c.1.tmp"))
    for part in (left, busy, others):
        part.write_text("half")
    with busy.open("rb+") as writing_still:
        fcntl.flock(writing_still, fcntl.LOCK_EX)
        write_file(tmp_path / "a.txt", "new")
        assert names_in(tmp_path) == [busy.name, others.name, "a.txt"]
    write_file(tmp_path / "a.txt", "newer")
    assert names_in(tmp_path) == [others.name, "a.txt"]


def test_a_new_file_takes_no_place_that_is_taken(tmp_path: Path) -> None:
    assert write_new_file(tmp_path / "1", "first")
    assert not write_new_file(tmp_path / "1", "second")
    assert (tmp_path / "1").read_text() == "first"
    assert names_in(tmp_path) == ["1"]
    with pytest.raises(OutputError, match="does not exist"):
        write_new_file(tmp_path / "none" / "1", "x")


def test_a_folder_that_vanishes_while_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()

    def taken_away(*_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(writing.os, "replace", taken_away)
    with pytest.raises(OutputError, match="its folder is no longer there"):
        write_file(folder / "x", "new")


def test_places_that_cannot_take_a_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        write_file(tmp_path, "x")
    with pytest.raises(OutputError, match="does not exist"):
        write_file(tmp_path / "none" / "x", "x")
    with pytest.raises(OutputError, match="does not accept this file name"):
        write_file(tmp_path / ("x" * 300), "x")
    with pytest.raises(OutputError, match="does not accept this file name"):
        write_file(tmp_path / "a\0b", "x")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write into read-only folders")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="read-only"):
            write_file(tmp_path / "x", "x")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_programme_comes_back_as_it_was(tmp_path: Path) -> None:
    programme = small_programme()
    save_programme(programme, tmp_path / "p.json")
    assert load_programme(tmp_path / "p.json") == programme
    assert json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))["sessions"][0]["start"] == "09:00"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not json", "no JSON file, or is cut short"),
        (b'{"schema_version": 1, "sessions": [', "no JSON file, or is cut short"),
        (b"\xff\xfe\x00PK", "no JSON file"),
        (b"[" * 100_000, "no JSON file"),
        (b"[]", "holds no programme"),
        (b"{}", "“schema_version” is missing"),
        (b'{"schema_version": true}', "“schema_version” is missing"),
        (
            b'{"schema_version": 999}',
            f"newer version of this program .file format 999; this one reads up to {SCHEMA_VERSION}",
        ),
        (b'{"schema_version": 1, "sessions": []}', "field “provenance”"),
    ],
)
def test_a_wrong_file_is_told_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "p.json").write_bytes(content)
    with pytest.raises(ProgrammeFileError, match=words):
        load_programme(tmp_path / "p.json")


def test_a_wrong_field_is_named(tmp_path: Path) -> None:
    data = json.loads(small_programme().model_dump_json())
    data["sessions"][0]["start"] = "25:99"
    data["sessions"][0]["colour"] = "red"
    (tmp_path / "p.json").write_text(json.dumps(data))
    with pytest.raises(ProgrammeFileError, match=r"“sessions\[1\].start”.*“25:99” is no time of day.*And 1 more"):
        load_programme(tmp_path / "p.json")


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeFileError, match="There is no file"):
        load_programme(tmp_path / "none.json")
    with pytest.raises(ProgrammeFileError, match="is a folder"):
        load_programme(tmp_path)
