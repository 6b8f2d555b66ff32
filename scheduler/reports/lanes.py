"""A day laid out: which sessions stand in which column, and which span them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.instance import Instance
from scheduler.programme import Placed


@dataclass(frozen=True)
class Lane:
    """A column: a room, or a part of one where given sessions overlap in it."""

    room: str
    sessions: tuple[Placed, ...]


def lanes(instance: Instance, placed: Sequence[Placed]) -> tuple[Lane, ...]:
    """The rooms in use, in their order; a room in which sessions overlap gets as many lanes as it takes."""
    found: list[tuple[str, list[Placed]]] = []
    in_use = {session.room for session in placed}
    for room in (room.id for room in instance.rooms if room.id in in_use):
        own: list[list[Placed]] = []
        for session in sorted((s for s in placed if s.room == room), key=lambda s: (s.start, s.id)):
            free = next((lane for lane in own if lane[-1].end <= session.start), None)
            if free is None:
                own.append([session])
            else:
                free.append(session)
        found += [(room, lane) for lane in own]
    return tuple(Lane(room, tuple(sessions)) for room, sessions in found)


def stops_everything(instance: Instance, session: Placed, placed: Sequence[Placed]) -> bool:
    """Whether it is a ceremony beside which there really is nothing: such a block spans all rooms."""
    host = instance.session.get(session.id)
    alone = not any(session.overlaps(other) for other in placed if other is not session)
    return bool(host and host.blocks_everything and alone)
