"""Exact search: one model, the objectives one after another, each value fixed before the next.

Every objective starts from the incumbent as a complete warm start; whenever the search is stopped, the incumbent is
returned. A solution becomes the incumbent only after the independent check accepted it. The
solver runs in a thread of its own, so that a stop or the time limit ends it promptly.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version

from ortools.sat.python import cp_model

from scheduler.core.programme import Programme, Provenance, Score
from scheduler.core.version import VERSION
from scheduler.model.admits import decided
from scheduler.model.assignment import extract
from scheduler.model.build import BuiltModel, Objective, build
from scheduler.model.solver import confirming_solver, evaluation_solver, objective_solver
from scheduler.model.variables import Expression
from scheduler.search.combined_objectives import objective_groups, weighted_sum
from scheduler.search.confirmation import look_for_better
from scheduler.search.infeasibility import PROBE_SECONDS, find_infeasibility, run
from scheduler.search.options import SearchOptions, SearchProblem
from scheduler.search.result import Progress, Result, Status, disagreement
from scheduler.search.solver_run import Limit, hint_solution, rounded_up, watched
from scheduler.verify import check

log = logging.getLogger(__name__)

SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)

START_SECONDS, LEAST_START_SECONDS = 10.0, 1.0
"""Wall time for evaluating the programme from which a search starts: at most, and however little time is left."""

REFERENCE_SECONDS = 5.0
"""Wall time for moving little of the reference programme, after all objectives."""


@dataclass
class ExactSearch:
    """State of an exact search: the model, the scores of the objectives that are done, the incumbent.

    `solution` holds the value of each variable in the incumbent, by index; `hinted` the solution that the model has as
    its warm start; `values` the incumbent's objective values as the independent check recomputed them; `caps` limits
    goals beside the objectives; `objections` say why the check rejected a solution, which ends the
    search, since such a model has an error.
    """

    problem: SearchProblem
    options: SearchOptions
    built: BuiltModel
    limit: Limit
    scores: list[Score] = field(default_factory=list)
    solution: list[int] | None = None
    hinted: list[int] | None = None
    values: dict[str, int] = field(default_factory=dict)
    caps: dict[str, int] = field(default_factory=dict)
    objections: tuple[str, ...] = ()
    infeasible: bool = False

    @property
    def over(self) -> bool:
        """Whether the time is over, the search was stopped, or a solution was rejected."""
        return self.limit.over or bool(self.objections)


def solve_exactly(problem: SearchProblem, options: SearchOptions) -> Result:
    """Build the model, minimise the objectives lexicographically, and return the incumbent with its lower bounds."""
    limit = Limit(time.monotonic(), options.seconds, options.stop)
    built = build(problem.instance, problem.prepared)
    if problem.objectives:
        built = replace(built, objectives=problem.objectives(built))
    search = ExactSearch(problem, options, built, limit)
    if problem.constrain:
        problem.constrain(built.decisions)
    if options.warm_start:
        start_from(search, options.warm_start)
    for together in objective_groups(problem.instance, built.objectives):
        if not minimise_together(search, together):
            break
    if problem.reference and search.scores and not search.over:
        _approach_reference(search, problem.reference)
    return _result(search)


def start_from(search: ExactSearch, programme: Programme) -> bool:
    """Hint a programme's decisions, and make it the incumbent if it breaks no rule; False where it does."""
    decisions = search.built.decisions
    decisions.model.clear_hints()  # type: ignore[no-untyped-call]
    for literal, value in decided(decisions, programme):
        decisions.model.add_hint(literal, value)
    decisions.model.minimize(sum(objective.expression for objective in search.built.objectives))
    solver = evaluation_solver(fix_to_hints=True)
    seconds = min(START_SECONDS, max(LEAST_START_SECONDS, search.limit.seconds_left))
    if run(solver, decisions.model, search.limit.stop, seconds) not in SOLVED:
        return False
    solution = list(solver.response_proto.solution)
    values = {objective.goal: round(solver.value(objective.expression)) for objective in search.built.objectives}
    return accept(search, solution, values, False)


def minimise_together(search: ExactSearch, group: tuple[Objective, ...]) -> bool:
    """Minimise several objectives as one weighted sum, or else one by one; False when the search is over."""
    first = len(search.scores)
    if len(group) > 1 and not all(_is_zero(search, objective) for objective in group):
        result = _minimise(search, first, group)
        if result is None:
            return False
        if result.proven:
            _record_scores(search, group, result)
            return True
    return all(minimise_objective(search, first + number, objective) for number, objective in enumerate(group))


