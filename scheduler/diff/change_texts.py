"""Texts for sessions, days, times and rooms in the sentences of changes."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.core.clock import times_text
from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession


def called(placed: PlacedSession) -> str:
    """The name of a session in sentences: title and id of a host session, id and members of a coalitions' session."""
    if placed.type:
        return f"“{placed.title}” ({placed.id})"
    members = f" ({', '.join(placed.coalitions)})" if len(placed.coalitions) > 1 else ""
    return f"“{placed.id}”{members}"


def day_text(instance: Instance, day: str) -> str:
    """``Day 1 (Mon 16 Dec)``."""
    known = instance.day.get(day)
    return f"{day} ({known.date:%a} {known.date.day} {known.date:%b})" if known else day


def when_text(instance: Instance, day: str, start: int, end: int) -> str:
    """``Day 1 (Mon 16 Dec), 09:30–11:00``."""
    return f"{day_text(instance, day)}, {times_text(start, end)}"


def where_text(instance: Instance, placed: PlacedSession) -> str:
    """``Day 1 (Mon 16 Dec), 09:30–11:00, Salle 3``."""
    return f"{when_text(instance, placed.day, placed.start, placed.end)}, {placed.room}"


def names_text(names: Iterable[str]) -> str:
    return ", ".join(names)
