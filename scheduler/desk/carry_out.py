"""The programme after an edit: sessions, segments and decisions follow, and no rule is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch

from scheduler.core.clock import MINUTES_PER_DAY
from scheduler.core.instance import HostSession, Instance, Request
from scheduler.core.phrases import listed
from scheduler.core.programme import Decision, LeftOut, PlacedSession, Programme, Reason, Segment
from scheduler.core.queries import own_session_title
from scheduler.core.vocabulary import OWN_KINDS, SEGMENT_KINDS, Kind
from scheduler.desk.edits import (
    Edit,
    EditError,
    JoinEdit,
    LeaveEdit,
    MoveEdit,
    OrderEdit,
    PinEdit,
    PutBackEdit,
    ReplaceEdit,
    SwapEdit,
    TakeOutEdit,
)
from scheduler.explain.insertion_options import Insertion
from scheduler.replan.previous_programme import consecutive_segments
from scheduler.verify.segment_rules import SEGMENT_TYPE

BY_HAND = Reason(sentence="Taken out by hand at the desk.")
"""The reason of what was taken out at the desk."""


def carry_out(instance: Instance, programme: Programme, edit: Edit) -> Programme:
    """The programme after an edit; its scores are those of before. Raises EditError."""
    after = _carried_out(edit, instance, programme)
    return after if after is programme else _waiting_numbered(after)


@singledispatch
def _carried_out(edit: object, instance: Instance, programme: Programme) -> Programme:
    raise TypeError(f"{type(edit).__name__} is no edit")


@_carried_out.register
def _move(edit: MoveEdit, instance: Instance, programme: Programme) -> Programme:
    return _with_placements(instance, programme, [_at(instance, _placed(programme, edit.session), edit)])


@_carried_out.register
def _swap(edit: SwapEdit, instance: Instance, programme: Programme) -> Programme:
    one, other = _placed(programme, edit.one), _placed(programme, edit.other)
    return _with_placements(instance, programme, [_at(instance, one, other), _at(instance, other, one)])


@_carried_out.register
def _take_out(edit: TakeOutEdit, instance: Instance, programme: Programme) -> Programme:
    placed = _placed(programme, edit.session)
    host = instance.session.get(placed.id)
    left_out = programme.left_out
    if host and instance.policy.host_sessions_may_be_left_out:
        left_out = (*left_out, LeftOut(session=host.id, reason=BY_HAND))
    held = {decision.request for decision in programme.decisions if decision.session == placed.id}
    return programme.model_copy(
        update={
            "sessions": tuple(one for one in programme.sessions if one.id != placed.id),
            "segments": tuple(one for one in programme.segments if one.session != placed.id),
            "decisions": _refusing(programme, held),
            "left_out": left_out,
        }
    )


@_carried_out.register
def _put_back(edit: PutBackEdit, instance: Instance, programme: Programme) -> Programme:
    insertion = insertion_at(instance, programme, edit)
    return insertion.carried_out(programme)


@_carried_out.register
def _join(edit: JoinEdit, instance: Instance, programme: Programme) -> Programme:
    request, placed = _request(instance, edit.request), _placed(programme, edit.session)
    decision = programme.decision.get(request.id)
    if decision and decision.granted:
        if decision.session == placed.id:
            raise EditError(f"{request.id} is in “{placed.title}” already.")
        programme = _left(instance, programme, request)
        placed = programme.session[edit.session]
    if request.kind is Kind.JOINT and placed.kind is Kind.JOINT:
        joined = placed.model_copy(update={"coalitions": (*placed.coalitions, request.coalition)})
        after = Insertion(joined, (request,)).carried_out(programme)
        return after.model_copy(update={"sessions": _in_place(programme.sessions, [joined])})
    if request.kind in SEGMENT_KINDS and placed.type is SEGMENT_TYPE[request.kind]:
        segment = Segment(
            request=request.id,
            coalition=request.coalition,
            session=placed.id,
            order=1,
            start=placed.start,
            end=placed.end,
        )
        after = Insertion(placed, (request,), segment).carried_out(programme)
        after = after.model_copy(update={"sessions": programme.sessions})
        order = [*(one.request for one in _segments_of(programme, placed.id)), request.id]
        return _with_segments_in_order(instance, after, placed.id, order)
    raise EditError(f"{request.id} asks for a {request.kind.value}; “{placed.title}” takes none.")


@_carried_out.register
def _leave(edit: LeaveEdit, instance: Instance, programme: Programme) -> Programme:
    request = _request(instance, edit.request)
    decision = programme.decision.get(request.id)
    if not (decision and decision.granted):
        raise EditError(f"{request.id} is refused already.")
    return _left(instance, programme, request)


@_carried_out.register
def _order(edit: OrderEdit, instance: Instance, programme: Programme) -> Programme:
    present = [segment.request for segment in _segments_of(programme, edit.session)]
    if sorted(present) != sorted(edit.requests):
        raise EditError(f"“{edit.session}” holds {listed(present) or 'no segments'}; name each of them once.")
    return _with_segments_in_order(instance, programme, edit.session, edit.requests)


@_carried_out.register
def _pin(edit: PinEdit, instance: Instance, programme: Programme) -> Programme:
    _placed(programme, edit.session)
    return programme


@_carried_out.register
def _replace(edit: ReplaceEdit, instance: Instance, programme: Programme) -> Programme:
    unknown = [placed.id for placed in edit.programme.sessions if placed.room not in instance.room]
    if unknown:
        raise EditError(f"The programme puts {listed(unknown)} into rooms that this meeting does not have.")
    return edit.programme


def insertion_at(instance: Instance, programme: Programme, edit: PutBackEdit) -> Insertion:
    """The insertion of a host session left out, or of a refused request's own session. Raises EditError."""
    if edit.name in programme.session:
        raise EditError(f"“{programme.session[edit.name].title}” has a place already.")
    host = instance.session.get(edit.name)
    if host:
        return Insertion(_at(instance, _host_session(host), edit), host=host)
    request = _request(instance, edit.name)
    if request.kind not in OWN_KINDS:
        raise EditError(f"{request.id} asks for a {request.kind.value}, which is held inside another session: join it.")
    return Insertion(_at(instance, _own_session(instance, request), edit), (request,))


