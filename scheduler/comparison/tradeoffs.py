"""Where two aims pull apart: candidates as points between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.comparison.candidate import Candidate
from scheduler.comparison.fairness import share


@dataclass(frozen=True)
class Point:
    """Candidates (their letters) that reach the same on both aims; `proven` where all goals of all are."""

    letters: tuple[str, ...]
    x: int
    y: int
    proven: bool

    @property
    def label(self) -> str:
        return ", ".join(self.letters)


@dataclass(frozen=True)
class TradeOff:
    """Two aims, better when smaller; `x` and `y` say what is counted."""

    title: str
    x: str
    y: str
    points: tuple[Point, ...]

    def better(self, point: Point) -> tuple[Point, ...]:
        """The points that are at least as good on both aims, and better on one."""
        return tuple(p for p in self.points if p != point and p.x <= point.x and p.y <= point.y)


def trade_offs(candidates: Sequence[Candidate]) -> tuple[TradeOff, ...]:
    """Wishes against minutes, wishes against coherence; those in which nothing is to be traded are left out."""
    refused = [_refused(candidate) for candidate in candidates]
    found = (
        _trade_off("Wishes against minutes", "programme_minutes", "minutes that coalitions add", candidates, refused),
        _trade_off("Wishes against coherence", "incoherence", "incoherence of joint sessions", candidates, refused),
    )
    return tuple(trade for trade in found if len(trade.points) > 1)


def _refused(candidate: Candidate) -> int:
    wishes = share(candidate)
    return wishes.asked - wishes.met


def _trade_off(
    title: str, goal: str, counted: str, candidates: Sequence[Candidate], refused: Sequence[int]
) -> TradeOff:
    places: dict[tuple[int, int], list[Candidate]] = {}
    for candidate, wishes in zip(candidates, refused, strict=True):
        places.setdefault((candidate.verdict.scores[goal], wishes), []).append(candidate)
    points = [
        Point(tuple(c.letter for c in found), x, y, all(c.programme.proven for c in found))
        for (x, y), found in sorted(places.items())
    ]
    return TradeOff(title, counted, "wishes refused", tuple(points))
