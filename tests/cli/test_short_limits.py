"""With a second of time no programme is thrown away, no proof contradicts itself, and no price is above a replan's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.storage.programme_files import load_programme
from tests.checked import some
from tests.conftest import Command, environment
from tests.warm import Warm

REJECTED = 6
MADE_UP = ("--sessions", 20, "--rooms", 4, "--days", 3, "--coalitions", 8, "--seed", 5)
LIMIT = ("--time", 1)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Path:
    """A folder with a made-up meeting, for which a second is short."""
    folder = tmp_path_factory.mktemp("made-up")
    made = warm.run(("generate", "meeting", *MADE_UP), folder, environment())
    assert made.returncode == 0, made.stderr
    return folder


def report(run: Command, folder: Path, *arguments: object) -> dict[str, Any]:
    done = run(*arguments, "--json", cwd=folder)
    assert done.returncode != REJECTED, done.stderr
    assert "rejected" not in done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_what_solve_saves_is_accepted(made_up: Path, run: Command) -> None:
    """However little was found in the time, it holds every rule; where nothing was, nothing is saved."""
    done = run("solve", "meeting", *LIMIT, "-o", "found.json", cwd=made_up)
    assert done.returncode != REJECTED, done.stderr
    assert (done.returncode == 0) == (made_up / "found.json").exists()
    if done.returncode == 0:
        checked = run("verify", "found.json", "--instance", "meeting", cwd=made_up)
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_no_candidate_is_rejected(made_up: Path, run: Command) -> None:
    """Nor an alternative of equal value beside it, whose scores have to state what they prove."""
    arguments = ("candidates", "meeting", "-o", "out", *LIMIT, "--no-trade-offs", "--processes", 2)
    manifest = report(run, made_up, *arguments)
    assert manifest["runs_done"] == manifest["runs_planned"] > 0
    assert "rejected" not in {missing["ending"] for missing in manifest["missing"]}
    for entry in (*manifest["candidates"], *manifest["dropped"]):
        assert not [note for note in entry.get("notes", ()) if "rejected" in note]
        done = run("verify", f"out/{entry['file']}", "--instance", "meeting", cwd=made_up)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_price_is_no_higher_than_what_a_replan_finds(solved: Path, run: Command, tmp_path: Path) -> None:
    file, new = solved / "solutions" / "tiny.json", tmp_path / "new.json"
    programme = load_programme(file)
    for request in some(decision.request for decision in programme.decisions if not decision.granted)[:2]:
        answer = report(run, solved, "explain", file, "--why-not", request, *LIMIT)
        again = report(run, solved, "replan", file, "--grant", request, "-o", new, *LIMIT)
        assert not [sentence for sentence in answer["sentences"] if ":  " in sentence]
        if again["programme"] is None:
            assert (answer["verdict"], again["status"]) != ("possible", "infeasible")
            continue
        assert answer["verdict"] != "impossible"
        if answer["verdict"] == "possible":
            price = {score.goal: score.value for score in programme.scores}
            price |= {change["goal"]: change["then"] for change in answer["changes"]}
            replanned = {score.goal: score.value for score in load_programme(new).scores}
            order = some(score.goal for score in programme.scores if score.goal in replanned)
            assert [price[goal] for goal in order] <= [replanned[goal] for goal in order], request