def minimise_objective(search: ExactSearch, number: int, objective: Objective) -> bool:
    """Minimise one objective; False when the search is over. A value of 0 is proven without a solve."""
    result = ZERO_RUN if _is_zero(search, objective) else _minimise(search, number, (objective,))
    if result is None:
        return False
    _record_scores(search, (objective,), result)
    return True


def _is_zero(search: ExactSearch, objective: Objective) -> bool:
    """Whether the incumbent's value is 0, the trivial lower bound."""
    return search.values.get(objective.goal) == 0 and not search.objections


@dataclass(frozen=True)
class ObjectiveRun:
    """One run of the solver: objective values in its solution, lower bound, whether it was reached, wall time.

    `bound` is that of the expression that was minimised; `seconds` are shared out among the objectives in it.
    `confirmed`: a second solve with other settings found nothing better.
    """

    values: dict[str, int]
    bound: int
    proven: bool
    seconds: float
    confirmed: bool = False


ZERO_RUN = ObjectiveRun({}, 0, True, 0.0)
"""The result for an objective whose incumbent value is 0, the trivial lower bound: no run is needed."""


def _minimise(search: ExactSearch, number: int, group: tuple[Objective, ...]) -> ObjectiveRun | None:
    """Solve for the objectives and accept the solution; None if the search is over or no solution was found."""
    if search.objections or (search.limit.over and search.solution is not None):
        return None
    started_at = search.limit.seconds
    warm_start_from_incumbent(search)
    model = search.built.decisions.model
    model.minimize(_expression(search, group))
    solver = _solver(search, number)
    status = _run(search, solver, number, group[0].goal)
    if status == cp_model.UNKNOWN and not (search.limit.over or search.options.reproducible):
        return _minimise(search, number, group)
    if status == cp_model.INFEASIBLE and search.solution is None:
        search.infeasible = True
    if status not in SOLVED:
        return None
    values = {objective.goal: round(solver.value(objective.expression)) for objective in group}
    proven = status == cp_model.OPTIMAL
    before = {goal: search.values[goal] for goal in values if goal in search.values}
    if not proven and len(before) == len(values) and list(before.values()) < list(values.values()):
        values = before
    elif not accept(search, list(solver.response_proto.solution), values, proven):
        return None
    seconds = search.limit.seconds - started_at
    run_found = ObjectiveRun(values, rounded_up(solver.best_objective_bound), proven, seconds / len(group))
    if proven and search.problem.is_plain and any(values.values()):
        return _confirm(search, group, run_found, round(solver.objective_value), seconds)
    return run_found


def _confirm(
    search: ExactSearch, group: tuple[Objective, ...], found: ObjectiveRun, value: int, seconds: float
) -> ObjectiveRun | None:
    """Ask with other settings for anything better than an optimal value, as long as that is cheap.

    Something better refutes the optimum: it becomes the incumbent, and nothing is proven.
    """
    model, expression = search.built.decisions.model, _expression(search, group)
    status, solver = look_for_better(model, expression, value, seconds, search.limit, search.options.settings)
    if status not in SOLVED:
        return replace(found, confirmed=status == cp_model.INFEASIBLE)
    better = {objective.goal: round(solver.value(objective.expression)) for objective in group}
    log.warning(
        "A value that the solver called optimal is not: %s instead of %s. It is not proven.", better, found.values
    )
    if not accept(search, list(solver.response_proto.solution), better, False):
        return None
    return replace(found, values=better, bound=0, proven=False)


def _expression(search: ExactSearch, group: tuple[Objective, ...]) -> Expression:
    """The expression that minimises these objectives in their order."""
    return group[0].expression if len(group) == 1 else weighted_sum(search.built.prepared.instance, group)


def accept(search: ExactSearch, solution: list[int], values: Mapping[str, int], proven: bool) -> bool:
    """Make a solution the incumbent if the independent check finds no broken rule and the same objective values.

    `values` are those that the model has for the solution: upper bounds, and exact where they are `proven`. Those of
    objectives that are done must hold too. Otherwise the objections are stored, and the incumbent stays.
    """
    instance = search.built.prepared.instance
    programme = extract(search.built.decisions, lambda literal: solution[literal.index], _provenance(search, False))
    verdict = check(instance, programme)
    done = {score.goal: score.value for score in search.scores}
    exact = {score.goal for score in search.scores if score.proven} | (set(values) if proven else set())
    objections = [f"{violation.topic}: {violation.sentence}" for violation in verdict.violations]
    for goal, value in {**search.caps, **done, **values}.items():
        # The check does not compute goals that compare two programmes.
        recomputed = verdict.scores.get(goal, value)
        if recomputed > value or (goal in exact and recomputed != value):
            objections.append(disagreement(goal, value, recomputed))
    if objections:
        search.objections = tuple(objections)
        return False
    search.solution, search.values = solution, verdict.scores
    return True


