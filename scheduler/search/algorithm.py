"""The choice of the algorithm, and the one entry to all of them."""

from __future__ import annotations

import time
from dataclasses import replace
from enum import Enum

from scheduler.core.instance import Instance
from scheduler.search.exact import solve_exactly
from scheduler.search.large import is_large, search_large_programme
from scheduler.search.layers import in_layers, solve_in_layers
from scheduler.search.options import SearchOptions, SearchProblem
from scheduler.search.result import Result


class Algorithm(Enum):
    """How a problem is solved; the value is the reason, as a sentence."""

    EXACT = "One model decides everything, objective by objective."
    LAYERS = "The policy wants one layer first, and the other around it."
    LARGE = "Too many candidate placements for one model: annealing, large neighbourhood search and bounds."


def choose_algorithm(problem: SearchProblem, options: SearchOptions) -> Algorithm:
    """Choose by the terms of the problem and by its size.

    Further terms, and reproducible searches of any size, need the one model of all decisions.
    """
    if not problem.is_plain:
        return Algorithm.EXACT
    if in_layers(problem.instance) and options.warm_start is None:
        return Algorithm.LAYERS
    if is_large(problem.instance) and not options.reproducible:
        return Algorithm.LARGE
    return Algorithm.EXACT


def solve(problem: SearchProblem | Instance, options: SearchOptions | None = None) -> Result:
    """Minimise the policy's goals lexicographically; the result has the best programme found and its lower bounds."""
    if isinstance(problem, Instance):
        problem = SearchProblem(problem)
    options = options or SearchOptions()
    algorithm = choose_algorithm(problem, options)
    if algorithm is Algorithm.EXACT:
        return solve_exactly(problem, options)

    def solve_part(instance: Instance, seconds: float | None) -> Result:
        return solve(instance, replace(options, seconds=seconds, warm_start=None, on_programme=None))

    if algorithm is Algorithm.LAYERS:
        return solve_in_layers(problem.instance, solve_part, options.seconds)
    return search_large_programme(
        problem.instance,
        options.settings,
        solve_part,
        options.report,
        options.report_programme,
        options.stop,
        time.monotonic(),
        options.warm_start,
    )
