"""A search for a whole programme under way: the best so far, what its goals are worth, what is known of the best."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version

from ortools.sat.python import cp_model

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Provenance, Score, Settings
from scheduler.core.version import VERSION
from scheduler.model.assignment import Assignment, programme_of
from scheduler.model.assignment import standing as standing_of
from scheduler.model.prepare import Prepared
from scheduler.model.variables import Expression
from scheduler.search.large.minimise import Solved, minimise
from scheduler.search.large.restricted_model import Neighbourhood, fix_outside, model_of
from scheduler.search.result import Progress, Result, Status
from scheduler.search.solver_run import Limit

LEFT_OUT, PARALLELS, DISCOMFORT = "host_sessions_left_out", "same_theme_in_parallel", "discomfort"

SESSIONS = 350
"""The size of a programme is told in so many sessions that can be decided: larger ones have more time."""

FEW, MANY, VERY_MANY = 0.5, 0.9, 1.5
"""Sizes: what one model places at once in rooms chosen for themes soon, just so, and what is far too much for it."""

ON_THE_BOARD = (PARALLELS, DISCOMFORT)
"""The goals that a sketch betters, in either order."""

EVALUATION_SECONDS, REPAIR_SECONDS = 60.0, 5.0

Values = dict[str, int]
"""The value of each goal."""


def evaluate(prepared: Prepared, standing: Assignment, goals: tuple[str, ...]) -> Values | None:
    """What each goal is worth where everything stands so; None if that breaks a rule."""
    model = model_of(fix_outside(prepared, standing, Neighbourhood()), goals)
    for literal in (*model.decisions.place.values(), *model.decisions.takes_part.values()):
        model.decisions.model.add(literal == 1)
    total = sum(tier.expression for tier in model.tiers)
    solved = minimise(model.decisions.model, total, EVALUATION_SECONDS, 1, 0, lambda: False)
    return {tier.goal: solved.evaluate(tier.expression) for tier in model.tiers} if solved and solved.optimal else None


@dataclass(frozen=True)
class Bound:
    """No programme is better than `value` in a goal if it is no worse in others than `caps` say."""

    value: int
    caps: Values


@dataclass
class LargeSearch:
    """A search under way. `prepared` lets sessions be left out, whatever the policy says."""

    instance: Instance
    goals: tuple[str, ...]
    prepared: Prepared
    settings: Settings
    on_progress: Callable[[Progress], None]
    on_programme: Callable[[Programme], None]
    limit: Limit
    best: Assignment | None = None
    values: Values = field(default_factory=dict)
    bounds: dict[str, Bound] = field(default_factory=dict)

    @cached_property
    def size(self) -> float:
        """Sessions that can be decided, in SESSIONS."""
        return sum(1 for _ in self.prepared.decided) / SESSIONS

    @property
    def complete(self) -> bool:
        """Whether there is a programme that may be handed on."""
        may = self.instance.policy.host_sessions_may_be_left_out
        return self.best is not None and (may or self.values[LEFT_OUT] == 0)

    def settled(self, goal: str) -> bool:
        """Whether no programme can be better in this goal and no worse in those before."""
        bound = self.bound(goal)
        return bound is not None and goal in self.values and self.values[goal] <= bound

    def bound(self, goal: str) -> int | None:
        """What no programme can be better than in a goal that is no worse in those before than the best so far."""
        known = self.bounds.get(goal)
        if known is None or any(self.values.get(name, cap + 1) > cap for name, cap in known.caps.items()):
            return None
        return min(known.value, self.values[goal]) if goal in self.values else known.value

    def before(self, goal: str) -> tuple[str, ...]:
        """The goals that come before one; none before one that the policy does not have."""
        return self.goals[: self.goals.index(goal)] if goal in self.goals else ()

    def is_later(self, goal: str) -> bool:
        """Whether it is the later one of the two goals that a sketch sees."""
        return goal in ON_THE_BOARD and not set(ON_THE_BOARD).isdisjoint(self.before(goal))

    def caps(self) -> Values:
        """What is left out by now, and the goals before parallels: what bounds are found for."""
        return {goal: self.values[goal] for goal in (LEFT_OUT, *self.before(PARALLELS))}

    def learn(self, goal: str, bound: Bound) -> None:
        """Keep a bound if it is better than what is known."""
        before = self.bound(goal)
        if bound.value > 0 and (before is None or bound.value > before):
            self.bounds[goal] = bound

    def offer(self, standing: Assignment) -> bool:
        """Take a programme over if it is better than the best so far; exactly what its goals are worth is found out."""
        values = self.evaluate(standing)
        return values is not None and self.take(standing, values)

    def offer_sketch(self, sketch: Assignment) -> bool:
        """The same for one that may break a rule: what does so is taken out."""
        values = self.evaluate(sketch)
        if values is not None:
            return self.take(sketch, values)
        repaired = self.repaired(sketch)
        return repaired is not None and self.offer(repaired)

    def take(self, standing: Assignment, values: Values) -> bool:
        """The same where it is known what its goals are worth."""
        better = self.best is None or self._vector(values) < self._vector(self.values)
        if better:
            self.best, self.values = standing, values
            if self.complete:
                self.on_programme(self.programme())
        return better

    def _vector(self, values: Values) -> tuple[int, ...]:
        return tuple(values[goal] for goal in self.goals)

    def evaluate(self, standing: Assignment) -> Values | None:
        """The goals' values; None if a rule is broken."""
        return evaluate(self.prepared, standing, self.goals)

    def repaired(self, sketch: Assignment) -> Assignment | None:
        """The same without what breaks rules: as little as can be is left out, and refused."""
        model = model_of(fix_outside(self.prepared, sketch, Neighbourhood()), self.goals)
        found: Solved | None = None
        for tier in model.tiers:
            solved = self.minimise(model.decisions.model, tier.expression, REPAIR_SECONDS, tier.goal)
            if solved is None:
                break
            found = solved
            model.decisions.model.add(tier.expression <= solved.evaluate(tier.expression))
            model.hint(solved)
        return standing_of(model.decisions, found.value) if found else None

    def minimise(self, model: cp_model.CpModel, expression: Expression, seconds: float, goal: str) -> Solved | None:
        """The best solution found in so many seconds, telling how far the search for a goal is."""

        def is_over() -> bool:
            self.tell(goal)
            return self.limit.over

        allowed = min(seconds, self.limit.seconds_left)
        return minimise(model, expression, allowed, self.settings.workers, self.settings.seed, is_over)

    def tell(self, goal: str) -> None:
        """Show how far the search is."""
        value, bound = self.values.get(goal), self.bound(goal) if self.best else None
        tier = self.goals.index(goal)
        self.on_progress(Progress(tier, len(self.goals), goal, value, bound, self.limit.seconds, self.settled(goal)))

    def scores(self) -> tuple[Score, ...]:
        """What each goal is worth, and what is known of its best value."""
        goals = [goal for goal in self.goals if goal != LEFT_OUT or goal in self.instance.policy.order]
        return tuple(
            Score(goal=goal, value=self.values[goal], bound=self.bound(goal), proven=self.settled(goal))
            for goal in goals
        )

    def programme(self) -> Programme:
        """The best programme so far."""
        assert self.best is not None
        provenance = Provenance(
            instance=self.instance.name,
            instance_sha256=self.instance.sha256,
            program_version=VERSION,
            ortools_version=version("ortools"),
            settings=self.settings,
            status=(Status.PROVEN if all(map(self.settled, self.goals)) else Status.BEST_FOUND).value,
            seconds=round(self.limit.seconds, 2),
        )
        programme = programme_of(self.prepared, self.best, provenance)
        return programme.model_copy(update={"scores": self.scores()})

    def _incomplete(self) -> Result:
        """Why there is no programme: some sessions found no place, if it is so proven that not all can."""
        placed = self.best.where if self.best else {}
        left_out = tuple(s.id for s in self.prepared.decided if s.host and s.id not in placed)
        bound = self.bounds.get(LEFT_OUT)
        if bound and not bound.caps and bound.value > 0:
            return Result(Status.INFEASIBLE, None, self.limit.seconds, left_out=left_out)
        status = Status.STOPPED if self.limit.stop.is_set() else Status.NO_ANSWER
        return Result(status, None, self.limit.seconds, left_out=left_out if self.best else ())

    def result(self) -> Result:
        """What the search brought."""
        if not self.complete:
            return self._incomplete()
        programme = self.programme()
        if programme.proven:
            return Result(Status.PROVEN, programme, self.limit.seconds)
        return Result(Status.STOPPED if self.limit.stop.is_set() else Status.BEST_FOUND, programme, self.limit.seconds)
