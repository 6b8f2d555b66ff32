"""Waiting in tests: for a sign of life of a process, never for a time that is hoped to be long enough."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

SECONDS = 90
"""How long a sign of life may take before the test fails: only a hang takes so long."""


def wait_until(condition: Callable[[], object], process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Wait until something is so that a running process brings about; fails where the process ends before."""
    ends = time.monotonic() + SECONDS
    while not condition():
        if process.poll() is not None and not condition():
            pytest.fail(f"the process ended with {process.returncode} before: {process.communicate()}")
        if time.monotonic() > ends:
            process.kill()
            pytest.fail(f"no sign of life in {SECONDS} seconds")
        time.sleep(0.02)


def catches(process: int, what: signal.Signals) -> bool:
    """Whether a process has a handler of its own for a signal, which Python lacks for all but SIGINT at its start."""
    status = Path(f"/proc/{process}/status")
    if not status.is_file():
        pytest.skip("reads what a process does from /proc")
    caught = next(line for line in status.read_text().splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (what - 1) & 1)


def seconds_at_work(process: int) -> float:
    """Seconds of processor time that a process has had; 0 where it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def at_some_moment(chance: random.Random, most: float) -> None:
    """Let some time pass at random: for tests of what must hold at whatever moment something happens."""
    time.sleep(chance.uniform(most / 20, most))
