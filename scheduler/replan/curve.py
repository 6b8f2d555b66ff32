"""The gain of further changes: the usual goals optimised again with a few more changes allowed."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.core.phrases import number_of
from scheduler.core.programme import Programme, Score
from scheduler.diff import goal_changes


@dataclass(frozen=True)
class ReplanPoint:
    """The best programme with at most so many `further` changes beyond the fewest, of which `used` were made.

    `scores` are the usual goals, with proofs that hold within that number; None where nothing was found in time.
    """

    further: int
    used: int
    scores: tuple[Score, ...] | None
    programme: Programme | None = None

    @property
    def proven(self) -> bool:
        return bool(self.scores) and all(score.proven for score in self.scores or ())


def curve_sentences(first: ReplanPoint, points: tuple[ReplanPoint, ...]) -> tuple[str, ...]:
    """``3 further changes buy: First choices refused: from 3 to 2, better by 1 (proven)``."""
    return tuple(_sentence(first, point) for point in points if point.further)


def _sentence(first: ReplanPoint, point: ReplanPoint) -> str:
    number = number_of(point.further, "further change")
    if first.programme is None or first.scores is None or point.programme is None or point.scores is None:
        return f"{number}: nothing was found in the time given."
    bought = goal_changes(
        first.programme.model_copy(update={"scores": first.scores}),
        point.programme.model_copy(update={"scores": point.scores}),
    )
    verb = "buys" if point.further == 1 else "buy"
    if not bought:
        return f"{number} {verb} nothing ({'proven' if first.proven and point.proven else 'not proven'})."
    used = "" if point.used == point.further else f" (with {point.used} of them)"
    return f"{number} {verb}{used}: {'; '.join(change.sentence for change in bought)}."
