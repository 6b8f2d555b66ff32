"""What coalitions can get at best, were they alone: a bound of what they can get at all, and what to begin with.

And where what they get costs least beside the host programme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile

from ortools.sat.python import cp_model

from scheduler.core.instance import Instance
from scheduler.core.vocabulary import Use
from scheduler.model.prepare import PlannedSession
from scheduler.model.variables import DecisionVariables, Expression
from scheduler.search.combined_objectives import groups, weighed
from scheduler.search.large.large_search import LEFT_OUT, Bound, LargeSearch, Values
from scheduler.search.large.minimise import Solved, minimise
from scheduler.search.large.relaxations import OF_PLACES, coalitions_alone
from scheduler.search.large.restricted_model import RestrictedModel, capped
from scheduler.search.large.time_relaxation import timetable

Among = tuple[str, bool]
"""The sessions on a theme, on day zero or on the main days."""

Costs = Mapping[Among, Sequence[int]]
"""What those cost each other at the least with none of the coalitions' sessions, one, two …"""


def settle_coalitions(whole: LargeSearch, seconds: float) -> dict[str, str] | None:
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
            value = solved.evaluate(tier.expression)
            if solved.optimal:
                whole.bounds[tier.goal] = Bound(value, dict(caps))
            model.decisions.model.add(tier.expression <= value)
            caps[tier.goal] = value
        model.hint(solved)
        if not solved.optimal:
            break
    return _held_in(model, _in_little_company(whole, model, best, until) or best) if best else None


def held_where_cheapest(
    instance: Instance, caps: Values, costs: Costs, seconds: float, is_over: Callable[[], bool]
) -> tuple[int | None, dict[str, str]]:
    """What parallels cost at the least if coalitions get what `caps` says, and in which session each request is then.

    `costs` tells for each theme, on day zero and on the main days, what its sessions cost each other at the least with
    none of the coalitions' sessions, one, two …
    """
    caps = {goal: cap for goal, cap in caps.items() if goal not in OF_PLACES}
    model = capped(timetable(coalitions_alone(instance), caps), caps)
    total = sum(_cost(model.decisions, *among, of_number) for among, of_number in costs.items())
    solved = minimise(model.decisions.model, total, seconds, 1, 0, is_over)
    return (solved.bound, _held_in(model, solved)) if solved else (None, {})


def _cost(decisions: DecisionVariables, theme: str, day_zero: bool, of_number: Sequence[int]) -> Expression:
    """What sessions on a theme cost each other, by how many of coalitions are among them."""
    sessions = of_coalitions(decisions.prepared.sessions.values(), theme, day_zero)
    if not sessions or of_number[0] == of_number[-1]:
        return of_number[0]
    model, name = decisions.model, f"{theme}, day zero: {day_zero}"
    number = model.new_int_var(0, len(sessions), f"held on {name}")
    model.add(number == sum(sum(decisions.at(session).values()) for session in sessions))
    cost = model.new_int_var(of_number[0], of_number[-1], f"cost of {name}")
    model.add_element(number, [of_number[min(n, len(of_number) - 1)] for n in range(len(sessions) + 1)], cost)
    return cost


def shown_on(sessions: Iterable[PlannedSession], theme: str, day_zero: bool) -> list[PlannedSession]:
    """The sessions on a theme in the programme, on day zero or on the main days."""
    shown = (s for s in sessions if s.in_programme and theme in s.themes)
    return [session for session in shown if (session.use is Use.DAY_ZERO) is day_zero]


def of_coalitions(sessions: Iterable[PlannedSession], theme: str, day_zero: bool) -> list[PlannedSession]:
    """Those of them that arise from requests."""
    return [session for session in shown_on(sessions, theme, day_zero) if session.arises and session.options]


def _held_in(model: RestrictedModel, solved: Solved) -> dict[str, str]:
    return {request: session for (request, session), part in model.decisions.takes_part.items() if solved.value(part)}


def _in_little_company(whole: LargeSearch, model: RestrictedModel, best: Solved, until: float) -> Solved | None:
    """The same requests granted, in sessions on other themes if fewer host sessions share those."""
    for literal in model.decisions.granted.values():
        if best.value(literal):
            model.decisions.model.add(literal == 1)
    left = max(1.0, until - whole.limit.seconds)
    return whole.minimise(model.decisions.model, _company(whole, model), left, whole.goals[0])


def _company(whole: LargeSearch, model: RestrictedModel) -> Expression:
    """The host sessions that share a theme with what is held for coalitions."""
    number = Counter(theme for session in whole.instance.sessions for theme in session.themes)
    held = model.decisions.held
    shown = (session for session in whole.prepared.sessions.values() if session.in_programme and session.id in held)
    return cp_model.LinearExpr.sum([held[s.id] * sum(number[theme] for theme in s.themes) for s in shown])
