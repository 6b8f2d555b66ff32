"""The guard of the desk: foreign hosts and origins, missing keys, oversized and malformed requests, path tricks."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from scheduler.desk.security import MOST_OF_A_POST, MOST_OF_AN_UPLOAD
from tests.desk.serving import HERE, KEY, READ_ONLY_KEY, client, stranger, workspace


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def known(folder: Path) -> TestClient:
    return client(folder)


def test_nothing_is_shown_without_the_key(folder: Path) -> None:
    for path in ("/", "/m/tiny", "/m/tiny/timetable", "/static/desk.css", "/nothing"):
        answer = stranger(folder).get(path)
        assert answer.status_code == 403
        assert "address" in answer.text
    assert stranger(folder).get("/?key=wrong").status_code == 403


def test_the_key_becomes_a_cookie_that_scripts_and_other_sites_do_not_get(folder: Path) -> None:
    answer = stranger(folder).get(f"/m/tiny?key={KEY}&session=x")
    assert answer.headers["location"] == "/m/tiny?session=x"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert KEY not in cookie


def test_an_address_with_two_slashes_does_not_lead_elsewhere(folder: Path) -> None:
    answer = stranger(folder).get(f"{HERE}//elsewhere.example/?key={KEY}")
    assert answer.headers["location"].startswith("/elsewhere.example")


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "", "localhost@elsewhere", "[::1"]
)
def test_a_foreign_host_is_refused(known: TestClient, host: str) -> None:
    answer = known.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "address" in answer.text


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:9", "[::1]:8000"])
def test_this_machine_is_known_by_all_its_names(known: TestClient, host: str) -> None:
    assert known.get("/", headers={"Host": host, "Origin": f"http://{host}"}).status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://elsewhere.example", "null", "http://127.0.0.1:8001", "https://127.0.0.1:8000"]
)
def test_a_foreign_origin_is_refused(known: TestClient, origin: str) -> None:
    for answer in (
        known.post("/m/tiny/undo", json={"revision": 1}, headers={"Origin": origin}),
        known.get("/m/tiny/timetable", headers={"Origin": origin}),
    ):
        assert answer.status_code == 403
        assert "another site" in answer.text


def test_a_post_that_does_not_say_where_it_comes_from_is_refused(known: TestClient) -> None:
    del known.headers["Origin"]
    assert known.post("/m/tiny/undo", json={"revision": 1}).status_code == 403


def test_a_link_for_reading_shows_everything_and_changes_nothing(folder: Path) -> None:
    looking = client(folder, READ_ONLY_KEY)
    page = looking.get("/m/tiny")
    assert page.status_code == 200
    assert 'data-may-write="no"' in page.text
    assert 'id="undo"' not in page.text
    for path in ("/m/tiny/undo", "/meetings", "/meetings/tiny/upload?what=planning", "/m/tiny/versions"):
        answer = looking.post(path, json={})
        assert answer.status_code == 403
        assert "reading only" in answer.text


def test_oversized_requests_are_refused(known: TestClient) -> None:
    assert known.post("/m/tiny/edits", content=b"x" * (MOST_OF_A_POST + 1)).status_code == 413
    announced = {"Content-Length": str(MOST_OF_AN_UPLOAD + 1)}
    assert known.post("/meetings/tiny/upload?what=survey", content=b"x", headers=announced).status_code == 413
    assert known.post("/m/tiny/edits", content=b"x", headers={"Content-Length": "-1"}).status_code == 413
    pieces = (b"x" * 65536 for _ in range(MOST_OF_A_POST // 65536 + 2))
    assert known.post("/m/tiny/edits", content=pieces).status_code == 413
    assert known.get("/?" + "a" * 5000).status_code == 414


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"revision": true, "edit": {"op": "x"}}']
)
def test_malformed_requests_are_refused_with_a_sentence(known: TestClient, body: bytes) -> None:
    answer = known.post("/m/tiny/edits", content=body)
    assert answer.status_code == 400
    assert answer.json()["sentence"].endswith(".")


@pytest.mark.parametrize(
    "name", [".%2e", "..%2f..%2fetc%2fpasswd", "tiny%2f..%2f..", "tiny%00", "TINY.json", "%2Fetc%2Fpasswd", "a" * 999]
)
def test_no_name_from_outside_becomes_a_path(known: TestClient, folder: Path, name: str) -> None:
    before = sorted(folder.rglob("*"))
    for path in (f"/m/{name}", f"/m/{name}/timetable", f"/meetings/{name}", f"/static/{name}"):
        answer = known.get(path)
        assert answer.status_code in (404, 405)
        assert "root:" not in answer.text
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("name", ["..", "../x", "a/b", "", "-a", "CON", "a" * 61, "ü", "a\\b", "a.b"])
def test_a_new_meeting_needs_a_plain_name(known: TestClient, folder: Path, name: str) -> None:
    before = sorted(folder.rglob("*"))
    answer = known.post("/meetings", data={"name": name, "source": "template"})
    assert answer.status_code == 400
    assert answer.json()["sentence"]
    assert sorted(folder.rglob("*")) == before


def test_every_answer_carries_the_headers(known: TestClient, folder: Path) -> None:
    for answer in (known.get("/"), known.get("/m/none"), stranger(folder).get("/"), known.get("/static/desk.js")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_pages_carry_no_inline_code_or_styles(known: TestClient) -> None:
    for path in ("/", "/m/tiny", "/meetings/tiny"):
        text = known.get(path).text
        assert "style=" not in text
        assert "<style" not in text
        assert " on" not in "".join(text.split("<script")[1:]).split(">")[0]
