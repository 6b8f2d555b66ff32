"""The instance, input of every computation: days, rooms, sessions, coalitions, requests, policy and pins; immutable.

An `Instance` is complete and consistent: intake has resolved every name and reported every problem before one
exists. Times are minutes after midnight of the event's days (see `clock`); lengths are minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, Self

from pydantic import Field, model_validator

from scheduler.core.clock import Clock, Window
from scheduler.core.fingerprint import INSTANCE
from scheduler.core.frozen import Frozen
from scheduler.core.policy import Policy
from scheduler.core.vocabulary import Kind, PinVerb, RelationVerb, Service, SessionType, Use


class Source(Frozen):
    """Where a record was read: file, sheet (empty for a CSV file), row (from 1) and column (letter).

    The column is that of the record's name, or of the one cell that the record came from.
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        place = f"cell {self.column}{self.row}" if self.column and self.row else f"row {self.row}" if self.row else ""
        return ", ".join(filter(None, (self.file, self.sheet, place)))


class Event(Frozen):
    """One annual meeting. `time_zone` is an IANA name."""

    name: str
    city: str = ""
    year: int
    time_zone: str
    proposed_by: str = ""
    decided_by: str = ""


class Day(Frozen):
    """A day of the event; sessions take place between `opens` and `closes`."""

    id: str
    date: date
    is_day_zero: bool = False
    opens: Clock = 0
    closes: Clock = 24 * 60
    source: Source | None = None


class Slot(Frozen):
    """A slot of a grid: one session can start at its start, and must end by its end.

    Slots of one grid may overlap (a three-hour slot beside two short ones). `only` names the kinds or session types
    that may use it; empty means all.
    """

    grid: str
    day: str
    start: Clock
    end: Clock
    only: tuple[str, ...] = ()
    source: Source | None = None


class Room(Frozen):
    """A room: seats, services, its grid of slots, the uses it is meant for, and when it is closed.

    Walking takes time only between rooms of different areas. During `reserved` windows only coalitions may use the
    room.
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
    """A theme shared by sessions and coalitions. `joint`: it may have a joint session."""

    code: str
    name: str
    subtheme: str = ""
    colour: str = ""
    joint: bool = True
    source: Source | None = None


class Filings(Frozen):
    """Which reports a coalition has filed. `session_report` is None if none was due."""

    annual_report: bool = True
    session_report: bool | None = None
    coordination: bool = True
    founding: bool = True
    light_report: bool = False


class Coalition(Frozen):
    """A Dynamic Coalition. `themes` are in descending order of relevance; a horizontal coalition fits any theme.

    `ready` and `merit` were recorded at the intersessional event. `answered`: it answered the survey. `opts_out`: it
    leaves the competition and sits on the selection committee. `read_from`: the cell of a field, by its name, where
    that is not the cell of the coalition's name.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    horizontal: bool = False
    active: bool = True
    new: bool = False
    standing: Filings = Filings()
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
    read_from: dict[str, Source] = Field(default_factory=dict)


class Person(Frozen):
    """A person, who cannot be in two places at once. `coalitions` are those that the person represents.

    `time_zone` is that of a remote participant; it is used only if `remote`.
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


class Placement(Frozen):
    """A room, a day and a starting time."""

    room: str
    day: str
    start: Clock


class HostSession(Frozen):
    """A session of the host programme: fixed if it has a place, otherwise to be scheduled.

    `coalitions` are linked to it; they take part only through a segment. `coalition_minutes` of it are reserved for
    segments, which begin `segments_after` minutes after its start. `weight` is the cost of leaving it out, where the
    policy allows that. `similar` are sessions with similar content; the relation is symmetric.
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
    place: Placement | None = None
    blocks_everything: bool = False
    coalition_minutes: int = Field(default=0, ge=0)
    segments_after: int = Field(default=0, ge=0)
    preferred_days: tuple[str, ...] = ()
    forbidden_days: tuple[str, ...] = ()
    is_open: bool = True
    for_newcomers: bool = False
    weight: int = Field(default=1, ge=1)
    similar: tuple[str, ...] = ()
    source: Source | None = None


