"""Cost of candidates: minutes of the programme used and saved, and sessions that duplicate each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.candidates.comparison.compared import Candidate
from scheduler.core.queries import Saving, saving_from
from scheduler.core.vocabulary import PROGRAMME_SESSION_KINDS, Kind
from scheduler.tables import Record, free, records
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
    return CandidateCost(
        joint_sessions=number_joint(candidate),
        sessions=len(_in_programme(candidate)),
        saving=saving_of(candidate),
        free_minutes=sum(row["minutes"] for row in records(free(candidate.instance, candidate.programme))),
    )


def number_joint(candidate: Candidate) -> int:
    """How many joint sessions a candidate has."""
    return sum(row["kind"] == Kind.JOINT for row in candidate.sessions.values())


def saving_of(candidate: Candidate) -> Saving:
    """Minutes of the programme that a candidate uses and saves."""
    return saving_from(candidate.instance, sum(row["minutes"] for row in _in_programme(candidate)))


def _in_programme(candidate: Candidate) -> list[Record]:
    """The sessions that coalitions add to the programme."""
    return [row for row in candidate.sessions.values() if row["kind"] in PROGRAMME_SESSION_KINDS]


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
    of_coalitions = [row for name in notice.sessions if (row := candidate.sessions[name])["kind"]]
    members = [name for row in of_coalitions for name in row["coalitions"]]
    shared = [name for name in notice.who if name in candidate.instance.coalition]
    concerned = tuple(dict.fromkeys((*members, *shared)))
    return DuplicateSessions(notice.sentence, concerned, (), bool(of_coalitions))
