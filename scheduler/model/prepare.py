"""Prepare the data of a model: sessions, candidate placements, routes of requests.

Look-ups by name are made once, in this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from scheduler.core.clock import Window
from scheduler.core.instance import HostSession, Instance, Person, Request, Room, Slot
from scheduler.core.programme import joint_session_id
from scheduler.core.vocabulary import (
    IN_PROGRAMME,
    KIND_USE,
    OWN_KINDS,
    SEGMENT_KINDS,
    Condition,
    Kind,
    Service,
    SessionType,
    Use,
    type_use,
)

SEGMENT_TYPE = {Kind.MAIN_SLOT: SessionType.MAIN, Kind.SEGMENT: SessionType.COALITIONS_MAIN}
"""The type of host session that holds segments of each kind."""


class Interval(NamedTuple):
    """Day, start, end (minutes after midnight) and area of the venue: what a participant's conflicts depend on."""

    day: str
    start: int
    end: int
    area: str

    def overlaps(self, other: Interval) -> bool:
        return self.day == other.day and self.start < other.end and other.start < self.end

    def clashes(self, other: Interval, walking: int) -> bool:
        """Whether no person can attend both, with `walking` minutes between areas."""
        gap = walking if self.area != other.area else 0
        return self.day == other.day and self.start < other.end + gap and other.start < self.end + gap


@dataclass(frozen=True)
class CandidatePlacement:
    """A room and an interval that a session could take."""

    room: Room
    day: str
    start: int
    end: int
    interval: Interval

    @property
    def key(self) -> tuple[str, str, int]:
        return (self.room.id, self.day, self.start)

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True)
class Needs:
    """Requirements of a participant on the placement of a session; `request` names the request, if it is for one."""

    audience: int = 0
    services: frozenset[Service] = frozenset()
    captions: bool = False
    unavailable: tuple[Window, ...] = ()
    remote: tuple[Person, ...] = ()
    request: str = ""


@dataclass(frozen=True)
class PlannedSession:
    """A session that may take place: of the host programme, joint under a theme, or a request's own.

    `given` is its fixed placement; otherwise `options` are all placements of its grid, unfiltered.
    """

    id: str
    label: str
    use: Use
    minutes: int
    themes: tuple[str, ...]
    audience: int
    in_programme: bool
    needs: Needs
    host: HostSession | None = None
    request: Request | None = None
    theme: str = ""
    given: CandidatePlacement | None = None
    options: tuple[CandidatePlacement, ...] = ()
    may_be_left_out: bool = False

    @property
    def from_requests(self) -> bool:
        """Whether the session arises from requests."""
        return self.host is None

    @property
    def is_mandatory(self) -> bool:
        return self.host is not None and not self.may_be_left_out


@dataclass(frozen=True)
class Prepared:
    """The prepared data of an instance, in the order of the sheets, so that models are reproducible.

    `routes` has, for each request, the sessions that could hold it. If `filtered`, candidate placements that break a
    rule on single placements have been removed. `placement_rules` fills `allowed_placements_cache`, by profile.
    """

    instance: Instance
    sessions: dict[str, PlannedSession]
    routes: dict[str, tuple[PlannedSession, ...]]
    needs: dict[str, Needs]
    eligible: dict[str, bool]
    claim: dict[str, int]
    judges: dict[str, tuple[str, ...]]
    blocking_sessions: tuple[PlannedSession, ...] = field(default=())
    filtered: bool = False
    allowed_placements_cache: dict[tuple[object, ...], tuple[CandidatePlacement, ...]] = field(default_factory=dict)

    @property
    def decided(self) -> Iterator[PlannedSession]:
        return (session for session in self.sessions.values() if session.given is None)

    @property
    def given(self) -> Iterator[PlannedSession]:
        return (session for session in self.sessions.values() if session.given is not None)

    @property
    def joint(self) -> Iterator[PlannedSession]:
        return (session for session in self.sessions.values() if session.theme)

    def requests(self, kind: Kind) -> tuple[Request, ...]:
        return tuple(request for request in self.instance.requests if request.kind is kind)


