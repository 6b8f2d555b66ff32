"""The example programme with single things done to it."""

from __future__ import annotations

from scheduler.clock import parse_clock
from scheduler.programme import Programme


def at(clock: str, minutes: int) -> dict[str, int]:
    """A start and an end."""
    return {"start": parse_clock(clock), "end": parse_clock(clock) + minutes}


def with_session(programme: Programme, session: str, **fields: object) -> Programme:
    """One session with other fields."""
    assert session in programme.session
    return programme.model_copy(
        update={
            "sessions": tuple(
                placed.model_copy(update=fields) if placed.id == session else placed for placed in programme.sessions
            )
        }
    )


def without_session(programme: Programme, session: str) -> Programme:
    """One session cancelled; requests held in it are refused."""
    programme = programme.model_copy(update={"sessions": tuple(p for p in programme.sessions if p.id != session)})
    for decision in programme.decisions:
        if decision.session == session:
            programme = refused(programme, decision.request)
    return programme


def with_segment(programme: Programme, request: str, **fields: object) -> Programme:
    """One segment with other fields."""
    return programme.model_copy(
        update={
            "segments": tuple(
                part.model_copy(update=fields) if part.request == request else part for part in programme.segments
            )
        }
    )


def refused(programme: Programme, request: str) -> Programme:
    """One request refused, its segment gone and its coalition out of the joint session."""
    held, coalition = programme.decision[request].session, request.split(":")[0]
    placed = programme.session.get(held)
    if placed and placed.coalitions:
        programme = with_session(programme, held, coalitions=tuple(n for n in placed.coalitions if n != coalition))
    return programme.model_copy(
        update={
            "segments": tuple(part for part in programme.segments if part.request != request),
            "decisions": tuple(
                one.model_copy(update={"granted": False, "session": ""}) if one.request == request else one
                for one in programme.decisions
            ),
        }
    )
