"""Days, grids of slots, and slots of rooms that a host programme can fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.core.clock import clock_text, parse_clock
from scheduler.generate.planning_rows import Row

Grid = Mapping[str, str]
"""Day → its slots, written ``09:30-11:00 11:15-12:45``."""


@dataclass(frozen=True, order=True)
class RoomSlot:
    """One slot of one room; times in minutes after midnight."""

    day: str
    start: int
    end: int
    room: str = ""

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @property
    def clock(self) -> str:
        """The start as text: ``09:30``."""
        return clock_text(self.start)

    def in_room(self, room: str) -> RoomSlot:
        return replace(self, room=room)

    def overlaps(self, other: RoomSlot) -> bool:
        """Whether the two share a minute, in whatever room."""
        return self.day == other.day and self.start < other.end and other.start < self.end

    def overlaps_in_room(self, other: RoomSlot) -> bool:
        """Whether the two share a minute in the same room."""
        return self.room == other.room and self.overlaps(other)

    def __str__(self) -> str:
        return f"{self.day} {self.clock}-{clock_text(self.end)}"


def stretch(room: str, text: str) -> RoomSlot:
    """Parse ``Day 2 14:00-17:15`` in a room."""
    day, _, hours = text.rpartition(" ")
    return _stretches(day, hours)[0].in_room(room)


def slots_of(grid: Grid, days: Sequence[str]) -> list[RoomSlot]:
    """The slots of a grid on some days."""
    return [slot for day in days for slot in _stretches(day, grid.get(day, ""))]


def _stretches(day: str, text: str) -> list[RoomSlot]:
    """Parse ``09:30-11:00 11:15-12:45`` as slots without a room."""
    cells = []
    for part in text.split():
        start, _, end = part.partition("-")
        cells.append(RoomSlot(day, parse_clock(start), parse_clock(end)))
    return cells


def slot_rows(grids: Mapping[str, Grid], only: Mapping[tuple[str, str], str] | None = None) -> list[Row]:
    """The rows of sheet Slots; `only` has, by grid and day, the kinds or types that may use its slots."""
    return [
        {
            "Grid": grid,
            "Day": day,
            "Start": clock_text(cell.start),
            "End": clock_text(cell.end),
            "Only for": (only or {}).get((grid, day), ""),
        }
        for grid, days in grids.items()
        for day, text in days.items()
        for cell in _stretches(day, text)
    ]


def room_slots_of(grid: Grid, days: Sequence[str], rooms: Iterable[str]) -> list[RoomSlot]:
    """Every slot of a grid on some days in each of some rooms, slot by slot."""
    listed = list(rooms)
    return [slot.in_room(room) for slot in slots_of(grid, days) for room in listed]
