"""Apply each kind of amendment to an instance, and describe it in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scheduler.core.clock import Window, clock_text
from scheduler.core.instance import Coalition, HostSession, Instance, Person, Pin, Placement, Request, Room, request_id
from scheduler.core.phrases import listed, number_of
from scheduler.core.vocabulary import Kind, PinVerb
from scheduler.intake.needed_people import needed_people


@dataclass(frozen=True)
class Amended:
    """An instance after one more amendment, a sentence about it, and the text from which it can be parsed again.

    `follows` is a sentence on the consequences, if there are any. `frees`: ids of sessions, requests and coalitions
    that may move again although they were held; None for all.
    """

    instance: Instance
    written: str
    sentence: str
    frees: frozenset[str] | None = frozenset()
    follows: str = ""

    @property
    def in_full(self) -> str:
        return f"{self.sentence} {self.follows}".rstrip()


def close(instance: Instance, room: Room, windows: Sequence[Window], when: str) -> Amended:
    """Close a room; fixed sessions in it become free, to be scheduled again, except ceremonies."""
    closed = room.model_copy(update={"closed": (*room.closed, *windows)})
    freed, follows = _freed_sessions(instance, windows, lambda s: s.place is not None and s.place.room == room.id)
    sentence = f"{room.id} is closed on {_spans(windows)}."
    done = _amended(freed, f"close {room.id}{when}", sentence, rooms=_with(instance.rooms, room, closed))
    return replace(done, follows=follows)


def away(instance: Instance, who: Coalition | Person, windows: Sequence[Window], when: str) -> Amended:
    """Mark a coalition or a person as unavailable; fixed sessions that need the person then become free."""
    absent: Any = who.model_copy(update={"unavailable": (*who.unavailable, *windows)})
    if isinstance(who, Coalition):
        sentence = f"{who.id} is away on {_spans(windows)}."
        changed: dict[str, Any] = {"coalitions": _with(instance.coalitions, who, absent)}
        return _amended(instance, f"unavailable {who.id}{when}", sentence, **changed)
    freed, follows = _freed_sessions(instance, windows, lambda session: who.id in session.people)
    sentence = f"{who.id} is away on {_spans(windows)}."
    done = _amended(freed, f"unavailable {who.id}{when}", sentence, people=_with(instance.people, who, absent))
    return replace(done, follows=follows)


def withdraw(instance: Instance, coalition: Coalition) -> Amended:
    """Remove all requests of a coalition, and the pins on them."""
    gone = {request.id for request in instance.requests_of(coalition.id)}
    requests = tuple(request for request in instance.requests if request.id not in gone)
    pins = tuple(
        pin for pin in instance.pins if pin.subject not in gone and coalition.id not in (pin.coalition, pin.other)
    )
    sentence = f"{coalition.id} withdraws its wishes."
    return _amended(instance, f"cancel {coalition.id}", sentence, requests=requests, pins=pins)


def withdraw_request(instance: Instance, request: Request) -> Amended:
    """Remove one request, and the pins on it."""
    requests = tuple(other for other in instance.requests if other is not request)
    pins = tuple(pin for pin in instance.pins if pin.subject != request.id)
    sentence = f"{request.coalition} withdraws its wish for a {request.kind.value} ({request.id})."
    return _amended(instance, f"cancel {request.id}", sentence, requests=requests, pins=pins)


def cancel_session(instance: Instance, session: HostSession) -> Amended:
    """Remove a session of the host programme, and everything that refers to it."""
    return _amended(
        instance,
        f"cancel {session.id}",
        f"“{session.title}” ({session.id}) is removed from the host programme.",
        sessions=tuple(other for other in instance.sessions if other is not session),
        pins=tuple(pin for pin in instance.pins if session.id not in (pin.subject, pin.session)),
        relations=tuple(r for r in instance.relations if session.id not in (r.one, r.other)),
    )


@dataclass(frozen=True)
class RequestDetails:
    """Details of a late request; details left out are those of the coalition's other requests."""

    rank: int | None = None
    audience: int | None = None
    minutes: int | None = None

    @property
    def written(self) -> str:
        details = ((", rank {}", self.rank), (", {} people", self.audience), (", {} minutes", self.minutes))
        return "".join(text.format(value) for text, value in details if value is not None)


