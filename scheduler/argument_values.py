"""What stands behind an argument: a day, a number of seconds, how many; each says what it could not read."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from datetime import date


def day(text: str) -> date:
    """A date such as ``2026-02-10``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it as 2026-02-10") from None


def seconds(text: str) -> float:
    """A number of seconds above 0."""
    try:
        found = float(text)
    except ValueError:
        found = 0
    if not (math.isfinite(found) and found > 0):
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds above 0")
    return found


AMOUNTS = {
    "sessions": (20, 2000),
    "rooms": (4, 60),
    "days": (3, 9),
    "starts": (4, 10),
    "coalitions": (2, 100),
    "themes": (4, 20),
}
"""The fewest and the most of each that a made-up meeting can have."""


def amount(what: str) -> Callable[[str], int]:
    """Reads how many of something a made-up meeting is to have."""
    least, most = AMOUNTS[what]

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"{text} is no number from {least} to {most}")
        return int(text)

    return read


def count(text: str) -> int:
    """From 0 to 999."""
    return 0 if text.strip() == "0" else number(text.strip())


def counts(text: str) -> tuple[int, ...]:
    """Several of `count`, as ``0,3,10``."""
    return tuple(count(part) for part in text.split(","))


def number(text: str) -> int:
    """From 1 to 999."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1000):
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 to 999")
    return int(text)
