"""The programme, output of a computation: placed sessions, segments, decisions on requests, committee and scores.

A `Programme` carries the fingerprint of its instance; with both, anybody can verify and export it. There is no empty
programme: if none was found, the result is None with a status.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from scheduler.core.clock import Clock, times_text
from scheduler.core.fingerprint import DECIDED
from scheduler.core.frozen import Frozen
from scheduler.core.vocabulary import Kind, SessionType, State
from scheduler.core.years import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from scheduler.core.instance import Instance

SCHEMA_VERSION = 3


def joint_session_id(theme: str) -> str:
    """The id of the joint session on a theme: ``Joint: CONNECT``."""
    return f"Joint: {theme}"


class PlacedSession(Frozen):
    """A session with its room, day and time.

    `id` is the host session's id, `joint_session_id(theme)`, or the id of the request that it grants. `kind` is set for
    sessions that come from requests, `type` for those of the host programme: always exactly one of the two.
    `coalitions` take part in a session that comes from requests; in a host session they take part through segments.
    `state` is how far its time and room are known outside: draft, announced or published.
    """

    id: str
    title: str
    kind: Kind | None = None
    type: SessionType | None = None
    day: str
    start: Clock
    end: Clock
    room: str
    themes: tuple[str, ...] = ()
    coalitions: tuple[str, ...] = ()
    given: bool = False
    state: State = State.DRAFT

    @model_validator(mode="after")
    def _has_kind_or_type(self) -> Self:
        if (self.kind is None) == (self.type is None):
            raise ValueError(f"{self.id} must have either a kind or a type")
        return self

    def overlaps(self, other: PlacedSession) -> bool:
        """Whether the two sessions share at least one minute."""
        return self.day == other.day and self.start < other.end and other.start < self.end

    @property
    def when(self) -> str:
        return f"{self.day} {times_text(self.start, self.end)}"


class Segment(Frozen):
    """A coalition's minutes inside a session; `order` counts from 1."""

    request: str
    coalition: str
    session: str
    order: int = Field(ge=1)
    start: Clock
    end: Clock


class Reason(Frozen):
    """Why a request was refused: the ids of the rules that prevent it, and one true sentence."""

    rules: tuple[str, ...] = ()
    sentence: str


class Decision(Frozen):
    """The decision on a request; `session` is where it was granted, `reason` why it was refused."""

    request: str
    granted: bool
    session: str = ""
    reason: Reason | None = None
    waiting_list: int | None = None


class LeftOut(Frozen):
    """A host session without a placement, and the reason; only if the policy allows leaving sessions out."""

    session: str
    reason: Reason | None = None


class Seat(Frozen):
    """A coalition's seat on the selection committee, and who may take it."""

    coalition: str
    person: str = ""


class Score(Frozen):
    """The value of a goal, its lower bound, and whether it is proven optimal.

    `confirmed`: a second solve with other settings found nothing better either.
    """

    goal: str
    value: int
    bound: int | None = None
    proven: bool = False
    seconds: float = 0.0
    confirmed: bool = False

    @classmethod
    def of(cls, goal: str, value: int, seconds: float = 0.0) -> Score:
        """The score of a value of which nothing is known but that no goal is below 0: 0 is proven."""
        zero = value == 0
        return cls(goal=goal, value=value, bound=0 if zero else None, proven=zero, seconds=seconds)


class Settings(Frozen):
    """The options of the search that found the programme."""

    seconds_allowed: float | None = None
    reproducible: bool = False
    seed: int = 0
    workers: int = 2


class Provenance(Frozen):
    """The origin of a programme: instance, versions, search options, running time and how the search ended.

    `variation`: settings of sheet Policy and the values that replaced them, empty for the instance as it is.
    `amendments`: changes made to the instance when the programme was replanned, in order, such as ``close Salle 5: day
    2``. `instance_sha256` is the fingerprint of the instance with the variation, `base_sha256` that of the instance as
    it is, empty if they are the same.
    """

    instance: str
    instance_sha256: str
    base_sha256: str = ""
    variation: dict[str, str] = Field(default_factory=dict)
    amendments: tuple[str, ...] = ()
    program_version: str
    ortools_version: str = ""
    settings: Settings = Settings()
    status: str = ""
    seconds: float = 0.0

    @property
    def base(self) -> str:
        """The fingerprint of the instance without its variation: programmes that share it have the same base."""
        return self.base_sha256 or self.instance_sha256


class Programme(Frozen):
    """A complete programme, its state, and since when it has been in that state."""

    schema_version: int = SCHEMA_VERSION
    provenance: Provenance
    state: State = State.DRAFT
    state_since: date | None = Field(default=None, ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31))
    sessions: tuple[PlacedSession, ...]
    segments: tuple[Segment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    committee: tuple[Seat, ...] = ()
    scores: tuple[Score, ...] = ()

    @cached_property
    def session(self) -> dict[str, PlacedSession]:
        return {placed.id: placed for placed in self.sessions}

    @cached_property
    def decision(self) -> dict[str, Decision]:
        return {decision.request: decision for decision in self.decisions}

    @cached_property
    def granted(self) -> frozenset[str]:
        """The ids of the granted requests."""
        return frozenset(d.request for d in self.decisions if d.granted)

    @property
    def proven(self) -> bool:
        """Whether the value of every goal is proven optimal."""
        return bool(self.scores) and all(score.proven for score in self.scores)

    def counted_anew(self, values: Mapping[str, int]) -> Programme:
        """Copy the scores with new values where these are known; of these only 0 is proven."""
        scores = tuple(Score.of(s.goal, values[s.goal]) for s in self.scores if s.goal in values)
        return self.model_copy(update={"scores": scores})

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of what was decided: see `fingerprint.DECIDED`."""
        return DECIDED.sha256(self)

    def is_for(self, instance: Instance) -> bool:
        """Whether it was made for the instance in just this state."""
        return self.provenance.instance_sha256 == instance.sha256
