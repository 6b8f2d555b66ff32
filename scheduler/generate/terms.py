"""Draw constraints on the time of made-up sessions: days and relations, all satisfied by the hidden schedule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from scheduler.core.vocabulary import RelationVerb, Service, SessionType
from scheduler.generate.grids import RoomSlot
from scheduler.generate.made_up_sessions import DrawnSession
from scheduler.generate.planning_rows import Row
from scheduler.generate.venue import Venue

PREFERRED, FORBIDDEN, RELATED = 0.15, 0.08, 0.06
"""Shares of sessions that prefer a day, cannot have a day, and are related to another session."""

HARD_TO_LEAVE_OUT = (SessionType.MAIN, SessionType.NRI, SessionType.BPF, SessionType.PN)

PAUSE = 30
"""Minutes that some sessions need before what follows them."""

SPARE_TEAMS = 1
"""Teams for a service beyond the most that the hidden schedule needs at once."""


def draw_day_preferences(rng: Random, venue: Venue, sessions: Sequence[DrawnSession]) -> None:
    """Draw preferred and forbidden days; the preferred day is usually that of the hidden schedule."""
    if len(venue.main_days) < 2:
        return
    for session in sessions:
        if session.given or session.type is SessionType.DAY_ZERO:
            continue
        planned = session.place.day if session.place else venue.main_days[0]
        if rng.random() < PREFERRED:
            day = planned if rng.random() < 0.6 else rng.choice(venue.main_days)
            session.more["Preferred days"] = (day,)
        if rng.random() < FORBIDDEN:
            day = rng.choice([day for day in venue.main_days if day != planned])
            if (day,) != session.more.get("Preferred days"):
                session.more["Forbidden days"] = (day,)


def weigh(rng: Random, sessions: Sequence[DrawnSession]) -> None:
    """Draw the weight of leaving a session out: largest for main sessions and those of the intersessional work."""
    for session in sessions:
        if not session.given:
            session.more["Weight"] = 5 if session.type in HARD_TO_LEAVE_OUT else rng.choice((1, 1, 2, 3))


def relation_rows(rng: Random, venue: Venue, sessions: Sequence[DrawnSession]) -> list[Row]:
    """Draw relations between sessions on a common theme that the hidden schedule satisfies."""
    planned = [session for session in sessions if session.place and not session.given]
    order = {day: number for number, day in enumerate(venue.names)}
    rows: list[Row] = []
    used: set[str] = set()
    for one in planned:
        if one.id in used or rng.random() >= RELATED:
            continue
        near = [s for s in planned if s.id not in used and s is not one and s.themes[0] == one.themes[0]]
        if near:
            other = rng.choice(near)
            rows += _related(rng, order, one, other)
            used |= {one.id, other.id}
    return rows


def _related(rng: Random, order: dict[str, int], one: DrawnSession, other: DrawnSession) -> Iterator[Row]:
    assert one.place
    assert other.place
    related: list[tuple[RelationVerb, DrawnSession, DrawnSession, int]] = []
    first, second = sorted((one, other), key=lambda s: (order[s.place.day], s.place.start) if s.place else (0, 0))
    if _pause(order, first, second) >= PAUSE:
        related.append((RelationVerb.BEFORE, first, second, PAUSE))
    elif _pause(order, first, second) >= 0:
        related.append((RelationVerb.BEFORE, first, second, 0))
    if not one.place.overlaps(other.place):
        related.append((RelationVerb.APART, one, other, 0))
    related.append(
        (RelationVerb.SAME_DAY if one.place.day == other.place.day else RelationVerb.OTHER_DAY, one, other, 0)
    )
    verb, left, right, minutes = rng.choice(related)
    yield {"Session": left.id, "Stands": verb.value, "Other sessions": (right.id,), "Minutes": minutes}


def _pause(order: dict[str, int], first: DrawnSession, second: DrawnSession) -> int:
    """Minutes between two sessions; sessions on different days count as very far apart."""
    assert first.place
    assert second.place
    days = order[second.place.day] - order[first.place.day]
    return days * 24 * 60 + second.place.start - first.place.end


def team_rows(sessions: Sequence[DrawnSession], services: Sequence[Service]) -> list[Row]:
    """Teams for some services: a few more than the hidden schedule needs at once."""
    return [{"Service": service.value, "Teams": _most_at_once(sessions, service) + SPARE_TEAMS} for service in services]


def _most_at_once(sessions: Sequence[DrawnSession], service: Service) -> int:
    intervals = [session.place for session in sessions if session.place and service in session.needs]
    starts = {
        (interval.day, interval.start): RoomSlot(interval.day, interval.start, interval.start + 1)
        for interval in intervals
    }
    return max((sum(moment.overlaps(interval) for interval in intervals) for moment in starts.values()), default=0)
