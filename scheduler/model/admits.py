"""Check whether a given programme is a solution of the model."""

from __future__ import annotations

from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.vocabulary import SEGMENT_KINDS
from scheduler.model.assignment import pack_segments
from scheduler.model.build import build_rules
from scheduler.model.prepare import Prepared, prepare
from scheduler.model.solver import evaluation_solver
from scheduler.model.variables import DecisionVariables


def admits(instance: Instance, programme: Programme) -> bool:
    """Whether the programme is a feasible solution of the instance's model."""
    decisions = build_rules(prepare(instance))
    if not (_consistent(decisions.prepared, programme) and fix(decisions, programme)):
        return False
    solver = evaluation_solver()
    return solver.solve(decisions.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def fix(decisions: DecisionVariables, programme: Programme) -> bool:
    """Fix every decision variable to its value in the programme; False if one of its decisions has no variable."""
    placed = {session.id: (session.room, session.day, session.start) for session in programme.sessions}
    routes = {decision.request: decision.session for decision in programme.decisions if decision.granted}
    candidates = {(session, option.key) for session, option in decisions.placed}
    for session in decisions.prepared.sessions.values():
        if session.given:
            if placed.get(session.id) != session.given.key:
                return False
        elif session.id in placed and (session.id, placed[session.id]) not in candidates:
            return False
    if any((request, session) not in decisions.takes_part for request, session in routes.items()):
        return False
    for literal, value in decided(decisions, programme):
        decisions.model.add(literal == value)
    return True


def decided(decisions: DecisionVariables, programme: Programme) -> Iterator[tuple[cp_model.IntVar, int]]:
    """The value of each decision variable in a programme."""
    placed = {session.id: (session.room, session.day, session.start) for session in programme.sessions}
    routes = {decision.request: decision.session for decision in programme.decisions if decision.granted}
    for (session_id, option), literal in decisions.placed.items():
        yield literal, int(placed.get(session_id) == option.key)
    for (request, session_id), literal in decisions.takes_part.items():
        yield literal, int(routes.get(request) == session_id)


def _consistent(prepared: Prepared, programme: Programme) -> bool:
    """Whether all parts of the programme agree with its decisions, as the model's construction guarantees."""
    instance = prepared.instance
    decided = [decision.request for decision in programme.decisions]
    if sorted(decided) != sorted(instance.request) or len(programme.session) != len(programme.sessions):
        return False
    if sorted(one.session for one in programme.left_out) != sorted(set(instance.session) - set(programme.session)):
        return False
    return (
        all(_as_planned(prepared, programme, placed) for placed in programme.sessions)
        and _segments_packed(prepared, programme)
        and _seats_valid(prepared, programme)
    )


def _as_planned(prepared: Prepared, programme: Programme, placed: PlacedSession) -> bool:
    planned = prepared.sessions.get(placed.id)
    if planned is None or placed.end - placed.start != planned.minutes:
        return False
    requests = [d.request for d in programme.decisions if d.granted and d.session == placed.id]
    members = sorted(prepared.instance.request[request].coalition for request in requests)
    listed = planned.host is not None or sorted(placed.coalitions) == members
    return listed and (not planned.theme or placed.themes == planned.themes)


def _segments_packed(prepared: Prepared, programme: Programme) -> bool:
    instance = prepared.instance
    inside: dict[str, list[str]] = {}
    for decision in programme.decisions:
        if decision.granted and instance.request[decision.request].kind in SEGMENT_KINDS:
            inside.setdefault(decision.session, []).append(decision.request)
    if {segment.session for segment in programme.segments} != set(inside):
        return False
    for session_id, requests in inside.items():
        segments = sorted((s for s in programme.segments if s.session == session_id), key=lambda s: s.order)
        placed, planned = programme.session.get(session_id), prepared.sessions.get(session_id)
        if placed is None or planned is None or sorted(s.request for s in segments) != sorted(requests):
            return False
        expected = pack_segments(planned, placed.start, [instance.request[s.request] for s in segments])
        if segments != expected:
            return False
    return True


def _seats_valid(prepared: Prepared, programme: Programme) -> bool:
    seats = programme.committee
    enough = len(seats) >= prepared.instance.policy.committee_at_least
    distinct = len({seat.coalition for seat in seats}) == len(seats)
    return enough and distinct and all(seat.person in prepared.judges.get(seat.coalition, ()) for seat in seats)
