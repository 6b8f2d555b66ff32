"""The objective of replanning: a weighted sum over changes from the previous programme, to be minimised.

`scheduler.verify.noticed_changes` recomputes it from the two programmes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.catalogue.change_kinds import ChangeKind, points
from scheduler.core.instance import Request
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.core.vocabulary import State
from scheduler.model.prepare import PlannedSession
from scheduler.model.variables import DecisionVariables, Expression

ChangeWeight = Callable[[ChangeKind, State], int]


def noticeable_changes(decisions: DecisionVariables, before: Programme, weight: ChangeWeight = points) -> Expression:
    """Changes that people notice, weighted by what changes and by how far it was known."""
    terms: list[Expression] = []
    for session in decisions.prepared.decided:
        old = before.session.get(session.id)
        if old:
            terms += _placement_terms(decisions, session, old, weight)
            if session.theme:
                terms.append(weight(ChangeKind.PARTNERS, old.state) * _other_partners(decisions, session, before))
    for request in decisions.prepared.instance.requests:
        terms += _request_terms(decisions, request, before, weight)
    terms += _segment_terms(decisions, before, weight)
    return sum(terms)


def _placement_terms(
    decisions: DecisionVariables, session: PlannedSession, old: PlacedSession, weight: ChangeWeight
) -> Iterator[Expression]:
    if session.host:
        yield weight(ChangeKind.CANCELLED, old.state) * (1 - decisions.takes_place[session.id])
    for option in decisions.options[session.id]:
        counts = 0
        if option.day != old.day:
            counts += weight(ChangeKind.DAY, old.state)
        elif option.start != old.start:
            counts += weight(ChangeKind.TIME, old.state)
        if option.room.id != old.room:
            counts += weight(ChangeKind.ROOM, old.state)
        if counts:
            yield counts * decisions.placed[session.id, option]


def _other_partners(decisions: DecisionVariables, session: PlannedSession, before: Programme) -> Expression:
    """A literal: 1 if a joint session takes place and lost a member, or gained one that had another decision."""
    other = decisions.model.new_bool_var(f"other partners in {session.id}")
    for request, literal in decisions.members(session):
        decision = before.decision.get(request.id)
        if decision and decision.granted and decision.session == session.id:
            decisions.model.add(other >= decisions.takes_place[session.id] - literal)
        elif decision:
            decisions.model.add(other >= literal)
    return other


def _request_terms(
    decisions: DecisionVariables, request: Request, before: Programme, weight: ChangeWeight
) -> Iterator[Expression]:
    decision, granted = before.decision.get(request.id), decisions.granted[request.id]
    if decision is None:
        return
    if not decision.granted:
        yield weight(ChangeKind.GRANTED, State.DRAFT) * granted
        return
    state = before.session[decision.session].state if decision.session in before.session else State.DRAFT
    yield weight(ChangeKind.REFUSED, state) * (1 - granted)
    for session in decisions.prepared.routes[request.id]:
        if session.id != decision.session:
            yield weight(ChangeKind.ELSEWHERE, state) * decisions.takes_part[request.id, session.id]


def _segment_terms(decisions: DecisionVariables, before: Programme, weight: ChangeWeight) -> Iterator[Expression]:
    """Segments that move inside their session, since an earlier one leaves it or changes its length."""
    inside: dict[str, list[Segment]] = {}
    for segment in sorted(before.segments, key=lambda segment: segment.order):
        in_session = decisions.takes_part.get((segment.request, segment.session))
        earlier = inside.setdefault(segment.session, [])
        if in_session is not None and earlier and segment.session in before.session:
            shifted = decisions.model.new_bool_var(f"{segment.request} moves inside {segment.session}")
            for one in earlier:
                decisions.model.add(shifted >= in_session - _same_session_and_length(decisions, one))
            yield weight(ChangeKind.SEGMENT, before.session[segment.session].state) * shifted
        earlier.append(segment)


def _same_session_and_length(decisions: DecisionVariables, segment: Segment) -> Expression:
    """The literal that a segment is in the same session with the same length; 0 if impossible."""
    request = decisions.prepared.instance.request.get(segment.request)
    if request is None or request.minutes != segment.end - segment.start:
        return 0
    return decisions.takes_part.get((segment.request, segment.session), 0)
