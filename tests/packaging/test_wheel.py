"""The built wheel, installed apart and used in an empty folder: no checkout is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("scheduler", "instances", "pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE")

Installed = Callable[..., str]


def pip(*arguments: object) -> None:
    command = [sys.executable, "-m", "pip", *map(str, arguments), "--quiet", "--no-deps", "--no-index"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel is installed; its dependencies are those of the tests."""
    checkout, wheels, installed = (tmp_path_factory.mktemp(name) for name in ("checkout", "wheels", "site"))
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, checkout)
    pip("wheel", "--no-build-isolation", "--wheel-dir", wheels, checkout)
    shutil.rmtree(checkout)
    (wheel,) = wheels.glob("igf_scheduler-*.whl")
    pip("install", "--target", installed, wheel)
    return installed


@pytest.fixture
def installed(site: Path, tmp_path: Path) -> Installed:
    """Runs the installed command in an empty folder, where it must end with `code`, and returns its output."""
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}

    def run(*arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "scheduler", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        return done.stdout + done.stderr

    return run


@pytest.mark.slow
def test_every_verb_finds_the_copy_of_an_example(installed: Installed, tmp_path: Path) -> None:
    installed("init", "demo", "--example", "tiny")
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == ["README.md", "planning.xlsx", "survey.csv"]
    installed("check", "demo")
    installed("solve", "demo")
    installed("verify", "solutions/demo.json")
    installed("export", "solutions/demo.json", "demo.xlsx")
    installed("export", "solutions/demo.json", "demo.html")
    installed("verify", "demo.xlsx")
    installed("explain", "demo.xlsx", "--coalition", "DC3")
    assert "DC3" in installed("explain", "solutions/demo.json", "--coalition", "DC3")
    installed("replan", "solutions/demo.json", "--cancel", "IRPC", "-o", "anew.json")
    installed("replan", "demo.xlsx", "-o", "from-workbook.json")
    installed("candidates", "demo", "-o", "candidates", "--time", "60")
    installed("compare", "candidates", "-o", "candidates.html")
    installed("compare", "candidates", "-o", "two.xlsx")
    installed("changes", "solutions/demo.json", "anew.json")
    installed("proposal", "solutions/demo.json", "-o", "proposal.docx")
    for name in ("demo.xlsx", "demo.html", "anew.json", "from-workbook.json", "candidates.html", "two.xlsx"):
        assert (tmp_path / name).stat().st_size
    assert (tmp_path / "proposal.docx").stat().st_size


@pytest.mark.slow
def test_which_examples_there_are(installed: Installed, tmp_path: Path) -> None:
    said = installed("init", "demo", "--example", "igf-2042", code=3)
    assert "There is no example “igf-2042”. Did you mean “igf-2024”?" in said
    for name in ("tiny", "igf-2021", "igf-2024", "igf-2024-first-answers", "igf-32"):
        assert name in said
        installed("init", name, "--example", name)
        assert (tmp_path / name / "planning.xlsx").read_bytes() == (
            ROOT / "instances" / name / "planning.xlsx"
        ).read_bytes()