def prepare(instance: Instance) -> Prepared:
    """Prepare the data of an instance."""
    grids = Grids(instance)
    needs = {request.id: _request_needs(instance, request) for request in instance.requests}
    sessions: dict[str, PlannedSession] = {}
    for host in instance.sessions:
        sessions[host.id] = _host_session(grids, host)
    for theme in instance.themes:
        if theme.joint and instance.policy.offers(Kind.JOINT):
            planned = _joint_session(grids, theme.code)
            sessions[planned.id] = planned
    for request in instance.requests:
        if request.kind in OWN_KINDS:
            sessions[request.id] = _own_session(grids, request, needs[request.id])
    return Prepared(
        instance=instance,
        sessions=sessions,
        routes={request.id: tuple(_routes(instance, request, sessions)) for request in instance.requests},
        needs=needs,
        eligible={coalition.id: not missing_conditions(instance, coalition.id) for coalition in instance.coalitions},
        claim={coalition.id: _claim(instance, coalition.id) for coalition in instance.coalitions},
        judges=_judges(instance),
        blocking_sessions=tuple(s for s in sessions.values() if s.host and s.host.blocks_everything and s.given),
    )


def missing_conditions(instance: Instance, coalition_id: str) -> tuple[str, ...]:
    """The conditions of eligibility that a coalition does not meet, in words (systems 23, 24, 25, 26)."""
    coalition = instance.coalition[coalition_id]
    standing = coalition.standing
    reports = {
        Condition.ANNUAL_REPORT: standing.light_report if coalition.new else standing.annual_report,
        Condition.SESSION_REPORT: standing.light_report if coalition.new else standing.session_report is not False,
        Condition.COORDINATION: standing.coordination,
        Condition.FOUNDING: standing.founding,
    }
    missing = [condition.value for condition in instance.policy.conditions if not reports[condition]]
    return tuple(missing if coalition.active else ["active status", *missing])


def _claim(instance: Instance, coalition_id: str) -> int:
    """Extra claim of a coalition: horizontal remit, waiting in earlier years, merit (systems 19, 28, 53)."""
    coalition, policy = instance.coalition[coalition_id], instance.policy
    received: dict[int, bool] = {}
    for entry in instance.history:
        if entry.coalition == coalition_id and entry.year < instance.event.year:
            received[entry.year] = received.get(entry.year, False) or entry.kind is not None
    waited = sum(not something for something in received.values())
    return (
        (policy.horizontal_claim if coalition.horizontal else 0)
        + min(waited, 3)
        + (coalition.merit if policy.competitive else 0)
    )


def _judges(instance: Instance) -> dict[str, tuple[str, ...]]:
    """The people who may judge for each coalition on the selection committee (system 18)."""
    competed = {kind for kind, terms in instance.policy.kinds.items() if terms.competed}
    competing = {request.coalition for request in instance.requests if request.kind in competed}
    candidates = (c.id for c in instance.coalitions if c.opts_out and c.id not in competing)
    judges = {candidate: no_judge_in_own_cause(instance, candidate, competing) for candidate in candidates}
    return {candidate: people for candidate, people in judges.items() if people}


def no_judge_in_own_cause(instance: Instance, coalition_id: str, competing: set[str]) -> tuple[str, ...]:
    """Nobody on the selection committee judges a request of their own."""
    people = instance.representatives(coalition_id)
    return tuple(person.id for person in people if not competing.intersection(person.coalitions))


def _request_needs(instance: Instance, request: Request) -> Needs:
    coalition = instance.coalition[request.coalition]
    people = [instance.person[name] for name in request.people]
    inside = request.kind in SEGMENT_KINDS
    return Needs(
        audience=0 if inside else request.audience,
        services=frozenset() if inside else frozenset(request.needs),
        captions=coalition.captions and request.kind is not Kind.BOOTH,
        unavailable=coalition.unavailable + tuple(window for person in people for window in person.unavailable),
        remote=tuple(person for person in people if person.remote),
        request=request.id,
    )


