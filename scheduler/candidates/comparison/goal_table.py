"""Table of goals by candidates: values, which is best, and whether that is proven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.candidates.comparison.compared import Candidate
from scheduler.catalogue import GOAL, GOALS, Goal

TIE_BREAK = GOALS[-1]
"""The tie-break, which has no meaning of its own."""


@dataclass(frozen=True)
class GoalResult:
    """A candidate's value of a goal, as the check counted it.

    `place` is the goal's place in the candidate's own order, 0 where the candidate does not pursue it; `best` says
    that no candidate reaches less, and some more. `bound` and `proven` are what the search says, where it states the
    value.
    """

    value: int
    best: bool
    place: int
    stated: bool
    bound: int | None
    proven: bool

    @property
    def proof(self) -> str:
        """The proof of the value, in words."""
        if not (self.stated and self.place):
            return "counted only"
        if self.proven:
            return "proven"
        return "not proven" if self.bound is None else f"not proven: within {self.value - self.bound}"


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
    ids = dict.fromkeys((*(goal for order in orders for goal in order), *GOAL))
    ranked = sorted(ids, key=lambda goal_id: goal_id == TIE_BREAK.id)
    return tuple(_row(GOAL[goal_id], candidates) for goal_id in ranked)


def pursued(candidate: Candidate) -> list[str]:
    """Ids of the goals of a candidate's policy, in order."""
    rows = [row for row in candidate.goals.values() if row["place"]]
    return [row["goal"] for row in sorted(rows, key=lambda row: row["place"])]


def _row(goal: Goal, candidates: Sequence[Candidate]) -> GoalRow:
    found = [candidate.goals[goal.id] for candidate in candidates]
    values = [row["counted"] for row in found]
    least, differs = min(values), len(set(values)) > 1
    return GoalRow(
        goal,
        tuple(
            GoalResult(
                value,
                best=differs and value == least,
                place=row["place"] or 0,
                stated=row["stated"],
                bound=row["bound"],
                proven=row["proven"],
            )
            for row, value in zip(found, values, strict=True)
        ),
    )
