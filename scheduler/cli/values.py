"""Types of the command line's values: a day, seconds, a number. Each names what it could not read."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from scheduler.core.years import FIRST_YEAR, LAST_YEAR


class Value(click.ParamType[Any]):
    """A type of value from a function that reads a text and raises ValueError with a sentence."""

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self._read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _day(text: str) -> date:
    """A date such as ``2026-02-10``, of a year that calendars and time zones know."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} is no date; write it as 2026-02-10") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"{text} is no date between {FIRST_YEAR} and {LAST_YEAR}")
    return found


def _seconds(text: str) -> float:
    """A number of seconds above 0."""
    try:
        found = float(text)
    except ValueError:
        found = 0
    if not (math.isfinite(found) and found > 0):
        raise ValueError(f"{text} is no number of seconds above 0")
    return found


def whole_number(least: int, most: int) -> Value:
    """A whole number from `least` to `most`."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise ValueError(f"{text} is no number from {least} to {most}")
        return int(text)

    return Value("number", read)


def _count(text: str) -> int:
    """From 0 to 999, spaces around it ignored."""
    found = text.strip()
    if not (found.isascii() and found.isdigit() and int(found) < 1000):
        raise ValueError(f"{found} is no number from 0 to 999")
    return int(found)


def _counts(text: str) -> tuple[int, ...]:
    """Several numbers from 0 to 999, such as ``0,3,10``."""
    return tuple(_count(part) for part in text.split(","))


DAY = Value("day", _day)
SECONDS = Value("seconds", _seconds)
NUMBER = whole_number(1, 999)
COUNT = Value("count", _count)
COUNTS = Value("counts", _counts)


def at_most_one(options: dict[str, object]) -> None:
    """Of options that exclude each other (name → value, None where not given) one may be given. Raises UsageError."""
    given = [name for name, value in options.items() if value is not None]
    if len(given) > 1:
        raise click.UsageError(f"{given[0]} and {given[1]} cannot be given together.", click.get_current_context())


def exactly_one(options: dict[str, object]) -> None:
    """As `at_most_one`, and one must be given."""
    at_most_one(options)
    if all(value is None for value in options.values()):
        raise click.UsageError(f"Give one of {', '.join(options)}.", click.get_current_context())
