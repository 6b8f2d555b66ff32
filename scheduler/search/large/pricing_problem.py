"""Pricing problem of the bound on parallels: the column of least reduced cost of a block, by dynamic programming.

A column gives the number of sessions of each class in the block. The dynamic programme goes over the interval classes
by start; a state is what runs in those interval classes that later ones still overlap, its value the least reduced
cost so far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from scheduler.search.large.column_generation import PRICE_SCALE, BlockColumn, ClassCounts, column_generation_bound
from scheduler.search.large.interval_classes import Block, IntervalClass, ThemeProblem

MOST_STATES = 100_000
"""Choices for an interval class, and states after it, beyond which pricing is abandoned, to limit memory."""

PricingState = tuple[tuple[int, ClassCounts], ...]
"""What runs in the open interval classes, by their index in the block."""

Choices = tuple["Choices | None", ClassCounts]
"""Linked list of the choices that led to a state, the last one second."""


def least_parallels(
    problem: ThemeProblem, left_out: int, seconds: float, is_over: Callable[[], bool]
) -> tuple[int, bool]:
    """Lower bound in points on the parallels among a theme's sessions, and whether it is the best by this method.

    At most `left_out` sessions of the host programme may be left out.
    """
    pricing = partial(cheapest_column, problem)
    return column_generation_bound(problem.rows, Counter(problem.blocks), left_out, pricing, seconds, is_over)


def cheapest_column(
    problem: ThemeProblem, block: Block, prices: Mapping[int, int], is_over: Callable[[], bool]
) -> BlockColumn | None:
    """The column of least reduced cost; None if stopped by `is_over` or abandoned (`MOST_STATES`)."""
    costs = _pair_costs(problem)
    states: dict[PricingState, tuple[int, Choices | None]] = {(): (0, None)}
    for number, interval_class in enumerate(block):
        choices = list(islice(_choices(problem, interval_class, costs, prices), MOST_STATES))
        following: dict[PricingState, tuple[int, Choices | None]] = {}
        for state, (reduced_cost, chosen) in states.items():
            if is_over() or max(len(choices), len(following)) >= MOST_STATES:
                return None
            running = tuple(
                count for earlier, counts in state if earlier in interval_class.overlapping for count in counts
            )
            still_open = tuple(entry for entry in state if entry[0] in interval_class.open_after)
            for counts, choice_cost in _feasible(problem, choices, running, costs, prices):
                next_state = (
                    (*still_open, (number, counts)) if counts and number in interval_class.open_after else still_open
                )
                best_known = following.get(next_state)
                if best_known is None or reduced_cost + choice_cost < best_known[0]:
                    following[next_state] = (reduced_cost + choice_cost, (chosen, counts) if counts else chosen)
        states = following
    reduced_cost, chosen = min(states.values(), key=lambda found: found[0])
    return _column(reduced_cost, chosen, prices)


def _pair_costs(problem: ThemeProblem) -> list[list[int]]:
    """Cost of a session of one class in parallel with one of another, in thousandths."""
    return [[PRICE_SCALE * (1 + min(one.level, other.level)) for other in problem.classes] for one in problem.classes]


def _choices(
    problem: ThemeProblem,
    interval_class: IntervalClass,
    costs: Sequence[Sequence[int]],
    prices: Mapping[int, int],
) -> Iterator[tuple[ClassCounts, int]]:
    """Session counts for an interval class, with their reduced cost.

    Dominance: a count in which some session costs its price or more is never better than without that session.
    """
    beside_given = {
        one: PRICE_SCALE * sum(1 + min(problem.classes[one].level, level) for level in interval_class.given)
        for one in interval_class.session_classes
    }

    def with_more(counts: ClassCounts, value: int, classes: Sequence[int]) -> Iterator[tuple[ClassCounts, int]]:
        yield counts, value
        for position, one in enumerate(classes):
            cost = beside_given[one] + sum(costs[one][other] * number for other, number in counts)
            more = value
            for number in range(1, min(problem.classes[one].number, len(problem.classes[one].rooms)) + 1):
                more += cost + (number - 1) * costs[one][one] - prices[one]
                extended = (*counts, (one, number))
                if not all(_marginal_cost(each, extended, costs, beside_given) < prices[each] for each, _ in extended):
                    break
                yield from with_more(extended, more, classes[position + 1 :])

    yield from with_more((), 0, interval_class.session_classes)


def _marginal_cost(
    one: int, counts: ClassCounts, costs: Sequence[Sequence[int]], beside_given: Mapping[int, int]
) -> int:
    """Cost of one session in parallel with the others in its interval class."""
    return beside_given[one] - costs[one][one] + sum(costs[one][other] * number for other, number in counts)


def _feasible(
    problem: ThemeProblem,
    choices: Sequence[tuple[ClassCounts, int]],
    running: ClassCounts,
    costs: Sequence[Sequence[int]],
    prices: Mapping[int, int],
) -> Iterator[tuple[ClassCounts, int]]:
    """The choices that are feasible beside the `running` sessions, with their reduced cost there."""
    scarce = [
        (classes, rooms - sum(number for one, number in running if one in classes)) for classes, rooms in problem.scarce
    ]
    cost = [sum(costs[one][other] * number for other, number in running) for one in range(len(problem.classes))]
    for counts, value in choices:
        if any(cost[one] >= prices[one] for one, _ in counts):
            continue
        if all(sum(number for one, number in counts if one in classes) <= rooms for classes, rooms in scarce):
            yield counts, value + sum(cost[one] * number for one, number in counts)


def _column(reduced_cost: int, chosen: Choices | None, prices: Mapping[int, int]) -> BlockColumn:
    counts: Counter[int] = Counter()
    while chosen:
        chosen, counts_chosen = chosen
        counts.update(dict(counts_chosen))
    cost = reduced_cost + sum(prices[one] * number for one, number in counts.items())
    return BlockColumn(tuple(sorted(counts.items())), cost // PRICE_SCALE, reduced_cost)
