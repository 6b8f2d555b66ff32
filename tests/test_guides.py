"""Every command of the tutorial and of the guides by role is run, in order, as a reader would."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command, environment
from tests.warm import Warm

DOCS = ROOT / "docs"
GUIDES = ("planner", "committee", "secretariat", "coalition")
BLOCK = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[list[str]]:
    """The command lines of a page, each as its arguments."""
    lines = [line for block in BLOCK.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()]
    assert lines
    assert all(line.startswith("igf-scheduler ") for line in lines)
    return [shlex.split(line)[1:] for line in lines]


def follow(page: Path, run: Command, folder: Path) -> None:
    for arguments in commands(page):
        done = run(*arguments, cwd=folder)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)


def test_the_tutorial(run: Command, tmp_path: Path) -> None:
    follow(DOCS / "tutorial.md", run, tmp_path)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Path:
    """The folder in which a reader stands after the first steps of the tutorial."""
    folder = tmp_path_factory.mktemp("demo")
    for arguments in (("init", "demo", "--example", "tiny"), ("solve", "demo")):
        done = warm.run(arguments, folder, environment())
        assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide(name: str, run: Command, demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(demo, folder)
    follow(DOCS / "how-to" / f"{name}.md", run, folder)


def test_the_python_of_the_guide_for_developers(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(demo, folder)
    (script,) = re.findall(r"^```python\n(.*?)^```$", (DOCS / "how-to/developer.md").read_text("utf-8"), re.M | re.S)
    (folder / "script.py").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "script.py"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "demo.xlsx").stat().st_size


def test_the_site_is_built_without_a_broken_link_and_needs_no_network(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        fetched = re.findall(
            r"<(?:link|script|img)[^>]+(?:href|src)=\"?(?:https?:)?//", page.read_text(encoding="utf-8")
        )
        assert not fetched, page
