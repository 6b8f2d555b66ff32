"""What the format of schedule.json and schedule.xml asks for, checked by hand.

The published schemas lie at https://github.com/voc/schedule under validator/; `make schemas` fetches them, and
test_schedule.py then holds the files against them too. This here says in plain checks what they ask of a schedule:
which fields there are, which must be there, of which shape. What is wrong comes in sentences, none where nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element

Found = Iterator[str]

CONFERENCE = ("acronym", "title", "start", "end", "daysCount", "timeslot_duration", "days")
CONFERENCE_MAY = ("time_zone_name", "description", "logo", "colors", "keywords", "url", "tracks", "rooms", "meta")
DAY = ("index", "date", "day_start", "day_end", "rooms")
EVENT = (
    *("guid", "id", "date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track", "type"),
    *("language", "abstract", "persons", "links"),
)
EVENT_MAY = (
    *("code", "logo", "end", "description", "recording_license", "do_not_record", "do_not_stream"),
    *("feedback_url", "origin_url", "attachments"),
)
TEXTS = ("room", "title", "type", "slug", "url", "start", "duration", "date")
TEXTS_OR_NOTHING = ("subtitle", "track", "language", "abstract", "description")


def wrong_in_json(document: Any) -> list[str]:
    """What is wrong with a schedule.json."""
    try:
        return list(_json(document))
    except KeyError as missing:
        return [f"{missing} is missing"]


def wrong_in_xml(root: Element) -> list[str]:
    """What is wrong with a schedule.xml."""
    try:
        return list(_xml(root))
    except KeyError as missing:
        return [f"{missing} is missing"]


def _json(document: Any) -> Found:
    yield from _fields("document", document, ("schedule",), ("$schema", "generator"))
    schedule = document["schedule"]
    yield from _missing("schedule", schedule, ("conference", "version"))
    yield from _shape("version", schedule["version"], ".+")
    conference = schedule["conference"]
    yield from _fields("conference", conference, CONFERENCE, CONFERENCE_MAY)
    yield from _shape("acronym", conference["acronym"], "[a-z0-9_-][a-z0-9_]{3,}")
    yield from _dates(conference["start"], conference["end"])
    yield from _shape("timeslot_duration", conference["timeslot_duration"], "[0-9]+:[0-9]{2}")
    yield from _shape("time_zone_name", conference.get("time_zone_name", "UTC"), "([A-Z][a-z]+/[A-Z][a-z]+.*)|UTC")
    if conference["daysCount"] != len(conference["days"]):
        yield "daysCount is not the number of days"
    for room in conference["rooms"]:
        yield from _fields(
            "room", room, ("name", "guid"), ("slug", "type", "description", "capacity", "url", "features")
        )
        yield from _guid(room["guid"])
    for track in conference["tracks"]:
        yield from _shape("color", track.get("color", "#000000"), "#[0-9a-f]{6}")
        yield from _shape("slug", track.get("slug", "ab"), "[a-z0-9_-]+[a-z0-9]")
    events = []
    for day in conference["days"]:
        yield from _fields("day", day, DAY)
        yield from _dates(day["date"])
        yield from _moments(day["day_start"], day["day_end"])
        events += [(name, event) for name, some in day["rooms"].items() for event in some]
    yield from _once("guid", (event["guid"] for _, event in events))
    yield from _once("id", (event["id"] for _, event in events))
    yield from _once("slug", (event["slug"] for _, event in events))
    yield from _once("index", (day["index"] for day in conference["days"]))
    for name, event in events:
        yield from _json_event(name, event)


def _json_event(room: str, event: Any) -> Found:
    yield from _fields("event", event, EVENT, EVENT_MAY)
    yield from _guid(event["guid"])
    yield from _moments(event["date"], event.get("end", event["date"]))
    yield from _shape("start", event["start"], "([01][0-9]|2[0-3]):[0-5][0-9]")
    yield from _shape("duration", event["duration"], "[0-9]+:[0-9]{2}")
    yield from _shape("slug", event["slug"], "[a-z0-9_-]+[a-z0-9]")
    yield from _shape("url", event["url"], "(https?|urn):.+")
    if not (isinstance(event["id"], int) and event["id"] > 0):
        yield "id is no number above 0"
    if event["room"] != room:
        yield "the event says another room than the one it stands in"
    yield from (f"{name} is no text" for name in TEXTS if not isinstance(event[name], str))
    yield from (f"{name} is no text" for name in TEXTS_OR_NOTHING if not isinstance(event.get(name), str | None))
    for person in event["persons"]:
        # A person is of one of two kinds: with public_name and id, or with name; never of both.
        if "name" not in person or "public_name" in person:
            yield "a person is of neither kind, or of both"
        yield from _guid(person["guid"])


def _xml(root: Element) -> Found:
    if root.tag != "schedule":
        yield "the document is no schedule"
    order = [child.tag for child in root]
    if order != ["generator", "version", "conference", *["day"] * order.count("day")] or "day" not in order:
        yield f"the schedule holds {order}"
    yield from _xml_conference(root.find("conference"))
    for day in root.iter("day"):
        yield from _attributes(day, ("index", "start", "end"), ("date",))
        yield from _shape("index", day.get("index"), "[1-9][0-9]*")
        yield from _moments(day.get("start", ""), day.get("end", ""))
        for room in day:
            yield from _attributes(room, ("name",), ("guid",))
            yield from _guid(room.get("guid", ""))
            for event in room:
                yield from _xml_event(room.get("name"), event)
    yield from _once("index", (day.get("index") for day in root.iter("day")))
    for name in ("guid", "id"):
        yield from _once(name, (event.get(name) for event in root.iter("event")))
    yield from _once("slug", (slug.text for slug in root.iter("slug")))


def _xml_conference(conference: Element | None) -> Found:
    if conference is None:
        yield "there is no conference"
        return
    texts = {child.tag: child.text or "" for child in conference}
    yield from _fields(
        "conference",
        texts,
        ("title", "acronym"),
        ("start", "end", "days", "timeslot_duration", "time_zone_name", "track"),
    )
    yield from _shape("acronym", texts["acronym"], "[a-z0-9_-]{4,}")
    yield from _shape("timeslot_duration", texts["timeslot_duration"], "[0-9]{1,2}:[0-9]{2}")
    yield from _dates(texts["start"], texts["end"])
    for track in conference.iter("track"):
        yield from _attributes(track, ("name",), ("color", "slug"))
        yield from _shape("slug", track.get("slug", "ab"), "[a-z0-9-]{2,}")
        yield from _shape("color", track.get("color", "#000000"), "#[0-9a-fA-F]{6}")


def _xml_event(room: str | None, event: Element) -> Found:
    yield from _attributes(event, ("guid", "id"))
    yield from _guid(event.get("guid", ""))
    yield from _shape("id", event.get("id"), "[1-9][0-9]*")
    yield from _once("element", (child.tag for child in event))
    texts = {child.tag: child.text or "" for child in event}
    needed = ("room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track")
    may = ("logo", "persons", "language", "description", "recording", "links", "attachments", "url", "feedback_url")
    yield from _fields("event", texts, needed, may)
    if texts["room"] != room:
        yield "the event says another room than the one it stands in"
    yield from _moments(texts["date"])
    yield from _shape("start", texts["start"], "[0-2][0-9]:[0-5][0-9]")
    yield from _shape("duration", texts["duration"], "[0-9]{1,2}:[0-9]{2}")
    yield from _shape("slug", texts["slug"], r"[a-z0-9_]{4,}-[a-z0-9\-_]{4,}")
    for person in event.iter("person"):
        yield from _attributes(person, (), ("id", "guid"))
        yield from _guid(person.get("guid", ""))


def _fields(what: str, given: dict[str, Any], needed: Iterable[str], may: Iterable[str] = ()) -> Found:
    yield from _missing(what, given, needed)
    yield from (f"{what} has a field {name}" for name in given if name not in (*needed, *may))


def _missing(what: str, given: dict[str, Any], needed: Iterable[str]) -> Found:
    yield from (f"{what} has no {name}" for name in needed if name not in given)


def _attributes(element: Element, needed: Iterable[str], may: Iterable[str] = ()) -> Found:
    yield from _fields(element.tag, dict(element.attrib), needed, may)


def _shape(what: str, text: object, pattern: str) -> Found:
    if not isinstance(text, str) or not re.fullmatch(pattern, text):
        yield f"{what} is {text!r}"


def _guid(text: str) -> Found:
    try:
        UUID(text)
    except ValueError:
        yield f"{text!r} is no UUID"


def _dates(*texts: str) -> Found:
    for text in texts:
        try:
            date.fromisoformat(text)
        except ValueError:
            yield f"{text!r} is no date"


def _moments(*texts: str) -> Found:
    for text in texts:
        try:
            if datetime.fromisoformat(text).tzinfo is None or "T" not in text:
                yield f"{text!r} is in no time zone"
        except ValueError:
            yield f"{text!r} is no moment"


def _once(what: str, values: Iterable[object]) -> Found:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            yield f"{what} {value!r} stands twice"
        seen.add(value)
