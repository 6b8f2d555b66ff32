"""Miniatures: an instance small enough to hold in one's head, and complete programmes for it.

Day 0 is day zero, days 1 and 2 are not; all open from 09:00 to 18:00. The Hall (east) takes main sessions; Salle 1
(west, 100 seats, captioning), Salle 2 (west, 60 seats) and Salle 3 (east, 60 seats) take sessions and day-zero events;
the Box (west, 20 seats, hybrid) takes bilateral meetings and booth shifts. Five coalitions, each with a coordinator.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from scheduler.core.clock import Window, parse_clock
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
    request_id,
)
from scheduler.core.policy import KindPolicy, Policy
from scheduler.core.programme import (
    Decision,
    LeftOut,
    PlacedSession,
    Programme,
    Provenance,
    Seat,
    Segment,
    joint_session_id,
)
from scheduler.core.vocabulary import Kind, Service, SessionType, Use

Changes = Mapping[str, Mapping[str, Any]]

DAYS = tuple(
    Day(id=f"Day {number}", date=date(2024, 12, 15 + number), is_day_zero=number == 0, opens="09:00", closes="18:00")
    for number in range(3)
)
STARTS = {
    "salles": (("08:00", "09:30"), ("09:00", "10:30"), ("10:40", "12:10"), ("14:00", "15:30"), ("16:00", "17:30")),
    "hall": (("09:30", "11:00"), ("11:30", "13:00"), ("14:30", "16:00")),
    "box": (("09:00", "10:30"), ("10:30", "12:00"), ("14:00", "15:30")),
}
SLOTS = tuple(
    Slot(grid=grid, day=day.id, start=start, end=end)
    for grid, stretches in STARTS.items()
    for day in DAYS
    for start, end in stretches
)
SESSIONS = (Use.SESSIONS, Use.DAY_ZERO)
ROOMS = (
    Room(id="Hall", capacity=200, grid="hall", uses=(Use.MAIN,), services=(Service.CAPTIONING,), area="east"),
    Room(id="Salle 1", capacity=100, grid="salles", uses=SESSIONS, services=(Service.CAPTIONING,), area="west"),
    Room(id="Salle 2", capacity=60, grid="salles", uses=SESSIONS, area="west"),
    Room(id="Salle 3", capacity=60, grid="salles", uses=SESSIONS, area="east"),
    Room(id="Box", capacity=20, grid="box", uses=(Use.BILATERAL, Use.BOOTH), services=(Service.HYBRID,), area="west"),
)
THEMES = (
    Theme(code="CONNECT", name="Connectivity"),
    Theme(code="RIGHTS", name="Rights"),
    Theme(code="HOUSE", name="House matters", joint=False),
)
COALITIONS = (
    Coalition(id="DC-A", name="Coalition A", themes=("CONNECT", "RIGHTS")),
    Coalition(id="DC-B", name="Coalition B", themes=("CONNECT", "RIGHTS")),
    Coalition(id="DC-C", name="Coalition C", themes=("RIGHTS", "CONNECT")),
    Coalition(id="DC-D", name="Coalition D", themes=("RIGHTS", "CONNECT")),
    Coalition(id="DC-E", name="Coalition E", themes=("HOUSE",)),
)
PEOPLE = tuple(Person(id=f"{coalition.id} coordinator 1", coalitions=(coalition.id,)) for coalition in COALITIONS)


def tiny(
    requests: tuple[Request, ...] = (),
    sessions: tuple[HostSession, ...] = (),
    *,
    kinds: Mapping[Kind, Mapping[str, Any]] | None = None,
    policy: Mapping[str, Any] | None = None,
    rooms: Changes | None = None,
    coalitions: Changes | None = None,
    people: Changes | None = None,
    **others: Any,
) -> Instance:
    """The miniature with these requests and host sessions. The mappings change single records by their name.

    A name that does not exist adds a record; `others` replaces whole fields of the instance.
    """
    terms = Policy().kinds | {kind: _kind_policy(kind, fields) for kind, fields in (kinds or {}).items()}
    return Instance(
        **{
            "name": "tiny",
            "event": Event(name="Miniature meeting", year=2024, time_zone="Europe/Zurich"),
            "days": DAYS,
            "slots": SLOTS,
            "rooms": _changed(Room, ROOMS, rooms),
            "themes": THEMES,
            "coalitions": _changed(Coalition, COALITIONS, coalitions),
            "people": _changed(Person, PEOPLE, people),
            "sessions": sessions,
            "requests": requests,
            "policy": Policy(kinds=terms, **(policy or {})),
            **others,
        }
    )


def _kind_policy(kind: Kind, fields: Mapping[str, Any]) -> KindPolicy:
    return Policy().kinds[kind].model_copy(update=dict(fields))


def _changed(record: Any, base: tuple[Any, ...], changes: Changes | None) -> tuple[Any, ...]:
    todo = dict(changes or {})
    changed = tuple(item.model_copy(update=dict(todo.pop(item.id, {}))) for item in base)
    return changed + tuple(record(id=name, **fields) for name, fields in todo.items())


def ask(coalition: str, kind: Kind, rank: int = 1, *, number: int = 1, **fields: Any) -> Request:
    """A request of one of the coalitions on its own themes, for as long as the policy says unless told otherwise."""
    themes = {c.id: c.themes for c in COALITIONS}.get(coalition, ())
    minutes = Policy().kinds[kind].minutes
    names = {"id": request_id(coalition, kind, number), "coalition": coalition, "kind": kind, "rank": rank}
    return Request(**{"minutes": minutes, "themes": themes} | names | fields)


def host(session: str, place: Placement | None = None, **fields: Any) -> HostSession:
    """A session of the host programme: a workshop of 90 minutes unless told otherwise; given if it has a place."""
    return HostSession(
        **{"id": session, "title": session, "type": SessionType.WORKSHOP, "minutes": 90, "place": place} | fields
    )


def main(session: str, place: Placement | None = None, **fields: Any) -> HostSession:
    """A main session on CONNECT of which 30 minutes are kept for coalitions, from 20 minutes after its start."""
    inside = {"type": SessionType.MAIN, "themes": ("CONNECT",), "coalition_minutes": 30, "segments_after": 20}
    return host(session, place, **inside | fields)


def at(room: str, day: int, start: str) -> Placement:
    return Placement(room=room, day=f"Day {day}", start=parse_clock(start))


def away(day: int, start: str = "00:00", end: str = "24:00") -> Window:
    return Window(day=f"Day {day}", start=parse_clock(start), end=parse_clock(end))


def programme(
    instance: Instance,
    own: Mapping[str, Placement] | None = None,
    *,
    joint: Mapping[str, tuple[tuple[str, ...], Placement]] | None = None,
    hosts: Mapping[str, Placement] | None = None,
    segments: Mapping[str, tuple[str, ...]] | None = None,
    committee: Mapping[str, str] | None = None,
) -> Programme:
    """The complete programme in which this is granted and placed, and every other request refused.

    `own`: requests and their places; `joint`: for each theme the members and the place; `hosts`: places of free host
    sessions; `segments`: for each host session the requests, in order; `committee`: coalitions and who sits for them.
    """
    own, joint, hosts, segments = own or {}, joint or {}, hosts or {}, segments or {}
    sessions = [placed_host(s, s.place or hosts[s.id]) for s in instance.sessions if s.place or s.id in hosts]
    sessions += [_joint(instance, theme, members, place) for theme, (members, place) in joint.items()]
    sessions += [_own(instance.request[request], place) for request, place in own.items()]
    placed = {session.id: session for session in sessions}
    held = {request: request for request in own}
    held |= {request: session for session, requests in segments.items() for request in requests}
    held |= {
        request_id(coalition, Kind.JOINT): joint_session_id(theme)
        for theme, (members, _) in joint.items()
        for coalition in members
    }
    return Programme(
        provenance=Provenance(instance=instance.name, instance_sha256=instance.sha256, program_version="0"),
        sessions=tuple(sessions),
        segments=tuple(
            segment
            for session, requests in segments.items()
            for segment in _packed(instance, placed[session], [instance.request[request] for request in requests])
        ),
        decisions=tuple(
            Decision(request=request.id, granted=request.id in held, session=held.get(request.id, ""))
            for request in instance.requests
        ),
        left_out=tuple(
            LeftOut(session=session.id)
            for session in instance.sessions
            if session.id not in placed and instance.policy.host_sessions_may_be_left_out
        ),
        committee=tuple(Seat(coalition=coalition, person=person) for coalition, person in (committee or {}).items()),
    )


def placed_host(session: HostSession, place: Placement) -> PlacedSession:
    """A session of the host programme where it stands."""
    return PlacedSession(
        id=session.id,
        title=session.title,
        type=session.type,
        day=place.day,
        start=place.start,
        end=place.start + session.minutes,
        room=place.room,
        themes=session.themes,
        given=session.place is not None,
    )


def _joint(instance: Instance, theme: str, members: tuple[str, ...], place: Placement) -> PlacedSession:
    return PlacedSession(
        id=joint_session_id(theme),
        title=instance.theme[theme].name,
        kind=Kind.JOINT,
        day=place.day,
        start=place.start,
        end=place.start + instance.policy.kinds[Kind.JOINT].minutes,
        room=place.room,
        themes=(theme,),
        coalitions=members,
    )


def _own(request: Request, place: Placement) -> PlacedSession:
    return PlacedSession(
        id=request.id,
        title=request.id,
        kind=request.kind,
        day=place.day,
        start=place.start,
        end=place.start + request.minutes,
        room=place.room,
        themes=request.themes,
        coalitions=(request.coalition,),
    )


def _packed(instance: Instance, session: PlacedSession, requests: list[Request]) -> list[Segment]:
    segments, start = [], session.start + instance.session[session.id].segments_after
    for order, request in enumerate(requests, start=1):
        names = {"request": request.id, "coalition": request.coalition, "session": session.id, "order": order}
        segments.append(Segment(**names, start=start, end=start + request.minutes))
        start += request.minutes
    return segments


def altered(programme: Programme, **fields: Any) -> Programme:
    """A programme with some fields replaced."""
    return programme.model_copy(update=fields)


def with_session(programme: Programme, session: str, **fields: Any) -> Programme:
    """A programme in which one placed session differs."""
    return altered(
        programme,
        sessions=tuple(p.model_copy(update=fields) if p.id == session else p for p in programme.sessions),
    )


def with_segment(programme: Programme, request: str, **fields: Any) -> Programme:
    """A programme in which one segment differs."""
    return altered(
        programme,
        segments=tuple(s.model_copy(update=fields) if s.request == request else s for s in programme.segments),
    )


def with_decision(programme: Programme, request: str, **fields: Any) -> Programme:
    """A programme in which one decision differs."""
    return altered(
        programme,
        decisions=tuple(d.model_copy(update=fields) if d.request == request else d for d in programme.decisions),
    )
