"""Sheets for planners only, marked as not for publication on tab, head and footer."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from scheduler.export.excel.book import A4, Book, write

MARK = "For planners, not for publication."
RED = "#A8201A"


def planners_sheet(book: Book, title: str, note: str, *lines: str, paper: int = A4) -> tuple[Worksheet, int]:
    """Add a sheet marked in headline, footer and list of sheets; return it and the row of its table."""
    sheet = book.sheet(title, note, RED, paper, MARK)
    top = book.headline(sheet, title, MARK, *lines)
    write(book, sheet, 1, 0, MARK, bold=True, font_color=RED)
    return sheet, top
