"""Local re-optimisation of large programmes: free what a change touches, then growing neighbourhoods around it.

One model of everything would take minutes for a question about a few sessions. A solution in a neighbourhood is one of
the full problem; a lower bound holds for it only where every session was free.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme, Score
from scheduler.model.assignment import Assignment, assignment_in, assignment_of
from scheduler.model.build import build_rules
from scheduler.model.prepare import CandidatePlacement, PlannedSession, Prepared
from scheduler.model.variables import DecisionVariables, Expression
from scheduler.search.large.minimise import lower_bound, minimise
from scheduler.search.large.neighbourhoods import whole_problem
from scheduler.search.large.restricted_model import (
    Neighbourhood,
    RestrictedModel,
    filter_domains,
    fix_outside,
    warm_start,
)
from scheduler.search.result import Progress
from scheduler.search.solver_run import Limit

BOUND_SECONDS = 5.0
"""Time limit of the relaxation that gives the lower bound."""

RING_SECONDS = 20.0
"""Time limit of each ring but the last."""

PROOF_SECONDS = 120.0
"""Time limit of the last ring, which frees everything, where the search has no limit."""

MAX_FREE_PLACEMENTS = 200_000
"""Candidate placements of all sessions up to which a ring frees everything."""

PROOF_SHARE = 0.6
"""Share of the time left that the last ring may take, where the search has a limit."""

Fits = Callable[[CandidatePlacement, PlacedSession], bool]
"""Whether a session that is not touched may take a candidate placement, given its placement before."""


@dataclass(frozen=True)
class Ring:
    """A neighbourhood: the sessions in `first` are free, those around them as far as `fits` allows."""

    neighbourhood: Neighbourhood
    first: frozenset[str]
    fits: Fits | None = None


@dataclass(frozen=True)
class NearbyProblem:
    """A problem around a programme: data with filtered domains, the programme's assignment, and growing rings."""

    prepared: Prepared
    before: Programme
    assignment: Assignment
    rings: tuple[Ring, ...]

    def restricted_to(self, ring: Ring, assignment: Assignment | None = None) -> Prepared:
        """The data with everything outside one ring fixed."""
        assignment = assignment or self.assignment
        restricted = fix_outside(self.prepared, assignment, ring.neighbourhood)
        if ring.fits is None:
            return restricted
        sessions = {name: self._within_ring(ring, session, assignment) for name, session in restricted.sessions.items()}
        routes = {request: tuple(sessions[s.id] for s in options) for request, options in restricted.routes.items()}
        return replace(restricted, sessions=sessions, routes=routes)

    def _within_ring(self, ring: Ring, session: PlannedSession, assignment: Assignment) -> PlannedSession:
        previous = self.before.session.get(session.id)
        if session.given or session.id in ring.first or previous is None or ring.fits is None:
            return session
        current = assignment.placements.get(session.id)
        return replace(session, options=tuple(o for o in session.options if o is current or ring.fits(o, previous)))

    def frees_everything(self, ring: Ring) -> bool:
        """Whether a ring frees everything."""
        return ring.neighbourhood == whole_problem(self.prepared)


def nearby_problem(instance: Instance, before: Programme, touched: Collection[str]) -> NearbyProblem:
    """Build the rings around touched sessions and requests, and around sessions that must change their placement."""
    prepared = filter_domains(instance)
    assignment = assignment_in(prepared, before)
    first = _first(prepared, assignment, before, touched)
    rings = [Ring(first, first.sessions)]
    for fits, neighbours in ((_same_time, _beside), (_same_day, _that_day)):
        sessions = first.sessions | set(neighbours(prepared, assignment, before, first))
        rings.append(Ring(Neighbourhood(sessions, first.requests), first.sessions, fits))
    if sum(len(session.options) for session in prepared.decided) <= MAX_FREE_PLACEMENTS:
        whole = whole_problem(prepared)
        rings.append(Ring(whole, whole.sessions))
    return NearbyProblem(prepared, before, assignment, tuple(rings))


def _same_time(option: CandidatePlacement, previous: PlacedSession) -> bool:
    return (option.day, option.start) == (previous.day, previous.start)


def _same_day(option: CandidatePlacement, previous: PlacedSession) -> bool:
    return option.day == previous.day


def _first(prepared: Prepared, assignment: Assignment, before: Programme, touched: Collection[str]) -> Neighbourhood:
    """The innermost neighbourhood: touched sessions, those that must move, and mandatory ones not yet placed."""
    requests = {name for name in prepared.routes if name in touched}
    sessions = {
        session.id
        for session in prepared.decided
        if session.id in touched
        or (session.id not in assignment.placements and (session.is_mandatory or session.id in before.session))
    }
    sessions |= {session.id for name in requests for session in prepared.routes[name] if not session.given}
    arising = {name for name in sessions if prepared.sessions[name].from_requests}
    requests |= {
        name for name, routes in prepared.routes.items() if arising.intersection(session.id for session in routes)
    }
    return Neighbourhood(frozenset(sessions), frozenset(requests))


