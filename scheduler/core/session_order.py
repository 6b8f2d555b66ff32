"""Sessions of a programme in reading order, with their segments, type and audience."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scheduler.core.instance import Instance, Request
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.core.vocabulary import Kind


def in_order(instance: Instance, placed: Iterable[PlacedSession]) -> list[PlacedSession]:
    """Sort sessions by day, start, room (in the order of the instance) and id."""
    days = {day.id: number for number, day in enumerate(instance.days)}
    rooms = {room.id: number for number, room in enumerate(instance.rooms)}
    return sorted(placed, key=lambda p: (days[p.day], p.start, rooms[p.room], p.id))


def segments_by_session(programme: Programme) -> dict[str, list[Segment]]:
    """The segments of each session that has any, in order."""
    segments: dict[str, list[Segment]] = defaultdict(list)
    for segment in sorted(programme.segments, key=lambda s: (s.session, s.order)):
        segments[segment.session].append(segment)
    return dict(segments)


def type_text(placed: PlacedSession) -> str:
    """The kind or type of a session in words."""
    return placed.kind.value if placed.kind else placed.type.value if placed.type else ""


def audience_of(instance: Instance, placed: PlacedSession, requests: list[Request]) -> int:
    """The expected audience of a session in which these requests are granted."""
    if placed.id in instance.session:
        return instance.session[placed.id].audience
    if placed.kind is Kind.JOINT:
        return instance.policy.joint_audience
    return max((request.audience for request in requests), default=0)
