"""Combine consecutive objectives of small range into one weighted sum, equivalent to their lexicographic order.

One solve replaces several, which is quicker because presolve takes most of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ortools.sat.python import cp_model

from scheduler.catalogue import GOAL
from scheduler.core.instance import Instance
from scheduler.model.build import Objective
from scheduler.model.variables import Expression

COUNTED = ("requests", "coalitions")
"""Units of goals that are no larger than the number of requests or of coalitions."""

LARGEST_WEIGHT = 10**8
"""Largest weight of an objective, so that weighted sums stay within the solver's exact integer range."""


def objective_groups(instance: Instance, objectives: Iterable[Objective]) -> Iterator[tuple[Objective, ...]]:
    """Split the objectives, in order, into groups that one weighted sum can represent."""
    group: tuple[Objective, ...] = ()
    for objective in objectives:
        goal = GOAL.get(objective.goal)
        counted = goal is not None and goal.unit in COUNTED
        if group and not (counted and _base(instance) ** len(group) < LARGEST_WEIGHT):
            yield group
            group = ()
        group += (objective,)
        if not counted:
            yield group
            group = ()
    if group:
        yield group


def weighted_sum(instance: Instance, group: Iterable[Objective]) -> Expression:
    """The weighted sum of a group: one unit of an objective outweighs all that can follow it."""
    powers = enumerate(reversed(tuple(group)))
    return cp_model.LinearExpr.sum([_base(instance) ** power * objective.expression for power, objective in powers])


def _base(instance: Instance) -> int:
    return max(len(instance.requests), len(instance.coalitions)) + 1
