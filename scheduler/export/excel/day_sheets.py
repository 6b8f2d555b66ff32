"""The printable day sheets: rooms across, a true time axis down, sessions as blocks in theme colours."""

from __future__ import annotations

from itertools import pairwise

from xlsxwriter.worksheet import Worksheet

from scheduler.core.clock import Window, clock_text
from scheduler.core.instance import Day
from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.session_order import in_order, segments_by_session
from scheduler.export.excel.blocks import STAR, SheetBlock, shows_everything, write_block
from scheduler.export.excel.book import A3, HEAD, LINE, PRINT_TAB, QUIET, Book, as_text, write
from scheduler.export.excel.letter_widths import column_width, points_of, wrapped
from scheduler.export.excel.timetable_layout import (
    AXIS_POINTS,
    MARK_MINUTES,
    TYPE_SIZE,
    TimetablePage,
    drawn_end,
    timetable_pages,
)
from scheduler.export.lanes import Lane, lanes, stops_everything

HEAD_ROWS = 3
HEAD_INDENT_POINTS = 8.0
"""Margin of the name of a room in its cell, in points."""


def add_days(book: Book) -> None:
    """Write the sheets of each day with at least one session: one for each printed page."""
    segments = segments_by_session(book.programme)
    for day in book.instance.days:
        placed = [session for session in in_order(book.instance, book.programme.sessions) if session.day == day.id]
        if placed:
            pages = timetable_pages(*_columns(book, placed), segments, _edges(book, day, placed))
            for number, page in enumerate(pages, start=1):
                part = f", part {number} of {len(pages)}" if len(pages) > 1 else ""
                _add_page(book, day, page, part, segments)


def _columns(book: Book, placed: list[PlacedSession]) -> tuple[tuple[Lane, ...], tuple[PlacedSession, ...]]:
    """The lanes of a day, and the sessions that span them all."""
    banners = tuple(session for session in placed if stops_everything(book.instance, session, placed))
    columns = lanes(book.instance, [session for session in placed if session not in banners])
    return columns or (Lane(placed[0].room, ()),), banners


def _edges(book: Book, day: Day, placed: list[PlacedSession]) -> list[int]:
    """The starts and ends of the closed or reserved windows of the rooms in use."""
    rooms = {session.room for session in placed}
    windows = [window for room in book.instance.rooms if room.id in rooms for window in (*room.closed, *room.reserved)]
    return [minute for window in windows if window.day == day.id for minute in (window.start, window.end)]


def _add_page(book: Book, day: Day, page: TimetablePage, part: str, segments: dict[str, list[Segment]]) -> None:
    """Write the sheet of one printed page of a day."""
    times = f"{clock_text(page.times[0])} to {clock_text(page.times[-1])}"
    note = f"The plan of {day.id}{part}: rooms across, times down, {times}. To print on A3, or on A4 in small type."
    sheet = book.sheet(f"{day.id}{part}", note, PRINT_TAB, A3)
    _set_up(book, sheet, day, page, part)
    _write_axis(book, sheet, page)
    shortened: list[PlacedSession] = []
    for column, lane in enumerate(page.lanes, start=1):
        _write_unused(book, sheet, page, day, column, lane)
        for session in lane.sessions:
            end = min(drawn_end(session, lane, page.points_per_minute), page.times[-1])
            if not _write_session(book, sheet, page, session, end, (column, column), segments):
                shortened.append(session)
    for session in page.banners:
        _write_session(book, sheet, page, session, session.end, (1, len(page.lanes)), segments)
    last = _write_legend(book, sheet, page, shortened)
    sheet.print_area(0, 0, last, len(page.lanes))


