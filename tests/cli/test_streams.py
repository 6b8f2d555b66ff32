"""Streams that are closed or full, locales without UTF-8, signals, and systems without shared memory."""

from __future__ import annotations

import errno
import multiprocessing.synchronize
import os
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest

from scheduler.cli.terminal import Exit, say, stopped_by_signals
from scheduler.search import processes
from tests.conftest import command_line, environment

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells and signals of POSIX")


def shell(redirections: str, *arguments: object, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command by a shell that closes or redirects some of its streams."""
    script = f'exec "$@" {redirections}'
    given = ["sh", "-c", script, "sh", *command_line(*arguments)]
    return subprocess.run(given, env=environment(**changes), capture_output=True, encoding="utf-8", timeout=120)


@pytest.mark.parametrize(
    ("redirections", "code"),
    [(">&-", Exit.NOT_WRITTEN), ("2>&-", Exit.GOOD), ("<&- >&- 2>&-", Exit.NOT_WRITTEN), (">/dev/full", 7)],
)
def test_closed_streams_end_in_an_exit_code(redirections: str, code: int, solved: Path) -> None:
    done = shell(redirections, "verify", solved / "solutions" / "tiny.json")
    assert done.returncode == code
    assert "Unforeseen" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("redirections", ["2>&-", "2>/dev/full"])
def test_a_refusal_that_nobody_can_read_keeps_its_exit_code(redirections: str, tmp_path: Path) -> None:
    assert shell(redirections, "verify", tmp_path / "missing.json").returncode == Exit.PROBLEMS


def test_a_file_written_does_not_take_the_place_of_a_closed_stream(solved: Path, tmp_path: Path) -> None:
    done = shell("<&- 2>&-", "export", solved / "solutions" / "tiny.json", tmp_path / "made.md")
    assert done.returncode == 0
    assert (tmp_path / "made.md").read_text().startswith("# Tiny Forum")


def test_the_c_locale_shows_every_sign(solved: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = shell("", "explain", solved / "solutions" / "tiny.json", "--why", "xyzzy é “q”", **plain)
    assert done.returncode == Exit.PROBLEMS
    assert "There is no session of this programme “" in done.stderr


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_signals_stop_a_search_however_often_they_come(name: str) -> None:
    stop, heard = threading.Event(), []
    with stopped_by_signals(stop, lambda: heard.append(name)):
        for _ in range(3):
            os.kill(os.getpid(), getattr(signal, name))
    assert stop.is_set()
    assert heard == [name] * 3


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopped_by_signals(threading.Event(), lambda: None):
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_sentences_go_nowhere_without_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    say("Nobody hears this.")


def _double(number: int) -> int:
    return 2 * number


def test_one_thread_works_where_no_memory_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a read-only /dev/shm."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(multiprocessing.synchronize.SemLock, "__init__", refuse)
    begun: list[str] = []
    with processes.processes(2, threading.Event(), begun.append, ("here",)) as executor:
        assert [executor.submit(_double, number).result() for number in range(3)] == [0, 2, 4]
    assert not processes.stopping()


def test_folders_of_killed_searches_are_removed_at_the_next_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, other = tmp_path / "igf-scheduler-left", tmp_path / "somebody-else"
    for folder in (left, other):
        folder.mkdir()
        (folder / "first").write_bytes(b"")
    with processes.processes(1, threading.Event()):
        (used,) = tmp_path.glob("igf-scheduler-*")
        assert used != left
        with processes.processes(1, threading.Event()):
            assert used.is_dir()
    assert list(tmp_path.iterdir()) == [other]
