"""The moments at which answers were sent, as form tools write them, with or without an offset from UTC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.intake.survey.layouts import AnswerTable

_CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")


def _formats(*dates: str) -> tuple[str, ...]:
    return (*(f"{date} {clock}" for date in dates for clock in _CLOCKS), *dates)


_READINGS = (
    _formats("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"),
    _formats("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y"),
    _formats("%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y"),
    _formats("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d.%m.%y"),
)
"""Formats by the order of year, month and day. With dots, the day stands first."""

_OFFSET = re.compile(
    r"(?<=[\d:.apm])\s*(?:(?:gmt|utc|z)\b|(?=[+-]\d))\s*(?:(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)?$"
)
_CLOCK = re.compile(r"\d:\d\d")
_FRACTION = re.compile(r"(?<=:\d\d)[.,]\d+")
_T = re.compile(r"(?<=\d)t(?=\d)")
_HALF_OF_DAY = re.compile(r"\s*(?<![a-z])([ap])\.?\s?m\b\.?")
_SERIAL = re.compile(r"[345]\d{4}(?:\.\d+)?")
_EPOCH = datetime(1899, 12, 30)
_WIDEST = timedelta(hours=14)
"""No clock on Earth differs more from UTC."""


@dataclass(frozen=True)
class Moment:
    """When an answer was sent: in UTC if `has_offset`, else by the clock of an unknown time zone."""

    at: datetime
    has_offset: bool = False

    def is_comparable(self, other: Moment) -> bool:
        """Whether it is certain which of two moments is the later one."""
        return self.has_offset == other.has_offset or abs(self.at - other.at) > _WIDEST


def moments_of(answers: AnswerTable) -> dict[int, Moment]:
    """The moment at which each row was sent; empty if it is unknown for any row.

    Days and months are never guessed: if the order of rows depends on them, no moment is known.
    """
    if answers.moment is None:
        return {}
    written = {
        row: answers.table.cell(row, answers.moment).text for row in answers.rows if row not in answers.unfinished
    }
    readings = [reading for formats in _READINGS if len(reading := _read(written, formats)) == len(written)]
    orders = {tuple(sorted(reading, key=lambda row: (reading[row].at, row))) for reading in readings}
    return readings[0] if len(orders) == 1 else {}


def _read(written: dict[int, str], formats: tuple[str, ...]) -> dict[int, Moment]:
    """Read every moment in one of the formats; empty if one of them cannot be read."""
    found: dict[int, Moment] = {}
    likely = list(formats)
    for row, text in written.items():
        plain, offset = _without_offset(text)
        if _SERIAL.fullmatch(plain):
            found[row] = Moment(_EPOCH + timedelta(days=float(plain)))
            continue
        for form in likely:
            try:
                at = datetime.strptime(plain, form)
                found[row] = Moment(at) if offset is None else Moment(at - offset, has_offset=True)
            except (OverflowError, ValueError):
                continue
            # The next row is most likely written in the same way.
            likely.insert(0, likely.pop(likely.index(form)))
            break
        else:
            return {}
    return found


def _without_offset(text: str) -> tuple[str, timedelta | None]:
    """The moment without fractions of seconds, and its offset from UTC; None if none is written."""
    plain = _T.sub(" ", " ".join(text.lower().split()))
    offset = None
    clock = _CLOCK.search(plain)
    if clock and (match := _OFFSET.search(plain, clock.end())):
        plain = plain[: match.start()]
        offset = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
        offset = -offset if match["sign"] == "-" else offset
    return _HALF_OF_DAY.sub(r" \1m", _FRACTION.sub("", plain)), offset
