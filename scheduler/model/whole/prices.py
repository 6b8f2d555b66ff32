"""What sessions on a theme cost each other at the least: column generation over the patterns of blocks.

Each kind of session has a price, what one more of it costs. At any prices a bound follows: all sessions are paid for,
and no block can earn more by a pattern than by its cheapest. A linear programme over the patterns found so far finds
better prices, until the bound is as good as it gets. It is much better than that of a model with a decision for each
session, whose relaxation gives every session a bit of each stretch. (Dantzig and Wolfe 1960; prices are smoothed as
Wentges 1997 does.)
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Sequence

from ortools.math_opt.python import mathopt

from scheduler.model.whole.kinds import Block, Crowd
from scheduler.model.whole.patterns import UNIT, Pattern, cheapest

SMOOTH = 0.5
"""How much prices keep of the best so far: they swing less, and fewer rounds are needed."""

SHORT, DEARER = 1.5, 1.5
"""What it costs a quota, for each level and one, to be a session short; so many times more if one still is."""

CLOSE = 1e-6


class Master:
    """The linear programme: how often each block has each pattern, so that all quotas are met at the least cost."""

    def __init__(self, crowd: Crowd, left_out: int) -> None:
        self.crowd = crowd
        self.times = Counter(crowd.blocks)
        self.known: set[tuple[Block, Pattern]] = set()
        model = self.model = mathopt.Model()
        self.quotas = [model.add_linear_constraint(lb=quota.number) for quota in crowd.quotas]
        self.filled = {block: model.add_linear_constraint(lb=number, ub=number) for block, number in self.times.items()}
        may_be_left_out = model.add_linear_constraint(ub=left_out)
        self.short = []
        for quota, row in zip(crowd.quotas, self.quotas, strict=True):
            short = self._column(SHORT * (1 + max(crowd.kinds[kind].level for kind in quota.kinds)))
            row.set_coefficient(short, 1)
            self.short.append(short)
            if quota.of_hosts:
                out = self._column(0)
                row.set_coefficient(out, 1)
                may_be_left_out.set_coefficient(out, 1)
        for block in self.times:
            self.add(block, Pattern((), 0, 0))
        self.solver = mathopt.IncrementalSolver(model, mathopt.SolverType.GLOP)

    def _column(self, cost: float) -> mathopt.Variable:
        column = self.model.add_variable(lb=0)
        self.model.objective.set_linear_coefficient(column, cost)
        return column

    def add(self, block: Block, pattern: Pattern) -> None:
        """One more pattern to choose from."""
        if (block, pattern) in self.known:
            return
        self.known.add((block, pattern))
        column, amounts = self._column(pattern.cost), dict(pattern.amounts)
        self.filled[block].set_coefficient(column, 1)
        for quota, row in zip(self.crowd.quotas, self.quotas, strict=True):
            number = sum(amounts.get(kind, 0) for kind in quota.kinds)
            if number:
                row.set_coefficient(column, number)

    def solve(self) -> tuple[float, list[float], bool]:
        """The least cost with the patterns so far, the price of each quota, and whether one is short."""
        solved = self.solver.solve()
        duals = solved.dual_values(self.quotas)
        short = sum(solved.variable_values(self.short)) > CLOSE
        return solved.objective_value(), [max(0.0, dual) for dual in duals], short

    def make_dearer(self) -> None:
        """Being short must cost more than any session does."""
        for column in self.short:
            cost = self.model.objective.get_linear_coefficient(column)
            self.model.objective.set_linear_coefficient(column, DEARER * cost)


def least_parallels(crowd: Crowd, left_out: int, seconds: float, is_over: Callable[[], bool]) -> tuple[int, bool]:
    """What the sessions cost each other at the least, if so many of the host programme may be left out, in points.

    Also whether this was found out to the end, as far as prices can tell.
    """
    until = time.monotonic() + seconds
    master = Master(crowd, left_out)
    best: float = -math.inf
    smooth = [UNIT * (1 + min(crowd.kinds[kind].level for kind in quota.kinds)) for quota in crowd.quotas]
    while True:
        cost, exact, short = master.solve()
        asked = [round(SMOOTH * old + (1 - SMOOTH) * UNIT * new) for old, new in zip(smooth, exact, strict=True)]
        patterns = _cheapest(crowd, asked, lambda: is_over() or time.monotonic() > until)
        if patterns is None:
            return _points(best), False
        bound = _bound(crowd, left_out, asked, patterns, master.times)
        if bound > best:
            best, smooth = bound, asked
        for block, pattern in patterns.items():
            master.add(block, pattern)
        if _points(best) >= cost - CLOSE:
            if not short:
                return _points(best), True
            master.make_dearer()


def _cheapest(crowd: Crowd, asked: Sequence[int], is_over: Callable[[], bool]) -> dict[Block, Pattern] | None:
    prices = [0] * len(crowd.kinds)
    for quota, price in zip(crowd.quotas, asked, strict=True):
        for kind in quota.kinds:
            prices[kind] = price
    patterns: dict[Block, Pattern] = {}
    for block in dict.fromkeys(crowd.blocks):
        pattern = cheapest(crowd, block, prices, is_over)
        if pattern is None:
            return None
        patterns[block] = pattern
    return patterns


def _bound(
    crowd: Crowd, left_out: int, asked: Sequence[int], patterns: dict[Block, Pattern], times: Counter[Block]
) -> int:
    """All quotas paid for, but for what may be left out, and each block's cheapest pattern; in thousandths."""
    paid = sum(price * quota.number for price, quota in zip(asked, crowd.quotas, strict=True))
    dearest = max((price for price, quota in zip(asked, crowd.quotas, strict=True) if quota.of_hosts), default=0)
    return paid - left_out * dearest + sum(times[block] * pattern.worth for block, pattern in patterns.items())


def _points(thousandths: float) -> int:
    return math.ceil(max(0.0, thousandths) / UNIT)
