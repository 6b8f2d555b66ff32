"""Replan large programmes by neighbourhoods around what is affected; explain where no programme is found."""

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
from scheduler.model.assignment import Assignment, programme_of
from scheduler.model.change_objective import noticeable_changes
from scheduler.model.objectives import GOALS
from scheduler.model.prepare import Prepared
from scheduler.model.variables import DecisionVariables, Expression
from scheduler.search import Progress, Result, SearchOptions, Status, solve
from scheduler.search.large.large_search import LEFT_OUT
from scheduler.search.large.relaxations import coalitions_alone, elastic, renumbered
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
    held: Instance,
    baseline: Programme,
    start: Programme,
    limit: Limit,
    workers: int,
    on_progress: Callable[[Progress], None],
    on_programme: Callable[[Programme], None],
    wide: bool,
) -> NeighbourhoodReplan | None:
    """Minimise the changes from `baseline`, with `start` as warm start, in growing neighbourhoods of what is affected.

    None if no programme is found. `wide`: return the largest neighbourhood, where further changes are allowed later.
    """
    new = held.request.keys() - baseline.decision.keys()
    about = nearby_problem(held, start, touched(held, start) | new)

    def cost(decisions: DecisionVariables) -> Expression:
        return noticeable_changes(decisions, baseline)

    def pass_on(standing: Assignment) -> None:
        on_programme(_programme(about, standing))

    found = minimise_in_rings(about, cost, NOTICEABLE_CHANGES.id, limit, workers, on_progress, pass_on)
    if found is None:
        return None
    changes = Score(goal=NOTICEABLE_CHANGES.id, value=found.value, bound=found.bound, proven=found.proven)
    parts = [ring for ring in about.rings if not about.frees_everything(ring)] or about.rings
    ring = parts[-1] if wide else found.ring if found.ring in parts else parts[-1]
    free = max(len(ring.neighbourhood.sessions) for ring in about.rings[: found.rings])
    return NeighbourhoodReplan(
        programme=_programme(about, found.assignment),
        changes=changes,
        prepared=about.restricted_to(ring, found.assignment),
        searched_sessions=(free, sum(1 for _ in about.prepared.decided)),
    )


def explain_infeasible(held: Instance, start: Programme, limit: Limit, workers: int) -> Result:
    """Explain why no programme was found: an infeasibility among coalitions, or host sessions without a placement."""
    if limit.stop.is_set():
        return Result(Status.STOPPED, None, limit.seconds)
    coalitions = coalitions_alone(held)
    alone = solve(coalitions, SearchOptions(GOAL_SECONDS, workers, stop=limit.stop))
    if alone.infeasibility:
        return replace(alone, infeasibility=renumbered(alone.infeasibility, coalitions, held))
    free = elastic(held)
    about = nearby_problem(free, start, touched(free, start))

    def cost(decisions: DecisionVariables) -> Expression:
        return LEFT_OUT_WEIGHS * GOALS[LEFT_OUT](decisions) + noticeable_changes(decisions, start)

    again = Limit(time.monotonic(), GOAL_SECONDS, limit.stop)
    found = minimise_in_rings(about, cost, LEFT_OUT, again, workers, lambda progress: None, lambda standing: None)
    left_out = (
        [s.id for s in about.prepared.decided if s.host and s.id not in found.assignment.placements] if found else []
    )
    return Result(_status(limit, found), None, limit.seconds, left_out=tuple(left_out))


def _status(limit: Limit, found: LeastCostResult | None) -> Status:
    if limit.stop.is_set():
        return Status.STOPPED
    return Status.INFEASIBLE if found and found.bound >= LEFT_OUT_WEIGHS else Status.NO_ANSWER


def _programme(about: NearbyProblem, standing: Assignment) -> Programme:
    instance = about.prepared.instance
    provenance = Provenance(
        instance=instance.name,
        instance_sha256=instance.sha256,
        program_version=VERSION,
        ortools_version=version("ortools"),
        status=Status.BEST_FOUND.value,
    )
    return programme_of(about.prepared, standing, provenance)