class Relation(Frozen):
    """A temporal relation between two sessions of the host programme, in force if both are placed.

    - before: `one` ends before `other` begins; on the same day, at least `minutes` before;
    - apart: they do not overlap in time;
    - same day, other day: they are on the same day, on different days.
    """

    verb: RelationVerb
    one: str
    other: str
    minutes: int = Field(default=0, ge=0)
    source: Source | None = None


class Team(Frozen):
    """The number of teams for a service, such as interpretation: the most sessions that can use it at one time."""

    service: Service
    number: int = Field(ge=0)
    source: Source | None = None


class Request(Frozen):
    """A request of a coalition for one kind of presence. Rank 1 is the first choice.

    `by_default`: made by the policy on behalf of a coalition that did not answer. `people` must be present. `partners`
    are wished for, `required` must take part, `vetoes` must not.
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

    @property
    def choice(self) -> str:
        """The rank in words: ``first choice``, ``choice number 4`` or ``wish by default``."""
        if self.by_default:
            return "wish by default"
        return f"{RANKS[self.rank - 1]} choice" if self.rank <= len(RANKS) else f"choice number {self.rank}"


RANKS = ("first", "second", "third")


def coalition_of(request: str) -> str:
    """The coalition in the id of a request: ``DC3`` of ``DC3: day-zero event``."""
    return request.rpartition(": ")[0]


def request_id(coalition: str, kind: Kind, number: int = 1) -> str:
    """The id of a request, as people name it: ``DC3: day-zero event``."""
    return f"{coalition}: {kind.value}" + (f" {number}" if number > 1 else "")


class Pin(Frozen):
    """A decision fixed in advance. Which fields count depends on the verb:

    - place: `subject` (a request, a host session, or ``Joint: THEME``) gets the `room`, `day` and `start` that are set,
      and for a segment the `session`;
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
    """What a coalition requested and received in an earlier year; `kind` is None if it received nothing."""

    year: int
    coalition: str
    kind: Kind | None = None
    asked: Kind | None = None
    note: str = ""
    source: Source | None = None


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
    relations: tuple[Relation, ...] = ()
    teams: tuple[Team, ...] = ()
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
    def team(self) -> dict[Service, Team]:
        return {team.service: team for team in self.teams}

    @cached_property
    def request(self) -> dict[str, Request]:
        return {request.id: request for request in self.requests}

    def requests_of(self, coalition: str) -> tuple[Request, ...]:
        """The requests of a coalition, ordered by rank."""
        return tuple(sorted((r for r in self.requests if r.coalition == coalition), key=lambda r: r.rank))

    def representatives(self, coalition: str) -> tuple[Person, ...]:
        return tuple(p for p in self.people if coalition in p.coalitions)

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of the content: see `fingerprint.INSTANCE`."""
        return INSTANCE.sha256(self)

    @model_validator(mode="after")
    def _names_exist_once(self) -> Self:
        _unique("days", (d.id for d in self.days))
        _unique("rooms", (r.id for r in self.rooms))
        _unique("themes", (t.code for t in self.themes))
        _unique("coalitions", (c.id for c in self.coalitions))
        _unique("people", (p.id for p in self.people))
        _unique("sessions", (s.id for s in self.sessions))
        _unique("teams", (t.service for t in self.teams))
        _unique("requests", (r.id for r in self.requests))
        return self


def _unique(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{name} stands twice among the {what}")
        seen.add(name)


def bare(record: Any) -> Any:
    """The record without sources and e-mail addresses, recursively."""
    if isinstance(record, Frozen):
        drop = {"source": None, "email": ""}
        changes = {
            field: drop[field] if field in drop else bare(getattr(record, field)) for field in type(record).model_fields
        }
        return record.model_copy(update=changes)
    if isinstance(record, tuple):
        return tuple(bare(item) for item in record)
    return record
