"""An earlier version becomes the current one: as a new version, announced where asked, if it still fits."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from scheduler.cli import main
from scheduler.storage.programme_files import load_programme, save_programme
from scheduler.storage.versions import store_version, versions_of
from tests.diff.altered import at, with_session, without_session

Said = Callable[..., tuple[int, str, str]]
HEAD = Path("solutions/tiny.json")
MEETING, OTHER = "DC-DT: bilateral meeting", "DC-SIDS: bilateral meeting"


@pytest.fixture
def say(solved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    """Gives a command in a folder where `tiny` has two versions: as solved, and with two meetings exchanged."""
    shutil.copytree(solved, tmp_path / "own")
    monkeypatch.chdir(tmp_path / "own")
    monkeypatch.delenv("IGF_SCHEDULER_AUTHOR", raising=False)

    def command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    programme = load_programme(HEAD)
    programme = with_session(programme, MEETING, day="Day 0", **at("14:00", 90))
    store_version(with_session(programme, OTHER, day="Day 1", **at("10:30", 90)), HEAD)
    assert len(versions_of(HEAD)) == 2
    return command


def close_rooms(when: str) -> None:
    """Close every room in the planning workbook."""
    planning = Path("instances/tiny/planning.xlsx")
    book = openpyxl.load_workbook(planning)
    rooms = book["Rooms"]
    closed = [cell.value for cell in rooms[1]].index("Closed")
    for row in rooms.iter_rows(min_row=2):
        if row[0].value:
            row[closed].value = when
    book.save(planning)


def test_an_earlier_version_is_the_current_one_again_and_none_is_lost(say: Said) -> None:
    first, second = (version.programme for version in versions_of(HEAD))
    code, out, err = say("versions", HEAD, "--restore", 1, "--author", "Ana")
    assert code == 0, err
    assert f"“{MEETING}” moves to another day: from Day 0" in out
    assert "Version 1 is restored: “solutions/tiny.json” is stored as version 3. It is draft." in err
    assert load_programme(HEAD).sha256 == first.sha256
    kept = versions_of(HEAD)
    assert [version.programme for version in kept][:2] == [first, second]
    assert (kept[2].note, kept[2].author) == ("version 1 restored", "Ana")
    assert say("verify", HEAD)[0] == 0
    assert "holds just that already" in say("versions", HEAD, "--restore", 1)[2]
    assert len(versions_of(HEAD)) == 3
    code, out, _ = say("versions", "tiny@2", "--restore", 2, "--json")
    assert code == 0
    found = json.loads(out)
    assert (found["restored"], found["version"]) == (2, 4)
    assert {change["session"] for change in found["changes"]} == {MEETING, OTHER}


@pytest.mark.parametrize(
    "arguments", [("tiny@1", "--state", "announced"), (HEAD, "--restore", 1, "--state", "announced")]
)
def test_an_earlier_version_is_announced(say: Said, arguments: tuple[object, ...]) -> None:
    code, _, err = say("versions", *arguments)
    assert code == 0
    assert "It is announced." in err
    programme = load_programme(HEAD)
    assert programme.state == "announced"
    assert {placed.state for placed in programme.sessions} == {"announced"}
    assert programme.session[MEETING].day == versions_of(HEAD)[0].programme.session[MEETING].day


def test_states_stay_where_nothing_changed(say: Said) -> None:
    assert say("versions", HEAD, "--state", "published", "--session", "WS #1", "--session", MEETING)[0] == 0
    assert say("versions", HEAD, "--restore", 1)[0] == 0
    programme = load_programme(HEAD)
    states = {placed.id: placed.state for placed in programme.sessions}
    assert (states.pop("WS #1"), states.pop(MEETING)) == ("published", "published")
    assert set(states.values()) == {"draft"}
    assert programme.state == "draft"


def test_a_version_that_is_not_there_names_those_that_are(say: Said) -> None:
    code, _, err = say("versions", HEAD, "--restore", 9)
    assert (code, err) == (3, "There is no version 9 of “solutions/tiny.json”. Its versions: 1–2.\n")
    assert say("versions", "tiny@9", "--state", "announced")[0] == 3
    assert say("versions", "tiny@1", "--restore", 2)[0] == 2
    shutil.rmtree("solutions/tiny")
    assert "no versions of it are kept yet" in say("versions", HEAD, "--restore", 1)[2]


def test_what_no_longer_fits_the_sheets_is_said_in_sentences_and_nothing_is_written(say: Said) -> None:
    before = HEAD.read_bytes()
    close_rooms("Day 1 09:00-18:00")
    code, _, err = say("versions", HEAD, "--restore", 1)
    assert code == 6
    assert "Version 1 no longer fits the sheets:" in err
    assert "takes place while the room is closed" in err
    assert "“igf-scheduler replan solutions/tiny@1” plans anew from it." in err
    assert (HEAD.read_bytes(), len(versions_of(HEAD))) == (before, 2)


def test_a_version_that_still_fits_changed_sheets_is_restored_for_them(say: Said) -> None:
    close_rooms("Day 1 07:00-07:30")
    assert say("verify", HEAD)[0] == 3
    code, out, err = say("versions", HEAD, "--restore", 1)
    assert code == 0, err
    assert "The sheets have changed since the programme was made" in out
    assert say("verify", HEAD)[0] == 0
    scores = load_programme(HEAD).scores
    assert any(score.value > 0 for score in scores)
    assert not any(score.proven for score in scores if score.value > 0)


def test_a_programme_whose_file_is_gone_is_restored(say: Said) -> None:
    HEAD.unlink()
    assert say("versions", HEAD, "--restore", 2)[0] == 0
    assert load_programme(HEAD).sha256 == versions_of(HEAD)[1].programme.sha256


def test_a_wish_that_comes_back_is_said_first(say: Said) -> None:
    programme = load_programme(HEAD)
    save_programme(without_session(programme, MEETING), HEAD)
    code, out, err = say("versions", HEAD, "--restore", 2)
    assert code == 0, err
    assert out.splitlines()[1] == "Wish gained (1)"
    assert out.splitlines()[2].startswith("  DC-DT gains its ")
