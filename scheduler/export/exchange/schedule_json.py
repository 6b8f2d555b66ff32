"""Write schedule.json by the c3voc's schema, as pretalx does."""

from __future__ import annotations

import json
import re

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.exchange.schedule import GENERATOR, TIMESLOT, Schedule, ScheduleDay, ScheduleEntry, rooms_of, slug
from scheduler.export.published_sessions import one_line

SCHEMA = "https://c3voc.de/schedule/schema.json"
_ZONE = re.compile("[A-Z][a-z]+/[A-Z][a-z]+.*|UTC")

Fields = dict[str, object]


def schedule_json(instance: Instance, programme: Programme) -> str:
    """The public sessions by day and room, as JSON."""
    schedule = Schedule(instance, programme)
    content = {"version": schedule.version, "conference": _conference(schedule)}
    document = {"$schema": SCHEMA, "generator": GENERATOR, "schedule": content}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _conference(schedule: Schedule) -> Fields:
    """The ``conference`` object."""
    event, days = schedule.instance.event, schedule.days
    zone = {"time_zone_name": event.time_zone} if _ZONE.fullmatch(event.time_zone) else {}
    return {
        "acronym": schedule.acronym,
        "title": schedule.title,
        "start": min(day.day.date for day in days).isoformat(),
        "end": max(day.day.date for day in days).isoformat(),
        "daysCount": len(days),
        "timeslot_duration": TIMESLOT,
        **zone,
        "tracks": [
            {
                "name": theme.name,
                **({"slug": slug(theme.code)} if len(slug(theme.code)) > 1 else {}),
                **({"color": theme.colour} if theme.colour else {}),
            }
            for theme in schedule.themes
        ],
        "rooms": [
            {"name": one_line(room.id), "guid": schedule.room_guid(room), "capacity": room.capacity}
            for room in rooms_of(schedule)
        ],
        "days": [_day(schedule, day) for day in days],
    }


def _day(schedule: Schedule, day: ScheduleDay) -> Fields:
    """The object of a day."""
    return {
        "index": day.index,
        "date": day.day.date.isoformat(),
        "day_start": day.starts.isoformat(),
        "day_end": day.ends.isoformat(),
        "rooms": {one_line(room.id): [_event(schedule, entry) for entry in entries] for room, entries in day.rooms},
    }


def _event(schedule: Schedule, entry: ScheduleEntry) -> Fields:
    """The object of a session."""
    session = entry.session
    return {
        "guid": str(session.guid),
        "id": entry.number,
        "date": session.starts.isoformat(),
        "start": f"{session.starts:%H:%M}",
        "end": session.ends.isoformat(),
        "duration": entry.duration,
        "room": session.room,
        "slug": entry.slug,
        # The schema requires a URL; a URN identifies the session independently of its page.
        "url": f"urn:uuid:{session.guid}",
        "title": session.title,
        "subtitle": "",
        "track": session.themes[0].name if session.themes else None,
        "type": session.type,
        "language": None,
        "abstract": session.abstract,
        "description": None,
        "persons": [{"name": name, "guid": schedule.coalition_guid(name)} for name in session.coalitions],
        "links": [],
        "attachments": [],
    }
