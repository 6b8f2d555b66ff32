"""Rules on slots, rooms' equipment and size, and on what shares a room."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.instance import Slot
from scheduler.core.vocabulary import SEGMENT_KINDS, Kind, Service
from scheduler.verify.facts import Facts, HeldSession, close_pairs, may_use, services_needed
from scheduler.verify.findings import Violation
from scheduler.verify.registry import rule


@rule
def room_grid(facts: Facts) -> Iterator[Violation]:
    """A session starts where a slot of its room's grid starts, and ends within that slot."""
    starting: dict[tuple[str, str, int], list[Slot]] = {}
    for slot in facts.instance.slots:
        starting.setdefault((slot.grid, slot.day, slot.start), []).append(slot)
    for held in facts.decided:
        placed, room = held.placed, held.room
        if room is None:
            yield _at("room_grid", held, f"stands in a room “{placed.room}” that does not exist")
        elif placed.day not in facts.instance.day:
            yield _at("room_grid", held, f"stands on a day “{placed.day}” that does not exist")
        else:
            slots = starting.get((room.grid, placed.day, placed.start), [])
            if not any(placed.end <= slot.end and may_use(facts.instance, slot, held.label) for slot in slots):
                yield _at("room_grid", held, f"fits no slot of the room's grid “{room.grid}” for a {held.label}")
        if held.minutes is not None and placed.end - placed.start != held.minutes:
            lasts = placed.end - placed.start
            yield _at("room_grid", held, f"lasts {lasts} minutes and should last {held.minutes}")


@rule
def room_services(facts: Facts) -> Iterator[Violation]:
    """A session's room has the services it needs."""
    for held in facts.decided:
        missing = sorted(services_needed(facts.instance, held).difference(held.room.services)) if held.room else []
        if missing:
            yield _at("room_services", held, f"needs {' and '.join(missing)}, which the room does not have")


@rule
def room_capacity(facts: Facts) -> Iterator[Violation]:
    """A session's room seats the audience that is expected."""
    for held in facts.decided:
        if held.room is None:
            continue
        if held.host and held.host.audience > held.room.capacity:
            yield _at("room_capacity", held, _too_small(held.host.audience, held.room.capacity))
        for request in held.requests:
            if request.kind not in SEGMENT_KINDS and request.audience > held.room.capacity:
                expects = f"(for {request.coalition}) " + _too_small(request.audience, held.room.capacity)
                yield _at("room_capacity", held, expects, (request.coalition,))


def _too_small(audience: int, capacity: int) -> str:
    return f"expects {audience} people; the room seats {capacity}"


@rule
def captioning(facts: Facts) -> Iterator[Violation]:
    """Where a coalition that needs captions takes part, the room has captioning."""
    for held in facts.held:
        if held.room is None or Service.CAPTIONING in held.room.services:
            continue
        for request in held.requests:
            coalition = facts.instance.coalition[request.coalition]
            if coalition.captions and request.kind is not Kind.BOOTH:
                needs = f"has no captioning there, which {coalition.id} needs"
                yield _at("captioning", held, needs, (coalition.id,))


@rule
def room_overlap(facts: Facts) -> Iterator[Violation]:
    """No two sessions share a room at the same time."""
    for (room, _), sessions in facts.in_room.items():
        for one, other in close_pairs(sessions):
            if not (one.given and other.given):
                sentence = f"{one.name} ({one.placed.when}) and {other.name} ({other.placed.when}) overlap in {room}."
                who = tuple(dict.fromkeys(one.coalitions + other.coalitions))
                yield Violation("room_overlap", who, sentence, (one.placed.id, other.placed.id))


def _at(rule_id: str, held: HeldSession, what: str, who: tuple[str, ...] | None = None) -> Violation:
    sentence = f"{held.name} in {held.where} {what}."
    return Violation(rule_id, held.coalitions if who is None else who, sentence, (held.placed.id,))
