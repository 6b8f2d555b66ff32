"""The printable day sheets: rooms across, times down, sessions as blocks in theme colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from xlsxwriter.worksheet import Worksheet

from scheduler.core.clock import Window, clock_text
from scheduler.core.instance import Day
from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.session_order import in_order, segments_by_session
from scheduler.export.excel.blocks import STAR, SheetBlock, write_block
from scheduler.export.excel.book import A3, A4, HEAD, LINE, QUIET, Book, text_lines, write
from scheduler.export.lanes import Lane, lanes, stops_everything

PRINTED_POINTS = {A3: (1120, 730), A4: (775, 490)}
"""Printable width and height of the paper, in points."""

TIME_POINTS, LANE_POINTS = 42.0, (96.0, 200.0)
"""Width of the column of times; minimum and maximum width of a room, in points."""
WIDE_POINTS = 125.0
"""Width from which a room gets a larger font, in points."""

ROW_POINTS, BREAK_POINTS = 10.0, 14.0
"""Minimum height of a row; height of an interval without sessions, in points."""

BLOCK_POINTS, SEGMENT_POINTS = 35.0, 11.0
"""Minimum height of a block, and the additional height of a segment, in points."""

HEAD_ROWS, HEAD_POINTS = 3, 90.0


@dataclass(frozen=True)
class Plan:
    """The layout of a day: row `r` is the interval from `times[r]` to `times[r + 1]`; sizes in points."""

    day: Day
    lanes: tuple[Lane, ...]
    banners: tuple[PlacedSession, ...]
    times: tuple[int, ...]
    heights: tuple[float, ...]
    width: float
    type_size: int
    paper: int

    def rows(self, start: int, end: int) -> range:
        """The rows of an interval, counted from the first row of times."""
        return range(self.times.index(start), self.times.index(end))


def add_days(book: Book) -> None:
    """Write a sheet for each day with at least one session."""
    for day in book.instance.days:
        placed = [session for session in in_order(book.instance, book.programme.sessions) if session.day == day.id]
        if placed:
            _add_day(book, _lay_out(book, day, placed))


def _lay_out(book: Book, day: Day, placed: list[PlacedSession]) -> Plan:
    """Compute the layout of a day for the smallest paper that suits its columns."""
    banners = tuple(session for session in placed if stops_everything(book.instance, session, placed))
    columns = lanes(book.instance, [session for session in placed if session not in banners])
    columns = columns or (Lane(placed[0].room, ()),)
    paper = A3 if len(columns) > 6 else A4
    width = min(max((PRINTED_POINTS[paper][0] - TIME_POINTS) / len(columns), LANE_POINTS[0]), LANE_POINTS[1])
    times = _times(book, day, columns, placed)
    segments = Counter(segment.session for segment in book.programme.segments)
    heights = _heights(times, placed, segments, PRINTED_POINTS[paper], TIME_POINTS + width * len(columns))
    return Plan(day, columns, banners, times, heights, width, 9 if width >= WIDE_POINTS else 8, paper)


def _times(book: Book, day: Day, lanes: tuple[Lane, ...], placed: list[PlacedSession]) -> tuple[int, ...]:
    """The starts and ends of sessions and of closed or reserved windows between them, sorted."""
    first, last = min(session.start for session in placed), max(session.end for session in placed)
    times = {minute for session in placed for minute in (session.start, session.end)}
    for lane in lanes:
        room = book.instance.room[lane.room]
        for window in (*room.closed, *room.reserved):
            if window.day == day.id:
                times |= {minute for minute in (window.start, window.end) if first < minute < last}
    return tuple(sorted(times))


def _heights(
    times: tuple[int, ...],
    placed: list[PlacedSession],
    segments: Mapping[str, int],
    printed: tuple[int, int],
    width: float,
) -> tuple[float, ...]:
    """Row heights proportional to durations, so that a day fills one printed page."""
    intervals = list(pairwise(times))
    in_use = [any(s.start < end and start < s.end for s in placed) for start, end in intervals]
    scale = min(1.0, printed[0] / width)
    minutes = sum(end - start for (start, end), used in zip(intervals, in_use, strict=True) if used)
    points_a_minute = max(
        (printed[1] / scale - HEAD_POINTS - BREAK_POINTS * in_use.count(False)) / max(minutes, 1), 0.5
    )
    heights = [
        max((end - start) * points_a_minute, ROW_POINTS) if used else BREAK_POINTS
        for (start, end), used in zip(intervals, in_use, strict=True)
    ]
    for session in placed:
        rows = [row for row, (start, end) in enumerate(intervals) if session.start <= start and end <= session.end]
        factor = (BLOCK_POINTS + SEGMENT_POINTS * segments.get(session.id, 0)) / sum(heights[row] for row in rows)
        for row in rows if factor > 1 else ():
            heights[row] *= factor
    return tuple(min(height, 400.0) for height in heights)


def _add_day(book: Book, plan: Plan) -> None:
    """Write the sheet of a day."""
    note = f"The plan of {plan.day.id}: rooms across, times down. For printing."
    sheet = book.sheet(plan.day.id, note, "#E08E0B", plan.paper)
    _set_up(book, sheet, plan)
    _write_times(book, sheet, plan)
    segments = segments_by_session(book.programme)
    for column, lane in enumerate(plan.lanes, start=1):
        _write_unused(book, sheet, plan, column, lane)
        for session in lane.sessions:
            _write_session(book, sheet, plan, session, (column, column), segments)
    for session in plan.banners:
        _write_session(book, sheet, plan, session, (1, len(plan.lanes)), segments)
    last = _write_legend(book, sheet, plan)
    sheet.print_area(0, 0, last, len(plan.lanes))


def _set_up(book: Book, sheet: Worksheet, plan: Plan) -> None:
    """Write title and room names; set column widths and frozen panes."""
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, _characters(TIME_POINTS))
    sheet.set_column(1, len(plan.lanes), _characters(plan.width))
    date = f"{plan.day.date:%A} {plan.day.date.day} {plan.day.date:%B %Y}"
    book.headline(
        sheet,
        f"{plan.day.id} · {date}",
        f"{book.instance.event.name} · all times {book.instance.event.time_zone} · {STAR} coalitions",
    )
    sheet.set_row(2, 30)
    head = {"bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "align": "center", "valign": "vcenter"}
    write(book, sheet, 2, 0, "Time", **head)
    for column, lane in enumerate(plan.lanes, start=1):
        room = book.instance.room[lane.room]
        write(
            book,
            sheet,
            2,
            column,
            f"{room.id}\n{room.capacity} seats",
            text_wrap=True,
            left=1,
            left_color="#FFFFFF",
            **head,
        )
    sheet.freeze_panes(HEAD_ROWS, 1)
    sheet.repeat_rows(0, HEAD_ROWS - 1)
    sheet.repeat_columns(0)


def _write_times(book: Book, sheet: Worksheet, plan: Plan) -> None:
    """Write the labels and empty cells of each interval."""
    edges = {"top": 7, "top_color": LINE}
    empty = book.style(left=1, left_color="#E3E7EC", right=1, right_color="#E3E7EC", **edges)
    label = {"font_size": 8, "bold": True, "font_color": QUIET, "align": "center", **edges}
    for number, height in enumerate(plan.heights):
        row = HEAD_ROWS + number
        sheet.set_row(row, height)
        text = clock_text(plan.times[number])
        write(book, sheet, row, 0, text, **label)
        for column in range(1, len(plan.lanes) + 1):
            sheet.write_blank(row, column, None, empty)


def _write_session(
    book: Book,
    sheet: Worksheet,
    plan: Plan,
    session: PlacedSession,
    columns: tuple[int, int],
    segments: dict[str, list[Segment]],
) -> None:
    """Write a session across its rows and columns."""
    rows = plan.rows(session.start, session.end)
    write_block(
        book,
        sheet,
        SheetBlock(
            session=session,
            segments=tuple(segments.get(session.id, ())),
            first_row=HEAD_ROWS + rows[0],
            last_row=HEAD_ROWS + rows[-1],
            first_column=columns[0],
            last_column=columns[1],
            width=plan.width * (columns[1] - columns[0] + 1),
            height=sum(plan.heights[row] for row in rows),
            type_size=plan.type_size,
        ),
    )


def _write_unused(book: Book, sheet: Worksheet, plan: Plan, column: int, lane: Lane) -> None:
    """Write the intervals in which a room is closed, or reserved for coalitions and free."""
    room = book.instance.room[lane.room]
    taken = {row for session in (*lane.sessions, *plan.banners) for row in plan.rows(session.start, session.end)}
    common = {
        "font_size": 8,
        "font_color": QUIET,
        "italic": True,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
    }
    closed = book.style(bg_color="#E9EBEE", **common)
    reserved = book.style(border=3, border_color=QUIET, **common)
    for windows, text, look in ((room.closed, "closed", closed), (room.reserved, "reserved for coalitions", reserved)):
        for run in _runs(plan, windows, taken):
            taken |= set(run)
            first, last = HEAD_ROWS + run[0], HEAD_ROWS + run[-1]
            if first < last:
                sheet.merge_range(first, column, last, column, text, look)
            else:
                sheet.write_string(first, column, text, look)


def _runs(plan: Plan, windows: tuple[Window, ...], taken: set[int]) -> list[list[int]]:
    """The maximal runs of free rows inside windows."""
    runs: list[list[int]] = []
    for row, (start, end) in enumerate(pairwise(plan.times)):
        inside = any(window.day == plan.day.id and window.start <= start and end <= window.end for window in windows)
        if not inside or row in taken:
            continue
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _write_legend(book: Book, sheet: Worksheet, plan: Plan) -> int:
    """Write the legend of themes and marks; return its last row."""
    row = HEAD_ROWS + len(plan.heights)
    write(book, sheet, row, 0, clock_text(plan.times[-1]), font_size=8, bold=True, font_color=QUIET, align="center")
    sessions = [session for lane in plan.lanes for session in lane.sessions]
    themes = [t for t in book.instance.themes if any(t.code in session.themes for session in sessions)]
    row += 1
    for start in range(0, len(themes), len(plan.lanes)):
        texts = [f"{theme.code}: {theme.name}" for theme in themes[start : start + len(plan.lanes)]]
        sheet.set_row(row, 4 + 10 * max(text_lines(text, (plan.width - 12) / 5.2) for text in texts))
        write(book, sheet, row, 0, "Themes" if start == 0 else "", font_size=8, bold=True, align="center")
        for column, text in enumerate(texts, start=1):
            look = book.theme_look(themes[start + column - 1].code)
            write(book, sheet, row, column, text, font_size=8, text_wrap=True, **look)
        row += 1
    write(
        book,
        sheet,
        row,
        1,
        f"{STAR} and full colour: a coalition's session. {STAR} and strong frame: coalitions' minutes in a session. "
        "Dashed frame: outside the programme. Pale: the host programme.",
        font_size=8,
        font_color=QUIET,
    )
    return row


def _characters(points: float) -> float:
    """Convert points to the character widths of Excel columns."""
    return round((points * 4 / 3 - 5) / 7, 2)
