"""explain and proposal as a user meets them: exit codes, both streams, JSON."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from scheduler.core.vocabulary import Kind
from scheduler.intake import load_instance
from scheduler.storage.programme_files import load_programme
from tests.conftest import ROOT, Command

TINY = ROOT / "instances" / "tiny"


PROGRAMME = "solutions/tiny.json"


def explain(run: Command, solved: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return run("explain", PROGRAMME, *arguments, cwd=solved)


@pytest.mark.parametrize("verb", ["explain", "proposal"])
def test_help_says_what_there_is(run: Command, verb: str) -> None:
    done = run(verb, "--help")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments", [(), ("--coalition", "DC3", "--why", "x"), ("--why-not", "x", "--time", "-1"), ("--coalition",)]
)
def test_wrong_usage_is_2(run: Command, solved: Path, arguments: tuple[str, ...]) -> None:
    done = explain(run, solved, *arguments)
    assert (done.returncode, done.stdout) == (2, "")


def test_every_coalition_has_a_story(run: Command, solved: Path) -> None:
    instance = load_instance(TINY)
    done = explain(run, solved, "--coalition", instance.coalitions[0].id)
    assert (done.returncode, done.stderr) == (0, "")
    assert instance.coalitions[0].name in done.stdout


def test_a_refused_wish_is_answered_with_a_proof(run: Command, solved: Path) -> None:
    programme = load_programme(solved / PROGRAMME)
    refused = next(decision.request for decision in programme.decisions if not decision.granted)
    done = explain(run, solved, "--why-not", refused, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["verdict"] in ("possible", "impossible")
    assert answer["proven"] is True
    assert answer["request"] == refused


def test_why_a_session_is_where_it_is(run: Command, solved: Path) -> None:
    programme = load_programme(solved / PROGRAMME)
    placed = next(placed for placed in programme.sessions if not placed.given)
    done = explain(run, solved, "--why", placed.id)
    assert done.returncode == 0, done.stderr
    assert "Another time: " in done.stdout


def test_what_if_settings_and_rooms_change_at_once(run: Command, solved: Path) -> None:
    room = load_instance(TINY).rooms[-1].id
    done = explain(run, solved, "--what-if", f"cap=1; {room} closed", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert len(answer["changed"]) == 2
    assert answer["verdict"] in ("possible", "impossible")


def test_all_that_is_not_understood_is_3(run: Command, solved: Path) -> None:
    done = explain(run, solved, "--what-if", "capp=9; cap=x", "--what-if", "nonsense", "--json")
    assert done.returncode == 3
    problems = [problem["sentence"] for problem in json.loads(done.stdout)["problems"]]
    assert len(problems) == 3
    assert all(problem in done.stderr for problem in problems)


@pytest.mark.parametrize("option", ["--coalition", "--why", "--why-not"])
def test_an_unknown_name_is_3(run: Command, solved: Path, option: str) -> None:
    done = explain(run, solved, option, "DC-Nowhere: day-zero event")
    assert (done.returncode, done.stdout) == (3, "")
    assert "There is no" in done.stderr


def test_a_tampered_programme_is_6(run: Command, solved: Path, tmp_path: Path) -> None:
    content = json.loads((solved / PROGRAMME).read_text())
    content["scores"][0]["value"] += 1
    tampered = tmp_path / "tampered.json"
    tampered.write_text(json.dumps(content))
    for arguments in (("explain", tampered, "--coalition", "DC3"), ("proposal", tampered, "-o", tmp_path / "p.md")):
        done = run(*arguments, "--instance", TINY)
        assert (done.returncode, done.stdout) == (6, "")
        assert "the programme says" in done.stderr
    assert not (tmp_path / "p.md").exists()


def test_the_time_allowed_may_bring_no_answer(run: Command, solved: Path) -> None:
    programme = load_programme(solved / PROGRAMME)
    refused = next(decision.request for decision in programme.decisions if not decision.granted)
    done = explain(run, solved, "--why-not", refused, "--time", "0.000001")
    assert done.returncode in (0, 5), done.stderr


def test_a_proposal_records_the_state_and_its_day(run: Command, solved: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    shutil.copy(solved / PROGRAMME, mine)
    paper = tmp_path / "paper.docx"
    done = run("proposal", mine, "--instance", TINY, "-o", paper, "--state", "accepted", "--on", "2026-02-10")
    assert done.returncode == 0, done.stderr
    programme = load_programme(mine)
    assert (programme.state, str(programme.state_since)) == ("accepted", "2026-02-10")
    assert paper.read_bytes().startswith(b"PK")
    assert run("verify", mine, "--instance", TINY).returncode == 0
    assert run("proposal", mine, "--instance", TINY, "-o", tmp_path / "p.txt").returncode == 7
    assert run("proposal", mine, "--instance", TINY, "-o", tmp_path / "p.md", "--on", "soon").returncode == 2


def test_pins_that_contradict_are_4_with_their_rows_and_ways_out(run: Command, tmp_path: Path) -> None:
    folder = shutil.copytree(TINY, tmp_path / "instances" / "pinned")
    one, other = [r for r in load_instance(TINY).requests if r.kind is Kind.JOINT][:2]
    book = openpyxl.load_workbook(folder / "planning.xlsx")
    sheet = book["Pins"]
    column = {str(cell.value): cell.column for cell in sheet[1]}
    first = sheet.max_row + 1
    for row, cells in enumerate(
        (
            {"Pin": "together", "Coalition": one.coalition, "Other coalition": other.coalition},
            {"Pin": "refuse", "Subject": other.id},
        ),
        start=first,
    ):
        for title, text in cells.items():
            sheet.cell(row, column[title], text)
    book.save(folder / "planning.xlsx")
    done = run("solve", "pinned", "-o", tmp_path / "none.json")
    assert (done.returncode, done.stdout) == (4, "")
    assert "This cannot hold together" in done.stderr, done.stderr
    for row in (first, first + 1):
        assert re.search(rf"planning.xlsx, Pins, (cell [A-Z]|row ){row}\b", done.stderr), done.stderr
    assert "Way out 1: take out the pin" in done.stderr
    assert not (tmp_path / "none.json").exists()
