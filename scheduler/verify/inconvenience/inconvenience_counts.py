"""The counts behind the goal on inconvenience, by part (systems 31, 32, 34, 43–45)."""

from __future__ import annotations

from scheduler.catalogue import INCONVENIENCE
from scheduler.verify.facts import Facts
from scheduler.verify.inconvenience import (  # noqa: F401 - their functions register
    people_counts,
    room_counts,
    spread_counts,
    theme_counts,
)
from scheduler.verify.inconvenience.part_registry import part


def inconvenience_parts(facts: Facts) -> dict[str, int]:
    """The counts by the ids of their parts, before `inconvenience` weighs them; counted once for these facts."""
    if not facts.part_counts:
        facts.part_counts.update((entry.id, part[entry.id](facts)) for entry in INCONVENIENCE)
    return facts.part_counts
