"""The sheets that list sessions: all of them, and theme by theme."""

from __future__ import annotations

from datetime import date
from typing import cast

from scheduler.clock import parse_clock
from scheduler.programme import Placed
from scheduler.reports.excel.book import Book, Cell, Column, clock_cell
from scheduler.tables import Row, in_order, joined, session_rows, type_text
from scheduler.vocabulary import Kind

ALL_SESSIONS = (
    Column("Id", 24),
    Column("Day", 8),
    Column("Date", 18, "date"),
    Column("Start", 7, "clock"),
    Column("End", 7, "clock"),
    Column("Room", 15),
    Column("Type", 22),
    Column("Title", 42),
    Column("Themes", 22, "theme"),
    Column("Coalitions", 20),
    Column("Linked coalitions", 16),
    Column("Requests granted here", 28),
    Column("Given or decided", 10),
)

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


def add_all_sessions(book: Book) -> None:
    """Every session in a row of its own, from the first row on: for filters, other programs, and reading back."""
    sheet = book.sheet("All sessions", "Every session, one a row: filter by day, room, theme or coalition.", "#2E7D4F")
    rows = [_session_cells(row) for row in session_rows(book.instance, book.programme)]
    book.table(sheet, 0, ALL_SESSIONS, rows)


def _session_cells(row: Row) -> list[Cell]:
    return [
        cast(str, row["session"]),
        cast(str, row["day"]),
        cast(date, row["date"]),
        clock_cell(parse_clock(cast(str, row["start"]))),
        clock_cell(parse_clock(cast(str, row["end"]))),
        cast(str, row["room"]),
        cast(str, row["type"]),
        cast(str, row["title"]),
        cast(str, row["themes"]),
        cast(str, row["coalitions"]),
        cast(str, row["linked"]),
        cast(str, row["requests"]),
        "given" if row["given"] else "decided",
    ]


def add_by_theme(book: Book) -> None:
    """One theme after the other, each through the days, with what is on the same theme at the same time."""
    sheet = book.sheet(
        "By theme", "Follow one theme through the days, and see where it clashes with itself.", "#2E7D4F"
    )
    top = book.headline(
        sheet,
        "By theme",
        "Each theme through the days; a session on several themes stands under each. Filter the first column.",
    )
    taking_part = {row["session"]: cast(str, row["coalitions"]) for row in session_rows(book.instance, book.programme)}
    rows: list[list[Cell]] = []
    bands: list[int] = []
    for number, theme in enumerate(book.instance.themes):
        on_theme = [
            p for p in in_order(book.instance, book.programme.sessions) if theme.code in p.themes and _listed(p)
        ]
        for placed in on_theme:
            rows.append(
                [
                    theme.code,
                    placed.day,
                    clock_cell(placed.start),
                    clock_cell(placed.end),
                    placed.room,
                    placed.title,
                    type_text(placed),
                    taking_part[placed.id],
                    joined(other.title for other in on_theme if other is not placed and other.overlaps(placed)),
                ]
            )
            bands.append(number)
    book.table(sheet, top, BY_THEME, rows, bands)


def _listed(placed: Placed) -> bool:
    """Whether participants find it in the programme."""
    return placed.kind not in (Kind.BILATERAL, Kind.BOOTH)
