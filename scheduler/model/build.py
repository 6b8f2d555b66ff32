"""Instance → complete CP-SAT model: variables, then every rule, then the goals as the policy orders them."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.catalogue import goal_order
from scheduler.core.instance import Instance
from scheduler.model.constraints import PROGRAMME_RULES
from scheduler.model.objectives import GOALS
from scheduler.model.prepare import Prepared, prepare
from scheduler.model.presence_constraints import room_overlap
from scheduler.model.room_counts import room_counts
from scheduler.model.variables import DecisionVariables, Expression, decide


@dataclass(frozen=True)
class Objective:
    """A goal in its place in the order, and the expression to be made small."""

    goal: str
    expression: Expression


@dataclass(frozen=True)
class BuiltModel:
    """A model, its decisions, and its goals in order."""

    prepared: Prepared
    decisions: DecisionVariables
    tiers: tuple[Objective, ...]


def build(instance: Instance, prepared: Prepared | None = None) -> BuiltModel:
    """The model in which every programme that breaks no rule is a solution, and no other.

    `prepared` data of the instance may leave out options: then only what they allow is.
    """
    decisions = build_rules(prepared or prepare(instance))
    goals = goal_order(instance.policy.order, instance.policy.principle)
    tiers = tuple(Objective(goal.id, GOALS[goal.id](decisions)) for goal in goals)
    return BuiltModel(decisions.prepared, decisions, tiers)


def build_rules(prepared: Prepared, with_switches: bool = False, rooms_decided: bool = True) -> DecisionVariables:
    """Variables and rules without goals; with a switch for each rule, to find those that cannot hold together.

    Where rooms are not decided, they are counted.
    """
    decisions = decide(prepared, with_switches, rooms_decided)
    for rule in PROGRAMME_RULES:
        (room_counts if rule is room_overlap and not rooms_decided else rule)(decisions)
    return decisions
