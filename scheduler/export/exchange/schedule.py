"""The common content of schedule.json and schedule.xml: identifiers, days, rooms and times of public sessions.

Both use the schedule format of c3voc and pretalx, which conference apps read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from scheduler.core.clock import clock_text
from scheduler.core.instance import Day, Instance, Room
from scheduler.core.programme import Programme
from scheduler.core.version import VERSION
from scheduler.export.published_sessions import PublishedSession, PublishedTheme, guid_of, one_line, sessions_of

GENERATOR = {"name": "igf-scheduler", "version": VERSION}
TIMESLOT = "00:05"
"""The time resolution of the schedule, in hours and minutes."""

_NUMBERS = 2**31 - 1


@dataclass(frozen=True)
class ScheduleEntry:
    """A public session with its unique number and slug."""

    session: PublishedSession
    number: int
    slug: str

    @property
    def duration(self) -> str:
        """The duration as ``01:30``."""
        return clock_text(self.session.minutes)


@dataclass(frozen=True)
class ScheduleDay:
    """A day with its opening and closing time, and the sessions of each room in order of time."""

    index: int
    day: Day
    starts: datetime
    ends: datetime
    rooms: tuple[tuple[Room, tuple[ScheduleEntry, ...]], ...]


@dataclass(frozen=True)
class Schedule:
    """The public sessions of a programme in the schedule format. `version` is the state and a hash of the programme."""

    instance: Instance
    programme: Programme

    @property
    def title(self) -> str:
        """The name of the event, or its acronym."""
        return one_line(self.instance.event.name) or self.acronym

    @property
    def version(self) -> str:
        """The state and the first digits of the hash of the programme."""
        return f"{self.programme.state} {self.programme.sha256[:8]}"

    @cached_property
    def acronym(self) -> str:
        """The acronym of the event in lower-case letters and digits, such as ``igf2024``."""
        words = re.findall("[a-z]+", _ascii(self.instance.event.name))
        short = "".join(word[0] for word in words) if len(words) > 2 else "".join(words)
        return f"{short or 'event'}{self.instance.event.year}"

    @cached_property
    def themes(self) -> tuple[PublishedTheme, ...]:
        """The themes of the instance."""
        return tuple(PublishedTheme(t.code, one_line(t.name), hex_colour(t.colour)) for t in self.instance.themes)

    @cached_property
    def entries(self) -> tuple[ScheduleEntry, ...]:
        """The public sessions in order of time."""
        public = [session for session in sessions_of(self.instance, self.programme) if session.is_public]
        numbers = _numbers({session.id: session.guid for session in public})
        return tuple(
            ScheduleEntry(session, numbers[session.id], slug(self.acronym, str(numbers[session.id]), session.title))
            for session in public
        )

    @cached_property
    def days(self) -> tuple[ScheduleDay, ...]:
        """The days of the instance."""
        return tuple(self._day(index, day) for index, day in enumerate(self.instance.days, start=1))

    def room_guid(self, room: Room) -> str:
        """The UUID of a room."""
        return str(guid_of(self.instance, "room", room.id))

    def coalition_guid(self, coalition: str) -> str:
        """The UUID of a coalition."""
        return str(guid_of(self.instance, "coalition", coalition))

    def _day(self, index: int, day: Day) -> ScheduleDay:
        """The sessions of a day by room."""
        zone = ZoneInfo(self.instance.event.time_zone)
        midnight = datetime(day.date.year, day.date.month, day.date.day, tzinfo=zone)
        on_day = [entry for entry in self.entries if entry.session.day == day.id]
        rooms = [
            (room, tuple(e for e in on_day if e.session.room == one_line(room.id))) for room in self.instance.rooms
        ]
        return ScheduleDay(
            index,
            day,
            midnight + timedelta(minutes=day.opens),
            midnight + timedelta(minutes=day.closes),
            tuple((room, found) for room, found in rooms if found),
        )


def slug(*parts: str) -> str:
    """Text as lower-case ASCII words joined by hyphens, at most 80 characters."""
    words = [word for part in parts for word in re.findall("[a-z0-9]+", _ascii(part))]
    return "-".join(words)[:80].strip("-")


def hex_colour(colour: str) -> str:
    """A colour as ``#4477aa``; empty if it is invalid."""
    return colour.lower() if re.fullmatch("#[0-9a-fA-F]{6}", colour) else ""


def _ascii(text: str) -> str:
    """Lower-case ASCII letters without accents; other characters are removed."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def _numbers(guids: dict[str, UUID]) -> dict[str, int]:
    """A positive number for each session, derived from its UUID and stable unless two collide."""
    taken: dict[str, int] = {}
    for name, guid in sorted(guids.items()):
        number = 1 + guid.int % _NUMBERS
        while number in taken.values():
            number = 1 + number % _NUMBERS
        taken[name] = number
    return taken


def rooms_of(schedule: Schedule) -> Iterator[Room]:
    """The rooms with a public session, in the order of the instance."""
    used = {entry.session.room for entry in schedule.entries}
    return (room for room in schedule.instance.rooms if one_line(room.id) in used)
