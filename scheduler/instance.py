"""What is asked, what there is, and what the rules are: the input of every computation, frozen.

An `Instance` is complete and consistent: intake has resolved every name and reported every problem before one
exists. Times are minutes after midnight of the event's days (see `clock`); lengths are minutes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scheduler.clock import Clock, Window


class Frozen(BaseModel):
    """Base of all records: cannot be changed, takes no unknown field."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with changes; what was worked out once for the original is worked out anew for the copy."""
        copy = super().model_copy(update=update, deep=deep)
        for name in set(copy.__dict__) - set(type(self).model_fields):
            del copy.__dict__[name]
        return copy


class Source(Frozen):
    """Where a record was read: file name, sheet (empty in a CSV) and row, counted from 1 as a spreadsheet does."""

    file: str
    sheet: str = ""
    row: int = 0

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.file, self.sheet, f"row {self.row}" if self.row else "")))


class Kind(StrEnum):
    """The kinds of presence that a coalition can ask for."""

    JOINT = "joint session"
    INDIVIDUAL = "individual session"
    MAIN_SLOT = "main-session slot"
    SEGMENT = "coalitions' main session"
    DAY_ZERO = "day-zero event"
    BILATERAL = "bilateral meeting"
    BOOTH = "booth shift"


OWN_KINDS = (Kind.INDIVIDUAL, Kind.DAY_ZERO, Kind.BILATERAL, Kind.BOOTH)
"""Kinds for which a granted request becomes a session of its own."""

SEGMENT_KINDS = (Kind.MAIN_SLOT, Kind.SEGMENT)
"""Kinds for which a granted request becomes a segment inside a session of the host programme."""

IN_PROGRAMME = (Kind.JOINT, Kind.INDIVIDUAL, Kind.MAIN_SLOT, Kind.SEGMENT, Kind.DAY_ZERO)
"""Kinds that stand in the programme which participants read; the others take place beside it."""

PROGRAMME_SESSION_KINDS = (Kind.JOINT, Kind.INDIVIDUAL, Kind.DAY_ZERO)
"""Kinds that add sessions, and so minutes, to the programme."""


class SessionType(StrEnum):
    """The types of session in the host programme."""

    WORKSHOP = "workshop"
    OPEN_FORUM = "open forum"
    TOWN_HALL = "town hall"
    LIGHTNING_TALK = "lightning talk"
    LAUNCH = "launch or award"
    NETWORKING = "networking session"
    DAY_ZERO = "day-zero event"
    MAIN = "main session"
    COALITIONS_MAIN = "coalitions' main session"
    NRI = "NRI session"
    BPF = "BPF session"
    PN = "PN session"
    HIGH_LEVEL = "high-level session"
    PARLIAMENTARY = "parliamentary session"
    YOUTH = "youth session"
    NEWCOMERS = "newcomers' session"
    CEREMONY = "ceremony"


class Use(StrEnum):
    """What a room is meant for."""

    MAIN = "main sessions"
    SESSIONS = "sessions"
    DAY_ZERO = "day-zero events"
    BILATERAL = "bilateral meetings"
    BOOTH = "booth shifts"


KIND_USE = {
    Kind.JOINT: Use.SESSIONS,
    Kind.INDIVIDUAL: Use.SESSIONS,
    Kind.DAY_ZERO: Use.DAY_ZERO,
    Kind.BILATERAL: Use.BILATERAL,
    Kind.BOOTH: Use.BOOTH,
}
"""The use of the room in which a session of each kind takes place."""

MAIN_HALL_TYPES = (
    SessionType.MAIN,
    SessionType.COALITIONS_MAIN,
    SessionType.HIGH_LEVEL,
    SessionType.CEREMONY,
)


def type_use(session_type: SessionType) -> Use:
    """The use of the room in which a session of the host programme takes place."""
    if session_type in MAIN_HALL_TYPES:
        return Use.MAIN
    return Use.DAY_ZERO if session_type is SessionType.DAY_ZERO else Use.SESSIONS


class Service(StrEnum):
    """What a room can offer beyond chairs."""

    CAPTIONING = "captioning"
    INTERPRETATION = "interpretation"
    HYBRID = "hybrid"
    WEBCAST = "webcast"
    STEP_FREE = "step-free"


