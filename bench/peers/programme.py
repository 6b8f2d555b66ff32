"""From the spots that a peer chose to a programme that the independent check can judge."""

from __future__ import annotations

from collections.abc import Sequence

from bench.peers.task import Task
from scheduler.core.programme import PlacedSession, Programme, Provenance


def programme_of(task: Task, chosen: Sequence[int], who: str) -> Programme:
    """`chosen` is the number of the spot of each item."""
    instance, settled = task.instance, task.settled
    sessions = tuple(_placed(task, number, spot) for number, spot in enumerate(chosen))
    shift = {
        placed.id: placed.start - settled.session[placed.id].start
        for placed in sessions
        if placed.id in settled.session
    }
    segments = tuple(
        segment.model_copy(
            update={"start": segment.start + shift[segment.session], "end": segment.end + shift[segment.session]}
        )
        for segment in settled.segments
    )
    return Programme(
        provenance=Provenance(instance=instance.name, instance_sha256=instance.sha256, program_version="0", status=who),
        sessions=sessions,
        segments=segments,
        decisions=settled.decisions,
        committee=settled.committee,
    )


def _placed(task: Task, number: int, spot: int) -> PlacedSession:
    instance, item = task.instance, task.items[number]
    room, when = item.spots[spot]
    host, before = instance.session.get(item.id), task.settled.session.get(item.id)
    return PlacedSession(
        id=item.id,
        title=host.title if host else before.title if before else item.id,
        kind=None if host else before.kind if before else None,
        type=host.type if host else None,
        day=instance.days[when.day].id,
        start=when.start,
        end=when.end,
        room=instance.rooms[room].id,
        themes=item.themes,
        coalitions=item.coalitions if item.arises else (),
        given=item.given,
    )
