"""What all tests share: repeatable random cases, and the command line in a process of its own."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.warm import Warm

ROOT = Path(__file__).resolve().parent.parent

# The same cases on every run; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

Command = Callable[..., subprocess.CompletedProcess[str]]


def command_line(*arguments: object) -> list[str]:
    """The command ``igf-scheduler`` with these arguments, run by the Python that runs the tests."""
    return [sys.executable, "-m", "scheduler", *map(str, arguments)]


def environment(**changes: str) -> dict[str, str]:
    """The environment of such a command: finds the package from any folder, and no terminal's settings."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    return {**kept, "PYTHONPATH": str(ROOT), **changes}


def peak_of_memory() -> int:
    """The most memory that this process has held so far, in MB.

    What `resource` says of a process includes what its parent held when it was started.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform != "darwin" else 1 << 20)


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The list of written files lies in a folder of the tests, not in that of the user."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IGF_SCHEDULER_STATE", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """Runs commands without importing everything for each."""
    started = Warm(ROOT, environment())
    yield started
    started.close()


@pytest.fixture
def run(tmp_path: Path, warm: Warm) -> Command:
    """Runs ``igf-scheduler ARGUMENTS`` in an empty folder and returns what came of it.

    With changes of the environment, which may matter from the start, it is started anew.
    """

    def run_command(*arguments: object, cwd: Path = tmp_path, **changes: str) -> subprocess.CompletedProcess[str]:
        if not changes and sys.platform == "linux":
            return warm.run(arguments, cwd, environment())
        return subprocess.run(
            command_line(*arguments),
            cwd=cwd,
            env=environment(**changes),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            stdin=subprocess.DEVNULL,
        )

    return run_command


@pytest.fixture(scope="session")
def solved(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Path:
    """A folder in which `tiny` was solved: instances/tiny and solutions/tiny.json."""
    folder = tmp_path_factory.mktemp("solved")
    shutil.copytree(ROOT / "instances" / "tiny", folder / "instances" / "tiny")
    done = warm.run(("solve", "tiny"), folder, environment())
    assert done.returncode == 0, done.stderr
    return folder
