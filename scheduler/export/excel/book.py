"""A workbook under construction: sheets, styles, and tables in one format."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.colours import pale, theme_colours
from scheduler.export.xlsx_options import FONT
from scheduler.roundtrip.sheet_layout import LISTS, ORIGINAL
from scheduler.verify import Verdict

HEAD, BAND, LINE, QUIET = "#1F3A5F", "#F3F6FA", "#C9D2DC", "#5A6470"
GOOD, BAD, WAIT = "#DDF0DD", "#F8DEDC", "#FFF0CC"
EDIT, EDIT_HEAD = "#FFFBE0", "#7A5C00"
A4, A3 = 9, 8
PRINT_TAB = "#E08E0B"
"""Colour of the tabs of the print set."""
INDENTED, CENTRED = {"align": "left", "indent": 1}, {"align": "center", "indent": 0}
LONGEST_TEXT = 32_000
"""Maximum number of characters of a cell, below the limit of Excel."""

LETTERS_A_WIDTH = 1.15
"""Conservative number of letters of text in one unit of column width."""

Cell = str | int | float | bool | date | time | None


@dataclass(frozen=True)
class Column:
    """A column of a table: title, width in characters, and format of its cells.

    `style` is text, number, date, clock, theme (codes, coloured) or verdict (a word with a colour behind it).
    `edit` marks a column whose cells are for editing.
    """

    title: str
    width: float
    style: str = "text"
    edit: bool = False


@dataclass
class Book:
    """The workbook being written, its programme, and the formats used so far.

    `foot` is the left footer of every printed page; `mark` is a sentence beside the state, empty for none.
    """

    file: Workbook
    instance: Instance
    programme: Programme
    verdict: Verdict
    styles: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    foot: str = ""
    mark: str = ""

    def __post_init__(self) -> None:
        self.colours = theme_colours(self.instance)
        self.foot = self.foot or f"Programme {self.programme.sha256[:8]} · {self.programme.state}"

    def style(self, **properties: Any) -> Format:
        """The cell format with given properties; formats are cached."""
        key = tuple(sorted(properties.items()))
        if key not in self.styles:
            self.styles[key] = self.file.add_format({"font_name": FONT, "font_size": 10, "valign": "top", **properties})
        return self.styles[key]

    def font(self, **properties: Any) -> Format:
        """The font of a part of a cell's text."""
        return self.style(valign="", **properties)

    def sheet(self, title: str, note: str, tab: str = HEAD, paper: int = A4, mark: str = "") -> Worksheet:
        """Add a sheet set up for printing: landscape, one page wide, with page numbers. `note` describes it in a line.

        `mark` is printed in the footer of every page and appended to the note.
        """
        name = self._free_name(title)
        self.sheets[name] = f"{note} {mark}".strip()
        sheet: Worksheet = self.file.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_tab_color(tab)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        event = _for_header(self.instance.event.name)
        size = 10 if paper == A3 else 8
        sheet.set_header(f"&L&{size} {event}&R&{size} &A")
        foot, middle = _for_header(self.foot), _for_header(mark)
        sheet.set_footer(f"&L&{size} {foot}&C&{size} {middle}&R&{size} Page &P of &N")
        return sheet

    def _free_name(self, title: str) -> str:
        """A valid, unused sheet name for a title."""
        clean = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip().strip("'")[:31] or "Sheet"
        name, number = clean, 2
        taken = {other.lower() for other in self.sheets} | {"history", LISTS.lower(), ORIGINAL.lower()}
        while name.lower() in taken:
            name, number = f"{clean[:27]} ({number})", number + 1
        return name

    def headline(self, sheet: Worksheet, title: str, *lines: str) -> int:
        """Write a title and lines of text above a table; return the row below them."""
        sheet.set_row(0, 24)
        write(self, sheet, 0, 0, title, bold=True, font_size=15, font_color=HEAD, valign="vcenter")
        for row, line in enumerate(lines, start=1):
            write(self, sheet, row, 0, line, font_color=QUIET)
        return len(lines) + 2 if lines else 1

    def table(
        self,
        sheet: Worksheet,
        top: int,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        bands: Sequence[int] = (),
        main: bool = True,
    ) -> int:
        """Write a table with its header in row `top`; return the row below it.

        `bands` has a number for each row; rows with odd numbers are shaded. The main table of a sheet sets the column
        widths, frozen panes, filter, and the rows repeated on every printed page.
        """
        for number, column in enumerate(columns):
            write_cell(sheet, top, number, column.title, self._head_style(column))
        sheet.set_row(top, 30)
        for offset, values in enumerate(rows):
            band = bool(bands) and bands[offset] % 2 == 1
            sheet.set_row(top + 1 + offset, _height(columns, values))
            for number, (column, value) in enumerate(zip(columns, values, strict=True)):
                write_cell(sheet, top + 1 + offset, number, value, self.cell_style(column, value, band))
        if main:
            self._set_up_table(sheet, top, columns, len(rows))
        return top + 1 + len(rows)

    def _head_style(self, column: Column) -> Format:
        """The format of the header of a column."""
        colour = EDIT_HEAD if column.edit else HEAD
        look: dict[str, Any] = {"bold": True, "font_color": "#FFFFFF", "bg_color": colour, "text_wrap": True}
        look |= CENTRED if column.style in ("number", "clock") else INDENTED
        return self.style(**look, valign="vcenter", border=1, border_color=colour)

    def _set_up_table(self, sheet: Worksheet, top: int, columns: Sequence[Column], rows: int) -> None:
        """Set the widths, frozen panes, filter and print area of the main table of a sheet."""
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.freeze_panes(top + 1, 1)
        sheet.repeat_rows(top)
        sheet.autofilter(top, 0, top + max(rows, 1), len(columns) - 1)
        sheet.print_area(0, 0, top + max(rows, 1), len(columns) - 1)

    def cell_style(self, column: Column, value: Cell, band: bool = False) -> Format:
        """The format of a cell of a table."""
        look: dict[str, Any] = {"bottom": 1, "bottom_color": LINE, "valign": "vcenter"}
        if column.edit:
            look |= {"bg_color": EDIT, "border": 1, "border_color": "#E3D9A8"}
        if band:
            look["bg_color"] = BAND
        look |= INDENTED
        if column.style == "date":
            look |= {"num_format": "ddd d mmm yyyy"}
        elif column.style == "clock":
            look |= {"num_format": "hh:mm", **CENTRED}
        elif column.style == "number":
            look |= {"num_format": "#,##0", **CENTRED}
        elif column.style == "theme" and isinstance(value, str):
            look |= self.theme_look(value.split("; ")[0]) | {"text_wrap": True}
        elif column.style == "verdict" and isinstance(value, str):
            look |= _verdict_look(value)
        else:
            look["text_wrap"] = True
        if _could_be_formula(value):
            look["quote_prefix"] = True
        return self.style(**look)

    def theme_look(self, code: str) -> dict[str, Any]:
        """The properties of cells with a theme code: pale background and strong edge in its colour."""
        if code not in self.colours:
            return {}
        colour = self.colours[code]
        return {"bg_color": pale(colour), "left": 5, "left_color": colour, **INDENTED}


