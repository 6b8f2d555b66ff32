"""Resolve time zones to IANA names, and find the changes of the clocks in a zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from scheduler.core.phrases import one_of
from scheduler.intake.cell_values import usable
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.spelling import normalise, without_accents
from scheduler.intake.tables.table import Cell

_ABBREVIATIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "est": ("Eastern Standard Time, five hours behind UTC all year", ("America/New_York", "America/Panama")),
    "edt": ("Eastern Daylight Time, the summer half of New York’s year", ("America/New_York",)),
    "et": ("Eastern Time", ("America/New_York",)),
    "est5edt": ("Eastern Time", ("America/New_York",)),
    "cst": ("Central Standard Time in America, or China Standard Time", ("America/Chicago", "Asia/Shanghai")),
    "cdt": ("Central Daylight Time, the summer half of Chicago’s year", ("America/Chicago",)),
    "mst": ("Mountain Standard Time, seven hours behind UTC", ("America/Denver", "America/Phoenix")),
    "mdt": ("Mountain Daylight Time, the summer half of Denver’s year", ("America/Denver",)),
    "hst": ("Hawaii Standard Time", ("Pacific/Honolulu",)),
    "pst": ("Pacific Standard Time in America, or Philippine Standard Time", ("America/Los_Angeles", "Asia/Manila")),
    "pdt": ("Pacific Daylight Time, the summer half of Los Angeles’ year", ("America/Los_Angeles",)),
    "gmt": ("Greenwich Mean Time, without summer time", ("Africa/Accra", "Europe/London")),
    "bst": ("British Summer Time, or Bangladesh Standard Time", ("Europe/London", "Asia/Dhaka")),
    "wet": ("Western European Time", ("Europe/Lisbon",)),
    "cet": ("Central European Time, in summer an hour ahead of its name", ("Europe/Zurich", "Africa/Algiers")),
    "cest": ("Central European Summer Time, the summer half of the year", ("Europe/Zurich",)),
    "met": ("Middle European Time", ("Europe/Zurich",)),
    "eet": ("Eastern European Time", ("Europe/Kyiv", "Africa/Cairo")),
    "eest": ("Eastern European Summer Time, the summer half of the year", ("Europe/Kyiv",)),
    "msk": ("Moscow Time", ("Europe/Moscow",)),
    "ist": ("Indian, Irish or Israel Standard Time", ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
    "pkt": ("Pakistan Time", ("Asia/Karachi",)),
    "ast": ("Arabia or Atlantic Standard Time", ("Asia/Riyadh", "America/Halifax")),
    "wat": ("West Africa Time", ("Africa/Lagos",)),
    "cat": ("Central Africa Time", ("Africa/Maputo",)),
    "eat": ("East Africa Time", ("Africa/Nairobi",)),
    "sast": ("South Africa Standard Time", ("Africa/Johannesburg",)),
    "brt": ("Brasília Time", ("America/Sao_Paulo",)),
    "art": ("Argentina Time", ("America/Argentina/Buenos_Aires",)),
    "sgt": ("Singapore Time", ("Asia/Singapore",)),
    "hkt": ("Hong Kong Time", ("Asia/Hong_Kong",)),
    "jst": ("Japan Standard Time", ("Asia/Tokyo",)),
    "kst": ("Korea Standard Time", ("Asia/Seoul",)),
    "aest": ("Australian Eastern Standard Time", ("Australia/Sydney", "Australia/Brisbane")),
    "aedt": ("Australian Eastern Daylight Time, the summer half of Sydney’s year", ("Australia/Sydney",)),
    "nzst": ("New Zealand Standard Time", ("Pacific/Auckland",)),
}
"""Abbreviations: their meaning, and the zones in which they are used, the likeliest first."""

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?:[:.]?(00|30|45))?")
_UTC = ("utc", "utc+0", "gmt+0", "gmt-0", "z", "zulu")


def time_zone(cell: Cell, problems: list[Problem]) -> str:
    """Resolve a cell to an IANA name; empty for an empty cell or after an error.

    An abbreviation such as EST is a question: it names an offset, not a place, and the place changes its offset.
    """
    if not usable(cell, problems):
        return ""
    plain = without_accents(cell.text)
    if plain in _UTC:
        return "UTC"
    if plain in _ABBREVIATIONS:
        return _abbreviated(cell, plain, problems)
    if match := _OFFSET.fullmatch(plain):
        return _offset(cell, match, problems)
    by_name = _by_name()
    if found := by_name.get(plain.replace(" ", "_")):
        return found
    if found := _by_city().get(plain.replace(" ", "_")):
        what = f"“{cell.text}” is a city, not a name of the IANA list"
        problems.append(cell.problem(what, f"read as “{found}”", Severity.WARNING))
        return found
    near = _zones().nearest(cell.text)
    remedy = "write " + one_of(near) if near else "write a name such as Asia/Riyadh"
    problems.append(cell.problem(f"“{cell.text}” is no time zone of the IANA list", remedy))
    return ""


def _abbreviated(cell: Cell, plain: str, problems: list[Problem]) -> str:
    meaning, zones = _ABBREVIATIONS[plain]
    what = f"“{cell.text}” is {meaning}; it names an offset, and no place with its summer time"
    remedy = "write the place, such as " + one_of(zones)
    problems.append(cell.question(what, remedy, f"“{zones[0]}”"))
    return zones[0]


def _offset(cell: Cell, match: re.Match[str], problems: list[Problem]) -> str:
    """Resolve ``UTC+3`` to the zone with this constant offset; its IANA name has the opposite sign."""
    sign, hours, minutes = match[1], int(match[2]), match[3] or "00"
    if minutes != "00" or hours > (14 if sign == "+" else 12):
        problems.append(cell.problem(f"“{cell.text}” is no time zone", "write a name such as Asia/Kolkata"))
        return ""
    found = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"
    what = f"“{cell.text}” names an offset, and no place with its summer time"
    remedy = f"taken as UTC{sign}{hours} the whole year round; write a name such as Asia/Riyadh"
    problems.append(cell.problem(what, remedy, Severity.WARNING))
    return found


@lru_cache(1)
def _by_name() -> dict[str, str]:
    return {normalise(zone): zone for zone in sorted(available_timezones())}


@lru_cache(1)
def _by_city() -> dict[str, str]:
    """Zones by the last part of their name, if only one zone has it."""
    zones: dict[str, list[str]] = {}
    for zone in sorted(available_timezones()):
        area, _, city = zone.partition("/")
        if city and area not in ("Etc", "US", "SystemV", "posix", "right"):
            zones.setdefault(normalise(city.rpartition("/")[2]), []).append(zone)
    return {city: found[0] for city, found in zones.items() if len(found) == 1}


@lru_cache(1)
def _zones() -> NameDirectory:
    known = NameDirectory("time zone", "the IANA list")
    for zone in sorted(available_timezones()):
        known.add(zone)
    return known


def clock_change(on: date, zone: str) -> tuple[int, int] | None:
    """The start and end of the hour that is skipped or repeated on a date, in minutes after midnight.

    The first is larger than the second if the clocks go back and the interval between them occurs twice. None on
    ordinary days.
    """
    place = ZoneInfo(zone)
    midnight = datetime(on.year, on.month, on.day, tzinfo=place).astimezone(UTC)
    before = midnight.astimezone(place).utcoffset()
    for minute in range(0, 26 * 60, 15):
        local = (midnight + timedelta(minutes=minute)).astimezone(place)
        if local.utcoffset() != before and before is not None:
            after = local.utcoffset() or before
            shown = (datetime.combine(on, datetime.min.time()) + timedelta(minutes=minute)).replace(tzinfo=None)
            first = shown.hour * 60 + shown.minute
            return (first, first + round((after - before).total_seconds() / 60)) if shown.date() == on else None
    return None
