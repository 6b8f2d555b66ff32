"""Days, grids and rooms of a made-up meeting of any size.

Three grids that do not align: the main hall's (90 minutes), that of the long rooms (75 minutes) and that of all other
rooms (60 minutes, with a short slot in the lunch gap for lightning talks and launches).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.core.clock import clock_text
from scheduler.core.vocabulary import Service, SessionType, Use
from scheduler.generate.grids import RoomSlot
from scheduler.generate.planning_rows import Row

HALL, LONG, SHORT, BILATERAL, BOOTH = "Main hall", "Long rooms", "Rooms", "Bilateral", "Booth"
FIRST_DAY = date(2027, 6, 14)
LUNCH_TYPES = (SessionType.LIGHTNING_TALK.value, SessionType.LAUNCH.value)

ROOM_MINUTES, ROOM_PITCH = 60, 65
LUNCH_MINUTES, LUNCH_GAP = 30, 40

SEATS = (140, 60, 90, 45, 120, 70, 100, 50, 160, 80)
AREAS = ("East wing", "West wing", "Garden")


@dataclass(frozen=True)
class DrawnRoom:
    """A room of the generator."""

    name: str
    seats: int
    grid: str
    takes: tuple[Use, ...]
    services: tuple[Service, ...]
    area: str

    def row(self) -> Row:
        """The row of sheet Rooms."""
        return {
            "Room": self.name,
            "Seats": self.seats,
            "Grid": self.grid,
            "Takes": self.takes,
            "Services": self.services,
            "Area": self.area,
        }


@dataclass(frozen=True)
class OfferedSlot:
    """A slot of a grid; `only` has the types that may use it."""

    grid: str
    cell: RoomSlot
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Venue:
    """Days, rooms and slots of a made-up meeting. `days` are rows of sheet Days; only the first may be day zero."""

    days: tuple[Row, ...]
    slots: tuple[OfferedSlot, ...]
    rooms: tuple[DrawnRoom, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(str(day["Day"]) for day in self.days)

    @property
    def main_days(self) -> tuple[str, ...]:
        return tuple(str(day["Day"]) for day in self.days if not day["Day zero"])

    @property
    def date(self) -> dict[str, date]:
        return {str(day["Day"]): date.fromisoformat(str(day["Date"])) for day in self.days}

    @property
    def hall(self) -> DrawnRoom:
        """The first room for main sessions."""
        return next(room for room in self.rooms if Use.MAIN in room.takes)

    def places(self) -> Iterator[tuple[DrawnRoom, OfferedSlot]]:
        """Every slot of every room that follows its grid."""
        for slot in self.slots:
            for room in self.rooms:
                if room.grid == slot.grid:
                    yield room, slot

    def slot_rows(self) -> list[Row]:
        """The rows of sheet Slots."""
        return [
            {
                "Grid": slot.grid,
                "Day": slot.cell.day,
                "Start": slot.cell.clock,
                "End": clock_text(slot.cell.end),
                "Only for": slot.only,
            }
            for slot in self.slots
        ]


def made_up_venue(rooms: int, days: int, starts: int) -> Venue:
    """Build a venue from the number of rooms for sessions, of days, and of starts a day.

    Rooms include the main hall, days include day zero; a room for bilateral meetings and a booth are added.
    """
    first = 9 * 60 if starts <= 8 else 8 * 60 + 30
    noon = first + starts // 2 * ROOM_PITCH
    closes = noon + LUNCH_GAP + (starts - starts // 2) * ROOM_PITCH + 30
    listed = tuple(_days(days, first - 30, closes))
    slots = tuple(slot for day in listed for slot in _slots_of_day(day, first, noon, starts, closes))
    return Venue(listed, slots, tuple(_rooms(rooms)))


def _days(count: int, opens: int, closes: int) -> Iterator[Row]:
    for number in range(count):
        yield {
            "Day": f"Day {number}",
            "Date": (FIRST_DAY + timedelta(days=number)).isoformat(),
            "Day zero": number == 0,
            "Opens": clock_text(opens),
            "Closes": clock_text(closes),
        }


def _slots_of_day(day: Row, first: int, noon: int, starts: int, closes: int) -> Iterator[OfferedSlot]:
    name, after = str(day["Day"]), noon + LUNCH_GAP
    for start in _starts(first, ROOM_PITCH, noon) + [after + n * ROOM_PITCH for n in range(starts - starts // 2)]:
        yield OfferedSlot(SHORT, RoomSlot(name, start, start + ROOM_MINUTES))
    if not day["Day zero"]:
        yield OfferedSlot(SHORT, RoomSlot(name, noon, noon + LUNCH_MINUTES), LUNCH_TYPES)
    for grid, minutes, pitch, offset in ((LONG, 75, 80, 10), (HALL, 90, 100, 30), (BILATERAL, 90, 95, 0)):
        for start in _starts(first + offset, pitch, noon + 30) + _starts(after + offset, pitch, closes):
            yield OfferedSlot(grid, RoomSlot(name, start, start + minutes))
    if not day["Day zero"]:
        for start in _starts(first + 60, 120, closes):
            yield OfferedSlot(BOOTH, RoomSlot(name, start, start + 120))


def _starts(first: int, pitch: int, until: int) -> list[int]:
    """Starts at a fixed distance, as long as the next would be before `until`."""
    return list(range(first, until - pitch + 1, pitch))


def _rooms(count: int) -> Iterator[DrawnRoom]:
    """The main hall, one long room for every ten, smaller rooms, a bilateral room and a booth."""
    full = tuple(Service)
    yield DrawnRoom(HALL, 800, HALL, (Use.MAIN, Use.DAY_ZERO), full, "Centre")
    sessions = (Use.SESSIONS, Use.DAY_ZERO)
    long = max(1, round((count - 1) / 10))
    for number in range(1, long + 1):
        seats = 250 if number % 2 else 200
        yield DrawnRoom(f"Long room {number}", seats, LONG, sessions, full, "Centre")
    for number in range(1, count - long):
        without = {Service.INTERPRETATION, *([] if number % 3 else [Service.CAPTIONING])}
        without |= set() if number % 5 else {Service.STEP_FREE}
        services = tuple(service for service in Service if service not in without)
        seats = SEATS[(number - 1) % len(SEATS)]
        yield DrawnRoom(f"Room {number}", seats, SHORT, sessions, services, AREAS[number * 3 // count % len(AREAS)])
    reachable = (Service.CAPTIONING, Service.HYBRID, Service.STEP_FREE)
    yield DrawnRoom("Bilateral room", 30, BILATERAL, (Use.BILATERAL,), reachable, AREAS[0])
    yield DrawnRoom("Village booth", 20, BOOTH, (Use.BOOTH,), (Service.STEP_FREE,), "Village")
