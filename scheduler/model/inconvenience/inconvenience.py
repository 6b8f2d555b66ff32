"""The goal “discomfort”: its parts, weighed (systems 31, 32, 34, 43–45)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.model.inconvenience.people_terms import attendance, time_zones, waiting, walking
from scheduler.model.inconvenience.room_terms import room_changes, room_fit
from scheduler.model.inconvenience.spread_terms import day_balance, days, duplicates, fair_slots
from scheduler.model.inconvenience.theme_terms import theme_gaps, theme_rooms
from scheduler.model.variables import DecisionVariables, Expression


@dataclass(frozen=True)
class Part:
    """A part of discomfort: what adds up to it, and whether it asks in which room a session stands."""

    counts: Callable[[DecisionVariables], Iterator[Expression]]
    needs_rooms: bool = False

    @property
    def name(self) -> str:
        """How `ComfortWeights` calls it."""
        return self.counts.__name__


PARTS = (
    Part(days),
    Part(room_fit),
    Part(time_zones),
    Part(theme_rooms, needs_rooms=True),
    Part(room_changes, needs_rooms=True),
    Part(duplicates),
    Part(theme_gaps),
    Part(walking),
    Part(waiting),
    Part(attendance),
    Part(day_balance),
    Part(fair_slots),
)


def discomfort(decisions: DecisionVariables) -> Expression:
    """Discomfort: days, rooms and hours that suit less, scattered themes, walks and waits, good slots for a few."""
    return weighted(decisions, tuple(part for part in PARTS if decisions.rooms_decided or not part.needs_rooms))


def discomfort_of_times(decisions: DecisionVariables) -> Expression:
    """What of it hangs on when sessions take place, and not on their rooms."""
    return weighted(decisions, tuple(part for part in PARTS if not part.needs_rooms and part.counts is not room_fit))


def weighted(decisions: DecisionVariables, parts: tuple[Part, ...]) -> Expression:
    """These parts, each times its weight; one that weighs nothing adds nothing to the model."""
    weights = decisions.prepared.instance.policy.comfort
    weigh = ((getattr(weights, part.name), part) for part in parts)
    return cp_model.LinearExpr.sum(
        [weight * cp_model.LinearExpr.sum(list(part.counts(decisions))) for weight, part in weigh if weight]
    )
