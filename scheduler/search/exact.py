"""Search: the goals one after another, each value fixed before the next; the only user of the solver for programmes.

Every tier starts from the last tier's solution as a complete hint, so a tier never ends empty-handed, and whatever
stops the search, the best programme so far is there. The solver runs in a thread of its own, so that a stop or the
end of the time is noticed at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version

from ortools.sat.python import cp_model

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Provenance, Score, Settings
from scheduler.core.version import VERSION
from scheduler.model.admits import decided
from scheduler.model.assignment import extract
from scheduler.model.build import BuiltModel, Objective, build
from scheduler.model.demands import Demand
from scheduler.model.prepare import Prepared
from scheduler.model.variables import DecisionVariables, Expression
from scheduler.search.combined_objectives import groups, weighed
from scheduler.search.infeasibility import find_infeasibility, run
from scheduler.search.large import is_large, search_large_programme
from scheduler.search.layers import in_layers, solve_in_layers
from scheduler.search.result import Progress, Result, Status
from scheduler.search.solver_run import Limit, rounded_up, watched

REPRODUCIBLE_EFFORT = 60.0
"""Deterministic seconds for a tier of a reproducible run: the same on every machine."""

NEAR_SECONDS = 5.0


@dataclass
class ExactSearch:
    """One search under way: the model, the clock, the best solution so far."""

    built: BuiltModel
    settings: Settings
    on_progress: Callable[[Progress], None]
    on_programme: Callable[[Programme], None]
    limit: Limit
    instance_sha256: str
    firm: frozenset[Demand] | None = frozenset()
    scores: list[Score] = field(default_factory=list)
    solution: list[int] | None = None
    infeasible: bool = False


def solve(
    instance: Instance,
    seconds: float | None = None,
    reproducible: bool = False,
    seed: int = 0,
    workers: int = 2,
    on_progress: Callable[[Progress], None] | None = None,
    on_programme: Callable[[Programme], None] | None = None,
    stop: threading.Event | None = None,
    also: Callable[[DecisionVariables], None] | None = None,
    firm: frozenset[Demand] = frozenset(),
    near: Programme | None = None,
    order: Callable[[BuiltModel], tuple[Objective, ...]] | None = None,
    start: Programme | None = None,
    prepared: Prepared | None = None,
) -> Result:
    """The best programme for the policy's goals in their order, and what is proven of it.

    `seconds` bounds the wall time (None: until proven); `stop` ends it early; both keep the best so far.
    `on_programme` receives every tier's programme as it is found. `also` adds constraints beside the rules; since these
    have no name, no deadlock is looked for then. `firm` demands are never given up in a deadlock's repairs. Among
    programmes of equal value one is taken that moves little of what stands in `near`. `order` gives the goals another
    order, or others beside them; the search begins at `start`, which need not keep every rule. Where `prepared` data of
    the instance free a part of it alone, values and proofs are those within the part, and no deadlock is looked for.
    """
    begun = time.monotonic()
    settings = Settings(
        seconds_allowed=seconds, reproducible=reproducible, seed=seed, workers=1 if reproducible else workers
    )
    on_progress = on_progress or (lambda progress: None)
    on_programme = on_programme or (lambda programme: None)
    stop = stop or threading.Event()
    if not (also or order or near or prepared):
        again = partial(
            solve, reproducible=reproducible, seed=seed, workers=workers, on_progress=on_progress, stop=stop
        )
        if in_layers(instance) and not start:
            return solve_in_layers(instance, again, seconds)
        if is_large(instance) and not reproducible:
            return search_large_programme(instance, settings, again, on_progress, on_programme, stop, begun, start)
    built = build(instance, prepared)
    search = ExactSearch(
        built=replace(built, tiers=order(built)) if order else built,
        settings=settings,
        on_progress=on_progress,
        on_programme=on_programme,
        limit=Limit(begun, seconds, stop),
        instance_sha256=instance.sha256,
        firm=None if also or prepared else firm,
    )
    if also:
        also(search.built.decisions)
    if start:
        for literal, value in decided(search.built.decisions, start):
            search.built.decisions.model.add_hint(literal, value)
    for together in groups(instance, search.built.tiers):
        if not run_together(search, together):
            break
    if near and search.scores and not search.limit.over:
        _come_near(search, near)
    return _result(search)


def run_together(search: ExactSearch, together: tuple[Objective, ...]) -> bool:
    """Make several goals as small as can be at once, or else one by one; False when the search is over."""
    first = len(search.scores)
    if len(together) > 1:
        expression = weighed(search.built.prepared.instance, together)
        found = _minimise(search, first, Objective(together[0].goal, expression))
        if found is None:
            return False
        if found.proven:
            for tier in together:
                _keep(search, tier, found.evaluate(tier.expression), found, found.seconds / len(together))
            _settle(search)
            return True
        hint(search)
    return all(run_tier(search, first + number, tier) for number, tier in enumerate(together))


def run_tier(search: ExactSearch, number: int, tier: Objective) -> bool:
    """Make one goal as small as can be; False when the search is over."""
    found = _minimise(search, number, tier)
    if found is None:
        return False
    _keep(search, tier, found.evaluate(tier.expression), found, found.seconds)
    _settle(search)
    return True


@dataclass(frozen=True)
class Found:
    """What one run brought: its solver, the bound of what was to be small, whether it was reached, seconds."""

    solver: cp_model.CpSolver
    bound: int
    proven: bool
    seconds: float

    def evaluate(self, expression: Expression) -> int:
        return round(self.solver.value(expression))


def _minimise(search: ExactSearch, number: int, tier: Objective) -> Found | None:
    """The best solution for a goal, which is kept; None when the search is over, or nothing was found."""
    if search.limit.over and search.solution is not None:
        return None
    began = search.limit.seconds
    search.built.decisions.model.minimize(tier.expression)
    solver = _solver(search, number)
    status = _run(search, solver, number, tier.goal)
    if status == cp_model.UNKNOWN and not (search.limit.over or search.settings.reproducible):
        return _minimise(search, number, tier)
    if status == cp_model.INFEASIBLE and search.solution is None:
        search.infeasible = True
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    search.solution = list(solver.response_proto.solution)
    bound = rounded_up(solver.best_objective_bound)
    return Found(solver, bound, status == cp_model.OPTIMAL, search.limit.seconds - began)


def _keep(search: ExactSearch, tier: Objective, value: int, found: Found, seconds: float) -> None:
    """What a goal is worth now, which it must not exceed from here on."""
    bound = value if found.proven else min(value, found.bound)
    number, tiers = len(search.scores), len(search.built.tiers)
    search.scores.append(
        Score(goal=tier.goal, value=value, bound=bound, proven=found.proven, seconds=round(seconds, 2))
    )
    search.on_progress(Progress(number, tiers, tier.goal, value, bound, search.limit.seconds, found.proven))
    search.built.decisions.model.add(tier.expression <= value)


def _settle(search: ExactSearch) -> None:
    """Hand on the programme, from which the next goal is looked for."""
    search.on_programme(programme_of(search))
    hint(search)


def _come_near(search: ExactSearch, near: Programme) -> None:
    """Among programmes with these values, move as little as can be found out in a few seconds."""
    decisions = search.built.decisions
    stands = {(placed.id, placed.room, placed.day, placed.start) for placed in near.sessions}
    held = {(decision.request, decision.session) for decision in near.decisions if decision.granted}
    kept = [literal for (session, option), literal in decisions.place.items() if (session, *option.key) in stands]
    kept += [literal for key, literal in decisions.takes_part.items() if key in held]
    decisions.model.maximize(sum(kept))
    solver = _solver(search, len(search.built.tiers) - 1)
    status = run(solver, decisions.model, search.limit.stop, min(NEAR_SECONDS, search.limit.seconds_left))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        search.solution = list(solver.response_proto.solution)


def _solver(search: ExactSearch, number: int) -> cp_model.CpSolver:
    """Parameters that proved most in the least time on two cores; one worker and counted effort to be repeatable."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.random_seed = search.settings.seed
    parameters.catch_sigint_signal = False
    parameters.num_workers = search.settings.workers
    if search.settings.reproducible:
        parameters.linearization_level = 2
        parameters.max_deterministic_time = REPRODUCIBLE_EFFORT
    else:
        parameters.subsolvers.extend(["max_lp"])
    if search.settings.seconds_allowed is not None:
        last = number == len(search.built.tiers) - 1
        share = search.limit.seconds_left if last else max(1.0, search.limit.seconds_left / 2)
        parameters.max_time_in_seconds = max(0.01, min(share, search.limit.seconds_left))
    return solver


