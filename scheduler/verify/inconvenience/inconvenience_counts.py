"""The counts behind the goal “discomfort”, by name (systems 31, 32, 34, 43–45)."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.verify.facts import Facts
from scheduler.verify.inconvenience.people_counts import attendance, time_zones, waiting, walking
from scheduler.verify.inconvenience.room_counts import room_changes, room_fit
from scheduler.verify.inconvenience.spread_counts import day_balance, days, duplicates, fair_slots
from scheduler.verify.inconvenience.theme_counts import theme_gaps, theme_rooms

PARTS: tuple[Callable[[Facts], int], ...] = (
    days,
    room_fit,
    time_zones,
    theme_rooms,
    room_changes,
    duplicates,
    theme_gaps,
    walking,
    waiting,
    attendance,
    day_balance,
    fair_slots,
)


def discomfort_parts(facts: Facts) -> dict[str, int]:
    """The counts by name, before `comfort` weighs them."""
    return {part.__name__: part(facts) for part in PARTS}
