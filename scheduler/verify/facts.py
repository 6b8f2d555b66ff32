"""Indexes of a programme: sessions by room, person, coalition and service; granted and refused requests.

Facts can be gathered for inconsistent programmes: unknown names give None or empty lists, and the rules on
completeness report them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from scheduler.core.clock import local_interval, times_text
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


class SessionFacts(NamedTuple):
    """A placed session joined with its records in the instance.

    `requests` are the granted requests held in it; `label` is the kind or type that a slot may name; `minutes` is
    its required length, None if unknown.
    """

    placed: PlacedSession
    host: HostSession | None
    own_request: Request | None
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
        """Its name in sentences, in quotation marks."""
        return f"“{self.host.title if self.host else self.placed.id}”"

    @property
    def place_text(self) -> str:
        return f"{self.placed.room} on {self.placed.when}"

    @property
    def is_joint(self) -> bool:
        return self.host is None and self.own_request is None and self.placed.kind is Kind.JOINT

    @property
    def from_requests(self) -> bool:
        """Whether the session arises from requests."""
        return self.host is None

    @property
    def area(self) -> str:
        return self.room.area if self.room else ""

    @property
    def coalitions(self) -> tuple[str, ...]:
        """The participating coalitions, each once."""
        return tuple(dict.fromkeys(request.coalition for request in self.requests))


class PersonPresence(NamedTuple):
    """A person in a session; `given` if only a session with a given placement names the person."""

    session: SessionFacts
    given: bool


@dataclass(frozen=True)
class Facts:
    """An instance, a programme and their indexes. Lists keep the order of the programme.

    `part_counts` is empty until `inconvenience_parts` counts the parts of inconvenience, which it does once.
    """

    instance: Instance
    programme: Programme
    sessions: tuple[SessionFacts, ...]
    granted: tuple[Request, ...]
    refused: tuple[Request, ...]
    session_of: dict[str, SessionFacts]
    in_room: dict[tuple[str, str], list[SessionFacts]]
    taking_part: dict[str, list[SessionFacts]]
    presences: dict[str, dict[int, PersonPresence]]
    segments: dict[str, list[Segment]]
    part_counts: dict[str, int] = field(default_factory=dict)

    @cached_property
    def representatives(self) -> dict[str, list[Person]]:
        """The representatives of each coalition."""
        people: dict[str, list[Person]] = defaultdict(list)
        for person in self.instance.people:
            for coalition in person.coalitions:
                people[coalition].append(person)
        return people

    @cached_property
    def by_id(self) -> dict[str, list[SessionFacts]]:
        """The placed sessions by id; one each in a consistent programme."""
        sessions_by_id: dict[str, list[SessionFacts]] = defaultdict(list)
        for session in self.sessions:
            sessions_by_id[session.placed.id].append(session)
        return sessions_by_id

    @cached_property
    def ceremonies(self) -> tuple[SessionFacts, ...]:
        """The ceremonies that block all other sessions."""
        return tuple(session for session in self.sessions if session.host and session.host.blocks_everything)

    @cached_property
    def service_users(self) -> dict[Service, list[SessionFacts]]:
        """The sessions that use each service."""
        users: dict[Service, list[SessionFacts]] = defaultdict(list)
        for session in self.sessions:
            for service in services_used(self.instance, session):
                users[service].append(session)
        return users

    @property
    def decided(self) -> Iterator[SessionFacts]:
        return (session for session in self.sessions if not session.given)

    @property
    def joint(self) -> Iterator[SessionFacts]:
        return (session for session in self.sessions if session.is_joint)

    def requests_of(self, kind: Kind) -> list[Request]:
        """The granted requests of a kind."""
        return [request for request in self.granted if request.kind is kind]

    def remote_presences(self) -> Iterator[tuple[Person, SessionFacts, int, int]]:
        """Presences of remote people that are not given: person, session, start and end in local minutes."""
        zone = self.instance.event.time_zone
        for name, presences in self.presences.items():
            person = self.instance.person[name]
            if not person.remote:
                continue
            for session, given in presences.values():
                if not given and session.placed.day in self.instance.day:
                    yield person, session, *local_hours(self.instance, session.placed, person.time_zone or zone)


def services_needed(instance: Instance, session: SessionFacts) -> set[Service]:
    """Services that a session's room must have, without captioning for coalitions."""
    needs = set(session.host.needs) if session.host else set()
    for request in session.requests:
        if request.kind not in SEGMENT_KINDS:
            needs.update(request.needs)
    kind = Kind.JOINT if session.is_joint else session.own_request.kind if session.own_request else None
    return needs.union(instance.policy.kinds[kind].needs) if kind else needs


