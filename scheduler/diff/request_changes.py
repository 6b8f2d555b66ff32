"""Compare two programmes request by request: the outcome of each in both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scheduler.catalogue.change_kinds import ChangeKind
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.vocabulary import IN_PROGRAMME, Kind


class RequestOutcome(NamedTuple):
    """The outcome of a request: granted or not, partners, day, start (minutes after midnight) and room."""

    granted: bool
    session: str = ""
    partners: frozenset[str] = frozenset()
    day: str = ""
    start: int = 0
    end: int = 0
    room: str = ""


REFUSED = RequestOutcome(granted=False)


class RequestChange(NamedTuple):
    """One change of a request's outcome."""

    kind: ChangeKind
    request: str


def request_outcomes(programme: Programme) -> dict[str, RequestOutcome]:
    """The outcome of each request. The time is that of its own segment, if it has one."""
    segments = {segment.request: segment for segment in programme.segments}
    found: dict[str, RequestOutcome] = {}
    for decision in programme.decisions:
        placed = programme.session.get(decision.session)
        if not decision.granted:
            found[decision.request] = REFUSED
        elif placed is None:
            found[decision.request] = RequestOutcome(True, decision.session)
        else:
            held = segments.get(decision.request, placed)
            where = (placed.day, held.start, held.end, placed.room)
            found[decision.request] = RequestOutcome(True, placed.id, _joint_members(placed), *where)
    return found


def _joint_members(placed: PlacedSession) -> frozenset[str]:
    """The coalitions of a joint session; empty for other sessions, which have no partners."""
    return frozenset(placed.coalitions) if placed.kind is Kind.JOINT else frozenset()


def outcome_changes(before: RequestOutcome, after: RequestOutcome) -> tuple[ChangeKind, ...]:
    """The kinds of change between two outcomes of one request, the gravest for its coalition first."""
    if before.granted != after.granted:
        return (ChangeKind.GRANTED if after.granted else ChangeKind.REFUSED,)
    elsewhere = (ChangeKind.ELSEWHERE,) if before.session != after.session else ()
    partners = (ChangeKind.PARTNERS,) if before.partners != after.partners else ()
    return (*elsewhere, *partners, *placement_changes(before, after))


def placement_changes(
    before: PlacedSession | RequestOutcome, after: PlacedSession | RequestOutcome, *, ends: bool = True
) -> tuple[ChangeKind, ...]:
    """How the placement differs: another day, else another time; and another room.

    `ends`: whether another end with the same start counts as another time.
    """
    kinds: list[ChangeKind] = []
    if before.day != after.day:
        kinds.append(ChangeKind.DAY)
    elif before.start != after.start or (ends and before.end != after.end):
        kinds.append(ChangeKind.TIME)
    if before.room != after.room:
        kinds.append(ChangeKind.ROOM)
    return tuple(kinds)


def request_changes(before: Programme, after: Programme) -> Iterator[RequestChange]:
    """The changes of all requests decided in `before`, in its order; a request not decided in `after` is refused."""
    new = request_outcomes(after)
    for request, outcome in request_outcomes(before).items():
        for kind in outcome_changes(outcome, new.get(request, REFUSED)):
            yield RequestChange(kind, request)


def deciding_changes(before: Programme, after: Programme) -> tuple[RequestChange, ...]:
    """The changes that decide between two candidates: granted or not, other partners, another day.

    The day of what takes place beside the programme, such as a bilateral meeting, decides nothing.
    """
    return tuple(
        change for change in request_changes(before, after) if decides(change.kind, _kind_held(before, change.request))
    )


def _kind_held(programme: Programme, request: str) -> Kind | None:
    """The kind of the session of coalitions that grants a request; None where it is a host session, or refused."""
    placed = programme.session.get(programme.decision[request].session)
    return placed.kind if placed else None


def decides(change: ChangeKind, kind: Kind | None) -> bool:
    """Whether somebody who chooses between candidates counts this change of a request of a kind."""
    return change.record.decides and not (change is ChangeKind.DAY and kind is not None and kind not in IN_PROGRAMME)
