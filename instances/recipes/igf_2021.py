"""igf-2021: the status quo in Katowice, a session for each coalition that asks, and a main session for all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from random import Random

from instances.recipes.host_programme import HostProgramme
from instances.recipes.register import REGISTER, coalition_rows, theme_rows
from scheduler.generate.grids import Grid, RoomSlot, slot_rows, slots_of
from scheduler.generate.made_up_people import coordinator, coordinator_rows, others
from scheduler.generate.made_up_survey import MadeUpAnswer, write_microsoft_workbook
from scheduler.generate.planning_rows import Row, setting_rows
from scheduler.intake.template.sheet_writer import write_planning_workbook

SEED = 2021

# Of the list of 22, DC-Jobs has gone since; it was active in 2021.
COALITIONS = tuple(coalition for coalition in REGISTER if coalition.in_2022)

FOCUS, CROSS_CUTTING = "Main focus area", "Emerging and cross-cutting area"
SUBTHEMES = {
    "AI": CROSS_CUTTING,
    "DATA": CROSS_CUTTING,
    "SECURITY": CROSS_CUTTING,
    "EMERGING": CROSS_CUTTING,
    "HEALTH": CROSS_CUTTING,
    "GREEN": CROSS_CUTTING,
    "ECONOMY": FOCUS,
    "CONNECT": FOCUS,
    "EDU": CROSS_CUTTING,
    "INCLUDE": FOCUS,
    "RIGHTS": FOCUS,
    "CHILD": FOCUS,
    "MEDIA": CROSS_CUTTING,
    "DNS": CROSS_CUTTING,
}

EVENT: dict[str, object] = {
    "Name": "Internet Governance Forum 2021",
    "City": "Katowice",
    "Year": 2021,
    "Time zone": "Europe/Warsaw",
}

DAYS: list[Row] = [
    {"Day": "Day 0", "Date": "2021-12-06", "Day zero": True, "Opens": "09:00", "Closes": "18:30"},
    {"Day": "Day 1", "Date": "2021-12-07", "Day zero": False, "Opens": "09:00", "Closes": "18:30"},
    {"Day": "Day 2", "Date": "2021-12-08", "Day zero": False, "Opens": "09:00", "Closes": "18:30"},
    {"Day": "Day 3", "Date": "2021-12-09", "Day zero": False, "Opens": "09:00", "Closes": "18:30"},
    {"Day": "Day 4", "Date": "2021-12-10", "Day zero": False, "Opens": "09:00", "Closes": "17:00"},
]
MAIN_DAYS = ("Day 1", "Day 2", "Day 3", "Day 4")

# The session of DC-DDHT was held on day 3 at 15:35, for 75 minutes, in Conference Room 7: the grid is made to fit it.
PLENARY: Grid = {
    "Day 1": "11:30-13:00 14:15-15:45 16:15-17:45",
    "Day 2": "09:30-11:00 11:30-13:00 14:15-15:45 16:15-17:45",
    "Day 3": "09:30-11:00 11:30-13:00 14:15-15:45 16:15-17:45",
    "Day 4": "09:30-11:00 11:30-13:00 14:15-15:45",
}
ROOMS_GRID: Grid = {
    "Day 1": "11:20-12:35 14:00-15:15 15:35-16:50 17:10-18:25",
    "Day 2": "09:45-11:00 11:20-12:35 14:00-15:15 15:35-16:50 17:10-18:25",
    "Day 3": "09:45-11:00 11:20-12:35 14:00-15:15 15:35-16:50 17:10-18:25",
    "Day 4": "09:45-11:00 11:20-12:35 14:00-15:15",
}

SEATS = {
    "Conference Room 3": 108,
    "Conference Room 4": 108,
    "Conference Room 5": 80,
    "Conference Room 6": 70,
    "Conference Room 7": 68,
}

# Id, title, type, minutes, themes, day, start.
PLENARY_SESSIONS = (
    ("Opening", "Opening ceremony", "ceremony", 90, (), "Day 1", "09:30"),
    ("High-level", "High-level session", "high-level session", 90, (), "Day 1", "14:15"),
    ("Main 1", "Main session: Inclusion and rights", "main session", 90, ("INCLUDE", "RIGHTS"), "Day 1", "16:15"),
    ("Main 2", "Main session: Universal access", "main session", 90, ("CONNECT",), "Day 2", "11:30"),
    ("NRI main", "Main session of the NRIs", "NRI session", 90, ("EDU",), "Day 2", "14:15"),
    ("DC main", "Main session of the Dynamic Coalitions", "coalitions' main session", 90, (), "Day 3", "11:30"),
    ("Main 3", "Main session: Climate", "main session", 90, ("GREEN",), "Day 3", "14:15"),
    ("BPF", "Best Practice Forum on cybersecurity", "BPF session", 90, ("SECURITY",), "Day 4", "09:30"),
    ("Open mic", "Taking stock", "main session", 60, (), "Day 4", "14:15"),
    ("Closing", "Closing ceremony", "ceremony", 60, (), "Day 4", "15:45"),
)

LINKED = ("DC3", "IRPC", "IS3C", "DCPR", "YCIG", "DC-Children", "DC-SIG", "DC-Gender")

MORE_OF_COALITIONS: dict[str, Row] = {
    "DCAD": {"Captions": True},
    "DC-Blockchain": {"Session report": ""},
    "DC-DNSI": {"Session report": ""},
    "DC-IoT": {"Annual report": False},
    "DC-Connecting the Unconnected": {"Session report": False},
    "DC-Jobs": {"Active": True},
}

MORE_OF_PEOPLE: dict[str, Row] = {
    "DC-SIDS coordinator 1": {"Remote": True, "Time zone": "America/Port_of_Spain"},
    "DC3 coordinator 1": {"Remote": True, "Time zone": "America/Sao_Paulo"},
    "DC-DDHT coordinator 1": {"Remote": True, "Time zone": "Asia/Kolkata"},
    "DCNN coordinator 1": {"Remote": True, "Time zone": "America/New_York"},
    "YCIG coordinator 1": {"Unavailable": "Day 4"},
}

POLICY: dict[str, object] = {
    "Version": "2021: a session for each coalition that asks",
    "Joint sessions, at most": 0,
    "Individual sessions offered": True,
    "Individual sessions are a right": True,
    "Individual session, minutes": 75,
    "Main-session slots, at most": 0,
    "Segment, minutes": 5,
    "Day-zero events, at most": 0,
    "Bilateral meetings, at most": 0,
    "Booth shifts, at most": 0,
    "Conditions": "annual report; session report",
    "A silent coalition asks for": "coalitions' main session",
}

PINS: list[Row] = [
    {
        "Pin": "place",
        "Subject": "DC-DDHT: individual session",
        "Room": "Conference Room 7",
        "Day": "Day 3",
        "Start": "15:35",
        "Note": "Where it was held.",
    }
]

FIRST = datetime(2021, 6, 1, 8, 30, 5)

# Who would also speak in the main session, and how many each expects.
IN_MAIN_SESSION = ("DC3", "DCAD", "DC-Children", "DC-CIV", "IRPC", "DC-SIDS", "YCIG", "DC-Journalism")
AUDIENCE = {"DCAD": 60, "IRPC": 80, "YCIG": 100, "DC-Children": 70, "DCPR": 70}
PREFERRED_DAYS = {"DC-PAL": ("Day 2", "Day 3"), "DC-SIG": ("Day 1",), "DC-Gender": ("Day 2",)}


def write(folder: Path) -> None:
    """The instance, with its answers as Microsoft Forms exports them."""
    write_planning_workbook(folder / "planning.xlsx", _planning_rows(), earlier_layout=True)
    write_microsoft_workbook(folder / "survey.xlsx", _answers(), FIRST)


def _answers() -> list[MadeUpAnswer]:
    """One answer from each coalition that held a session, under its real title."""
    return [
        MadeUpAnswer(
            coalition.acronym,
            "IS" if coalition.acronym in IN_MAIN_SESSION else "I",
            coalition.themes[:2],
            title=coalition.title_2021,
            audience=AUDIENCE.get(coalition.acronym, 40),
            needs=("captioning",) if coalition.acronym == "DCAD" else (),
            preferred_days=PREFERRED_DAYS.get(coalition.acronym, ()),
            people=(coordinator(coalition.acronym),),
        )
        for coalition in COALITIONS
        if coalition.title_2021
    ]


def _planning_rows() -> dict[str, list[Row]]:
    rng = Random(SEED)
    host = _host_programme(rng)
    coordinators = coordinator_rows([c.acronym for c in COALITIONS], rng, {}, MORE_OF_PEOPLE)
    acronyms = [coalition.acronym for coalition in COALITIONS]
    host.link(LINKED, {c.acronym: c.themes for c in COALITIONS}, {name: coordinator(name, 2) for name in acronyms})
    known = {str(row["Person"]) for row in coordinators}
    return {
        "Event": setting_rows(EVENT),
        "Days": DAYS,
        "Slots": slot_rows({"Plenary": PLENARY, "Rooms": ROOMS_GRID}),
        "Rooms": _room_rows(),
        "Themes": theme_rows(SUBTHEMES),
        "Coalitions": coalition_rows(COALITIONS, MORE_OF_COALITIONS),
        "People": coordinators + others((name for name in host.people if name not in known), rng),
        "Sessions": host.sessions,
        "Policy": setting_rows(POLICY),
        "Pins": PINS,
    }


def _room_rows() -> list[Row]:
    plenary: Row = {
        "Room": "Plenary",
        "Seats": 496,
        "Grid": "Plenary",
        "Takes": "main sessions",
        "Services": "captioning; interpretation; hybrid; webcast; step-free",
    }
    return [
        plenary,
        *(
            {
                "Room": room,
                "Seats": seats,
                "Grid": "Rooms",
                "Takes": "sessions",
                "Services": "captioning; hybrid; webcast; step-free",
            }
            for room, seats in SEATS.items()
        ),
    ]


def _host_programme(rng: Random) -> HostProgramme:
    """The plenary's sessions from the table, then workshops and open forums in two of five rooms."""
    host = HostProgramme(rng)
    for name, title, kind, minutes, themes, day, start in PLENARY_SESSIONS:
        host.give(
            {
                "Id": name,
                "Title": title,
                "Type": kind,
                "Minutes": minutes,
                "Themes": themes,
                "People": () if kind == "ceremony" else (f"{name} moderator",),
                "Room": "Plenary",
                "Day": day,
                "Start": start,
                "Audience": 300,
                "Blocks everything": kind == "ceremony",
                "Coalition minutes": 60 if name == "DC main" else 0,
                "Segments after": 15 if name == "DC main" else 0,
            }
        )
    host.fill(_given_cells(), ("workshop", "workshop", "open forum"), tuple(SUBTHEMES), (60, 75), SEATS)
    return host


def _given_cells() -> list[RoomSlot]:
    """Two of the five rooms in every slot, in turn."""
    cells: list[RoomSlot] = []
    for turn, slot in enumerate(slots_of(ROOMS_GRID, MAIN_DAYS)):
        taken = ((turn + 1) % 5, (turn + 4) % 5)
        cells += [slot.in_room(room) for place, room in enumerate(SEATS) if place in taken]
    return cells
