"""Rooms too large for those who come, or another one for a coalition's next session."""

from __future__ import annotations

from scheduler.verify.facts import Facts
from scheduler.verify.inconvenience.part_registry import part

SEATS_PER_POINT = 100
"""So many empty seats count as one point of room fit."""


@part
def room_fit(facts: Facts) -> int:
    """Hundreds of empty seats."""
    return sum(
        max(held.room.capacity - held.audience, 0) // SEATS_PER_POINT
        for held in facts.decided
        if held.in_programme and held.room
    )


@part
def room_changes(facts: Facts) -> int:
    """Changes of room within a day."""
    points = 0
    for sessions in facts.taking_part.values():
        rooms = {(held.placed.day, held.placed.room) for held in sessions if held.in_programme}
        points += len(rooms) - len({day for day, _ in rooms})
    return points
