"""The price of an insertion that breaks no rule."""

from __future__ import annotations

from scheduler.catalogue import goal_order
from scheduler.core.instance import HostSession, Request
from scheduler.core.phrases import listed
from scheduler.core.programme import Reason
from scheduler.explain.insertion_options import Baseline, FreeInsertion


def price(baseline: Baseline, subject: Request | HostSession, free: FreeInsertion) -> Reason:
    """The price of an insertion: the first objective in the policy's order that it makes worse, and by how much."""
    facts, insertion = baseline.facts, free.insertion
    goals = goal_order(facts.instance.policy.order, facts.instance.policy.principle)
    changed = [goal for goal in goals if free.scores[goal.id] != baseline.verdict.scores[goal.id]]
    partners = [other.coalition for other in insertion.added if other is not subject]
    company = f" with {listed(partners)} under {insertion.session.themes[0]}" if partners else ""
    inside = "" if subject.id == insertion.session.id or partners else f" “{insertion.session.title}”,"
    possible = f"Held{company} in{inside} {insertion.session.room} on {insertion.session.when}, it would break no rule"
    if not changed:
        return Reason(
            sentence=f"{possible} and change no goal: this programme is one of several that are equally good."
        )
    goal = changed[0]
    now, then = baseline.verdict.scores[goal.id], free.scores[goal.id]
    change = f"“{goal.sentence.rstrip('.')}” would go from {now} to {then}"
    if then < now:
        return Reason(sentence=f"{possible}, and {change}: this programme is not the best there is.")
    return Reason(sentence=f"{possible}, but {change}, and no goal that counts for more would gain.")
