"""Widths of printed text in Arial, in points, and its wrapping into lines."""

from __future__ import annotations

from functools import cache

LINE_HEIGHT = 1.2
"""Height of a line, relative to the font size."""

RESERVE, BOLD_RESERVE = 1.06, 1.16
"""Factors on the widths of letters: fonts that replace Arial are wider, and bold letters are wider than others."""

_GROUPS = (
    ("ijl'|’", 222),
    (" ftI.,:;/!()[]·-‑", 285),
    ("r“”*", 340),
    ("csvxyzJk", 505),
    ("abdeghnopqu0123456789L$?_#–+=<>", 565),
    ("FTZ", 615),
    ("AEBKPSVXY&", 670),
    ("CDHNRUw", 722),
    ("GOQ", 778),
    ("Mm", 840),
    ("W—…%★", 1000),
)
_WIDTHS = {letter: width / 1000 for letters, width in _GROUPS for letter in letters}
_OTHER, _WIDE, _FIRST_WIDE = 0.62, 1.05, 0x2E80


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The width of a text of a font size, in points, with a reserve for other fonts."""
    factor = size * (BOLD_RESERVE if bold else RESERVE)
    return factor * sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    return _WIDTHS.get(letter) or (_WIDE if ord(letter) >= _FIRST_WIDE else _OTHER)


@cache
def wrapped(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text in a width in points; a word that is wider than a line is broken as spreadsheets do."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            together = f"{line} {word}" if line else word
            if width_of(together, size, bold) <= width:
                line = together
                continue
            found += [line] if line else []
            *full, line = _broken(word, width, size, bold)
            found += full
        found.append(line)
    return tuple(found)


def _broken(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A word in parts that fit the width, at least one letter each; an empty word is one part."""
    parts, used, start = [], 0.0, 0
    for number, letter in enumerate(word):
        more = width_of(letter, size, bold)
        if number > start and used + more > width:
            parts.append(word[start:number])
            used, start = 0.0, number
        used += more
    return [*parts, word[start:]]


def points_of(lines: int, size: float) -> float:
    """The height of a number of lines, in points."""
    return lines * size * LINE_HEIGHT


def column_width(points: float) -> float:
    """The width of a column in the unit of spreadsheets, from points."""
    return round((points * 4 / 3 - 5) / 7, 2)
