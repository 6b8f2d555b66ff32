"""The command line as a user meets it: in a process of its own, with its exit codes and its two streams."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler import cli
from scheduler.planning.service import Ending, Outcome
from scheduler.storage.programme_files import load_programme
from tests.conftest import ROOT, Command, command_line, environment
from tests.waiting import wait_until

TINY = ROOT / "instances" / "tiny"
LARGE = ROOT / "instances" / "igf-2024"


@pytest.fixture
def workspace(solved: Path, tmp_path: Path) -> Path:
    """The folder in which `tiny` was solved, to be changed by one test."""
    return shutil.copytree(solved, tmp_path / "workspace")


# Help and usage.


@pytest.mark.parametrize("arguments", [(), ("init",), ("check",), ("solve",), ("verify",), ("export",), ("compare",)])
def test_help_says_what_there_is_on_stdout(run: Command, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: igf-scheduler")


def test_help_loads_nothing_that_is_slow() -> None:
    heavy = {"ortools", "pandas", "numpy", "pydantic", "openpyxl", "xlsxwriter", "rich"}
    script = "import sys, scheduler.cli; scheduler.cli.main(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert not heavy & set(done.stdout.split("\n")[-2].split())


def test_version(run: Command) -> None:
    import scheduler

    assert run("--version").stdout == f"igf-scheduler {scheduler.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("solve",),
        ("solve", "tiny", "--time", "soon"),
        ("solve", "tiny", "--time", "-3"),
        ("solve", "tiny", "--time", "nan"),
        ("solve", "tiny", "--seed", "x"),
        ("export", "programme.json"),
    ],
)
def test_wrong_usage_is_2(run: Command, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: igf-scheduler")


def test_a_time_that_is_none_is_named(run: Command) -> None:
    done = run("solve", "tiny", "--time", "soon")
    assert done.stderr.endswith("Invalid value for '--time': soon is no number of seconds above 0\n")


# Problems in the input.


@pytest.mark.parametrize("verb", ["check", "solve"])
def test_an_unknown_instance_is_3_and_the_nearest_is_offered(run: Command, workspace: Path, verb: str) -> None:
    done = run(verb, "tinny", cwd=workspace)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "There is no instance “tinny”. Did you mean “tiny”?\n"


def test_a_file_is_no_instance(run: Command) -> None:
    done = run("check", TINY / "planning.xlsx")
    assert done.returncode == 3
    assert "Give the folder" in done.stderr


def test_where_there_are_no_instances_a_way_on_is_said(run: Command) -> None:
    done = run("check", "nowhere")
    assert done.returncode == 3
    assert "igf-scheduler init DIR" in done.stderr


def test_an_empty_folder_is_3_and_nothing_is_written(run: Command, tmp_path: Path) -> None:
    (tmp_path / "instances" / "empty").mkdir(parents=True)
    done = run("solve", "empty")
    assert (done.returncode, done.stdout) == (3, "")
    assert "planning.xlsx" in done.stderr
    assert not list(tmp_path.rglob("*.json"))


def test_problems_as_json(run: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("check", "empty", "--json")
    assert done.returncode == 3
    problems = json.loads(done.stdout)["problems"]
    assert problems[0]["severity"] == "error"
    assert problems[0]["sentence"] in done.stderr


def test_check_describes_a_good_instance(run: Command, solved: Path) -> None:
    done = run("check", "tiny", cwd=solved)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("tiny: ")
    assert done.stdout.endswith("only “solve” shows whether a programme exists.\n")


def test_check_as_json(run: Command, solved: Path) -> None:
    done = run("check", "tiny", "--json", cwd=solved)
    assert done.returncode == 0
    assert json.loads(done.stdout)["cannot_fit"] == []


# Solving.


def test_solve_prints_the_summary_and_one_line_on_how_it_went(run: Command, solved: Path, tmp_path: Path) -> None:
    done = run("solve", "tiny", "-o", tmp_path / "mine.json", cwd=solved)
    assert done.returncode == 0
    assert done.stdout
    assert "proven" in done.stderr.splitlines()[-1]
    assert (tmp_path / "mine.json").is_file()


def test_solve_as_json(run: Command, solved: Path, tmp_path: Path) -> None:
    done = run("solve", TINY, "--json", "-o", tmp_path / "mine.json", cwd=solved)
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert report["status"] == "proven"
    assert report["scores"]


def test_a_reproducible_run_gives_the_same_programme(run: Command, solved: Path, tmp_path: Path) -> None:
    hashes = {
        json.loads(
            run(
                "solve", "tiny", "--reproducible", "--json", "-o", tmp_path / f"{n}.json", cwd=solved, PYTHONHASHSEED=n
            ).stdout
        )["sha256"]
        for n in "12"
    }
    assert len(hashes) == 1


def test_a_programme_that_cannot_be_saved_is_7(run: Command, solved: Path) -> None:
    done = run("solve", "tiny", "-o", "no/such/folder.json", cwd=solved)
    assert (done.returncode, done.stdout) == (7, "")
    assert "does not exist" in done.stderr


def test_what_cannot_fit_is_4_and_said_before_any_solve(run: Command, workspace: Path) -> None:
    set_policy(workspace / "instances" / "tiny" / "planning.xlsx", "Selection committee, at least", 5)
    checked, solved = run("check", "tiny", cwd=workspace), run("solve", "tiny", "-o", "new.json", cwd=workspace)
    assert (checked.returncode, solved.returncode) == (4, 4)
    assert "committee" in checked.stderr
    assert "committee" in solved.stderr
    assert not (workspace / "new.json").exists()


def set_policy(workbook: Path, setting: str, value: Any) -> None:
    """Change a value on the sheet Policy."""
    book = openpyxl.load_workbook(workbook)
    (row,) = (row for row in book["Policy"].iter_rows() if row[0].value == setting)
    row[1].value = value
    book.save(workbook)


@pytest.mark.parametrize(
    ("ending", "code"),
    [(Ending.INFEASIBLE, 4), (Ending.NO_ANSWER, 5), (Ending.REJECTED, 6), (Ending.STOPPED, 130)],
)
def test_without_a_programme_the_exit_code_says_why(
    solved: Path,
    tmp_path: Path,
    ending: Ending,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rejected = load_programme(solved / "solutions" / "tiny.json") if ending is Ending.REJECTED else None
    outcome = Outcome(ending, rejected, None, ("This is why.",))
    monkeypatch.setattr("scheduler.planning.service.plan", lambda *_, **__: outcome)
    output = tmp_path / "none.json"
    assert cli.main(["solve", str(TINY), "-o", str(output)]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert "This is why." in err
    assert cli.main(["solve", str(TINY), "-o", str(output), "--json"]) == code
    assert json.loads(capsys.readouterr().out)["programme"] is None
    assert not output.exists()


def test_a_file_in_place_of_the_solutions_folder_is_7(run: Command, workspace: Path) -> None:
    shutil.rmtree(workspace / "solutions")
    (workspace / "solutions").write_text("")
    done = run("solve", "tiny", cwd=workspace)
    assert (done.returncode, done.stdout) == (7, "")
    assert "-o" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_keeps_the_best_so_far(run: Command, tmp_path: Path, how: signal.Signals) -> None:
    output = tmp_path / "best.json"
    process = subprocess.Popen(
        command_line("solve", LARGE, "-o", output),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    wait_until(output.exists, process)
    process.send_signal(how)
    process.send_signal(how)
    _, messages = process.communicate(timeout=30)
    assert process.returncode == 130, messages
    assert "Stopping" in messages
    assert run("verify", output, "--instance", LARGE).returncode == 0


@pytest.mark.parametrize("changes", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_sees_progress_and_colours_only_where_they_are_wanted(
    solved: Path, tmp_path: Path, changes: dict[str, str]
) -> None:
    seen = on_a_terminal(
        command_line("solve", "tiny", "-o", tmp_path / "mine.json"), solved, environment(**{"TERM": "xterm", **changes})
    )
    assert ("Ctrl-C" in seen) == ("TERM" not in changes)
    assert ("\x1b[32m" in seen) == (not changes)
    assert "the programme is checked and saved" in seen


def on_a_terminal(command: list[str], cwd: Path, env: dict[str, str]) -> str:
    """What a command writes to stderr where that is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how a terminal says on Linux that the other side has gone
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert process.wait(60) == 0
    return seen.decode()


