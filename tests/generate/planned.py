"""The programme in which every session of a made-up meeting stands where it was drawn, and every request is refused."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.core.instance import Instance
from scheduler.core.programme import Decision, PlacedSession, Programme, Provenance, Reason
from scheduler.generate.made_up_sessions import DrawnSession


def planned_programme(instance: Instance, sessions: Iterable[DrawnSession]) -> Programme:
    """As if nobody had to look for places."""
    refused = Reason(sentence="Nobody is granted anything here.")
    return Programme(
        provenance=Provenance(
            instance=instance.name, instance_sha256=instance.sha256, program_version="0", status="planned"
        ),
        sessions=tuple(placed(session) for session in sessions),
        decisions=tuple(Decision(request=request.id, granted=False, reason=refused) for request in instance.requests),
    )


def placed(session: DrawnSession) -> PlacedSession:
    assert session.place, f"{session.id} has no place"
    return PlacedSession(
        id=session.id,
        title=session.title,
        type=session.type,
        day=session.place.day,
        start=session.place.start,
        end=session.place.end,
        room=session.place.room,
        themes=session.themes,
        given=session.given,
    )
