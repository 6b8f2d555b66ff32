"""Dates and times as text on pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.core.instance import Day, Event


def long_date(on: date) -> str:
    """``Monday 16 December 2024``."""
    return f"{on:%A} {on.day} {on:%B %Y}"


def moment(event: Event, day: Day, minute: int) -> str:
    """A date and time in ISO 8601: ``2024-12-16T09:30+03:00``."""
    midnight = datetime(day.date.year, day.date.month, day.date.day, tzinfo=ZoneInfo(event.time_zone))
    return (midnight + timedelta(minutes=minute)).isoformat(timespec="minutes")


def zone(event: Event, days: Sequence[Day]) -> str:
    """The event's time zone, with its UTC offset if that is the same on all days."""
    distances = {moment(event, day, 12 * 60)[16:] for day in days}
    place = event.time_zone.replace("_", " ")
    return f"{place}, UTC{distances.pop().replace('-', '−')}" if len(distances) == 1 else place


def dates_from_to(days: Sequence[Day]) -> str:
    """A range of dates: ``15–19 December 2024``."""
    dates = sorted(day.date for day in days)
    if not dates:
        return ""
    first, last = dates[0], dates[-1]
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day} {first:%B} – {end}" if first.year == last.year else f"{first.day} {first:%B %Y} – {end}"