class Condition(StrEnum):
    """What the policy may ask of a coalition before it is eligible."""

    ANNUAL_REPORT = "annual report"
    SESSION_REPORT = "session report"
    COORDINATION = "part in coordination"
    FOUNDING = "founding conditions"


class Principle(StrEnum):
    """How wishes of different coalitions are weighed against each other."""

    RANK_MAXIMAL = "rank-maximal"
    LEXIMIN = "leximin"
    WEIGHTED = "weighted"


class PinVerb(StrEnum):
    """What a pin can demand."""

    PLACE = "place"
    GRANT = "grant"
    REFUSE = "refuse"
    TOGETHER = "together"
    APART = "apart"
    THEME = "theme"


class Event(Frozen):
    """One annual meeting. `time_zone` is an IANA name."""

    name: str
    city: str = ""
    year: int
    time_zone: str
    proposed_by: str = ""
    decided_by: str = ""


class Day(Frozen):
    """A day of the event; nothing takes place before it opens or after it closes."""

    id: str
    date: date
    is_day_zero: bool = False
    opens: Clock = 0
    closes: Clock = 24 * 60
    source: Source | None = None


class Slot(Frozen):
    """A stretch of a grid in which one session can start: at its start, ending no later than its end.

    Slots of one grid may overlap (a three-hour slot beside two short ones). `only` names the kinds or session
    types that may use it; empty means all.
    """

    grid: str
    day: str
    start: Clock
    end: Clock
    only: tuple[str, ...] = ()
    source: Source | None = None


class Room(Frozen):
    """A room: seats, services, the grid it follows, what it is meant for, when it cannot be used.

    Walking takes time only between rooms of different areas. `reserved` stretches are for coalitions alone.
    """

    id: str
    capacity: int = Field(ge=0)
    grid: str
    uses: tuple[Use, ...]
    services: tuple[Service, ...] = ()
    area: str = ""
    closed: tuple[Window, ...] = ()
    reserved: tuple[Window, ...] = ()
    source: Source | None = None


class Theme(Frozen):
    """A theme that sessions and coalitions share. `joint` says whether a joint session may be held under it."""

    code: str
    name: str
    subtheme: str = ""
    colour: str = ""
    joint: bool = True
    source: Source | None = None


class Standing(Frozen):
    """What a coalition has filed. `session_report` is None where none was due."""

    annual_report: bool = True
    session_report: bool | None = None
    coordination: bool = True
    founding: bool = True
    light_report: bool = False


