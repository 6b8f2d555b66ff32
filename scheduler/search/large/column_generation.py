"""Column generation (Dantzig and Wolfe 1960) for a covering problem over blocks of time, with a Lagrangian bound.

Master problem (linear relaxation): choose for each block b one column p (how many sessions of each class it has),

    min  Σ_b Σ_p c_p x_bp + Σ_r s_r y_r
    s.t. Σ_b Σ_p a_rp x_bp + y_r (+ z_r) ≥ d_r   for each covering row r        (dual price π_r ≥ 0)
         Σ_p x_bp = n_b                          for each block, n_b times the same
         Σ_r z_r ≤ L                             sessions of the host programme that may be left out

with slack y_r at cost s_r. Pricing problem of a block: the column of least reduced cost c_p - Σ_r π_r a_rp. At any
prices, Σ_r π_r d_r - L max_r π_r + Σ_b n_b min_p (c_p - Σ_r π_r a_rp) is a lower bound (Lagrangian relaxation); it is
far stronger than the relaxation with a variable for each session and time. Prices are smoothed (Wentges 1997).
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ortools.linear_solver import pywraplp

PRICE_SCALE = 1000
"""Prices and reduced costs are integers, in thousandths of a point: the bound is then exact."""

SMOOTHING = 0.5
"""Weight of the best prices so far in the next prices: damps their oscillation (Wentges 1997)."""

SLACK_COST_GROWTH = 1.5
"""Factor of the cost of slack where an optimal master solution still has some."""

TOLERANCE = 1e-6

ClassCounts = tuple[tuple[int, int], ...]
"""Session classes by number, and how many sessions of each."""


@dataclass(frozen=True)
class BlockColumn:
    """A column of a block: sessions of each class, its cost in points, and its reduced cost in thousandths."""

    counts: ClassCounts
    cost: int
    reduced_cost: int


@dataclass(frozen=True)
class CoveringRow:
    """Covering row with slack: at least `demand` sessions of `classes`; `slack_cost` in points for each one short."""

    classes: tuple[int, ...]
    demand: int
    of_hosts: bool
    slack_cost: float


BlockT = TypeVar("BlockT", bound=Hashable)

Pricing = Callable[[BlockT, Mapping[int, int], Callable[[], bool]], BlockColumn | None]
"""Solves the pricing problem of a block at a price for each class; None if stopped before that."""


class MasterProblem:
    """The restricted master problem: the linear programme over the columns generated so far."""

    def __init__(self, rows: Sequence[CoveringRow], blocks: Counter[Hashable], left_out: int) -> None:
        self.rows = rows
        self.known: set[tuple[Hashable, ClassCounts]] = set()
        solver = self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.covering = [solver.Constraint(row.demand, solver.infinity()) for row in rows]
        self.convexity = {block: solver.Constraint(number, number) for block, number in blocks.items()}
        may_be_left_out = solver.Constraint(-solver.infinity(), left_out)
        self.slacks = []
        for row, constraint in zip(rows, self.covering, strict=True):
            self.slacks.append(self._variable(row.slack_cost, {constraint: 1}))
            if row.of_hosts and left_out:
                self._variable(0, {constraint: 1, may_be_left_out: 1})
        for block in blocks:
            self.add(block, BlockColumn((), 0, 0))

    def _variable(self, cost: float, coefficients: Mapping[Any, int]) -> Any:
        variable = self.solver.NumVar(0, self.solver.infinity(), "")
        self.solver.Objective().SetCoefficient(variable, cost)
        for constraint, coefficient in coefficients.items():
            constraint.SetCoefficient(variable, coefficient)
        return variable

    def add(self, block: Hashable, column: BlockColumn) -> None:
        """Add a column of a block, unless it is there already."""
        if (block, column.counts) in self.known:
            return
        self.known.add((block, column.counts))
        counts = dict(column.counts)
        numbers = (sum(counts.get(one, 0) for one in row.classes) for row in self.rows)
        covered = {row: number for row, number in zip(self.covering, numbers, strict=True) if number}
        self._variable(column.cost, {self.convexity[block]: 1, **covered})

    def solve(self) -> tuple[float, list[float], bool] | None:
        """Least cost over the columns so far, the dual price of each covering row, and whether slack is used.

        None where the linear programme cannot be solved for numerical reasons.
        """
        if all(self.solver.Solve(parameters) != pywraplp.Solver.OPTIMAL for parameters in _parameters_to_try()):
            return None
        prices = [max(0.0, row.dual_value()) for row in self.covering]
        has_slack = sum(variable.solution_value() for variable in self.slacks) > TOLERANCE
        return self.solver.Objective().Value(), prices, has_slack

    def raise_slack_costs(self) -> None:
        """Multiply the costs of slack: they must exceed the marginal cost of any session."""
        objective = self.solver.Objective()
        for variable in self.slacks:
            objective.SetCoefficient(variable, SLACK_COST_GROWTH * objective.GetCoefficient(variable))


def _parameters_to_try() -> Iterator[Any]:
    """Primal simplex from the last basis, then from scratch, then dual simplex: one may fail where another does not."""
    parameters = pywraplp.MPSolverParameters()
    yield parameters
    parameters.SetIntegerParam(parameters.INCREMENTALITY, parameters.INCREMENTALITY_OFF)
    yield parameters
    parameters.SetIntegerParam(parameters.LP_ALGORITHM, parameters.DUAL)
    yield parameters


def column_generation_bound(
    rows: Sequence[CoveringRow],
    blocks: Counter[BlockT],
    left_out: int,
    pricing: Pricing[BlockT],
    seconds: float,
    is_over: Callable[[], bool],
) -> tuple[int, bool]:
    """Lower bound in points if at most `left_out` host sessions are left out, and whether it is the best possible.

    The best possible bound of this method is the optimum of the master problem over all columns, rounded up.
    """
    until = time.monotonic() + seconds
    master = MasterProblem(rows, Counter[Hashable](blocks), left_out)
    best: float = -math.inf
    stability_centre = [round(PRICE_SCALE * row.slack_cost / 2) for row in rows]
    while True:
        solved = master.solve()
        if solved is None:
            return _points(best), False
        cost, duals, has_slack = solved
        row_prices = [
            round(SMOOTHING * old + (1 - SMOOTHING) * PRICE_SCALE * new)
            for old, new in zip(stability_centre, duals, strict=True)
        ]
        prices = Counter({one: price for row, price in zip(rows, row_prices, strict=True) for one in row.classes})
        bound = _covering_value(rows, left_out, row_prices)
        for block, number in blocks.items():
            column = pricing(block, prices, lambda: is_over() or time.monotonic() > until)
            if column is None:
                return _points(best), False
            master.add(block, column)
            bound += number * column.reduced_cost
        if bound > best:
            best, stability_centre = bound, row_prices
        if _points(best) >= cost - TOLERANCE:
            if not has_slack:
                return _points(best), True
            master.raise_slack_costs()


def _covering_value(rows: Sequence[CoveringRow], left_out: int, row_prices: Sequence[int]) -> int:
    """Σ_r π_r d_r - L max_r π_r, the maximum over rows of host sessions; in thousandths."""
    dearest = max((price for price, row in zip(row_prices, rows, strict=True) if row.of_hosts), default=0)
    return sum(price * row.demand for price, row in zip(row_prices, rows, strict=True)) - left_out * dearest


def _points(thousandths: float) -> int:
    return math.ceil(max(0.0, thousandths) / PRICE_SCALE)