def add(instance: Instance, coalition: Coalition, kind: Kind, details: RequestDetails) -> Amended:
    """Add a late request, as the last choice of its coalition unless a rank is given."""
    asked = instance.requests_of(coalition.id)
    own = [request for request in asked if not request.by_default]
    number = next(n for n in range(1, len(asked) + 2) if request_id(coalition.id, kind, n) not in instance.request)
    pattern = own[0] if own else None
    named = next((one.people for one in own if one.kind is not Kind.BOOTH), ())
    request = Request(
        id=request_id(coalition.id, kind, number),
        coalition=coalition.id,
        kind=kind,
        rank=details.rank or max((r.rank for r in own), default=0) + 1,
        minutes=details.minutes or instance.policy.kinds[kind].minutes,
        themes=pattern.themes if pattern else coalition.themes,
        audience=details.audience or 0,
        people=needed_people(kind, named, instance.representatives(coalition.id), instance.policy),
        vetoes=pattern.vetoes if pattern and kind is Kind.JOINT else (),
    )
    last = max((n for n, r in enumerate(instance.requests) if r.coalition == coalition.id), default=-1) + 1
    requests = (*instance.requests[:last], request, *instance.requests[last:])
    sentence = f"{coalition.id} asks for a {kind.value} too, as its choice number {request.rank} ({request.id})."
    return _amended(instance, f"add {coalition.id}: {kind.value}{details.written}", sentence, requests=requests)


def grant(instance: Instance, request: Request) -> Amended:
    """Pin a request as granted."""
    pin = Pin(verb=PinVerb.GRANT, subject=request.id, note="asked for")
    written = f"grant {request.id}"
    return _amended(instance, written, f"{request.id} is to be granted.", pins=(*instance.pins, pin))


def refuse(instance: Instance, request: Request) -> Amended:
    """Pin a request as refused; it stays on the list of requests."""
    pin = Pin(verb=PinVerb.REFUSE, subject=request.id, note="asked for")
    pins = tuple(other for other in instance.pins if other.subject != request.id)
    done = _amended(instance, f"refuse {request.id}", f"{request.id} is to be refused.", pins=(*pins, pin))
    return replace(done, frees=frozenset((request.id,)))


@dataclass(frozen=True)
class PinnedPlacement:
    """Where something is to be: a session that contains it, a room, a day and a time, or several of these."""

    session: str = ""
    room: str = ""
    day: str = ""
    start: int | None = None

    @property
    def written(self) -> str:
        when = f"{self.day} {clock_text(self.start)}" if self.start is not None else self.day
        return " | ".join(filter(None, (f"in {self.session}" if self.session else "", self.room, when)))


def hold(instance: Instance, subject: str, spot: PinnedPlacement) -> Amended:
    """Pin something to a place, or to its present place; this replaces an earlier pin or a fixed place."""
    sentence = f"{subject} is held: {spot.written.replace(' | ', ', ')}."
    host = instance.session.get(subject)
    if host and host.place:
        place = Placement(
            room=spot.room or host.place.room,
            day=spot.day or host.place.day,
            start=host.place.start if spot.start is None else spot.start,
        )
        moved = host.model_copy(update={"place": place})
        written = f"hold {subject}: {spot.written}"
        return _amended(instance, written, sentence, sessions=_with(instance.sessions, host, moved))
    pins = tuple(pin for pin in instance.pins if pin.verb is not PinVerb.PLACE or pin.subject != subject)
    pin = Pin(
        verb=PinVerb.PLACE,
        subject=subject,
        session=spot.session,
        room=spot.room,
        day=spot.day,
        start=spot.start,
        note="asked for",
    )
    return _amended(instance, f"hold {subject}: {spot.written}", sentence, pins=(*pins, pin))


def release(instance: Instance, name: str, subjects: frozenset[str] | None) -> Amended:
    """Remove pins on these sessions, requests and coalitions; all pins if `subjects` is None."""
    remaining = tuple(
        pin
        for pin in instance.pins
        if subjects is not None and subjects.isdisjoint((pin.subject, pin.coalition, pin.other))
    )
    gone = len(instance.pins) - len(remaining)
    follows = f"{number_of(gone, 'pin')} on it fall{'s' if gone == 1 else ''} away." if gone else ""
    what = "Everything pinned or published" if subjects is None else name
    done = _amended(instance, f"release {name}", f"{what} may move.", pins=remaining)
    return replace(done, frees=subjects, follows=follows)


def _amended(instance: Instance, written: str, sentence: str, **changes: Any) -> Amended:
    return Amended(instance.model_copy(update=changes), written, sentence)


def _freed_sessions(
    instance: Instance, windows: Sequence[Window], concerned: Callable[[HostSession], bool]
) -> tuple[Instance, str]:
    """Free the fixed sessions whose placement is closed, and describe them in a sentence."""
    freed = {session.id for session in instance.sessions if concerned(session) and _falls_in(session, windows)}
    sessions = tuple(s.model_copy(update={"place": None}) if s.id in freed else s for s in instance.sessions)
    follows = f"Fixed sessions that no longer fit are scheduled again: {listed(sorted(freed))}." if freed else ""
    return instance.model_copy(update={"sessions": sessions}), follows


def _falls_in(session: HostSession, windows: Sequence[Window]) -> bool:
    place = session.place
    if place is None or session.blocks_everything:
        return False
    return any(window.overlaps(place.day, place.start, place.start + session.minutes) for window in windows)


def _spans(windows: Sequence[Window]) -> str:
    return listed(str(window) for window in windows)


def _with(records: Sequence[Any], old: object, new: object) -> tuple[Any, ...]:
    return tuple(new if record is old else record for record in records)