# Verifying and exporting.


def test_verify_accepts_what_solve_wrote(run: Command, solved: Path) -> None:
    done = run("verify", "solutions/tiny.json", cwd=solved)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_verify_as_json(run: Command, solved: Path) -> None:
    done = run("verify", "solutions/tiny.json", "--json", cwd=solved)
    assert done.returncode == 0
    assert json.loads(done.stdout)["violations"] == []


def test_verify_finds_the_instance_beside_the_programme(run: Command, solved: Path) -> None:
    assert run("verify", solved / "solutions" / "tiny.json").returncode == 0


def test_a_programme_whose_instance_is_not_found_is_3(run: Command, solved: Path, tmp_path: Path) -> None:
    alone = shutil.copy(solved / "solutions" / "tiny.json", tmp_path)
    done = run("verify", alone)
    assert (done.returncode, done.stdout) == (3, "")
    assert "--instance" in done.stderr
    assert run("verify", alone, "--instance", TINY).returncode == 0


def test_a_programme_of_another_state_of_the_instance_is_3(run: Command, workspace: Path) -> None:
    file = workspace / "solutions" / "tiny.json"
    change(file, lambda data: data["provenance"].update(instance_sha256="0" * 64))
    done = run("verify", file, cwd=workspace)
    assert (done.returncode, done.stdout) == (3, "")
    assert "another state" in done.stderr


