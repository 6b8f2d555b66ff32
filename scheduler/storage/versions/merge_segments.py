"""The segments of one session after a merge: in which order, and at what time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme, Segment


def order_in(programme: Programme, session: str) -> list[str]:
    """The requests whose segments a session holds, in their order."""
    inside = [segment for segment in programme.segments if segment.session == session]
    return [segment.request for segment in sorted(inside, key=lambda segment: (segment.order, segment.start))]


def in_every(orders: Sequence[list[str]], held: Collection[str]) -> list[list[str]]:
    """Each order without the requests that are not in all of them, or are not held here any more."""
    common = set(held).intersection(*orders)
    return [[request for request in order if request in common] for order in orders]


def completed(core: list[str], orders: Sequence[list[str]], held: Collection[str]) -> list[str]:
    """The requests held: those of `core` in its order, every other one behind the one that it followed."""
    found = list(core)
    for order in orders:
        for number, request in enumerate(order):
            if request in held and request not in found:
                before = [one for one in order[:number] if one in found]
                found.insert(found.index(before[-1]) + 1 if before else 0, request)
    return found


def laid_out(instance: Instance, placed: PlacedSession | None, segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments one after the other, from where the session keeps time for them."""
    host = instance.session.get(placed.id) if placed else None
    start = placed.start + host.segments_after if placed and host else min(segment.start for segment in segments)
    for order, segment in enumerate(segments, start=1):
        end = start + segment.end - segment.start
        yield segment.model_copy(update={"order": order, "start": start, "end": end})
        start = end
