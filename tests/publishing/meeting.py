"""A meeting with the titles that a test wants, in any zone and on any days; and texts that somebody might write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from scheduler.core.instance import (
    Coalition,
    Day,
    Event,
    HostSession,
    Instance,
    Person,
    Placement,
    Request,
    Room,
    Slot,
    Theme,
)
from scheduler.core.programme import Decision, PlacedSession, Programme, Provenance, Segment
from scheduler.core.vocabulary import Kind, SessionType, Use
from tests.miniatures.build import placed_host

HOSTILE = (
    "comma, semicolon; colon: “quote” \"double\" 'single' \\ backslash \\n \\, \\;",
    "line\nbreak\r\nand\ttab\x0bvertical\x0cform\x85next\u2028line\u2029paragraph",
    "BEGIN:VEVENT\r\nSUMMARY:Not a session\r\nEND:VEVENT",
    "END:VCALENDAR\nBEGIN:VCALENDAR",
    "x\r\nATTENDEE:mailto:somebody@example.org",
    "👩🏽‍💻🇸🇦 émoji " * 20,
    "مؤتمر حوكمة الإنترنت \u202eedoc\u202c \u200fשלום\u200e",
    "zero\u200bwidth\u200d\ufeff and \x00\x07\x1b[31m control\x7f\x9b",
    "互联网治理论坛" * 40,
    "long " * 400,
    '=HYPERLINK("http://example.org","x")',
    "'=1+1",
    "+1+1",
    "@SUM(A1)",
    "<script>alert(1)</script> & <![CDATA[x]]> ]]> &amp; &#27;",
    "write to a.b@example.org or mailto:c@example.org",
    "{title} {0} %s %(x)s ${y} {{7*7}}",
    "   ",
)

ROOMS = ("Hall", "Room ½ / north", "会議室", "con")
COALITIONS = ("DC3", "DC/IoT", "dc3.", "تحالف")


def meeting(
    titles: Sequence[str] = ("One", "Two", "Three"),
    zone: str = "Asia/Riyadh",
    first: date = date(2024, 12, 15),
    days: int = 2,
    closed: Sequence[int] = (),
    start: int = 9 * 60,
) -> Instance:
    """A session of an hour for each title, through days and rooms; those in `closed` are not open."""
    names = [f"Day {number}" for number in range(days)]
    places = [
        Placement(room=room, day=day, start=start + 60 * hour) for hour in range(8) for day in names for room in ROOMS
    ]
    return Instance(
        name="meeting",
        event=Event(name="Internet Governance Forum", city="Riyadh", year=first.year, time_zone=zone),
        days=tuple(Day(id=name, date=first + timedelta(days=number)) for number, name in enumerate(names)),
        slots=(Slot(grid="all", day="Day 0", start=0, end=24 * 60),),
        rooms=tuple(Room(id=room, capacity=80, grid="all", uses=(Use.SESSIONS,)) for room in ROOMS),
        themes=(Theme(code="AI", name="Artificial intelligence; data, and trust", colour="#4477AA"),),
        coalitions=tuple(Coalition(id=one, name=f"Coalition {one}", aliases=(f"the {one}",)) for one in COALITIONS),
        people=tuple(
            Person(id=f"{one} coordinator", coalitions=(one,), email=f"{number}@secret.example")
            for number, one in enumerate(COALITIONS)
        ),
        sessions=tuple(
            HostSession(
                id=f"S{number}",
                title=title,
                type=SessionType.WORKSHOP,
                minutes=60,
                themes=("AI",),
                place=place,
                is_open=number not in closed,
                people=(f"{COALITIONS[number % len(COALITIONS)]} coordinator",),
                coalitions=(COALITIONS[number % len(COALITIONS)],),
            )
            for number, (title, place) in enumerate(zip(titles, places, strict=False))
        ),
        requests=(
            Request(id="DC3: bilateral meeting", coalition="DC3", kind=Kind.BILATERAL, rank=1, minutes=90),
            Request(
                id="DC3: main-session slot", coalition="DC3", kind=Kind.MAIN_SLOT, rank=2, minutes=10, title="Our paper"
            ),
        ),
    )


def programme(of: Instance, **changes: object) -> Programme:
    """Every session at its place, a segment of DC3 in the first, and a meeting that no participant sees."""
    placed = [placed_host(session, session.place) for session in of.sessions if session.place]
    meeting_room = PlacedSession(
        id="DC3: bilateral meeting",
        title="DC3: bilateral meeting",
        kind=Kind.BILATERAL,
        day="Day 0",
        start=20 * 60,
        end=21 * 60,
        room="Hall",
        coalitions=("DC3",),
    )
    first = placed[0]
    fields: dict[str, object] = {
        "provenance": Provenance(instance=of.name, instance_sha256=of.sha256, program_version="1"),
        "sessions": (*placed, meeting_room),
        "segments": (
            Segment(
                request="DC3: main-session slot",
                coalition="DC3",
                session=first.id,
                order=1,
                start=first.start + 10,
                end=first.start + 20,
            ),
        ),
        "decisions": tuple(
            Decision(request=request, granted=True, session=session)
            for request, session in (
                ("DC3: bilateral meeting", "DC3: bilateral meeting"),
                ("DC3: main-session slot", first.id),
            )
        ),
    }
    return Programme.model_validate({**fields, **changes})


def changed(before: Programme, session: str, **changes: object) -> Programme:
    """The programme with one session changed."""
    sessions = tuple(p.model_copy(update=changes) if p.id == session else p for p in before.sessions)
    return before.model_copy(update={"sessions": sessions})


def without(before: Programme, session: str) -> Programme:
    """The programme with one session less."""
    return before.model_copy(
        update={
            "sessions": tuple(p for p in before.sessions if p.id != session),
            "segments": tuple(s for s in before.segments if s.session != session),
        }
    )
