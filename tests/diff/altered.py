"""The example programme with single things done to it."""

from __future__ import annotations

from scheduler.core.clock import parse_clock
from scheduler.core.programme import Programme
from tests.miniatures.build import with_decision, with_segment, with_session

__all__ = ["at", "refused", "with_decision", "with_segment", "with_session", "without_session"]


def at(clock: str, minutes: int) -> dict[str, int]:
    """A start and an end."""
    return {"start": parse_clock(clock), "end": parse_clock(clock) + minutes}


def without_session(programme: Programme, session: str) -> Programme:
    """One session cancelled; requests held in it are refused."""
    programme = programme.model_copy(update={"sessions": tuple(p for p in programme.sessions if p.id != session)})
    for decision in programme.decisions:
        if decision.session == session:
            programme = refused(programme, decision.request)
    return programme


def refused(programme: Programme, request: str) -> Programme:
    """One request refused, its segment gone and its coalition out of the joint session."""
    held, coalition = programme.decision[request].session, request.split(":")[0]
    placed = programme.session.get(held)
    if placed and placed.coalitions:
        programme = with_session(programme, held, coalitions=tuple(n for n in placed.coalitions if n != coalition))
    segments = tuple(part for part in programme.segments if part.request != request)
    programme = programme.model_copy(update={"segments": segments})
    return with_decision(programme, request, granted=False, session="")
