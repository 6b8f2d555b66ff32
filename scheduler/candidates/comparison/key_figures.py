"""Key figures of candidates, for a first reader: a few numbers each, which is best, and who is beaten in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from scheduler.candidates.comparison.compared import Candidate
from scheduler.candidates.comparison.costs import saving_of
from scheduler.candidates.comparison.fairness import share


@dataclass(frozen=True)
class KeyFigure:
    """A figure of each candidate. `best` says in words what its best value is; `of`: out of how many, if any."""

    title: str
    best: str
    values: tuple[int, ...]
    more_is_better: bool
    of: int | None = None

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1

    @property
    def best_value(self) -> int:
        return max(self.values) if self.more_is_better else min(self.values)

    def better(self, one: int, other: int) -> bool:
        """Whether one candidate has a better value than another one."""
        here, there = self.values[one], self.values[other]
        return here > there if self.more_is_better else here < there


def key_figures(candidates: Sequence[Candidate]) -> tuple[KeyFigure, ...]:
    """First choices and wishes met, coalitions with nothing, minutes, and the coherence of joint sessions."""
    firsts, wishes = [share(c, rank=1) for c in candidates], [share(c) for c in candidates]

    def counted(goal: str) -> tuple[int, ...]:
        return tuple(candidate.goals[goal]["counted"] for candidate in candidates)

    return (
        KeyFigure("First choices met", "Most first choices", tuple(s.met for s in firsts), True, firsts[0].asked),
        KeyFigure("Wishes met", "Most wishes", tuple(s.met for s in wishes), True, wishes[0].asked),
        KeyFigure("Coalitions with nothing", "Fewest with nothing", counted("coalitions_without_presence"), False),
        KeyFigure("Minutes used", "Fewest minutes", tuple(saving_of(c).used for c in candidates), False),
        KeyFigure("Mismatch in joint sessions, points", "Joint sessions that fit best", counted("incoherence"), False),
    )


def beaten(figures: Sequence[KeyFigure]) -> tuple[tuple[int, int], ...]:
    """Pairs of numbers: the first candidate is better in no key figure than the second, and worse in some.

    Each candidate once, with the first one that beats it.
    """
    found: dict[int, int] = {}
    for worse, better in permutations(range(len(figures[0].values)), 2):
        loses = any(figure.better(better, worse) for figure in figures)
        if worse not in found and loses and not any(figure.better(worse, better) for figure in figures):
            found[worse] = better
    return tuple(found.items())
