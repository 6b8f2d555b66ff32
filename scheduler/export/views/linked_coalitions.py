"""Where coalitions are to be met: what they hold, their minutes in sessions, and what is linked to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.clock import Clock
from scheduler.core.instance import HostSession, Instance
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.session_order import in_order, segments_by_session


class Involvement(StrEnum):
    """What a coalition has to do with a session."""

    HOLDS = "holds it"
    MINUTES = "has minutes in it"
    LINKED = "linked to it"


@dataclass(frozen=True)
class CoalitionAppearance:
    """A session at which a coalition is to be met, and from when to when it takes part."""

    placed: PlacedSession
    part: Involvement
    start: Clock
    end: Clock


@dataclass(frozen=True)
class LinkedCoalition:
    """A coalition to which sessions of the host programme are linked: where it is to be met, in order of time.

    `without_place` are linked sessions that are left out.
    """

    coalition: str
    meetings: tuple[CoalitionAppearance, ...]
    without_place: tuple[HostSession, ...]

    def beside(self, meeting: CoalitionAppearance) -> tuple[PlacedSession, ...]:
        """Others of its sessions at the same time."""
        placed = meeting.placed
        return tuple(one.placed for one in self.meetings if one.placed.id != placed.id and one.placed.overlaps(placed))


def only_linked(host: HostSession | None, present: Iterable[str]) -> tuple[str, ...]:
    """Coalitions that the host programme links to a session in which they have no minutes."""
    there = set(present)
    return tuple(name for name in host.coalitions if name not in there) if host else ()


def linked_coalitions(instance: Instance, programme: Programme) -> Iterator[LinkedCoalition]:
    """The coalitions to which something is linked, in the order of the instance."""
    linked = {name for host in instance.sessions for name in host.coalitions}
    meetings = list(_meetings(instance, programme))
    left_out = {one.session for one in programme.left_out}
    for coalition in instance.coalitions:
        if coalition.id in linked:
            yield LinkedCoalition(
                coalition.id,
                tuple(meeting for name, meeting in meetings if name == coalition.id),
                tuple(h for h in instance.sessions if h.id in left_out and coalition.id in h.coalitions),
            )


def _meetings(instance: Instance, programme: Programme) -> Iterator[tuple[str, CoalitionAppearance]]:
    segments = segments_by_session(programme)
    for placed in in_order(instance, programme.sessions):
        inside = segments.get(placed.id, ())
        for name in placed.coalitions:
            yield name, CoalitionAppearance(placed, Involvement.HOLDS, placed.start, placed.end)
        for segment in inside:
            yield segment.coalition, CoalitionAppearance(placed, Involvement.MINUTES, segment.start, segment.end)
        for name in only_linked(instance.session.get(placed.id), (segment.coalition for segment in inside)):
            yield name, CoalitionAppearance(placed, Involvement.LINKED, placed.start, placed.end)
