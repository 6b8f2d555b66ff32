"""Constraints on relations between two sessions of the host programme: order, apart, same day, other day.

Each says something of positions alone, never of rooms, and names every position of its two sessions once. A session
that is left out has no position, and what it should stand to is then free of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ortools.sat.python import cp_model

from scheduler.core.instance import Day, Relation
from scheduler.core.vocabulary import RelationVerb
from scheduler.model.demands import Subject
from scheduler.model.prepare import PlannedSession
from scheduler.model.presence_constraints import at_each_start
from scheduler.model.registry import rule
from scheduler.model.variables import DecisionVariables, Expression

Moment = tuple[int, int]
"""Index of a day by date, and minutes after its midnight."""

Row = tuple[Relation, PlannedSession, PlannedSession, Subject]
"""A relation, its two sessions, and the subject of its demand."""


@rule
def session_order(decisions: DecisionVariables) -> None:
    """A session that comes before another ends before it begins."""
    for relation, one, other, about in _rows(decisions, RelationVerb.BEFORE):
        starts = _in_order(decisions, ((p.day, p.start, literal) for p, literal in decisions.at(other).items()))
        over = ((p.day, p.end + relation.minutes, literal) for p, literal in decisions.at(one).items())
        ends = _in_order(decisions, over)
        # One as soon as the first is over, as long as the second has not begun: it cannot begin without that.
        waiting: Expression = 1 - _held(decisions, one)
        times = iter(ends)
        done = next(times, None)
        for moment in starts:
            ended_by_now: list[Expression] = []
            while done is not None and done <= moment:
                ended_by_now += ends[done]
                done = next(times, None)
            still = decisions.model.new_bool_var(f"{one.id} is over and {other.id} waits after {moment}")
            change = cp_model.LinearExpr.sum(ended_by_now) - cp_model.LinearExpr.sum(starts[moment])
            decisions.require("session_order", still == waiting + change, about)
            waiting = still


@rule
def sessions_apart(decisions: DecisionVariables) -> None:
    """Sessions that are to be apart are not at the same time."""
    for _, one, other, about in _rows(decisions, RelationVerb.APART):
        stays = [*decisions.at(one).items(), *decisions.at(other).items()]
        for together in at_each_start(stays):
            decisions.at_most_one("sessions_apart", together, about)


@rule
def same_day(decisions: DecisionVariables) -> None:
    """Sessions that belong to one day stand on the same day."""
    for _, one, other, about in _rows(decisions, RelationVerb.SAME_DAY):
        for here, there in _by_day(decisions, one, other):
            decisions.require("same_day", here <= there + 1 - _held(decisions, other), about)
            decisions.require("same_day", there <= here + 1 - _held(decisions, one), about)


@rule
def other_day(decisions: DecisionVariables) -> None:
    """Sessions that belong to different days stand on different days."""
    for _, one, other, about in _rows(decisions, RelationVerb.OTHER_DAY):
        for here, there in _by_day(decisions, one, other):
            decisions.at_most_one("other_day", (here, there), about)


def _rows(decisions: DecisionVariables, verb: RelationVerb) -> Iterator[Row]:
    sessions = decisions.prepared.sessions
    for number, relation in enumerate(decisions.prepared.instance.relations):
        # A session that was cancelled since is related to nothing.
        if relation.verb is verb and relation.one in sessions and relation.other in sessions:
            yield relation, sessions[relation.one], sessions[relation.other], Subject("relation", str(number))


def _held(decisions: DecisionVariables, session: PlannedSession) -> Expression:
    return 1 if session.given else decisions.held[session.id]


def _in_order(
    decisions: DecisionVariables, moments: Iterable[tuple[str, int, Expression]]
) -> dict[Moment, list[Expression]]:
    """Group literals by moment, in chronological order."""
    nth = {day.id: number for number, day in enumerate(sorted(decisions.prepared.instance.days, key=_date))}
    found: dict[Moment, list[Expression]] = {}
    for day, minute, literal in moments:
        found.setdefault((nth[day], minute), []).append(literal)
    return dict(sorted(found.items()))


def _date(day: Day) -> date:
    return day.date


def _by_day(
    decisions: DecisionVariables, one: PlannedSession, other: PlannedSession
) -> Iterator[tuple[Expression, Expression]]:
    """For each day of two sessions' intervals, the two literals that the sessions take place on it."""
    days: dict[str, tuple[list[Expression], list[Expression]]] = {}
    for place, session in enumerate((one, other)):
        for position, literal in decisions.at(session).items():
            days.setdefault(position.day, ([], []))[place].append(literal)
    for here, there in days.values():
        yield cp_model.LinearExpr.sum(here), cp_model.LinearExpr.sum(there)
