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
from scheduler.model.presence_constraints import overlap_cliques
from scheduler.model.registry import rule
from scheduler.model.variables import DecisionVariables, Expression

Moment = tuple[int, int]
"""Index of a day by date, and minutes after its midnight."""

Row = tuple[Relation, PlannedSession, PlannedSession, Subject]
"""A relation, its two sessions, and the subject of its demand."""


@rule
def session_order(decisions: DecisionVariables) -> None:
    """A session that comes before another ends before it begins."""
    for relation, one, other, subject in _relation_rows(decisions, RelationVerb.BEFORE):
        literals_by_start = _in_order(
            decisions, ((p.day, p.start, literal) for p, literal in decisions.interval_literals(other).items())
        )
        end_moments = (
            (p.day, p.end + relation.minutes, literal) for p, literal in decisions.interval_literals(one).items()
        )
        literals_by_end = _in_order(decisions, end_moments)
        # `waiting` is 1 after the first session ended and before the second starts, which requires it.
        waiting: Expression = 1 - _takes_place(decisions, one)
        times = iter(literals_by_end)
        done = next(times, None)
        for moment in literals_by_start:
            ended_by_now: list[Expression] = []
            while done is not None and done <= moment:
                ended_by_now += literals_by_end[done]
                done = next(times, None)
            now_waiting = decisions.model.new_bool_var(f"{one.id} is over and {other.id} waits after {moment}")
            change = cp_model.LinearExpr.sum(ended_by_now) - cp_model.LinearExpr.sum(literals_by_start[moment])
            decisions.require("session_order", now_waiting == waiting + change, subject)
            waiting = now_waiting


@rule
def sessions_apart(decisions: DecisionVariables) -> None:
    """Sessions that are to be apart are not at the same time."""
    for _, one, other, subject in _relation_rows(decisions, RelationVerb.APART):
        timed_literals = [*decisions.interval_literals(one).items(), *decisions.interval_literals(other).items()]
        for clique in overlap_cliques(timed_literals):
            decisions.at_most_one("sessions_apart", clique, subject)


@rule
def same_day(decisions: DecisionVariables) -> None:
    """Sessions that belong to one day take place on the same day."""
    for _, one, other, subject in _relation_rows(decisions, RelationVerb.SAME_DAY):
        for one_on_day, other_on_day in _by_day(decisions, one, other):
            decisions.require("same_day", one_on_day <= other_on_day + 1 - _takes_place(decisions, other), subject)
            decisions.require("same_day", other_on_day <= one_on_day + 1 - _takes_place(decisions, one), subject)


@rule
def other_day(decisions: DecisionVariables) -> None:
    """Sessions that belong to different days take place on different days."""
    for _, one, other, subject in _relation_rows(decisions, RelationVerb.OTHER_DAY):
        for one_on_day, other_on_day in _by_day(decisions, one, other):
            decisions.at_most_one("other_day", (one_on_day, other_on_day), subject)


def _relation_rows(decisions: DecisionVariables, verb: RelationVerb) -> Iterator[Row]:
    sessions = decisions.prepared.sessions
    for number, relation in enumerate(decisions.prepared.instance.relations):
        # Relations of cancelled sessions are skipped.
        if relation.verb is verb and relation.one in sessions and relation.other in sessions:
            yield relation, sessions[relation.one], sessions[relation.other], Subject("relation", str(number))


def _takes_place(decisions: DecisionVariables, session: PlannedSession) -> Expression:
    return 1 if session.given else decisions.takes_place[session.id]


def _in_order(
    decisions: DecisionVariables, moments: Iterable[tuple[str, int, Expression]]
) -> dict[Moment, list[Expression]]:
    """Group literals by moment, in chronological order."""
    nth = {day.id: number for number, day in enumerate(sorted(decisions.prepared.instance.days, key=_date))}
    literals_by_moment: dict[Moment, list[Expression]] = {}
    for day, minute, literal in moments:
        literals_by_moment.setdefault((nth[day], minute), []).append(literal)
    return dict(sorted(literals_by_moment.items()))


def _date(day: Day) -> date:
    return day.date


def _by_day(
    decisions: DecisionVariables, one: PlannedSession, other: PlannedSession
) -> Iterator[tuple[Expression, Expression]]:
    """For each day of two sessions' intervals, the two literals that the sessions take place on it."""
    days: dict[str, tuple[list[Expression], list[Expression]]] = {}
    for side, session in enumerate((one, other)):
        for interval, literal in decisions.interval_literals(session).items():
            days.setdefault(interval.day, ([], []))[side].append(literal)
    for one_literals, other_literals in days.values():
        yield cp_model.LinearExpr.sum(one_literals), cp_model.LinearExpr.sum(other_literals)