def _run(search: ExactSearch, solver: cp_model.CpSolver, number: int, goal: str) -> cp_model.CpSolverStatus:
    """Solve in another thread, telling the progress and watching for a stop meanwhile."""
    watch = _Watch()
    solver.best_bound_callback = watch.found_bound

    def is_over() -> bool:
        search.on_progress(
            Progress(number, len(search.built.tiers), goal, watch.best, watch.bound, search.limit.seconds)
        )
        return search.limit.over

    return watched(solver, search.built.decisions.model, is_over, watch)


class _Watch(cp_model.CpSolverSolutionCallback):
    """Remembers the best value and bound of the tier at work."""

    def __init__(self) -> None:
        super().__init__()
        self.best: int | None = None
        self.bound: int | None = None

    def on_solution_callback(self) -> None:
        self.best = round(self.objective_value)

    def found_bound(self, bound: float) -> None:
        self.bound = rounded_up(bound)


def hint(search: ExactSearch) -> None:
    """Every variable's value of the best solution, for the next tier to start from."""
    assert search.solution is not None
    model = search.built.decisions.model
    model.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(search.solution):
        model.add_hint(model.get_int_var_from_proto_index(index), value)


def programme_of(search: ExactSearch) -> Programme:
    """The best programme so far, with the scores of the tiers that are done."""
    assert search.solution is not None
    solution = search.solution
    proven = all(score.proven for score in search.scores) and len(search.scores) == len(search.built.tiers)
    provenance = Provenance(
        instance=search.built.prepared.instance.name,
        instance_sha256=search.instance_sha256,
        program_version=VERSION,
        ortools_version=version("ortools"),
        settings=search.settings,
        status=(Status.PROVEN if proven else Status.BEST_FOUND).value,
        seconds=round(search.limit.seconds, 2),
    )
    programme = extract(search.built.decisions, lambda literal: solution[literal.index], provenance)
    return programme.model_copy(update={"scores": tuple(search.scores)})


