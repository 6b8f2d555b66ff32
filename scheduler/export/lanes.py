"""Lanes of a day: columns in which sessions do not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession


@dataclass(frozen=True)
class Lane:
    """A column of a day: a room, or one of several columns of a room with overlapping given sessions."""

    room: str
    sessions: tuple[PlacedSession, ...]


def lanes(instance: Instance, placed: Sequence[PlacedSession]) -> tuple[Lane, ...]:
    """The lanes of the rooms in use, in the order of the instance; a room has as many lanes as sessions overlap."""
    in_use = {session.room for session in placed}
    return tuple(
        Lane(room.id, sessions)
        for room in instance.rooms
        if room.id in in_use
        for sessions in side_by_side([session for session in placed if session.room == room.id])
    )


def side_by_side(placed: Sequence[PlacedSession]) -> tuple[tuple[PlacedSession, ...], ...]:
    """Partition sessions into the fewest columns without overlaps, in order of start (interval colouring)."""
    columns: list[list[PlacedSession]] = []
    for session in sorted(placed, key=lambda s: (s.start, s.id)):
        free = next((column for column in columns if column[-1].end <= session.start), None)
        if free is None:
            columns.append([session])
        else:
            free.append(session)
    return tuple(tuple(column) for column in columns)


def stops_everything(instance: Instance, session: PlacedSession, placed: Sequence[PlacedSession]) -> bool:
    """Whether a session blocks the whole event and nothing overlaps it; it then spans all rooms."""
    host = instance.session.get(session.id)
    alone = not any(session.overlaps(other) for other in placed if other is not session)
    return bool(host and host.blocks_everything and alone)
