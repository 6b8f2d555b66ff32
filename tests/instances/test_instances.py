"""The instances in the repository: they are what their scripts write, and they load."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path

import pytest

from instances.build import HERE, RECIPES, build
from scheduler.core.clock import Window
from scheduler.core.instance import HostSession, Instance
from scheduler.core.vocabulary import Kind, SessionType
from scheduler.intake import Loaded, Severity, load
from tests.checked import some

NAMES = sorted(RECIPES)


@cache
def read(name: str) -> Loaded:
    """An instance as it is stored, read once."""
    return load(HERE / name)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All instances, freshly written."""
    folder = tmp_path_factory.mktemp("instances")
    build(folder)
    return folder


def files(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in folder.iterdir() if path.suffix in (".xlsx", ".csv")}


def content(path: Path) -> dict[str, bytes]:
    """What a file holds; a workbook is unpacked, for zlib may pack the same content differently elsewhere."""
    if path.suffix != ".xlsx":
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_stored_is_what_the_script_writes(name: str, built: Path) -> None:
    stored, fresh = files(HERE / name), files(built / name)
    assert stored.keys() == fresh.keys()
    for file in fresh:
        assert content(stored[file]) == content(fresh[file]), f"{name}/{file}: run python instances/build.py"


def test_the_same_bytes_every_time(built: Path, tmp_path: Path) -> None:
    RECIPES["tiny"](tmp_path)
    assert {name: path.read_bytes() for name, path in files(tmp_path).items()} == {
        name: path.read_bytes() for name, path in files(built / "tiny").items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_loads_without_errors(name: str) -> None:
    loaded = read(name)
    assert [str(problem) for problem in loaded.problems if problem.severity is not Severity.WARNING] == []
    # DC3 answers twice, on purpose.
    assert len(loaded.problems) == (1 if name == "igf-2024" else 0)


@pytest.mark.parametrize("name", NAMES)
def test_says_what_is_real(name: str) -> None:
    readme = (HERE / name / "README.md").read_text(encoding="utf-8")
    assert "made up" in readme.lower()


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_named(name: str) -> None:
    """People are roles, which have a number or end in a role's word, and have no address."""
    roles = ("organiser", "moderator", "host", "speaker")
    for person in some(read(name).instance.people):
        assert person.id[-1].isdigit() or person.id.endswith(roles), person.id
        assert person.email == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_host_programme_contradicts_itself_nowhere(name: str) -> None:
    instance = read(name).instance
    given = [(session, stretch(session)) for session in instance.sessions if session.place]
    for number, (one, when) in enumerate(given):
        for other, then in given[number + 1 :]:
            if not when.overlaps(then.day, then.start, then.end):
                continue
            assert not one.blocks_everything, f"{other.id} beside {one.id}"
            assert not other.blocks_everything, f"{one.id} beside {other.id}"
            assert room(one) != room(other), f"{one.id} and {other.id} in one room"
            assert not set(one.people) & set(other.people), f"{one.id} and {other.id} share people"


@pytest.mark.parametrize("name", NAMES)
def test_given_sessions_suit_their_rooms(name: str) -> None:
    instance = read(name).instance
    for session in instance.sessions:
        if session.place:
            hall, when = instance.room[session.place.room], stretch(session)
            assert session.audience <= hall.capacity, session.id
            assert set(session.needs) <= set(hall.services), session.id
            assert not any(closed.overlaps(when.day, when.start, when.end) for closed in hall.closed), session.id
            assert instance.day[when.day].opens <= when.start, session.id
            assert when.end <= instance.day[when.day].closes, session.id


def test_igf_2024_is_the_proposal_as_it_stood() -> None:
    instance = read("igf-2024").instance
    fixed = [s for s in instance.sessions if s.place and s.type in (SessionType.WORKSHOP, SessionType.OPEN_FORUM)]
    joint, day_zero = instance.policy.kinds[Kind.JOINT], instance.policy.kinds[Kind.DAY_ZERO]
    assert len(instance.coalitions) == 29
    assert sum(coalition.answered for coalition in instance.coalitions) == 24
    assert (joint.at_most, joint.minutes) == (10, 90)
    assert len(fixed) >= 100
    assert sum(session.coalition_minutes == 30 for session in instance.sessions) >= 6
    assert asked_for(instance, Kind.DAY_ZERO) == 11
    assert day_zero.at_most == 7
    assert max(len(person.coalitions) for person in instance.people) == 3


def test_first_answers_are_nine() -> None:
    instance = read("igf-2024-first-answers").instance
    assert sum(coalition.answered for coalition in instance.coalitions) == 9


def test_igf_2021_has_eighteen_sessions_under_their_real_titles() -> None:
    instance = read("igf-2021").instance
    titles = {request.title for request in instance.requests if request.kind is Kind.INDIVIDUAL}
    assert len(titles) == asked_for(instance, Kind.INDIVIDUAL) == 18
    assert "Sustainable Funding Models for Community Networks" in titles
    assert len(instance.coalitions) == 22


def test_igf_32_has_the_register_of_today() -> None:
    instance = read("igf-32").instance
    assert len(instance.coalitions) == 32
    assert instance.policy.kinds[Kind.JOINT].at_most == 7
    assert instance.policy.kinds[Kind.JOINT].minutes == 75


def test_igf_2025_like_is_as_large_as_the_meeting_was() -> None:
    instance = read("igf-2025-like").instance
    free = [session for session in instance.sessions if session.place is None]
    days = [day.date.isoformat() for day in instance.days]
    assert len(instance.sessions) == 262
    assert len(free) > 250
    assert len({theme.subtheme for theme in instance.themes}) == 4
    assert (days[0], days[-1]) == ("2025-06-23", "2025-06-27")
    assert {slot.end - slot.start for slot in instance.slots if slot.grid == "Workshop rooms"} == {75}


@pytest.mark.parametrize(
    ("name", "rooms"), [("whole-120", 8), ("whole-350", 11), ("whole-700", 18), ("whole-1000", 25)]
)
def test_whole_programmes_grow(name: str, rooms: int) -> None:
    instance = read(name).instance
    assert len(instance.sessions) == int(name.removeprefix("whole-"))
    assert len(instance.rooms) == rooms + 2
    assert (HERE / name / "planning.xlsx").stat().st_size < 400_000


def asked_for(instance: Instance, kind: Kind) -> int:
    return sum(request.kind is kind for request in instance.requests)


def stretch(session: HostSession) -> Window:
    assert session.place
    return Window(day=session.place.day, start=session.place.start, end=session.place.start + session.minutes)


def room(session: HostSession) -> str:
    return session.place.room if session.place else ""
