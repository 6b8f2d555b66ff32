"""Convert between solver values, assignments and programmes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.core.instance import Instance, Request
from scheduler.core.programme import Decision, LeftOut, PlacedSession, Programme, Provenance, Seat, Segment
from scheduler.core.queries import own_session_title
from scheduler.core.vocabulary import Kind
from scheduler.model.prepare import CandidatePlacement, PlannedSession, Prepared
from scheduler.model.variables import DecisionVariables

Value = Callable[[cp_model.IntVar], int]


@dataclass(frozen=True)
class Assignment:
    """The placement of each placed session that is not given, and the session of each granted request (its route)."""

    placements: dict[str, CandidatePlacement]
    routes: dict[str, str]


def assignment_of(decisions: DecisionVariables, value: Value) -> Assignment:
    """The assignment of a solution; `value` returns a variable's value."""
    return Assignment(
        {session: option for (session, option), literal in decisions.placed.items() if value(literal)},
        {request: session for (request, session), literal in decisions.takes_part.items() if value(literal)},
    )


def assignment_in(prepared: Prepared, programme: Programme) -> Assignment:
    """The assignment of a programme; placements that are no candidates are dropped."""
    placements: dict[str, CandidatePlacement] = {}
    for placed in programme.sessions:
        session = prepared.sessions.get(placed.id)
        options = session.options if session and not session.given else ()
        option = next((o for o in options if o.key == (placed.room, placed.day, placed.start)), None)
        if option:
            placements[placed.id] = option
    routes = {d.request: d.session for d in programme.decisions if d.granted and d.request in prepared.routes}
    return Assignment(placements, routes)


def extract(decisions: DecisionVariables, value: Value, provenance: Provenance) -> Programme:
    """The programme of a solution; `value` returns a variable's value."""
    return programme_of(decisions.prepared, assignment_of(decisions, value), provenance)


def programme_of(prepared: Prepared, assignment: Assignment, provenance: Provenance) -> Programme:
    """The programme of an assignment."""
    placements = {session.id: session.given for session in prepared.given if session.given} | assignment.placements
    routes = assignment.routes
    return Programme(
        provenance=provenance,
        sessions=tuple(sorted(_sessions(prepared, placements, routes), key=_reading_order(prepared))),
        segments=tuple(_segments(prepared, placements, routes)),
        decisions=tuple(
            Decision(request=r.id, granted=r.id in routes, session=routes.get(r.id, ""))
            for r in prepared.instance.requests
        ),
        left_out=tuple(LeftOut(session=s.id) for s in prepared.instance.sessions if s.id not in placements),
        committee=tuple(Seat(coalition=c, person=people[0]) for c, people in prepared.judges.items()),
    )


def _reading_order(prepared: Prepared) -> Callable[[PlacedSession], tuple[int, int, int]]:
    days = {day.id: number for number, day in enumerate(prepared.instance.days)}
    rooms = {room.id: number for number, room in enumerate(prepared.instance.rooms)}
    return lambda placed: (days[placed.day], placed.start, rooms[placed.room])


def _sessions(
    prepared: Prepared, placements: dict[str, CandidatePlacement], routes: dict[str, str]
) -> list[PlacedSession]:
    instance = prepared.instance
    members: dict[str, list[str]] = {}
    for request in instance.requests:
        if request.id in routes:
            members.setdefault(routes[request.id], []).append(request.coalition)
    return [
        PlacedSession(
            id=session.id,
            title=_title(instance, session),
            kind=None if session.host else session.request.kind if session.request else Kind.JOINT,
            type=session.host.type if session.host else None,
            day=option.day,
            start=option.start,
            end=option.end,
            room=option.room.id,
            themes=session.themes,
            coalitions=() if session.host else tuple(members.get(session.id, ())),
            given=session.given is not None,
        )
        for session in prepared.sessions.values()
        if (option := placements.get(session.id))
    ]


def _title(instance: Instance, session: PlannedSession) -> str:
    if session.host:
        return session.host.title
    if session.request:
        return own_session_title(instance, session.request)
    return instance.theme[session.theme].name


def _segments(prepared: Prepared, placements: dict[str, CandidatePlacement], routes: dict[str, str]) -> list[Segment]:
    """Segments of each session in order: closest to its themes first, then as the coalitions are listed."""
    segments: list[Segment] = []
    rank = {coalition.id: number for number, coalition in enumerate(prepared.instance.coalitions)}
    for session in prepared.sessions.values():
        if session.host and session.id in placements:
            inside = [r for r in prepared.instance.requests if routes.get(r.id) == session.id]
            inside.sort(key=lambda request: (_distance(request, session), rank[request.coalition]))
            segments += pack_segments(session, placements[session.id].start, inside)
    return segments


def pack_segments(session: PlannedSession, session_start: int, requests: list[Request]) -> list[Segment]:
    """Segments in this order without gaps, in a session that starts at `session_start` (minutes after midnight)."""
    segments: list[Segment] = []
    start = session_start + (session.host.segments_after if session.host else 0)
    for order, request in enumerate(requests, start=1):
        end = start + request.minutes
        segments.append(
            Segment(
                request=request.id, coalition=request.coalition, session=session.id, order=order, start=start, end=end
            )
        )
        start = end
    return segments


def _distance(request: Request, session: PlannedSession) -> int:
    """Index of the first of the request's themes that the session shares; the number of themes if none."""
    shared = [rank for rank, theme in enumerate(request.themes) if theme in session.themes]
    return min(shared, default=len(request.themes))
