"""The coalitions' layer: the optimum of the coalitions' goals alone, then the routes with the fewest parallels.

Both are solved on the time relaxation of `coalitions_alone`. The optimum bounds the coalitions' goals of the full
problem; its routes (the session of each granted request) are the start of the large search.
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
from scheduler.search.combined_objectives import objective_groups, weighted_sum
from scheduler.search.large.large_search import LEFT_OUT, ConditionalBound, LargeSearch, ObjectiveValues
from scheduler.search.large.minimise import Solution, minimise
from scheduler.search.large.relaxations import PLACEMENT_GOALS, coalitions_alone, time_relaxation
from scheduler.search.large.restricted_model import RestrictedModel, add_caps

ThemePart = tuple[str, bool]
"""A theme, and whether its sessions of day zero (True) or of the main days (False) are meant."""

ThemeCosts = Mapping[ThemePart, Sequence[int]]
"""Lower bounds on a theme's parallels with 0, 1, 2 … coalitions' sessions on it; the last also for larger numbers."""


def solve_coalition_layer(search: LargeSearch, seconds: float) -> dict[str, str] | None:
    """Minimise the coalitions' goals lexicographically on their own; return the routes, None if nothing was found.

    Sets the bounds of `search` for each goal solved to optimality. Among optima, sessions on themes with few host
    sessions are preferred, since these overlap least.
    """
    goals = tuple(takewhile(lambda goal: goal not in PLACEMENT_GOALS, (g for g in search.goals if g != LEFT_OUT)))
    model = time_relaxation(coalitions_alone(search.instance), goals)
    until, caps = search.limit.seconds + seconds, ObjectiveValues()
    best: Solution | None = None
    for group in objective_groups(search.instance, model.objectives):
        left = max(1.0, until - search.limit.seconds)
        solution = search.minimise(model.decisions.model, weighted_sum(search.instance, group), left, group[0].goal)
        if solution is None:
            break
        best = solution
        for objective in group:
            value = solution.evaluate(objective.expression)
            if solution.optimal:
                search.bounds[objective.goal] = ConditionalBound(value, dict(caps))
            model.decisions.model.add(objective.expression <= value)
            caps[objective.goal] = value
        model.start_from(solution)
        if not solution.optimal:
            break
    return _routes(model, _on_least_shared_themes(search, model, best, until) or best) if best else None


def least_parallel_routes(
    instance: Instance, caps: ObjectiveValues, costs: ThemeCosts, seconds: float, is_over: Callable[[], bool]
) -> tuple[int | None, dict[str, str]]:
    """Routes that minimise the sum of the themes' costs under caps on the coalitions' goals, with its lower bound.

    The bound on parallels holds for the full problem under the same caps; None if nothing was found.
    """
    caps = {goal: cap for goal, cap in caps.items() if goal not in PLACEMENT_GOALS}
    model = add_caps(time_relaxation(coalitions_alone(instance), caps), caps)
    total = sum(_theme_cost(model.decisions, *part, by_number) for part, by_number in costs.items())
    solution = minimise(model.decisions.model, total, seconds, 1, 0, is_over)
    return (solution.bound, _routes(model, solution)) if solution else (None, {})


def _theme_cost(decisions: DecisionVariables, theme: str, day_zero: bool, by_number: Sequence[int]) -> Expression:
    """Cost of a theme as an element constraint on the number of coalitions' sessions on it."""
    sessions = coalition_sessions(decisions.prepared.sessions.values(), theme, day_zero)
    if not sessions or by_number[0] == by_number[-1]:
        return by_number[0]
    model, name = decisions.model, f"{theme}, day zero: {day_zero}"
    number = model.new_int_var(0, len(sessions), f"held on {name}")
    model.add(number == sum(sum(decisions.interval_literals(session).values()) for session in sessions))
    cost = model.new_int_var(by_number[0], by_number[-1], f"cost of {name}")
    model.add_element(number, [by_number[min(n, len(by_number) - 1)] for n in range(len(sessions) + 1)], cost)
    return cost


def theme_sessions(sessions: Iterable[PlannedSession], theme: str, day_zero: bool) -> list[PlannedSession]:
    """The programme's sessions on a theme, of day zero or of the main days."""
    shown = (s for s in sessions if s.in_programme and theme in s.themes)
    return [session for session in shown if (session.use is Use.DAY_ZERO) is day_zero]


def coalition_sessions(sessions: Iterable[PlannedSession], theme: str, day_zero: bool) -> list[PlannedSession]:
    """The sessions of `theme_sessions` that arise from requests and have a candidate placement."""
    return [
        session for session in theme_sessions(sessions, theme, day_zero) if session.from_requests and session.options
    ]


def _routes(model: RestrictedModel, solution: Solution) -> dict[str, str]:
    """The session that holds each granted request."""
    takes_part = model.decisions.takes_part
    return {request: session for (request, session), literal in takes_part.items() if solution.value(literal)}


def _on_least_shared_themes(
    search: LargeSearch, model: RestrictedModel, best: Solution, until: float
) -> Solution | None:
    """Among solutions that grant the same requests: one whose sessions share themes with the fewest host sessions."""
    for literal in model.decisions.granted.values():
        if best.value(literal):
            model.decisions.model.add(literal == 1)
    left = max(1.0, until - search.limit.seconds)
    return search.minimise(model.decisions.model, _shared_themes(search, model), left, search.goals[0])


def _shared_themes(search: LargeSearch, model: RestrictedModel) -> Expression:
    """Number of pairs of a coalition session that takes place and a host session with a common theme."""
    number = Counter(theme for session in search.instance.sessions for theme in session.themes)
    held = model.decisions.takes_place
    shown = (session for session in search.prepared.sessions.values() if session.in_programme and session.id in held)
    return cp_model.LinearExpr.sum([held[s.id] * sum(number[theme] for theme in s.themes) for s in shown])