def _set_up(book: Book, sheet: Worksheet, day: Day, page: TimetablePage, part: str) -> None:
    """Write title and room names; set column widths and frozen panes."""
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.set_column(0, 0, column_width(AXIS_POINTS))
    date = f"{day.date:%A} {day.date.day} {day.date:%B %Y}"
    book.headline(
        sheet,
        f"{day.id} · {date}{part}",
        f"{book.instance.event.name} · all times {book.instance.event.time_zone} · {STAR} coalitions",
    )
    head = {"bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "align": "center", "valign": "vcenter"}
    write(book, sheet, 2, 0, "Time", font_size=TYPE_SIZE, **head)
    lines = 1
    for column, (lane, width) in enumerate(zip(page.lanes, page.widths, strict=True), start=1):
        sheet.set_column(column, column, column_width(width))
        room = book.instance.room[lane.room]
        text = f"{room.id}\n{room.capacity} seats"
        lines = max(lines, len(wrapped(text, width - HEAD_INDENT_POINTS, TYPE_SIZE, bold=True)))
        look = {"text_wrap": True, "left": 1, "left_color": "#FFFFFF", "font_size": TYPE_SIZE, **head}
        write(book, sheet, 2, column, text, **look)
    sheet.set_row(2, points_of(lines, TYPE_SIZE) + 4)
    sheet.freeze_panes(HEAD_ROWS, 1)
    sheet.repeat_rows(0, HEAD_ROWS - 1)
    sheet.repeat_columns(0)


def _write_axis(book: Book, sheet: Worksheet, page: TimetablePage) -> None:
    """Write the marks of the axis and the empty cells of each interval; heights are proportional to minutes."""
    sides = {"left": 1, "left_color": "#E3E7EC", "right": 1, "right_color": "#E3E7EC"}
    mark, between = book.style(top=7, top_color=LINE, **sides), book.style(**sides)
    for number, (start, end) in enumerate(pairwise(page.times)):
        sheet.set_row(HEAD_ROWS + number, page.height(start, end))
        for column in range(1, len(page.lanes) + 1):
            sheet.write_blank(HEAD_ROWS + number, column, None, between if start % MARK_MINUTES else mark)
    look = {"font_size": TYPE_SIZE, "font_color": QUIET, "align": "center", "top": 7, "top_color": LINE}
    marks = [minute for minute in page.times if minute % MARK_MINUTES == 0]
    for minute, following in pairwise(marks):
        rows = page.rows(minute, following)
        style = book.style(**look, bold=minute % 60 == 0)
        first, last = HEAD_ROWS + rows[0], HEAD_ROWS + rows[-1]
        if first < last:
            sheet.merge_range(first, 0, last, 0, clock_text(minute), style)
        else:
            sheet.write_string(first, 0, clock_text(minute), style)


def _write_session(
    book: Book,
    sheet: Worksheet,
    page: TimetablePage,
    session: PlacedSession,
    end: int,
    columns: tuple[int, int],
    segments: dict[str, list[Segment]],
) -> bool:
    """Write a session across its columns and its rows until `end`; whether all of its text fits."""
    rows = page.rows(session.start, end)
    block = SheetBlock(
        session=session,
        segments=tuple(segments.get(session.id, ())),
        first_row=HEAD_ROWS + rows[0],
        last_row=HEAD_ROWS + rows[-1],
        first_column=columns[0],
        last_column=columns[1],
        width=sum(page.widths[columns[0] - 1 : columns[1]]),
        height=page.height(session.start, end),
        type_size=TYPE_SIZE,
    )
    write_block(book, sheet, block)
    return shows_everything(block)


def _write_unused(book: Book, sheet: Worksheet, page: TimetablePage, day: Day, column: int, lane: Lane) -> None:
    """Write the intervals in which a room is closed, or reserved for coalitions and free."""
    room = book.instance.room[lane.room]
    taken = {row for session in page.banners for row in page.rows(session.start, session.end)}
    for session in lane.sessions:
        end = min(drawn_end(session, lane, page.points_per_minute), page.times[-1])
        taken |= set(page.rows(session.start, end))
    common = {
        "font_size": TYPE_SIZE,
        "font_color": QUIET,
        "italic": True,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
    }
    closed = book.style(bg_color="#E9EBEE", **common)
    reserved = book.style(border=3, border_color=QUIET, **common)
    for windows, text, look in ((room.closed, "closed", closed), (room.reserved, "reserved for coalitions", reserved)):
        for run in _runs(page, day, windows, taken):
            taken |= set(run)
            first, last = HEAD_ROWS + run[0], HEAD_ROWS + run[-1]
            if first < last:
                sheet.merge_range(first, column, last, column, text, look)
            else:
                sheet.write_string(first, column, text, look)


def _runs(page: TimetablePage, day: Day, windows: tuple[Window, ...], taken: set[int]) -> list[list[int]]:
    """The maximal runs of free rows inside windows."""
    runs: list[list[int]] = []
    for row, (start, end) in enumerate(pairwise(page.times)):
        inside = any(window.day == day.id and window.start <= start and end <= window.end for window in windows)
        if not inside or row in taken:
            continue
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _write_legend(book: Book, sheet: Worksheet, page: TimetablePage, shortened: list[PlacedSession]) -> int:
    """Write the legend of themes and marks, and the titles that do not fit their blocks; return the last row."""
    sessions = [session for lane in page.lanes for session in lane.sessions]
    themes = [t for t in book.instance.themes if any(t.code in session.themes for session in sessions)]
    lines = [" · ".join(f"{theme.code}: {theme.name}" for theme in themes)]
    lines.append(
        f"{STAR} and full colour: a coalition's session. {STAR} and strong frame: coalitions' minutes in a session. "
        "Dashed frame: outside the programme. Pale: the host programme."
    )
    lines += [f"{clock_text(session.start)} {session.room}: {session.title}" for session in shortened]
    row = HEAD_ROWS + len(page.times) - 1
    look = {"font_size": TYPE_SIZE, "font_color": QUIET, "text_wrap": True, "valign": "vcenter"}
    for text in filter(None, lines):
        style = book.style(**look, **as_text(text))
        sheet.merge_range(row, 0, row, len(page.lanes), text, style)
        printed = wrapped(text, sum(page.widths) + AXIS_POINTS - HEAD_INDENT_POINTS, TYPE_SIZE)
        sheet.set_row(row, points_of(len(printed), TYPE_SIZE) + 3)
        row += 1
    return row - 1
