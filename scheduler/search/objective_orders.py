"""Orders of objectives after changes: the changes first, then the usual goals; or goals under a limit on changes."""

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
    """Minimise the noticeable changes first, then the usual goals."""

    def order(built: BuiltModel) -> tuple[Objective, ...]:
        return (_changes(built, before), *built.objectives)

    return order


def changes_last(before: Programme) -> ObjectiveOrder:
    """Minimise the usual goals first; among programmes of equal value, the noticeable changes."""

    def order(built: BuiltModel) -> tuple[Objective, ...]:
        return (*built.objectives, _changes(built, before))

    return order


def limit_changes(before: Programme, number: int) -> Callable[[DecisionVariables], None]:
    """A constraint: at most `number` changes, each counted once regardless of its points."""

    def constrain(decisions: DecisionVariables) -> None:
        decisions.model.add(noticeable_changes(decisions, before, one_each) <= number)

    return constrain


def _changes(built: BuiltModel, before: Programme) -> Objective:
    return Objective(NOTICEABLE_CHANGES.id, noticeable_changes(built.decisions, before))
