"""Inconvenience in rooms: empty seats, and changes of room of a coalition."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.instance import Request
from scheduler.core.vocabulary import SEGMENT_KINDS
from scheduler.model.inconvenience.part_registry import part
from scheduler.model.prepare import CandidatePlacement, Interval, PlannedSession
from scheduler.model.presence_constraints import at_least_each
from scheduler.model.variables import DecisionVariables, Expression


@part
def room_fit(decisions: DecisionVariables) -> Iterator[Expression]:
    """Hundreds of empty seats.

    If rooms are not decided, those of the smallest suitable room at that time, a lower bound.
    """
    for session in decisions.prepared.decided:
        if not session.in_programme:
            continue
        if not decisions.rooms_decided:
            yield from _in_best_room(decisions, session)
            continue
        for option in decisions.options[session.id]:
            if empty_seats(session, option):
                yield empty_seats(session, option) * decisions.placed[session.id, option]


def empty_seats(session: PlannedSession, option: CandidatePlacement) -> int:
    """Empty seats of a room, in hundreds, rounded down."""
    return max(option.room.capacity - session.audience, 0) // 100


def _in_best_room(decisions: DecisionVariables, session: PlannedSession) -> Iterator[Expression]:
    best: dict[Interval, int] = {}
    for option in decisions.options[session.id]:
        empty = empty_seats(session, option)
        best[option.interval] = min(empty, best.get(option.interval, empty))
    yield from (empty * decisions.time[session.id, interval] for interval, empty in best.items() if empty)


@part
def room_changes(decisions: DecisionVariables) -> Iterator[Expression]:
    """Changes of room within a day."""
    instance = decisions.prepared.instance
    for coalition in instance.coalitions:
        requests = [r for r in instance.requests_of(coalition.id) if _in_programme(decisions, r)]
        if len(requests) > 1:
            for day in instance.days:
                yield from _room_changes_on_day(decisions, requests, coalition.id, day.id)


def _in_programme(decisions: DecisionVariables, request: Request) -> bool:
    return request.kind in SEGMENT_KINDS or any(s.in_programme for s in decisions.prepared.routes[request.id])


def _room_changes_on_day(
    decisions: DecisionVariables, requests: list[Request], coalition: str, day: str
) -> Iterator[Expression]:
    by_room: dict[str, list[Expression]] = {}
    concerned: set[str] = set()
    for request in requests:
        for session in decisions.prepared.routes[request.id]:
            for room, literal in _rooms_of(decisions, request, session, day):
                by_room.setdefault(room, []).append(literal)
                concerned.add(request.id)
    if len(concerned) < 2 or len(by_room) < 2:
        return
    used = [at_least_each(decisions, literals, f"{coalition} in {room} on {day}") for room, literals in by_room.items()]
    changes = decisions.model.new_int_var(0, len(requests) - 1, f"changes of room of {coalition} on {day}")
    decisions.model.add(changes >= sum(used) - 1)
    yield changes


def _rooms_of(
    decisions: DecisionVariables, request: Request, session: PlannedSession, day: str
) -> Iterator[tuple[str, Expression]]:
    """For each room, an expression that is at least 1 where the request's session takes place in it on that day."""
    on_day = [lit for p, lit in decisions.participation.get((request.id, session.id), {}).items() if p.day == day]
    if not on_day:
        return
    if session.given:
        yield session.given.room.id, on_day[0]
        return
    by_room: dict[str, list[Expression]] = {}
    for option in decisions.options[session.id]:
        if option.day == day:
            by_room.setdefault(option.room.id, []).append(decisions.placed[session.id, option])
    for room, literals in by_room.items():
        yield room, sum(literals) if session.request else sum(on_day) + sum(literals) - 1
