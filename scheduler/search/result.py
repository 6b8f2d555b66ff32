"""How a search goes and ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.programme import Programme
from scheduler.search.infeasibility import Infeasibility


class Status(StrEnum):
    """How a search ended."""

    PROVEN = "proven"
    BEST_FOUND = "best found"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"
    NO_ANSWER = "no answer"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Progress:
    """How far the search is: the tier at work, its best value and bound so far, seconds since the start."""

    tier: int
    tiers: int
    goal: str
    value: int | None
    bound: int | None
    seconds: float
    proven: bool = False


@dataclass(frozen=True)
class Result:
    """The outcome of a search. Where there is no programme, `deadlock` says why, or `left_out` what found no place.

    `objections`: why the independent check rejected a solution; the programme is then the incumbent before it.
    `looked_at`: how many sessions were free to move, of how many, where not all were.
    """

    status: Status
    programme: Programme | None
    seconds: float
    infeasibility: Infeasibility | None = None
    left_out: tuple[str, ...] = ()
    looked_at: tuple[int, int] | None = None
    objections: tuple[str, ...] = ()

    @property
    def conflict(self) -> tuple[str, ...]:
        """The rules that cannot hold together where there is no programme."""
        return self.infeasibility.rules if self.infeasibility else ()