def test_a_broken_rule_is_6_and_nothing_is_exported(run: Command, workspace: Path) -> None:
    file = workspace / "solutions" / "tiny.json"
    change(file, lambda data: data["sessions"].append({**data["sessions"][0], "id": "Nobody's session"}))
    done = run("verify", file, cwd=workspace)
    assert (done.returncode, done.stderr) == (6, "")
    assert "Nobody's session" in done.stdout
    done = run("export", file, "tiny.xlsx", cwd=workspace)
    assert (done.returncode, done.stdout) == (6, "")
    assert not (workspace / "tiny.xlsx").exists()


def test_a_false_score_is_6(run: Command, workspace: Path) -> None:
    file = workspace / "solutions" / "tiny.json"
    change(file, lambda data: data["scores"][-1].update(value=data["scores"][-1]["value"] + 1))
    done = run("verify", file, cwd=workspace)
    assert done.returncode == 6
    assert json.loads(run("verify", file, "--json", cwd=workspace).stdout)["accepted"] is False


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"schema_version": 99}', "\x00"])
def test_what_is_no_programme_is_3(run: Command, tmp_path: Path, text: str) -> None:
    file = tmp_path / "odd.json"
    file.write_text(text, encoding="utf-8")
    done = run("verify", file)
    assert (done.returncode, done.stdout) == (3, "")
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr


def test_export_writes_a_workbook(run: Command, solved: Path, tmp_path: Path) -> None:
    done = run("export", "solutions/tiny.json", tmp_path / "tiny.xlsx", cwd=solved)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "tiny.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("file", ["no/such/folder.xlsx", "tiny.odd"])
def test_what_cannot_be_exported_is_7(run: Command, solved: Path, file: str) -> None:
    done = run("export", "solutions/tiny.json", file, cwd=solved)
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr


def test_init_writes_what_check_accepts(run: Command) -> None:
    assert run("init", "new").returncode == 0
    done = run("check", "new")
    assert done.returncode == 0, done.stderr


# Whatever happens.


def test_nobody_sees_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(text: str) -> Path:
        raise RuntimeError("the sky fell")

    monkeypatch.delenv("IGF_SCHEDULER_DEBUG", raising=False)
    monkeypatch.setattr("scheduler.storage.workspace.instance_folder", fail)
    assert cli.main(["check", "tiny"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "the sky fell" in err
    assert "Traceback" not in err
    monkeypatch.setenv("IGF_SCHEDULER_DEBUG", "1")
    with pytest.raises(RuntimeError):
        cli.main(["check", "tiny"])


def test_names_cannot_steer_the_terminal(run: Command) -> None:
    done = run("check", "\x1b[31mred\u202e")
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_stdout_is_7(solved: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command_line("check", "tiny"), cwd=solved, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 7
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error_to_talk_about(solved: Path) -> None:
    process = subprocess.Popen(
        command_line("check", "tiny"), cwd=solved, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 7


def change(file: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Edit a JSON file in place."""
    data = json.loads(file.read_text(encoding="utf-8"))
    edit(data)
    file.write_text(json.dumps(data), encoding="utf-8")
