"""Comfort: preferred days, room fit, local hours, themes and coalitions that stay in one room (systems 32, 43–45)."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.instance import Request
from scheduler.model.decisions import Decisions, Expression
from scheduler.model.places import local_hours
from scheduler.model.prepare import Planned
from scheduler.model.whereabouts import presences_by_person
from scheduler.vocabulary import SEGMENT_KINDS


def discomfort(decisions: Decisions) -> Expression:
    """Discomfort: days not preferred, rooms too large, odd hours, themes and coalitions changing rooms."""
    weights = decisions.prepared.instance.policy.comfort
    return (
        weights.days * sum(_days_not_preferred(decisions))
        + weights.room_fit * sum(_empty_seats(decisions))
        + weights.time_zones * sum(_odd_hours(decisions))
        + weights.theme_rooms * sum(_theme_rooms(decisions))
        + weights.room_changes * sum(_room_changes(decisions))
    )


def _days_not_preferred(decisions: Decisions) -> Iterator[Expression]:
    instance = decisions.prepared.instance
    for request in instance.requests:
        preferred = instance.coalition[request.coalition].preferred_days
        if preferred:
            yield from (lit for _, position, lit in decisions.whereabouts(request) if position.day not in preferred)
    for session in decisions.prepared.decided:
        if session.host and session.host.preferred_days:
            at = decisions.at(session)
            yield from (lit for position, lit in at.items() if position.day not in session.host.preferred_days)


def _programme_sessions(decisions: Decisions) -> list[Planned]:
    return [session for session in decisions.prepared.decided if session.in_programme]


def _empty_seats(decisions: Decisions) -> Iterator[Expression]:
    """Empty seats in hundreds, for every decided session of the programme."""
    for session in _programme_sessions(decisions):
        for option in decisions.options[session.id]:
            hundreds = max(option.room.capacity - session.audience, 0) // 100
            if hundreds:
                yield hundreds * decisions.place[session.id, option]


def _odd_hours(decisions: Decisions) -> Iterator[Expression]:
    """Presences of remote people outside comfortable hours where they are."""
    instance = decisions.prepared.instance
    options = {o.position: o for session in decisions.prepared.decided for o in session.options}
    options |= {s.given.position: s.given for s in decisions.prepared.given if s.given}
    for name, presences in presences_by_person(decisions).items():
        person = instance.person[name]
        for presence in presences:
            if person.remote and not presence.given:
                start, end = local_hours(decisions.prepared, person.time_zone, options[presence.position])
                if start < instance.policy.comfortable_from or end > instance.policy.comfortable_until:
                    yield presence.literal


def _theme_rooms(decisions: Decisions) -> Iterator[Expression]:
    """Pairs of theme and room that only decided sessions bring together."""
    known = {(theme, s.given.room.id) for s in decisions.prepared.given if s.given for theme in s.themes}
    places: dict[tuple[str, str], list[Expression]] = {}
    for session in _programme_sessions(decisions):
        by_room: dict[str, list[Expression]] = {}
        for option in decisions.options[session.id]:
            by_room.setdefault(option.room.id, []).append(decisions.place[session.id, option])
        for room, literals in by_room.items():
            for theme in session.themes:
                if (theme, room) not in known:
                    places.setdefault((theme, room), []).append(sum(literals))
    for (theme, room), in_room in places.items():
        if len(in_room) == 1:
            yield in_room[0]
        else:
            used = decisions.model.new_bool_var(f"{theme} in {room}")
            for literal in in_room:
                decisions.model.add(used >= literal)
            yield used


def _room_changes(decisions: Decisions) -> Iterator[Expression]:
    """For each coalition and day, its rooms but one."""
    instance = decisions.prepared.instance
    for coalition in instance.coalitions:
        requests = [r for r in instance.requests_of(coalition.id) if _in_programme(decisions, r)]
        if len(requests) > 1:
            for day in instance.days:
                yield from _rooms_but_one(decisions, requests, coalition.id, day.id)


def _in_programme(decisions: Decisions, request: Request) -> bool:
    return request.kind in SEGMENT_KINDS or any(s.in_programme for s in decisions.prepared.routes[request.id])


def _rooms_but_one(decisions: Decisions, requests: list[Request], coalition: str, day: str) -> Iterator[Expression]:
    by_room: dict[str, list[Expression]] = {}
    concerned: set[str] = set()
    for request in requests:
        for session in decisions.prepared.routes[request.id]:
            for room, literal in _rooms_of(decisions, request, session, day):
                by_room.setdefault(room, []).append(literal)
                concerned.add(request.id)
    if len(concerned) < 2 or len(by_room) < 2:
        return
    used = []
    for room, literals in by_room.items():
        there = decisions.model.new_bool_var(f"{coalition} in {room} on {day}")
        for literal in literals:
            decisions.model.add(there >= literal)
        used.append(there)
    changes = decisions.model.new_int_var(0, len(requests) - 1, f"changes of room of {coalition} on {day}")
    decisions.model.add(changes >= sum(used) - 1)
    yield changes


def _rooms_of(decisions: Decisions, request: Request, session: Planned, day: str) -> Iterator[tuple[str, Expression]]:
    """For each room, an expression that is at least one if the request is held there on that day."""
    here = [lit for p, lit in decisions.here.get((request.id, session.id), {}).items() if p.day == day]
    if not here:
        return
    if session.given:
        yield session.given.room.id, here[0]
        return
    by_room: dict[str, list[Expression]] = {}
    for option in decisions.options[session.id]:
        if option.day == day:
            by_room.setdefault(option.room.id, []).append(decisions.place[session.id, option])
    for room, literals in by_room.items():
        yield room, sum(literals) if session.request else sum(here) + sum(literals) - 1
