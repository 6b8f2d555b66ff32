"""The sessions of a programme for publication: times, names and people as safe text.

E-mail addresses are removed from every text; titles are on one line. Publication formats read sessions from here and
not from the instance, so that no other data can be published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.core.safe_text import visible, without_addresses
from scheduler.core.session_order import segments_by_session, type_text
from scheduler.core.vocabulary import State
from scheduler.diff.concerned import ProgrammePair
from scheduler.export.public_view import is_public, is_shown

_NAMES = UUID("5f0c3b0e-6a3f-5d0c-9a8e-0d3c8a4f7b21")
"""The UUID namespace of events and sessions; it must never change."""

_SETTLED = (State.ACCEPTED, State.AMENDED, State.ANNOUNCED, State.PUBLISHED)
_KNOWN_OUTSIDE = (State.ANNOUNCED, State.PUBLISHED)


@dataclass(frozen=True)
class PublishedTheme:
    """A theme of a published session. `colour` is such as #4477AA; empty if there is none."""

    code: str
    name: str
    colour: str


@dataclass(frozen=True)
class PublishedSegment:
    """A coalition's segment of a published session. `title` is the title of its request."""

    starts: datetime
    ends: datetime
    coalition: str
    title: str


@dataclass(frozen=True)
class PublishedSession:
    """A session as published.

    `guid` identifies it and is the same in every version. `starts` and `ends` are in the event's time zone.
    `coalitions` take part; `concerned` adds those linked to it; `people` are the ids of people who must be present.
    `grants_requests`: coalitions requested it. `is_public`: participants see it in the programme. `is_shown`: public
    pages and calendars show it; booth shifts too. `is_settled`: its state is accepted or later; `is_known`: its state
    is announced or later.
    """

    id: str
    guid: UUID
    title: str
    type: str
    day: str
    starts: datetime
    ends: datetime
    room: str
    seats: int
    themes: tuple[PublishedTheme, ...]
    coalitions: tuple[str, ...]
    segments: tuple[PublishedSegment, ...]
    concerned: tuple[str, ...]
    people: tuple[str, ...]
    grants_requests: bool
    is_public: bool
    is_shown: bool
    is_settled: bool
    is_known: bool

    @property
    def minutes(self) -> int:
        """The duration in minutes, correct across clock changes."""
        return round((self.ends.timestamp() - self.starts.timestamp()) / 60)

    @property
    def abstract(self) -> str:
        """A description in lines: coalitions, themes, and segments with their times."""
        lines = []
        if self.coalitions:
            lines.append(f"With {', '.join(self.coalitions)}")
        if self.themes:
            lines.append("Themes: " + "; ".join(theme.name for theme in self.themes))
        for part in self.segments:
            title = f": {part.title}" if part.title else ""
            lines.append(f"{part.starts:%H:%M}–{part.ends:%H:%M} {part.coalition}{title}")
        return "\n".join(lines)


def sessions_of(instance: Instance, programme: Programme) -> tuple[PublishedSession, ...]:
    """The published sessions of a programme, ordered by day, start and room.

    Sessions on days that the instance does not have are skipped; the programme may be of an earlier instance.
    """
    sides = ProgrammePair(instance, programme, programme)
    segments = segments_by_session(programme)
    placed = sorted((one for one in programme.sessions if one.day in instance.day), key=sides.in_order)
    return tuple(_session(instance, programme, one, segments.get(one.id, []), sides) for one in placed)


def guid_of(instance: Instance, *names: str) -> UUID:
    """The UUID of an entity of an event; it depends on the names only."""
    return uuid5(_NAMES, "\0".join((instance.event.name, str(instance.event.year), *names)))


def one_line(text: str) -> str:
    """Text on one line without e-mail addresses, in which control characters are visible."""
    return visible(" ".join(without_addresses(text).split()))


def _session(
    instance: Instance, programme: Programme, placed: PlacedSession, segments: list[Segment], sides: ProgrammePair
) -> PublishedSession:
    """A session as published, from its placement and segments."""
    zone = ZoneInfo(instance.event.time_zone)
    on = instance.day[placed.day].date
    midnight = datetime(on.year, on.month, on.day, tzinfo=zone)
    room = instance.room.get(placed.room)
    taking_part = placed.coalitions or tuple(dict.fromkeys(segment.coalition for segment in segments))
    return PublishedSession(
        id=placed.id,
        guid=guid_of(instance, "session", placed.id),
        title=one_line(placed.title) or one_line(placed.id),
        type=type_text(placed),
        day=placed.day,
        starts=midnight + timedelta(minutes=placed.start),
        ends=midnight + timedelta(minutes=placed.end),
        room=one_line(placed.room),
        seats=room.capacity if room else 0,
        themes=tuple(_themes(instance, placed.themes)),
        coalitions=tuple(map(one_line, taking_part)),
        segments=tuple(_minutes(instance, midnight, segment) for segment in segments),
        concerned=sides.concerned(placed.id).coalitions,
        people=sides.needed(placed.id),
        grants_requests=placed.kind is not None,
        is_public=is_public(instance, placed),
        is_shown=is_shown(instance, placed),
        is_settled=placed.state in _SETTLED or programme.state in _SETTLED,
        is_known=placed.state in _KNOWN_OUTSIDE or programme.state in _KNOWN_OUTSIDE,
    )


def _themes(instance: Instance, codes: Iterable[str]) -> Iterable[PublishedTheme]:
    """The themes of codes; an unknown code is its own name."""
    for code in codes:
        known = instance.theme.get(code)
        yield PublishedTheme(one_line(code), one_line(known.name if known else code), known.colour if known else "")


def _minutes(instance: Instance, midnight: datetime, segment: Segment) -> PublishedSegment:
    """A segment as published."""
    request = instance.request.get(segment.request)
    return PublishedSegment(
        starts=midnight + timedelta(minutes=segment.start),
        ends=midnight + timedelta(minutes=segment.end),
        coalition=one_line(segment.coalition),
        title=one_line(request.title) if request else "",
    )
