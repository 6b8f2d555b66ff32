"""What it would cost to grant a refused request where that breaks no rule."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.catalogue import goal_order
from scheduler.explain.ways import Baseline, Free
from scheduler.instance import Request
from scheduler.programme import Reason
from scheduler.verify.facts import listed


def price(baseline: Baseline, request: Request, free: Sequence[Free]) -> Reason:
    """The goal that the cheapest of these ways would worsen first, in the policy's order, and by how much."""
    policy, now = baseline.facts.instance.policy, baseline.verdict.scores
    goals = goal_order(policy.goals, policy.principle)
    changes = {number: [option.scores[goal.id] - now[goal.id] for goal in goals] for number, option in enumerate(free)}
    cheapest = min(changes, key=lambda number: changes[number])
    way = free[cheapest].way
    session = f"{way.session.room} on {way.session.when}"
    partners = [other.coalition for other in way.added if other is not request]
    company = f" with {listed(partners)} under {way.session.themes[0]}" if partners else ""
    could = f"Held{company} in {session} it would break no rule"
    change = next((pair for pair in zip(goals, changes[cheapest], strict=True) if pair[1]), None)
    if change is None:
        return Reason(sentence=f"{could} and change no goal: this programme is one of several that are equally good.")
    goal, by = change
    before = f"“{goal.sentence.rstrip('.')}” would go from {now[goal.id]} to {now[goal.id] + by}"
    if by < 0:
        return Reason(sentence=f"{could}, and {before}: this programme is not the best there is.")
    return Reason(sentence=f"{could}, but {before}, and no goal that counts for more would gain.")
