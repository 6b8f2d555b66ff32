"""What shells offer: verbs, options and names; nothing where something cannot be read, and never a word on stderr."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.cli import completing
from scheduler.cli.shells import SHELLS
from scheduler.intake.survey.layouts import LAYOUTS
from tests.conftest import Command, command_line, environment

BREAKS = " \t\n\"'@><=;|&(:"


def offered(line: str, cwd: Path) -> list[str]:
    """What bash is offered for a line whose end is completed, files and folders apart."""
    done = subprocess.run(
        command_line(),
        cwd=cwd,
        env=environment(
            COMP_WORDS=f"igf-scheduler {line}", COMP_BREAKS=BREAKS, _IGF_SCHEDULER_COMPLETE="bash_complete"
        ),
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [value for kind, _, value in (line.partition(",") for line in done.stdout.splitlines()) if kind == "plain"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sol", ["solve"]),
        ("ver", ["verify", "versions"]),
        ("solve --re", ["--reproducible"]),
        ("solve t", ["tiny"]),
        ("solve tiny --layout g", ["google"]),
        ("verify solutions/t", ["solutions/tiny.json"]),
        ("verify tiny@", ["1"]),
        ("changes tiny", ["tiny", "tiny@1"]),
        ("versions tiny --state an", ["announced"]),
        ("versions tiny --session Joi", [r"Joint:\ CONNECT"]),
        ("explain solutions/tiny.json --coalition DC3", ["DC3"]),
        ("explain --coalition DC3", []),
        ("explain tiny@1 --why Joint:", [r"\ CONNECT"]),
        (r"explain solutions/tiny.json --why Joint:\ C", [r"\ CONNECT"]),
        ('explain solutions/tiny.json --why "Joint: C', ["Joint: CONNECT"]),
        ("explain solutions/tiny.json --why=Joi", [r"Joint:\ CONNECT"]),
        ("replan solutions/tiny.json --close Room", [r"Room\ A", r"Room\ B"]),
        ("nothing ", []),
        ("solve '", ["tiny"]),
    ],
)
def test_bash_is_offered_what_fits(solved: Path, line: str, expected: list[str]) -> None:
    assert offered(line, solved) == expected


def test_every_layout_is_offered() -> None:
    assert set(completing.LAYOUTS) == set(LAYOUTS)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"sessions": 3}', '{"sessions": [{"id": 1}], "decisions": []}', "\0"]
)
def test_a_damaged_programme_offers_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "odd.json").write_text(content, encoding="utf-8")
    (tmp_path / "instances").write_text("a file")
    for line in ("versions odd --session ", "explain solutions/odd.json --coalition ", "explain gone.json --why "):
        assert offered(line, tmp_path) == []
    assert offered("solve ", tmp_path) == []


def test_a_name_is_never_carried_out(solved: Path, tmp_path: Path) -> None:
    """Not by bash, whatever the mark before it; nor by a terminal that shows it."""
    text = (solved / "solutions" / "tiny.json").read_text(encoding="utf-8")
    hostile = "x$(touch done)`touch done`'\\\"; touch done"
    (tmp_path / "p.json").write_text(
        text.replace('"Opening"', '"' + hostile.replace("\\", "\\\\").replace('"', '\\"') + '"').replace(
            '"Joint: CONNECT"', '"y\\u001b[31m"'
        ),
        encoding="utf-8",
    )
    for mark in ("", '"', "'"):
        (value,) = offered(f"explain p.json --why {mark}x", tmp_path)
        shown = subprocess.run(
            ["bash", "-c", f"printf %s {mark}{value}{mark}"], cwd=tmp_path, capture_output=True, encoding="utf-8"
        )
        assert shown.stdout == hostile
    assert offered("explain p.json --why y", tmp_path) == []
    assert not (tmp_path / "done").exists()


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
@pytest.mark.parametrize(
    ("words", "number", "expected"), [("igf-scheduler sol", "1", "solve"), ("igf-scheduler x", "9", "")]
)
def test_other_shells_are_answered(solved: Path, shell: str, words: str, number: str, expected: str) -> None:
    word = words.split()[-1] if shell == "fish" else number
    done = subprocess.run(
        command_line(),
        cwd=solved,
        env=environment(COMP_WORDS=words, COMP_CWORD=word, _IGF_SCHEDULER_COMPLETE=f"{shell}_complete"),
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert expected in done.stdout


def test_powershell_gets_names_in_quotes(solved: Path) -> None:
    done = subprocess.run(
        command_line(),
        cwd=solved,
        env=environment(
            COMP_WORDS="igf-scheduler explain solutions/tiny.json --why Joi",
            COMP_CWORD="4",
            _IGF_SCHEDULER_COMPLETE="powershell_complete",
        ),
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == ["plain", "'Joint: CONNECT'"]


def test_completion_reads_nothing_with_the_models(solved: Path) -> None:
    """So that it answers at once."""
    script = (
        "import sys; from scheduler.cli.shells import Bash; from scheduler.cli.run import program\n"
        "print(Bash(program, {}, 'igf-scheduler', '').complete()); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=solved,
        env=environment(COMP_WORDS="igf-scheduler versions tiny --session Joi", COMP_BREAKS=BREAKS),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answer, modules = done.stdout.splitlines()
    assert answer == r"plain,Joint:\ CONNECT"
    assert not {"pydantic", "pandas", "openpyxl", "ortools", "numpy"} & set(modules.split())


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(run: Command, shell: str) -> None:
    done = run("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{shell}_complete" in done.stdout
    assert run("completion", "tcsh").returncode == 2


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_with_the_script(run: Command, solved: Path, tmp_path: Path) -> None:
    command = tmp_path / "igf-scheduler"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m scheduler "$@"\n')
    command.chmod(0o755)
    line = "igf-scheduler explain solutions/tiny.json --why Joi"
    script = f"""
{run("completion", "bash").stdout}
compopt() {{ :; }}
COMP_LINE='{line}' COMP_POINT={len(line)}
_igf_scheduler_completion {command}
printf '%s' "${{COMPREPLY[*]}}"
"""
    done = subprocess.run(
        ["bash", "--norc", "-c", script], cwd=solved, env=environment(), capture_output=True, encoding="utf-8"
    )
    assert (done.stdout, done.stderr) == (r"Joint:\ CONNECT", "")
