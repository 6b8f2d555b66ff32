"""Appearances of coalitions: sessions they hold, segments, and sessions linked to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.clock import Clock
from scheduler.core.instance import HostSession, Instance
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.session_order import in_order, segments_by_session


class Involvement(StrEnum):
    """How a coalition is involved in a session."""

    HOLDS = "holds it"
    MINUTES = "has minutes in it"
    LINKED = "linked to it"


@dataclass(frozen=True)
class CoalitionAppearance:
    """A session in which a coalition is involved, with the interval of its involvement."""

    placed: PlacedSession
    involvement: Involvement
    start: Clock
    end: Clock


@dataclass(frozen=True)
class LinkedCoalition:
    """A coalition with linked sessions of the host programme, and its appearances in order of time.

    `without_place` are linked sessions without a placement.
    """

    coalition: str
    appearances: tuple[CoalitionAppearance, ...]
    without_place: tuple[HostSession, ...]

    def overlapping(self, appearance: CoalitionAppearance) -> tuple[PlacedSession, ...]:
        """The other sessions of the coalition that overlap an appearance."""
        placed = appearance.placed
        return tuple(
            one.placed for one in self.appearances if one.placed.id != placed.id and one.placed.overlaps(placed)
        )


def only_linked(host: HostSession | None, present: Iterable[str]) -> tuple[str, ...]:
    """The coalitions linked to a session that have no segment in it."""
    with_segments = set(present)
    return tuple(name for name in host.coalitions if name not in with_segments) if host else ()


def linked_coalitions(instance: Instance, programme: Programme) -> Iterator[LinkedCoalition]:
    """The coalitions with linked sessions, in the order of the instance."""
    linked = {name for host in instance.sessions for name in host.coalitions}
    appearances = list(_appearances(instance, programme))
    left_out = {one.session for one in programme.left_out}
    for coalition in instance.coalitions:
        if coalition.id in linked:
            yield LinkedCoalition(
                coalition.id,
                tuple(appearance for name, appearance in appearances if name == coalition.id),
                tuple(h for h in instance.sessions if h.id in left_out and coalition.id in h.coalitions),
            )


def _appearances(instance: Instance, programme: Programme) -> Iterator[tuple[str, CoalitionAppearance]]:
    """The appearances of all coalitions in order of time, with the coalition of each."""
    segments = segments_by_session(programme)
    for placed in in_order(instance, programme.sessions):
        inside = segments.get(placed.id, ())
        for name in placed.coalitions:
            yield name, CoalitionAppearance(placed, Involvement.HOLDS, placed.start, placed.end)
        for segment in inside:
            yield segment.coalition, CoalitionAppearance(placed, Involvement.MINUTES, segment.start, segment.end)
        for name in only_linked(instance.session.get(placed.id), (segment.coalition for segment in inside)):
            yield name, CoalitionAppearance(placed, Involvement.LINKED, placed.start, placed.end)
