"""Whatever happens while versions are kept: old files stay whole, nothing is left lying about, a sentence says why."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from scheduler.core import atomic_files as writing
from scheduler.core.atomic_files import OutputError, only_one_in, write_file
from scheduler.core.programme import PlacedSession, Programme, Provenance
from scheduler.storage.programme_files import load_programme
from scheduler.storage.versions import store_version, versions_of
from tests.conftest import Command, command_line, environment
from tests.waiting import at_some_moment, catches, wait_until

KILLS, KILLS_A_FOLDER = 200, 10
AT_ONCE = 50

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and limits of single processes are POSIX's")


def numbered(number: int, size: int = 40) -> Programme:
    """A programme of so many sessions, by default enough that writing takes a while; each number gives another."""
    sessions = tuple(
        PlacedSession(
            id=f"S{n}", title=f"Programme {number} " * 40, type="workshop", day="1", start=n, end=n + 1, room="Hall"
        )
        for n in range(size)
    )
    made = Provenance(instance="tiny", instance_sha256="0" * 64, program_version="0")
    return Programme(provenance=made, sessions=sessions)


def in_child(work: Callable[[], None]) -> int:
    """Start work in a process of its own, which must never return to the tests."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return child


def whole(file: Path) -> None:
    """The file and all its versions are whole, and each stands under a number of its own."""
    versions = versions_of(file)
    assert [version.version for version in versions] == list(range(1, len(versions) + 1))
    if file.exists():
        assert load_programme(file) in [version.programme for version in versions]


def strays(folder: Path) -> list[str]:
    """Whatever is neither the file nor a version of it."""
    known = {"igf", "igf.json"}
    found = [path for path in folder.rglob("*") if path.name not in known]
    return [path.name for path in found if not (path.stem.isdigit() and path.suffix == ".json")]


def test_killed_at_any_moment_the_old_files_are_whole_and_nothing_stays_lying_about(tmp_path: Path) -> None:
    moments = random.Random(1)
    some = [numbered(number) for number in range(3)]
    left_behind = 0
    ready, told = os.pipe()

    def keep_for_ever(file: Path, start: int) -> None:
        os.write(told, b"x")
        for number in count(start):
            store_version(some[number % 3], file, note=str(number))

    for kill in range(KILLS):
        folder = tmp_path / str(kill // KILLS_A_FOLDER)
        folder.mkdir(exist_ok=True)
        file = folder / "igf.json"
        child = in_child(lambda file=file, kill=kill: keep_for_ever(file, kill * 100))  # type: ignore[misc]
        os.read(ready, 1)
        at_some_moment(moments, most=0.02)
        os.kill(child, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        whole(file)
        left_behind += len(strays(folder))
        if kill % 5 == 4:
            store_version(some[0], file, note=f"after {kill}")
            assert strays(folder) == []
            whole(file)
    assert left_behind, "no kill came in the middle of writing: the test says nothing"


def test_two_processes_keep_versions_of_one_file_at_once(tmp_path: Path) -> None:
    file = tmp_path / "igf.json"

    def keep_many(who: int) -> None:
        for number in range(AT_ONCE):
            store_version(numbered(who * AT_ONCE + number, size=2), file, author=str(who))

    children = [in_child(lambda who=who: keep_many(who)) for who in (0, 1)]  # type: ignore[misc]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    whole(file)
    versions = versions_of(file)
    assert len(versions) == 2 * AT_ONCE
    assert len({version.sha256 for version in versions}) == 2 * AT_ONCE
    assert sum(version.author == "0" for version in versions) == AT_ONCE
    assert strays(tmp_path) == []


def test_without_locks_two_processes_still_take_no_number_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.core.atomic_files._wait_for", lambda *_: None)
    test_two_processes_keep_versions_of_one_file_at_once(tmp_path)


@pytest.mark.parametrize("lock", ["_lock_by_descriptor", "_lock_by_file"])
def test_a_folder_that_another_process_does_not_give_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    """With either way of locking; the file is what Windows uses."""
    monkeypatch.setattr(writing, "_wait_for", getattr(writing, lock))
    ready, told = os.pipe()

    def hold() -> None:
        with only_one_in(tmp_path):
            os.write(told, b"x")
            signal.pause()

    child = in_child(hold)
    os.read(ready, 1)
    try:
        with pytest.raises(OutputError, match="Another run of this program is saving"), only_one_in(tmp_path, 0.05):
            raise AssertionError("two at once")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with only_one_in(tmp_path, 0.05):
        left = set(strays(tmp_path))
        assert left == ({writing.LOCK_FILE} if lock == "_lock_by_file" else set()), "a killed process leaves no more"


@pytest.mark.parametrize("lock", ["_lock_by_descriptor", "_lock_by_file"])
def test_a_folder_that_is_not_there_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str) -> None:
    monkeypatch.setattr(writing, "_wait_for", getattr(writing, lock))
    with pytest.raises(OutputError, match="its folder is no longer there"), only_one_in(tmp_path / "gone", 0.05):
        raise AssertionError("kept")
    assert not (tmp_path / "gone").exists()


def test_two_processes_keep_versions_with_a_lock_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_wait_for", writing._lock_by_file)
    file = tmp_path / "x.json"
    children = [in_child(lambda who=who: store_version(numbered(who), file)) for who in (0, 1)]  # type: ignore[misc]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    whole(file)
    assert len(versions_of(file)) == 2


def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    """A limit on the size of files fails in the middle of writing, just as a full disk does."""
    file = tmp_path / "igf.json"
    store_version(numbered(1), file)
    before = file.read_bytes()

    def write_more() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
        try:
            store_version(numbered(2), file)
        except OutputError as error:
            os._exit(7 if "disk is full" in str(error) else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(in_child(write_more), 0)[1]) == 7
    assert file.read_bytes() == before
    assert len(versions_of(file)) == 1
    assert strays(tmp_path) == []


def _small_disk(folder: Path) -> bool:
    mounting = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)]
    return os.geteuid() == 0 and subprocess.run(mounting, capture_output=True).returncode == 0


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not _small_disk(disk):
        pytest.skip("only the superuser may mount a small disk, and not in every container")
    try:
        file = disk / "igf.json"
        store_version(numbered(1), file)
        (disk / "ballast").write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize - 8192))
        with pytest.raises(OutputError, match="disk is full"):
            store_version(numbered(2), file)
        (disk / "ballast").unlink()
        assert load_programme(file) == numbered(1)
        whole(file)
        assert strays(disk) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_command_on_a_folder_that_cannot_be_made_ends_in_a_sentence(
    solved: Path, tmp_path: Path, run: Command
) -> None:
    own = tmp_path / "own"
    shutil.copytree(solved, own)
    programme = own / "solutions" / "tiny.json"
    before = programme.read_bytes()
    shutil.rmtree(own / "solutions" / "tiny")
    # Nobody, the superuser included, can make a folder where a file stands.
    (own / "solutions" / "tiny").write_text("in the way")
    (own / "solutions" / "tiny.versions").write_text("in the way too")
    done = run("versions", programme, "--state", "announced", cwd=own)
    assert done.returncode == 7, done.stderr
    assert "in which versions are kept, cannot be created" in done.stderr
    assert programme.read_bytes() == before


