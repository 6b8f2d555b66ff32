"""What coalitions can get at best, were they alone: a bound of what they can get at all, and what to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from scheduler.catalogue import GOAL
from scheduler.model.build import Tier
from scheduler.model.decisions import Expression
from scheduler.model.whole.parts import OF_PLACES, Model, coalitions_alone
from scheduler.model.whole.state import LEFT_OUT, Bound, Values, Whole
from scheduler.model.whole.times import timetable

COUNTED = ("requests", "coalitions")
"""Units of goals that are no larger than the number of requests or of coalitions."""

LARGEST_WEIGHT = 10**8


def settle_coalitions(whole: Whole, seconds: float) -> dict[str, str] | None:
    """In which session each request is held where coalitions get the most; None if that was not found out.

    Bounds on their goals are kept. Times are found too, but only to see that there are some.
    """
    goals = tuple(takewhile(lambda goal: goal not in OF_PLACES, (g for g in whole.goals if g != LEFT_OUT)))
    model = timetable(coalitions_alone(whole.instance), goals)
    until, caps, held_in = whole.limit.seconds + seconds, Values(), None
    for together in _groups(whole, model):
        left = max(1.0, until - whole.limit.seconds)
        solved = whole.minimise(model.decisions.model, _weighed(whole, together), left, together[0].goal)
        if solved is None:
            break
        for tier in together:
            value = solved.worth(tier.expression)
            if solved.optimal:
                whole.bounds[tier.goal] = Bound(value, dict(caps))
            model.decisions.model.add(tier.expression <= value)
            caps[tier.goal] = value
        model.hint(solved)
        held_in = {r: s for (r, s), literal in model.decisions.takes_part.items() if solved.value(literal)}
        if not solved.optimal:
            break
    return held_in


def _groups(whole: Whole, model: Model) -> Iterator[list[Tier]]:
    """Goals that can be made small together, each weighed so that it counts before all that follow."""
    group: list[Tier] = []
    for tier in model.tiers:
        counted = GOAL[tier.goal].unit in COUNTED
        if group and not (counted and (_most(whole) + 1) ** len(group) < LARGEST_WEIGHT):
            yield group
            group = []
        group.append(tier)
        if not counted:
            yield group
            group = []
    if group:
        yield group


def _weighed(whole: Whole, together: list[Tier]) -> Expression:
    """One of the first outweighs all that can come after it."""
    base = _most(whole) + 1
    total: Expression = 0
    for place, tier in enumerate(reversed(together)):
        total += base**place * tier.expression
    return total


def _most(whole: Whole) -> int:
    return max(len(whole.instance.requests), len(whole.instance.coalitions))
