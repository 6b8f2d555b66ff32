"""Trade-offs of two goals: candidates as points, and the Pareto front where it was traced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.candidates.comparison.compared import Candidate
from scheduler.candidates.comparison.fairness import share
from scheduler.catalogue import GOAL


@dataclass(frozen=True)
class TradeOffPoint:
    """The values of two goals in one programme, and the letters of the candidates at that point (none, one or several).

    `proven`: for a point of a curve, that no programme has less of one without more of the other; for candidates
    alone, that every goal of theirs is proven.
    """

    letters: tuple[str, ...]
    x: int
    y: int
    proven: bool

    @property
    def label(self) -> str:
        return ", ".join(self.letters)


@dataclass(frozen=True)
class ComparedCurve:
    """A Pareto front of two goals from a search; `complete`: there are no other points.

    `name` is that of the scenario.
    """

    name: str
    sentence: str
    x_goal: str
    y_goal: str
    points: tuple[tuple[int, int, bool], ...]
    complete: bool


@dataclass(frozen=True)
class TradeOff:
    """A trade-off of two goals, smaller is better; `x` and `y` name the goals.

    `points`: the candidates. `line`: the points that make up a curve, from the smallest `x` on, under the policy that
    `scenario` names; `complete` as there.
    """

    title: str
    x: str
    y: str
    points: tuple[TradeOffPoint, ...]
    line: tuple[TradeOffPoint, ...] = ()
    scenario: str = ""
    complete: bool = False

    @property
    def every(self) -> tuple[TradeOffPoint, ...]:
        """All points, those of the front first."""
        return (*self.line, *self.points)


def trade_offs(candidates: Sequence[Candidate], curves: Sequence[ComparedCurve] = ()) -> tuple[TradeOff, ...]:
    """The traced curves with the candidates on them; without any, wishes against minutes and against coherence.

    Those in which nothing is to be traded are left out.
    """
    if curves:
        found = tuple(_on_curve(curve, candidates) for curve in curves)
    else:
        refused = [_refused(candidate) for candidate in candidates]
        found = tuple(
            TradeOff(
                f"Wishes against {aim}",
                counted,
                "Wishes refused",
                _points(candidates, _counted(candidates, goal), refused),
            )
            for aim, goal, counted in (
                ("minutes", "programme_minutes", "Minutes that coalitions' sessions add"),
                ("coherence", "incoherence", "Incoherence of joint sessions, in points"),
            )
        )
    return tuple(trade for trade in found if len({(point.x, point.y) for point in trade.every}) > 1)


def _on_curve(curve: ComparedCurve, candidates: Sequence[Candidate]) -> TradeOff:
    xs, ys = (_counted(candidates, goal) for goal in (curve.x_goal, curve.y_goal))
    return TradeOff(
        curve.sentence.removesuffix("."),
        GOAL[curve.x_goal].sentence.removesuffix("."),
        GOAL[curve.y_goal].sentence.removesuffix("."),
        _points(candidates, xs, ys),
        tuple(TradeOffPoint((), x, y, proven) for x, y, proven in curve.points),
        curve.name,
        curve.complete,
    )


def _counted(candidates: Sequence[Candidate], goal: str) -> list[int]:
    """The value of a goal in each candidate."""
    return [candidate.goals[goal]["counted"] for candidate in candidates]


def _refused(candidate: Candidate) -> int:
    wishes = share(candidate)
    return wishes.asked - wishes.met


def _points(candidates: Sequence[Candidate], xs: Sequence[int], ys: Sequence[int]) -> tuple[TradeOffPoint, ...]:
    places: dict[tuple[int, int], list[Candidate]] = {}
    for candidate, x, y in zip(candidates, xs, ys, strict=True):
        places.setdefault((x, y), []).append(candidate)
    return tuple(
        TradeOffPoint(tuple(c.letter for c in found), x, y, all(c.programme.proven for c in found))
        for (x, y), found in sorted(places.items())
    )
