"""igf-2024: days, grids of slots and rooms."""

from __future__ import annotations

from scheduler.generate.grids import Grid, stretch
from scheduler.generate.planning_rows import Row

DAYS: list[Row] = [
    {"Day": "Day 0", "Date": "2024-12-15", "Day zero": True, "Opens": "09:00", "Closes": "18:30"},
    {"Day": "Day 1", "Date": "2024-12-16", "Day zero": False, "Opens": "09:00", "Closes": "18:30"},
    {"Day": "Day 2", "Date": "2024-12-17", "Day zero": False, "Opens": "09:00", "Closes": "18:30"},
    {"Day": "Day 3", "Date": "2024-12-18", "Day zero": False, "Opens": "09:00", "Closes": "18:30"},
    {"Day": "Day 4", "Date": "2024-12-19", "Day zero": False, "Opens": "09:00", "Closes": "17:30"},
]
MAIN_DAYS = ("Day 1", "Day 2", "Day 3", "Day 4")

# Day 1 opens with the ceremonies; on the last day everything but the plenary ends by 15:00.
PLENARY: Grid = {
    "Day 1": "11:45-13:00 14:00-15:15 15:45-17:15",
    "Day 2": "09:00-10:15 10:45-12:15 14:00-15:15 15:45-17:15",
    "Day 3": "09:00-10:15 10:45-12:15 14:00-15:15 15:45-17:15",
    "Day 4": "09:00-10:15 10:45-12:15 13:30-14:45",
}
LONG: Grid = {
    "Day 0": "09:30-11:00 11:15-12:45 14:00-15:30 15:45-17:15",
    "Day 1": "11:30-13:00 14:00-15:30 15:45-17:15",
    "Day 2": "09:30-11:00 11:15-12:45 14:00-15:30 15:45-17:15",
    "Day 3": "09:30-11:00 11:15-12:45 14:00-15:30 15:45-17:15",
    "Day 4": "09:30-11:00 11:15-12:45 13:30-15:00",
}
SHORT: Grid = {
    "Day 0": "09:30-10:30 10:45-11:45 12:00-13:00 14:00-15:00 15:15-16:15",
    "Day 1": "11:45-12:45 14:00-15:00 15:15-16:15 16:30-17:30",
    "Day 2": "09:30-10:30 10:45-11:45 12:00-13:00 14:00-15:00 15:15-16:15 16:30-17:30",
    "Day 3": "09:30-10:30 10:45-11:45 12:00-13:00 14:00-15:00 15:15-16:15 16:30-17:30",
    "Day 4": "09:30-10:30 10:45-11:45 12:00-13:00 13:45-14:45",
}
STAGE: Grid = dict.fromkeys(("Day 1", "Day 2", "Day 3"), "13:00-13:30 13:30-14:00") | {"Day 4": "13:00-13:30"}
BILATERAL: Grid = {
    "Day 0": "09:00-10:30 10:30-12:00 12:00-13:30 14:00-15:30 15:30-17:00",
    "Day 1": "12:00-13:30 14:00-15:30 15:30-17:00 17:00-18:30",
    "Day 2": "09:00-10:30 10:30-12:00 12:00-13:30 14:00-15:30 15:30-17:00 17:00-18:30",
    "Day 3": "09:00-10:30 10:30-12:00 12:00-13:30 14:00-15:30 15:30-17:00 17:00-18:30",
    "Day 4": "09:00-10:30 10:30-12:00 12:00-13:30 13:30-15:00",
}
BOOTH: Grid = {
    "Day 1": "12:00-14:00 14:00-16:00 16:00-18:00",
    "Day 2": "09:00-11:00 11:00-13:00 14:00-16:00 16:00-18:00",
    "Day 3": "09:00-11:00 11:00-13:00 14:00-16:00 16:00-18:00",
    "Day 4": "09:00-11:00 11:00-13:00",
}
GRIDS = {
    "Plenary": PLENARY,
    "Long sessions": LONG,
    "Short sessions": SHORT,
    "Stage": STAGE,
    "Bilateral": BILATERAL,
    "Booth": BOOTH,
}
ONLY_FOR = {("Stage", day): "lightning talk" for day in MAIN_DAYS}

VILLAGE: Row = {"Area": "Village"}
FULL = "captioning; hybrid; webcast; step-free"
LONG_ROOMS = {"Salle 3": 108, "Salle 4": 108, "Salle 15": 80, "Salle 14": 70, "Salle 21+22": 68}
SHORT_ROOMS = {"Salle 5": 60, "Salle 6": 60, "Salle 13": 60, "Salle 18": 50}
SEATS = LONG_ROOMS | SHORT_ROOMS | {"Salle 2": 496}
KEPT_FOR_COALITIONS = (stretch("Salle 3", "Day 2 14:00-17:15"), stretch("Salle 14", "Day 3 09:30-12:45"))
SALLE_18_CLOSED = stretch("Salle 18", "Day 4 13:00-17:30")


def room_rows() -> list[Row]:
    rows: list[Row] = [
        {
            "Room": "Salle 2",
            "Seats": 496,
            "Grid": "Plenary",
            "Takes": "main sessions",
            "Services": "captioning; interpretation; hybrid; webcast; step-free",
            "Area": "Main building",
        }
    ]
    for room, seats in LONG_ROOMS.items():
        rows.append(
            {
                "Room": room,
                "Seats": seats,
                "Grid": "Long sessions",
                "Takes": "sessions; day-zero events",
                "Services": FULL,
                "Area": "Main building" if room in ("Salle 3", "Salle 4") else "First floor",
                "Kept for coalitions": [str(kept) for kept in KEPT_FOR_COALITIONS if kept.room == room],
            }
        )
    for room, seats in SHORT_ROOMS.items():
        rows.append(
            {
                "Room": room,
                "Seats": seats,
                "Grid": "Short sessions",
                "Takes": "sessions; day-zero events",
                "Services": FULL if room in ("Salle 5", "Salle 6") else "hybrid; webcast",
                "Area": "First floor",
                "Closed": str(SALLE_18_CLOSED) if room == SALLE_18_CLOSED.room else "",
            }
        )
    rows.append(
        {
            "Room": "Village stage",
            "Seats": 120,
            "Grid": "Stage",
            "Takes": "sessions",
            "Services": "hybrid; webcast; step-free",
        }
        | VILLAGE
    )
    rows.append(
        {
            "Room": "Hybrid room",
            "Seats": 30,
            "Grid": "Bilateral",
            "Takes": "bilateral meetings",
            "Services": "captioning; hybrid; step-free",
            "Area": "First floor",
        }
    )
    rows.append({"Room": "Village booth", "Seats": 20, "Grid": "Booth", "Takes": "booth shifts"} | VILLAGE)
    return rows
