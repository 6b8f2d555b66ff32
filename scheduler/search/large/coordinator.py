"""Coordination of the worker processes: which task each free worker gets, and how results are merged.

Each worker makes an annealing run, re-optimises a neighbourhood (large neighbourhood search) or computes a bound. A
result is merged into the incumbent as it is by then, since other workers may have improved it meanwhile.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from scheduler.model.assignment import Assignment
from scheduler.model.objectives import TIE_BREAK
from scheduler.search.large.adaptive_selection import AdaptiveSelection
from scheduler.search.large.annealing_schedule import AnnealingSchedule
from scheduler.search.large.bound_schedule import ROOMS, BoundSchedule, bound_schedule
from scheduler.search.large.feasibility_schedule import FeasibilitySchedule
from scheduler.search.large.large_search import HUGE, INCONVENIENCE, LARGE, LEFT_OUT, ConditionalBound, LargeSearch
from scheduler.search.large.neighbourhoods import operators_for, whole_problem
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
from scheduler.search.large.theme_bounds import ThemeBounds, theme_bounds
from scheduler.search.large.theme_room_guidance import ThemeRoomGuidance
from scheduler.search.large.worker_functions import (
    bound_by_times,
    bound_rooms,
    bound_theme_costs,
    choose_rooms,
    choose_routes,
    find_feasible,
    make_annealing_run,
    search_in_chosen_rooms,
    solve_neighbourhood,
)

FAILURES_PER_GOAL = 8
"""Neighbourhoods in a row without improvement before the search turns to another goal, and an annealing restart."""

NEIGHBOURHOOD_SECONDS, FAILURES_PER_DOUBLING = (4.0, 60.0), 24
"""Seconds for one neighbourhood, at first and at most; doubled after each so many failures in a row."""

BOUNDS_SHARE, BOUNDS_SHARE_HUGE = 0.2, 0.1
"""Share of all workers' time for the bounds that take long; in huge programmes less."""

BUSY_SECONDS = 60.0
"""Seconds after which rooms are bounded in large programmes too, even while annealing."""

PATIENCE = 90.0
"""Seconds without improvement, per unit of size (at least 1), after which a search without a time limit ends."""

GRACE_SECONDS = 3.0
"""Seconds in which annealing runs may hand over their result after a stop."""

FUNCTION_OF: dict[type, Callable[[Any], Any]] = {
    NeighbourhoodTask: solve_neighbourhood,
    AnnealingTask: make_annealing_run,
    FeasibilityTask: find_feasible,
    RoomChoiceTask: choose_rooms,
    RoomRestrictedTask: search_in_chosen_rooms,
    ThemeCostsTask: bound_theme_costs,
    RoutesTask: choose_routes,
    RoomBoundTask: bound_rooms,
    TimeBoundTask: bound_by_times,
}
"""The worker function of each kind of task."""

ValueT = TypeVar("ValueT")


@dataclass
class GoalFocus:
    """The goal at work: the first that is not settled, then the next after so many failures."""

    goal: str = ""
    failures: int = 0

    def choose(self, search: LargeSearch) -> str:
        """The goal of the next neighbourhood; empty if all are settled."""
        goals = [goal for goal in search.goals if not search.settled(goal) and goal != TIE_BREAK]
        if not goals:
            return ""
        if self.goal not in goals:
            self.goal, self.failures = goals[0], 0
        elif self.failures >= FAILURES_PER_GOAL:
            self.goal, self.failures = goals[(goals.index(self.goal) + 1) % len(goals)], 0
        return self.goal


