"""Order and time of the segments of one session after a merge."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme, Segment


def order_in(programme: Programme, session: str) -> list[str]:
    """The requests of a session's segments, in order."""
    inside = [segment for segment in programme.segments if segment.session == session]
    return [segment.request for segment in sorted(inside, key=lambda segment: (segment.order, segment.start))]


def in_every(orders: Sequence[list[str]], held: Collection[str]) -> list[list[str]]:
    """Each order restricted to the requests that are in all of them and still in the session."""
    common = set(held).intersection(*orders)
    return [[request for request in order if request in common] for order in orders]


def completed(core: list[str], orders: Sequence[list[str]], held: Collection[str]) -> list[str]:
    """The order of all requests in the session: `core` first in its order, the others after their predecessors."""
    found = list(core)
    for order in orders:
        for number, request in enumerate(order):
            if request in held and request not in found:
                before = [one for one in order[:number] if one in found]
                found.insert(found.index(before[-1]) + 1 if before else 0, request)
    return found


def laid_out(instance: Instance, placed: PlacedSession | None, segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, consecutive from the minute at which the session's time for segments starts."""
    host = instance.session.get(placed.id) if placed else None
    start = placed.start + host.segments_after if placed and host else min(segment.start for segment in segments)
    for order, segment in enumerate(segments, start=1):
        end = start + segment.end - segment.start
        yield segment.model_copy(update={"order": order, "start": start, "end": end})
        start = end
