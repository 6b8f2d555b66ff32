"""Examples that `init` copies, from a checkout; `tests/packaging` copies them from a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.core.example_folders import examples
from scheduler.core.lookup import NotUnderstoodError
from scheduler.intake import load_instance
from scheduler.intake.examples import copy_example
from scheduler.intake.template.write_template import FolderInUseError
from tests.conftest import ROOT, Command


def test_every_stored_instance_is_an_example() -> None:
    assert set(examples()) == {path.parent.name for path in (ROOT / "instances").glob("*/planning.xlsx")} != set()


def test_a_copy_is_the_same_instance(tmp_path: Path) -> None:
    copy_example("tiny", tmp_path / "deep" / "tiny")
    assert load_instance(tmp_path / "deep" / "tiny").sha256 == load_instance(ROOT / "instances" / "tiny").sha256


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "survey.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderInUseError, match=r"holds survey\.csv already"):
        copy_example("tiny", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["survey.csv"]
    assert (tmp_path / "survey.csv").read_text(encoding="utf-8") == "mine"


def test_an_unknown_example_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstoodError, match=r"Did you mean “tiny”\? Examples are: igf-2021, igf-2024, "):
        copy_example("tinny", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_init_copies_an_example_which_is_found_by_its_programme(run: Command, tmp_path: Path) -> None:
    assert run("init", "demo", "--example", "tiny").returncode == 0
    assert run("solve", "demo").returncode == 0
    for place in (tmp_path, tmp_path / "demo", tmp_path / "solutions"):
        done = run("verify", tmp_path / "solutions" / "demo.json", cwd=place)
        assert done.returncode == 0, done.stderr
