"""Entry point of the large search, and the test whether an instance needs it.

Construction heuristic, coalitions' layer, construction again with the layer's routes, then annealing, neighbourhoods
and bounds side by side (`coordinator`). Each step starts from the incumbent; bounds found on the way stay.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import accumulate

from scheduler.catalogue import goal_order
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Settings
from scheduler.model.assignment import Assignment
from scheduler.model.placement_rules import possible
from scheduler.model.prepare import prepare
from scheduler.search.large.coalition_layer import solve_coalition_layer
from scheduler.search.large.construction import construct
from scheduler.search.large.coordinator import coordinator, improve
from scheduler.search.large.infeasible_part import conflict_of_pins, explain_infeasible_whole
from scheduler.search.large.large_search import LEFT_OUT, ConditionalBound, LargeSearch
from scheduler.search.large.local_search_setup import build_state, goal_weights
from scheduler.search.large.relaxations import coalitions_alone, elastic, renumbered
from scheduler.search.large.restricted_model import filter_domains
from scheduler.search.large.worker_functions import open_worker
from scheduler.search.processes import processes
from scheduler.search.result import Progress, Result, Status
from scheduler.search.solver_run import Limit

log = logging.getLogger(__name__)

MAX_EXACT_SESSIONS = 60
"""Free sessions of the host programme up to which one model decides everything."""

MAX_EXACT_PLACEMENTS = 5_000
"""Candidate placements of all free sessions up to which one model decides everything."""

COALITION_SHARE, COALITION_SECONDS = 0.25, 60.0
"""Largest share of the time for the coalitions' layer; and its seconds where the time has no limit."""

MAX_RESTARTS = 3
"""Number of times that the search continues with new worker processes after one was killed."""


def is_large(instance: Instance) -> bool:
    """Whether an instance is too large for one model of times and rooms."""
    if sum(session.place is None for session in instance.sessions) <= MAX_EXACT_SESSIONS:
        return False
    prepared = prepare(instance)
    placements = accumulate(len(possible(prepared, session)) for session in prepared.decided)
    return any(number > MAX_EXACT_PLACEMENTS for number in placements)


def search_large_programme(
    instance: Instance,
    settings: Settings,
    solve_alone: Callable[[Instance, float | None], Result],
    on_progress: Callable[[Progress], None],
    on_programme: Callable[[Programme], None],
    stop: threading.Event,
    started_at: float,
    start: Programme | None = None,
) -> Result:
    """Search for the best programme of a large instance, with lower bounds.

    `solve_alone` solves the coalitions' relaxation in so many seconds, to explain why it is infeasible. `started_at`
    is the monotonic time at which the allowed seconds began. The search continues from `start` if given. `on_programme`
    receives each programme that becomes the incumbent.
    """
    ordered = tuple(goal.id for goal in goal_order(instance.policy.order, instance.policy.principle))
    goals = ordered if LEFT_OUT in ordered else (LEFT_OUT, *ordered)
    search = LargeSearch(
        instance,
        goals,
        filter_domains(elastic(instance)),
        settings,
        on_progress,
        on_programme,
        Limit(started_at, settings.seconds_allowed, stop),
    )
    search.bounds[LEFT_OUT] = ConditionalBound(0, {})

    def report_step(sentence: str) -> None:
        on_progress(Progress(0, 1, sentence, None, None, search.limit.seconds))

    impossible = None if start else conflict_of_pins(instance, search.limit, report_step)
    if impossible:
        return impossible
    if start:
        search.resume(start)
    else:
        _construct(search, {})
    workers = partial(processes, settings.workers, stop, open_worker, (instance, goals))
    with workers() as executor:
        routes = solve_coalition_layer(search, min(COALITION_SECONDS, COALITION_SHARE * search.limit.seconds_left))
        if routes is None and not search.limit.over:
            alone = solve_alone(coalitions_alone(instance), COALITION_SECONDS)
            if alone.status is Status.INFEASIBLE:
                return _infeasible_with_original_rows(alone, instance)
        # Start a worker while the programme is constructed; if it is killed meanwhile, `improve` will notice.
        with suppress(BrokenExecutor):
            executor.submit(abs, 0)
        if routes and not start:
            _construct(search, routes)
        work = coordinator(search, Assignment({}, routes or {}))
        undisturbed = improve(work, executor)
    for _ in range(MAX_RESTARTS):
        if not undisturbed:
            with workers() as executor:
                undisturbed = improve(work, executor)
    if not undisturbed:
        log.warning("The worker processes were ended %d times; the search stopped early.", MAX_RESTARTS + 1)
    result = search.result()
    if result.status is Status.INFEASIBLE or (work.feasibility.infeasible and result.programme is None):
        return replace(explain_infeasible_whole(instance, search.limit, report_step), left_out=result.left_out)
    return result


def _infeasible_with_original_rows(alone: Result, instance: Instance) -> Result:
    """The infeasibility of the coalitions' relaxation, with rows numbered as in the original instance."""
    infeasibility = alone.infeasibility
    return replace(
        alone, infeasibility=renumbered(infeasibility, coalitions_alone(instance), instance) if infeasibility else None
    )


def _construct(search: LargeSearch, routes: dict[str, str]) -> None:
    """Propose a programme of the construction heuristic, with these routes of requests."""
    state = build_state(search.prepared, Assignment({}, routes), goal_weights(search.goals))
    construct(state, random.Random(search.settings.seed), lambda: search.limit.over)
    search.propose_with_repair(state.assignment(routes))
