"""What worker processes do: one function for each task, on data that each process prepares once."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from itertools import accumulate

from scheduler.core.instance import Instance
from scheduler.model.assignment import assignment_of as assignment_of
from scheduler.model.build import build_rules
from scheduler.model.inconvenience.inconvenience import inconvenience_of_times
from scheduler.model.objectives import TIE_BREAK
from scheduler.model.prepare import Prepared
from scheduler.model.solver import confirming_solver, feasibility_solver
from scheduler.model.variables import Expression
from scheduler.search.large.annealing_run import run_annealing
from scheduler.search.large.coalition_layer import coalition_sessions, least_parallel_routes, theme_sessions
from scheduler.search.large.interval_classes import theme_problem
from scheduler.search.large.large_search import INCONVENIENCE, LEFT_OUT
from scheduler.search.large.minimise import find_solution, lower_bound, minimise
from scheduler.search.large.pricing_problem import least_parallels
from scheduler.search.large.relaxations import elastic, hosts_alone, time_relaxation
from scheduler.search.large.restricted_model import (
    RestrictedModel,
    add_caps,
    filter_domains,
    fix_outside,
    restrict_to_theme_rooms,
    restricted_model,
    warm_start,
)
from scheduler.search.large.room_relaxation import cheapest_rooms, choose_theme_rooms
from scheduler.search.large.tasks import (
    AnnealingResult,
    AnnealingTask,
    FeasibilityResult,
    FeasibilityTask,
    NeighbourhoodResult,
    NeighbourhoodTask,
    RoomBoundResult,
    RoomBoundTask,
    RoomChoiceResult,
    RoomChoiceTask,
    RoomRestrictedResult,
    RoomRestrictedTask,
    RoutesResult,
    RoutesTask,
    ThemeCostsResult,
    ThemeCostsTask,
    TimeBoundResult,
    TimeBoundTask,
)
from scheduler.search.processes import stopping

CHOICE_SHARE = 0.05
"""Largest share of a room-restricted task's time for the choice of rooms."""

MOST_COALITION_SESSIONS = 8
"""Number of the coalitions' sessions on a theme up to which its cost is computed; more cost no less."""


@dataclass
class WorkerContext:
    """What every task needs, prepared once in each process."""

    instance: Instance
    prepared: Prepared
    goals: tuple[str, ...]


_contexts: list[WorkerContext] = []


def open_worker(instance: Instance, goals: tuple[str, ...]) -> None:
    """Initialise a worker process."""
    _contexts[:] = [WorkerContext(instance, filter_domains(elastic(instance)), goals)]


def solve_neighbourhood(task: NeighbourhoodTask) -> NeighbourhoodResult:
    """Re-optimise a neighbourhood by CP-SAT while everything else is fixed (large neighbourhood search, Shaw 1998)."""
    context = _contexts[0]
    model = restricted_model(fix_outside(context.prepared, task.assignment, task.neighbourhood), context.goals)
    add_caps(model, {goal: task.values[goal] for goal in (*_earlier_goals(context, task.goal), task.goal)})
    warm_start(model, task.assignment)
    objective = _weighted_objective(model, context.goals, task)
    solution = minimise(model.decisions.model, objective, task.seconds, 1, task.seed, stopping)
    found = assignment_of(model.decisions, solution.value) if solution else None
    return NeighbourhoodResult(task, found, bool(solution and solution.optimal))


def find_feasible(task: FeasibilityTask) -> FeasibilityResult:
    """Find any programme, or confirm that there is none."""
    until, instance = time.monotonic() + task.seconds, _contexts[0].instance
    decisions = build_rules(filter_domains(instance))
    warm_start(RestrictedModel(decisions, ()), task.start)
    solver = feasibility_solver(max(0.05, until - time.monotonic()), task.workers, task.seed)
    solution, infeasible = find_solution(decisions.model, solver, stopping)
    if infeasible:
        confirming = confirming_solver(max(0.05, until - time.monotonic()), task.seed)
        _, infeasible = find_solution(decisions.model, confirming, stopping)
    return FeasibilityResult(task, assignment_of(decisions, solution.value) if solution else None, infeasible)


