"""Calendars (iCalendar, RFC 5545) of the whole programme, a coalition, a room or a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property

from icalendar import Calendar, Event

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.calendar.revisions import EarlierProgramme, Revision, revisions
from scheduler.export.calendar.vtimezone import vtimezone
from scheduler.export.published_sessions import PublishedSession, one_line

PRODUCT = "-//igf-scheduler//programme//EN"


@dataclass(frozen=True)
class Calendars:
    """The calendars of a programme. Calendars of a coalition or a person include closed sessions.

    `with_addresses`: these calendars include the e-mail addresses of the people of the coalition; other calendars never
    do.
    """

    instance: Instance
    programme: Programme
    earlier: Sequence[EarlierProgramme] = ()
    with_addresses: bool = False

    def public(self) -> bytes:
        """The calendar of all public sessions and booth shifts."""
        return self._calendar(self.instance.event.name, (one for one in self._revisions if one.session.is_shown))

    def of_room(self, room: str) -> bytes:
        """The calendar of the public sessions and booth shifts in a room."""
        name = one_line(room)
        return self._calendar(
            f"{self.instance.event.name}: {room}",
            (one for one in self._revisions if one.session.is_shown and one.session.room == name),
        )

    def of_coalition(self, coalition: str) -> bytes:
        """The calendar of the sessions of a coalition: held, linked, meetings and booth shifts."""
        people = [person.id for person in self.instance.representatives(coalition)]
        return self._calendar(
            f"{self.instance.event.name}: {coalition}",
            self._of(coalition),
            self._contacts(people),
        )

    def of_person(self, person: str) -> bytes:
        """The calendar of the sessions in which a person must be present."""
        return self._calendar(
            f"{self.instance.event.name}: {person}",
            self._of(person),
            self._contacts([person]),
        )

    @property
    def rooms(self) -> Iterator[tuple[str, bool]]:
        """Each room, and whether its calendar has events."""
        filled = {one.session.room for one in self._revisions if one.session.is_shown}
        return ((room.id, one_line(room.id) in filled) for room in self.instance.rooms)

    @property
    def coalitions(self) -> Iterator[tuple[str, bool]]:
        """Each coalition, and whether its calendar has events."""
        filled = {name for one in self._revisions for name in (*one.session.concerned, *one.removed)}
        return ((coalition.id, coalition.id in filled) for coalition in self.instance.coalitions)

    @property
    def people(self) -> Iterator[tuple[str, bool]]:
        """Each person, and whether their calendar has events."""
        filled = {name for one in self._revisions for name in (*one.session.people, *one.removed)}
        return ((person.id, person.id in filled) for person in self.instance.people)

    @cached_property
    def _revisions(self) -> tuple[Revision, ...]:
        """The revisions of all sessions, computed once."""
        return revisions(self.instance, self.programme, self.earlier)

    def _of(self, who: str) -> Iterator[Revision]:
        """The sessions of a coalition or person; sessions that they left are cancelled in their calendar."""
        for one in self._revisions:
            if who in one.session.concerned or who in one.session.people:
                yield one
            elif who in one.removed:
                yield replace(one, cancelled=True)

    @cached_property
    def _zone(self) -> bytes:
        """The serialised VTIMEZONE for the years of the event."""
        days = [day.date for day in self.instance.days]
        return bytes(vtimezone(self.instance.event.time_zone, min(days), max(days)).to_ical())

    @cached_property
    def _events(self) -> dict[tuple[str, bool], Event]:
        """The events by id of session and whether the event is cancelled in the calendar."""
        removed = (replace(one, cancelled=True) for one in self._revisions if one.removed)
        return {(one.session.id, one.cancelled): _event(one) for one in (*self._revisions, *removed)}

    @cached_property
    def _texts(self) -> dict[tuple[str, bool], bytes]:
        """The serialised events, shared by all calendars."""
        return {name: bytes(event.to_ical()) for name, event in self._events.items()}

    def _calendar(self, name: str, chosen: Iterable[Revision], contacts: Sequence[str] = ()) -> bytes:
        """The serialised calendar of the chosen revisions."""
        head = Calendar()
        head.add("VERSION", "2.0")
        head.add("PRODID", PRODUCT)
        head.add("NAME", one_line(name))
        head.add("X-WR-CALNAME", one_line(name))
        head.add("X-WR-TIMEZONE", self.instance.event.time_zone)
        opening, _, closing = bytes(head.to_ical()).rpartition(b"END:VCALENDAR")
        events = [self._with_contacts((one.session.id, one.cancelled), contacts) for one in chosen]
        return b"".join([opening, self._zone, *events, b"END:VCALENDAR", closing])

    def _contacts(self, people: Iterable[str]) -> list[str]:
        """Names and e-mail addresses of people; empty without `with_addresses`."""
        if not self.with_addresses:
            return []
        known = [self.instance.person[name] for name in people if name in self.instance.person]
        return [f"{one_line(person.id)}, {person.email}" for person in known if person.email]

    def _with_contacts(self, name: tuple[str, bool], contacts: Sequence[str]) -> bytes:
        """A serialised event with contacts; `name` is a key of `_events`."""
        if not contacts:
            return self._texts[name]
        event = self._events[name].copy(recursive=True)
        for contact in contacts:
            event.add("CONTACT", contact)
        return bytes(event.to_ical())


def _event(revision: Revision) -> Event:
    """The VEVENT of a session; SEQUENCE is the number of its earlier changes."""
    session = revision.session
    event = Event()
    event.add("UID", str(session.guid))
    event.add("DTSTAMP", revision.changed.astimezone(UTC))
    event.add("LAST-MODIFIED", revision.changed.astimezone(UTC))
    event.add("SEQUENCE", revision.changes)
    event.add("DTSTART", session.starts)
    event.add("DTEND", session.ends)
    event.add("SUMMARY", session.title)
    if session.room:
        event.add("LOCATION", session.room)
    if description := _description(session):
        event.add("DESCRIPTION", description)
    event.add("CATEGORIES", [session.type, *(theme.name for theme in session.themes)])
    event.add("STATUS", _status(revision))
    if not session.is_shown:
        event.add("CLASS", "PRIVATE")
    return event


def _description(session: PublishedSession) -> str:
    """The type of the session and its abstract."""
    return "\n".join(filter(None, (session.type.capitalize(), session.abstract)))


def _status(revision: Revision) -> str:
    """CANCELLED, CONFIRMED (settled) or TENTATIVE."""
    if revision.cancelled:
        return "CANCELLED"
    return "CONFIRMED" if revision.session.is_settled else "TENTATIVE"
