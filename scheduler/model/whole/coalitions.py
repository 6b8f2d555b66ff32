"""What coalitions can get at best, were they alone: a bound of what they can get at all, and what to begin with."""

from __future__ import annotations

from itertools import takewhile

from scheduler.model.together import groups, weighed
from scheduler.model.whole.excerpts import OF_PLACES, coalitions_alone
from scheduler.model.whole.state import LEFT_OUT, Bound, Values, Whole
from scheduler.model.whole.times import timetable


def settle_coalitions(whole: Whole, seconds: float) -> dict[str, str] | None:
    """In which session each request is held where coalitions get the most; None if that was not found out.

    Bounds on their goals are kept. Times are found too, but only to see that there are some.
    """
    goals = tuple(takewhile(lambda goal: goal not in OF_PLACES, (g for g in whole.goals if g != LEFT_OUT)))
    model = timetable(coalitions_alone(whole.instance), goals)
    until, caps, held_in = whole.limit.seconds + seconds, Values(), None
    for together in groups(whole.instance, model.tiers):
        left = max(1.0, until - whole.limit.seconds)
        solved = whole.minimise(model.decisions.model, weighed(whole.instance, together), left, together[0].goal)
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
