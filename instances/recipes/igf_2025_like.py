"""igf-2025-like: the whole programme of a meeting as large as that of 2025, all but a few sessions free."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from instances.recipes import igf_32, igf_32_venue
from instances.recipes.igf_32_answers import ANSWERS, FIRST
from instances.recipes.register import ACTIVE, coalition_rows, theme_rows
from scheduler.core.clock import parse_clock
from scheduler.core.vocabulary import Service, SessionType, Use
from scheduler.generate.drawn_meeting import GOALS
from scheduler.generate.drawn_people import DrawnPeople, draw_people
from scheduler.generate.grids import Grid, RoomSlot, slots_of
from scheduler.generate.made_up_coalitions import DrawnCoalition, first_coordinators, link
from scheduler.generate.made_up_people import coordinator_rows
from scheduler.generate.made_up_sessions import DrawnSession, drawn_sessions
from scheduler.generate.made_up_survey import write_google_csv
from scheduler.generate.mix import BY_POPULARITY
from scheduler.generate.planning_rows import Row, setting_rows
from scheduler.generate.terms import draw_day_preferences, relation_rows, team_rows
from scheduler.generate.venue import LUNCH_TYPES, DrawnRoom, OfferedSlot, Venue
from scheduler.intake.template.sheet_writer import write_planning_workbook

SEED = 2025
SESSIONS = 262
TIME_ZONE = "Europe/Oslo"

CLOSES = {"Day 0": "18:45", "Day 1": "18:45", "Day 2": "18:45", "Day 3": "18:45", "Day 4": "15:00"}
DAYS = tuple(day | {"Closes": CLOSES[str(day["Day"])]} for day in igf_32_venue.DAYS)

WORKSHOPS: Grid = {
    "Day 0": "09:30-10:45 11:15-12:30 14:00-15:15 15:45-17:00 17:15-18:30",
    "Day 1": "11:15-12:30 14:00-15:15 15:45-17:00 17:15-18:30",
    "Day 2": "09:30-10:45 11:15-12:30 14:00-15:15 15:45-17:00 17:15-18:30",
    "Day 3": "09:30-10:45 11:15-12:30 14:00-15:15 15:45-17:00 17:15-18:30",
    "Day 4": "09:30-10:45 11:15-12:30 13:00-14:15",
}
LUNCH: Grid = dict.fromkeys(("Day 1", "Day 2", "Day 3"), "12:40-13:10 13:20-13:50")
GRIDS = {
    "Plenary": igf_32_venue.PLENARY,
    "Workshop rooms": WORKSHOPS,
    "Workshop rooms with lunch": WORKSHOPS,
    "Bilateral": igf_32_venue.BILATERAL,
    "Booth": igf_32_venue.BOOTH,
}

SEATS = (108, 108, 80, 70, 68, 60, 60, 60, 50, 120, 150, 200)
POLICY: dict[str, object] = {
    "Version": "whole programme",
    "Goals": GOALS,
    "Only in their own slots": (SessionType.LIGHTNING_TALK,),
}

WITH_LUNCH = 4
"""The last of the workshop rooms take lightning talks in the lunch gap."""

GIVEN = ("Opening", "High-level", "DC main", "PN", "BPF", "NRI main", "Taking stock", "Closing")
"""Sessions of the plenary that keep their places; the thematic main sessions are free."""


def write(folder: Path) -> None:
    """The instance, with the answers of igf-32 as Google Forms exports them."""
    write_planning_workbook(folder / "planning.xlsx", _planning_rows(), earlier_layout=True)
    write_google_csv(folder / "survey.csv", ANSWERS, FIRST)


def _planning_rows() -> dict[str, list[Row]]:
    rng = Random(SEED)
    venue = Venue(DAYS, tuple(_slots()), tuple(_rooms()))
    members = [DrawnCoalition(coalition.acronym, coalition.name, coalition.themes) for coalition in ACTIVE]
    coordinators = coordinator_rows([m.acronym for m in members], rng, igf_32.SHARED, igf_32.MORE_OF_PEOPLE)
    codes = tuple(code for code in BY_POPULARITY if code in igf_32.SUBTHEMES)
    sessions = drawn_sessions(rng, venue, codes, list(_known_sessions()), SESSIONS)
    crowd = DrawnPeople(rng, venue, TIME_ZONE, {str(row["Person"]): row for row in coordinators})
    draw_people(crowd, sessions)
    link(crowd, sessions, members, first_coordinators(members, igf_32.SHARED))
    crowd.send_away()
    draw_day_preferences(rng, venue, sessions)
    return {
        "Event": setting_rows(igf_32.EVENT),
        "Days": list(venue.days),
        "Slots": venue.slot_rows(),
        "Rooms": [room.row() for room in venue.rooms],
        "Themes": theme_rows(igf_32.SUBTHEMES),
        "Coalitions": coalition_rows(ACTIVE, igf_32.MORE_OF_COALITIONS),
        "People": coordinators + crowd.rows(),
        "Sessions": [session.row() for session in sessions],
        "Relations": relation_rows(rng, venue, sessions),
        "Teams": team_rows(sessions, (Service.INTERPRETATION, Service.CAPTIONING)),
        "Policy": setting_rows(igf_32.POLICY | POLICY),
        "Pins": igf_32.PINS,
        "History": igf_32.HISTORY,
    }


def _slots() -> Iterator[OfferedSlot]:
    for grid, days in GRIDS.items():
        yield from (OfferedSlot(grid, cell) for cell in slots_of(days, tuple(days)))
    yield from (OfferedSlot("Workshop rooms with lunch", cell, LUNCH_TYPES) for cell in slots_of(LUNCH, tuple(LUNCH)))


def _rooms() -> Iterator[DrawnRoom]:
    full, takes = tuple(Service), (Use.SESSIONS, Use.DAY_ZERO)
    yield DrawnRoom("Plenary Hall", 496, "Plenary", (Use.MAIN,), full, "Hall A")
    for number, seats in enumerate(SEATS, start=1):
        lacks = {Service.INTERPRETATION} if seats < 100 else set()
        lacks |= set() if number % 4 else {Service.CAPTIONING}
        services = tuple(service for service in Service if service not in lacks)
        grid = "Workshop rooms with lunch" if number > len(SEATS) - WITH_LUNCH else "Workshop rooms"
        yield DrawnRoom(f"Workshop Room {number}", seats, grid, takes, services, "Hall A" if seats > 100 else "Hall B")
    near = (Service.CAPTIONING, Service.HYBRID, Service.STEP_FREE)
    yield DrawnRoom("Bilateral room", 30, "Bilateral", (Use.BILATERAL,), near, "Hall B")
    yield DrawnRoom("Village booth", 20, "Booth", (Use.BOOTH,), (Service.STEP_FREE,), "Village")


def _known_sessions() -> Iterator[DrawnSession]:
    """The sessions of igf-32's plenary and the book launch."""
    for row in [*igf_32.plenary_rows(), igf_32.BOOK_LAUNCH]:
        start, minutes = parse_clock(str(row["Start"])), int(str(row["Minutes"]))
        session = DrawnSession(
            id=str(row["Id"]),
            title=str(row["Title"]),
            type=SessionType(str(row["Type"])),
            minutes=minutes,
            place=RoomSlot(str(row["Day"]), start, start + minutes, str(row["Room"])),
            themes=_listed(row["Themes"]),
            audience=int(str(row["Audience"])),
            needs=tuple(Service(need) for need in str(row.get("Needs") or "").split("; ") if need),
        )
        session.given = session.id in (*GIVEN, igf_32.BOOK_LAUNCH["Id"])
        session.more = {
            title: row[title]
            for title in ("Blocks everything", "Coalition minutes", "Segments after")
            if row.get(title)
        }
        yield session


def _listed(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
