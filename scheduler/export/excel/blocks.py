"""The block of a session on a day sheet: the fullest text that fits, and its format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from scheduler.core.clock import clock_text, times_text
from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.session_order import type_text
from scheduler.core.vocabulary import IN_PROGRAMME
from scheduler.export.colours import INK, dark, pale, readable_on
from scheduler.export.excel.book import LINE, QUIET, Book, as_text, plain
from scheduler.export.excel.letter_widths import points_of, wrapped

STAR = "★"
INDENT_POINTS, EDGE_POINTS = 10.0, 2.0
"""Indent and margin of a line, and the edges above and below the text of a block, in points."""


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
    type_size: float

    @property
    def lines(self) -> int:
        """The number of lines that fit the block, at least one."""
        return max(int((self.height - EDGE_POINTS) / points_of(1, self.type_size)), 1)

    @property
    def is_banner(self) -> bool:
        """Whether the block spans several columns."""
        return self.last_column > self.first_column

    def wrap(self, part: str, text: str) -> tuple[str, ...]:
        """The printed lines of a part of the text."""
        return wrapped(text, self.width - INDENT_POINTS, self.type_size, part in BOLD)


BOLD = ("head", "coalitions")
"""The parts of a block in bold letters."""

Parts = list[tuple[str, str]]


def write_block(book: Book, sheet: Worksheet, block: SheetBlock) -> None:
    """Write a block: strong colour and star for sessions of coalitions, pale colour for the host programme."""
    look = _look(book, block)
    head_colour = _head_colour(book, block, look)
    parts = block_lines(block)
    base = book.style(**look, **as_text(parts[0][1]))
    place = (block.first_row, block.first_column, block.last_row, block.last_column)
    if place[:2] != place[2:]:
        sheet.merge_range(*place, "", base)
    text_colour = look.get("font_color", INK)
    fragments: list[Any] = []
    for part, text in parts:
        font: dict[str, Any] = {
            "font_size": block.type_size,
            "font_color": head_colour if part == "head" else text_colour,
        }
        font |= {"bold": True} if part in BOLD else {}
        font |= {"font_color": QUIET} if part == "type" and not block.session.kind else {}
        fragments += [book.font(**font), plain(text) + "\n"]
    fragments[-1] = fragments[-1].rstrip("\n")
    if len(fragments) > 2:
        sheet.write_rich_string(block.first_row, block.first_column, *fragments, base)
    else:
        sheet.write_string(block.first_row, block.first_column, fragments[-1], base)


def block_lines(block: SheetBlock) -> Parts:
    """The text of a block by part: head, title, coalitions, type; with a shortened title if nothing else fits."""
    parts = next((parts for parts in _versions(block) if _count(block, parts) <= block.lines), None)
    return parts if parts is not None else _shortened(block)


def shows_everything(block: SheetBlock, spacious: bool = False) -> bool:
    """Whether title, time and coalitions fit the block, with no word broken; `spacious`: on lines of their own."""
    fits = any(_count(block, parts) <= block.lines and len(parts) > spacious for parts in _versions(block))
    return fits and all(len(block.wrap("title", word)) == 1 for word in block.session.title.split())


def _versions(block: SheetBlock) -> Iterator[Parts]:
    """The texts of a block from the fullest to the shortest; each has the whole title and all coalitions."""
    session = block.session
    title, kind = ("title", session.title), type_text(session)
    coalitions: Parts = [("coalitions", text)] if (text := _coalitions(block)) else []
    times, start = times_text(session.start, session.end), clock_text(session.start)
    if block.is_banner:
        heads = [f"{times} · {session.room}"]
    else:
        star = f"{STAR} " if session.kind or block.segments else ""
        codes = "+".join(session.themes if session.type or session.kind in IN_PROGRAMME else ())
        heads = [f"{star}{codes} · {times}", f"{star}{codes}\n{times}", f"{star}{start} {codes}"] if codes else []
        heads = heads or [star + times, star + start]
        if session.themes and codes:
            first = session.themes[0] + ("…" if codes != session.themes[0] else "")
            heads += [f"{star}{start} {first}", f"{star}{start}\n{first}"]
    fitting = [head for head in heads if len(block.wrap("head", head)) == head.count("\n") + 1]
    for head in fitting:
        if kind and kind.lower() not in session.title.lower():
            yield [("head", head), title, *coalitions, ("type", kind)]
    for head in fitting:
        yield [("head", head), title, *coalitions]
    joined = " · ".join(part for _, part in coalitions).replace("\n", ", ")
    rest = f"  {session.title}" + (f" · {joined}" if joined else "")
    code = f" {session.themes[0]}" if session.themes else ""
    yield from ([("head", begin + rest)] for begin in (f"{times}{code}", f"{clock_text(session.start)}{code}"))


def _shortened(block: SheetBlock) -> Parts:
    """The start and as much of the title as fits; the sheet lists the whole title below."""
    head = f"{clock_text(block.session.start)}  {block.session.title}"
    lines = list(block.wrap("head", head)[: block.lines])
    return [("head", (" ".join(lines)[:-1]).rstrip(" ,;:") + "…")]


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


def _count(block: SheetBlock, parts: Parts) -> int:
    """The number of printed lines."""
    return sum(len(block.wrap(part, text)) for part, text in parts)
