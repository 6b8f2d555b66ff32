"""The layout of a printed timetable: columns of sessions along a true time axis, on as few pages as show all titles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scheduler.core.programme import PlacedSession, Segment
from scheduler.export.excel.blocks import EDGE_POINTS, SheetBlock, shows_everything
from scheduler.export.excel.letter_widths import points_of
from scheduler.export.lanes import Lane

PAGE_POINTS = (940.0, 615.0)
"""Width and height of the columns and rows of a timetable on A3 landscape, in points, without head and foot.

Fonts that replace Arial make a sheet up to an eighth wider; it then still fits the page at full size.
"""

TYPE_SIZE = 10.0
"""Font size of all text of a timetable on A3, in points; printed on A4, it is 7 points."""

AXIS_POINTS = 38.0
"""Width of the column of times, in points."""

NARROWEST, WIDEST, STEP = 44.0, 260.0, 4.0
"""Smallest and largest width of a column, and the step in which widths are tried, in points."""

MOST_PARTS, MARK_MINUTES, ROUND = 3, 30, 5
"""Into how many pages the time of a day is cut at most; distance of the marks of the axis, and of cuts, in minutes."""

PIXEL = 0.75
"""The unit to which spreadsheets round the heights of rows, in points; five minutes are a multiple of it."""

Segments = Mapping[str, Sequence[Segment]]


@dataclass(frozen=True)
class TimetablePage:
    """One printed page: lanes with their widths, and the times of its rows; row r lasts from times[r] to times[r+1]."""

    lanes: tuple[Lane, ...]
    widths: tuple[float, ...]
    banners: tuple[PlacedSession, ...]
    times: tuple[int, ...]
    points_per_minute: float

    def height(self, start: int, end: int) -> float:
        """The height of an interval, in points."""
        return (end - start) * self.points_per_minute

    def rows(self, start: int, end: int) -> range:
        """The rows of an interval, counted from the first row of times."""
        return range(self.times.index(start), self.times.index(end))


def timetable_pages(
    lanes: Sequence[Lane], banners: Sequence[PlacedSession], segments: Segments, edges: Sequence[int] = ()
) -> list[TimetablePage]:
    """The fewest pages on which all texts fit; of equally many, those that show all lanes side by side.

    `edges` are further times at which a row starts, such as the ends of closed windows.
    """
    placed = [*banners, *(session for lane in lanes for session in lane.sessions)]
    found: list[list[TimetablePage]] = []
    for spacious in (True, False):
        for parts in range(MOST_PARTS, 0, -1):
            bounds = _bounds(placed, parts)
            if bounds is not None:
                found.append(list(_pages(lanes, banners, segments, bounds, edges, spacious)))
    return min(found, key=len)


def _bounds(placed: Sequence[PlacedSession], parts: int) -> list[int] | None:
    """The times at which the day is cut into parts; None if no session-free cut is near an equal one."""
    first, last = min(session.start for session in placed), max(session.end for session in placed)
    first, last = first - first % MARK_MINUTES, last + -last % MARK_MINUTES
    cuts = [
        minute
        for minute in range(first + MARK_MINUTES, last, ROUND)
        if not any(session.start < minute < session.end for session in placed)
    ]
    bounds = [first]
    for number in range(1, parts):
        wanted = first + (last - first) * number / parts
        later = [minute for minute in cuts if minute > bounds[-1]]
        if not later:
            return None
        bounds.append(min(later, key=lambda minute: abs(minute - wanted)))
    return [*bounds, last]


def _pages(
    lanes: Sequence[Lane],
    banners: Sequence[PlacedSession],
    segments: Segments,
    bounds: Sequence[int],
    edges: Sequence[int],
    spacious: bool,
) -> Iterator[TimetablePage]:
    """The pages of a day that is cut at `bounds`; each part has the same scale."""
    longest = max(end - start for start, end in pairwise(bounds))
    scale = max(math.floor(PAGE_POINTS[1] / longest * ROUND / PIXEL), 1) * PIXEL / ROUND
    for start, end in pairwise(bounds):
        inside = [
            Lane(lane.room, tuple(one for one in lane.sessions if start <= one.start and one.end <= end))
            for lane in lanes
        ]
        stopped = tuple(one for one in banners if start <= one.start and one.end <= end)
        widths = [_narrowest(lane, segments, scale, spacious) for lane in inside]
        for first, last in _packed(widths):
            shown = tuple(inside[first:last])
            yield TimetablePage(
                shown, _filled(widths[first:last]), stopped, _times(start, end, shown, stopped, edges, scale), scale
            )


def _narrowest(lane: Lane, segments: Segments, scale: float, spacious: bool) -> float:
    """The smallest width of a lane in which all texts fit, or the largest width allowed."""
    width = NARROWEST
    for session in lane.sessions:
        height = (drawn_end(session, lane, scale) - session.start) * scale
        parts = tuple(segments.get(session.id, ()))
        while width < WIDEST and not shows_everything(
            SheetBlock(session, parts, 0, 0, 0, 0, width, height, TYPE_SIZE), spacious
        ):
            width += STEP
    return width


def drawn_end(session: PlacedSession, lane: Lane, scale: float) -> int:
    """The end of a session's block: later than its end if one line needs more, and the room is free."""
    least = math.ceil((points_of(1, TYPE_SIZE) + EDGE_POINTS) / scale / ROUND) * ROUND
    wanted = max(session.end, session.start + least)
    following = min((other.start for other in lane.sessions if other.start >= session.end), default=wanted)
    return min(wanted, max(following, session.end))


def _packed(widths: Sequence[float]) -> Iterator[tuple[int, int]]:
    """The first and last lane, excluded, of each page that lanes of these widths fill."""
    first, used = 0, 0.0
    for number, width in enumerate(widths):
        if used + width > PAGE_POINTS[0] - AXIS_POINTS and number > first:
            yield first, number
            first, used = number, 0.0
        used += width
    yield first, len(widths)


def _filled(widths: Sequence[float]) -> tuple[float, ...]:
    """The widths of a page with the free width shared among the lanes, within limits."""
    free = max(PAGE_POINTS[0] - AXIS_POINTS - sum(widths), 0.0)
    more = free / len(widths)
    return tuple(max(width, min(width + more, WIDEST)) for width in widths)


def _times(
    start: int,
    end: int,
    lanes: Sequence[Lane],
    banners: Sequence[PlacedSession],
    edges: Sequence[int],
    scale: float,
) -> tuple[int, ...]:
    """The times of the rows: starts and ends of sessions, further edges, and the marks of the axis."""
    placed = [*banners, *(session for lane in lanes for session in lane.sessions)]
    times = {minute for session in placed for minute in (session.start, session.end)}
    times |= {min(drawn_end(session, lane, scale), end) for lane in lanes for session in lane.sessions}
    times |= {minute for minute in edges if start < minute < end}
    times |= set(range(start, end, MARK_MINUTES)) | {start, end}
    return tuple(sorted(times))
