"""The block of a session on a day sheet: text, cut to the lines that fit, and format."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from scheduler.core.clock import clock_text, times_text
from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.session_order import type_text
from scheduler.core.vocabulary import IN_PROGRAMME
from scheduler.export.colours import INK, dark, pale, readable_on
from scheduler.export.excel.book import LINE, QUIET, Book, plain

STAR = "★"
LINE_HEIGHT, LETTER_WIDTH = 1.22, 0.46
"""Height of a line and average width of a letter, relative to the font size."""


@dataclass(frozen=True)
class SheetBlock:
    """A session on a day sheet: rows and columns from 0, both ends included; sizes in points."""

    session: PlacedSession
    segments: tuple[Segment, ...]
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    width: float
    height: float
    type_size: int

    @property
    def letters(self) -> int:
        """The number of letters in a line, less the indent."""
        return max(int((self.width - 14) / (LETTER_WIDTH * self.type_size)), 8)

    @property
    def lines(self) -> int:
        """The number of lines that fit the block."""
        return max(int((self.height - 2) / (LINE_HEIGHT * self.type_size)), 1)

    @property
    def is_banner(self) -> bool:
        """Whether the block spans several columns."""
        return self.last_column > self.first_column


def write_block(book: Book, sheet: Worksheet, block: SheetBlock) -> None:
    """Write a block: strong colour and star for sessions of coalitions, pale colour for the host programme."""
    look = _look(book, block)
    head_colour = _head_colour(book, block, look)
    base = book.style(**look)
    place = (block.first_row, block.first_column, block.last_row, block.last_column)
    if place[:2] != place[2:]:
        sheet.merge_range(*place, "", base)
    text_colour = look.get("font_color", INK)
    fragments: list[Any] = []
    for part, text in block_lines(block):
        font: dict[str, Any] = {
            "font_size": block.type_size,
            "font_color": head_colour if part == "head" else text_colour,
        }
        font |= {"bold": True} if part in ("head", "coalitions") else {}
        font |= {"font_color": QUIET} if part == "type" and not block.session.kind else {}
        fragments += [book.font(**font), plain(text) + "\n"]
    fragments[-1] = fragments[-1].rstrip("\n")
    if len(fragments) > 2:
        sheet.write_rich_string(block.first_row, block.first_column, *fragments, base)
    else:
        sheet.write_string(block.first_row, block.first_column, fragments[-1], base)


def block_lines(block: SheetBlock) -> list[tuple[str, str]]:
    """The texts that fit the block, by part: head, title, coalitions, type."""
    letters, title = block.letters, block.session.title
    if block.lines < (3 if block.is_banner else 2):
        return [("head", _cut(f"{_head(block)}  {title}", letters, 1))]
    head = _head(block)
    left = block.lines - _count(head, letters)
    below: list[tuple[str, str]] = []
    coalitions = _coalitions(block)
    if coalitions and left > 1:
        text = _cut(coalitions, letters, left - 1)
        below.append(("coalitions", text))
        left -= _count(text, letters)
    shown = _cut(title, letters, left)
    left -= _count(shown, letters)
    kind = type_text(block.session)
    if left >= _count(kind, letters) and kind.lower() not in title.lower():
        below.append(("type", kind))
    return [("head", head), ("title", shown), *below]


def _head(block: SheetBlock) -> str:
    """The star, theme codes and times on one or two lines, shortened to fit the block."""
    session = block.session
    star = f"{STAR} " if session.kind or block.segments else ""
    times = times_text(session.start, session.end)
    if block.is_banner:
        return f"{times} · {session.room}"
    codes = list(session.themes) if session.type or session.kind in IN_PROGRAMME else []
    if not codes:
        return star + times
    bold = int(block.letters * 0.9)
    every = star + "+".join(codes)
    if len(every) + len(times) + 3 <= bold:
        return f"{every} · {times}"
    if block.lines >= 4:
        return f"{star}{_codes_that_fit(codes, bold - len(star))}\n{times}"
    first = star + codes[0]
    return f"{first} · {times}" if len(first) + len(times) + 3 <= bold else _cut(first, bold, 1)


def _codes_that_fit(codes: list[str], letters: int) -> str:
    """As many theme codes as fit a line, at least one."""
    for shown in range(len(codes), 0, -1):
        text = "+".join(codes[:shown]) + ("+…" if shown < len(codes) else "")
        if len(text) <= letters:
            return text
    return _cut(codes[0], letters, 1)


def _coalitions(block: SheetBlock) -> str:
    """The segments of a block with their times, or its coalitions unless the title names them."""
    if block.segments:
        return "\n".join(f"{STAR} {clock_text(part.start)} {part.coalition}" for part in block.segments)
    named_in_title = all(coalition in block.session.title for coalition in block.session.coalitions)
    return "" if named_in_title else " · ".join(block.session.coalitions)


def _look(book: Book, block: SheetBlock) -> dict[str, Any]:
    """The format properties of a block."""
    session = block.session
    look: dict[str, Any] = {"text_wrap": True, "font_size": block.type_size, "font_color": INK}
    look |= {"border": 1, "border_color": LINE}
    colour = book.colours.get(session.themes[0]) if session.themes else None
    if block.is_banner:
        look |= {"bg_color": "#E4E7EB", "align": "center", "valign": "vcenter", "border_color": QUIET}
        return look
    look |= {"align": "left", "indent": 1}
    if session.kind in IN_PROGRAMME:
        strong = colour or QUIET
        look |= {"bg_color": strong, "font_color": readable_on(strong), "border": 2, "border_color": INK}
    elif session.kind:
        look |= {"bg_color": "#FFFFFF", "border": 8, "border_color": INK}
    else:
        look |= {"bg_color": pale(colour) if colour else "#F2F2F2", "left": 5, "left_color": colour or QUIET}
    if block.segments:
        look |= {"top": 2, "right": 2, "bottom": 2, "top_color": INK, "right_color": INK, "bottom_color": INK}
    return look


def _head_colour(book: Book, block: SheetBlock, look: dict[str, Any]) -> str:
    """The text colour of the head: the theme colour, darkened until readable, on pale blocks."""
    themes = block.session.themes
    if look["font_color"] == INK and not block.session.kind and themes and themes[0] in book.colours:
        return dark(book.colours[themes[0]], look["bg_color"])
    return str(look["font_color"])


def _cut(text: str, letters: int, lines: int) -> str:
    """Text shortened with an ellipsis to a number of lines of a number of letters."""
    rows = [row for paragraph in text.split("\n") for row in (textwrap.wrap(paragraph, letters) or [""])]
    if len(rows) <= lines:
        return text
    shown_rows = rows[: max(lines, 1)]
    shown_rows[-1] = shown_rows[-1][: letters - 1].rstrip(" ,;:") + "…"
    return "\n".join(shown_rows) if "\n" in text else " ".join(shown_rows)


def _count(text: str, letters: int) -> int:
    """The number of lines of wrapped text."""
    return sum(len(textwrap.wrap(paragraph, letters) or [""]) for paragraph in text.split("\n"))
