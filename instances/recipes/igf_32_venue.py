"""igf-32: days, grids of slots and rooms."""

from __future__ import annotations

from scheduler.generate.grids import Grid
from scheduler.generate.planning_rows import Row

DAYS: list[Row] = [
    {"Day": "Day 0", "Date": "2025-06-23", "Day zero": True, "Opens": "09:00", "Closes": "18:00"},
    {"Day": "Day 1", "Date": "2025-06-24", "Day zero": False, "Opens": "09:00", "Closes": "18:00"},
    {"Day": "Day 2", "Date": "2025-06-25", "Day zero": False, "Opens": "09:00", "Closes": "18:00"},
    {"Day": "Day 3", "Date": "2025-06-26", "Day zero": False, "Opens": "09:00", "Closes": "18:00"},
    {"Day": "Day 4", "Date": "2025-06-27", "Day zero": False, "Opens": "09:00", "Closes": "15:00"},
]
MAIN_DAYS = ("Day 1", "Day 2", "Day 3", "Day 4")

PLENARY: Grid = {
    "Day 1": "11:30-12:45 14:00-15:15 15:45-17:00",
    "Day 2": "09:00-10:15 10:45-12:00 14:00-15:15 15:45-17:00",
    "Day 3": "09:00-10:15 10:45-12:00 14:00-15:15 15:45-17:00",
    "Day 4": "09:00-10:15 10:45-12:00",
}
LONG: Grid = {
    "Day 0": "09:30-10:45 11:15-12:30 14:00-15:15 15:45-17:00",
    "Day 1": "11:15-12:30 14:00-15:15 15:45-17:00",
    "Day 2": "09:30-10:45 11:15-12:30 14:00-15:15 15:45-17:00",
    "Day 3": "09:30-10:45 11:15-12:30 14:00-15:15 15:45-17:00",
    "Day 4": "09:30-10:45 11:15-12:30",
}
SHORT: Grid = {
    "Day 0": "09:00-10:00 10:15-11:15 11:30-12:30 13:30-14:30 14:45-15:45",
    "Day 1": "11:30-12:30 13:30-14:30 14:45-15:45 16:00-17:00",
    "Day 2": "09:00-10:00 10:15-11:15 11:30-12:30 13:30-14:30 14:45-15:45 16:00-17:00",
    "Day 3": "09:00-10:00 10:15-11:15 11:30-12:30 13:30-14:30 14:45-15:45 16:00-17:00",
    "Day 4": "09:00-10:00 10:15-11:15 11:30-12:30",
}
BILATERAL: Grid = {
    "Day 0": "09:00-10:30 10:45-12:15 13:30-15:00 15:15-16:45",
    "Day 1": "11:15-12:45 13:30-15:00 15:15-16:45",
    "Day 2": "09:00-10:30 10:45-12:15 12:15-13:45 13:45-15:15 15:30-17:00",
    "Day 3": "09:00-10:30 10:45-12:15 12:15-13:45 13:45-15:15 15:30-17:00",
    "Day 4": "09:00-10:30 10:45-12:15 12:15-13:45",
}
BOOTH: Grid = {
    "Day 1": "12:00-14:00 14:00-16:00",
    "Day 2": "10:00-12:00 12:00-14:00 14:00-16:00",
    "Day 3": "10:00-12:00 12:00-14:00 14:00-16:00",
    "Day 4": "10:00-12:00",
}
GRIDS = {"Plenary": PLENARY, "Long sessions": LONG, "Short sessions": SHORT, "Bilateral": BILATERAL, "Booth": BOOTH}

FULL = "captioning; hybrid; webcast; step-free"
LONG_ROOMS = {
    "Workshop Room 1": 108,
    "Workshop Room 2": 108,
    "Workshop Room 3": 80,
    "Workshop Room 4": 70,
    "Workshop Room 5": 68,
}
SHORT_ROOMS = {"Conference Room 1": 60, "Conference Room 2": 60, "Conference Room 3": 60, "Conference Room 4": 50}
SEATS = LONG_ROOMS | SHORT_ROOMS


def room_rows() -> list[Row]:
    plenary: Row = {
        "Room": "Plenary Hall",
        "Seats": 496,
        "Grid": "Plenary",
        "Takes": "main sessions",
        "Services": "captioning; interpretation; hybrid; webcast; step-free",
        "Area": "Hall A",
    }
    long: list[Row] = [
        {
            "Room": room,
            "Seats": seats,
            "Grid": "Long sessions",
            "Takes": "sessions; day-zero events",
            "Services": FULL,
            "Area": "Hall A" if seats > 100 else "Hall B",
        }
        for room, seats in LONG_ROOMS.items()
    ]
    short: list[Row] = [
        {
            "Room": room,
            "Seats": seats,
            "Grid": "Short sessions",
            "Takes": "sessions; day-zero events",
            "Services": FULL if seats == 60 else "hybrid; webcast",
            "Area": "Hall B",
        }
        for room, seats in SHORT_ROOMS.items()
    ]
    beside: list[Row] = [
        {
            "Room": "Bilateral room",
            "Seats": 30,
            "Grid": "Bilateral",
            "Takes": "bilateral meetings",
            "Services": "captioning; hybrid; step-free",
            "Area": "Hall B",
        },
        {"Room": "Village booth", "Seats": 20, "Grid": "Booth", "Takes": "booth shifts", "Area": "Village"},
    ]
    return [plenary, *long, *short, *beside]
