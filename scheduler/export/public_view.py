"""The public part of a programme: sessions marked open, and the coalitions' sessions.

A session of the host programme is public if it is marked open. A session of coalitions is public if its kind is part of
the programme. Booth shifts are not part of the programme, but they are shown: on the page of their coalition and in the
public calendars. Bilateral meetings are never shown.
"""

from __future__ import annotations

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.vocabulary import IN_PROGRAMME, Kind


def is_public(instance: Instance, placed: PlacedSession) -> bool:
    """Whether a session is public."""
    if placed.kind is not None:
        return placed.kind in IN_PROGRAMME
    host = instance.session.get(placed.id)
    return host is not None and host.is_open


def is_shown(instance: Instance, placed: PlacedSession) -> bool:
    """Whether public pages and calendars show a session: public sessions and booth shifts."""
    return placed.kind is Kind.BOOTH or is_public(instance, placed)


def public_part(instance: Instance, programme: Programme) -> Programme:
    """A copy of the programme with its public sessions, their segments, and the booth shifts."""
    sessions = tuple(placed for placed in programme.sessions if is_shown(instance, placed))
    known = {placed.id for placed in sessions}
    segments = tuple(segment for segment in programme.segments if segment.session in known)
    return programme.model_copy(update={"sessions": sessions, "segments": segments})
