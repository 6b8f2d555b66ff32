"""The sheets on joint sessions, main-session slots, and reserved slots that stay free."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.instance import HostSession
from scheduler.core.phrases import joined
from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.queries import saving
from scheduler.core.session_order import in_order, segments_by_session
from scheduler.core.vocabulary import Kind
from scheduler.explain.mergers import why_together
from scheduler.export.excel.book import PRINT_TAB, QUIET, Book, Cell, Column, clock_cell, write
from scheduler.tables import Record, free, records, sessions

JOINT = (
    Column("Theme", 12, "theme"),
    Column("Name of the theme", 34),
    Column("Members", 34),
    Column("Number", 8, "number"),
    Column("Why together", 44),
    Column("Day", 8),
    Column("Date", 18, "date"),
    Column("Start", 7, "clock"),
    Column("End", 7, "clock"),
    Column("Room", 16),
    Column("Seats", 7, "number"),
    Column("Working titles of the members", 44),
)

MINUTES = (
    Column("Session", 40),
    Column("Type", 23),
    Column("Day", 8),
    Column("Room", 15),
    Column("From", 7, "clock"),
    Column("Until", 7, "clock"),
    Column("Minutes", 8, "number"),
    Column("Order", 7, "number"),
    Column("Whose minutes", 27),
    Column("Title", 34),
    Column("Output", 30),
)

FREE = (
    Column("Day", 12),
    Column("Room", 24),
    Column("From", 8, "clock"),
    Column("Until", 8, "clock"),
    Column("Minutes", 10, "number"),
)


def add_joint_sessions(book: Book) -> None:
    """Write the theme, coalitions and placement of each joint session."""
    sheet = book.sheet("Joint sessions", "The joint sessions: coalitions, theme, time and room.", PRINT_TAB)
    joint = [row for row in records(sessions(book.instance, book.programme)) if row["kind"] == Kind.JOINT]
    top = book.headline(
        sheet,
        "Joint sessions",
        f"{len(joint)} held, each on a theme of its own.",
    )
    book.table(sheet, top, JOINT, [_joint_cells(book, row) for row in joint])


def _joint_cells(book: Book, row: Record) -> list[Cell]:
    """The row of a joint session."""
    requests = [request for request in book.instance.requests if request.id in row["requests"]]
    theme = row["themes"][0] if row["themes"] else ""
    return [
        theme,
        book.instance.theme[theme].name if theme in book.instance.theme else "",
        joined(row["coalitions"]),
        len(row["coalitions"]),
        why_together(book.instance, book.programme, book.programme.session[row["session"]]),
        row["day"],
        row["date"],
        clock_cell(row["start"]),
        clock_cell(row["end"]),
        row["room"],
        row["seats"],
        joined(f"{request.coalition}: {request.title}" for request in requests if request.title),
    ]


def add_main_session_minutes(book: Book) -> None:
    """Write the segments of each session with time reserved for coalitions."""
    sheet = book.sheet("Main-session slots", "Coalitions' minutes inside main sessions, minute by minute.", "#B5473C")
    top = book.headline(
        sheet,
        "Main-session slots, minute by minute",
        "All sessions with time reserved for coalitions, including their own main session: who speaks when.",
    )
    rows: list[list[Cell]] = []
    bands: list[int] = []
    segments = segments_by_session(book.programme)
    with_reserved_time = [
        placed for placed in in_order(book.instance, book.programme.sessions) if _has_reserved_time(book, placed)
    ]
    for number, placed in enumerate(with_reserved_time):
        found = list(_minutes(book, placed, book.instance.session[placed.id], segments.get(placed.id, [])))
        rows += found
        bands += [number] * len(found)
    book.table(sheet, top, MINUTES, rows, bands)


def _has_reserved_time(book: Book, placed: PlacedSession) -> bool:
    """Whether a session has minutes reserved for coalitions."""
    host = book.instance.session.get(placed.id)
    return host is not None and host.coalition_minutes > 0


def _minutes(book: Book, placed: PlacedSession, host: HostSession, segments: list[Segment]) -> Iterator[list[Cell]]:
    """The intervals of a session in order: the session's own, the segments, and reserved but unused time."""

    def interval_cells(
        start: int, end: int, owner: str, order: int | None = None, title: str = "", output: str = ""
    ) -> list[Cell]:
        """The row of an interval of the session."""
        details: list[Cell] = [placed.title, host.type.value, placed.day, placed.room]
        return [*details, clock_cell(start), clock_cell(end), end - start, order, owner, title, output]

    minute = placed.start
    first = placed.start + host.segments_after
    if first > minute:
        yield interval_cells(minute, first, "the session itself")
        minute = first
    for segment in segments:
        request = book.instance.request[segment.request]
        yield interval_cells(
            segment.start, segment.end, segment.coalition, segment.order, request.title, request.output
        )
        minute = segment.end
    reserved_until = min(first + host.coalition_minutes, placed.end)
    if minute < reserved_until:
        yield interval_cells(minute, reserved_until, "reserved for coalitions, not used")
        minute = reserved_until
    if minute < placed.end:
        yield interval_cells(minute, placed.end, "the session itself")


def add_freed(book: Book) -> None:
    """Write the minutes saved, and the reserved windows that stay free."""
    sheet = book.sheet("Freed slots", "Minutes saved, and slots reserved for coalitions that stay free.", "#B5473C")
    found = saving(book.instance, book.programme)
    windows = records(free(book.instance, book.programme))
    top = book.headline(sheet, "Freed slots and minutes saved")
    lines: tuple[tuple[str, int], ...] = (
        (f"One session of {found.minutes_each} minutes for each of {found.coalitions} active coalitions", found.full),
        ("Minutes that coalitions' sessions take in this programme", found.used),
        ("Minutes saved", found.saved),
        ("Minutes reserved for coalitions that stay free", sum(row["minutes"] for row in windows)),
    )
    for row, (text, minutes) in enumerate(lines, start=top):
        write(book, sheet, row, 0, minutes, bold=True, num_format="#,##0", align="left", indent=1)
        write(book, sheet, row, 1, text)
    top += len(lines) + 1
    write(book, sheet, top, 0, "These slots stay free and are not given to other sessions:", font_color=QUIET)
    rows: list[list[Cell]] = [
        [row["day"], row["room"], clock_cell(row["start"]), clock_cell(row["end"]), row["minutes"]] for row in windows
    ]
    book.table(sheet, top + 1, FREE, rows)
