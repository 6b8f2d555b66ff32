"""Pairs of similar sessions and their distance in time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.instance import HostSession, Instance
from scheduler.core.programme import PlacedSession, Programme


class TimeDistance(StrEnum):
    """The distance of two sessions in time, the worst first."""

    AT_ONCE = "at the same time"
    SAME_DAY = "on one day"
    OTHER_DAY = "on different days"
    LEFT_OUT = "left out, one or both"


@dataclass(frozen=True)
class DuplicatePair:
    """Two similar sessions and their placements; None for one without a placement."""

    sessions: tuple[HostSession, HostSession]
    places: tuple[PlacedSession | None, PlacedSession | None]

    @property
    def distance(self) -> TimeDistance:
        """The distance of the two placements."""
        one, other = self.places
        if one is None or other is None:
            return TimeDistance.LEFT_OUT
        if one.overlaps(other):
            return TimeDistance.AT_ONCE
        return TimeDistance.SAME_DAY if one.day == other.day else TimeDistance.OTHER_DAY


def pairs_of(instance: Instance, programme: Programme) -> list[DuplicatePair]:
    """The pairs of similar sessions, each once, sorted by distance; overlapping pairs first."""
    found: dict[frozenset[str], DuplicatePair] = {}
    for host in instance.sessions:
        for other in (instance.session[name] for name in host.similar if name in instance.session):
            if other is not host:
                found.setdefault(frozenset((host.id, other.id)), _pair(programme, host, other))
    order = list(TimeDistance)
    return sorted(found.values(), key=lambda pair: order.index(pair.distance))


def _pair(programme: Programme, host: HostSession, other: HostSession) -> DuplicatePair:
    """The pair of two sessions with their placements."""
    return DuplicatePair((host, other), (programme.session.get(host.id), programme.session.get(other.id)))
