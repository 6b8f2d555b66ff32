"""Searches started at the desk, each in a process of its own: finish, repair, improve, and questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.programme import Programme
from scheduler.desk.state import Snapshot


class JobKind(StrEnum):
    """What the machine is asked to do."""

    FINISH = "finish"
    REPAIR = "repair"
    IMPROVE = "improve"
    WHY = "why"
    WHY_NOT = "why_not"


@dataclass(frozen=True)
class JobProgress:
    """How far a job is: the goal being minimised, its value and lower bound, seconds since the start."""

    goal: str = ""
    value: int | None = None
    bound: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of a proposal that hang together; `sentences` say them, `sessions` are those that change."""

    number: int
    sentences: tuple[str, ...]
    sessions: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """The result of a job beside the programme that it started from."""

    programme: Programme
    groups: tuple[ChangeGroup, ...]
    goals: tuple[str, ...]


@dataclass(frozen=True)
class JobView:
    """The state of a job: running, done, stopped or failed; sentences of an answer or of a failure."""

    id: int
    kind: JobKind
    status: str
    progress: JobProgress
    sentences: tuple[str, ...] = ()
    proposal: Proposal | None = None


class Jobs:
    """The jobs of one working copy."""

    def start(self, kind: JobKind, snapshot: Snapshot, *, seconds: float | None = None, subject: str = "") -> int:
        """Start a job from a snapshot; its number. `subject` is the session or request that a question is about."""
        raise NotImplementedError

    def view(self, number: int) -> JobView:
        """The state of a job now. Raises KeyError."""
        raise NotImplementedError

    def all(self) -> tuple[JobView, ...]:
        """The states of all jobs, oldest first."""
        raise NotImplementedError

    def stop(self, number: int) -> None:
        """Stop a job; what it has found so far becomes its proposal."""
        raise NotImplementedError

    def drop(self, number: int) -> None:
        """End a job and throw its result away."""
        raise NotImplementedError

    def close(self) -> None:
        """End all jobs."""
        raise NotImplementedError
