"""Constraints on the number of rooms at each moment, where rooms are not decided (Hall's condition).

Where times are decided before rooms, no sessions may stand at one moment that want among them fewer rooms than they
are. Hall's theorem says that this is enough as long as sessions that begin at different moments never overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ortools.sat.python import cp_model

from scheduler.model.prepare import CandidatePlacement, Interval
from scheduler.model.presence_constraints import at_each_start
from scheduler.model.variables import DecisionVariables

Rooms = frozenset[str]

UNIONS_AT_MOST = 200
"""Sets of rooms constrained at one moment; with fewer the relaxation is weaker, and still one."""


def room_counts(decisions: DecisionVariables) -> None:
    """No two sessions share a room at the same time, by count."""
    rooms = _rooms_left(decisions)
    for (session, position), literal in decisions.time.items():
        if not rooms[session, position]:
            decisions.forbid("room_overlap", literal)
    stays = [(key[1], (literal, rooms[key])) for key, literal in decisions.time.items() if rooms[key]]
    known: dict[frozenset[Rooms], tuple[Rooms, ...]] = {}
    for together in at_each_start(stays):
        wanted = frozenset(rooms for _, rooms in together)
        if wanted not in known:
            known[wanted] = tuple(unions(wanted))
        for union in known[wanted]:
            inside = [literal for literal, rooms in together if rooms <= union]
            if len(inside) > len(union):
                decisions.require("room_overlap", cp_model.LinearExpr.sum(inside) <= len(union))


def _rooms_left(decisions: DecisionVariables) -> dict[tuple[str, Interval], Rooms]:
    """The rooms of each session by interval, without those that a given session occupies then."""
    taken: dict[str, list[Interval]] = {}
    for session in decisions.prepared.given:
        if session.given:
            taken.setdefault(session.given.room.id, []).append(session.given.position)
    free: dict[CandidatePlacement, bool] = {}
    found: dict[tuple[str, Interval], set[str]] = {key: set() for key in decisions.time}
    for session_id, options in decisions.options.items():
        for option in options:
            if option not in free:
                free[option] = not any(p.overlaps(option.position) for p in taken.get(option.room.id, ()))
            if free[option]:
                found[session_id, option.position].add(option.room.id)
    return {key: frozenset(rooms) for key, rooms in found.items()}


def unions(wanted: Iterable[Rooms]) -> Iterator[Rooms]:
    """All unions of the sets, small ones first, until there are more than `UNIONS_AT_MOST`."""
    found: set[Rooms] = set()
    for rooms in sorted(wanted, key=lambda rooms: (len(rooms), sorted(rooms))):
        found |= {rooms} | {rooms | other for other in found}
        if len(found) > UNIONS_AT_MOST:
            break
    yield from sorted(found, key=lambda rooms: (len(rooms), sorted(rooms)))
