"""The state of a large search: the incumbent with its objective values, and the lower bounds known.

The verifier decides: an assignment becomes the incumbent only if its objective values are better in lexicographic order
and `scheduler.verify` finds no broken rule and the same values.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version

from ortools.sat.python import cp_model

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Provenance, Score, Settings
from scheduler.core.version import VERSION
from scheduler.model.assignment import Assignment, assignment_in, programme_of
from scheduler.model.assignment import assignment_of as assignment_of
from scheduler.model.prepare import Prepared
from scheduler.model.variables import Expression
from scheduler.search.large.minimise import Solution, minimise
from scheduler.search.large.restricted_model import (
    Neighbourhood,
    fix_outside,
    pinned_neighbourhood,
    restricted_model,
)
from scheduler.search.result import Progress, Result, Status, disagreement
from scheduler.search.solver_run import Limit
from scheduler.verify import check

log = logging.getLogger(__name__)

LEFT_OUT, PARALLELS, INCONVENIENCE = "host_sessions_left_out", "same_theme_in_parallel", "inconvenience"

REFERENCE_SESSIONS = 350
"""Unit of a programme's size, in sessions with a choice of placements; times of the search are per unit of size."""

SMALL, LARGE, HUGE = 0.5, 0.9, 1.5
"""Sizes up to which one model with rooms chosen for themes is solved early or at all; beyond the last never."""

PLACEMENT_GOALS_IN_LOCAL_SEARCH = (PARALLELS, INCONVENIENCE)
"""The goals that the local search minimises, in the policy's order."""

EVALUATION_SECONDS, REPAIR_SECONDS = 60.0, 5.0
"""Time limit of the model run that evaluates an assignment, and of each goal's run that repairs one."""

ObjectiveValues = dict[str, int]
"""The value of each goal."""


def evaluate(prepared: Prepared, assignment: Assignment, goals: tuple[str, ...]) -> ObjectiveValues | None:
    """Objective values of an assignment, by the model with everything fixed; None if it breaks a rule."""
    model = restricted_model(fix_outside(prepared, assignment, Neighbourhood()), goals)
    for literal in (*model.decisions.placed.values(), *model.decisions.takes_part.values()):
        model.decisions.model.add(literal == 1)
    total = sum(objective.expression for objective in model.objectives)
    solution = minimise(model.decisions.model, total, EVALUATION_SECONDS, 1, 0, lambda: False)
    if solution is None or not solution.optimal:
        return None
    return {objective.goal: solution.evaluate(objective.expression) for objective in model.objectives}


@dataclass(frozen=True)
class ConditionalBound:
    """A lower bound on a goal that holds for all programmes whose other goals do not exceed `caps`."""

    value: int
    caps: ObjectiveValues

    def holds(self, values: ObjectiveValues) -> bool:
        """Whether it holds for programmes no worse than these values; not while one of the caps has no value."""
        return all(name in values and values[name] <= cap for name, cap in self.caps.items())


def _conditional_bounds(programme: Programme) -> dict[str, ConditionalBound]:
    """The bounds of a programme's scores, each for programmes no worse in the goals before."""
    bounds: dict[str, ConditionalBound] = {}
    caps: ObjectiveValues = {}
    for score in programme.scores:
        if score.bound is not None and 0 < score.bound <= score.value:
            bounds[score.goal] = ConditionalBound(score.bound, dict(caps))
        caps[score.goal] = score.value
    return bounds


