"""Marks of placements: for one session, every place of the grids as free, possible at a cost, or forbidden."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.desk.state import Snapshot


class MarkKind(StrEnum):
    """What a placement would mean for a session."""

    FREE = "free"
    POSSIBLE = "possible"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class GoalStep:
    """A goal that a placement changes: its id, its sentence, and its value now and then; smaller is better."""

    goal: str
    name: str
    before: int
    after: int

    @property
    def is_worse(self) -> bool:
        return self.after > self.before


@dataclass(frozen=True)
class BrokenPlacementRule:
    """A rule that a placement would break: its id, the verifier's sentence, who is concerned, the other sessions."""

    rule: str
    sentence: str
    who: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class PlacementMark:
    """One placement of a session: what it breaks, and what it costs. `start` is in minutes after midnight.

    `free`: no rule is broken, and no goal that counts for more than the first that changes is worse. `here`: the
    session is there now; what it breaks there is in `broken`.
    """

    day: str
    start: int
    room: str
    kind: MarkKind
    here: bool
    broken: tuple[BrokenPlacementRule, ...] = ()
    goals: tuple[GoalStep, ...] = ()
    words: str = ""

    @property
    def fields(self) -> dict[str, object]:
        """The mark for JSON."""
        raise NotImplementedError


def placements_of(snapshot: Snapshot, name: str) -> tuple[PlacementMark, ...]:
    """The marks of every placement of a session, or of a host session or request without a place; best first.

    Raises EditError for a name that is neither, or for a request that is held inside another session.
    """
    raise NotImplementedError