def _record_scores(search: ExactSearch, group: tuple[Objective, ...], result: ObjectiveRun) -> None:
    """Record the scores of objectives, forbid them to become worse, and report a new incumbent."""
    for objective in group:
        value = result.values.get(objective.goal, 0)
        proven = result.proven or value == 0
        bound = value if proven else min(value, result.bound)
        number, objectives = len(search.scores), len(search.built.objectives)
        seconds = round(result.seconds, 2)
        confirmed = result.confirmed and value > 0
        search.scores.append(
            Score(goal=objective.goal, value=value, bound=bound, proven=proven, seconds=seconds, confirmed=confirmed)
        )
        search.options.report(Progress(number, objectives, objective.goal, value, bound, search.limit.seconds, proven))
        search.built.decisions.model.add(objective.expression <= value)
    if search.options.on_programme and result is not ZERO_RUN:
        search.options.on_programme(sound_programme(search))


def _approach_reference(search: ExactSearch, reference: Programme) -> None:
    """Among programmes of these objective values, maximise the placements and routes in common with the reference."""
    decisions = search.built.decisions
    placements = {(placed.id, placed.room, placed.day, placed.start) for placed in reference.sessions}
    routes = {(decision.request, decision.session) for decision in reference.decisions if decision.granted}
    alike = [literal for (session, option), literal in decisions.placed.items() if (session, *option.key) in placements]
    alike += [literal for key, literal in decisions.takes_part.items() if key in routes]
    decisions.model.maximize(sum(alike))
    warm_start_from_incumbent(search)
    solver = _solver(search, len(search.built.objectives) - 1)
    seconds = min(REFERENCE_SECONDS, search.limit.seconds_left)
    status = run(solver, decisions.model, search.limit.stop, seconds)
    if status in SOLVED:
        accept(search, list(solver.response_proto.solution), {}, False)


def _solver(search: ExactSearch, number: int) -> cp_model.CpSolver:
    """The solver for an objective: at most half of the time that is left, all of it for the last."""
    settings = search.options.settings
    seconds = None
    if settings.seconds_allowed is not None:
        last = number == len(search.built.objectives) - 1
        share = search.limit.seconds_left if last else max(1.0, search.limit.seconds_left / 2)
        seconds = max(0.01, min(share, search.limit.seconds_left))
    return objective_solver(settings.workers, settings.seed, seconds, settings.reproducible)


def _run(search: ExactSearch, solver: cp_model.CpSolver, number: int, goal: str) -> cp_model.CpSolverStatus:
    """Solve in another thread, reporting progress and watching for a stop meanwhile."""
    watch = _IncumbentCallback()
    solver.best_bound_callback = watch.found_bound

    def is_over() -> bool:
        search.options.report(
            Progress(number, len(search.built.objectives), goal, watch.incumbent, watch.bound, search.limit.seconds)
        )
        return search.limit.over

    return watched(solver, search.built.decisions.model, is_over, watch)


class _IncumbentCallback(cp_model.CpSolverSolutionCallback):
    """Remembers the value and the lower bound of the objective that is being minimised."""

    def __init__(self) -> None:
        super().__init__()
        self.incumbent: int | None = None
        self.bound: int | None = None

    def on_solution_callback(self) -> None:
        self.incumbent = round(self.objective_value)

    def found_bound(self, bound: float) -> None:
        self.bound = rounded_up(bound)


def warm_start_from_incumbent(search: ExactSearch) -> None:
    """Hint every variable to its value in the incumbent, if there is one, for the next objective to start from."""
    if search.solution is not None and search.hinted is not search.solution:
        hint_solution(search.built.decisions.model, search.solution)
        search.hinted = search.solution


def programme_of(search: ExactSearch) -> Programme:
    """The incumbent as a programme, with the scores of the objectives that are done."""
    assert search.solution is not None
    solution = search.solution
    proven = all(score.proven for score in search.scores) and len(search.scores) == len(search.built.objectives)
    programme = extract(search.built.decisions, lambda literal: solution[literal.index], _provenance(search, proven))
    return programme.model_copy(update={"scores": tuple(search.scores)})


