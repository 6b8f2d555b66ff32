"""Agendas for printing: columns of sessions in order of time, on rows of one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from scheduler.export.colours import INK, pale
from scheduler.export.excel.book import HEAD, INDENTED, QUIET, Book, plain, write
from scheduler.export.excel.letter_widths import points_of, wrapped

INDENT_POINTS = 14.0
"""Indent and margins of a line, in points."""

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AgendaEntry:
    """An entry of an agenda: texts by part (head, title, coalitions, type), the code of its theme, and its frame.

    `beside`: it takes place beside the programme.
    """

    parts: Lines
    theme: str = ""
    beside: bool = False

    def count(self, width: float, size: float) -> int:
        """The number of printed lines in a column of a width in points."""
        return sum(len(wrapped(text, width - INDENT_POINTS, size, part in BOLD)) for part, text in self.parts)


BOLD = ("head", "coalitions")
"""The parts in bold letters."""


def longest(columns: Sequence[Sequence[AgendaEntry]], width: float, size: float) -> int:
    """The number of rows of the longest column, with a free row after each entry."""
    return max((sum(entry.count(width, size) + 1 for entry in column) for column in columns), default=0)


def write_agenda(
    book: Book,
    sheet: Worksheet,
    top: int,
    columns: Sequence[tuple[str, Sequence[AgendaEntry]]],
    width: float,
    size: float,
) -> int:
    """Write the columns with their titles in row `top`; return the row below them."""
    head = {"bold": True, "font_size": size + 1, "font_color": "#FFFFFF", "bg_color": HEAD, "align": "center"}
    sheet.set_row(top, points_of(1, size + 1) + 6)
    rows = longest([entries for _, entries in columns], width, size)
    for row in range(top + 1, top + 1 + rows):
        sheet.set_row(row, points_of(1, size))
    for number, (title, entries) in enumerate(columns):
        write(book, sheet, top, number, title, valign="vcenter", left=1, left_color="#FFFFFF", **head)
        row = top + 1
        for entry in entries:
            count = entry.count(width, size)
            _write_entry(book, sheet, (row, row + count - 1, number), entry, size)
            row += count + 1
    return top + 1 + rows


def _write_entry(book: Book, sheet: Worksheet, place: tuple[int, int, int], entry: AgendaEntry, size: float) -> None:
    """Write an entry into its rows, first and last, and its column."""
    first, last, column = place
    colour = book.colours.get(entry.theme)
    look: dict[str, Any] = {"font_size": size, "text_wrap": True, **INDENTED, "left": 5, "left_color": colour or QUIET}
    look["bg_color"] = pale(colour) if colour else "#F2F2F2"
    if entry.beside:
        look |= {"bg_color": "#FFFFFF", "left": 3, "left_color": QUIET}
    style = book.style(**look)
    fragments: list[Any] = []
    for part, text in entry.parts:
        quiet = {"font_color": QUIET} if part == "type" else {"font_color": INK}
        fragments += [book.font(font_size=size, bold=part in BOLD, **quiet), plain(text) + "\n"]
    fragments[-1] = fragments[-1].rstrip("\n")
    if first < last:
        sheet.merge_range(first, column, last, column, "", style)
    if len(fragments) > 2:
        sheet.write_rich_string(first, column, *fragments, style)
    else:
        sheet.write_string(first, column, fragments[-1], book.style(**look, bold=True))
