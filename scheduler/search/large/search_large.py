"""From the first whole programme to better ones: a sketch, coalitions alone, a better sketch, then part after part.

Every step begins from the best programme so far and never loses it; bounds found on the way stay.
"""

from __future__ import annotations

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
from scheduler.model.assignment import Assignment, standing_in
from scheduler.model.placement_rules import possible
from scheduler.model.prepare import prepare
from scheduler.search.large.annealing import fill
from scheduler.search.large.coalition_layer import settle_coalitions
from scheduler.search.large.improvement import improve, work_on
from scheduler.search.large.large_search import LEFT_OUT, Bound, LargeSearch
from scheduler.search.large.local_search_setup import set_up, weigh
from scheduler.search.large.relaxations import coalitions_alone, elastic, renumbered
from scheduler.search.large.restricted_model import filter_domains
from scheduler.search.large.worker_tasks import open_worker
from scheduler.search.processes import processes
from scheduler.search.result import Progress, Result, Status
from scheduler.search.solver_run import Limit

FREE_IN_ONE_MODEL = 60
"""Free sessions of the host programme up to which one model decides times and rooms."""

PLACES_IN_ONE_MODEL = 5_000
"""The same for their rooms and times, all counted."""

SHARE_OF_COALITIONS, COALITION_SECONDS = 0.25, 60.0
"""How much of the time coalitions alone may take, and how long where the time has no limit."""

STARTS_AFRESH = 3
"""How often the work goes on with other processes after one was killed, for want of memory perhaps."""


def is_large(instance: Instance) -> bool:
    """Whether a programme is too large for one model of times and rooms."""
    if sum(session.place is None for session in instance.sessions) <= FREE_IN_ONE_MODEL:
        return False
    prepared = prepare(instance)
    places = accumulate(len(possible(prepared, session)) for session in prepared.decided)
    return any(number > PLACES_IN_ONE_MODEL for number in places)


def search_large_programme(
    instance: Instance,
    settings: Settings,
    solve_alone: Callable[[Instance, float | None], Result],
    on_progress: Callable[[Progress], None],
    on_programme: Callable[[Programme], None],
    stop: threading.Event,
    begun: float,
    start: Programme | None = None,
) -> Result:
    """The best whole programme found in the time, and what is proven of it.

    `solve_alone` solves the coalitions' part alone in so many seconds, and says why where that cannot be done. The
    search goes on from `start` where it is given.
    """
    ordered = tuple(goal.id for goal in goal_order(instance.policy.order, instance.policy.principle))
    goals = ordered if LEFT_OUT in ordered else (LEFT_OUT, *ordered)
    whole = LargeSearch(
        instance,
        goals,
        filter_domains(elastic(instance)),
        settings,
        on_progress,
        on_programme,
        Limit(begun, settings.seconds_allowed, stop),
    )
    whole.bounds[LEFT_OUT] = Bound(0, {})
    if start:
        whole.offer(standing_in(whole.prepared, start))
    else:
        _fill(whole, {})
    at_work = partial(processes, settings.workers, stop, open_worker, (instance, goals))
    with at_work() as executor:
        held_in = settle_coalitions(whole, min(COALITION_SECONDS, SHARE_OF_COALITIONS * whole.limit.seconds_left))
        if held_in is None and not whole.limit.over:
            alone = solve_alone(coalitions_alone(instance), COALITION_SECONDS)
            if alone.status is Status.INFEASIBLE:
                return _of_whole(alone, instance)
        # One gets ready while a first programme is made. Whether it is killed by then is asked when it is at work.
        with suppress(BrokenExecutor):
            executor.submit(abs, 0)
        if held_in and not start:
            _fill(whole, held_in)
        work = work_on(whole, Assignment({}, held_in or {}))
        undisturbed = improve(work, executor)
    for _ in range(STARTS_AFRESH):
        if not undisturbed:
            with at_work() as executor:
                undisturbed = improve(work, executor)
    return whole.result()


def _of_whole(alone: Result, instance: Instance) -> Result:
    """Why coalitions alone have no programme, with rows as the whole instance counts them."""
    why = alone.infeasibility
    return replace(alone, infeasibility=renumbered(why, coalitions_alone(instance), instance) if why else None)


def _fill(whole: LargeSearch, held_in: dict[str, str]) -> None:
    """A programme in a moment, in which coalitions get this."""
    board = set_up(whole.prepared, Assignment({}, held_in), weigh(whole.goals))
    fill(board, random.Random(whole.settings.seed), lambda: whole.limit.over)
    whole.offer_sketch(board.standing(held_in))
