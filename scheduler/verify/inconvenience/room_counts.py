"""Counts on rooms: empty seats, and changes of room of a coalition."""

from __future__ import annotations

from scheduler.verify.facts import Facts
from scheduler.verify.inconvenience.part_registry import part

SEATS_PER_POINT = 100
"""So many empty seats count as one point of room fit."""


@part
def room_fit(facts: Facts) -> int:
    """Hundreds of empty seats."""
    return sum(
        max(session.room.capacity - session.audience, 0) // SEATS_PER_POINT
        for session in facts.decided
        if session.in_programme and session.room
    )


@part
def room_changes(facts: Facts) -> int:
    """Changes of room within a day."""
    points = 0
    for sessions in facts.taking_part.values():
        rooms = {(session.placed.day, session.placed.room) for session in sessions if session.in_programme}
        points += len(rooms) - len({day for day, _ in rooms})
    return points
