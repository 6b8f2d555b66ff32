"""Indexes of a programme: sessions by room, person, coalition and service; granted and refused requests.

Everything here survives a programme that contradicts itself or its instance: what cannot be looked up is None or
empty, and the rules on completeness report it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from scheduler.core.clock import local_stretch, times_text
from scheduler.core.instance import HostSession, Instance, Person, Request, Room, Slot
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.core.vocabulary import (
    IN_PROGRAMME,
    KIND_USE,
    OWN_KINDS,
    SEGMENT_KINDS,
    Kind,
    Service,
    SessionType,
    Use,
    type_use,
)


class HeldSession(NamedTuple):
    """A placed session joined with its records in the instance.

    `requests` are the granted requests held in it; `label` is the kind or type that a slot may name; `minutes` is
    how long it should last, None where nothing says so.
    """

    placed: PlacedSession
    host: HostSession | None
    own: Request | None
    requests: tuple[Request, ...]
    room: Room | None
    given: bool
    use: Use
    label: str
    minutes: int | None
    themes: tuple[str, ...]
    audience: int
    in_programme: bool

    @property
    def name(self) -> str:
        """How a sentence calls it."""
        return f"“{self.host.title if self.host else self.placed.id}”"

    @property
    def where(self) -> str:
        return f"{self.placed.room} on {self.placed.when}"

    @property
    def is_joint(self) -> bool:
        return self.host is None and self.own is None and self.placed.kind is Kind.JOINT

    @property
    def arises(self) -> bool:
        """Whether it arises from requests."""
        return self.host is None

    @property
    def area(self) -> str:
        return self.room.area if self.room else ""

    @property
    def coalitions(self) -> tuple[str, ...]:
        """The coalitions that take part, each once."""
        return tuple(dict.fromkeys(request.coalition for request in self.requests))


class PersonPresence(NamedTuple):
    """A person in a session; `given` where only the host programme says so, and fixed the place."""

    held: HeldSession
    given: bool


@dataclass(frozen=True)
class Facts:
    """An instance, a programme and their indexes. Lists keep the order of the programme.

    `part_counts` is empty until `inconvenience_parts` counts the parts of inconvenience, which it does once.
    """

    instance: Instance
    programme: Programme
    held: tuple[HeldSession, ...]
    granted: tuple[Request, ...]
    refused: tuple[Request, ...]
    held_in: dict[str, HeldSession]
    in_room: dict[tuple[str, str], list[HeldSession]]
    taking_part: dict[str, list[HeldSession]]
    presences: dict[str, dict[int, PersonPresence]]
    segments: dict[str, list[Segment]]
    part_counts: dict[str, int] = field(default_factory=dict)

    @cached_property
    def representatives(self) -> dict[str, list[Person]]:
        """Who represents each coalition."""
        people: dict[str, list[Person]] = defaultdict(list)
        for person in self.instance.people:
            for coalition in person.coalitions:
                people[coalition].append(person)
        return people

    @cached_property
    def by_id(self) -> dict[str, list[HeldSession]]:
        """What is placed under each id; one each, unless the programme contradicts itself."""
        found: dict[str, list[HeldSession]] = defaultdict(list)
        for held in self.held:
            found[held.placed.id].append(held)
        return found

    @cached_property
    def ceremonies(self) -> tuple[HeldSession, ...]:
        """The sessions beside which nothing takes place."""
        return tuple(held for held in self.held if held.host and held.host.blocks_everything)

    @cached_property
    def users(self) -> dict[Service, list[HeldSession]]:
        """The sessions that use each service."""
        users: dict[Service, list[HeldSession]] = defaultdict(list)
        for held in self.held:
            for service in services_used(self.instance, held):
                users[service].append(held)
        return users

    @property
    def decided(self) -> Iterator[HeldSession]:
        return (held for held in self.held if not held.given)

    @property
    def joint(self) -> Iterator[HeldSession]:
        return (held for held in self.held if held.is_joint)

    def requests_of(self, kind: Kind) -> list[Request]:
        """The granted requests of a kind."""
        return [request for request in self.granted if request.kind is kind]

    def remote_presences(self) -> Iterator[tuple[Person, HeldSession, int, int]]:
        """Remote people, the sessions in which they are present (given presences apart), and their local hours."""
        zone = self.instance.event.time_zone
        for name, presences in self.presences.items():
            person = self.instance.person[name]
            if not person.remote:
                continue
            for held, given in presences.values():
                if not given and held.placed.day in self.instance.day:
                    yield person, held, *local_hours(self.instance, held.placed, person.time_zone or zone)


def services_needed(instance: Instance, held: HeldSession) -> set[Service]:
    """Services that a session's room must have, without captioning for coalitions."""
    needs = set(held.host.needs) if held.host else set()
    for request in held.requests:
        if request.kind not in SEGMENT_KINDS:
            needs.update(request.needs)
    kind = Kind.JOINT if held.is_joint else held.own.kind if held.own else None
    return needs.union(instance.policy.kinds[kind].needs) if kind else needs


