"""Goals whose values differ between two programmes."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.catalogue import GOAL
from scheduler.core.programme import Programme, Score


@dataclass(frozen=True)
class GoalChange:
    """A goal's scores in two programmes; smaller is better."""

    before: Score
    after: Score

    @property
    def goal(self) -> str:
        return self.after.goal

    @property
    def is_worse(self) -> bool:
        return self.after.value > self.before.value

    @property
    def proven(self) -> bool:
        return self.before.proven and self.after.proven

    @property
    def name(self) -> str:
        """The goal's sentence in the catalogue without its full stop; its id where the catalogue does not know it."""
        known = GOAL.get(self.goal)
        return known.sentence.rstrip(".") if known else self.goal

    @property
    def sentence(self) -> str:
        """``First choices refused: from 3 to 4, worse by 1 (proven)``."""
        worse = "worse by" if self.is_worse else "better by"
        difference = abs(self.after.value - self.before.value)
        proof = "proven" if self.proven else self._doubt
        return f"{self.name}: from {self.before.value:,} to {self.after.value:,}, {worse} {difference:,} ({proof})"

    @property
    def values_sentence(self) -> str:
        """``Minutes of the programme used: from 300 to 360 minutes.``, for values that nothing is proven of."""
        known = GOAL.get(self.goal)
        unit = f" {known.unit}" if known and known.unit in ("points", "minutes") else ""
        return f"{self.name}: from {self.before.value:,} to {self.after.value:,}{unit}."

    @property
    def _doubt(self) -> str:
        """The values that are not proven, with their lower bounds, in words."""
        unproven = [
            f"the value {word} is not proven{'' if score.bound is None else f', it may be as low as {score.bound:,}'}"
            for word, score in (("now", self.before), ("then", self.after))
            if not score.proven
        ]
        return "; ".join(unproven)


def goal_changes(before: Programme, after: Programme) -> tuple[GoalChange, ...]:
    """The goals that both programmes have a score for and whose values differ, in the order of `after`."""
    old = {score.goal: score for score in before.scores}
    pairs = (GoalChange(old[score.goal], score) for score in after.scores if score.goal in old)
    return tuple(change for change in pairs if change.before.value != change.after.value)
