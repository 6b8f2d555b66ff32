"""The scripts under examples/ run, each in a folder of its own, and write what they say."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, environment

SCRIPTS = sorted(path.name for path in (ROOT / "examples").glob("*.py"))
WRITTEN = {
    "analyst.py": ("by-rank.csv", "by-coalition.csv", "by-room.csv"),
    "committee.py": ("policies.html", "policies.xlsx"),
    "planner.py": ("programme.json", "programme.xlsx"),
    "secretariat.py": ("first.json", "second.json", "published/public/index.html"),
}
SAID = {
    "analyst.py": "by coalition",
    "committee.py": "as it stands: 7 of 8 requests granted",
    "planner.py": "proven",
    "secretariat.py": "“IRPC: bilateral meeting” is cancelled",
}


def test_every_script_has_its_test() -> None:
    assert set(SCRIPTS) == set(WRITTEN) == set(SAID)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_does_what_it_says(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "instances" / "tiny", tmp_path / "tiny")
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / name), "tiny", "out", "IRPC"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert SAID[name] in done.stdout
    for file in WRITTEN[name]:
        assert (tmp_path / "out" / file).stat().st_size, file


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_be_imported_by_worker_processes(name: str) -> None:
    """It is in cells, and its work is behind the guard that worker processes need."""
    text = (ROOT / "examples" / name).read_text(encoding="utf-8")
    assert text.startswith("# %% [markdown]\n")
    assert '# %% Run it\nif __name__ == "__main__":\n' in text
