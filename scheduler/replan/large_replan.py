"""Replan large programmes by neighbourhoods around affected sessions; explain why no programme is found."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version

from scheduler.catalogue import NOTICEABLE_CHANGES
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Provenance, Score
from scheduler.core.version import VERSION
from scheduler.explain.touched import touched
from scheduler.model.assignment import Assignment, assignment_in, assignment_of, programme_of
from scheduler.model.build import build_rules
from scheduler.model.change_objective import noticeable_changes
from scheduler.model.objectives import GOALS
from scheduler.model.prepare import Prepared
from scheduler.model.solver import feasibility_solver
from scheduler.model.variables import DecisionVariables, Expression
from scheduler.search import Progress, Result, SearchOptions, Status, solve
from scheduler.search.large.infeasible_part import conflict_of_pins
from scheduler.search.large.large_search import LEFT_OUT
from scheduler.search.large.minimise import find_solution
from scheduler.search.large.relaxations import coalitions_alone, elastic, renumbered
from scheduler.search.large.restricted_model import RestrictedModel, filter_domains, warm_start
from scheduler.search.nearby import LeastCostResult, NearbyProblem, minimise_in_rings, nearby_problem
from scheduler.search.solver_run import Limit

GOAL_SECONDS = 60.0
"""Time limit in seconds for the usual goals where none is given, and for the search for an explanation."""

LEFT_OUT_WEIGHS = 100_000
"""Penalty in points for each host session left out, in the search for sessions that find no placement."""


@dataclass(frozen=True)
class NeighbourhoodReplan:
    """The programme with the fewest changes found, their score, and the neighbourhood for the goals that follow.

    `prepared` frees that neighbourhood; `searched_sessions`: number of free sessions in the search, and of all.
    """

    programme: Programme
    changes: Score
    prepared: Prepared
    searched_sessions: tuple[int, int]


def replan_neighbourhood(
    pinned_instance: Instance,
    baseline: Programme,
    start: Programme,
    limit: Limit,
    workers: int,
    on_progress: Callable[[Progress], None],
    on_programme: Callable[[Programme], None],
    wide: bool,
) -> NeighbourhoodReplan | None:
    """Minimise the changes from `baseline`, with `start` as warm start, in growing neighbourhoods of affected sessions.

    Affected is also what stands elsewhere in `start` than before. None if no programme is found. `wide`: return the
    largest neighbourhood, where further changes are allowed later.
    """
    new = pinned_instance.request.keys() - baseline.decision.keys()
    stood = {placed.id: (placed.room, placed.day, placed.start) for placed in baseline.sessions}
    moved = {p.id for p in start.sessions if stood.get(p.id, ()) != (p.room, p.day, p.start)}
    problem = nearby_problem(pinned_instance, start, touched(pinned_instance, start) | new | moved)

    def cost(decisions: DecisionVariables) -> Expression:
        return noticeable_changes(decisions, baseline)

    def pass_on(assignment: Assignment) -> None:
        on_programme(_programme(problem, assignment))

    result = minimise_in_rings(problem, cost, NOTICEABLE_CHANGES.id, limit, workers, on_progress, pass_on)
    if result is None:
        return None
    changes = Score(goal=NOTICEABLE_CHANGES.id, value=result.value, bound=result.bound, proven=result.proven)
    parts = [ring for ring in problem.rings if not problem.frees_everything(ring)] or problem.rings
    ring = parts[-1] if wide else result.ring if result.ring in parts else parts[-1]
    free_sessions = max(len(ring.neighbourhood.sessions) for ring in problem.rings[: result.rings])
    return NeighbourhoodReplan(
        programme=_programme(problem, result.assignment),
        changes=changes,
        prepared=problem.restricted_to(ring, result.assignment),
        searched_sessions=(free_sessions, sum(1 for _ in problem.prepared.decided)),
    )


def any_programme(pinned_instance: Instance, start: Programme, limit: Limit, workers: int) -> Programme | None:
    """Any programme, close to `start` where the solver follows its hints, from one model of all rules."""
    prepared = filter_domains(pinned_instance)
    decisions = build_rules(prepared)
    warm_start(RestrictedModel(decisions, ()), assignment_in(prepared, start))
    solver = feasibility_solver(min(limit.seconds_left, GOAL_SECONDS), workers)
    solution, _ = find_solution(decisions.model, solver, lambda: limit.over)
    if solution is None:
        return None
    return programme_of(prepared, assignment_of(decisions, solution.value), start.provenance)


def explain_infeasible(pinned_instance: Instance, start: Programme, limit: Limit, workers: int) -> Result:
    """Explain why no programme was found: conflicting pins or coalitions, or host sessions without a placement."""
    if limit.stop.is_set():
        return Result(Status.STOPPED, None, limit.seconds)
    pinned = conflict_of_pins(pinned_instance, limit, lambda sentence: None)
    if pinned:
        return pinned
    coalitions = coalitions_alone(pinned_instance)
    alone = solve(coalitions, SearchOptions(GOAL_SECONDS, workers, stop=limit.stop))
    if alone.infeasibility:
        return replace(alone, infeasibility=renumbered(alone.infeasibility, coalitions, pinned_instance))
    free = elastic(pinned_instance)
    problem = nearby_problem(free, start, touched(free, start))

    def cost(decisions: DecisionVariables) -> Expression:
        return LEFT_OUT_WEIGHS * GOALS[LEFT_OUT](decisions) + noticeable_changes(decisions, start)

    retried = Limit(time.monotonic(), GOAL_SECONDS, limit.stop)
    result = minimise_in_rings(
        problem, cost, LEFT_OUT, retried, workers, lambda progress: None, lambda assignment: None
    )
    left_out = (
        [s.id for s in problem.prepared.decided if s.host and s.id not in result.assignment.placements]
        if result
        else []
    )
    return Result(_status(limit, result), None, limit.seconds, left_out=tuple(left_out))


def _status(limit: Limit, result: LeastCostResult | None) -> Status:
    if limit.stop.is_set():
        return Status.STOPPED
    return Status.INFEASIBLE if result and result.bound >= LEFT_OUT_WEIGHS else Status.NO_ANSWER


def _programme(problem: NearbyProblem, assignment: Assignment) -> Programme:
    instance = problem.prepared.instance
    provenance = Provenance(
        instance=instance.name,
        instance_sha256=instance.sha256,
        program_version=VERSION,
        ortools_version=version("ortools"),
        status=Status.BEST_FOUND.value,
    )
    return programme_of(problem.prepared, assignment, provenance)
