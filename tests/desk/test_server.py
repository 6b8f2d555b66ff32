"""The desk's server: pages, edits and their refusals, versions, downloads, uploads, searches, and messages."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from scheduler.core.example_folders import examples
from scheduler.desk.day_grids import day_grids
from scheduler.desk.texts import FOLDER, LANGUAGES, messages_in
from scheduler.desk.uploads import ASIDE
from tests.desk.serving import client, workspace
from tests.waiting import SECONDS


@pytest.fixture
def desk(tmp_path: Path) -> TestClient:
    return client(workspace(tmp_path))


def _session_and_mark(desk: TestClient, kinds: tuple[str, ...]) -> tuple[str, dict[str, object]]:
    """A session of a coalition, and a place for it whose mark is of one of these kinds."""
    for session in desk.get("/m/tiny/timetable").json()["sessions"]:
        marks = desk.get("/m/tiny/marks", params={"session": session["id"]}).json()["marks"]
        for mark in marks:
            if mark["kind"] in kinds and not mark["here"]:
                return session["id"], mark
    raise AssertionError(f"no session has a place that is {kinds}")


def _move(session: str, mark: dict[str, object]) -> dict[str, object]:
    return {"op": "move", "session": session, "day": mark["day"], "start": mark["start"], "room": mark["room"]}


def test_the_page_shows_every_session_at_its_place(desk: TestClient) -> None:
    timetable = desk.get("/m/tiny/timetable").json()
    page = desk.get("/m/tiny").text
    assert len(timetable["sessions"]) > 5
    for session in timetable["sessions"]:
        assert f'data-start="{session["start"]}" data-end="{session["end"]}"' in page
        assert f"t{session['start']} h{session['end'] - session['start']} " in page


def test_overlapping_sessions_in_one_room_stand_side_by_side() -> None:
    def session(name: str, start: int, end: int) -> dict[str, object]:
        here = {"day": "D", "room": "R", "start": start, "end": end}
        return {"id": name, "themes": [], "blocks_everything": False, **here}

    timetable = {
        "themes": [],
        "days": [{"id": "D"}],
        "rooms": [{"id": "R"}, {"id": "unused"}],
        "slots": [],
        "sessions": [session("a", 540, 600), session("b", 570, 630), session("c", 600, 660), session("d", 660, 700)],
    }
    (grid,) = day_grids(timetable)
    assert [room["id"] for room in grid.rooms] == ["R"]
    lanes = {one.record["id"]: (one.lane, one.lanes) for one in grid.sessions}
    assert lanes == {"a": (0, 2), "b": (1, 2), "c": (0, 2), "d": (0, 1)}


def test_a_move_its_price_and_undo(desk: TestClient) -> None:
    before = desk.get("/m/tiny/timetable").json()
    session, mark = _session_and_mark(desk, ("free", "possible"))
    answer = desk.post("/m/tiny/edits", json={"revision": before["revision"], "edit": _move(session, mark)}).json()
    assert answer["can_undo"] is True
    after = desk.get("/m/tiny/timetable").json()
    moved = next(one for one in after["sessions"] if one["id"] == session)
    assert (moved["day"], moved["start"], moved["room"]) == (mark["day"], mark["start"], mark["room"])
    price = desk.get("/m/tiny/consequences").json()
    assert price["may_be_announced"] is True
    assert price["changes"]
    undone = desk.post("/m/tiny/undo", json={"revision": answer["revision"]}).json()
    assert (undone["can_undo"], undone["can_redo"]) == (False, True)
    assert desk.get("/m/tiny/timetable").json()["sessions"] == before["sessions"]


def test_an_edit_of_what_somebody_else_changed_is_refused(desk: TestClient) -> None:
    revision = desk.get("/m/tiny/timetable").json()["revision"]
    session, mark = _session_and_mark(desk, ("free", "possible"))
    first = desk.post("/m/tiny/edits", json={"revision": revision, "edit": _move(session, mark)})
    second = desk.post("/m/tiny/edits", json={"revision": revision, "edit": {"op": "take_out", "session": session}})
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["sentence"]
    assert second.json()["revision"] == first.json()["revision"]


def test_a_programme_that_breaks_a_rule_is_saved_but_neither_announced_nor_handed_out(desk: TestClient) -> None:
    session, mark = _session_and_mark(desk, ("forbidden",))
    revision = desk.get("/m/tiny/timetable").json()["revision"]
    assert desk.post("/m/tiny/edits", json={"revision": revision, "edit": _move(session, mark)}).status_code == 200
    announced = desk.post("/m/tiny/versions", json={"state": "announced", "author": "Ana"})
    assert announced.status_code == 409
    assert "announced" in announced.json()["sentence"]
    assert desk.get("/m/tiny/export/xlsx").status_code == 409
    assert desk.post("/m/tiny/versions", json={"author": "Ana", "note": "as a draft"}).status_code == 200


def test_a_version_is_saved_compared_and_restored(desk: TestClient) -> None:
    session, mark = _session_and_mark(desk, ("free", "possible"))
    before = desk.get("/m/tiny/timetable").json()
    desk.post("/m/tiny/edits", json={"revision": before["revision"], "edit": _move(session, mark)})
    saved = desk.post("/m/tiny/versions", json={"author": "Ana", "note": "first", "state": "announced"}).json()
    stored = desk.get("/m/tiny/versions").json()["versions"]
    assert [one["author"] for one in stored] == ["", "Ana"]
    assert len(desk.get("/m/tiny/versions/1/changes").json()["sentences"]) >= 1
    restored = desk.post("/m/tiny/versions/1/restore", json={"revision": saved["revision"]})
    assert restored.status_code == 200
    assert [
        (one["id"], one["day"], one["start"], one["room"]) for one in desk.get("/m/tiny/timetable").json()["sessions"]
    ] == [(one["id"], one["day"], one["start"], one["room"]) for one in before["sessions"]]
    assert desk.get("/m/tiny/versions/9/changes").status_code == 400


@pytest.mark.parametrize("name", ["xlsx", "html", "ics", "csv", "md", "schedule.json", "schedule.xml"])
def test_every_format_is_handed_out(desk: TestClient, name: str) -> None:
    answer = desk.get(f"/m/tiny/export/{name}")
    assert answer.status_code == 200
    assert len(answer.content) > 200
    assert answer.headers["content-disposition"].startswith("attachment")


def test_an_unknown_format_is_refused(desk: TestClient) -> None:
    assert desk.get("/m/tiny/export/exe").status_code == 400


def test_a_new_meeting_is_made_and_its_workbooks_are_replaced_without_loss(tmp_path: Path) -> None:
    desk = client(workspace(tmp_path))
    made = desk.post("/meetings", data={"name": "mine", "source": "tiny"})
    assert made.headers["location"] == "/meetings/mine"
    assert desk.post("/meetings", data={"name": "mine", "source": "tiny"}).status_code == 409
    folder = tmp_path / "instances" / "mine"
    old = (folder / "planning.xlsx").read_bytes()
    other = (examples()["igf-32"] / "planning.xlsx").read_bytes()
    assert desk.post("/meetings/mine/upload?what=planning", content=other).json() == {"file": "planning.xlsx"}
    assert (folder / "planning.xlsx").read_bytes() == other
    assert [file.read_bytes() for file in (folder / ASIDE).iterdir()] == [old]
    assert "✕" in desk.get("/meetings/mine").text


@pytest.mark.parametrize(
    ("what", "content"), [("planning", b""), ("planning", b"a,b\n"), ("survey", b"\0\1"), ("../x", b"PK\3\4")]
)
def test_what_is_no_workbook_is_refused_and_nothing_changes(tmp_path: Path, what: str, content: bytes) -> None:
    desk = client(workspace(tmp_path))
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    answer = desk.post("/meetings/tiny/upload", params={"what": what}, content=content)
    assert answer.status_code == 400
    assert answer.json()["sentence"].endswith(".")
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_spoilt_workbook_is_reported_on_the_page(tmp_path: Path) -> None:
    desk = client(workspace(tmp_path))
    assert desk.post("/meetings/tiny/upload?what=planning", content=b"PK\3\4spoilt").status_code == 200
    page = desk.get("/meetings/tiny")
    assert page.status_code == 200
    assert "planning.xlsx" in page.text


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    file = folder / "solutions" / "tiny.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    hostile = "</script><img src=x onerror=alert(1)>\"'{{7*7}}\u202e"
    for session in data["sessions"]:
        session["title"] = hostile
    file.write_text(json.dumps(data), encoding="utf-8")
    for path in ("/m/tiny", "/", "/m/tiny?session=" + data["sessions"][0]["id"]):
        page = client(folder).get(path).text
        assert "<img" not in page
        assert "\u202e" not in page
        assert "49\"'" not in page


def test_every_language_has_every_message_with_the_same_fields() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    english = messages_in("en")
    assert len(english) > 100
    assert {file.stem for file in FOLDER.glob("*.json")} == set(LANGUAGES)
    for language in LANGUAGES:
        texts = messages_in(language)
        assert texts.keys() == english.keys()
        assert {key for key in texts if fields(texts[key]) != fields(english[key])} == set()


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_pages_speak_the_language_that_is_chosen(desk: TestClient, language: str) -> None:
    page = desk.get("/m/tiny", headers={"Accept-Language": f"{language};q=0.9"}).text
    assert f'<html lang="{language}">' in page
    assert messages_in(language)["panel.title"] in page
    assert desk.get("/", params={"lang": "fr"}).cookies.get("desk_language") == "fr"


def test_a_repair_is_proposed_and_taken(desk: TestClient) -> None:
    session, mark = _session_and_mark(desk, ("forbidden",))
    revision = desk.get("/m/tiny/timetable").json()["revision"]
    desk.post("/m/tiny/edits", json={"revision": revision, "edit": _move(session, mark)})
    assert desk.get("/m/tiny/consequences").json()["broken"]
    started = desk.post("/m/tiny/jobs", json={"kind": "repair", "seconds": 30})
    assert started.status_code == 202
    number = started.json()["id"]
    jobs = desk.app.state.meetings.opened("tiny").jobs
    assert jobs.wait(number, SECONDS).status.value == "done"
    job = desk.get(f"/m/tiny/jobs/{number}").json()
    assert job["proposal"]["groups"]
    assert "data-ending" in desk.get("/m/tiny/jobs").json()["html"]
    assert desk.post(f"/m/tiny/jobs/{number}/take", json={"groups": "all"}).status_code == 400
    assert desk.post(f"/m/tiny/jobs/{number}/take", json={}).status_code == 200
    assert desk.get("/m/tiny/consequences").json()["broken"] == []
    assert desk.post(f"/m/tiny/jobs/{number}/take", json={}).status_code == 404
    assert desk.post("/m/tiny/jobs/99/stop", json={}).status_code == 404
    assert desk.post("/m/tiny/jobs", json={"kind": "everything"}).status_code == 400


def test_a_meeting_beside_the_folder_of_instances_is_found(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    (folder / "instances" / "tiny").rename(folder / "tiny")
    assert client(folder).get("/m/tiny").status_code == 200
