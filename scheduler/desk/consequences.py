"""The consequences of the edits: rules broken, goals from → to, wishes gained and lost, and whom to tell."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.desk.state import DeskState


@dataclass(frozen=True)
class BrokenRuleLine:
    """A broken rule: its id and name, the sentence of the verifier, the remedy, and the sessions and names concerned.

    `since_base`: it was not broken in the programme that one began from.
    """

    rule: str
    name: str
    sentence: str
    remedy: str
    sessions: tuple[str, ...]
    who: tuple[str, ...]
    since_base: bool


@dataclass(frozen=True)
class GoalLine:
    """A goal that differs from the base: its sentence and values; smaller is better."""

    goal: str
    name: str
    before: int
    after: int
    sentence: str


@dataclass(frozen=True)
class WishLine:
    """A request whose outcome differs from the base."""

    request: str
    coalition: str
    sentence: str


@dataclass(frozen=True)
class Consequences:
    """What all edits together mean, against the programme that one began from."""

    broken: tuple[BrokenRuleLine, ...]
    goals: tuple[GoalLine, ...]
    gained: tuple[WishLine, ...]
    lost: tuple[WishLine, ...]
    changes: tuple[str, ...]
    to_tell: tuple[str, ...]

    @property
    def may_be_announced(self) -> bool:
        """Whether no rule is broken: only such a programme may be announced or published."""
        return not self.broken

    @property
    def fields(self) -> dict[str, object]:
        """The consequences for JSON."""
        raise NotImplementedError


def consequences(state: DeskState) -> Consequences:
    """What the edits have changed since the base."""
    raise NotImplementedError
