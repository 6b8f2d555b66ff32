"""The goal on inconvenience as an expression: the weighted sum of its parts (systems 31, 32, 34, 43–45)."""

from __future__ import annotations

from collections.abc import Iterable

from ortools.sat.python import cp_model

from scheduler.catalogue import INCONVENIENCE, InconveniencePart
from scheduler.model.inconvenience import people_terms, room_terms, spread_terms, theme_terms  # noqa: F401 - register
from scheduler.model.inconvenience.part_registry import part
from scheduler.model.variables import DecisionVariables, Expression


def inconvenience(decisions: DecisionVariables) -> Expression:
    """Inconvenience: days, rooms and hours that suit less, scattered themes, walks and waits, good slots for a few."""
    return weighted(decisions, (entry for entry in INCONVENIENCE if decisions.rooms_decided or not entry.needs_rooms))


def inconvenience_of_times(decisions: DecisionVariables) -> Expression:
    """The parts that depend on intervals alone, not on rooms."""
    return weighted(decisions, (entry for entry in INCONVENIENCE if not entry.hangs_on_rooms))


def weighted(decisions: DecisionVariables, entries: Iterable[InconveniencePart]) -> Expression:
    """The weighted sum of these parts; a part of weight 0 adds no variables."""
    weights = decisions.prepared.instance.policy.inconvenience
    weigh = ((getattr(weights, entry.id), entry) for entry in entries)
    return cp_model.LinearExpr.sum(
        [weight * cp_model.LinearExpr.sum(list(part[entry.id](decisions))) for weight, entry in weigh if weight]
    )