def services_used(instance: Instance, held: HeldSession) -> set[Service]:
    """What a session needs, and captioning where a coalition that needs captions takes part, booth shifts apart."""
    needs = services_needed(instance, held)
    with_captions = (instance.coalition[r.coalition].captions for r in held.requests if r.kind is not Kind.BOOTH)
    return needs | {Service.CAPTIONING} if any(with_captions) else needs


def may_use(instance: Instance, slot: Slot, label: str) -> bool:
    """Whether a kind or type may use a slot: one that names it, or one for all if it is not kept to its own."""
    if slot.only:
        return label in slot.only
    return label not in instance.policy.only_in_own_slots


def local_hours(instance: Instance, placed: PlacedSession, zone: str) -> tuple[int, int]:
    """When a session starts and ends for somebody in `zone`: minutes of the local day on which it starts there."""
    on = instance.day[placed.day].date
    return local_stretch(on, placed.start, placed.end, instance.event.time_zone, zone)


def gather(instance: Instance, programme: Programme) -> Facts:
    """Build the indexes. O(sessions + requests)."""
    granted = _granted(instance, programme)
    holds = _holds(programme, granted)
    held = tuple(_held(instance, placed, holds.get(placed.id, [])) for placed in programme.sessions)
    held_in: dict[str, HeldSession] = {}
    in_room: dict[tuple[str, str], list[HeldSession]] = defaultdict(list)
    taking_part: dict[str, list[HeldSession]] = defaultdict(list)
    presences: dict[str, dict[int, PersonPresence]] = defaultdict(dict)
    for number, session in enumerate(held):
        in_room[session.placed.room, session.placed.day].append(session)
        if session.host:
            for name in session.host.people:
                if name in instance.person:
                    presences[name][number] = PersonPresence(session, session.given)
        for coalition in session.coalitions:
            taking_part[coalition].append(session)
        for request in session.requests:
            held_in.setdefault(request.id, session)
            for name in request.people:
                if name in instance.person:
                    presences[name][number] = PersonPresence(session, False)
    segments: dict[str, list[Segment]] = defaultdict(list)
    for segment in sorted(programme.segments, key=lambda segment: (segment.order, segment.start)):
        segments[segment.session].append(segment)
    return Facts(
        instance=instance,
        programme=programme,
        held=held,
        granted=tuple(granted.values()),
        refused=tuple(request for request in instance.requests if request.id not in granted),
        held_in=held_in,
        in_room=in_room,
        taking_part=taking_part,
        presences=presences,
        segments=segments,
    )


def _granted(instance: Instance, programme: Programme) -> dict[str, Request]:
    chosen = {decision.request for decision in programme.decisions if decision.granted}
    return {request.id: request for request in instance.requests if request.id in chosen}


