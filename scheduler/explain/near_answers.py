"""Answers for large programmes: solve neighbourhoods around the question; prove with coalitions alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.explain.touched import touched
from scheduler.model.demands import Demand
from scheduler.model.variables import DecisionVariables
from scheduler.search import Progress, Result, SearchOptions, SearchProblem, Status, solve
from scheduler.search.large.relaxations import coalitions_alone, renumbered
from scheduler.search.large.restricted_model import Neighbourhood
from scheduler.search.nearby import NearbyProblem, Ring, nearby_problem, with_known_bounds
from scheduler.search.solver_run import Limit

ALONE_SECONDS = 60.0
"""Time limit of the relaxation with coalitions alone, if the question has none."""

PART_SECONDS = 60.0
"""Time limit of each neighbourhood, if the question has none."""


@dataclass(frozen=True)
class LargeQuestion:
    """A question on a large programme, with its time limit, progress callback and stop event."""

    instance: Instance
    programme: Programme
    about: frozenset[str]
    also: Callable[[DecisionVariables], None] | None
    firm: frozenset[Demand]
    seconds: float | None
    on_progress: Callable[[Progress], None] | None
    stop: threading.Event


def solve_near(search: LargeQuestion) -> Result:
    """Solve neighbourhoods of growing size around the question until one has a programme; its price is an upper bound.

    That there is none is said only where coalitions cannot have it even alone. What a goal is worth is proven as long
    as coalitions get as much as they could alone.
    """
    limit = Limit(time.monotonic(), search.seconds, search.stop)
    alone = _alone(search, limit)
    if alone and alone.infeasibility:
        return alone
    problem = nearby_problem(
        search.instance, search.programme, touched(search.instance, search.programme) | search.about
    )
    for ring in map(_with_coalitions(problem), problem.rings[1:]):
        if limit.over:
            break
        result = solve(
            SearchProblem(
                search.instance, search.also, reference=search.programme, prepared=problem.restricted_to(ring)
            ),
            SearchOptions(
                min(PART_SECONDS if limit.allowed is None else limit.seconds_left, limit.seconds_left),
                stop=search.stop,
                on_progress=search.on_progress,
                warm_start=search.programme,
            ),
        )
        if result.status is Status.REJECTED:
            return result
        if result.programme:
            scores = with_known_bounds(result.programme.scores, alone.programme if alone else None)
            programme = result.programme.model_copy(update={"scores": scores})
            status = result.status if result.status is Status.STOPPED else Status.BEST_FOUND
            free, every = len(ring.neighbourhood.sessions), sum(1 for _ in problem.prepared.decided)
            return replace(result, status=status, programme=programme, searched_sessions=(free, every))
    return Result(Status.STOPPED if search.stop.is_set() else Status.NO_ANSWER, None, limit.seconds)


def _alone(search: LargeQuestion, limit: Limit) -> Result | None:
    """Solve the relaxation with coalitions alone; None for a question that is not about coalitions."""
    if search.also:
        return None
    coalitions = coalitions_alone(search.instance)
    seconds = ALONE_SECONDS if limit.allowed is None else limit.seconds_left / 3
    alone = solve(coalitions, SearchOptions(seconds, stop=search.stop, on_progress=search.on_progress))
    if alone.status is Status.INFEASIBLE and search.firm:
        alone = solve(
            SearchProblem(coalitions, firm=_firm(search, coalitions)), SearchOptions(seconds, stop=search.stop)
        )
    if alone.infeasibility is None:
        return alone
    return replace(alone, infeasibility=renumbered(alone.infeasibility, coalitions, search.instance))


def _firm(search: LargeQuestion, coalitions: Instance) -> frozenset[Demand]:
    """The demands that no repair may give up, renumbered for the relaxation with coalitions alone."""
    pins = {id(pin): number for number, pin in enumerate(coalitions.pins)}
    rows = {demand: pins[id(search.instance.pins[int(demand.subject.name)])] for demand in search.firm}
    return frozenset(d._replace(subject=d.subject._replace(name=str(number))) for d, number in rows.items())


def _with_coalitions(problem: NearbyProblem) -> Callable[[Ring], Ring]:
    """Add all requests of coalitions, and the sessions that arise from them, to every neighbourhood."""
    arising = frozenset(session.id for session in problem.prepared.decided if session.from_requests)
    requests = frozenset(problem.prepared.routes)

    def widened(ring: Ring) -> Ring:
        return replace(
            ring,
            neighbourhood=Neighbourhood(ring.neighbourhood.sessions | arising, requests),
            first=ring.first | arising,
        )

    return widened
