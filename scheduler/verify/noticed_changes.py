"""Recompute the objective of replanning: the noticeable changes between two programmes.

`scheduler.model.change_objective` states the same to the solver, apart from this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.catalogue.change_kinds import ChangeKind, points
from scheduler.core.instance import Instance, Request
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.core.vocabulary import Kind, State
from scheduler.diff.request_changes import placement_changes, request_changes


@dataclass(frozen=True)
class NoticedChange:
    """One change: its kind, the id of the session or request that it is about, and its weight in points."""

    kind: ChangeKind
    about: str
    points: int


def noticeable_changes(instance: Instance, before: Programme, after: Programme) -> tuple[NoticedChange, ...]:
    """Changes that people notice, weighted by what changes and by how far it was known."""
    return tuple(
        NoticedChange(kind, about, points(kind, state))
        for kind, about, state in (*_sessions(instance, before, after), *_requests(instance, before, after))
    )


_Found = Iterator[tuple[ChangeKind, str, State]]


def _sessions(instance: Instance, before: Programme, after: Programme) -> _Found:
    """Changes of free sessions of the previous programme; changes of given sessions come from the sheets."""
    for old in before.sessions:
        host, new = instance.session.get(old.id), after.session.get(old.id)
        if host and host.place:
            continue
        if new is None:
            if host:
                yield ChangeKind.CANCELLED, old.id, old.state
            continue
        # A session that only lasts longer has not moved.
        for kind in placement_changes(old, new, ends=False):
            yield kind, old.id, old.state
        if old.kind is Kind.JOINT and _members(instance, before, before, old) != _members(instance, before, after, new):
            yield ChangeKind.PARTNERS, old.id, old.state


def _members(instance: Instance, before: Programme, programme: Programme, session: PlacedSession) -> set[str]:
    """The requests held in a session, without new and withdrawn ones."""
    return {
        decision.request
        for decision in programme.decisions
        if decision.granted
        and decision.session == session.id
        and decision.request in before.decision
        and decision.request in instance.request
    }


def _requests(instance: Instance, before: Programme, after: Programme) -> _Found:
    """Changes of requests with a decision in both programmes."""
    kinds: dict[str, set[ChangeKind]] = {}
    for change in request_changes(before, after):
        kinds.setdefault(change.request, set()).add(change.kind)
    inside = _segments_by_session(before)
    for request in instance.requests:
        then, changed = before.decision.get(request.id), kinds.get(request.id, set())
        if then is None:
            continue
        state = before.session[then.session].state if then.session in before.session else State.DRAFT
        if ChangeKind.GRANTED in changed:
            yield ChangeKind.GRANTED, request.id, State.DRAFT
        elif ChangeKind.REFUSED in changed:
            yield ChangeKind.REFUSED, request.id, state
        elif ChangeKind.ELSEWHERE in changed:
            yield ChangeKind.ELSEWHERE, request.id, state
        elif then.granted and _shifted(instance, after, request, inside.get(then.session, [])):
            yield ChangeKind.SEGMENT, request.id, state


def _segments_by_session(programme: Programme) -> dict[str, list[Segment]]:
    inside: dict[str, list[Segment]] = {}
    for segment in sorted(programme.segments, key=lambda segment: segment.order):
        inside.setdefault(segment.session, []).append(segment)
    return inside


def _shifted(instance: Instance, after: Programme, request: Request, there: list[Segment]) -> bool:
    """Whether an earlier segment of the session was removed or changed its length."""
    for earlier in there:
        if earlier.request == request.id:
            return False
        known, now = instance.request.get(earlier.request), after.decision.get(earlier.request)
        stays = now is not None and now.granted and now.session == earlier.session
        if known is None or not stays or known.minutes != earlier.end - earlier.start:
            return True
    return False
