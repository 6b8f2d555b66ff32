"""Identifiers that Excel has turned into dates or numbers, and what they may have been.

``MAR-1`` or ``3/1`` becomes a date, ``1E5`` becomes 100000, ``007`` becomes 7.
"""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?")
_NUMBER = re.compile(r"\d{1,15}")
_CLOCK = re.compile(r"(\d{2}):(\d{2})")
_MONTHS = (
    ("jan", "january", "janv", "ene"),
    ("feb", "february", "fév"),
    ("mar", "march", "mars"),
    ("apr", "april", "avr", "abr"),
    ("may", "mai"),
    ("jun", "june", "juin"),
    ("jul", "july", "juil"),
    ("aug", "august", "août", "ago"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december", "déc", "dic"),
)


def before_excel(text: str) -> tuple[str, ...]:
    """Texts that a person may have typed where Excel now has a date, a time or a number; empty for other text."""
    if match := _DATE.fullmatch(text):
        return _before_date(int(match[1]), int(match[2]), int(match[3]))
    if match := _CLOCK.fullmatch(text):
        return f"{int(match[1])}:{match[2]}", f"{int(match[1])}:{int(match[2])}"
    return _before_number(text) if _NUMBER.fullmatch(text) else ()


def is_mangled(text: str) -> bool:
    """Whether an identifier looks like one altered by Excel: a date, or a large number in scientific notation."""
    return _DATE.fullmatch(text) is not None or re.fullmatch(r"\d(?:\.\d+)?[eE]\+\d+", text) is not None


def _before_date(year: int, month: int, day: int) -> tuple[str, ...]:
    try:
        date(year, month, day)
    except ValueError:
        return ()
    pairs = [(month, day), (day, month)]
    found = [f"{one:{form}}{sign}{other:{form}}" for one, other in pairs for sign in "-/." for form in ("d", "02d")]
    # A name and a number: “MAR-1” became the first of March, “MAR-27” March 2027.
    numbers = [f"{day}", f"{day:02d}", *([f"{year % 100:02d}", f"{year}"] if day == 1 else [])]
    for name in _MONTHS[month - 1]:
        found += [f"{name}{number}" for number in numbers] + [f"{number}{name}" for number in numbers]
        found += [f"{name}-{number}" for number in numbers] + [f"{number}-{name}" for number in numbers]
    return tuple(dict.fromkeys(found))


def _before_number(text: str) -> tuple[str, ...]:
    found = [text.zfill(width) for width in range(len(text) + 1, 7)]
    zeros = len(text) - len(text.rstrip("0"))
    for power in range(1, zeros + 1):
        mantissa = text[: len(text) - power]
        found += [f"{mantissa}E{power}", f"{mantissa}E+{power}", f"{mantissa}E{power:02d}"]
    return tuple(found)
