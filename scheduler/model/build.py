"""Build the CP-SAT model of an instance: variables, constraints of all rules, objectives in the policy's order."""

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
    """A goal of the lexicographic order and its expression, to be minimised."""

    goal: str
    expression: Expression


@dataclass(frozen=True)
class BuiltModel:
    """A model with its decision variables and its objectives in order."""

    prepared: Prepared
    decisions: DecisionVariables
    objectives: tuple[Objective, ...]


def build(instance: Instance, prepared: Prepared | None = None) -> BuiltModel:
    """Build the model whose solutions are exactly the programmes that break no rule.

    `prepared` data of the instance may leave out options: then only what they allow is.
    """
    decisions = build_rules(prepared or prepare(instance))
    goals = goal_order(instance.policy.order, instance.policy.principle)
    objectives = tuple(Objective(goal.id, GOALS[goal.id](decisions)) for goal in goals)
    return BuiltModel(decisions.prepared, decisions, objectives)


def build_rules(prepared: Prepared, with_switches: bool = False, rooms_decided: bool = True) -> DecisionVariables:
    """Build variables and constraints without objectives; `with_switches` gives each demand a literal that enforces it.

    Where rooms are not decided, they are counted.
    """
    decisions = decide(prepared, with_switches, rooms_decided)
    for rule in PROGRAMME_RULES:
        (room_counts if rule is room_overlap and not rooms_decided else rule)(decisions)
    return decisions
