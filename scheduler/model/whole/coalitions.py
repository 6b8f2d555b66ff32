"""What coalitions can get at best, were they alone: a bound of what they can get at all, and what to begin with."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile

from ortools.sat.python import cp_model

from scheduler.model.decisions import Expression
from scheduler.model.together import groups, weighed
from scheduler.model.whole.excerpts import OF_PLACES, coalitions_alone
from scheduler.model.whole.parts import Model
from scheduler.model.whole.solving import Solved
from scheduler.model.whole.state import LEFT_OUT, Bound, Values, Whole
from scheduler.model.whole.times import timetable


def settle_coalitions(whole: Whole, seconds: float) -> dict[str, str] | None:
    """In which session each request is held where coalitions get the most; None if that was not found out.

    Bounds on their goals are kept. Times are found too, but only to see that there are some. Among what is equally good
    for coalitions, sessions are best on themes that have few others, for these will be in parallel least.
    """
    goals = tuple(takewhile(lambda goal: goal not in OF_PLACES, (g for g in whole.goals if g != LEFT_OUT)))
    model = timetable(coalitions_alone(whole.instance), goals)
    until, caps = whole.limit.seconds + seconds, Values()
    best: Solved | None = None
    for together in groups(whole.instance, model.tiers):
        left = max(1.0, until - whole.limit.seconds)
        solved = whole.minimise(model.decisions.model, weighed(whole.instance, together), left, together[0].goal)
        if solved is None:
            break
        best = solved
        for tier in together:
            value = solved.worth(tier.expression)
            if solved.optimal:
                whole.bounds[tier.goal] = Bound(value, dict(caps))
            model.decisions.model.add(tier.expression <= value)
            caps[tier.goal] = value
        model.hint(solved)
        if not solved.optimal:
            break
    return _held_in(model, _in_little_company(whole, model, best, until) or best) if best else None


def _held_in(model: Model, solved: Solved) -> dict[str, str]:
    return {request: session for (request, session), part in model.decisions.takes_part.items() if solved.value(part)}


def _in_little_company(whole: Whole, model: Model, best: Solved, until: float) -> Solved | None:
    """The same requests granted, in sessions on other themes if fewer host sessions share those."""
    for literal in model.decisions.granted.values():
        if best.value(literal):
            model.decisions.model.add(literal == 1)
    left = max(1.0, until - whole.limit.seconds)
    return whole.minimise(model.decisions.model, _company(whole, model), left, whole.goals[0])


def _company(whole: Whole, model: Model) -> Expression:
    """The host sessions that share a theme with what is held for coalitions."""
    number = Counter(theme for session in whole.instance.sessions for theme in session.themes)
    held = model.decisions.held
    shown = (session for session in whole.prepared.sessions.values() if session.in_programme and session.id in held)
    return cp_model.LinearExpr.sum([held[s.id] * sum(number[theme] for theme in s.themes) for s in shown])
