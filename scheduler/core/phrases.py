"""Lists and counts in English sentences."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def listed(names: Iterable[str]) -> str:
    """Join names: ``A, B and C``; empty without names."""
    return _joined(names, "and")


def either(names: Iterable[str]) -> str:
    """Join alternatives: ``A, B or C``; empty without names."""
    return _joined(names, "or")


def one_of(names: Iterable[str]) -> str:
    """Quote alternatives to be typed: ``“A” or “B” or “C”``."""
    return " or ".join(f"“{name}”" for name in names)


def nearest(text: str, names: Iterable[str], count: int = 1, cutoff: float = 0.6) -> list[str]:
    """The names most like a text, the nearest first, whatever their case; empty where none is like it."""
    own = {name.casefold(): name for name in reversed(list(names))}
    return [own[name] for name in get_close_matches(text.strip().casefold(), list(own), count, cutoff)]


def did_you_mean(names: Iterable[str]) -> str:
    """``Did you mean “A” or “B”?``; empty without names."""
    offered = one_of(names)
    return f"Did you mean {offered}?" if offered else ""


def number_of(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: ``0 places``, ``1 place`` or ``3 places``."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun, zero as “no”: ``no place``, ``1 place`` or ``3 places``."""
    return number_of(count, noun, plural) if count else f"no {noun}"


def number_word(count: int, noun: str) -> str:
    """A count in words up to twelve: ``four coalitions``."""
    return f"{NUMBERS[count] if count < len(NUMBERS) else count} {noun}{'' if count == 1 else 's'}"


def joined(values: Iterable[str]) -> str:
    """Several values as the text of one cell: ``A; B``."""
    return "; ".join(values)


def _joined(names: Iterable[str], word: str) -> str:
    words = list(names)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {word} {words[-1]}"
