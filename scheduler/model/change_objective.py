"""What people would notice beside the programme that stood, as an expression to be made small.

The definition is that of `scheduler.verify.noticed_changes`, which counts it from the two programmes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.catalogue.noticeable_changes import Noticed, points
from scheduler.core.instance import Request
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.core.vocabulary import State
from scheduler.model.prepare import PlannedSession
from scheduler.model.variables import DecisionVariables, Expression

Weight = Callable[[Noticed, State], int]


def noticeable_changes(decisions: DecisionVariables, before: Programme, weight: Weight = points) -> Expression:
    """Changes that people notice, weighted by what changes and by how far it was known."""
    terms: list[Expression] = []
    for session in decisions.prepared.decided:
        stood = before.session.get(session.id)
        if stood:
            terms += _moved(decisions, session, stood, weight)
            if session.theme:
                terms.append(weight(Noticed.PARTNERS, stood.state) * _other_partners(decisions, session, before))
    for request in decisions.prepared.instance.requests:
        terms += _of_request(decisions, request, before, weight)
    terms += _shifted(decisions, before, weight)
    return sum(terms)


def _moved(
    decisions: DecisionVariables, session: PlannedSession, stood: PlacedSession, weight: Weight
) -> Iterator[Expression]:
    if session.host:
        yield weight(Noticed.LEFT_OUT, stood.state) * (1 - decisions.held[session.id])
    for option in decisions.options[session.id]:
        counts = 0
        if option.day != stood.day:
            counts += weight(Noticed.DAY, stood.state)
        elif option.start != stood.start:
            counts += weight(Noticed.TIME, stood.state)
        if option.room.id != stood.room:
            counts += weight(Noticed.ROOM, stood.state)
        if counts:
            yield counts * decisions.place[session.id, option]


def _other_partners(decisions: DecisionVariables, session: PlannedSession, before: Programme) -> Expression:
    """One where a joint session is held, and a member is gone or one came that was elsewhere or refused before."""
    other = decisions.model.new_bool_var(f"other partners in {session.id}")
    for request, literal in decisions.members(session):
        then = before.decision.get(request.id)
        if then and then.granted and then.session == session.id:
            decisions.model.add(other >= decisions.held[session.id] - literal)
        elif then:
            decisions.model.add(other >= literal)
    return other


def _of_request(
    decisions: DecisionVariables, request: Request, before: Programme, weight: Weight
) -> Iterator[Expression]:
    then, granted = before.decision.get(request.id), decisions.granted[request.id]
    if then is None:
        return
    if not then.granted:
        yield weight(Noticed.GRANTED, State.DRAFT) * granted
        return
    state = before.session[then.session].state if then.session in before.session else State.DRAFT
    yield weight(Noticed.REFUSED, state) * (1 - granted)
    for session in decisions.prepared.routes[request.id]:
        if session.id != then.session:
            yield weight(Noticed.ELSEWHERE, state) * decisions.takes_part[request.id, session.id]


def _shifted(decisions: DecisionVariables, before: Programme, weight: Weight) -> Iterator[Expression]:
    """Segments that stay in their session while one before them leaves it, or lasts otherwise now."""
    inside: dict[str, list[Segment]] = {}
    for segment in sorted(before.segments, key=lambda segment: segment.order):
        stays = decisions.takes_part.get((segment.request, segment.session))
        earlier = inside.setdefault(segment.session, [])
        if stays is not None and earlier and segment.session in before.session:
            shifted = decisions.model.new_bool_var(f"{segment.request} moves inside {segment.session}")
            for one in earlier:
                decisions.model.add(shifted >= stays - _still_there(decisions, one))
            yield weight(Noticed.SEGMENT, before.session[segment.session].state) * shifted
        earlier.append(segment)


def _still_there(decisions: DecisionVariables, segment: Segment) -> Expression:
    """One where a segment is in its session, as long as it was."""
    request = decisions.prepared.instance.request.get(segment.request)
    if request is None or request.minutes != segment.end - segment.start:
        return 0
    return decisions.takes_part.get((segment.request, segment.session), 0)
