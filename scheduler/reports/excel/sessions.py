"""The sheets that list sessions: all of them, and theme by theme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from scheduler.clock import parse_clock
from scheduler.programme import Placed, joint_session_id
from scheduler.reports.excel.book import Book, Cell, Column, clock_cell
from scheduler.tables import Row, in_order, joined, session_rows, type_text
from scheduler.vocabulary import Kind, PinVerb

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
    Column("Open", 7),
    Column("For newcomers", 11),
    Column("Pinned", 30),
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
    rows = [_session_cells(book, row) for row in session_rows(book.instance, book.programme)]
    book.table(sheet, 0, ALL_SESSIONS, rows)


def _session_cells(book: Book, row: Row) -> list[Cell]:
    host = book.instance.session.get(cast(str, row["session"]))
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
        "" if host is None else "yes" if host.is_open else "no",
        "yes" if host and host.for_newcomers else "",
        joined(_pins_on(book, cast(str, row["session"]))),
    ]


def _pins_on(book: Book, session: str) -> Iterator[str]:
    """What was pinned about a session or a request held in it, with the note that says who decided and why."""
    held = {d.request for d in book.programme.decisions if d.granted and d.session == session}
    members = {book.instance.request[request].coalition for request in held if request in book.instance.request}
    for pin in book.instance.pins:
        together = pin.verb is PinVerb.TOGETHER and {pin.coalition, pin.other} <= members
        on_theme = pin.verb is PinVerb.THEME and session == joint_session_id(pin.theme)
        if pin.subject in (session, *held) or together or on_theme:
            yield f"{pin.verb.value}: {pin.note}" if pin.note else pin.verb.value


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
