"""`igf-scheduler generate` as a user meets it."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Command


def test_writes_an_instance_that_check_accepts(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / "made-up"
    done = run("generate", str(folder), "--sessions", "40", "--days", "3", "--starts", "4", "--coalitions", "4")
    assert (done.returncode, done.stdout) == (0, "")
    assert "40 sessions" in done.stderr
    assert "Everything is made up" in (folder / "README.md").read_text(encoding="utf-8")
    checked = run("check", str(folder))
    assert checked.returncode == 0, checked.stderr
    assert "No blocking problem was found in the sheets and counts" in checked.stdout


def test_the_readme_names_the_command_that_writes_it_again(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / "first"
    assert run("generate", str(folder), "--sessions", "40", "--days", "3", "--seed", "7").returncode == 0
    line = next(line for line in (folder / "README.md").read_text(encoding="utf-8").splitlines() if "generate" in line)
    options = line.split()[3:]
    again = tmp_path / "second"
    assert run("generate", str(again), *options).returncode == 0
    assert (again / "planning.xlsx").read_bytes() == (folder / "planning.xlsx").read_bytes()


def test_a_folder_in_use_is_left_alone(run: Command, tmp_path: Path) -> None:
    (tmp_path / "survey.csv").write_text("mine", encoding="utf-8")
    done = run("generate", str(tmp_path), "--sessions", "40")
    assert done.returncode == 7
    assert "holds survey.csv already; choose another folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["survey.csv"]


def test_too_many_sessions_are_refused_in_a_sentence(run: Command, tmp_path: Path) -> None:
    done = run("generate", str(tmp_path / "full"), "--sessions", "350", "--rooms", "5")
    assert done.returncode == 3
    assert "350 sessions are too many" in done.stderr
    assert not (tmp_path / "full").exists()


def test_numbers_out_of_reach_are_wrong_usage(run: Command, tmp_path: Path) -> None:
    done = run("generate", str(tmp_path / "one"), "--sessions", "1")
    assert done.returncode == 2
    assert "1 is no number from 20 to 2000" in done.stderr