@dataclass
class Grids:
    """Candidate placements by grid: sessions of one label and length share one list."""

    instance: Instance
    cache: dict[tuple[str, int], tuple[CandidatePlacement, ...]] = field(default_factory=dict)

    def placed(self, planned: PlannedSession) -> PlannedSession:
        """The session with its candidate placements."""
        key = (planned.label, planned.minutes)
        if key not in self.cache:
            self.cache[key] = tuple(room_grid(self.instance, planned))
        return replace(planned, options=self.cache[key])


def _host_session(grids: Grids, host: HostSession) -> PlannedSession:
    instance = grids.instance
    people = [instance.person[name] for name in host.people]
    planned = PlannedSession(
        id=host.id,
        label=host.type.value,
        use=type_use(host.type),
        minutes=host.minutes,
        themes=host.themes,
        audience=host.audience,
        in_programme=host.type is not SessionType.CEREMONY,
        needs=Needs(
            audience=host.audience,
            services=frozenset(host.needs),
            unavailable=tuple(window for person in people for window in person.unavailable),
            remote=tuple(person for person in people if person.remote),
        ),
        host=host,
        may_be_left_out=host.place is None and instance.policy.host_sessions_may_be_left_out,
    )
    if host.place is None:
        return grids.placed(planned)
    place, room = host.place, instance.room[host.place.room]
    return replace(planned, given=_option(room, place.day, place.start, place.start + host.minutes))


def _joint_session(grids: Grids, theme: str) -> PlannedSession:
    terms = grids.instance.policy.kinds[Kind.JOINT]
    return grids.placed(
        PlannedSession(
            id=joint_session_id(theme),
            label=Kind.JOINT.value,
            use=KIND_USE[Kind.JOINT],
            minutes=terms.minutes,
            themes=(theme,),
            audience=grids.instance.policy.joint_audience,
            in_programme=True,
            needs=Needs(services=frozenset(terms.needs)),
            theme=theme,
        ),
    )


def _own_session(grids: Grids, request: Request, needs: Needs) -> PlannedSession:
    services = needs.services | frozenset(grids.instance.policy.kinds[request.kind].needs)
    return grids.placed(
        PlannedSession(
            id=request.id,
            label=request.kind.value,
            use=KIND_USE[request.kind],
            minutes=request.minutes,
            themes=request.themes,
            audience=request.audience,
            in_programme=request.kind in IN_PROGRAMME,
            needs=replace(needs, services=services),
            request=request,
        ),
    )


def _routes(instance: Instance, request: Request, sessions: dict[str, PlannedSession]) -> Iterator[PlannedSession]:
    """The routes of a request: the sessions that could hold it, regardless of the rules on placements."""
    if request.kind in OWN_KINDS:
        yield sessions[request.id]
    elif request.kind in SEGMENT_KINDS:
        yield from (s for s in sessions.values() if s.host and s.host.type is SEGMENT_TYPE[request.kind])
    else:
        horizontal = instance.coalition[request.coalition].horizontal
        yield from (s for s in sessions.values() if s.theme and (s.theme in request.themes or horizontal))


def room_grid(instance: Instance, session: PlannedSession) -> Iterator[CandidatePlacement]:
    """A session starts where a slot of its room's grid starts, and ends within that slot."""
    needs_own_slot = session.label in instance.policy.only_in_own_slots

    def is_open_slot(slot: Slot) -> bool:
        return not slot.only and not needs_own_slot

    for room in instance.rooms:
        seen: set[tuple[str, int]] = set()
        for slot in instance.slots:
            end = slot.start + session.minutes
            fits = slot.grid == room.grid and end <= slot.end and (session.label in slot.only or is_open_slot(slot))
            if fits and (slot.day, slot.start) not in seen:
                seen.add((slot.day, slot.start))
                yield _option(room, slot.day, slot.start, end)


def _option(room: Room, day: str, start: int, end: int) -> CandidatePlacement:
    return CandidatePlacement(room, day, start, end, Interval(day, start, end, room.area))
