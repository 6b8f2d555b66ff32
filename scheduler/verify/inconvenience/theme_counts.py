"""Another room for a theme, or a pause within its day."""

from __future__ import annotations

from collections import defaultdict

from scheduler.verify.facts import Facts, HeldSession, chronological
from scheduler.verify.inconvenience.part_registry import part


@part
def theme_rooms(facts: Facts) -> int:
    """Further rooms that a theme uses."""
    used = {(theme, held.placed.room) for held in facts.decided if held.in_programme for theme in held.themes}
    given = {(theme, held.placed.room) for held in facts.held if held.given for theme in held.themes}
    return len(used - given)


@part
def theme_gaps(facts: Facts) -> int:
    """Pauses of a theme within a day."""
    on_theme: dict[str, list[HeldSession]] = defaultdict(list)
    for held in facts.held:
        for theme in set(held.themes) if held.in_programme else ():
            on_theme[theme].append(held)
    pauses = 0
    for sessions in on_theme.values():
        for on_day in chronological(sessions).values():
            until = on_day[0].placed.end
            for held in on_day:
                pauses += held.placed.start > until + facts.instance.policy.theme_break_minutes
                until = max(until, held.placed.end)
    return pauses
