"""Parts of a problem: what is freed may move, all else stays as it stands; so small models improve large programmes."""

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
from scheduler.search.large.minimise import Solved


@dataclass(frozen=True)
class Neighbourhood:
    """The sessions and requests that a part of the problem frees; other sessions may move to other `rooms` only."""

    sessions: frozenset[str] = frozenset()
    requests: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RestrictedModel:
    """Rules and goals of a part, ready to be solved."""

    decisions: DecisionVariables
    tiers: tuple[Objective, ...]

    def tier(self, goal: str) -> Objective | None:
        """The tier of a goal, if the model has it."""
        return next((tier for tier in self.tiers if tier.goal == goal), None)

    def hint(self, solved: Solved) -> None:
        """Let the next search begin at a solution."""
        model = self.decisions.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate(solved.solution):
            model.add_hint(model.get_int_var_from_proto_index(index), value)


def filter_domains(instance: Instance) -> Prepared:
    """Prepared data with only the options to which no rule on single places objects."""
    prepared = prepare(instance)
    return _with_options(prepared, lambda session: possible(prepared, session))


def fix_outside(prepared: Prepared, standing: Assignment, part: Neighbourhood) -> Prepared:
    """What is freed keeps its options; all else has the one place it has, or none."""

    def options(session: PlannedSession) -> tuple[CandidatePlacement, ...]:
        if session.id in part.sessions:
            return session.options
        if session.id not in standing.where:
            return ()
        here = standing.where[session.id]
        if session.id in part.rooms:
            return tuple(option for option in session.options if (option.day, option.start) == (here.day, here.start))
        return (here,)

    return _with_routes(_with_options(prepared, options), standing, part)


def in_rooms_of_themes(prepared: Prepared, rooms: ThemeRooms) -> Prepared:
    """Sessions of the host programme have only rooms that all their themes use, if there are any."""

    def options(session: PlannedSession) -> tuple[CandidatePlacement, ...]:
        suits = {
            option.room.id: all((theme, option.room.id) in rooms for theme in session.themes)
            for option in session.options
        }
        if not (session.host and session.in_programme and any(suits.values())):
            return session.options
        return tuple(option for option in session.options if suits[option.room.id])

    return _with_options(prepared, options)


def model_of(prepared: Prepared, goals: Iterable[str], rooms_decided: bool = True) -> RestrictedModel:
    """Rules and goals; with rooms by count where they are not decided."""
    decisions = build_rules(prepared, rooms_decided=rooms_decided)
    return RestrictedModel(decisions, tuple(Objective(goal, GOALS[goal](decisions)) for goal in goals))


def capped(model: RestrictedModel, caps: Mapping[str, int]) -> RestrictedModel:
    """The same, with these goals no worse than that."""
    for tier in model.tiers:
        if tier.goal in caps:
            model.decisions.model.add(tier.expression <= caps[tier.goal])
    return model


def hint_places(model: RestrictedModel, standing: Assignment) -> None:
    """Let the search begin where everything stands."""
    decisions = model.decisions
    for (name, option), literal in decisions.place.items():
        decisions.model.add_hint(literal, standing.where.get(name) == option)
    for request, literal in decisions.granted.items():
        decisions.model.add_hint(literal, request in standing.held_in)
    for (request, name), literal in decisions.takes_part.items():
        if request != name:
            decisions.model.add_hint(literal, standing.held_in.get(request) == name)


def _with_options(prepared: Prepared, options: Callable[[PlannedSession], tuple[CandidatePlacement, ...]]) -> Prepared:
    sessions = {
        name: session if session.given else replace(session, options=options(session))
        for name, session in prepared.sessions.items()
    }
    routes = {request: tuple(sessions[session.id] for session in routes) for request, routes in prepared.routes.items()}
    return replace(prepared, sessions=sessions, routes=routes, sifted=True)


def _with_routes(prepared: Prepared, standing: Assignment, part: Neighbourhood) -> Prepared:
    """A request that is not freed stays where it is held, or refused."""
    routes = {
        request: sessions
        if request in part.requests
        else tuple(session for session in sessions if session.id == standing.held_in.get(request))
        for request, sessions in prepared.routes.items()
    }
    return replace(prepared, routes=routes)
