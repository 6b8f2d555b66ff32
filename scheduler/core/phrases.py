"""Lists and counts in English sentences."""

from __future__ import annotations

from collections.abc import Iterable

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


def number_of(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: ``0 places``, ``1 place`` or ``3 places``."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun, zero as “no”: ``no place``, ``1 place`` or ``3 places``."""
    return number_of(count, noun, plural) if count else f"no {noun}"


def number_word(count: int, noun: str) -> str:
    """A count in words up to twelve: ``four coalitions``."""
    return f"{NUMBERS[count] if count < len(NUMBERS) else count} {noun}{'' if count == 1 else 's'}"


def _joined(names: Iterable[str], word: str) -> str:
    words = list(names)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {word} {words[-1]}"