@dataclass
class LargeSearch:
    """A search under way.

    `prepared` is that of the elastic relaxation: sessions may be left out whatever the policy says. `values` are the
    objective values of the incumbent. `bounds_before` are those that an earlier search has proven. `rejections` counts
    the assignments that the verifier did not accept; `objections` are its sentences on the first of them.
    """

    instance: Instance
    goals: tuple[str, ...]
    prepared: Prepared
    settings: Settings
    on_progress: Callable[[Progress], None]
    on_programme: Callable[[Programme], None]
    limit: Limit
    incumbent: Assignment | None = None
    values: ObjectiveValues = field(default_factory=dict)
    bounds: dict[str, ConditionalBound] = field(default_factory=dict)
    bounds_before: dict[str, ConditionalBound] = field(default_factory=dict)
    rejections: int = 0
    objections: tuple[str, ...] = ()

    @cached_property
    def size(self) -> float:
        """Sessions with a choice of placements, in units of REFERENCE_SESSIONS."""
        return sum(1 for _ in self.prepared.decided) / REFERENCE_SESSIONS

    @property
    def has_programme(self) -> bool:
        """Whether the incumbent is a programme for the instance itself: nothing left out, or the policy allows it."""
        return self.incumbent is not None and self._is_feasible(self.values)

    def _is_feasible(self, values: ObjectiveValues) -> bool:
        return self.instance.policy.host_sessions_may_be_left_out or values[LEFT_OUT] == 0

    def settled(self, goal: str) -> bool:
        """Whether the incumbent's value of a goal is proven optimal, given its values of the goals before."""
        bound = self.bound(goal)
        return bound is not None and goal in self.values and self.values[goal] <= bound

    def bound(self, goal: str) -> int | None:
        """Lower bound on a goal for programmes no worse in the goals before than the incumbent; None if unknown."""
        if self.values.get(goal) == 0:
            return 0
        known = (bounds[goal] for bounds in (self.bounds, self.bounds_before) if goal in bounds)
        best = max((bound.value for bound in known if bound.holds(self.values)), default=None)
        return best if best is None else min(best, self.values.get(goal, best))

    def earlier_goals(self, goal: str) -> tuple[str, ...]:
        """The goals before one in lexicographic order; none if the policy does not have it."""
        return self.goals[: self.goals.index(goal)] if goal in self.goals else ()

    def is_second_placement_goal(self, goal: str) -> bool:
        """Whether a goal is the later one of the two that the local search minimises."""
        two = PLACEMENT_GOALS_IN_LOCAL_SEARCH
        return goal in two and not set(two).isdisjoint(self.earlier_goals(goal))

    def caps(self) -> ObjectiveValues:
        """The incumbent's values of sessions left out and of the goals before parallels: caps for new bounds."""
        return {goal: self.values[goal] for goal in (LEFT_OUT, *self.earlier_goals(PARALLELS))}

    def update_bound(self, goal: str, bound: ConditionalBound) -> None:
        """Store a bound if it is higher than the one known."""
        before = self.bound(goal)
        if bound.value > 0 and (before is None or bound.value > before):
            self.bounds[goal] = bound

    def resume(self, programme: Programme) -> bool:
        """Make the programme of an earlier search the incumbent, with the bounds that were proven for it.

        The bounds hold for this instance alone, and as this version of the program counts goals: else they are dropped.
        Returns whether the programme became the incumbent.
        """
        here = programme.provenance.instance_sha256, programme.provenance.program_version
        if here == (self.instance.sha256, VERSION):
            self.bounds_before = _conditional_bounds(programme)
        accepted = self.propose(assignment_in(self.prepared, programme))
        if any(self.values.get(score.goal) != score.value for score in programme.scores):
            self.bounds_before = {}
        return accepted

    def propose(self, assignment: Assignment) -> bool:
        """Evaluate an assignment and make it the incumbent if it is better; returns whether it did."""
        values = self.evaluate(assignment)
        return values is not None and self.accept(assignment, values)

    def propose_with_repair(self, assignment: Assignment) -> bool:
        """Propose an assignment that may break rules; if it does, propose its repair."""
        values = self.evaluate(assignment)
        if values is not None:
            return self.accept(assignment, values)
        repaired = self.repair(assignment)
        return repaired is not None and self.propose(repaired)

    def accept(self, assignment: Assignment, values: ObjectiveValues) -> bool:
        """Make an evaluated assignment the incumbent if it is better and the verifier accepts it."""
        if self.incumbent is not None and self._vector(values) >= self._vector(self.values):
            return False
        objections = self._objections(assignment, values)
        if objections:
            log.warning("A found programme fails the independent check and is not used: %s", objections[0])
            self.rejections += 1
            self.objections = self.objections or objections
            return False
        self.incumbent, self.values = assignment, values
        if self.has_programme:
            self.on_programme(self.programme())
        return True

    def _objections(self, assignment: Assignment, values: ObjectiveValues) -> tuple[str, ...]:
        """The rules that the verifier finds broken, and the objective values that it counts otherwise."""
        instance = self.instance if self._is_feasible(values) else self.prepared.instance
        verdict = check(instance, programme_of(self.prepared, assignment, self._provenance(Status.BEST_FOUND)))
        broken = [f"{violation.topic}: {violation.sentence}" for violation in verdict.violations]
        recomputed = {goal: verdict.scores.get(goal) for goal in values}
        differing = [
            disagreement(goal, values[goal], found) for goal, found in recomputed.items() if found != values[goal]
        ]
        return (*broken, *differing)

    def _vector(self, values: ObjectiveValues) -> tuple[int, ...]:
        """Objective values in lexicographic order."""
        return tuple(values[goal] for goal in self.goals)

    def evaluate(self, assignment: Assignment) -> ObjectiveValues | None:
        """Objective values; None if a rule is broken."""
        return evaluate(self.prepared, assignment, self.goals)

    def repair(self, assignment: Assignment) -> Assignment | None:
        """Remove what breaks rules: leave out sessions and refuse requests, as few as possible by the goals' order.

        What pins demand is decided anew, since it can be neither left out nor refused.
        """
        pinned = pinned_neighbourhood(self.prepared)
        model = restricted_model(fix_outside(self.prepared, assignment, pinned), self.goals)
        found: Solution | None = None
        for objective in model.objectives:
            solution = self.minimise(model.decisions.model, objective.expression, REPAIR_SECONDS, objective.goal)
            if solution is None:
                break
            found = solution
            model.decisions.model.add(objective.expression <= solution.evaluate(objective.expression))
            model.start_from(solution)
        return assignment_of(model.decisions, found.value) if found else None

    def minimise(self, model: cp_model.CpModel, expression: Expression, seconds: float, goal: str) -> Solution | None:
        """Minimise within `seconds` and the search's limit, and report progress on `goal` meanwhile."""

        def is_over() -> bool:
            self.report(goal)
            return self.limit.over

        allowed = min(seconds, self.limit.seconds_left)
        return minimise(model, expression, allowed, self.settings.workers, self.settings.seed, is_over)

    def report(self, goal: str) -> None:
        """Report progress on a goal."""
        value, bound = self.values.get(goal), self.bound(goal) if self.incumbent else None
        number = self.goals.index(goal)
        self.on_progress(Progress(number, len(self.goals), goal, value, bound, self.limit.seconds, self.settled(goal)))

    def scores(self) -> tuple[Score, ...]:
        """Value, bound and proof of each goal of the policy."""
        goals = [goal for goal in self.goals if goal != LEFT_OUT or goal in self.instance.policy.order]
        return tuple(
            Score(goal=goal, value=self.values[goal], bound=self.bound(goal), proven=self.settled(goal))
            for goal in goals
        )

    def programme(self) -> Programme:
        """The incumbent as a programme, with its scores."""
        assert self.incumbent is not None
        status = Status.PROVEN if all(map(self.settled, self.goals)) else Status.BEST_FOUND
        programme = programme_of(self.prepared, self.incumbent, self._provenance(status))
        return programme.model_copy(update={"scores": self.scores()})

    def _provenance(self, status: Status) -> Provenance:
        return Provenance(
            instance=self.instance.name,
            instance_sha256=self.instance.sha256,
            program_version=VERSION,
            ortools_version=version("ortools"),
            settings=self.settings,
            status=status.value,
            seconds=round(self.limit.seconds, 2),
        )

    def result(self) -> Result:
        """The result of the search so far."""
        if not self.has_programme:
            return self._without_programme()
        programme = self.programme()
        status = Status.STOPPED if self.limit.stop.is_set() else Status.BEST_FOUND
        status = Status.PROVEN if programme.proven else status
        return Result(status, programme, self.limit.seconds, objections=self.objections)

    def _without_programme(self) -> Result:
        """Result without a programme: infeasible if it is proven that sessions must be left out, else unknown.

        What the verifier rejected is reported before a stop or the end of the time: it may have been a programme.
        """
        placed = self.incumbent.placements if self.incumbent else {}
        left_out = tuple(s.id for s in self.prepared.decided if s.host and s.id not in placed)
        bound = self.bounds.get(LEFT_OUT)
        if bound and not bound.caps and bound.value > 0:
            return Result(Status.INFEASIBLE, None, self.limit.seconds, left_out=left_out, objections=self.objections)
        status = Status.STOPPED if self.limit.stop.is_set() else Status.NO_ANSWER
        return Result(
            Status.REJECTED if self.objections else status,
            None,
            self.limit.seconds,
            left_out=left_out if self.incumbent else (),
            objections=self.objections,
        )
