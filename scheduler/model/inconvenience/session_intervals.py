"""Literals of sessions by interval and by day, for the parts of inconvenience."""

from __future__ import annotations

from ortools.sat.python import cp_model

from scheduler.model.prepare import PlannedSession
from scheduler.model.variables import DecisionVariables, Expression, TimeInterval, by_time


def time_intervals(decisions: DecisionVariables, session: PlannedSession) -> dict[TimeInterval, Expression]:
    """The candidate intervals of a session, regardless of area, each with its literal."""
    return by_time(decisions.interval_literals(session))


def on_days(decisions: DecisionVariables, session: PlannedSession) -> dict[str, Expression]:
    """The days that a session could take, each with its literal."""
    literals_by_day: dict[str, list[Expression]] = {}
    for interval, literal in decisions.interval_literals(session).items():
        literals_by_day.setdefault(interval.day, []).append(literal)
    return {day: cp_model.LinearExpr.sum(literals) for day, literals in literals_by_day.items()}


def programme_sessions(decisions: DecisionVariables) -> list[PlannedSession]:
    """The sessions of the programme, given ones included."""
    return [session for session in decisions.prepared.sessions.values() if session.in_programme]


def main_days(decisions: DecisionVariables) -> list[str]:
    """The days that are not day zero."""
    return [day.id for day in decisions.prepared.instance.days if not day.is_day_zero]
