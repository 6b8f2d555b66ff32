"""What the independent check finds: violations, notices, scores."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Violation:
    """A broken rule: its id, the names concerned, one sentence, and the ids of the sessions."""

    rule: str
    who: tuple[str, ...]
    sentence: str
    sessions: tuple[str, ...] = ()

    @property
    def topic(self) -> str:
        """The rule's name for people: ``room overlap``."""
        return self.rule.replace("_", " ")


@dataclass(frozen=True)
class Notice:
    """A finding that breaks no rule, but that a planner should know. `system` is the row of docs/systems.md."""

    topic: str
    who: tuple[str, ...]
    sentence: str
    sessions: tuple[str, ...] = ()
    system: int = 0


@dataclass(frozen=True)
class ScoreDifference:
    """A goal whose claimed value is not the recomputed one; `recomputed` is None for a goal that does not exist."""

    goal: str
    claimed: int
    recomputed: int | None


@dataclass(frozen=True)
class Verdict:
    """The outcome of a check. `scores` holds every goal of the catalogue, in its order.

    `inconvenience_parts` are the counts behind the goal “inconvenience”, before they are weighted. `false_statements`
    are sentences on what the programme states of itself and the instance does not support, values of goals apart.
    """

    violations: tuple[Violation, ...]
    scores: dict[str, int]
    inconvenience_parts: dict[str, int]
    notices: tuple[Notice, ...]
    false_statements: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether every rule holds."""
        return not self.violations
