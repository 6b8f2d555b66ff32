"""A search for a whole programme that is killed, and the same command once more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.core.programme import Programme
from scheduler.model.objectives import TIE_BREAK
from scheduler.storage.programme_files import load_programme
from tests.conftest import Command, command_line, environment
from tests.waiting import seconds_at_work, wait_until

INSTANCE = Path(__file__).parents[3] / "instances" / "whole-120"


def values(programme: Programme) -> list[int]:
    return [score.value for score in programme.scores if score.goal != TIE_BREAK]


def started(folder: Path, seconds: int) -> subprocess.Popen[str]:
    """A search in a process of its own."""
    return subprocess.Popen(
        command_line("solve", INSTANCE, "--time", seconds),
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def children(process: int) -> list[int]:
    """The processes that a process has started and that work for it."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    found = listed.read_text().split() if listed.exists() else []
    commands = ((int(child), Path(f"/proc/{child}/cmdline").read_text()) for child in found)
    return [child for child, command in commands if "spawn_main" in command]


def test_what_was_found_before_a_kill_is_checked_and_gone_on_from(tmp_path: Path, run: Command) -> None:
    found = tmp_path / "solutions" / "whole-120.json"
    search = started(tmp_path, 120)
    wait_until(found.exists, search)
    search.kill()
    search.communicate()
    before = load_programme(found)
    assert run("verify", found, "--instance", INSTANCE).returncode == 0
    again = run("solve", INSTANCE, "--time", "4")
    assert "The search continues from" in again.stderr
    assert again.returncode == 0
    assert values(load_programme(found)) <= values(before)


@pytest.mark.skipif(sys.platform != "linux", reason="finds the worker processes in /proc")
@pytest.mark.parametrize("seconds", [0.0, 1.5], ids=["as it starts", "at work"])
def test_a_search_whose_worker_is_killed_goes_on_with_others(tmp_path: Path, seconds: float) -> None:
    """Killed at once, or when the worker has had so many seconds of processor time."""
    found = tmp_path / "solutions" / "whole-120.json"
    search = started(tmp_path, 16)
    wait_until(found.exists, search)
    wait_until(lambda: [one for one in children(search.pid) if seconds_at_work(one) >= seconds], search)
    workers = children(search.pid)
    os.kill(max(workers, key=seconds_at_work), signal.SIGKILL)
    wait_until(lambda: set(children(search.pid)) - set(workers), search)
    said, _ = search.communicate(timeout=100)
    assert search.returncode == 0
    assert "Traceback" not in said
    assert load_programme(found).scores
