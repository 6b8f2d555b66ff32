"""What must be borne at the least where places are filled by patterns: column generation.

Each kind of session has a price, what one more of it costs. At any prices a bound follows: all sessions are paid for,
and no place can earn more than by its cheapest pattern. A linear programme over the patterns found so far finds better
prices, until the bound is as good as it gets. It is much better than that of a model with a decision for each session,
whose relaxation gives every session a bit of each place. (Dantzig and Wolfe 1960; prices are smoothed as Wentges 1997
does.)
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ortools.linear_solver import pywraplp

UNIT = 1000
"""Prices are whole numbers: thousandths of a point."""

SMOOTH = 0.5
"""How much prices keep of the best so far: they swing less, and fewer rounds are needed."""

DEARER = 1.5
"""So many times more it costs to be short of sessions if a quota still is."""

CLOSE = 1e-6

Amounts = tuple[tuple[int, int], ...]
"""Kinds of sessions, and how many of each."""


@dataclass(frozen=True)
class Pattern:
    """How many sessions of each kind; what that costs, in points; and less their prices, in thousandths."""

    amounts: Amounts
    cost: int
    evaluate: int


@dataclass(frozen=True)
class Quota:
    """At least so many sessions of these kinds take place; to be one short costs so many points at first."""

    kinds: tuple[int, ...]
    number: int
    of_hosts: bool
    short: float


Place = TypeVar("Place", bound=Hashable)

Cheapest = Callable[[Place, Mapping[int, int], Callable[[], bool]], Pattern | None]
"""The cheapest pattern of a place at a price for each kind; None if it is over before that is found."""


class Master:
    """The linear programme: how often each place has each pattern, so that all quotas are met at the least cost."""

    def __init__(self, quotas: Sequence[Quota], places: Counter[Hashable], left_out: int) -> None:
        self.needed = quotas
        self.known: set[tuple[Hashable, Amounts]] = set()
        solver = self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.quotas = [solver.Constraint(quota.number, solver.infinity()) for quota in quotas]
        self.filled = {place: solver.Constraint(number, number) for place, number in places.items()}
        may_be_left_out = solver.Constraint(-solver.infinity(), left_out)
        self.short = []
        for quota, row in zip(quotas, self.quotas, strict=True):
            self.short.append(self._column(quota.short, {row: 1}))
            if quota.of_hosts and left_out:
                self._column(0, {row: 1, may_be_left_out: 1})
        for place in places:
            self.add(place, Pattern((), 0, 0))

    def _column(self, cost: float, coefficients: Mapping[Any, int]) -> Any:
        column = self.solver.NumVar(0, self.solver.infinity(), "")
        self.solver.Objective().SetCoefficient(column, cost)
        for row, coefficient in coefficients.items():
            row.SetCoefficient(column, coefficient)
        return column

    def add(self, place: Hashable, pattern: Pattern) -> None:
        """One more pattern to choose from."""
        if (place, pattern.amounts) in self.known:
            return
        self.known.add((place, pattern.amounts))
        amounts = dict(pattern.amounts)
        numbers = (sum(amounts.get(kind, 0) for kind in quota.kinds) for quota in self.needed)
        rows = {row: number for row, number in zip(self.quotas, numbers, strict=True) if number}
        self._column(pattern.cost, {self.filled[place]: 1, **rows})

    def solve(self) -> tuple[float, list[float], bool] | None:
        """The least cost with the patterns so far, the price of each quota, and whether one is short.

        None where it cannot be solved, for numbers that differ too much.
        """
        if all(self.solver.Solve(ways) != pywraplp.Solver.OPTIMAL for ways in _ways_to_solve()):
            return None
        prices = [max(0.0, row.dual_value()) for row in self.quotas]
        short = sum(column.solution_value() for column in self.short) > CLOSE
        return self.solver.Objective().Value(), prices, short

    def make_dearer(self) -> None:
        """Being short must cost more than any session does."""
        objective = self.solver.Objective()
        for column in self.short:
            objective.SetCoefficient(column, DEARER * objective.GetCoefficient(column))


def _ways_to_solve() -> Iterator[Any]:
    """From the last solution; from the beginning; by the dual simplex method. One may fail where another does not."""
    parameters = pywraplp.MPSolverParameters()
    yield parameters
    parameters.SetIntegerParam(parameters.INCREMENTALITY, parameters.INCREMENTALITY_OFF)
    yield parameters
    parameters.SetIntegerParam(parameters.LP_ALGORITHM, parameters.DUAL)
    yield parameters


def least_cost(
    quotas: Sequence[Quota],
    places: Counter[Place],
    left_out: int,
    cheapest: Cheapest[Place],
    seconds: float,
    is_over: Callable[[], bool],
) -> tuple[int, bool]:
    """What must be borne at the least, if so many host sessions may be left out, in points.

    Also whether this was found out to the end, as far as prices can tell.
    """
    until = time.monotonic() + seconds
    master = Master(quotas, Counter[Hashable](places), left_out)
    best: float = -math.inf
    smooth = [round(UNIT * quota.short / 2) for quota in quotas]
    while True:
        solved = master.solve()
        if solved is None:
            return _points(best), False
        cost, exact, short = solved
        asked = [round(SMOOTH * old + (1 - SMOOTH) * UNIT * new) for old, new in zip(smooth, exact, strict=True)]
        prices = Counter({kind: price for quota, price in zip(quotas, asked, strict=True) for kind in quota.kinds})
        bound = _bound(quotas, left_out, asked)
        for place, number in places.items():
            pattern = cheapest(place, prices, lambda: is_over() or time.monotonic() > until)
            if pattern is None:
                return _points(best), False
            master.add(place, pattern)
            bound += number * pattern.evaluate
        if bound > best:
            best, smooth = bound, asked
        if _points(best) >= cost - CLOSE:
            if not short:
                return _points(best), True
            master.make_dearer()


def _bound(quotas: Sequence[Quota], left_out: int, asked: Sequence[int]) -> int:
    """What is paid for all quotas, but for what may be left out, in thousandths."""
    dearest = max((price for price, quota in zip(asked, quotas, strict=True) if quota.of_hosts), default=0)
    return sum(price * quota.number for price, quota in zip(asked, quotas, strict=True)) - left_out * dearest


def _points(thousandths: float) -> int:
    return math.ceil(max(0.0, thousandths) / UNIT)
