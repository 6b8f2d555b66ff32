"""Build the VTIMEZONE of a calendar: every change of the clocks in the years of the event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_A_DAY = timedelta(days=1)
_A_MINUTE = timedelta(minutes=1)


def vtimezone(zone: str, first: date, last: date) -> Timezone:
    """The VTIMEZONE of a zone from 1 January of the first year to the end of the last year.

    DTSTART of each part is in the local time before the transition, as RFC 5545 requires.
    """
    zone_info = ZoneInfo(zone)
    start, end = datetime(first.year, 1, 1, tzinfo=UTC) - _A_DAY, datetime(last.year + 1, 1, 1, tzinfo=UTC) + _A_DAY
    description = Timezone()
    description.add("TZID", zone)
    description.add_component(_part(zone_info, start, start))
    for change in _changes(zone_info, start, end):
        description.add_component(_part(zone_info, change - _A_MINUTE, change))
    return description


def _changes(zone_info: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The transitions of the UTC offset, by bisection: the first minute with the new offset."""
    day = start
    while day < end:
        if _offset(zone_info, day) != _offset(zone_info, day + _A_DAY):
            before, after = 0, 24 * 60
            while after - before > 1:
                middle = (before + after) // 2
                if _offset(zone_info, day + middle * _A_MINUTE) == _offset(zone_info, day):
                    before = middle
                else:
                    after = middle
            yield day + after * _A_MINUTE
        day += _A_DAY


def _part(zone_info: ZoneInfo, before: datetime, since: datetime) -> TimezoneStandard | TimezoneDaylight:
    """The STANDARD or DAYLIGHT part that begins at a transition."""
    local = since.astimezone(zone_info)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("DTSTART", (since + _offset(zone_info, before)).replace(tzinfo=None))
    part.add("TZOFFSETFROM", _offset(zone_info, before))
    part.add("TZOFFSETTO", _offset(zone_info, since))
    part.add("TZNAME", local.tzname() or str(zone_info))
    return part


def _offset(zone_info: ZoneInfo, moment: datetime) -> timedelta:
    """The UTC offset at a moment."""
    return moment.astimezone(zone_info).utcoffset() or timedelta()
