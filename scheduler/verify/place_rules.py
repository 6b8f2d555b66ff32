"""Rules on slots, equipment, capacity and overlaps in rooms."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.instance import Slot
from scheduler.core.vocabulary import SEGMENT_KINDS, Kind, Service
from scheduler.verify.facts import Facts, SessionFacts, close_pairs, may_use, services_needed
from scheduler.verify.findings import Violation
from scheduler.verify.registry import rule


@rule
def room_grid(facts: Facts) -> Iterator[Violation]:
    """A session starts where a slot of its room's grid starts, and ends within that slot."""
    starting: dict[tuple[str, str, int], list[Slot]] = {}
    for slot in facts.instance.slots:
        starting.setdefault((slot.grid, slot.day, slot.start), []).append(slot)
    for session in facts.decided:
        placed, room = session.placed, session.room
        if room is None:
            yield _at("room_grid", session, f"is in a room “{placed.room}” that does not exist")
        elif placed.day not in facts.instance.day:
            yield _at("room_grid", session, f"is on a day “{placed.day}” that does not exist")
        else:
            slots = starting.get((room.grid, placed.day, placed.start), [])
            if not any(placed.end <= slot.end and may_use(facts.instance, slot, session.label) for slot in slots):
                yield _at("room_grid", session, f"fits no slot of the room's grid “{room.grid}” for a {session.label}")
        if session.minutes is not None and placed.end - placed.start != session.minutes:
            lasts = placed.end - placed.start
            yield _at("room_grid", session, f"lasts {lasts} minutes and should last {session.minutes}")


@rule
def room_services(facts: Facts) -> Iterator[Violation]:
    """A session's room has the services it needs."""
    for session in facts.decided:
        missing = (
            sorted(services_needed(facts.instance, session).difference(session.room.services)) if session.room else []
        )
        if missing:
            yield _at("room_services", session, f"needs {' and '.join(missing)}, which the room does not have")


@rule
def room_capacity(facts: Facts) -> Iterator[Violation]:
    """A session's room seats the audience that is expected."""
    for session in facts.decided:
        if session.room is None:
            continue
        if session.host and session.host.audience > session.room.capacity:
            yield _at("room_capacity", session, _too_small(session.host.audience, session.room.capacity))
        for request in session.requests:
            if request.kind not in SEGMENT_KINDS and request.audience > session.room.capacity:
                expects = f"(for {request.coalition}) " + _too_small(request.audience, session.room.capacity)
                yield _at("room_capacity", session, expects, (request.coalition,))


def _too_small(audience: int, capacity: int) -> str:
    return f"expects {audience} people; the room seats {capacity}"


@rule
def captioning(facts: Facts) -> Iterator[Violation]:
    """Where a coalition that needs captions takes part, the room has captioning."""
    for session in facts.sessions:
        if session.room is None or Service.CAPTIONING in session.room.services:
            continue
        for request in session.requests:
            coalition = facts.instance.coalition[request.coalition]
            if coalition.captions and request.kind is not Kind.BOOTH:
                needs = f"has no captioning there, which {coalition.id} needs"
                yield _at("captioning", session, needs, (coalition.id,))


@rule
def room_overlap(facts: Facts) -> Iterator[Violation]:
    """No two sessions share a room at the same time."""
    for (room, _), sessions in facts.in_room.items():
        for one, other in close_pairs(sessions):
            if not (one.given and other.given):
                sentence = f"{one.name} ({one.placed.when}) and {other.name} ({other.placed.when}) overlap in {room}."
                who = tuple(dict.fromkeys(one.coalitions + other.coalitions))
                yield Violation("room_overlap", who, sentence, (one.placed.id, other.placed.id))


def _at(rule_id: str, session: SessionFacts, what: str, who: tuple[str, ...] | None = None) -> Violation:
    sentence = f"{session.name} in {session.place_text} {what}."
    return Violation(rule_id, session.coalitions if who is None else who, sentence, (session.placed.id,))