@dataclass
class Coordinator:
    """The search with the schedules of all kinds of tasks and the futures that are running.

    `initial` is the start of annealing while there is no incumbent. `failures`: results in a row without improvement.
    Times are in seconds since the start of the search.
    """

    search: LargeSearch
    initial: Assignment
    rng: random.Random
    selections: dict[str, AdaptiveSelection]
    bounds: BoundSchedule
    themes: ThemeBounds
    guidance: ThemeRoomGuidance
    annealing: AnnealingSchedule = field(default_factory=AnnealingSchedule)
    feasibility: FeasibilitySchedule = field(default_factory=FeasibilitySchedule)
    focus: GoalFocus = field(default_factory=GoalFocus)
    running: set[Future[Any]] = field(default_factory=set)
    bounding: Future[TimeBoundResult | ThemeCostsResult | RoutesResult | RoomBoundResult] | None = None
    failures: int = 0
    started_at: float = 0.0
    improved_at: float = 0.0

    @property
    def is_annealing(self) -> bool:
        """Whether annealing runs, or searches in chosen rooms, are under way."""
        return bool(self.annealing.running or self.guidance.running)

    @property
    def has_tasks(self) -> bool:
        """Whether there is a task for a free worker: neighbourhoods and bounds need an incumbent."""
        due = self.annealing.seconds > 0 or self.feasibility.is_due(self.search, self.annealing)
        return due or self.search.incumbent is not None

    def submit_next(self, executor: Executor, goal: str) -> None:
        """Give a free worker its next task.

        Annealing if due, then the search for any programme, then a bound, then a neighbourhood for `goal`.
        """
        search, annealing, guidance = self.search, self.annealing, self.guidance
        second_goal = search.is_second_placement_goal(goal)
        may_search = guidance.may_search(search, goal, self.bounds.cheapest_rooms, annealing)
        if annealing.is_due(search) and not guidance.comes_first(search, may_search):
            annealing.running = self._submit(
                executor, annealing.task(search, self.initial, second_goal, self._next_seed())
            )
        elif self.feasibility.is_due(search, annealing):
            self.feasibility.running = self._submit(
                executor, self.feasibility.task(search, self.initial, self._next_seed())
            )
        elif guidance.may_choose(search, annealing):
            guidance.choosing = self._submit(executor, guidance.choice_task(search, self._next_seed()))
        elif bound := self._bound_task():
            self.bounding = self._submit(executor, bound)
        elif may_search:
            task = guidance.task(search, self.bounds.cheapest_rooms, self._next_seed())
            guidance.running.add(self._submit(executor, task))
        elif annealing.restart_due and annealing.running is None:
            annealing.running = self._submit(
                executor, annealing.restart(search, self.initial, second_goal, self._next_seed())
            )
        else:
            self._submit(executor, self._neighbourhood_task(goal))

    def _next_seed(self) -> int:
        return self.rng.randrange(2**31)

    def _bound_task(self) -> ThemeCostsTask | RoutesTask | RoomBoundTask | TimeBoundTask | None:
        """The next bound, if none is running: first of themes, which take seconds, then others within their share."""
        if self.bounding or not self.search.has_programme:
            return None
        task = self.themes.task(self.search)
        share = BOUNDS_SHARE if self.search.size <= HUGE else BOUNDS_SHARE_HUGE
        allowed = share * self.search.settings.workers * (self.search.limit.seconds - self.started_at)
        if task is None and self.bounds.seconds <= allowed:
            return self.bounds.task(self.search, self._early_bounds())
        return task

    def _early_bounds(self) -> tuple[str, ...]:
        """The relaxations that do not wait for earlier goals: inconvenience once annealing is over, rooms if useful."""
        if self.annealing.is_over():
            return LEFT_OUT, ROOMS, INCONVENIENCE
        rooms_too = self.search.size <= LARGE or self.search.limit.seconds - self.started_at > BUSY_SECONDS
        return (LEFT_OUT, ROOMS) if rooms_too else (LEFT_OUT,)

    def _submit(self, executor: Executor, task: Any) -> Future[Any]:
        future: Future[Any] = executor.submit(FUNCTION_OF[type(task)], task)
        self.running.add(future)
        return future

    def _neighbourhood_task(self, goal: str) -> NeighbourhoodTask:
        search, selection = self.search, self.selections[goal]
        operator = selection.choose()
        assert search.incumbent is not None
        neighbourhood = selection.neighbourhood(operator, search.prepared, search.incumbent)
        seconds = min(
            NEIGHBOURHOOD_SECONDS[1], NEIGHBOURHOOD_SECONDS[0] * 2 ** (self.failures // FAILURES_PER_DOUBLING)
        )
        return NeighbourhoodTask(
            search.incumbent, neighbourhood, goal, dict(search.values), operator, seconds, self._next_seed()
        )

    def collect(self, seconds: float) -> None:
        """Wait at most `seconds` for a result, and process all available ones."""
        done, self.running = wait(self.running, timeout=seconds, return_when=FIRST_COMPLETED)
        annealing, guidance = self.annealing, self.guidance
        in_rooms, guidance.running = guidance.running & done, guidance.running - done
        self.bounding = None if self.bounding in done else self.bounding
        annealing.running = None if annealing.running in done else annealing.running
        self.feasibility.running = None if self.feasibility.running in done else self.feasibility.running
        guidance.choosing = None if guidance.choosing in done else guidance.choosing
        for future in done:
            self._process(future.result(), future in in_rooms)

    def _process(self, result: Any, in_chosen_rooms: bool) -> None:
        """Propose a result's assignment or store its bound, and update the schedule it belongs to."""
        search = self.search
        if isinstance(result, NeighbourhoodResult):
            self._process_neighbourhood(result)
        elif isinstance(result, AnnealingResult | RoomRestrictedResult):
            propose = search.propose_with_repair if isinstance(result, AnnealingResult) else search.propose
            improved = result.assignment is not None and propose(result.assignment)
            if in_chosen_rooms:
                self.guidance.update(result, improved)
            elif isinstance(result, AnnealingResult):
                self.annealing.update(search, result, improved)
            self._note(improved)
        elif isinstance(result, FeasibilityResult):
            self._process_feasible(result)
        elif isinstance(result, RoomChoiceResult):
            self.guidance.set_rooms(result)
        elif isinstance(result, TimeBoundResult):
            self.bounds.update(search, result)
        elif isinstance(result, RoomBoundResult):
            self.bounds.update_rooms(search, result)
        elif isinstance(result, ThemeCostsResult):
            self.themes.update_costs(search, result)
        elif isinstance(result, RoutesResult):
            routes = self.themes.update_routes(search, result)
            if routes is not None and search.incumbent:
                self.annealing.start_from(Assignment(search.incumbent.placements, routes))

    def _process_neighbourhood(self, result: NeighbourhoodResult) -> None:
        rejections = self.search.rejections
        improved = result.assignment is not None and self.search.propose(_merged(self.search, result))
        rejected = self.search.rejections > rejections
        if result.optimal and not rejected and result.task.neighbourhood == whole_problem(self.search.prepared):
            _settle(self.search, result.task)
        self.selections[result.task.goal].update(result.task.operator, improved, result.optimal)
        self._note(improved)

    def _process_feasible(self, result: FeasibilityResult) -> None:
        """Propose a programme, and start annealing from it with the routes that the coalitions' layer has chosen."""
        self.feasibility.update(result)
        if result.assignment is not None:
            self._note(self.search.propose(result.assignment))
            self.annealing.start_from(replace(result.assignment, routes=self.initial.routes))

    def _note(self, improved: bool) -> None:
        """Count failures; after so many in a row an annealing restart is due."""
        self.focus.failures = 0 if improved else self.focus.failures + 1
        self.failures = 0 if improved else self.failures + 1
        self.annealing.restart_due = self.annealing.restart_due or (self.failures + 1) % FAILURES_PER_GOAL == 0
        self.improved_at = self.search.limit.seconds if improved else self.improved_at


def coordinator(search: LargeSearch, initial: Assignment) -> Coordinator:
    """The coordinator of a search; annealing starts from `initial` while there is no incumbent."""
    rng = random.Random(search.settings.seed)
    return Coordinator(
        search,
        initial,
        rng=rng,
        selections={goal: AdaptiveSelection(rng, operators_for(goal)) for goal in search.goals},
        bounds=bound_schedule(search),
        themes=theme_bounds(search),
        guidance=ThemeRoomGuidance(rng, None if search.instance.policy.inconvenience.theme_rooms else frozenset()),
        started_at=search.limit.seconds,
        improved_at=search.limit.seconds,
    )


def improve(work: Coordinator, executor: Executor) -> bool:
    """Improve the incumbent until the limit, all proofs, or the end of patience; False if a worker process died.

    A worker may be killed, for want of memory for instance. The incumbent and the bounds stay, and the function can be
    called again with a new executor.
    """
    work.running, work.bounding, work.annealing.running = set(), None, None
    work.feasibility.running = None
    work.guidance.running, work.guidance.choosing = set(), None
    try:
        _run(work, executor)
    except BrokenExecutor:
        return False
    return True


def _run(work: Coordinator, executor: Executor) -> None:
    search = work.search
    while not search.limit.over and not work.feasibility.infeasible:
        goal = work.focus.choose(search)
        patience = PATIENCE * max(1.0, search.size)
        patient = search.settings.seconds_allowed is not None or search.limit.seconds - work.improved_at < patience
        if not goal or not (patient or work.feasibility.running):
            break
        while len(work.running) < search.settings.workers and work.has_tasks:
            work.submit_next(executor, goal)
        if not work.running:
            break
        work.collect(0.1)
        search.report(goal)
    until = time.monotonic() + GRACE_SECONDS
    while search.limit.stop.is_set() and work.is_annealing and time.monotonic() < until:
        work.collect(until - time.monotonic())


def _settle(search: LargeSearch, task: NeighbourhoodTask) -> None:
    """Set the bound of a goal solved to optimality on the full problem, if the caps are still the incumbent's."""
    caps = {goal: task.values[goal] for goal in search.earlier_goals(task.goal)}
    if all(search.values[goal] == cap for goal, cap in caps.items()):
        search.bounds[task.goal] = ConditionalBound(search.values[task.goal], caps)


def _merged(search: LargeSearch, result: NeighbourhoodResult) -> Assignment:
    """Merge a neighbourhood's changes into the incumbent, which other workers may have changed since its start.

    What both have changed is as in the neighbourhood; the merged assignment may break rules and is evaluated.
    """
    assert search.incumbent is not None
    assert result.assignment is not None
    before, after = result.task.assignment, result.assignment
    if before is search.incumbent:
        return after
    return Assignment(
        _merge(before.placements, after.placements, search.incumbent.placements),
        _merge(before.routes, after.routes, search.incumbent.routes),
    )


def _merge(
    before: Mapping[str, ValueT], after: Mapping[str, ValueT], incumbent: Mapping[str, ValueT]
) -> dict[str, ValueT]:
    """The incumbent's entries, with those that differ between `before` and `after` as in `after`."""
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    merged = {name: value for name, value in incumbent.items() if name not in changed}
    return merged | {name: after[name] for name in changed if name in after}
