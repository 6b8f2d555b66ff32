"""The policy: the parameters under negotiation, and those of each kind of presence.

Each setting has one record in `scheduler.catalogue.settings`, with its names, meaning and form.
"""

from __future__ import annotations

from typing import NamedTuple

from pydantic import Field

from scheduler.core.clock import MINUTES_PER_DAY, Clock
from scheduler.core.frozen import Frozen
from scheduler.core.vocabulary import Condition, Kind, Layers, Needed, Principle, Service, SessionType


class KindPolicy(Frozen):
    """The policy for one kind of presence.

    `at_most` limits joint sessions, or granted requests of the other kinds; None is no limit. `counted`: it counts
    towards the maximum number of presences of a coalition. `gated`: only eligible coalitions receive it. `competed`:
    whoever requests it competes, and cannot sit on the selection committee. `needs`: services that its room must have.
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


class InconvenienceWeights(Frozen):
    """Weight of one unit of each part of the goal on inconvenience; 0 leaves the part out.

    The parts from `duplicates` on matter when a whole programme is scheduled.
    """

    days: int = Field(default=3, ge=0)
    room_fit: int = Field(default=1, ge=0)
    time_zones: int = Field(default=2, ge=0)
    theme_rooms: int = Field(default=1, ge=0)
    room_changes: int = Field(default=1, ge=0)
    duplicates: int = Field(default=0, ge=0)
    theme_gaps: int = Field(default=0, ge=0)
    walking: int = Field(default=0, ge=0)
    waiting: int = Field(default=0, ge=0)
    attendance: int = Field(default=0, ge=0)
    day_balance: int = Field(default=0, ge=0)
    fair_slots: int = Field(default=0, ge=0)


NOON, EVENING = 13 * 60, 18 * 60
"""When the afternoon begins, and when the evening does."""


class DayPart(NamedTuple):
    """A part of every day, or of the first or last main day alone, from `start` until `end`."""

    name: str
    start: int
    end: int
    first: bool = False
    last: bool = False


class Policy(Frozen):
    """The parameters under negotiation: limits, lengths, sizes, eligibility, principle and order of goals."""

    version: str = "1"
    principle: Principle = Principle.RANK_MAXIMAL
    goals: tuple[str, ...] = (
        "coalitions_without_presence",
        "wishes",
        "claims_passed_over",
        "incoherence",
        "same_theme_in_parallel",
        "outside_the_programme",
        "inconvenience",
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
    host_sessions_may_be_left_out: bool = False
    layers: Layers = Layers.TOGETHER
    only_in_own_slots: tuple[SessionType, ...] = ()
    off_first_morning: tuple[SessionType, ...] = ()
    off_last_afternoon: tuple[SessionType, ...] = ()
    off_mornings: tuple[SessionType, ...] = ()
    off_afternoons: tuple[SessionType, ...] = ()
    off_evenings: tuple[SessionType, ...] = ()
    conditions: tuple[Condition, ...] = (
        Condition.ANNUAL_REPORT,
        Condition.SESSION_REPORT,
        Condition.COORDINATION,
    )
    competitive: bool = False
    committee_at_least: int = Field(default=0, ge=0)
    chairs: tuple[str, ...] = ()
    silent_ask_for: tuple[Kind, ...] = (Kind.BILATERAL,)
    needed_if_nobody_named: Needed = Needed.ALL
    walking_minutes: int = Field(default=10, ge=0)
    pause_minutes: int = Field(default=0, ge=0)
    remote_from: Clock = 6 * 60
    remote_until: Clock = 24 * 60
    comfortable_from: Clock = 8 * 60
    comfortable_until: Clock = 20 * 60
    rank_weights: tuple[int, ...] = (8, 4, 2, 1)
    link_weight: int = Field(default=3, ge=0)
    subtheme_weight: int = Field(default=0, ge=0)
    partner_weight: int = Field(default=2, ge=0)
    horizontal_claim: int = Field(default=2, ge=0)
    inconvenience: InconvenienceWeights = InconvenienceWeights()
    theme_break_minutes: int = Field(default=30, ge=0)
    good_from: Clock = 10 * 60
    good_until: Clock = 13 * 60

    @property
    def order(self) -> tuple[str, ...]:
        """The goals in order. The count of host sessions left out comes first, unless `goals` places it."""
        first = "host_sessions_left_out"
        return (first, *self.goals) if self.host_sessions_may_be_left_out and first not in self.goals else self.goals

    @property
    def kept_off(self) -> dict[DayPart, tuple[SessionType, ...]]:
        """The excluded types of session by part of a day."""
        return {
            DayPart("the morning of the first day", 0, NOON, first=True): self.off_first_morning,
            DayPart("the afternoon of the last day", NOON, MINUTES_PER_DAY, last=True): self.off_last_afternoon,
            DayPart("mornings", 0, NOON): self.off_mornings,
            DayPart("afternoons", NOON, EVENING): self.off_afternoons,
            DayPart("evenings", EVENING, MINUTES_PER_DAY): self.off_evenings,
        }

    def offers(self, kind: Kind) -> bool:
        """Whether the policy offers this kind to coalitions."""
        return self.kinds[kind].offered