class Coalition(Frozen):
    """A Dynamic Coalition. Themes stand in the order of their weight for it; a horizontal remit fits any theme.

    `ready` and `merit` are what the intersessional event found. `answered` says whether it answered the survey.
    `opts_out` means it takes itself out of the competition and will sit on the selection committee.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    horizontal: bool = False
    active: bool = True
    new: bool = False
    standing: Standing = Standing()
    ready: bool = True
    merit: int = Field(default=0, ge=0)
    captions: bool = False
    preferred_days: tuple[str, ...] = ()
    unavailable: tuple[Window, ...] = ()
    answered: bool = False
    opts_out: bool = False
    plan: str = ""
    comment: str = ""
    source: Source | None = None


class Person(Frozen):
    """Somebody who cannot be in two places. `coalitions` are those the person represents.

    `time_zone` is where a remote participant sits; it matters only when `remote`.
    """

    id: str
    coalitions: tuple[str, ...] = ()
    stakeholder_group: str = ""
    region: str = ""
    gender: str = ""
    age_group: str = ""
    remote: bool = False
    time_zone: str = ""
    unavailable: tuple[Window, ...] = ()
    volunteer: bool = False
    step_free: bool = False
    email: str = Field(default="", repr=False)
    source: Source | None = None


class Place(Frozen):
    """A room and a starting time."""

    room: str
    day: str
    start: Clock


class HostSession(Frozen):
    """A session of the host programme: given when it has a place, free to be placed otherwise.

    `coalitions` are linked to it; they take part only through a segment. `coalition_minutes` of it are kept for
    segments of coalitions, which begin `segments_after` minutes after its start.
    """

    id: str
    title: str
    type: SessionType
    minutes: int = Field(gt=0)
    themes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    coalitions: tuple[str, ...] = ()
    audience: int = Field(default=0, ge=0)
    needs: tuple[Service, ...] = ()
    place: Place | None = None
    blocks_everything: bool = False
    coalition_minutes: int = Field(default=0, ge=0)
    segments_after: int = Field(default=0, ge=0)
    preferred_days: tuple[str, ...] = ()
    forbidden_days: tuple[str, ...] = ()
    is_open: bool = True
    for_newcomers: bool = False
    source: Source | None = None


class Request(Frozen):
    """One wish of one coalition for one kind. Rank 1 is the first choice.

    `by_default` marks what the policy asks on behalf of a coalition that did not answer. `people` must be in the
    room. `partners` are wished for, `required` must be there, `vetoes` must not.
    """

    id: str
    coalition: str
    kind: Kind
    rank: int = Field(ge=1)
    minutes: int = Field(gt=0)
    themes: tuple[str, ...] = ()
    audience: int = Field(default=0, ge=0)
    needs: tuple[Service, ...] = ()
    people: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    title: str = ""
    output: str = ""
    by_default: bool = False
    source: Source | None = None


def request_id(coalition: str, kind: Kind, number: int = 1) -> str:
    """How people name a request: ``DC3: day-zero event``."""
    return f"{coalition}: {kind.value}" + (f" {number}" if number > 1 else "")


class Pin(Frozen):
    """A decision taken beforehand. Which fields count depends on the verb:

    - place: `subject` (a request, a host session, or ``Joint: THEME``) has the `room`, `day`, `start` that are
      given, and for a segment the `session`;
    - grant, refuse: the request `subject`;
    - together, apart: the joint sessions of `coalition` and `other`;
    - theme: `coalition` takes part in the joint session on `theme`.
    """

    verb: PinVerb
    subject: str = ""
    coalition: str = ""
    other: str = ""
    theme: str = ""
    session: str = ""
    room: str = ""
    day: str = ""
    start: Clock | None = None
    note: str = ""
    source: Source | None = None


class Received(Frozen):
    """What a coalition asked for and received in an earlier year; `kind` is None where it received nothing."""

    year: int
    coalition: str
    kind: Kind | None = None
    asked: Kind | None = None
    note: str = ""
    source: Source | None = None


class KindPolicy(Frozen):
    """What the policy says of one kind.

    `at_most` counts joint sessions, and granted requests of the other kinds; None is no limit. `counted`: it is a
    presence that counts towards the most a coalition may have. `gated`: only eligible coalitions get it.
    `competed`: whoever asks for it competes, and cannot judge. `needs`: services that its room always has.
    """

    offered: bool = True
    minutes: int = Field(gt=0)
    at_most: int | None = Field(default=None, ge=0)
    counted: bool = True
    gated: bool = True
    competed: bool = False
    needs: tuple[Service, ...] = ()


DEFAULT_KINDS = {
    Kind.JOINT: KindPolicy(minutes=90, at_most=10, competed=True),
    Kind.INDIVIDUAL: KindPolicy(minutes=90, offered=False, competed=True),
    Kind.MAIN_SLOT: KindPolicy(minutes=10, competed=True),
    Kind.SEGMENT: KindPolicy(minutes=10),
    Kind.DAY_ZERO: KindPolicy(minutes=90),
    Kind.BILATERAL: KindPolicy(minutes=90, counted=False, gated=False, needs=(Service.HYBRID,)),
    Kind.BOOTH: KindPolicy(minutes=120, counted=False, gated=False),
}


class ComfortWeights(Frozen):
    """What one unit of each part of comfort weighs."""

    days: int = Field(default=3, ge=0)
    room_fit: int = Field(default=1, ge=0)
    time_zones: int = Field(default=2, ge=0)
    theme_rooms: int = Field(default=1, ge=0)
    room_changes: int = Field(default=1, ge=0)


class Policy(Frozen):
    """What is under negotiation: caps, minutes, sizes, who is eligible, what silence means, the order of goals."""

    version: str = "1"
    principle: Principle = Principle.RANK_MAXIMAL
    goals: tuple[str, ...] = (
        "coalitions_without_presence",
        "wishes",
        "claims_passed_over",
        "incoherence",
        "same_theme_in_parallel",
        "outside_the_programme",
        "discomfort",
        "programme_minutes",
        "later_than_needed",
    )
    kinds: dict[Kind, KindPolicy] = Field(default_factory=lambda: dict(DEFAULT_KINDS))
    joint_size_min: int = Field(default=2, ge=2)
    joint_size_max: int = Field(default=5, ge=2)
    joint_audience: int = Field(default=60, ge=0)
    guests_at_most: int = Field(default=1, ge=0)
    presences_at_most: int = Field(default=2, ge=1)
    main_slot_replaces: tuple[Kind, ...] = (Kind.INDIVIDUAL,)
    main_slots_per_session: int = Field(default=3, ge=0)
    coalition_sessions_at_most: int | None = Field(default=None, ge=0)
    coalition_minutes_at_most: int | None = Field(default=None, ge=0)
    individual_is_entitlement: bool = False
    conditions: tuple[Condition, ...] = (
        Condition.ANNUAL_REPORT,
        Condition.SESSION_REPORT,
        Condition.COORDINATION,
    )
    competitive: bool = False
    committee_at_least: int = Field(default=0, ge=0)
    chairs: tuple[str, ...] = ()
    silent_ask_for: tuple[Kind, ...] = (Kind.BILATERAL,)
    walking_minutes: int = Field(default=10, ge=0)
    remote_from: Clock = 6 * 60
    remote_until: Clock = 24 * 60
    comfortable_from: Clock = 8 * 60
    comfortable_until: Clock = 20 * 60
    rank_weights: tuple[int, ...] = (8, 4, 2, 1)
    link_weight: int = Field(default=3, ge=0)
    partner_weight: int = Field(default=2, ge=0)
    horizontal_claim: int = Field(default=2, ge=0)
    comfort: ComfortWeights = ComfortWeights()

    def offers(self, kind: Kind) -> bool:
        """Whether coalitions can get this kind at all."""
        return self.kinds[kind].offered


class Instance(Frozen):
    """Everything a programme depends on."""

    name: str
    event: Event
    days: tuple[Day, ...]
    slots: tuple[Slot, ...]
    rooms: tuple[Room, ...]
    themes: tuple[Theme, ...]
    coalitions: tuple[Coalition, ...]
    people: tuple[Person, ...] = ()
    sessions: tuple[HostSession, ...] = ()
    requests: tuple[Request, ...] = ()
    policy: Policy = Policy()
    pins: tuple[Pin, ...] = ()
    history: tuple[Received, ...] = ()

    @cached_property
    def day(self) -> dict[str, Day]:
        return {day.id: day for day in self.days}

    @cached_property
    def room(self) -> dict[str, Room]:
        return {room.id: room for room in self.rooms}

    @cached_property
    def theme(self) -> dict[str, Theme]:
        return {theme.code: theme for theme in self.themes}

    @cached_property
    def coalition(self) -> dict[str, Coalition]:
        return {coalition.id: coalition for coalition in self.coalitions}

    @cached_property
    def person(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def session(self) -> dict[str, HostSession]:
        return {session.id: session for session in self.sessions}

    @cached_property
    def request(self) -> dict[str, Request]:
        return {request.id: request for request in self.requests}

    def requests_of(self, coalition: str) -> tuple[Request, ...]:
        """What a coalition asked for, first choice first."""
        return tuple(sorted((r for r in self.requests if r.coalition == coalition), key=lambda r: r.rank))

    def representatives(self, coalition: str) -> tuple[Person, ...]:
        return tuple(p for p in self.people if coalition in p.coalitions)

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of the content: where it was read and e-mail addresses do not count."""
        return hashlib.sha256(_bare(self).model_dump_json().encode()).hexdigest()

    @model_validator(mode="after")
    def _names_exist_once(self) -> Self:
        _unique("days", (d.id for d in self.days))
        _unique("rooms", (r.id for r in self.rooms))
        _unique("themes", (t.code for t in self.themes))
        _unique("coalitions", (c.id for c in self.coalitions))
        _unique("people", (p.id for p in self.people))
        _unique("sessions", (s.id for s in self.sessions))
        _unique("requests", (r.id for r in self.requests))
        return self


def _unique(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{name} stands twice among the {what}")
        seen.add(name)


def _bare(record: Any) -> Any:
    """The record without its sources and e-mail addresses, all the way down."""
    if isinstance(record, Frozen):
        drop = {"source": None, "email": ""}
        changes = {
            field: drop[field] if field in drop else _bare(getattr(record, field))
            for field in type(record).model_fields
        }
        return record.model_copy(update=changes)
    if isinstance(record, tuple):
        return tuple(_bare(item) for item in record)
    return record
