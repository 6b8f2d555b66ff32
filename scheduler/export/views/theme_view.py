"""Sessions by theme, and the hours in which sessions on one theme overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.core.instance import Day, Instance, Theme
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.session_order import in_order
from scheduler.core.vocabulary import IN_PROGRAMME
from scheduler.export.views.at_once import peak_of

HOUR = 60


@dataclass(frozen=True)
class OnTheme:
    """A theme's sessions in order of time, without bilateral meetings and booth shifts."""

    theme: Theme
    sessions: tuple[PlacedSession, ...]

    def overlapping(self, placed: PlacedSession) -> tuple[PlacedSession, ...]:
        """The overlapping sessions on the theme."""
        return tuple(other for other in self.sessions if other is not placed and other.overlaps(placed))


@dataclass(frozen=True)
class ClashMap:
    """For a day, by hour and theme: the largest number of sessions on it at once."""

    day: Day
    hours: tuple[int, ...]
    rows: tuple[tuple[Theme, tuple[int, ...]], ...]


def themes_of(instance: Instance, programme: Programme) -> Iterator[OnTheme]:
    """The themes with at least one session."""
    listed = [one for one in in_order(instance, programme.sessions) if one.kind is None or one.kind in IN_PROGRAMME]
    for theme in instance.themes:
        sessions = tuple(one for one in listed if theme.code in one.themes)
        if sessions:
            yield OnTheme(theme, sessions)


def clashes_of(themes: Sequence[OnTheme], days: Sequence[Day]) -> Iterator[ClashMap]:
    """The clash map of each day with sessions on themes."""
    for day in days:
        own = [(one.theme, [placed for placed in one.sessions if placed.day == day.id]) for one in themes]
        placed = [session for _, sessions in own for session in sessions]
        if placed:
            first = min(session.start for session in placed) // HOUR * HOUR
            hours = tuple(range(first, max(session.end for session in placed), HOUR))
            rows = ((theme, tuple(peak_of(some, at, at + HOUR).number for at in hours)) for theme, some in own)
            yield ClashMap(day, hours, tuple(rows))