def write(book: Book, sheet: Worksheet, row: int, column: int, value: Cell, **look: Any) -> None:
    """Write a cell with given format properties."""
    if _could_be_formula(value):
        look["quote_prefix"] = True
    write_cell(sheet, row, column, value, book.style(**look))


def write_cell(sheet: Worksheet, row: int, column: int, value: Cell, style: Format) -> None:
    """Write a cell; text is never converted."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no", style)
    elif isinstance(value, str):
        sheet.write_string(row, column, plain(value), style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_datetime(row, column, value, style)


def plain(text: str) -> str:
    """Text shortened to the length that a cell can hold."""
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def clock_cell(minute: int) -> time | float:
    """A time of day as an Excel time; 24:00 is 1.0."""
    return time(minute // 60, minute % 60) if minute < 24 * 60 else 1.0


def as_text(text: str) -> dict[str, Any]:
    """The format properties by which no spreadsheet evaluates a text as a formula."""
    return {"quote_prefix": True} if _could_be_formula(text) else {}


def _could_be_formula(value: Cell) -> bool:
    """Whether a spreadsheet could evaluate a value as a formula."""
    return isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")


def _height(columns: Sequence[Column], values: Sequence[Cell]) -> float:
    """The height in points of a row of wrapped text, which some programs do not compute on opening."""
    lines = 1
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, str):
            lines = max(lines, text_lines(value, column.width - (6 if column.style == "theme" else 1.5)))
    return row_points(lines)


def text_lines(text: str, width: float) -> int:
    """The number of lines of text in a column of a width in characters."""
    letters = max(int(width * LETTERS_A_WIDTH), 4)
    return sum(len(textwrap.wrap(part, letters)) or 1 for part in text[:2000].split("\n"))


def row_points(lines: int) -> float:
    """The height in points of a row with a number of lines."""
    return min(lines, 20) * 12.75 + 4


def _verdict_look(words: str) -> dict[str, Any]:
    """The format properties of a status: green, red or amber by its first word."""
    first = words.split(",")[0].split(":")[0].split(" ")[0]
    colours = {
        **dict.fromkeys(("granted", "yes", "proven", "filed", "best"), GOOD),
        **dict.fromkeys(("refused", "no", "owed", "broken", "overlaps", "away", "too"), BAD),
        **dict.fromkeys(("waiting", "not", "within", "walk", "left", "all"), WAIT),
    }
    return {"text_wrap": True, **({"bg_color": colours[first]} if first in colours else {})}


def _for_header(text: str) -> str:
    """Text for a printed header, in which & introduces codes; at most 100 characters."""
    return re.sub(r"[\x00-\x1f]", " ", text)[:100].replace("&", "&&")
