"""Cost of candidates: minutes of the programme used and saved, and sessions that duplicate each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.candidates.comparison.compared import Candidate
from scheduler.core.queries import Saving, free_stretches, joint_sessions, saving
from scheduler.core.vocabulary import PROGRAMME_SESSION_KINDS
from scheduler.verify import Notice


@dataclass(frozen=True)
class CandidateCost:
    """Sessions of coalitions, the minutes they use and save, and the reserved minutes that stay free."""

    joint_sessions: int
    sessions: int
    saving: Saving
    free_minutes: int


@dataclass(frozen=True)
class DuplicateSessions:
    """Sessions on exactly the same themes with a person or coalition in each, and the candidates that have them.

    `of_coalitions` says whether a session of coalitions is among them.
    """

    sentence: str
    coalitions: tuple[str, ...]
    letters: tuple[str, ...]
    of_coalitions: bool


def costs(candidates: Sequence[Candidate]) -> tuple[CandidateCost, ...]:
    """The cost of each candidate."""
    return tuple(_cost(candidate) for candidate in candidates)


def _cost(candidate: Candidate) -> CandidateCost:
    instance, programme = candidate.instance, candidate.programme
    return CandidateCost(
        joint_sessions=len(joint_sessions(instance, programme)),
        sessions=sum(placed.kind in PROGRAMME_SESSION_KINDS for placed in programme.sessions),
        saving=saving(instance, programme),
        free_minutes=sum(window.end - window.start for _, window in free_stretches(instance, programme)),
    )


def duplicates(candidates: Sequence[Candidate]) -> tuple[DuplicateSessions, ...]:
    """The duplicate sessions that the check found in any candidate; sessions of coalitions first."""
    notices_by_sessions: dict[tuple[object, ...], DuplicateSessions] = {}
    for candidate in candidates:
        for notice in candidate.verdict.notices:
            if notice.topic == "duplication":
                # The order in which the sessions stand in a programme makes no difference.
                key = (frozenset(notice.sessions), notice.who)
                sessions = notices_by_sessions.get(key) or _duplicate(candidate, notice)
                notices_by_sessions[key] = replace(sessions, letters=(*sessions.letters, candidate.letter))
    return tuple(sorted(notices_by_sessions.values(), key=lambda duplicate: not duplicate.of_coalitions))


def _duplicate(candidate: Candidate, notice: Notice) -> DuplicateSessions:
    sessions = [candidate.programme.session[name] for name in notice.sessions]
    members = [name for placed in sessions for name in placed.coalitions]
    shared = [name for name in notice.who if name in candidate.instance.coalition]
    concerned = tuple(dict.fromkeys((*members, *shared)))
    return DuplicateSessions(notice.sentence, concerned, (), any(placed.kind for placed in sessions))
