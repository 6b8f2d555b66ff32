"""Duplicates: what a planner declares counts, what only looks like it is proposed."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.instance import HostSession, Placement
from scheduler.core.vocabulary import SessionType
from scheduler.intake import load, load_instance
from scheduler.intake.planning.similar_titles import NAMED_AT_MOST, alike_titles, note_on_titles
from tests.intake.conftest import append, change, problems_of, put

TITLE = "Governing Data: a Path to the Global South"


def session(name: str, title: str, **fields: object) -> HostSession:
    return HostSession(**{"id": name, "title": title, "type": SessionType.WORKSHOP, "minutes": 60} | fields)


def pairs(*sessions: HostSession) -> list[tuple[str, str]]:
    return [(one.id, other.id) for one, other in alike_titles(sessions)]


def test_titles_alike_are_proposed_whatever_the_order_and_case_of_their_words() -> None:
    one, other = session("WS 1", TITLE), session("WS 2", "A path to the Global South: governing data")
    assert pairs(one, session("WS 3", "Youth and Trust"), other) == [("WS 1", "WS 2")]
    assert "WS 1 “Governing Data: a Path to the Global South” and WS 2" in note_on_titles([one, other])


def test_parts_of_a_series_known_pairs_and_given_ones_are_not() -> None:
    place = Placement(room="Salle 1", day="Day 1", start=600)
    assert pairs(session("WS 1", f"{TITLE}, part 1"), session("WS 2", f"{TITLE}, part 2")) == []
    assert pairs(session("WS 1", TITLE), session("WS 2", TITLE, similar=("WS 1",))) == []
    assert pairs(session("WS 1", TITLE, place=place), session("WS 2", TITLE, place=place)) == []
    assert pairs(session("WS 1", TITLE, place=place), session("WS 2", TITLE)) == [("WS 1", "WS 2")]
    assert note_on_titles([session("WS 1", TITLE)]) == ""


def test_of_many_pairs_the_rest_is_counted() -> None:
    alike = [session(f"WS {number}", TITLE) for number in range(5)]
    assert note_on_titles(alike).count(" and WS") == NAMED_AT_MOST
    assert "; and 2 more pairs." in note_on_titles(alike)


def test_similar_sessions_are_named_by_their_ids_also_further_down(folder: Path) -> None:
    first = load_instance(folder).sessions[0].id
    change(folder / "planning.xlsx", append("Sessions", Id="WS #77", Title=TITLE, Type="workshop", Minutes=60))
    change(folder / "planning.xlsx", append("Sessions", Id="WS #78", Title=TITLE, Type="workshop", Minutes=60))
    assert any(note.startswith(f"Titles much alike: WS #77 “{TITLE}” and WS #78") for note in load(folder).notes)
    change(folder / "planning.xlsx", put("Sessions", "WS #77", "Similar to", f"WS #78; {first}"))
    loaded = load(folder)
    assert loaded.instance.session["WS #77"].similar == ("WS #78", first)
    assert not any(note.startswith("Titles much alike") for note in loaded.notes)


def test_a_similar_session_that_does_not_exist_or_is_the_session_itself(folder: Path) -> None:
    change(folder / "planning.xlsx", append("Sessions", Id="WS #77", Title=TITLE, Type="workshop", Minutes=60))
    change(folder / "planning.xlsx", put("Sessions", "WS #77", "Similar to", "WS #77; Opening of the moon"))
    texts = [str(problem) for problem in problems_of(folder)]
    assert any("WS #77 is listed as similar to itself" in text for text in texts)
    assert any("“Opening of the moon” is no session of sheet Sessions" in text for text in texts)
