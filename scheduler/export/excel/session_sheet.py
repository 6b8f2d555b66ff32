"""The sheet “All sessions”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scheduler.core.phrases import joined
from scheduler.core.programme import joint_session_id
from scheduler.core.vocabulary import PinVerb
from scheduler.export.excel.book import Book, Cell, Column, clock_cell
from scheduler.tables import records, sessions

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


def add_all_sessions(book: Book) -> None:
    """Write one row for each session, with the header in the first row, for filters and other programs."""
    sheet = book.sheet("All sessions", "Every session, one a row: filter by day, room, theme or coalition.", "#2E7D4F")
    rows = [_session_cells(book, row) for row in records(sessions(book.instance, book.programme))]
    book.table(sheet, 0, ALL_SESSIONS, rows)


def _session_cells(book: Book, row: dict[str, Any]) -> list[Cell]:
    """The row of a session, from a row of the table of sessions."""
    host = book.instance.session.get(row["session"])
    return [
        row["session"],
        row["day"],
        row["date"],
        clock_cell(row["start"]),
        clock_cell(row["end"]),
        row["room"],
        row["type"],
        row["title"],
        joined(row["themes"]),
        joined(row["coalitions"]),
        joined(row["linked"]),
        joined(row["requests"]),
        "given" if row["given"] else "decided",
        "" if host is None else "yes" if host.is_open else "no",
        "yes" if host and host.for_newcomers else "",
        joined(_pins_on(book, row["session"])),
    ]


def _pins_on(book: Book, session: str) -> Iterator[str]:
    """The pins on a session or on a request granted in it, with their notes."""
    granted = {d.request for d in book.programme.decisions if d.granted and d.session == session}
    members = {book.instance.request[request].coalition for request in granted if request in book.instance.request}
    for pin in book.instance.pins:
        together = pin.verb is PinVerb.TOGETHER and {pin.coalition, pin.other} <= members
        on_theme = pin.verb is PinVerb.THEME and session == joint_session_id(pin.theme)
        if pin.subject in (session, *granted) or together or on_theme:
            yield f"{pin.verb.value}: {pin.note}" if pin.note else pin.verb.value