def services_used(instance: Instance, session: SessionFacts) -> set[Service]:
    """The services that a session needs, and captioning if a participating coalition needs it (except booth shifts)."""
    needs = services_needed(instance, session)
    with_captions = (instance.coalition[r.coalition].captions for r in session.requests if r.kind is not Kind.BOOTH)
    return needs | {Service.CAPTIONING} if any(with_captions) else needs


def may_use(instance: Instance, slot: Slot, label: str) -> bool:
    """Whether a kind or type may use a slot: one that names it, or an open one unless restricted to its own."""
    if slot.only:
        return label in slot.only
    return label not in instance.policy.only_in_own_slots


def local_hours(instance: Instance, placed: PlacedSession, zone: str) -> tuple[int, int]:
    """Start and end of a session in `zone`, in minutes after midnight of the local day of its start."""
    on = instance.day[placed.day].date
    return local_interval(on, placed.start, placed.end, instance.event.time_zone, zone)


def gather(instance: Instance, programme: Programme) -> Facts:
    """Build the indexes. O(sessions + requests)."""
    granted = _granted(instance, programme)
    requests_by_session = _requests_by_session(programme, granted)
    sessions = tuple(
        _session_facts(instance, placed, requests_by_session.get(placed.id, [])) for placed in programme.sessions
    )
    session_of: dict[str, SessionFacts] = {}
    in_room: dict[tuple[str, str], list[SessionFacts]] = defaultdict(list)
    taking_part: dict[str, list[SessionFacts]] = defaultdict(list)
    presences: dict[str, dict[int, PersonPresence]] = defaultdict(dict)
    for number, session in enumerate(sessions):
        in_room[session.placed.room, session.placed.day].append(session)
        if session.host:
            for name in session.host.people:
                if name in instance.person:
                    presences[name][number] = PersonPresence(session, session.given)
        for coalition in session.coalitions:
            taking_part[coalition].append(session)
        for request in session.requests:
            session_of.setdefault(request.id, session)
            for name in request.people:
                if name in instance.person:
                    presences[name][number] = PersonPresence(session, False)
    segments: dict[str, list[Segment]] = defaultdict(list)
    for segment in sorted(programme.segments, key=lambda segment: (segment.order, segment.start)):
        segments[segment.session].append(segment)
    return Facts(
        instance=instance,
        programme=programme,
        sessions=sessions,
        granted=tuple(granted.values()),
        refused=tuple(request for request in instance.requests if request.id not in granted),
        session_of=session_of,
        in_room=in_room,
        taking_part=taking_part,
        presences=presences,
        segments=segments,
    )


def _granted(instance: Instance, programme: Programme) -> dict[str, Request]:
    chosen = {decision.request for decision in programme.decisions if decision.granted}
    return {request.id: request for request in instance.requests if request.id in chosen}


def _requests_by_session(programme: Programme, granted: dict[str, Request]) -> dict[str, list[Request]]:
    """The granted requests of each session id, in the order of the programme."""
    requests_of: dict[str, dict[str, Request]] = defaultdict(dict)
    for decision in programme.decisions:
        request = granted.get(decision.request) if decision.granted else None
        if request is None:
            continue
        if request.kind in OWN_KINDS:
            requests_of[request.id][request.id] = request
        elif request.kind is Kind.JOINT:
            requests_of[decision.session][request.id] = request
    for segment in programme.segments:
        request = granted.get(segment.request)
        if request is not None and request.kind in SEGMENT_KINDS:
            requests_of[segment.session][request.id] = request
    return {session: list(requests.values()) for session, requests in requests_of.items()}


def _session_facts(instance: Instance, placed: PlacedSession, requests: list[Request]) -> SessionFacts:
    room = instance.room.get(placed.room)
    host = instance.session.get(placed.id)
    if host is not None:
        return SessionFacts(
            placed=placed,
            host=host,
            own_request=None,
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
        return SessionFacts(
            placed=placed,
            host=None,
            own_request=own,
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
) -> SessionFacts:
    """The facts of a joint session, or of one that the instance does not know, from its own fields."""
    is_joint = placed.kind is Kind.JOINT
    kind_use = KIND_USE.get(placed.kind, Use.SESSIONS) if placed.kind else None
    return SessionFacts(
        placed=placed,
        host=None,
        own_request=None,
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


def chronological(sessions: Iterable[SessionFacts]) -> dict[str, list[SessionFacts]]:
    """Sessions by day, each day in order of time."""
    days: dict[str, list[SessionFacts]] = defaultdict(list)
    for session in sessions:
        days[session.placed.day].append(session)
    for on_day in days.values():
        on_day.sort(key=lambda session: (session.placed.start, session.placed.end))
    return days


def close_pairs(sessions: Iterable[SessionFacts], within: int = 0) -> Iterator[tuple[SessionFacts, SessionFacts]]:
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
    """``23:30–01:00``; after midnight counted from 00:00."""
    day = 24 * 60
    return times_text(start, end if end <= day else end % day)
