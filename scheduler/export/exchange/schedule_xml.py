"""Write schedule.xml by the c3voc's schema, as pretalx does."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.exchange.schedule import GENERATOR, TIMESLOT, Schedule, ScheduleEntry, slug
from scheduler.export.published_sessions import one_line


def schedule_xml(instance: Instance, programme: Programme) -> bytes:
    """The public sessions by day and room, as XML in UTF-8."""
    schedule = Schedule(instance, programme)
    root = Element("schedule")
    SubElement(root, "generator", GENERATOR)
    _text(root, "version", schedule.version)
    _conference(root, schedule)
    for day in schedule.days:
        attributes = {
            "index": str(day.index),
            "date": day.day.date.isoformat(),
            "start": day.starts.isoformat(),
            "end": day.ends.isoformat(),
        }
        shown = SubElement(root, "day", attributes)
        for room, entries in day.rooms:
            place = SubElement(shown, "room", {"name": one_line(room.id), "guid": schedule.room_guid(room)})
            for entry in entries:
                _event(place, schedule, entry)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _conference(root: Element, schedule: Schedule) -> None:
    """Add the ``conference`` element."""
    conference = SubElement(root, "conference")
    dates = [day.day.date for day in schedule.days]
    _text(conference, "title", schedule.title)
    _text(conference, "acronym", schedule.acronym)
    _text(conference, "start", min(dates).isoformat())
    _text(conference, "end", max(dates).isoformat())
    _text(conference, "days", str(len(dates)))
    _text(conference, "timeslot_duration", TIMESLOT)
    _text(conference, "time_zone_name", schedule.instance.event.time_zone)
    for theme in schedule.themes:
        attributes = {"name": theme.name}
        if theme.colour:
            attributes["color"] = theme.colour
        if len(slug(theme.code)) > 1:
            attributes["slug"] = slug(theme.code)
        SubElement(conference, "track", attributes)


def _event(place: Element, schedule: Schedule, entry: ScheduleEntry) -> None:
    """Add the ``event`` element of a session."""
    session = entry.session
    event = SubElement(place, "event", {"guid": str(session.guid), "id": str(entry.number)})
    _text(event, "room", session.room)
    _text(event, "title", session.title)
    _text(event, "subtitle", "")
    _text(event, "type", session.type)
    _text(event, "date", session.starts.isoformat())
    _text(event, "start", f"{session.starts:%H:%M}")
    _text(event, "duration", entry.duration)
    _text(event, "abstract", session.abstract)
    _text(event, "slug", entry.slug)
    _text(event, "track", session.themes[0].name if session.themes else "")
    persons = SubElement(event, "persons")
    for name in session.coalitions:
        _text(persons, "person", name).set("guid", schedule.coalition_guid(name))
    SubElement(event, "links")
    SubElement(event, "attachments")


def _text(parent: Element, name: str, text: str) -> Element:
    """Add an element with text."""
    child = SubElement(parent, name)
    child.text = text
    return child
