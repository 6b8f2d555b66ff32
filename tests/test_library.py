"""The package as a library: its names, whichever is used first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import scheduler
from tests.conftest import ROOT, environment


def test_all_names_are_there() -> None:
    assert all(getattr(scheduler, name) is not None for name in scheduler.__all__)
    assert set(scheduler.__all__) <= set(dir(scheduler))


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = scheduler.no_such_name


@pytest.mark.parametrize("names", ["verify, solve", "solve, verify"])
def test_what_the_readme_does(names: str) -> None:
    script = f"""
from scheduler import {names}, load_instance, tables
instance = load_instance("instances/tiny")
outcome = solve(instance, seconds=60)
assert verify(instance, outcome.programme).accepted
assert len(tables.sessions(instance, outcome.programme))
assert list(tables.scores(instance, outcome.programme)["goal"]) == [score.goal for score in outcome.programme.scores]
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_pandas_is_loaded_only_when_a_table_is_made() -> None:
    script = "import sys, scheduler.tables, scheduler.candidates.comparison; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["False"]


def test_a_script_without_a_guard_is_not_read_again_by_worker_processes(tmp_path: Path) -> None:
    """What a search for a whole programme does: one process after another, from a script that starts them at once."""
    script = tmp_path / "script.py"
    script.write_text("""
import threading
from scheduler.search.processes import processes
print("read")
with processes(1, threading.Event()) as executor:
    print(executor.submit(abs, -7).result())
import __main__
assert __main__.__file__ == __file__
""")
    done = subprocess.run(
        [sys.executable, script], cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == ["read", "7"]
    assert done.stderr == ""


def test_loading_the_package_loads_nothing_else() -> None:
    script = "import sys, scheduler; print(*(name for name in sys.modules if name.startswith('scheduler')))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert set(done.stdout.split()) == {"scheduler", "scheduler.core", "scheduler.core.version"}