def _result(search: ExactSearch) -> Result:
    """What the search brought, with exact scores even where it ended early."""
    if search.infeasible:
        return _none_exists(search)
    if search.solution is None:
        return Result(Status.STOPPED if search.limit.stop.is_set() else Status.NO_ANSWER, None, search.limit.seconds)
    if not (len(search.scores) == len(search.built.tiers) and all(score.proven for score in search.scores)):
        _score_exactly(search)
    programme = programme_of(search)
    if programme.proven:
        return Result(Status.PROVEN, programme, search.limit.seconds)
    return Result(Status.STOPPED if search.limit.stop.is_set() else Status.BEST_FOUND, programme, search.limit.seconds)


def _none_exists(search: ExactSearch) -> Result:
    """Why there is no programme; if no conflict is found either, the solver's word alone is not believed."""
    if search.firm is None:
        return Result(Status.INFEASIBLE if _confirmed(search) else Status.NO_ANSWER, None, search.limit.seconds)

    def tell(sentence: str) -> None:
        search.on_progress(Progress(0, 1, sentence, None, None, search.limit.seconds))

    why = find_infeasibility(search.built.prepared, search.limit.stop, search.firm, tell)
    if why is None:
        return Result(Status.STOPPED if search.limit.stop.is_set() else Status.NO_ANSWER, None, search.limit.seconds)
    return Result(Status.INFEASIBLE, None, search.limit.seconds, why)


def _confirmed(search: ExactSearch) -> bool:
    """Whether other settings too find that there is no programme."""
    model = search.built.decisions.model
    model.clear_objective()  # type: ignore[no-untyped-call]
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = search.settings.seed + 23
    solver.parameters.linearization_level = 0
    return run(solver, model, search.limit.stop) == cp_model.INFEASIBLE


def _score_exactly(search: ExactSearch) -> None:
    """Fix every decision and let the goals' own variables fall to what they stand for."""
    assert search.solution is not None
    decisions = search.built.decisions
    for literal in (*decisions.place.values(), *decisions.takes_part.values(), *decisions.granted.values()):
        decisions.model.add(literal == search.solution[literal.index])
    decisions.model.minimize(sum(tier.expression for tier in search.built.tiers))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(decisions.model) != cp_model.OPTIMAL:
        raise RuntimeError("the best programme found could not be scored")
    done = {score.goal: score for score in search.scores}
    search.scores = []
    for tier in search.built.tiers:
        value, sought = round(solver.value(tier.expression)), done.get(tier.goal)
        if sought is None:
            search.scores.append(Score(goal=tier.goal, value=value))
        else:
            bound = None if sought.bound is None else min(value, sought.bound)
            search.scores.append(sought.model_copy(update={"value": value, "bound": bound}))
