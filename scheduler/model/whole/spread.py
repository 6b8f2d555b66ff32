"""What sessions on a theme cost each other at the least, known without a search: were they spread evenly over times.

As few moments as see every place that a session could have, see each session at least once. Of sessions spread over so
many moments some are seen together as soon as they are more than the moments, and the more evenly the fewer pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.model.parallels import circles_of
from scheduler.model.prepare import Planned


def parallels_if_even(theme: str, sessions: Sequence[Planned], left_out: int) -> int:
    """What the host programme's decided sessions on a theme cost each other, if so many of them may be left out."""
    decided = [session for session in sessions if session.host and session.given is None]
    return sum(
        circle.weight * _pairs(len(circle.sessions) - left_out, _moments(circle.sessions))
        for circle in circles_of(theme, decided)
    )


def _moments(sessions: Iterable[Planned]) -> int:
    """The fewest moments that see every place of these sessions."""
    spans = {(option.day, option.end, option.start) for session in sessions for option in session.options}
    number, seen = 0, ("", 0)
    for day, end, start in sorted(spans):
        if day != seen[0] or start >= seen[1]:
            number, seen = number + 1, (day, end)
    return number


def _pairs(sessions: int, moments: int) -> int:
    """Pairs at one moment, if so many sessions are spread evenly over so many moments."""
    if sessions <= moments or not moments:
        return 0
    each, more = divmod(sessions, moments)
    return moments * each * (each - 1) // 2 + more * each
