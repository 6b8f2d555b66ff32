"""Times of day, windows of a day, and conversion between time zones.

A time of day is an integer, minutes after midnight in the event's time zone; in JSON and in sheets it reads ``09:30``.
Windows never cross midnight; windows on different days never overlap.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, model_validator

MINUTES_PER_DAY = 24 * 60
_CLOCK = re.compile(r"^\s*(\d{1,2})[:.h](\d{2})\s*$")


def parse_clock(text: str) -> int:
    """Parse ``9:30``, ``09:30``, ``9.30`` or ``24:00`` as minutes after midnight. Raises ValueError."""
    match = _CLOCK.match(text)
    if not match:
        raise ValueError(f"“{text}” is no time of day; write it as 09:30")
    hours, minutes = int(match[1]), int(match[2])
    if minutes > 59 or hours * 60 + minutes > MINUTES_PER_DAY:
        raise ValueError(f"“{text}” is no time of day; the clock runs from 00:00 to 24:00")
    return hours * 60 + minutes


def clock_text(minute: int) -> str:
    """Format minutes after midnight: ``570`` as ``09:30``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def times_text(start: int, end: int) -> str:
    """Format an interval of a day: ``09:30–11:00``."""
    return f"{clock_text(start)}–{clock_text(end)}"


def _to_minute(value: object) -> object:
    return parse_clock(value) if isinstance(value, str) else value


def _within_the_day(minute: int) -> int:
    if not 0 <= minute <= MINUTES_PER_DAY:
        raise ValueError(f"{minute} minutes after midnight is no time of day; the clock runs from 00:00 to 24:00")
    return minute


Clock = Annotated[
    int,
    BeforeValidator(_to_minute),
    AfterValidator(_within_the_day),
    PlainSerializer(clock_text, return_type=str),
]
"""Minutes after midnight, up to 24:00; serialised as text such as ``09:30``."""


class Window(BaseModel):
    """A half-open interval of one day: from `start` up to, but not including, `end`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: str
    start: Clock = 0
    end: Clock = MINUTES_PER_DAY

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Window:
        if not 0 <= self.start < self.end <= MINUTES_PER_DAY:
            raise ValueError(f"{times_text(self.start, self.end)} ends before it starts")
        return self

    def overlaps(self, day: str, start: int, end: int) -> bool:
        """Whether the interval shares at least one minute with this window."""
        return self.day == day and self.start < end and start < self.end

    def __str__(self) -> str:
        if (self.start, self.end) == (0, MINUTES_PER_DAY):
            return self.day
        return f"{self.day} {times_text(self.start, self.end)}"


def local_interval(on: date, start: int, end: int, zone: str, other: str) -> tuple[int, int]:
    """Convert the interval `start`–`end` on a date in `zone` to the local time of the zone `other`.

    Both results are minutes after midnight of the local day on which the interval starts; the second may exceed 1440.
    """
    begins = datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(zone)) + timedelta(minutes=start)
    local = begins.astimezone(ZoneInfo(other))
    minute = local.hour * 60 + local.minute
    return minute, minute + end - start