def _holds(programme: Programme, granted: dict[str, Request]) -> dict[str, list[Request]]:
    """Which granted requests each session id holds, in the order of the programme."""
    holds: dict[str, dict[str, Request]] = defaultdict(dict)
    for decision in programme.decisions:
        request = granted.get(decision.request) if decision.granted else None
        if request is None:
            continue
        if request.kind in OWN_KINDS:
            holds[request.id][request.id] = request
        elif request.kind is Kind.JOINT:
            holds[decision.session][request.id] = request
    for segment in programme.segments:
        request = granted.get(segment.request)
        if request is not None and request.kind in SEGMENT_KINDS:
            holds[segment.session][request.id] = request
    return {session: list(requests.values()) for session, requests in holds.items()}


def _held(instance: Instance, placed: PlacedSession, requests: list[Request]) -> HeldSession:
    room = instance.room.get(placed.room)
    host = instance.session.get(placed.id)
    if host is not None:
        return HeldSession(
            placed=placed,
            host=host,
            own=None,
            requests=tuple(request for request in requests if request.kind in SEGMENT_KINDS),
            room=room,
            given=host.place is not None,
            use=type_use(host.type),
            label=host.type.value,
            minutes=host.minutes,
            themes=host.themes,
            audience=host.audience,
            in_programme=host.type is not SessionType.CEREMONY,
        )
    own = instance.request.get(placed.id)
    if own is not None and own.kind in OWN_KINDS:
        return HeldSession(
            placed=placed,
            host=None,
            own=own,
            requests=tuple(requests),
            room=room,
            given=False,
            use=KIND_USE[own.kind],
            label=own.kind.value,
            minutes=own.minutes,
            themes=own.themes,
            audience=own.audience,
            in_programme=own.kind in IN_PROGRAMME,
        )
    return _joint_or_unknown(instance, placed, room, requests)


def _joint_or_unknown(
    instance: Instance, placed: PlacedSession, room: Room | None, requests: list[Request]
) -> HeldSession:
    """A joint session; or one that nothing in the instance asks for, taken as it describes itself."""
    is_joint = placed.kind is Kind.JOINT
    kind_use = KIND_USE.get(placed.kind, Use.SESSIONS) if placed.kind else None
    return HeldSession(
        placed=placed,
        host=None,
        own=None,
        requests=tuple(request for request in requests if is_joint and request.kind is Kind.JOINT),
        room=room,
        given=False,
        use=kind_use or (type_use(placed.type) if placed.type else Use.SESSIONS),
        label=str(placed.kind or placed.type),
        minutes=instance.policy.kinds[Kind.JOINT].minutes if is_joint else None,
        themes=placed.themes,
        audience=instance.policy.joint_audience if is_joint else 0,
        in_programme=placed.kind in IN_PROGRAMME if placed.kind else placed.type is not SessionType.CEREMONY,
    )


def chronological(sessions: Iterable[HeldSession]) -> dict[str, list[HeldSession]]:
    """Sessions by day, each day in order of time."""
    days: dict[str, list[HeldSession]] = defaultdict(list)
    for held in sessions:
        days[held.placed.day].append(held)
    for on_day in days.values():
        on_day.sort(key=lambda held: (held.placed.start, held.placed.end))
    return days


def close_pairs(sessions: Iterable[HeldSession], within: int = 0) -> Iterator[tuple[HeldSession, HeldSession]]:
    """Pairs on one day of which the later starts less than `within` minutes after the earlier ends.

    With 0, the pairs that overlap. The earlier comes first.
    """
    for on_day in chronological(sessions).values():
        for number, earlier in enumerate(on_day):
            limit = earlier.placed.end + within
            for later in on_day[number + 1 :]:
                if later.placed.start >= limit:
                    break
                yield earlier, later


def clock_span(start: int, end: int) -> str:
    """``23:30–01:00``; past midnight the clock starts again."""
    day = 24 * 60
    return times_text(start, end if end <= day else end % day)
