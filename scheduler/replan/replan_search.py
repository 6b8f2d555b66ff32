"""The order in which a new plan is looked for: fewest changes first, then the usual goals; or so many changes more."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.catalogue import NOTICEABLE_CHANGES
from scheduler.catalogue.change_kinds import one_each
from scheduler.core.programme import Programme
from scheduler.model.build import BuiltModel, Objective
from scheduler.model.change_objective import noticeable_changes
from scheduler.model.variables import DecisionVariables

ObjectiveOrder = Callable[[BuiltModel], tuple[Objective, ...]]


def changes_first(before: Programme) -> ObjectiveOrder:
    """Changes that people notice are made as few as can be; the usual goals are sought within that number."""

    def order(built: BuiltModel) -> tuple[Objective, ...]:
        return (_changes(built, before), *built.tiers)

    return order


def changes_last(before: Programme) -> ObjectiveOrder:
    """The usual goals first; among programmes of equal value, one with fewest changes that people notice."""

    def order(built: BuiltModel) -> tuple[Objective, ...]:
        return (*built.tiers, _changes(built, before))

    return order


def limit_changes(before: Programme, number: int) -> Callable[[DecisionVariables], None]:
    """No more than so many changes, however grave."""

    def constrain(decisions: DecisionVariables) -> None:
        decisions.model.add(noticeable_changes(decisions, before, one_each) <= number)

    return constrain


def _changes(built: BuiltModel, before: Programme) -> Objective:
    return Objective(NOTICEABLE_CHANGES.id, noticeable_changes(built.decisions, before))
