"""tiny: one afternoon before the meeting and one day of it, small enough to check by hand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from scheduler.generate.grids import Grid, slot_rows
from scheduler.generate.made_up_people import coordinator
from scheduler.generate.made_up_survey import MadeUpAnswer, write_google_csv
from scheduler.generate.planning_rows import Row, setting_rows
from scheduler.intake.template.sheet_writer import write_planning_workbook

EVENT: dict[str, object] = {
    "Name": "Tiny Forum",
    "City": "Geneva",
    "Year": 2026,
    "Time zone": "Europe/Zurich",
}

DAYS: list[Row] = [
    {"Day": "Day 0", "Date": "2026-06-01", "Day zero": True, "Opens": "13:00", "Closes": "18:00"},
    {"Day": "Day 1", "Date": "2026-06-02", "Day zero": False, "Opens": "09:00", "Closes": "18:00"},
]

HALL: Grid = {"Day 1": "09:00-10:00 10:15-11:30"}
ROOMS_GRID: Grid = {"Day 0": "14:00-15:30", "Day 1": "10:30-12:00 14:00-15:30 16:00-17:30"}

ROOMS: list[Row] = [
    {
        "Room": "Hall",
        "Seats": 200,
        "Grid": "Hall",
        "Takes": "main sessions",
        "Services": "captioning; hybrid; step-free",
    },
    {
        "Room": "Room A",
        "Seats": 80,
        "Grid": "Rooms",
        "Takes": "sessions; day-zero events",
        "Services": "captioning; hybrid; step-free",
    },
    {
        "Room": "Room B",
        "Seats": 30,
        "Grid": "Rooms",
        "Takes": "sessions; bilateral meetings",
        "Services": "hybrid; step-free",
    },
]

THEMES: list[Row] = [
    {"Code": "CONNECT", "Theme": "Meaningful connectivity"},
    {"Code": "DATA", "Theme": "Data governance and trust"},
    {"Code": "RIGHTS", "Theme": "Human rights online"},
]

COALITIONS: list[Row] = [
    {"Acronym": "DC3", "Name": "Dynamic Coalition on Community Connectivity", "Themes": ("CONNECT",)},
    {
        "Acronym": "DC-PAL",
        "Name": "Dynamic Coalition on Public Access in Libraries",
        "Themes": ("CONNECT", "RIGHTS"),
        "Horizontal": True,
    },
    {
        "Acronym": "DC-DT",
        "Name": "Dynamic Coalition on Data and Trust",
        "Themes": ("DATA",),
        "Session report": False,
    },
    {"Acronym": "IRPC", "Name": "Internet Rights and Principles Coalition", "Themes": ("RIGHTS", "DATA")},
    {
        "Acronym": "DC-SIDS",
        "Name": "Dynamic Coalition on Small Island Developing States in the Internet Economy",
        "Themes": ("CONNECT",),
    },
]

ACRONYMS = [str(row["Acronym"]) for row in COALITIONS]

PEOPLE: list[Row] = [{"Person": coordinator(acronym), "Represents": (acronym,)} for acronym in ACRONYMS]
PEOPLE += [{"Person": "Workshop 1 organiser"}, {"Person": "Workshop 2 organiser"}]

SESSIONS: list[Row] = [
    {
        "Id": "Opening",
        "Title": "Opening ceremony",
        "Type": "ceremony",
        "Minutes": 60,
        "Room": "Hall",
        "Day": "Day 1",
        "Start": "09:00",
        "Audience": 200,
        "Blocks everything": True,
    },
    {
        "Id": "Main",
        "Title": "Main session on rights and data",
        "Type": "main session",
        "Minutes": 75,
        "Themes": ("RIGHTS", "DATA"),
        "Room": "Hall",
        "Day": "Day 1",
        "Start": "10:15",
        "Audience": 150,
        "Coalition minutes": 20,
        "Segments after": 15,
    },
    {
        "Id": "WS #1",
        "Title": "Networks that neighbours build",
        "Type": "workshop",
        "Minutes": 90,
        "Themes": ("CONNECT",),
        "People": ("Workshop 1 organiser", coordinator("DC3")),
        "Coalitions": ("DC3",),
        "Room": "Room B",
        "Day": "Day 1",
        "Start": "14:00",
        "Audience": 30,
    },
    {
        "Id": "WS #2",
        "Title": "Who may know what",
        "Type": "workshop",
        "Minutes": 60,
        "Themes": ("DATA",),
        "People": ("Workshop 2 organiser",),
        "Audience": 25,
    },
]

POLICY: dict[str, object] = {
    "Version": "tiny",
    "Joint sessions, at most": 1,
    "Joint session, audience": 50,
    "Main-session slots in one session": 2,
    "A main-session slot replaces": "individual session; joint session",
    "Day-zero events, at most": 1,
    "Segments of the coalitions' main session, at most": 0,
    "Booth shifts, at most": 0,
    "Selection committee, at least": 1,
}

FIRST = datetime(2026, 2, 2, 10, 0, 0)

# DC-SIDS does not answer.
ANSWERS = (
    MadeUpAnswer("DC3", "JZ", ("CONNECT",), partners=("DC-PAL",), audience=40, people=(coordinator("DC3"),)),
    MadeUpAnswer(
        "DC-PAL", "JZ", ("CONNECT", "RIGHTS"), partners=("DC3",), audience=50, people=(coordinator("DC-PAL"),)
    ),
    MadeUpAnswer(
        "IRPC", "MB", ("RIGHTS",), slot_minutes=10, output="Charter, new edition", people=(coordinator("IRPC"),)
    ),
    MadeUpAnswer("DC-DT", "B", ("DATA",), ready=False, opts_out=True, people=(coordinator("DC-DT"),)),
)


def write(folder: Path) -> None:
    """The instance, with its answers as Google Forms exports them."""
    rows: dict[str, list[Row]] = {
        "Event": setting_rows(EVENT),
        "Days": DAYS,
        "Slots": slot_rows({"Hall": HALL, "Rooms": ROOMS_GRID}),
        "Rooms": ROOMS,
        "Themes": THEMES,
        "Coalitions": COALITIONS,
        "People": PEOPLE,
        "Sessions": SESSIONS,
        "Policy": setting_rows(POLICY),
    }
    write_planning_workbook(folder / "planning.xlsx", rows, earlier_layout=True)
    write_google_csv(folder / "survey.csv", ANSWERS, FIRST)
