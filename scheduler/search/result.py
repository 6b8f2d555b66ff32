"""Progress and result of a search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.programme import Programme
from scheduler.search.infeasibility import Infeasibility


class Status(StrEnum):
    """The outcome of a search in a word."""

    PROVEN = "proven"
    BEST_FOUND = "best found"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"
    NO_ANSWER = "no answer"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Progress:
    """Progress of a search: the objective being minimised, its value and lower bound, seconds since the start.

    `number` counts the objectives from 0, of so many `objectives`.
    """

    number: int
    objectives: int
    goal: str
    value: int | None
    bound: int | None
    seconds: float
    proven: bool = False


@dataclass(frozen=True)
class Result:
    """The outcome of a search.

    Without a programme, `infeasibility` says why, or `left_out` which sessions have no placement, or `conflicting`
    which are proven not to fit together.
    `objections`: why the independent check rejected a solution; the programme is then another one, which it accepted.
    `searched_sessions`: how many sessions were free, of how many; None if all were.
    """

    status: Status
    programme: Programme | None
    seconds: float
    infeasibility: Infeasibility | None = None
    left_out: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()
    searched_sessions: tuple[int, int] | None = None
    objections: tuple[str, ...] = ()

    @property
    def conflict(self) -> tuple[str, ...]:
        """The rules in conflict where no programme exists."""
        return self.infeasibility.rules if self.infeasibility else ()


def disagreement(goal: str, value: int | None, recomputed: int | None) -> str:
    """The objection that the search and the independent check count a goal differently."""
    says, finds = ("nothing" if counted is None else counted for counted in (value, recomputed))
    return f"{goal}: the search says {says}, the check finds {finds}."
