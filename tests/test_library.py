"""The package as a library: its names, whichever is used first."""

from __future__ import annotations

import subprocess
import sys

import pytest

import scheduler
from tests.conftest import ROOT


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


def test_loading_the_package_loads_nothing_else() -> None:
    script = "import sys, scheduler; print(*(name for name in sys.modules if name.startswith('scheduler')))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert set(done.stdout.split()) == {"scheduler", "scheduler.core", "scheduler.core.version"}
