"""Restricted models: the full model with smaller domains, so that CP-SAT solves it quickly.

Every function here only removes candidate placements or routes; rules and objectives stay those of
`scheduler.model`. A feasible solution of a restricted model is therefore feasible for the full problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from scheduler.core.instance import Instance, Pin
from scheduler.core.vocabulary import Kind, PinVerb
from scheduler.model.assignment import Assignment
from scheduler.model.build import Objective, build_rules
from scheduler.model.constraints import pin_allows
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
    """Prepared data in which each session's domain has only placements allowed by pins and rules on one placement."""
    prepared = prepare(instance)
    pins: dict[str, list[Pin]] = {}
    for pin in instance.pins:
        if pin.verb is PinVerb.PLACE:
            pins.setdefault(pin.subject, []).append(pin)

    def domain(session: PlannedSession) -> tuple[CandidatePlacement, ...]:
        options = possible(prepared, session)
        for pin in pins.get(session.id, ()):
            options = tuple(option for option in options if pin_allows(pin, option.key))
        return options

    return _with_domains(prepared, domain)


def pinned_neighbourhood(prepared: Prepared) -> Neighbourhood:
    """What pins decide: the sessions and requests that they are about, and the sessions that may hold these requests.

    With this free, what pins demand can be met whatever an assignment lacks.
    """
    pins = prepared.instance.pins
    subjects = {pin.subject for pin in pins if pin.verb is not PinVerb.REFUSE}
    members = {name for pin in pins for name in (pin.coalition, pin.other) if name}
    requests = frozenset(
        request.id
        for request in prepared.instance.requests
        if request.id in subjects or (request.kind is Kind.JOINT and request.coalition in members)
    )
    routes = {session.id for request in requests for session in prepared.routes[request] if session.from_requests}
    return Neighbourhood(frozenset((subjects & prepared.sessions.keys()) | routes), requests)


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
