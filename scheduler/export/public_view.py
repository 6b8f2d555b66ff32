"""The public part of a programme: sessions marked open, and the coalitions' sessions.

A session of the host programme is public where it is marked open. What coalitions asked for is public as far as it
stands in the programme; bilateral meetings are never. Booth shifts take place beside the programme: they stand on the
page of their coalition, where somebody who looks for it finds it, and on no page of a day.
"""

from __future__ import annotations

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.vocabulary import IN_PROGRAMME, Kind


def is_public(instance: Instance, placed: PlacedSession) -> bool:
    """Whether participants find it in the programme."""
    if placed.kind is not None:
        return placed.kind in IN_PROGRAMME
    host = instance.session.get(placed.id)
    return host is not None and host.is_open


def public_part(instance: Instance, programme: Programme) -> Programme:
    """The programme with its public sessions, their segments, and the shifts at the booth."""
    sessions = tuple(
        placed for placed in programme.sessions if placed.kind is Kind.BOOTH or is_public(instance, placed)
    )
    known = {placed.id for placed in sessions}
    segments = tuple(segment for segment in programme.segments if segment.session in known)
    return programme.model_copy(update={"sessions": sessions, "segments": segments})
