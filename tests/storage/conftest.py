"""A command in a folder of its own, as a user meets it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.cli import main

Said = Callable[..., tuple[int, str, str]]
"""A command line: exit code, stdout and stderr."""


@pytest.fixture
def say(solved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    """Gives a command in a folder of its own in which `tiny` was solved: exit code, stdout, stderr."""
    shutil.copytree(solved, tmp_path / "own")
    monkeypatch.chdir(tmp_path / "own")
    monkeypatch.delenv("IGF_SCHEDULER_AUTHOR", raising=False)

    def command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command
