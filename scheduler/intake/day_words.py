"""Days and parts of days as people name them: weekdays, “Day 1 (Tuesday)”, “afternoon”, “9 am”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from scheduler.core.instance import Day
from scheduler.intake.spelling import tidy, without_accents

_WEEKDAYS = (
    ("monday", "mon", "lundi", "lun", "lunes"),
    ("tuesday", "tue", "tues", "mardi", "mar", "martes"),
    ("wednesday", "wed", "weds", "mercredi", "mer", "miercoles", "mie"),
    ("thursday", "thu", "thur", "thurs", "jeudi", "jeu", "jueves", "jue"),
    ("friday", "fri", "vendredi", "ven", "viernes", "vie"),
    ("saturday", "sat", "samedi", "sam", "sabado", "sab"),
    ("sunday", "sun", "dimanche", "dim", "domingo", "dom"),
)
_PARTS = re.compile(r"[()\[\],:–—]|\s-\s")
_LEADING = re.compile(r"(?:(?:on|the|le|la|el|les|los|du|de|in|en)\s+)+", re.IGNORECASE)
_TWELVE_HOURS = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_NOON = {"noon": "12:00", "midday": "12:00", "midi": "12:00", "mediodia": "12:00", "midnight": "24:00"}


def day_of_weekday(text: str, days: Sequence[Day]) -> str | None:
    """The day of the event on a weekday; None if the text is no weekday, or the event has two such days."""
    plain = without_accents(text).strip(" .,")
    number = next((number for number, names in enumerate(_WEEKDAYS) if plain in names), None)
    found = [day.id for day in days if day.date.weekday() == number]
    return found[0] if len(found) == 1 else None


def day_in_parts(text: str, find: Callable[[str], str | None]) -> str | None:
    """The day that every part of a text names: ``Day 1 (Tuesday)`` or ``Tuesday, 2 June``."""
    plain = _LEADING.sub("", tidy(text)) if _LEADING.match(tidy(text)) else tidy(text)
    parts = [part.strip() for part in _PARTS.split(plain) if part.strip()]
    if len(parts) == 1 and parts[0] == text:
        return None
    found = {find(part) for part in parts}
    return found.pop() if len(found) == 1 else None


def in_24_hours(text: str) -> str:
    """A text with ``2 pm`` as ``14:00``, and noon as ``12:00``."""
    plain = _TWELVE_HOURS.sub(_as_24_hours, text)
    for word, time in _NOON.items():
        plain = re.sub(rf"\b(?:12\s*)?{word}\b", time, plain, flags=re.IGNORECASE)
    return plain


def _as_24_hours(match: re.Match[str]) -> str:
    hour = int(match[1])
    if not 1 <= hour <= 12:
        return match[0]
    return f"{hour % 12 + (12 if match[3].lower() == 'p' else 0):02d}:{match[2] or '00'}"
