"""Counts on themes: rooms beyond those of given sessions, and gaps within a day."""

from __future__ import annotations

from collections import defaultdict

from scheduler.verify.facts import Facts, SessionFacts, chronological
from scheduler.verify.inconvenience.part_registry import part


@part
def theme_rooms(facts: Facts) -> int:
    """Further rooms that a theme uses."""
    used = {
        (theme, session.placed.room) for session in facts.decided if session.in_programme for theme in session.themes
    }
    given = {(theme, session.placed.room) for session in facts.sessions if session.given for theme in session.themes}
    return len(used - given)


@part
def theme_gaps(facts: Facts) -> int:
    """Pauses of a theme within a day."""
    on_theme: dict[str, list[SessionFacts]] = defaultdict(list)
    for session in facts.sessions:
        for theme in set(session.themes) if session.in_programme else ():
            on_theme[theme].append(session)
    pauses = 0
    for sessions in on_theme.values():
        for on_day in chronological(sessions).values():
            until = on_day[0].placed.end
            for session in on_day:
                pauses += session.placed.start > until + facts.instance.policy.theme_break_minutes
                until = max(until, session.placed.end)
    return pauses