def test_a_read_only_folder() -> None:
    """As somebody who may not write: the superuser may write everywhere, and gives that up first."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "igf.json"
        store_version(numbered(1), file)
        before = file.read_bytes()
        for place in (folder, folder / "igf"):
            place.chmod(0o555)

        def write_more() -> None:
            if os.geteuid() == 0:
                os.setuid(65534)
            try:
                store_version(numbered(2), file)
            except OutputError as error:
                os._exit(7 if "read-only" in str(error) else 1)

        assert os.waitstatus_to_exitcode(os.waitpid(in_child(write_more), 0)[1]) == 7
        assert file.read_bytes() == before
        assert len(versions_of(file)) == 1
        assert strays(folder) == []
        for place in (folder, folder / "igf"):
            place.chmod(0o755)


@pytest.mark.parametrize("mark", [".~lock.c.xlsx#", "~$c.xlsx"])
def test_a_file_that_another_program_has_open(tmp_path: Path, mark: str) -> None:
    (tmp_path / "c.xlsx").write_text("old")
    (tmp_path / mark).write_text("")
    with pytest.raises(OutputError, match="is open in another program"):
        write_file(tmp_path / "c.xlsx", "new")
    assert (tmp_path / "c.xlsx").read_text() == "old"


def test_a_file_that_the_system_lets_nobody_replace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "igf.json"
    store_version(numbered(1), file)
    before = file.read_bytes()

    def held_open(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr(os, "replace", held_open)
    with pytest.raises(OutputError, match="another program has the file open"):
        store_version(numbered(2), file)
    monkeypatch.undo()
    assert file.read_bytes() == before
    assert strays(tmp_path) == []
    assert not store_version(numbered(2), file).is_new
    assert load_programme(file) == numbered(2)


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"):
        store_version(numbered(1), tmp_path / "gone" / "igf.json")


def test_a_search_that_is_killed_leaves_a_programme_that_can_be_read(solved: Path, tmp_path: Path) -> None:
    """The old versions stay, whatever the search had reached."""
    own = tmp_path / "own"
    shutil.copytree(solved, own)
    file = own / "solutions" / "tiny.json"
    before = versions_of(file)
    quiet = subprocess.DEVNULL
    search = subprocess.Popen(command_line("solve", "tiny"), cwd=own, env=environment(), stdout=quiet, stderr=quiet)
    wait_until(lambda: catches(search.pid, signal.SIGTERM), search)
    search.kill()
    search.wait()
    assert load_programme(file).sessions
    assert versions_of(file)[: len(before)] == before
