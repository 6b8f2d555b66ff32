"""How the command line is written: shortened options, options before arguments, near names, help and its imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from scheduler.cli import main
from scheduler.cli.group import SECTIONS, VERBS, VerbGroup
from scheduler.cli.run import program
from tests.conftest import ROOT, Command, environment

HEAVY = {"ortools", "pandas", "numpy", "pydantic", "pydantic_core", "openpyxl", "xlsxwriter", "rich", "docx", "jinja2"}
PROGRAMME = "solutions/tiny.json"


def command(verb: str) -> click.Command:
    found = program.get_command(click.Context(program), verb)
    assert found is not None
    return found


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_imports_nothing_heavy(verb: str) -> None:
    arguments = [verb, "--help"] if verb else ["--help"]
    script = f"import sys, scheduler.cli; scheduler.cli.main({arguments}); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.startswith("Usage: igf-scheduler")
    imported = set(done.stdout.splitlines()[-1].split())
    assert "click" in imported
    assert not HEAVY & imported
    if verb:
        others = {f"scheduler.cli.{other}" for other in VERBS if other != verb}
        assert not others & imported


def test_every_verb_is_in_one_section_and_has_help_and_an_example(run: Command) -> None:
    assert isinstance(program, VerbGroup)
    listed = run("--help").stdout
    assert sorted(VERBS) == sorted(set(VERBS))
    for title, verbs in SECTIONS.items():
        assert f"{title}:" in listed
        for verb in verbs:
            text = run(verb, "--help").stdout
            assert f"igf-scheduler {verb} " in text.partition("Example")[2], verb
            for param in command(verb).params:
                assert getattr(param, "help", ""), (verb, param.name)


def test_every_example_is_a_command_line_that_can_be_read() -> None:
    from click.shell_completion import split_arg_string

    seen = 0
    for verb in VERBS:
        for example in command(verb).examples:  # type: ignore[attr-defined]
            name, *arguments = split_arg_string(example.partition(" > ")[0])
            assert name == verb
            command(verb).make_context(verb, arguments)
            seen += 1
    assert seen > len(VERBS)


def test_options_stand_anywhere_and_may_be_shortened(run: Command, solved: Path, tmp_path: Path) -> None:
    done = run("solve", "--out", tmp_path / "a.json", "--repro", "tiny", "--see=-3", cwd=solved)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.json").is_file()
    done = run("explain", "--coal", "DC3", PROGRAMME, "--js", cwd=solved)
    assert (done.returncode, done.stdout[:1]) == (0, "{"), done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("solv", "tiny"), "There is no verb “solv”. Did you mean 'solve'?"),
        (("solve", "tiny", "--outptu", "x"), "Did you mean one of: '--layout', '--output'?"),
        (("export", "a.json", "b.csv", "--fo", "x"), "'--fo' is ambiguous: it could be --for-planners or --format."),
        (("explain", "a.json", "--coalition", "--why", "x"), "Option '--coalition' requires a value."),
        (("explain", "a.json", "--coalition"), "Option '--coalition' requires an argument."),
        (("explain", "a.json"), "Give one of --coalition, --why-not, --why, --what-if."),
        (
            ("export", "a.json", "a.ics", "--room", "x", "--person", "y"),
            "--room and --person cannot be given together.",
        ),
        (("merge", "a.json", "b.json", "--prefer", "both"), "'both' is not one of 'mine', 'theirs'"),
        (("solve", "tiny", "\x1b[31m"), "␛[31m"),
    ],
)
def test_wrong_usage_is_explained(run: Command, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: igf-scheduler")
    assert said in done.stderr
    assert "\x1b" not in done.stderr


def test_after_two_dashes_nothing_is_an_option(run: Command) -> None:
    done = run("check", "--", "--json")
    assert done.returncode == 3
    assert "There is no instance “--json”" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("check", "tinny"), "tiny"),
        (("verify", "solutions/tinyy.json"), PROGRAMME),
        (("versions", "tinny"), "tiny"),
        (("explain", PROGRAMME, "--coalition", "DC-PAK"), "DC-PAL"),
        (("explain", PROGRAMME, "--why", "joint: conect"), "Joint: CONNECT"),
        (("export", PROGRAMME, "x.ics", "--coalition", "dc-pak"), "DC-PAL"),
        (("export", PROGRAMME, "x.ics", "--room", "rom a"), "Room A"),
    ],
)
def test_the_nearest_name_is_offered(run: Command, solved: Path, arguments: tuple[str, ...], near: str) -> None:
    done = run(*arguments, cwd=solved)
    assert done.returncode == 3
    assert f"Did you mean “{near}”" in done.stderr


def test_main_returns_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert main(("dance",)) == 2
    assert capsys.readouterr().out.startswith("igf-scheduler ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_help_on_a_full_disk_is_7() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "scheduler", "solve", "--help"],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    assert done.returncode == 7
    assert "The output cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
