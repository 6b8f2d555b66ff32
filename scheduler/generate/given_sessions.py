"""The fixed sessions of a made-up meeting: ceremonies, high-level sessions and the coalitions' main session."""

from __future__ import annotations

from scheduler.core.vocabulary import SessionType
from scheduler.generate.grids import RoomSlot
from scheduler.generate.made_up_sessions import MAIN_NEEDS, DrawnSession
from scheduler.generate.venue import HALL, Venue


def given_sessions(venue: Venue) -> list[DrawnSession]:
    """Opening and closing ceremonies, which block all else; high-level sessions; the coalitions' main session."""
    short = [slot.cell for slot in venue.slots if slot.grid != HALL and not slot.only]
    first, last = venue.main_days[0], venue.main_days[-1]
    opening = sorted(cell for cell in short if cell.day == first and cell.minutes == 60)[0]
    closing = sorted(cell for cell in short if cell.day == last and cell.minutes == 60)[-1]
    hall, middle = venue.hall, venue.main_days[len(venue.main_days) // 2]
    in_hall = [slot.cell for slot in venue.slots if slot.grid == HALL and not opening.overlaps(slot.cell)]
    slots = {day: [cell for cell in in_hall if cell.day == day] for day in venue.main_days}
    afternoons = [slots[day][len(slots[day]) // 2] for day in venue.main_days if day != middle]
    sessions = [_ceremony("Opening", "Opening ceremony", opening, hall.name, hall.seats)]
    for number, cell in enumerate(afternoons[: max(1, len(afternoons) // 2)], start=1):
        place = RoomSlot(cell.day, cell.start, cell.start + 75, hall.name)
        name = f"High-level {number}"
        sessions.append(
            DrawnSession(name, f"High-level session {number}", SessionType.HIGH_LEVEL, 75, place, given=True)
        )
    coalitions = slots[middle][0]
    sessions.append(
        DrawnSession(
            "DC main",
            "What the coalitions found this year",
            SessionType.COALITIONS_MAIN,
            90,
            RoomSlot(coalitions.day, coalitions.start, coalitions.start + 90, hall.name),
            given=True,
            more={"Coalition minutes": 60, "Segments after": 15},
        )
    )
    sessions.append(_ceremony("Closing", "Closing ceremony", closing, hall.name, hall.seats))
    for session in sessions:
        session.audience = min(hall.seats, 800 if session.shuts else 350)
        if not session.shuts:
            session.needs = MAIN_NEEDS
    return sessions


def _ceremony(name: str, title: str, slot: RoomSlot, hall: str, seats: int) -> DrawnSession:
    place = RoomSlot(slot.day, slot.start, slot.start + 60, hall)
    return DrawnSession(name, title, SessionType.CEREMONY, 60, place, given=True, more={"Blocks everything": True})
