"""Edits made to a programme directly, without any workbook: what a round trip must come to."""

from __future__ import annotations

from scheduler.core.instance import Instance
from scheduler.core.programme import Decision, Programme, Reason, Score, Segment
from scheduler.core.vocabulary import Kind
from scheduler.verify import check

BY_HAND = Reason(sentence="Taken out by hand in the edited workbook.")


def moved(programme: Programme, session: str, day: str, start: int) -> Programme:
    """The session at another time; the segments in it go along."""
    placed = programme.session[session]
    later = start - placed.start
    sessions = tuple(
        p.model_copy(update={"day": day, "start": start, "end": p.end + later}) if p.id == session else p
        for p in programme.sessions
    )
    segments = tuple(
        s.model_copy(update={"start": s.start + later, "end": s.end + later}) if s.session == session else s
        for s in programme.segments
    )
    return programme.model_copy(update={"sessions": sessions, "segments": segments})


def changed(programme: Programme, session: str, **fields: object) -> Programme:
    """Room, title or state of a session."""
    sessions = tuple(p.model_copy(update=fields) if p.id == session else p for p in programme.sessions)
    return programme.model_copy(update={"sessions": sessions})


def refused(programme: Programme, *requests: str) -> Programme:
    decisions = tuple(
        Decision(request=d.request, granted=False, reason=BY_HAND) if d.request in requests else d
        for d in programme.decisions
    )
    return programme.model_copy(update={"decisions": decisions})


def granted(programme: Programme, request: str, session: str) -> Programme:
    decisions = tuple(
        Decision(request=request, granted=True, session=session) if d.request == request else d
        for d in programme.decisions
    )
    return programme.model_copy(update={"decisions": decisions})


def cancelled(programme: Programme, session: str) -> Programme:
    """The session gone, with what was granted in it."""
    gone = [d.request for d in programme.decisions if d.granted and d.session == session]
    sessions = tuple(p for p in programme.sessions if p.id != session)
    segments = tuple(s for s in programme.segments if s.session != session)
    return refused(programme.model_copy(update={"sessions": sessions, "segments": segments}), *gone)


def held_by(instance: Instance, programme: Programme, session: str, members: tuple[str, ...]) -> Programme:
    """The joint session with these members, each with a request for one if it asked for one and still has it free."""
    old = programme.session[session].coalitions
    ask = {r.coalition: r.id for r in instance.requests if r.kind is Kind.JOINT}
    result = refused(programme, *(ask[name] for name in old if name not in members))
    for name in members:
        if name not in old and name in ask and not result.decision[ask[name]].granted:
            result = granted(result, ask[name], session)
    with_request = [n for n in ask if result.decision[ask[n]].session == session]
    others = [name for name in members if name not in with_request]
    return changed(result, session, coalitions=tuple(with_request + others))


def lined_up(instance: Instance, programme: Programme, session: str, requests: list[str]) -> Programme:
    """The session's segments in this order, one after another; segments that come from elsewhere have left it."""
    start = programme.session[session].start + instance.session[session].segments_after
    lined: dict[str, Segment] = {}
    for order, request in enumerate(requests, start=1):
        part = next(s for s in programme.segments if s.request == request)
        end = start + part.end - part.start
        fields = {"session": session, "order": order, "start": start, "end": end}
        lined[request] = part.model_copy(update=fields)
        start = end
    result = programme.model_copy(
        update={"segments": tuple(lined.get(s.request, s) for s in programme.segments)},
    )
    for request in requests:
        if result.decision[request].session != session:
            result = granted(result, request, session)
    return result


def without_segment(programme: Programme, request: str) -> Programme:
    segments = tuple(s for s in programme.segments if s.request != request)
    return refused(programme.model_copy(update={"segments": segments}), request)


def counted(instance: Instance, programme: Programme) -> Programme:
    """With its goals counted anew, nothing proven but 0, below which no goal is."""
    found = check(instance, programme).scores
    made = programme.provenance.model_copy(update={"status": "edited by hand", "seconds": 0.0})
    values = [(score.goal, found[score.goal]) for score in programme.scores]
    scores = tuple(
        Score(goal=goal, value=value, bound=0 if value == 0 else None, proven=value == 0) for goal, value in values
    )
    return programme.model_copy(update={"scores": scores, "provenance": made})
