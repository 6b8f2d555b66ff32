"""Answers near a programme: few changes first, then the whole problem, or where it is too large neighbourhoods."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from scheduler.catalogue import NOTICEABLE_CHANGES
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.explain.touched import touched
from scheduler.model.assignment import Assignment, assignment_in
from scheduler.model.demands import Demand
from scheduler.model.variables import DecisionVariables
from scheduler.search import Progress, Result, SearchOptions, SearchProblem, Status, solve
from scheduler.search.large.infeasible_part import conflict_of_pins
from scheduler.search.large.relaxations import coalitions_alone, renumbered
from scheduler.search.large.restricted_model import Neighbourhood
from scheduler.search.nearby import NearbyProblem, Ring, nearby_problem, score_without_bound, with_known_bounds
from scheduler.search.objective_orders import changes_first
from scheduler.search.solver_run import Limit

ALONE_SECONDS = 60.0
"""Time limit of the relaxation with coalitions alone, if the question has none."""

PART_SECONDS = 60.0
"""Time limit of each neighbourhood, if the question has none."""

FEW_CHANGES_SHARE, FEW_CHANGES_SECONDS = 0.4, 20.0
"""Share of the time for a programme with few changes, and its seconds where the time has no limit."""


@dataclass(frozen=True)
class NearQuestion:
    """A question on a programme, with its time limit, progress callback and stop event."""

    instance: Instance
    programme: Programme
    about: frozenset[str]
    also: Callable[[DecisionVariables], None] | None
    firm: frozenset[Demand]
    seconds: float | None
    on_progress: Callable[[Progress], None] | None
    stop: threading.Event

    @property
    def options(self) -> SearchOptions:
        """The options of its searches."""
        return SearchOptions(self.seconds, stop=self.stop, on_progress=self.on_progress)


def solve_near(search: NearQuestion) -> Result:
    """Solve neighbourhoods of growing size around the question until one has a programme; its price is an upper bound.

    That there is none is said only where coalitions cannot have it even alone, or pins cannot be met. What a goal is
    worth is proven as long as coalitions get as much as they could alone.
    """
    limit = Limit(time.monotonic(), search.seconds, search.stop)
    alone = _alone(search, limit)
    if alone and alone.infeasibility:
        return alone
    pinned = conflict_of_pins(search.instance, limit, lambda sentence: None)
    if pinned:
        return pinned
    about = nearby_problem(search.instance, search.programme, touched(search.instance, search.programme) | search.about)
    few = few_changes(search, about, limit)
    if few and few.status is Status.REJECTED:
        return few
    start = few.programme if few and few.programme else search.programme
    for ring in map(_with_coalitions(about), about.rings[1:]):
        if limit.over:
            break
        seconds = min(PART_SECONDS if limit.allowed is None else limit.seconds_left, limit.seconds_left)
        prepared = about.restricted_to(ring, _assignment(about, start))
        result = solve(
            SearchProblem(search.instance, search.also, reference=search.programme, prepared=prepared),
            replace(search.options, seconds=seconds, warm_start=start),
        )
        if result.status is Status.REJECTED:
            return result
        if result.programme:
            scores = with_known_bounds(result.programme.scores, alone.programme if alone else None)
            programme = result.programme.model_copy(update={"scores": scores})
            status = result.status if result.status is Status.STOPPED else Status.BEST_FOUND
            free, every = len(ring.neighbourhood.sessions), sum(1 for _ in about.prepared.decided)
            return replace(result, status=status, programme=programme, searched_sessions=(free, every))
    if few:
        return few
    return Result(Status.STOPPED if search.stop.is_set() else Status.NO_ANSWER, None, limit.seconds)


def solve_whole(search: NearQuestion) -> Result:
    """Solve the whole problem from a programme with few changes; its price is no higher than that of this programme."""
    limit = Limit(time.monotonic(), search.seconds, search.stop)
    about = nearby_problem(search.instance, search.programme, touched(search.instance, search.programme) | search.about)
    few = few_changes(search, about, limit)
    if few and (limit.over or few.status is Status.REJECTED):
        return few
    best = solve(
        SearchProblem(search.instance, search.also, search.firm, reference=search.programme),
        replace(
            search.options,
            seconds=None if limit.allowed is None else limit.seconds_left,
            warm_start=few.programme if few else search.programme,
        ),
    )
    nothing = best.programme is None and best.status in (Status.NO_ANSWER, Status.STOPPED)
    return (
        replace(few, status=best.status if best.status is Status.STOPPED else few.status) if few and nothing else best
    )


def few_changes(search: NearQuestion, about: NearbyProblem, limit: Limit) -> Result | None:
    """A programme near the one before: the fewest changes first, then the goals; None where none was found.

    Sessions around the question are freed, then requests of coalitions too, then more; what is proven is the rest.
    """
    until = limit.seconds + (FEW_CHANGES_SECONDS if limit.allowed is None else FEW_CHANGES_SHARE * limit.seconds_left)
    for ring in (about.rings[0], *map(_with_coalitions(about), about.rings)):
        left = until - limit.seconds
        if limit.over or left <= 0 or about.frees_everything(ring):
            break
        order, prepared = changes_first(search.programme), about.restricted_to(ring)
        result = solve(
            SearchProblem(search.instance, search.also, objectives=order, prepared=prepared),
            replace(search.options, seconds=left, warm_start=search.programme),
        )
        if result.status is Status.REJECTED:
            return result
        if result.programme:
            usual = (score for score in result.programme.scores if score.goal != NOTICEABLE_CHANGES.id)
            programme = result.programme.model_copy(update={"scores": tuple(map(score_without_bound, usual))})
            free, every = len(ring.neighbourhood.sessions), sum(1 for _ in about.prepared.decided)
            status = result.status if result.status is Status.STOPPED else Status.BEST_FOUND
            return replace(result, status=status, programme=programme, searched_sessions=(free, every))
    return None


def _assignment(about: NearbyProblem, programme: Programme) -> Assignment:
    return assignment_in(about.prepared, programme)


def _alone(search: NearQuestion, limit: Limit) -> Result | None:
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


def _firm(search: NearQuestion, coalitions: Instance) -> frozenset[Demand]:
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
