"""Ctrl-C at any moment from the start of the process: one sentence and exit code 130, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from scheduler.cli import interrupts, main
from tests.conftest import ROOT, command_line, environment

# What Python reports on stderr when a module has been imported is a sign of life at a known moment.
MOMENTS = (
    "scheduler.cli.interrupts",
    "click.core",
    "scheduler.cli.group",
    "scheduler.cli.run",
    "scheduler.cli.options",
    "pydantic_core",
    "scheduler.core.instance",
    "rich.console",
    "numpy",
    "ortools",
    "scheduler.core.programme",
    "scheduler.planning.service",
)


SCRIPT = Path(sysconfig.get_path("scripts")) / "igf-scheduler"
COMMANDS = {"module": command_line(), "script": [str(SCRIPT)]}


def interrupted_after(module: str, command: list[str], folder: Path) -> tuple[int, str, bool]:
    """Exit code and stderr of a solve that is interrupted once a module is imported, and whether that was seen."""
    process = subprocess.Popen(
        [*command, "solve", str(ROOT / "instances" / "tiny"), "-o", str(folder / "tiny.json")],
        cwd=folder,
        env=environment(PYTHONPROFILEIMPORTTIME="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr is not None
    seen = False
    for line in process.stderr:
        imported = line.rpartition("|")[2].strip()
        if imported == module or imported.startswith(f"{module}."):
            process.send_signal(signal.SIGINT)
            seen = True
            break
    _, rest = process.communicate(timeout=120)
    return process.returncode, rest, seen


@pytest.mark.parametrize("way", COMMANDS)
@pytest.mark.parametrize("module", MOMENTS)
def test_an_interrupt_during_imports_is_one_sentence(module: str, way: str, tmp_path: Path) -> None:
    if way == "script" and not SCRIPT.exists():
        pytest.skip("the package is not installed")
    code, messages, seen = interrupted_after(module, COMMANDS[way], tmp_path)
    assert seen
    assert "Traceback" not in messages
    assert "Exception ignored" not in messages
    assert code in (0, 130), messages
    said = [line for line in messages.splitlines() if not line.startswith("import time:")]
    if code == 130:
        assert any(interrupts.SENTENCE in line or "Stopping" in line for line in said), messages


def test_an_interrupt_that_arrives_as_another_error_is_still_one(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """As where a C extension turns it into an ImportError."""

    def broken(text: str) -> Path:
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt as error:
            raise ImportError("initialization failed") from error
        raise AssertionError("no interrupt came")

    monkeypatch.setattr("scheduler.storage.workspace.instance_folder", broken)
    assert main(["check", "tiny"]) == 130
    assert capfd.readouterr().err == f"{interrupts.SENTENCE}\n"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_within_a_callback_ends_the_process() -> None:
    """Where Python would only print “Exception ignored”."""
    script = """
import os, signal
from scheduler.cli.interrupts import Interruptible
class Slow:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
with Interruptible(whole_process=True):
    slow = Slow()
    del slow
    print("never")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", f"{interrupts.SENTENCE}\n")


def test_a_second_interrupt_ends_the_process_at_once() -> None:
    script = """
import os, signal
from scheduler.cli.interrupts import Interruptible
with Interruptible(whole_process=True):
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        os.kill(os.getpid(), signal.SIGINT)
    print("never")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", f"{interrupts.SENTENCE}\n")
