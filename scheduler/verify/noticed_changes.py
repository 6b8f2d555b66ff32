"""Changes that people notice between an old programme and a new one.

Counted from the two programmes alone; `scheduler.model.change_objective` says the same to the solver.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.catalogue.noticeable_changes import Noticed, points
from scheduler.core.instance import Instance, Request
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.core.vocabulary import Kind, State


@dataclass(frozen=True)
class NoticedChange:
    """One change: its kind, the session or request that it is about, and what it counts."""

    kind: Noticed
    about: str
    points: int


def noticeable_changes(instance: Instance, before: Programme, after: Programme) -> tuple[NoticedChange, ...]:
    """Changes that people notice, weighted by what changes and by how far it was known."""
    return tuple(
        NoticedChange(kind, about, points(kind, state))
        for kind, about, state in (*_sessions(instance, before, after), *_requests(instance, before, after))
    )


Found = Iterator[tuple[Noticed, str, State]]


def _sessions(instance: Instance, before: Programme, after: Programme) -> Found:
    """Changes of sessions that were placed; given sessions are moved by the sheets and do not count."""
    for old in before.sessions:
        host, new = instance.session.get(old.id), after.session.get(old.id)
        if host and host.place:
            continue
        if new is None:
            if host:
                yield Noticed.LEFT_OUT, old.id, old.state
            continue
        if old.day != new.day:
            yield Noticed.DAY, old.id, old.state
        elif old.start != new.start:
            yield Noticed.TIME, old.id, old.state
        if old.room != new.room:
            yield Noticed.ROOM, old.id, old.state
        if old.kind is Kind.JOINT and _members(instance, before, before, old) != _members(instance, before, after, new):
            yield Noticed.PARTNERS, old.id, old.state


def _members(instance: Instance, before: Programme, programme: Programme, session: PlacedSession) -> set[str]:
    """The requests held in a session, apart from those that came after or were taken back since."""
    return {
        decision.request
        for decision in programme.decisions
        if decision.granted
        and decision.session == session.id
        and decision.request in before.decision
        and decision.request in instance.request
    }


def _requests(instance: Instance, before: Programme, after: Programme) -> Found:
    """Changes of requests that were decided before and are still in the instance."""
    inside = _segments_by_session(before)
    for request in instance.requests:
        then, now = before.decision.get(request.id), after.decision.get(request.id)
        if then is None:
            continue
        granted = now is not None and now.granted
        if not then.granted:
            if granted:
                yield Noticed.GRANTED, request.id, State.DRAFT
            continue
        state = before.session[then.session].state if then.session in before.session else State.DRAFT
        if now is None or not granted:
            yield Noticed.REFUSED, request.id, state
        elif now.session != then.session:
            yield Noticed.ELSEWHERE, request.id, state
        elif _shifted(instance, after, request, inside.get(then.session, [])):
            yield Noticed.SEGMENT, request.id, state


def _segments_by_session(programme: Programme) -> dict[str, list[Segment]]:
    inside: dict[str, list[Segment]] = {}
    for segment in sorted(programme.segments, key=lambda segment: segment.order):
        inside.setdefault(segment.session, []).append(segment)
    return inside


def _shifted(instance: Instance, after: Programme, request: Request, there: list[Segment]) -> bool:
    """Whether a segment before this one in its session has gone, or lasts otherwise now."""
    for earlier in there:
        if earlier.request == request.id:
            return False
        known, now = instance.request.get(earlier.request), after.decision.get(earlier.request)
        stays = now is not None and now.granted and now.session == earlier.session
        if known is None or not stays or known.minutes != earlier.end - earlier.start:
            return True
    return False