def _beside(prepared: Prepared, assignment: Assignment, before: Programme, first: Neighbourhood) -> Iterator[str]:
    """Sessions that overlap the first ones, or share people with them."""
    previous = [before.session[name] for name in first.sessions if name in before.session]
    people = {person for name in first.sessions for person in _people(prepared, assignment, name)}
    for name, option in assignment.placements.items():
        overlaps = any(o.day == option.day and o.start < option.end and option.start < o.end for o in previous)
        if overlaps or not people.isdisjoint(_people(prepared, assignment, name)):
            yield name


def _that_day(prepared: Prepared, assignment: Assignment, before: Programme, first: Neighbourhood) -> Iterator[str]:
    """Sessions on the days of the first ones, and their neighbours."""
    days = {before.session[name].day for name in first.sessions if name in before.session}
    yield from (name for name, option in assignment.placements.items() if option.day in days)
    yield from _beside(prepared, assignment, before, first)


def _people(prepared: Prepared, assignment: Assignment, name: str) -> Iterator[str]:
    host = prepared.sessions[name].host
    yield from host.people if host else ()
    for request, session in assignment.routes.items():
        if session == name:
            yield from prepared.instance.request[request].people


Cost = Callable[[DecisionVariables], Expression]
"""An expression to be minimised; never negative, and no smaller for a superset of the sessions."""


@dataclass(frozen=True)
class LeastCostResult:
    """The assignment of least cost found, its cost, and a lower bound.

    It was found in `ring`; `rings` is the number of rings that were solved.
    """

    assignment: Assignment
    value: int
    bound: int
    ring: Ring
    rings: int

    @property
    def proven(self) -> bool:
        return self.bound == self.value


def minimise_in_rings(
    problem: NearbyProblem,
    cost: Cost,
    goal: str,
    limit: Limit,
    workers: int,
    on_progress: Callable[[Progress], None],
    on_incumbent: Callable[[Assignment], None],
) -> LeastCostResult | None:
    """Minimise a cost in ring after ring; None where no solution was found."""
    best: LeastCostResult | None = None
    lower = at_least(problem, cost, limit)
    for number, ring in enumerate(problem.rings, start=1):
        if limit.over or (best and best.proven):
            break
        last = problem.frees_everything(ring)
        allowed = _seconds(limit, last)
        decisions = build_rules(problem.restricted_to(ring))
        expression = cost(decisions)
        if best:
            decisions.model.add(expression <= best.value)
        warm_start(RestrictedModel(decisions, ()), best.assignment if best else problem.assignment)

        def is_over(best: LeastCostResult | None = best) -> bool:
            value, bound = (best.value, best.bound) if best else (None, None)
            on_progress(Progress(0, 1, goal, value, bound, limit.seconds))
            return limit.over

        solution = minimise(decisions.model, expression, allowed, workers, 0, is_over)
        if solution:
            value = solution.evaluate(expression)
            bound = min(value, max(lower, solution.bound if last else 0))
            if best is None or value < best.value:
                best = LeastCostResult(assignment_of(decisions, solution.value), value, bound, ring, number)
                on_incumbent(best.assignment)
            else:
                best = replace(best, bound=max(bound, best.bound), rings=number)
    return best


def at_least(problem: NearbyProblem, cost: Cost, limit: Limit) -> int:
    """Lower bound on the cost: its minimum over the touched host sessions alone with the given ones."""
    instance, first = problem.prepared.instance, problem.rings[0].first
    sessions = tuple(session for session in instance.sessions if session.place or session.id in first)
    names = {session.id for session in sessions}
    changes = {
        "sessions": tuple(s.model_copy(update={"similar": tuple(names.intersection(s.similar))}) for s in sessions),
        "relations": tuple(r for r in instance.relations if r.one in names and r.other in names),
        "pins": tuple(pin for pin in instance.pins if pin.subject in names),
        "requests": (),
    }
    decisions = build_rules(filter_domains(instance.model_copy(update=changes)))
    found, _ = lower_bound(decisions.model, cost(decisions), BOUND_SECONDS, lambda: limit.over)
    return found or 0


def score_without_bound(score: Score) -> Score:
    """A neighbourhood's score without its lower bound, which does not hold for the full problem; 0 is proven."""
    return Score.of(score.goal, score.value, score.seconds)


def with_known_bounds(scores: Iterable[Score], alone: Programme | None) -> tuple[Score, ...]:
    """Scores of a neighbourhood with the bounds proven for the coalitions `alone`, while they reach as much."""
    proven = {score.goal: score for score in alone.scores if score.proven} if alone else {}
    adjusted: list[Score] = []
    equal = True
    for score in scores:
        best = proven.get(score.goal) if equal else None
        equal = best is not None and best.value == score.value
        proof = {"bound": best.value, "proven": equal, "confirmed": equal and best.confirmed} if best else {}
        adjusted.append(score.model_copy(update=proof) if best else score_without_bound(score))
    return tuple(adjusted)


def _seconds(limit: Limit, last: bool) -> float:
    if not last:
        return min(RING_SECONDS, limit.seconds_left)
    return PROOF_SECONDS if limit.allowed is None else PROOF_SHARE * limit.seconds_left
