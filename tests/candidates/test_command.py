"""``candidates`` as a user meets it: exit codes, both streams, and what other verbs make of the folder."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from scheduler.candidates.manifest import MANIFEST, Manifest
from tests.conftest import ROOT, Command, command_line, environment
from tests.waiting import wait_until
from tests.warm import Warm

TINY = ROOT / "instances" / "tiny"
LARGER = ROOT / "instances" / "igf-2021"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Path:
    """A folder with instances/tiny, and its candidates under out/."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(TINY, folder / "instances" / "tiny")
    arguments = ("candidates", "tiny", "-o", "out", "--vary", "cap=0,1", "--processes", 2)
    done = warm.run(arguments, folder, environment())
    assert done.returncode == 0, done.stderr
    assert "Most first choices (Joint sessions, at most: 0)" in done.stdout
    assert "Dropped: " in done.stdout
    assert "Trade-off: " in done.stdout
    assert "11 of 11 runs are done; “out” holds" in done.stderr
    return folder


def test_help_and_usage(run: Command) -> None:
    assert run("candidates", "--help").stdout.startswith("Usage: igf-scheduler")
    for arguments in (("tiny",), ("tiny", "-o", "x", "--processes", "0"), ("tiny", "-o", "x", "--time", "soon")):
        assert run("candidates", *arguments).returncode == 2


def test_other_verbs_find_the_instance_as_it_was_varied(made: Path, run: Command) -> None:
    manifest = Manifest.model_validate_json((made / "out" / MANIFEST).read_bytes())
    for entry in (*manifest.candidates[:2], *manifest.dropped[-1:]):
        done = run("verify", f"out/{entry.file}", cwd=made)
        assert (done.returncode, done.stderr) == (0, "")
    done = run("export", f"out/{manifest.candidates[0].file}", "book.xlsx", cwd=made)
    assert done.returncode == 0, done.stderr
    done = run("verify", made / "out" / manifest.candidates[0].file, "--instance", TINY)
    assert done.returncode == 0, done.stderr


def test_json_is_the_manifest(made: Path, run: Command) -> None:
    done = run("candidates", "tiny", "-o", "out", "--vary", "cap=0,1", "--json", cwd=made)
    assert done.returncode == 0, done.stderr
    assert Manifest.model_validate(json.loads(done.stdout)) == Manifest.model_validate_json(
        (made / "out" / MANIFEST).read_bytes()
    )
    assert "11 of them by an earlier sweep" in done.stderr


def test_a_candidate_that_was_edited_is_replaced_only_with_overwrite(made: Path, run: Command, tmp_path: Path) -> None:
    shutil.copytree(made / "out", tmp_path / "out")
    file = tmp_path / "out" / "leanest_cap-1.json"
    file.write_text("my own remarks")
    arguments = ("candidates", TINY, "-o", "out", "--vary", "cap=0,1", "--no-trade-offs", "--processes", 2)
    done = run(*arguments)
    assert done.returncode == 7, done.stderr
    assert "changed since: “leanest_cap-1.json”. Move them away" in done.stderr
    assert file.read_text() == "my own remarks"
    done = run(*arguments, "--overwrite")
    assert done.returncode == 0, done.stderr
    assert json.loads(file.read_text())["sessions"]


def test_impossible_values_are_all_named_and_nothing_runs(run: Command, tmp_path: Path) -> None:
    done = run("candidates", TINY, "-o", "out", "--vary", "cap=99,x", "--vary", "minutes=900")
    assert done.returncode == 3
    for value in ("cap=99", "cap=x", "minutes=900"):
        assert f"“{value}”" in done.stderr
    assert not (tmp_path / "out").exists()
    done = run("candidates", TINY, "-o", "out", "--vary", "cup=5", "--json")
    assert done.returncode == 3
    assert "“cup” is no setting" in json.loads(done.stdout)["problems"][0]["what"]


def test_a_folder_that_cannot_be_made_is_said(run: Command, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    done = run("candidates", TINY, "-o", "out", "--no-trade-offs")
    assert done.returncode == 7
    assert "“out” cannot be made" in done.stderr


def test_ctrl_c_keeps_what_is_done_and_the_same_command_goes_on(tmp_path: Path) -> None:
    vary = ("--vary", "cap=1,2,3,4,5,6", "--no-trade-offs")
    command = command_line("candidates", LARGER, "-o", "out", *vary, "--processes", 2)
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    runs = tmp_path / "out" / "runs"
    wait_until(lambda: runs.is_dir() and any(runs.iterdir()), process)
    os.kill(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130, said
    assert "Not done: " in said
    assert "The same command continues from here." in said
    manifest = Manifest.model_validate_json((tmp_path / "out" / MANIFEST).read_bytes())
    assert 0 < manifest.runs_done < manifest.runs_planned