def _host_session(host: HostSession) -> PlacedSession:
    """A host session at no place yet."""
    return PlacedSession(
        id=host.id,
        title=host.title,
        type=host.type,
        day="",
        start=0,
        end=host.minutes,
        room="",
        themes=host.themes,
        given=host.place is not None,
    )


def _own_session(instance: Instance, request: Request) -> PlacedSession:
    """The session of a request's own, at no place yet."""
    return PlacedSession(
        id=request.id,
        title=own_session_title(instance, request),
        kind=request.kind,
        day="",
        start=0,
        end=request.minutes,
        room="",
        themes=request.themes,
        coalitions=(request.coalition,),
    )


def _at(instance: Instance, placed: PlacedSession, place: MoveEdit | PutBackEdit | PlacedSession) -> PlacedSession:
    """The session at another place. Raises EditError where there is no such day or room, or it ends after midnight."""
    end = place.start + placed.end - placed.start
    if place.day not in instance.day:
        raise EditError(f"There is no day “{place.day}”. The days are {listed(instance.day)}.")
    if place.room not in instance.room:
        raise EditError(f"There is no room “{place.room}”. The rooms are {listed(instance.room)}.")
    if end > MINUTES_PER_DAY:
        raise EditError(f"“{placed.title}” lasts {placed.end - placed.start} minutes and would end after midnight.")
    return placed.model_copy(update={"day": place.day, "start": place.start, "end": end, "room": place.room})


def _with_placements(instance: Instance, programme: Programme, moved: Sequence[PlacedSession]) -> Programme:
    """The programme with these sessions moved, and their segments with them."""
    later = {one.id: one.start - programme.session[one.id].start for one in moved}
    segments = tuple(
        one.model_copy(update={"start": one.start + later[one.session], "end": one.end + later[one.session]})
        if later.get(one.session)
        else one
        for one in programme.segments
    )
    return programme.model_copy(update={"sessions": _in_place(programme.sessions, moved), "segments": segments})


def _in_place(sessions: Iterable[PlacedSession], changed: Iterable[PlacedSession]) -> tuple[PlacedSession, ...]:
    """The sessions in their order, with the changed ones in place of those of before."""
    new = {one.id: one for one in changed}
    return tuple(new.get(one.id, one) for one in sessions)


def _left(instance: Instance, programme: Programme, request: Request) -> Programme:
    """The programme in which a granted request is refused."""
    session = programme.decision[request.id].session
    placed = programme.session.get(session)
    after = programme.model_copy(update={"decisions": _refusing(programme, {request.id})})
    if request.kind in SEGMENT_KINDS:
        order = [one.request for one in _segments_of(programme, session) if one.request != request.id]
        after = after.model_copy(
            update={
                "segments": tuple(one for one in programme.segments if one.request in order or one.session != session)
            }
        )
        return _with_segments_in_order(instance, after, session, order)
    if placed is None:
        return after
    members = {instance.request[one.request].coalition for one in after.decisions if one.session == session}
    if request.kind is Kind.JOINT and members:
        fewer = placed.model_copy(update={"coalitions": tuple(one for one in placed.coalitions if one in members)})
        return after.model_copy(update={"sessions": _in_place(programme.sessions, [fewer])})
    return after.model_copy(update={"sessions": tuple(one for one in programme.sessions if one.id != session)})


def _with_segments_in_order(instance: Instance, programme: Programme, session: str, order: Sequence[str]) -> Programme:
    """The programme with the segments of one session one after another in this order."""
    inside = {one.request: one for one in programme.segments if one.session == session}
    others = tuple(one for one in programme.segments if one.session != session)
    packed = consecutive_segments(instance, [programme.session[session]], [inside[request] for request in order])
    return programme.model_copy(update={"segments": (*others, *packed)})


def _segments_of(programme: Programme, session: str) -> list[Segment]:
    inside = (one for one in programme.segments if one.session == session)
    return sorted(inside, key=lambda one: (one.order, one.start))


def _refusing(programme: Programme, requests: set[str]) -> tuple[Decision, ...]:
    return tuple(
        Decision(request=one.request, granted=False, reason=BY_HAND) if one.request in requests else one
        for one in programme.decisions
    )


def _waiting_numbered(programme: Programme) -> Programme:
    """The programme with numbers on the waiting list from 1 without gaps, in the order of before."""
    waiting = sorted(
        (one for one in programme.decisions if one.waiting_list is not None), key=lambda one: one.waiting_list or 0
    )
    number = {one.request: place for place, one in enumerate(waiting, start=1)}
    if all(one.waiting_list == number[one.request] for one in waiting):
        return programme
    decisions = (
        one.model_copy(update={"waiting_list": number[one.request]}) if one.request in number else one
        for one in programme.decisions
    )
    return programme.model_copy(update={"decisions": tuple(decisions)})


def _placed(programme: Programme, session: str) -> PlacedSession:
    placed = programme.session.get(session)
    if placed is None:
        raise EditError(f"“{session}” is not in the programme: it was taken out, or never placed.")
    return placed


def _request(instance: Instance, name: str) -> Request:
    request = instance.request.get(name)
    if request is None:
        raise EditError(f"“{name}” is neither a request of a coalition nor a session of the host programme.")
    return request