def sound_programme(search: ExactSearch) -> Programme:
    """The incumbent with the scores that the check confirms; an unproven goal may be better than its run noticed."""
    programme = programme_of(search)
    sound = tuple(score for score in programme.scores if search.values.get(score.goal, score.value) == score.value)
    return programme.model_copy(update={"scores": sound})


def _provenance(search: ExactSearch, proven: bool) -> Provenance:
    return Provenance(
        instance=search.problem.instance.name,
        instance_sha256=search.problem.instance.sha256,
        program_version=VERSION,
        ortools_version=version("ortools"),
        settings=search.options.settings,
        status=(Status.PROVEN if proven else Status.BEST_FOUND).value,
        seconds=round(search.limit.seconds, 2),
    )


def _result(search: ExactSearch) -> Result:
    """The result of the search: the incumbent with exact scores, or the reason why there is none."""
    if search.infeasible:
        return _explain_infeasible(search)
    stopped = search.limit.stop.is_set()
    if search.solution is None:
        if search.objections:
            return Result(Status.REJECTED, None, search.limit.seconds, objections=search.objections)
        return Result(Status.STOPPED if stopped else Status.NO_ANSWER, None, search.limit.seconds)
    if not (len(search.scores) == len(search.built.objectives) and all(score.proven for score in search.scores)):
        _score_exactly(search)
    programme = programme_of(search)
    if programme.proven:
        return Result(Status.PROVEN, programme, search.limit.seconds)
    status = Status.STOPPED if stopped else Status.BEST_FOUND
    return Result(status, programme, search.limit.seconds, objections=search.objections)


def _explain_infeasible(search: ExactSearch) -> Result:
    """The result without a programme: infeasible only if a conflict, or a second solve, confirms it."""
    if search.problem.constrain or search.problem.prepared:
        return Result(
            Status.INFEASIBLE if _confirm_infeasible(search) else Status.NO_ANSWER, None, search.limit.seconds
        )

    def report(sentence: str) -> None:
        search.options.report(Progress(0, 1, sentence, None, None, search.limit.seconds))

    infeasibility = find_infeasibility(search.built.prepared, search.limit.stop, search.problem.firm, report)
    if infeasibility is None:
        return Result(Status.STOPPED if search.limit.stop.is_set() else Status.NO_ANSWER, None, search.limit.seconds)
    return Result(Status.INFEASIBLE, None, search.limit.seconds, infeasibility)


def _confirm_infeasible(search: ExactSearch) -> bool:
    """Whether a solve with other parameters also finds the model infeasible."""
    model = search.built.decisions.model
    model.clear_objective()  # type: ignore[no-untyped-call]
    solver = confirming_solver(PROBE_SECONDS, search.options.seed)
    return run(solver, model, search.limit.stop) == cp_model.INFEASIBLE


def _score_exactly(search: ExactSearch) -> None:
    """Give every objective its value in the incumbent, evaluated by the model; where the check differs, it decides."""
    evaluated = _evaluated(search)
    earlier = {score.goal: score for score in search.scores}
    search.scores = []
    for objective in search.built.objectives:
        goal = objective.goal
        value = evaluated.get(goal)
        recomputed = search.values.get(goal, value)
        if value is not None and value == recomputed:
            search.scores.append(_exact_score(goal, value, earlier.get(goal)))
        elif recomputed is not None:
            search.objections += (disagreement(goal, value, recomputed),)
            search.scores.append(Score.of(goal, recomputed))


def _evaluated(search: ExactSearch) -> dict[str, int]:
    """The incumbent's objective values by the model: fix the decisions, minimise over the others.

    Empty where the model has no solution with these decisions.
    """
    assert search.solution is not None
    decisions = search.built.decisions
    for literal in (*decisions.placed.values(), *decisions.takes_part.values(), *decisions.granted.values()):
        decisions.model.add(literal == search.solution[literal.index])
    decisions.model.minimize(sum(objective.expression for objective in search.built.objectives))
    solver = evaluation_solver()
    if solver.solve(decisions.model) != cp_model.OPTIMAL:
        return {}
    return {objective.goal: round(solver.value(objective.expression)) for objective in search.built.objectives}


def _exact_score(goal: str, value: int, earlier: Score | None) -> Score:
    """The score of an objective's exact value with its known lower bound; 0 is always proven."""
    if value == 0 or earlier is None:
        return Score.of(goal, value, earlier.seconds if earlier else 0.0)
    bound = None if earlier.bound is None else min(value, earlier.bound)
    return earlier.model_copy(update={"value": value, "bound": bound})
