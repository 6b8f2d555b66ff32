"""What sessions on a theme cost each other at the least, by the cheapest patterns of blocks.

A pattern says how many sessions of each kind stand in a block. It costs what they cost each other, less their prices.
The cheapest is found cell by cell, by their start: what matters of the cells before is only what still runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from scheduler.search.large.column_generation import UNIT, Amounts, Pattern, least_cost
from scheduler.search.large.interval_classes import Block, Cell, Crowd

MOST = 100_000
"""Choices for a cell, and states between two, beyond which the search is given up: it would take all the memory."""

Running = tuple[tuple[int, Amounts], ...]
"""What still runs: cells, by their number in the block, and what stands there."""

Chosen = tuple["Chosen | None", Amounts]
"""What was chosen for cells before, and for one more."""


def least_parallels(crowd: Crowd, left_out: int, seconds: float, is_over: Callable[[], bool]) -> tuple[int, bool]:
    """What the sessions cost each other at the least, if so many of the host programme may be left out, in points.

    Also whether this was found out to the end, as far as prices can tell.
    """
    return least_cost(crowd.quotas, Counter(crowd.blocks), left_out, partial(cheapest, crowd), seconds, is_over)


def cheapest(crowd: Crowd, block: Block, prices: Mapping[int, int], is_over: Callable[[], bool]) -> Pattern | None:
    """The cheapest pattern; None if `is_over` says so before it is found, or too much would have to be looked at."""
    costs = _costs(crowd)
    reached: dict[Running, tuple[int, Chosen | None]] = {(): (0, None)}
    for number, cell in enumerate(block):
        choices = list(islice(_choices(crowd, cell, costs, prices), MOST))
        following: dict[Running, tuple[int, Chosen | None]] = {}
        for running, (evaluate, chosen) in reached.items():
            if is_over() or max(len(choices), len(following)) >= MOST:
                return None
            beside = tuple(amount for earlier, amounts in running if earlier in cell.beside for amount in amounts)
            kept = tuple(entry for entry in running if entry[0] in cell.awaited)
            for amounts, own in _possible(crowd, choices, beside, costs, prices):
                then = (*kept, (number, amounts)) if amounts and number in cell.awaited else kept
                known = following.get(then)
                if known is None or evaluate + own < known[0]:
                    following[then] = (evaluate + own, (chosen, amounts) if amounts else chosen)
        reached = following
    evaluate, chosen = min(reached.values(), key=lambda found: found[0])
    return _pattern(evaluate, chosen, prices)


def _costs(crowd: Crowd) -> list[list[int]]:
    """What a session of one kind costs beside one of another, in thousandths."""
    return [[UNIT * (1 + min(one.level, other.level)) for other in crowd.kinds] for one in crowd.kinds]


def _choices(
    crowd: Crowd, cell: Cell, costs: Sequence[Sequence[int]], prices: Mapping[int, int]
) -> Iterator[tuple[Amounts, int]]:
    """What could stand in a cell, and its worth; a session that costs its price or more is better not there."""
    beside_given = {
        kind: UNIT * sum(1 + min(crowd.kinds[kind].level, level) for level in cell.given) for kind in cell.kinds
    }

    def with_more(amounts: Amounts, evaluate: int, kinds: Sequence[int]) -> Iterator[tuple[Amounts, int]]:
        yield amounts, evaluate
        for place, kind in enumerate(kinds):
            cost = beside_given[kind] + sum(costs[kind][other] * number for other, number in amounts)
            more = evaluate
            for number in range(1, min(crowd.kinds[kind].number, len(crowd.kinds[kind].rooms)) + 1):
                more += cost + (number - 1) * costs[kind][kind] - prices[kind]
                together = (*amounts, (kind, number))
                if not all(_cost_here(one, together, costs, beside_given) < prices[one] for one, _ in together):
                    break
                yield from with_more(together, more, kinds[place + 1 :])

    yield from with_more((), 0, cell.kinds)


def _cost_here(kind: int, amounts: Amounts, costs: Sequence[Sequence[int]], beside_given: dict[int, int]) -> int:
    """What one session costs beside the others in its cell."""
    return beside_given[kind] - costs[kind][kind] + sum(costs[kind][other] * number for other, number in amounts)


def _possible(
    crowd: Crowd,
    choices: Sequence[tuple[Amounts, int]],
    beside: Amounts,
    costs: Sequence[Sequence[int]],
    prices: Mapping[int, int],
) -> Iterator[tuple[Amounts, int]]:
    """Of the choices for a cell those that can stand beside what runs, with what they are worth there."""
    scarce = [(kinds, rooms - sum(number for kind, number in beside if kind in kinds)) for kinds, rooms in crowd.scarce]
    cost = [sum(costs[kind][other] * number for other, number in beside) for kind in range(len(crowd.kinds))]
    for amounts, evaluate in choices:
        if any(cost[kind] >= prices[kind] for kind, _ in amounts):
            continue
        if all(sum(number for kind, number in amounts if kind in kinds) <= rooms for kinds, rooms in scarce):
            yield amounts, evaluate + sum(cost[kind] * number for kind, number in amounts)


def _pattern(evaluate: int, chosen: Chosen | None, prices: Mapping[int, int]) -> Pattern:
    amounts: Counter[int] = Counter()
    while chosen:
        chosen, here = chosen
        amounts.update(dict(here))
    cost = evaluate + sum(prices[kind] * number for kind, number in amounts.items())
    return Pattern(tuple(sorted(amounts.items())), cost // UNIT, evaluate)
