"""Restricted models: the full model with smaller domains, so that CP-SAT solves it quickly.

Every function here only removes candidate placements or routes; rules and objectives stay those of
`scheduler.model`. A feasible solution of a restricted model is therefore feasible for the full problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from scheduler.core.instance import Instance
from scheduler.model.assignment import Assignment
from scheduler.model.build import Objective, build_rules
from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.model.objectives import GOALS
from scheduler.model.placement_rules import possible
from scheduler.model.prepare import CandidatePlacement, PlannedSession, Prepared, prepare
from scheduler.model.variables import DecisionVariables
from scheduler.search.large.minimise import Solution
from scheduler.search.solver_run import hint_solution


@dataclass(frozen=True)
class Neighbourhood:
    """The variables that a large-neighbourhood step frees (Shaw 1998); everything else is fixed.

    `sessions` may take any of their placements, `requests` any of their routes; sessions in `rooms` keep their day and
    start and may change room only.
    """

    sessions: frozenset[str] = frozenset()
    requests: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RestrictedModel:
    """A CP-SAT model of all rules on restricted domains, with its objectives in lexicographic order."""

    decisions: DecisionVariables
    objectives: tuple[Objective, ...]

    def objective(self, goal: str) -> Objective | None:
        """The objective of a goal; None if the model does not have it."""
        return next((objective for objective in self.objectives if objective.goal == goal), None)

    def start_from(self, solution: Solution) -> None:
        """Warm start: hint every variable with its value in an earlier solution of this model."""
        hint_solution(self.decisions.model, solution.solution)


def filter_domains(instance: Instance) -> Prepared:
    """Prepared data in which each session's domain has only placements allowed by the rules on single placements."""
    prepared = prepare(instance)
    return _with_domains(prepared, lambda session: possible(prepared, session))


def fix_outside(prepared: Prepared, assignment: Assignment, neighbourhood: Neighbourhood) -> Prepared:
    """Fix everything outside a neighbourhood to its value in an assignment; unplaced sessions outside stay unplaced."""

    def domain(session: PlannedSession) -> tuple[CandidatePlacement, ...]:
        if session.id in neighbourhood.sessions:
            return session.options
        if session.id not in assignment.placements:
            return ()
        current = assignment.placements[session.id]
        if session.id in neighbourhood.rooms:
            return tuple(
                option for option in session.options if (option.day, option.start) == (current.day, current.start)
            )
        return (current,)

    return _with_routes(_with_domains(prepared, domain), assignment, neighbourhood)


def restrict_to_theme_rooms(prepared: Prepared, rooms: ThemeRooms) -> Prepared:
    """Restrict host sessions to rooms chosen for all of their themes; without such a room, the full domain."""

    def domain(session: PlannedSession) -> tuple[CandidatePlacement, ...]:
        allowed = {
            option.room.id: all((theme, option.room.id) in rooms for theme in session.themes)
            for option in session.options
        }
        if not (session.host and session.in_programme and any(allowed.values())):
            return session.options
        return tuple(option for option in session.options if allowed[option.room.id])

    return _with_domains(prepared, domain)


def restricted_model(prepared: Prepared, goals: Iterable[str], rooms_decided: bool = True) -> RestrictedModel:
    """Build rules and objectives on prepared data; without `rooms_decided` rooms are a capacity at each moment."""
    decisions = build_rules(prepared, rooms_decided=rooms_decided)
    return RestrictedModel(decisions, tuple(Objective(goal, GOALS[goal](decisions)) for goal in goals))


def add_caps(model: RestrictedModel, caps: Mapping[str, int]) -> RestrictedModel:
    """Add `objective <= cap` for each goal in `caps` that the model has; returns the same model."""
    for objective in model.objectives:
        if objective.goal in caps:
            model.decisions.model.add(objective.expression <= caps[objective.goal])
    return model


def warm_start(model: RestrictedModel, assignment: Assignment) -> None:
    """Hint placements, grants and routes with their values in an assignment."""
    decisions = model.decisions
    for (name, option), literal in decisions.placed.items():
        decisions.model.add_hint(literal, assignment.placements.get(name) == option)
    for request, literal in decisions.granted.items():
        decisions.model.add_hint(literal, request in assignment.routes)
    for (request, name), literal in decisions.takes_part.items():
        if request != name:
            decisions.model.add_hint(literal, assignment.routes.get(request) == name)


def _with_domains(prepared: Prepared, domain: Callable[[PlannedSession], tuple[CandidatePlacement, ...]]) -> Prepared:
    sessions = {
        name: session if session.given else replace(session, options=domain(session))
        for name, session in prepared.sessions.items()
    }
    routes = {request: tuple(sessions[session.id] for session in routes) for request, routes in prepared.routes.items()}
    return replace(prepared, sessions=sessions, routes=routes, filtered=True)


def _with_routes(prepared: Prepared, assignment: Assignment, neighbourhood: Neighbourhood) -> Prepared:
    """Fix each request outside the neighbourhood to the session that holds it, or to refused."""
    routes = {
        request: sessions
        if request in neighbourhood.requests
        else tuple(session for session in sessions if session.id == assignment.routes.get(request))
        for request, sessions in prepared.routes.items()
    }
    return replace(prepared, routes=routes)
