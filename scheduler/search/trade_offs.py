"""The Pareto front of two goals."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.model.build import BuiltModel, Objective, build_rules
from scheduler.model.objectives import GOALS
from scheduler.model.prepare import prepare
from scheduler.search.exact import ExactSearch, minimise_objective, programme_of
from scheduler.search.options import SearchOptions, SearchProblem
from scheduler.search.solver_run import Limit


@dataclass(frozen=True)
class TradeOffPair:
    """A point of the front: a programme with its values of the two goals.

    `y_at_best`: the smallest `y` not ruled out for this `x`.
    """

    programme: Programme
    x: int
    y: int
    y_at_best: int
    proven: bool


@dataclass(frozen=True)
class Front:
    """The points by falling `x`; `complete`: proven that there are no others."""

    pairs: tuple[TradeOffPair, ...]
    complete: bool


def front(instance: Instance, x_goal: str, y_goal: str, options: SearchOptions) -> Front:
    """Compute the front by minimising `y` under ever smaller caps on `x` (epsilon-constraint method).

    The options' `seconds` limit the total wall time; points found by then are returned. A point that the independent
    check rejects ends the front, which is then incomplete.
    """
    limit = Limit(time.monotonic(), options.seconds, options.stop)
    pairs: list[TradeOffPair] = []
    while True:
        x_at_most = pairs[-1].x - 1 if pairs else None
        search = _search(instance, x_goal, y_goal, x_at_most, options, limit)
        pair = _pair(search)
        if pair is None:
            break
        pairs.append(pair)
    if search.infeasible:
        # Completeness needs a second run with another seed and other parameters.
        other_options = replace(options, reproducible=True, seed=options.seed + 1)
        search = _search(instance, x_goal, y_goal, x_at_most, other_options, limit)
        _pair(search)
    return Front(tuple(pairs), search.infeasible)


def _search(
    instance: Instance,
    x_goal: str,
    y_goal: str,
    x_at_most: int | None,
    options: SearchOptions,
    limit: Limit,
) -> ExactSearch:
    """An exact search that minimises `y`, then `x`, with `x` capped."""
    decisions = build_rules(prepare(instance))
    x, y = GOALS[x_goal](decisions), GOALS[y_goal](decisions)
    if x_at_most is not None:
        decisions.model.add(x <= x_at_most)
    return ExactSearch(
        built=BuiltModel(decisions.prepared, decisions, (Objective(y_goal, y), Objective(x_goal, x))),
        problem=SearchProblem(instance),
        options=options,
        limit=limit,
        caps={} if x_at_most is None else {x_goal: x_at_most},
    )


def _pair(search: ExactSearch) -> TradeOffPair | None:
    """The next point; None if there is none, or the search ended before it was found."""
    if not all(
        minimise_objective(search, number, objective) for number, objective in enumerate(search.built.objectives)
    ):
        return None
    y, x = search.scores
    return TradeOffPair(programme_of(search), x.value, y.value, y.bound or 0, y.proven and x.proven)
