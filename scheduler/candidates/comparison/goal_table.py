"""Table of goals by candidates: values, which is best, and whether that is proven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.candidates.comparison.compared import Candidate
from scheduler.catalogue import GOAL, GOALS, Goal, goal_order
from scheduler.core.programme import Score

TIE_BREAK = GOALS[-1]
"""The tie-break, which has no meaning of its own."""


@dataclass(frozen=True)
class GoalResult:
    """A candidate's value of a goal, as the check counted it.

    `place` is the goal's place in the candidate's own order, 0 where the candidate does not pursue it; `best` says
    that no candidate reaches less, and some more. `score` is what the search says of value and bound.
    """

    value: int
    best: bool
    place: int
    score: Score | None

    @property
    def proof(self) -> str:
        """The proof of the value, in words."""
        if self.score is None or not self.place:
            return "counted only"
        if self.score.proven:
            return "proven"
        if self.score.bound is None:
            return "not proven"
        return f"not proven: within {self.score.value - self.score.bound}"


@dataclass(frozen=True)
class GoalRow:
    """A goal and its value in each candidate."""

    goal: Goal
    reached: tuple[GoalResult, ...]

    @property
    def differs(self) -> bool:
        return len({reached.value for reached in self.reached}) > 1

    @property
    def separates(self) -> bool:
        """Whether the goal helps to choose: values differ, and the policy of a candidate names it."""
        return self.differs and self.goal is not TIE_BREAK and any(reached.place for reached in self.reached)


def goal_rows(candidates: Sequence[Candidate]) -> tuple[GoalRow, ...]:
    """All goals (smaller is better): those of the first candidate's policy in its order, then the others."""
    orders = [pursued(candidate) for candidate in candidates]
    ids = dict.fromkeys(
        (*(goal.id for order in orders[:1] for goal in order), *(g.id for order in orders for g in order), *GOAL)
    )
    ranked = sorted(ids, key=lambda goal_id: goal_id == TIE_BREAK.id)
    return tuple(_row(GOAL[goal_id], candidates, orders) for goal_id in ranked)


def pursued(candidate: Candidate) -> tuple[Goal, ...]:
    """The goals of a candidate's policy, in order."""
    policy = candidate.instance.policy
    return goal_order(policy.order, policy.principle.value)


def _row(goal: Goal, candidates: Sequence[Candidate], orders: Sequence[tuple[Goal, ...]]) -> GoalRow:
    values = [candidate.verdict.scores[goal.id] for candidate in candidates]
    least, differs = min(values), len(set(values)) > 1
    return GoalRow(
        goal,
        tuple(
            GoalResult(
                value,
                best=differs and value == least,
                place=order.index(goal) + 1 if goal in order else 0,
                score=next((score for score in candidate.programme.scores if score.goal == goal.id), None),
            )
            for candidate, order, value in zip(candidates, orders, values, strict=True)
        ),
    )