def search_in_chosen_rooms(task: RoomRestrictedTask) -> RoomRestrictedResult:
    """Choose rooms for themes, then place everything in these by one restricted CP-SAT model."""
    context, rng, until = _contexts[0], random.Random(task.seed), time.monotonic() + task.seconds
    rooms = choose_theme_rooms(
        context.prepared,
        task.assignment.placements,
        task.values[LEFT_OUT],
        task.cheapest,
        rng,
        CHOICE_SHARE * task.seconds,
        stopping,
    )
    if rooms is None:
        return RoomRestrictedResult(None, in_time=False)
    goals = (*_earlier_goals(context, INCONVENIENCE), INCONVENIENCE)
    model = restricted_model(restrict_to_theme_rooms(context.prepared, rooms), goals)
    add_caps(model, task.values | {INCONVENIENCE: task.values[INCONVENIENCE] - 1})
    objective, left, seed = model.objectives[-1].expression, until - time.monotonic(), rng.randrange(2**31)
    model.decisions.model.add(objective >= task.bound)
    solution = minimise(model.decisions.model, objective, left, 1, seed, stopping)
    found = assignment_of(model.decisions, solution.value) if solution else None
    return RoomRestrictedResult(found, time.monotonic() < until)


def choose_rooms(task: RoomChoiceTask) -> RoomChoiceResult:
    """Choose rooms for themes, for later annealing runs."""
    prepared, rng = _contexts[0].prepared, random.Random(task.seed)
    rooms = choose_theme_rooms(
        prepared, task.assignment.placements, task.left_out, None, rng, task.seconds, stopping, task.workers
    )
    return RoomChoiceResult(rooms)


def make_annealing_run(task: AnnealingTask) -> AnnealingResult:
    """Make an annealing run."""
    context, rng = _contexts[0], random.Random(task.seed)
    assignment = run_annealing(
        context.prepared, context.goals, task.start, task.phases, task.rooms, task.seconds, rng, stopping
    )
    return AnnealingResult(task, assignment)


def bound_theme_costs(task: ThemeCostsTask) -> ThemeCostsResult:
    """Bound a theme's parallels for each number of coalitions' sessions, by column generation."""
    sessions = theme_sessions(_contexts[0].prepared.sessions.values(), *task.part)
    most = min(len(coalition_sessions(sessions, *task.part)), MOST_COALITION_SESSIONS)
    until, found = time.monotonic() + task.seconds, {}

    def least(number: int) -> int:
        if number not in found:
            left = until - time.monotonic()
            found[number] = least_parallels(theme_problem(sessions, number), task.left_out, left, stopping)
        return found[number][0]

    # Costs do not fall with the number of sessions: where the largest number costs 0, so do all.
    costs = tuple(map(least, range(most + 1))) if least(most) else (0,)
    return ThemeCostsResult(task, tuple(accumulate(costs, max)), all(exact for _, exact in found.values()))


def choose_routes(task: RoutesTask) -> RoutesResult:
    """Choose the routes of requests that minimise the themes' costs."""
    instance = _contexts[0].instance
    return RoutesResult(task, *least_parallel_routes(instance, task.caps, task.costs, task.seconds, stopping))


def bound_rooms(task: RoomBoundTask) -> RoomBoundResult:
    """Solve the room relaxation."""
    started_at = time.monotonic()
    found = cheapest_rooms(_contexts[0].prepared, task.left_out, task.start, task.seconds, stopping)
    return RoomBoundResult(task, *found, time.monotonic() - started_at)


def bound_by_times(task: TimeBoundTask) -> TimeBoundResult:
    """Bound a goal by the time relaxation; of inconvenience only the part that depends on times."""
    started_at, context = time.monotonic(), _contexts[0]
    instance = context.instance if task.with_coalitions else hosts_alone(context.instance)
    model = time_relaxation(instance, task.caps)
    decisions = add_caps(model, task.caps).decisions
    objective = inconvenience_of_times(decisions) if task.goal == INCONVENIENCE else model.objectives[0].expression
    left = task.seconds - (time.monotonic() - started_at)
    value, exact = lower_bound(decisions.model, objective, left, stopping)
    return TimeBoundResult(task, value, exact, time.monotonic() - started_at)


def _earlier_goals(context: WorkerContext, goal: str) -> tuple[str, ...]:
    return context.goals[: context.goals.index(goal)]


def _weighted_objective(model: RestrictedModel, goals: tuple[str, ...], task: NeighbourhoodTask) -> Expression:
    """The task's goal and, with a weight too small to worsen it, the next goal."""
    objective = model.objective(task.goal)
    assert objective
    later = goals[goals.index(task.goal) + 1 :]
    following = model.objective(later[0]) if later and later[0] != TIE_BREAK else None
    if following is None:
        return objective.expression
    return (2 * task.values[following.goal] + 100) * objective.expression + following.expression
