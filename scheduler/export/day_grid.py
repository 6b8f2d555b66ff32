"""Day grids: tables with a column for each room and a row for each interval; sessions span rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scheduler.core.instance import Day, Instance, Room
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.core.session_order import in_order, segments_by_session
from scheduler.export.lanes import Lane, lanes, stops_everything


@dataclass(frozen=True)
class GridBlock:
    """A cell of a day grid: a session or an empty area that spans rows and columns."""

    session: PlacedSession | None
    rows: int
    columns: int = 1
    coalitions: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of a day grid: an interval and the cells that start in it. `start` and `minutes` are in minutes."""

    start: int
    minutes: int
    blocks: tuple[GridBlock, ...]


@dataclass(frozen=True)
class DayGrid:
    """The grid of one day. `end` is the end of its last session, in minutes after midnight."""

    day: Day
    rooms: tuple[Room, ...]
    rows: tuple[Row, ...]
    end: int


def day_grids(instance: Instance, programme: Programme) -> tuple[DayGrid, ...]:
    """The grids of all days with sessions."""
    segments = segments_by_session(programme)
    blocks = {
        placed.id: GridBlock(
            placed,
            1,
            coalitions=placed.coalitions or tuple(s.coalition for s in segments.get(placed.id, ())),
            segments=tuple(segments.get(placed.id, ())),
        )
        for placed in programme.sessions
    }
    found = []
    for day in instance.days:
        placed = [session for session in in_order(instance, programme.sessions) if session.day == day.id]
        if placed:
            found.append(_grid(instance, day, placed, blocks))
    return tuple(found)


def _grid(instance: Instance, day: Day, placed: list[PlacedSession], blocks: dict[str, GridBlock]) -> DayGrid:
    """The grid of the sessions of a day."""
    banners = [session for session in placed if stops_everything(instance, session, placed)]
    columns = lanes(instance, [session for session in placed if session not in banners])
    columns = columns or (Lane(placed[0].room, ()),)
    rows = grid_rows([lane.sessions for lane in columns], banners, blocks)
    return DayGrid(day, tuple(instance.room[lane.room] for lane in columns), rows, rows[-1].start + rows[-1].minutes)


def grid_rows(
    columns: Sequence[Sequence[PlacedSession]], banners: Sequence[PlacedSession], blocks: Mapping[str, GridBlock]
) -> tuple[Row, ...]:
    """The rows of a grid, one for each interval between consecutive starts and ends, with the cells of all columns.

    Sessions of a column do not overlap; `banners` span all columns. `blocks` are the cells of the sessions, by id.
    """
    placed = [*banners, *(session for column in columns for session in column)]
    times = sorted({minute for session in placed for minute in (session.start, session.end)})
    row_of = {minute: number for number, minute in enumerate(times)}
    cells: dict[int, list[tuple[int, GridBlock]]] = {number: [] for number in range(len(times) - 1)}
    stopped = [(row_of[session.start], row_of[session.end]) for session in banners]
    for session, (first, last) in zip(banners, stopped, strict=True):
        cells[first].append((0, _sized(blocks[session.id], last - first, len(columns))))
    for number, column in enumerate(columns):
        taken = [(row_of[session.start], row_of[session.end], blocks[session.id]) for session in column]
        for first, last, block in taken:
            cells[first].append((number, _sized(block, last - first)))
        for first, last in _gaps(len(times) - 1, sorted((*((a, b) for a, b, _ in taken), *stopped))):
            cells[first].append((number, GridBlock(None, last - first)))
    return tuple(
        Row(start, end - start, tuple(block for _, block in sorted(cells[number], key=lambda cell: cell[0])))
        for number, (start, end) in enumerate(pairwise(times))
    )


def _sized(block: GridBlock, rows: int, columns: int = 1) -> GridBlock:
    """A copy of a cell with other spans."""
    return GridBlock(block.session, rows, columns, block.coalitions, block.segments)


def _gaps(rows: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs of free rows between the taken ones, which are sorted."""
    gaps, free = [], 0
    for first, last in (*taken, (rows, rows)):
        if free < first:
            gaps.append((free, first))
        free = max(free, last)
    return gaps
