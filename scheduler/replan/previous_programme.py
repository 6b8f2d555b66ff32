"""Carry a programme over to an instance that has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scheduler.core.instance import HostSession, Instance
from scheduler.core.programme import Decision, PlacedSession, Programme, Segment
from scheduler.core.vocabulary import Kind, State


def carried_over(instance: Instance, before: Programme) -> Programme:
    """The previous programme restricted to the sessions and requests of this instance; new requests are refused.

    It may violate any rule. Given sessions are where the instance has them.
    """
    decisions = tuple(_remaining_decisions(instance, before))
    holds: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.granted:
            holds.setdefault(decision.session, []).append(instance.request[decision.request].coalition)
    remaining = [placed for placed in before.sessions if placed.id not in instance.session and placed.id in holds]
    own = tuple(
        placed.model_copy(update={"coalitions": tuple(dict.fromkeys(holds[placed.id]))}) for placed in remaining
    )
    sessions = (*_host_sessions(instance, before), *own)
    granted = {decision.request for decision in decisions if decision.granted}
    segments = [segment for segment in before.segments if segment.request in granted]
    return before.model_copy(
        update={
            "sessions": sessions,
            "decisions": decisions,
            "segments": consecutive_segments(instance, sessions, segments),
            "left_out": (),
            "scores": (),
        }
    )


def _remaining_decisions(instance: Instance, before: Programme) -> Iterator[Decision]:
    known = {*instance.session, *instance.request, *(s.id for s in before.sessions if s.kind is Kind.JOINT)}
    for request in instance.requests:
        then = before.decision.get(request.id)
        held = then is not None and then.granted and then.session in known and then.session in before.session
        yield then if then and held else Decision(request=request.id, granted=False)


def _host_sessions(instance: Instance, before: Programme) -> Iterator[PlacedSession]:
    for host in instance.sessions:
        old = before.session.get(host.id)
        if host.place:
            yield _given(host, old)
        elif old:
            yield old.model_copy(update={"end": old.start + host.minutes, "given": False})


def _given(host: HostSession, old: PlacedSession | None) -> PlacedSession:
    assert host.place is not None
    return PlacedSession(
        id=host.id,
        title=host.title,
        type=host.type,
        day=host.place.day,
        start=host.place.start,
        end=host.place.start + host.minutes,
        room=host.place.room,
        themes=host.themes,
        given=True,
        state=old.state if old else State.DRAFT,
    )


def consecutive_segments(
    instance: Instance, sessions: Iterable[PlacedSession], segments: Sequence[Segment]
) -> tuple[Segment, ...]:
    """Number and time the segments of each session one after another, in the order given."""
    found: list[Segment] = []
    for placed in sessions:
        host = instance.session.get(placed.id)
        start = placed.start + (host.segments_after if host else 0)
        inside = [s for s in segments if s.session == placed.id and s.request in instance.request]
        for order, segment in enumerate(inside, start=1):
            end = start + instance.request[segment.request].minutes
            found.append(segment.model_copy(update={"order": order, "start": start, "end": end}))
            start = end
    return tuple(found)


def with_previous_states(
    instance: Instance, before: Programme, programme: Programme, titles: Mapping[str, str]
) -> Programme:
    """The programme found, with the previous state and order of segments of each session, and with `titles`.

    A session that moved keeps its state, because its new placement must be announced. Segments that were in a
    session go before those that come to it.
    """
    states = {placed.id: placed.state for placed in before.sessions}
    sessions = tuple(
        placed.model_copy(
            update={"state": states.get(placed.id, State.DRAFT), "title": titles.get(placed.id, placed.title)}
        )
        for placed in programme.sessions
    )
    was = {segment.request: (segment.session, segment.order) for segment in before.segments}

    def newcomers_last(segment: Segment) -> tuple[bool, int]:
        session, order = was.get(segment.request, ("", 0))
        return (False, order) if session == segment.session else (True, segment.order)

    segments = consecutive_segments(instance, sessions, sorted(programme.segments, key=newcomers_last))
    return programme.model_copy(update={"sessions": sessions, "segments": segments})
