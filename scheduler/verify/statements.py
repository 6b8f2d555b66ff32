"""What a programme states of itself and its instance does not support: scores, proofs, reasons, the waiting list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.catalogue import RULE, goal_order
from scheduler.core.instance import Instance
from scheduler.core.phrases import listed
from scheduler.core.programme import Programme, Reason, Score
from scheduler.core.vocabulary import Kind
from scheduler.verify.facts import Facts
from scheduler.verify.recomputed_goals import claim

MAY_BE_MISSING = frozenset({"later_than_needed"})
"""The tie-break is not computed for alternatives of equal value."""


def false_statements(facts: Facts) -> Iterator[str]:
    """One sentence for each statement that contradicts itself or the instance; nothing about values of goals.

    Values are compared by `score_differences`, titles by a notice.
    """
    yield from _goals(facts.instance, facts.programme)
    for score in facts.programme.scores:
        yield from _proof(score)
    yield from _reasons(facts.programme)
    yield from _waiting_list(facts)


def _goals(instance: Instance, programme: Programme) -> Iterator[str]:
    """Every goal of the policy has one score."""
    ordered = goal_order(instance.policy.order, instance.policy.principle)
    wanted, counts = Counter(goal.id for goal in ordered), Counter(score.goal for score in programme.scores)
    for goal, count in counts.items():
        if count > max(1, wanted[goal]):
            yield f"scores: the goal {goal} has {count} scores instead of one."
    missing = [goal for goal in wanted if goal not in counts and goal not in MAY_BE_MISSING]
    if missing:
        yield f"scores: the programme has no value for {listed(missing)}."


def _proof(score: Score) -> Iterator[str]:
    """A proven value equals its bound, and no value is better than its bound."""
    if score.proven and score.bound != score.value:
        bound = "there is no bound" if score.bound is None else f"the bound is {score.bound}"
        yield f"proof: {score.goal} is called proven at {score.value}, but {bound}."
    elif score.bound is not None and score.bound > score.value:
        yield f"proof: {score.goal} is {score.value}, which is better than its bound of {score.bound}."


def _reasons(programme: Programme) -> Iterator[str]:
    """Reasons name rules that exist, and stand at refusals."""
    for decision in programme.decisions:
        if decision.granted and decision.reason:
            yield f"reasons: {decision.request} is granted and has a reason for its refusal."
        yield from _reason(decision.request, decision.reason)
    for one in programme.left_out:
        yield from _reason(one.session, one.reason)


def _reason(subject: str, reason: Reason | None) -> Iterator[str]:
    unknown = [rule for rule in reason.rules if rule not in RULE] if reason else []
    if unknown:
        yield f"reasons: the reason for {subject} names {listed(f'“{rule}”' for rule in unknown)}, which is no rule."
    if reason and not reason.sentence.strip():
        yield f"reasons: the reason for {subject} has no sentence."


def _waiting_list(facts: Facts) -> Iterator[str]:
    """Numbers from 1 without gaps at refused day-zero events: lower rank first, then larger claim, then the list."""
    instance = facts.instance
    places = {d.request: d.waiting_list for d in facts.programme.decisions if d.waiting_list is not None}
    refused = {request.id: request for request in facts.refused if request.kind is Kind.DAY_ZERO}
    for name, number in places.items():
        if name not in refused:
            yield f"waiting list: {name} has number {number}, but it is no refused request for a day-zero event."
    number_of_coalition = {coalition.id: number for number, coalition in enumerate(instance.coalitions)}
    line = sorted(
        (refused[name] for name in places if name in refused),
        key=lambda r: (r.by_default, r.rank, -claim(instance, r.coalition), number_of_coalition[r.coalition]),
    )
    for number, request in enumerate(line, start=1):
        if places[request.id] != number:
            yield f"waiting list: {request.id} has number {places[request.id]} and should have {number}."
