"""A folder gets every format; names of files are safe, none overwrites another, and none stays that is out of date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.core.atomic_files import OutputError
from scheduler.export import UnknownFormatError, export
from scheduler.export.calendar.revisions import EarlierProgramme, moment_of
from scheduler.export.choice import Choice
from scheduler.export.exchange.sched import mapping_of
from scheduler.export.file_names import file_names
from scheduler.storage.versions import store_version
from scheduler.storage.workspace import NotFoundError
from tests.publishing.meeting import HOSTILE, meeting, programme, without
from tests.publishing.test_calendar import events, titles

INSTANCE = meeting(closed=(1,))
PROGRAMME = programme(INSTANCE)


def exported(folder: Path, **choice: object) -> Path:
    export(INSTANCE, PROGRAMME, f"{folder}/", choice=Choice(**choice))
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_holds_every_format(tmp_path: Path) -> None:
    found = files(exported(tmp_path / "new" / "out"))
    whole = {"programme.xlsx", "programme.json", "programme.md", "sessions.csv", "READ ME.txt", "planners/index.html"}
    public = {"calendar.ics", "schedule.json", "schedule.xml", "indico.csv", "sched.csv", "index.html"}
    calendars = {
        *("public/rooms/Hall.ics", "public/rooms/会議室.ics"),
        *("coalitions/DC3.ics", "coalitions/DC-IoT.ics", "coalitions/dc3 (2).ics"),
        *("people/DC3 coordinator.ics", "people/DC-IoT coordinator.ics", "people/dc3. coordinator.ics"),
    }
    assert {*whole, *calendars, *(f"public/{name}" for name in public)} <= found
    assert {name for name in found if name.endswith(".ics")} == {*calendars, "public/calendar.ics"}


def test_nothing_closed_is_in_the_part_for_all_and_no_address_anywhere(tmp_path: Path) -> None:
    folder = exported(tmp_path / "out")
    for path in (folder / "public").rglob("*"):
        if path.is_file() and path.suffix != ".css":
            content = path.read_text(encoding="utf-8")
            assert "Two" not in content, path
            assert "bilateral" not in content, path
    assert titles((folder / "coalitions" / "DC-IoT.ics").read_bytes()) == ["Two"]
    assert not [path for path in folder.rglob("*") if path.is_file() and b"secret.example" in path.read_bytes()]


def test_with_addresses_they_stand_in_the_calendars_of_coalitions_and_people_alone(tmp_path: Path) -> None:
    folder = exported(tmp_path / "out", with_addresses=True)
    telling = {path for path in folder.rglob("*") if path.is_file() and b"secret.example" in path.read_bytes()}
    assert telling
    assert {path.parent.name for path in telling} == {"coalitions", "people"}


def test_the_same_programme_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = exported(tmp_path / "one"), exported(tmp_path / "other")
    assert files(one) == files(other)
    assert not [name for name in files(one) if (one / name).read_bytes() != (other / name).read_bytes()]


def test_a_calendar_that_has_become_empty_does_not_keep_what_it_held(tmp_path: Path) -> None:
    folder = exported(tmp_path / "out")
    assert titles((folder / "public/rooms/会議室.ics").read_bytes()) == ["Three"]
    export(INSTANCE, without(PROGRAMME, "S2"), folder)
    assert events((folder / "public/rooms/会議室.ics").read_bytes()) == []


def test_earlier_programmes_and_columns_go_into_the_folder(tmp_path: Path) -> None:
    earlier = EarlierProgramme(PROGRAMME, moment_of(INSTANCE, PROGRAMME), True)
    choice = Choice(earlier=(earlier,), mapping=mapping_of('[columns]\nMine = "{title}"'))
    export(INSTANCE, without(PROGRAMME, "S2"), f"{tmp_path}/out/", choice=choice)
    statuses = {e.summary.value: e.status.value for e in events((tmp_path / "out/public/calendar.ics").read_bytes())}
    assert statuses == {"One": "TENTATIVE", "Three": "CANCELLED"}
    assert (tmp_path / "out/public/sched.csv").read_text(encoding="utf-8-sig").splitlines() == ["Mine", "One"]


def test_hostile_titles_are_the_same_number_in_every_format(tmp_path: Path) -> None:
    of = meeting(HOSTILE)
    export(of, programme(of), f"{tmp_path}/out/")
    assert len(events((tmp_path / "out/public/calendar.ics").read_bytes())) == len(HOSTILE)
    days = json.loads((tmp_path / "out/public/schedule.json").read_text(encoding="utf-8"))["schedule"]["conference"][
        "days"
    ]
    assert sum(len(room) for day in days for room in day["rooms"].values()) == len(HOSTILE)


@pytest.mark.parametrize(
    ("name", "choice", "titles_in_it"),
    [
        ("all.ics", Choice(), ["One", "Three"]),
        ("c.ICS", Choice(coalition="the DC/IoT"), ["Two"]),
        ("c.ics", Choice(coalition="dc/iot"), ["Two"]),
        ("c.ics", Choice(coalition="Coalition DC3"), ["One", "DC3: bilateral meeting"]),
        ("r.ics", Choice(room="hall"), ["One"]),
        ("p.ics", Choice(person="DC/IoT coordinator"), ["Two"]),
    ],
)
def test_one_calendar_alone(tmp_path: Path, name: str, choice: Choice, titles_in_it: list[str]) -> None:
    export(INSTANCE, PROGRAMME, tmp_path / name, choice=choice)
    assert titles((tmp_path / name).read_bytes()) == titles_in_it


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (Choice(coalition="DC/Iot2"), "There is no coalition “DC/Iot2”. Did you mean “DC/IoT”?"),
        (Choice(room="cellar"), "There is no room “cellar”. There are: Hall, Room ½ / north, 会議室, con."),
        (Choice(person="nobody at all"), "There is no person “nobody at all”. There are: DC3 coordinator,"),
    ],
)
def test_a_name_that_nobody_has_is_told_with_the_nearest(tmp_path: Path, choice: Choice, sentence: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        export(INSTANCE, PROGRAMME, tmp_path / "x.ics", choice=choice)
    assert sentence in str(raised.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("schedule.json", '"$schema"'),
        ("x.xml", "<schedule>"),
        ("Indico.csv", "2024-12-15T09:00,60"),
        ("sched.csv", "name,"),
    ],
)
def test_the_name_of_a_file_says_its_format(tmp_path: Path, name: str, content: str) -> None:
    export(INSTANCE, PROGRAMME, tmp_path / name)
    assert content in (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "format_", "content"),
    [
        ("x.json", "schedule", '"$schema"'),
        ("x.xml", "schedule", "<schedule>"),
        ("x.csv", "indico", "T09:00,60"),
        ("indico.csv", "sched", "session_key"),
    ],
)
def test_a_format_can_be_asked_for(tmp_path: Path, name: str, format_: str, content: str) -> None:
    export(INSTANCE, PROGRAMME, tmp_path / name, choice=Choice(format=format_))
    assert content in (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "choice", "sentence"),
    [
        ("x.csv", Choice(format="schedule"), r"“schedule” is a file that ends in \.json or \.xml, not “x\.csv”"),
        ("x.json", Choice(format="indico"), r"“indico” is a file that ends in \.csv"),
        ("x.csv", Choice(coalition="DC3"), r"give a file that ends in \.ics"),
        (
            "x.ics",
            Choice(room="Hall", with_addresses=True),
            "Only the calendar of a coalition or a person contains addresses",
        ),
        ("x.ics", Choice(for_planners=True), r"ends in \.html"),
        ("out/", Choice(format="sched"), "is a folder, which gets every format"),
        ("out/", Choice(person="x"), "Only calendars can be limited"),
    ],
)
def test_what_does_not_go_together_is_said(tmp_path: Path, name: str, choice: Choice, sentence: str) -> None:
    with pytest.raises(UnknownFormatError, match=sentence):
        export(INSTANCE, PROGRAMME, f"{tmp_path}/{name}", choice=choice)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be created"):
        export(INSTANCE, PROGRAMME, f"{tmp_path}/file/out/")


def test_the_folder_of_the_versions_is_left_alone(tmp_path: Path) -> None:
    store_version(PROGRAMME, tmp_path / "meeting.json")
    with pytest.raises(OutputError, match="holds the versions of a programme"):
        export(INSTANCE, PROGRAMME, tmp_path / "meeting")
    assert [path.name for path in (tmp_path / "meeting").iterdir()] == ["0001.json"]


def test_names_of_files_are_safe_and_no_two_the_same() -> None:
    names = (
        *(
            "DC3",
            "dc3",
            "DC3.",
            "a/b",
            "a\\b",
            'a:b*?"<>|',
            "../../etc/passwd",
            "..",
            ".",
            "",
            " ",
            "con",
            "CON.x",
            "Lpt1",
        ),
        *(
            "x" * 500,
            "x" * 499,
            "é" * 200,
            "e\u0301",
            "é",
            "名前",
            "a\nb\x00c",
            "\u202eevil",
            "me@example.org",
            "👩🏽‍💻",
        ),
    )
    found = file_names(names)
    assert len(found) == len(names)
    assert len({name.casefold() for name in found.values()}) == len(names)
    for name in found.values():
        assert name == name.strip(" .")
        assert not set(name) & set('/\\:*?"<>|\n\x00\u202e@')
        assert len(f".{name}.ics.12345678.igf-part".encode()) <= 255
        assert name.split(".")[0].lower() not in ("con", "lpt1", "")
    assert found["DC3"] == "DC3"
    assert found["名前"] == "名前"
