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
            line = word
            while width_of(line, size, bold) > width and len(line) > 1:
                count = _letters_that_fit(line, width, size, bold)
                found.append(line[:count])
                line = line[count:]
        found.append(line)
    return tuple(found)


def _letters_that_fit(word: str, width: float, size: float, bold: bool) -> int:
    count = 1
    while count < len(word) and width_of(word[: count + 1], size, bold) <= width:
        count += 1
    return count


def points_of(lines: int, size: float) -> float:
    """The height of a number of lines, in points."""
    return lines * size * LINE_HEIGHT


def column_width(points: float) -> float:
    """The width of a column in the unit of spreadsheets, from points."""
    return round((points * 4 / 3 - 5) / 7, 2)
