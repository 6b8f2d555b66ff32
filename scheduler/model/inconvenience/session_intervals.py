"""When sessions stand, whatever the room: what the parts of inconvenience ask again and again."""

from __future__ import annotations

from ortools.sat.python import cp_model

from scheduler.model.prepare import PlannedSession
from scheduler.model.variables import DecisionVariables, Expression

Stretch = tuple[str, int, int]
"""Day, start and end in minutes after midnight."""


def stretches(decisions: DecisionVariables, session: PlannedSession) -> dict[Stretch, Expression]:
    """For each stretch of time in which a session could stand, whether it does, in whatever area."""
    found: dict[Stretch, list[Expression]] = {}
    for position, literal in decisions.at(session).items():
        found.setdefault((position.day, position.start, position.end), []).append(literal)
    return {stretch: cp_model.LinearExpr.sum(literals) for stretch, literals in found.items()}


def on_days(decisions: DecisionVariables, session: PlannedSession) -> dict[str, Expression]:
    """For each day on which a session could stand, whether it does."""
    found: dict[str, list[Expression]] = {}
    for position, literal in decisions.at(session).items():
        found.setdefault(position.day, []).append(literal)
    return {day: cp_model.LinearExpr.sum(literals) for day, literals in found.items()}


def programme_sessions(decisions: DecisionVariables) -> list[PlannedSession]:
    """The sessions of the programme, given ones too."""
    return [session for session in decisions.prepared.sessions.values() if session.in_programme]


def main_days(decisions: DecisionVariables) -> list[str]:
    """The days that are not day zero."""
    return [day.id for day in decisions.prepared.instance.days if not day.is_day_zero]
