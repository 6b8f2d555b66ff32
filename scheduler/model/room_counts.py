"""Constraints on the number of rooms at each moment, where rooms are not decided (Hall's condition).

Where times are decided before rooms, the sessions at a moment whose candidate rooms lie in a set are no more than its
rooms. By Hall's theorem this is sufficient if sessions with different starts never overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ortools.sat.python import cp_model

from scheduler.model.prepare import CandidatePlacement, Interval
from scheduler.model.presence_constraints import overlap_cliques
from scheduler.model.variables import DecisionVariables

Rooms = frozenset[str]

MAX_UNIONS = 200
"""Number of sets of rooms constrained at one moment; fewer give a weaker, still valid relaxation."""


def room_counts(decisions: DecisionVariables) -> None:
    """Relaxation of the rule on overlaps in a room: for each moment and set of rooms, a cap on the sessions in it."""
    rooms = _rooms_left(decisions)
    for (session, interval), literal in decisions.time.items():
        if not rooms[session, interval]:
            decisions.forbid("room_overlap", literal)
    timed_rooms = [(key[1], (literal, rooms[key])) for key, literal in decisions.time.items() if rooms[key]]
    unions_of: dict[frozenset[Rooms], tuple[Rooms, ...]] = {}
    for clique in overlap_cliques(timed_rooms):
        room_sets = frozenset(rooms for _, rooms in clique)
        if room_sets not in unions_of:
            unions_of[room_sets] = tuple(unions(room_sets))
        for union in unions_of[room_sets]:
            inside = [literal for literal, rooms in clique if rooms <= union]
            if len(inside) > len(union):
                decisions.require("room_overlap", cp_model.LinearExpr.sum(inside) <= len(union))


def _rooms_left(decisions: DecisionVariables) -> dict[tuple[str, Interval], Rooms]:
    """The free rooms of each session by interval: its candidate rooms without those of overlapping given sessions."""
    taken: dict[str, list[Interval]] = {}
    for session in decisions.prepared.given:
        if session.given:
            taken.setdefault(session.given.room.id, []).append(session.given.interval)
    free: dict[CandidatePlacement, bool] = {}
    free_rooms: dict[tuple[str, Interval], set[str]] = {key: set() for key in decisions.time}
    for session_id, options in decisions.options.items():
        for option in options:
            if option not in free:
                free[option] = not any(p.overlaps(option.interval) for p in taken.get(option.room.id, ()))
            if free[option]:
                free_rooms[session_id, option.interval].add(option.room.id)
    return {key: frozenset(rooms) for key, rooms in free_rooms.items()}


def unions(room_sets: Iterable[Rooms]) -> Iterator[Rooms]:
    """All unions of the sets, small ones first, until there are more than `MAX_UNIONS`."""
    joined: set[Rooms] = set()
    for rooms in sorted(room_sets, key=lambda rooms: (len(rooms), sorted(rooms))):
        joined |= {rooms} | {rooms | other for other in joined}
        if len(joined) > MAX_UNIONS:
            break
    yield from sorted(joined, key=lambda rooms: (len(rooms), sorted(rooms)))
