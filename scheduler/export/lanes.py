"""Lay out a day: the column of each session, and sessions that span all columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession


@dataclass(frozen=True)
class Lane:
    """A column: a room, or part of one where given sessions overlap in it."""

    room: str
    sessions: tuple[PlacedSession, ...]


def lanes(instance: Instance, placed: Sequence[PlacedSession]) -> tuple[Lane, ...]:
    """The rooms in use, in their order; a room in which sessions overlap gets as many lanes as it takes."""
    in_use = {session.room for session in placed}
    return tuple(
        Lane(room.id, sessions)
        for room in instance.rooms
        if room.id in in_use
        for sessions in side_by_side([session for session in placed if session.room == room.id])
    )


def side_by_side(placed: Sequence[PlacedSession]) -> tuple[tuple[PlacedSession, ...], ...]:
    """Sessions dealt out, in order of time, to as few columns as it takes so that none overlap in a column."""
    columns: list[list[PlacedSession]] = []
    for session in sorted(placed, key=lambda s: (s.start, s.id)):
        free = next((column for column in columns if column[-1].end <= session.start), None)
        if free is None:
            columns.append([session])
        else:
            free.append(session)
    return tuple(tuple(column) for column in columns)


def stops_everything(instance: Instance, session: PlacedSession, placed: Sequence[PlacedSession]) -> bool:
    """Whether it is a ceremony beside which there really is nothing: such a block spans all rooms."""
    host = instance.session.get(session.id)
    alone = not any(session.overlaps(other) for other in placed if other is not session)
    return bool(host and host.blocks_everything and alone)
