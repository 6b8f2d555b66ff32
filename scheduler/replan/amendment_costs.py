"""What each amendment and each new pin costs: the changes that come from it, and the goals that it makes worse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from scheduler.catalogue.goal_texts import goal_name
from scheduler.core.instance import Instance
from scheduler.core.lookup import NotUnderstoodError
from scheduler.core.phrases import listed, number_of
from scheduler.core.programme import Programme, Score
from scheduler.diff import Change, GoalChange
from scheduler.intake.amendments import Amended
from scheduler.replan.causes import Cause, CauseFinder, undo
from scheduler.verify import check


@dataclass(frozen=True)
class AmendmentCost:
    """The cost of one amendment, or of a pin that is new in the sheets.

    `changes` come from it, directly or because they make room for one that does. `goals` are those whose values differ
    with these changes undone: `before` is the value without the amendment, which may be better still after a search;
    None where undoing them would break a rule, so that no value is known. `together`: other amendments without which
    alone the goals could not be compared; they are undone too.
    """

    amendment: Amended
    changes: tuple[Change, ...]
    goals: tuple[GoalChange, ...] | None
    together: tuple[Amended, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The changes in short, and the goals."""
        if not self.changes:
            return ("Nothing else changes because of it.",)
        sessions = {change.session for change in self.changes if not change.wish}
        wishes = [change.sentence for change in self.changes if change.wish]
        moved = [f"It changes {number_of(len(sessions), 'session')}: {listed(sorted(sessions))}."] if sessions else []
        return (*moved, *wishes, self._goals_text)

    @property
    def _goals_text(self) -> str:
        if self.goals is None:
            return "What it costs in goals cannot be told apart from the other amendments."
        worse = [_goal_text(goal) for goal in self.goals if goal.is_worse]
        better = [_goal_text(goal) for goal in self.goals if not goal.is_worse]
        others = listed(f"“{one.sentence.rstrip('.')}”" for one in self.together)
        who = f"Together with {others} it" if others else "It"
        costs = f"{who} makes worse: {'; '.join(worse)}." if worse else f"{who} makes no goal worse."
        return f"{costs} It makes better: {'; '.join(better)}." if better else costs


def amendment_costs(
    finder: CauseFinder, changes: Sequence[Change], causes: Sequence[Cause]
) -> tuple[AmendmentCost, ...]:
    """The cost of each amendment and new pin that the finder knows of, in their order."""
    found = _amendments_of(changes, causes)
    without = {one.written: instance for one, instance in finder.without}
    costs = []
    every = {one.written: one for one in (*finder.made, *(one for one, _ in finder.without))}
    for one in every.values():
        own = tuple(change for number, change in enumerate(changes) if one.written in found[number])
        instance = without.get(one.written)
        goals = _goals_without(finder, instance, own) if instance and own else None if own else ()
        costs.append(AmendmentCost(one, own, goals))
    return tuple(_compared_together(finder, costs))


def _compared_together(finder: CauseFinder, costs: Sequence[AmendmentCost]) -> Iterator[AmendmentCost]:
    """The costs; amendments whose changes cannot be undone alone are undone together."""
    group = [cost for cost in costs if cost.goals is None]
    goals = None
    if len(group) > 1:
        with suppress(NotUnderstoodError):
            changes = dict.fromkeys(change for cost in group for change in cost.changes)
            instance = finder.instance_without([cost.amendment.written for cost in group])
            goals = _goals_without(finder, instance, list(changes))
    for cost in costs:
        if cost.goals is None and goals is not None:
            others = tuple(other.amendment for other in group if other is not cost)
            yield replace(cost, goals=goals, together=others)
        else:
            yield cost


def _amendments_of(changes: Sequence[Change], causes: Sequence[Cause]) -> list[set[str]]:
    """The amendments, as written, that each change comes from: its own, and those of sessions it makes room for."""
    found = [{one.written for one in cause.amendments} for cause in causes]
    grows = True
    while grows:
        grows = False
        for number, cause in enumerate(causes):
            if cause.amendments:
                continue
            for other, change in enumerate(changes):
                if change.session in cause.makes_room_for and not found[other] <= found[number]:
                    found[number] |= found[other]
                    grows = True
    return found


def _goals_without(finder: CauseFinder, instance: Instance, changes: Sequence[Change]) -> tuple[GoalChange, ...] | None:
    """The goals that differ with all these changes undone; None where that breaks a rule of the instance."""
    undone: Programme = finder.after
    for change in changes:
        undone = undo(instance, finder.before, undone, change)
    verdict = check(instance, undone)
    if set(verdict.violations) - set(finder.verdict.violations):
        return None
    counted = [score.goal for score in finder.after.scores]
    pairs = ((goal, verdict.scores.get(goal), finder.verdict.scores.get(goal)) for goal in counted)
    return tuple(
        GoalChange(Score(goal=goal, value=then), Score(goal=goal, value=now))
        for goal, then, now in pairs
        if then is not None and now is not None and then != now
    )


def _goal_text(change: GoalChange) -> str:
    return f"{goal_name(change.goal)} {change.before.value:,} → {change.after.value:,}"
