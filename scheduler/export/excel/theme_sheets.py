"""The sheets “By theme” and “Themes by day”."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from xlsxwriter.worksheet import Worksheet

from scheduler.core.clock import times_text
from scheduler.core.phrases import joined, number_of
from scheduler.core.programme import PlacedSession
from scheduler.core.session_order import type_text
from scheduler.export.colours import INK, dark, pale
from scheduler.export.excel.book import (
    A3,
    HEAD,
    LINE,
    QUIET,
    Book,
    Cell,
    Column,
    clock_cell,
    plain,
    row_points,
    text_lines,
    write,
)
from scheduler.export.views import Views
from scheduler.export.views.theme_view import OnTheme
from scheduler.tables import records, sessions

TAB = "#2E7D4F"
BESIDE = "‖"
CODE_WIDTH, DAYS_WIDTH, WIDEST_DAY = 14.0, 190.0, 60.0
LONGEST_TITLE = 110

BY_THEME = (
    Column("Theme", 12, "theme"),
    Column("Day", 8),
    Column("Start", 7, "clock"),
    Column("End", 7, "clock"),
    Column("Room", 16),
    Column("Session", 52),
    Column("Type", 22),
    Column("Coalitions", 22),
    Column("At the same time on this theme", 34),
)


def add_by_theme(book: Book, themes: Sequence[OnTheme]) -> None:
    """Write the sessions of each theme in order of time, with overlapping sessions on the theme."""
    sheet = book.sheet("By theme", "Sessions of each theme in order of time, and which of them overlap.", TAB)
    top = book.headline(
        sheet,
        "By theme",
        "Each theme through the days; a session on several themes is listed under each. Filter the first column.",
    )
    table = records(sessions(book.instance, book.programme))
    taking_part = {row["session"]: joined(row["coalitions"]) for row in table}
    rows: list[list[Cell]] = []
    bands: list[int] = []
    for number, one in enumerate(themes):
        for placed in one.sessions:
            when: list[Cell] = [placed.day, clock_cell(placed.start), clock_cell(placed.end), placed.room]
            details: list[Cell] = [placed.title, type_text(placed), taking_part[placed.id]]
            overlapping = joined(other.title for other in one.overlapping(placed))
            rows.append([one.theme.code, *when, *details, overlapping])
            bands.append(number)
    book.table(sheet, top, BY_THEME, rows, bands)


def add_themes_by_day(book: Book, views: Views) -> None:
    """Write a table of themes and days; cells hold sessions with time and room."""
    if not views.themes:
        return
    sheet = book.sheet(
        "Themes by day", "Themes down, days across: time and room of each session. For printing.", TAB, A3
    )
    top = book.headline(
        sheet,
        "Themes by day",
        f"Each theme through the days. {BESIDE} and shaded: overlaps another session on the same theme. "
        "A session on several themes is listed under each. To sort or filter, use “By theme”.",
    )
    width = min(DAYS_WIDTH / len(views.days), WIDEST_DAY)
    sheet.set_column(0, 0, CODE_WIDTH)
    sheet.set_column(1, len(views.days), width)
    head = {"bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "align": "center", "valign": "vcenter"}
    write(book, sheet, top, 0, "Theme", **head)
    for column, day in enumerate(views.days, start=1):
        write(book, sheet, top, column, f"{day.id} · {day.date:%a} {day.date.day} {day.date:%b}", **head)
    sheet.set_row(top, 24)
    row = top + 1
    for one in views.themes:
        row = _write_theme(book, sheet, row, one, views, width)
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)
    sheet.print_area(0, 0, row - 1, len(views.days))


def _write_theme(book: Book, sheet: Worksheet, row: int, one: OnTheme, views: Views, width: float) -> int:
    """Write the name of a theme, and below it the sessions of each day in order."""
    colour = book.colours[one.theme.code]
    overlapping = {placed.id for placed in one.sessions if one.overlapping(placed)}
    choice = f", {len(overlapping)} of them overlap another {BESIDE}" if overlapping else ""
    name = {"bg_color": pale(colour, 0.45), "top": 2, "top_color": colour, "valign": "vcenter", "font_color": INK}
    write(book, sheet, row, 0, one.theme.code, **{**name, "bold": True, "left": 5, "left_color": colour, "indent": 1})
    text = f"{one.theme.name}: {number_of(len(one.sessions), 'session')}{choice}"
    for column in range(1, len(views.days) + 1):
        write(book, sheet, row, column, text if column == 1 else "", **name, bold=True)
    sheet.set_row(row, 20)
    columns = [[placed for placed in one.sessions if placed.day == day.id] for day in views.days]
    for line in zip_longest(*columns):
        row += 1
        lines = max(1 + text_lines(_title(placed), width - 2) for placed in line if placed)
        sheet.set_row(row, row_points(lines))
        write(book, sheet, row, 0, one.theme.code, **book.theme_look(one.theme.code), font_color=QUIET, font_size=8)
        for column, placed in enumerate(line, start=1):
            _write_cell(book, sheet, (row, column), placed, colour, bool(placed and placed.id in overlapping))
    return row + 1


def _write_cell(
    book: Book, sheet: Worksheet, at: tuple[int, int], placed: PlacedSession | None, colour: str, overlapping: bool
) -> None:
    """Write time and room in bold and the title below; overlaps on the theme are shaded and marked."""
    ground = "#FFF8E3" if overlapping else "#FFFFFF"
    look: dict[str, Any] = {"border": 1, "border_color": LINE, "text_wrap": True, "indent": 1, "align": "left"}
    style = book.style(**look, bg_color=ground)
    if placed is None:
        sheet.write_blank(*at, None, style)
        return
    mark = f" {BESIDE}" if overlapping else ""
    head = f"{times_text(placed.start, placed.end)}  {placed.room}{mark}\n"
    fonts = (book.font(bold=True, font_color=dark(colour, ground)), book.font(font_color=INK))
    sheet.write_rich_string(*at, fonts[0], plain(head), fonts[1], plain(_title(placed)), style)


def _title(placed: PlacedSession) -> str:
    """The title, shortened to fit the cell; the id if it is empty."""
    title = " ".join(placed.title.split()) or placed.id
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
