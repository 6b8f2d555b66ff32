"""schedule.json and schedule.xml hold what the format asks for, and what is public, whatever is called how."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from scheduler.core.instance import Event, Instance
from scheduler.export.exchange.schedule_json import schedule_json
from scheduler.export.exchange.schedule_xml import schedule_xml
from tests.publishing.meeting import HOSTILE, changed, meeting, programme
from tests.publishing.schedule_format import wrong_in_json, wrong_in_xml
from tests.reports.example import instance as example_instance
from tests.reports.example import programme as example_programme

SCHEMAS = Path(__file__).parent / "schemas"


def in_json(of: Instance) -> Any:
    return json.loads(schedule_json(of, programme(of)))


def events(document: Any) -> list[Any]:
    """The events of a schedule.json in order of day and room."""
    days = document["schedule"]["conference"]["days"]
    return [event for day in days for room in day["rooms"].values() for event in room]


MEETINGS = {
    "hostile": meeting(HOSTILE),
    "with a closed session": meeting(closed=(1,)),
    "over a change of the clocks": meeting(tuple("ABCDEFGH"), "Europe/London", date(2025, 3, 29), start=60),
    "half an hour of summer time": meeting(zone="Australia/Lord_Howe", first=date(2025, 4, 5), start=0),
    "always ahead of UTC": meeting(zone="Etc/GMT-3"),
    "in UTC": meeting(zone="UTC"),
    "with no Latin name": meeting().model_copy(
        update={"event": Event(name="互联网治理论坛", year=2026, time_zone="America/Argentina/Buenos_Aires")}
    ),
    "with nothing public": meeting(closed=(0, 1, 2)),
}


@pytest.mark.parametrize("name", MEETINGS)
def test_what_is_written_is_what_the_format_asks_for(name: str) -> None:
    of = MEETINGS[name]
    assert wrong_in_json(in_json(of)) == []
    assert wrong_in_xml(ElementTree.fromstring(schedule_xml(of, programme(of)))) == []


def test_the_example_is_too() -> None:
    of = example_instance()
    document = json.loads(schedule_json(of, example_programme(of)))
    assert wrong_in_json(document) == []
    assert len(events(document)) == sum(session.is_open for session in of.sessions) + 3
    assert wrong_in_xml(ElementTree.fromstring(schedule_xml(of, example_programme(of)))) == []


@pytest.mark.parametrize("name", MEETINGS)
def test_the_published_schemas_say_so_too(name: str) -> None:
    if not (SCHEMAS / "schema.json").is_file() or not (SCHEMAS / "schedule.xml.xsd").is_file():
        pytest.skip("the published schemas are not here; “make schemas” fetches them")
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    from lxml import etree

    of = MEETINGS[name]
    jsonschema.validate(in_json(of), json.loads((SCHEMAS / "schema.json").read_text(encoding="utf-8")))
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "schedule.xml.xsd"))
    assert schema.validate(etree.fromstring(schedule_xml(of, programme(of)))), schema.error_log


def test_both_hold_every_public_session_once() -> None:
    of = meeting(HOSTILE, closed=(3, 5))
    found = events(in_json(of))
    root = ElementTree.fromstring(schedule_xml(of, programme(of)))
    assert len(found) == len(list(root.iter("event"))) == len(HOSTILE) - 2
    assert [event["title"] for event in found] == [event.findtext("title") for event in root.iter("event")]
    assert [event["guid"] for event in found] == [event.get("guid") for event in root.iter("event")]
    assert not [event for event in found if "@example" in json.dumps(event) or "bilateral" in event["type"]]


def test_moments_and_lengths() -> None:
    of = meeting(("A",), "Europe/London", date(2025, 3, 30), start=30)
    long = changed(programme(of), "S0", end=5 * 60)
    (event,) = events(json.loads(schedule_json(of, long)))
    assert (event["date"], event["end"]) == ("2025-03-30T00:30:00+00:00", "2025-03-30T05:00:00+01:00")
    # An hour is skipped that night.
    assert event["duration"] == "03:30"
    assert datetime.fromisoformat(event["end"]) - datetime.fromisoformat(event["date"]) == timedelta(hours=3.5)


def test_numbers_and_slugs_stay_when_the_programme_changes() -> None:
    of = meeting()
    before = events(in_json(of))
    after = events(json.loads(schedule_json(of, changed(programme(of), "S0", start=800, end=860))))
    assert {(e["id"], e["slug"], e["guid"]) for e in before} == {(e["id"], e["slug"], e["guid"]) for e in after}
    assert before[0]["slug"].startswith("igf2024-")
    assert before[0]["slug"].endswith("-one")


def test_the_same_bytes_every_time() -> None:
    of = meeting(HOSTILE)
    assert schedule_json(of, programme(of)) == schedule_json(of, programme(of))
    assert schedule_xml(of, programme(of)) == schedule_xml(of, programme(of))


# The checks themselves find what is wrong.


def _event_of(document: Any) -> Any:
    return events(document)[0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.update(extra=1),
        lambda document: document["schedule"].pop("version"),
        lambda document: document["schedule"]["conference"].update(acronym="IGF"),
        lambda document: document["schedule"]["conference"].update(daysCount=9),
        lambda document: _event_of(document).pop("abstract"),
        lambda document: _event_of(document).update(answers=[]),
        lambda document: _event_of(document).update(guid="x"),
        lambda document: _event_of(document).update(date="2024-12-15T09:00:00"),
        lambda document: _event_of(document).update(duration="90"),
        lambda document: _event_of(document).update(room="elsewhere"),
        lambda document: _event_of(document).update(id=events(document)[1]["id"]),
        lambda document: _event_of(document)["persons"][0].update(public_name="x"),
    ],
)
def test_a_spoilt_schedule_json_is_noticed(spoil: Callable[[Any], object]) -> None:
    document = copy.deepcopy(in_json(meeting()))
    spoil(document)
    assert wrong_in_json(document)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<version>", b"<version/><version>"),
        (b"<acronym>igf2024", b"<acronym>IGF"),
        (b"<duration>01:00", b"<duration>60"),
        (b"+03:00</date>", b"</date>"),
        (b"<subtitle />", b""),
        (b"<links />", b"<more />"),
        (b' guid="', b' guid="x'),
    ],
)
def test_a_spoilt_schedule_xml_is_noticed(old: bytes, new: bytes) -> None:
    of = meeting()
    content = schedule_xml(of, programme(of))
    assert old in content
    assert wrong_in_xml(ElementTree.fromstring(content.replace(old, new)))
