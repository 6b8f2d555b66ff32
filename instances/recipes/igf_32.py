"""igf-32: today's register of 32, with 75-minute sessions, in the days of 2025 in Lillestrøm."""

from __future__ import annotations

from pathlib import Path
from random import Random

from instances.recipes.host_programme import HostProgramme
from instances.recipes.igf_32_answers import ANSWERS, FIRST
from instances.recipes.igf_32_venue import (
    DAYS,
    GRIDS,
    LONG,
    LONG_ROOMS,
    MAIN_DAYS,
    SEATS,
    SHORT,
    SHORT_ROOMS,
    room_rows,
)
from instances.recipes.register import ACTIVE, coalition_rows, theme_rows
from scheduler.generate.grids import RoomSlot, room_slots_of, slot_rows, slots_of
from scheduler.generate.made_up_people import coordinator, coordinator_rows, others
from scheduler.generate.made_up_survey import write_google_workbook
from scheduler.generate.planning_rows import Row, setting_rows
from scheduler.intake.template.sheet_writer import write_planning_workbook

SEED = 32

TRUST = "Digital Trust & Resilience"
INNOVATION = "Sustainable & Responsible Innovation"
ACCESS = "Universal Access & Digital Rights"
COOPERATION = "Digital Cooperation"

SUBTHEMES = {
    "AI": INNOVATION,
    "DATA": TRUST,
    "SECURITY": TRUST,
    "EMERGING": INNOVATION,
    "HEALTH": INNOVATION,
    "GREEN": INNOVATION,
    "ECONOMY": INNOVATION,
    "CONNECT": ACCESS,
    "EDU": ACCESS,
    "INCLUDE": ACCESS,
    "RIGHTS": ACCESS,
    "CHILD": TRUST,
    "MEDIA": TRUST,
    "DNS": COOPERATION,
    "COOP": COOPERATION,
}

EVENT: dict[str, object] = {
    "Name": "Internet Governance Forum 2025",
    "City": "Lillestrøm",
    "Year": 2025,
    "Time zone": "Europe/Oslo",
}

# Id, title, type, minutes, themes, day, start. Those with minutes for coalitions are the thematic main sessions.
PLENARY_SESSIONS = (
    ("Opening", "Opening ceremony", "ceremony", 60, (), "Day 1", "10:00"),
    ("Main 1", "Main session: Trust in a digital age", "main session", 75, ("DATA", "SECURITY"), "Day 1", "11:30"),
    ("Main 2", "Main session: AI for everyone", "main session", 75, ("AI", "EMERGING"), "Day 1", "14:00"),
    ("High-level", "High-level session", "high-level session", 75, (), "Day 1", "15:45"),
    ("DC main", "IGF Intersessional Work Session: DC", "coalitions' main session", 75, (), "Day 2", "09:00"),
    ("Main 3", "Main session: Rights and media", "main session", 75, ("RIGHTS", "MEDIA"), "Day 2", "10:45"),
    ("PN", "Policy Network on Artificial Intelligence", "PN session", 75, ("AI",), "Day 2", "14:00"),
    ("Main 4", "Main session: A liveable planet", "main session", 75, ("GREEN", "ECONOMY"), "Day 2", "15:45"),
    ("BPF", "Best Practice Forum on cybersecurity", "BPF session", 75, ("SECURITY",), "Day 3", "09:00"),
    ("Main 5", "Main session: Access for all", "main session", 75, ("CONNECT", "INCLUDE"), "Day 3", "10:45"),
    ("Main 6", "Main session: The next generation", "main session", 75, ("CHILD", "EDU"), "Day 3", "14:00"),
    (
        "NRI main",
        "Multistakeholder digital governance beyond 2025",
        "NRI session",
        75,
        ("COOP",),
        "Day 3",
        "15:45",
    ),
    ("Main 7", "Main session: Cooperation after 2025", "main session", 75, ("COOP", "DNS"), "Day 4", "10:45"),
    ("Taking stock", "Taking Stock", "main session", 60, (), "Day 4", "13:30"),
    ("Closing", "Closing Ceremony", "ceremony", 30, (), "Day 4", "14:30"),
)

BOOK_LAUNCH: Row = {
    "Id": "Lightning: book launch",
    "Title": "Book launch",
    "Type": "lightning talk",
    "Minutes": 30,
    "Themes": ("COOP",),
    "People": ("Book launch speaker",),
    "Room": "Workshop Room 4",
    "Day": "Day 2",
    "Start": "10:00",
    "Audience": 40,
}

THEME_TURNS = (
    *("AI", "SECURITY", "CONNECT", "RIGHTS", "DATA", "DNS", "AI", "INCLUDE", "MEDIA", "GREEN", "EDU", "CHILD"),
    *("ECONOMY", "SECURITY", "AI", "EMERGING", "RIGHTS", "HEALTH", "CONNECT"),
)

LINKED = (
    *("DC3", "DC-Children", "DC-DAIG", "IRPC", "IS3C", "DCPR", "DC-IoT", "DC-SIDS", "DC-Gender", "YCIG", "DCE"),
    *("DC-PAL", "DC-CIV", "DC-DH", "DC-DFI", "DC-IUI", "DC-Journalism", "DC-Digital Inclusion", "DTC", "DC-OER"),
)

# One person coordinates three coalitions.
SHARED = {"DCE": "DC-DH", "DC-Digital Economy": "DC-DH"}

MORE_OF_COALITIONS: dict[str, Row] = {
    "DCAD": {"Captions": True},
    "DC-OER": {"New": True, "Annual report": False, "Session report": "", "Light report": True},
    "DC-G4P": {"New": True, "Annual report": False, "Session report": "", "Light report": False},
    "DC-Blockchain": {"Annual report": False},
    "DC-Interplanetary": {"Session report": False},
    "DC-DAIG": {"Merit": 3, "Ready": True},
    "IS3C": {"Merit": 3, "Ready": True},
    "DCE": {"Merit": 2, "Ready": True},
    "DCPR": {"Merit": 1, "Ready": True},
    "DC-DH": {"Merit": 1, "Ready": False},
}

MORE_OF_PEOPLE: dict[str, Row] = {
    "DC-SIDS coordinator 1": {"Remote": True, "Time zone": "Pacific/Auckland"},
    "DC3 coordinator 1": {"Remote": True, "Time zone": "America/Sao_Paulo"},
    "IRPC coordinator 1": {"Remote": True, "Time zone": "America/New_York"},
    "DC-IUI coordinator 1": {"Remote": True, "Time zone": "Asia/Bangkok"},
    "DC-Gender coordinator 1": {"Remote": True, "Time zone": "Africa/Nairobi"},
    "DCAD coordinator 1": {"Step-free": True},
    "YCIG coordinator 2": {"Booth volunteer": True},
    "DC-SIG coordinator 1": {"Booth volunteer": True},
    "DCPR coordinator 1": {"Unavailable": "Day 4"},
}

POLICY: dict[str, object] = {
    "Version": "32 coalitions, seven joint sessions, competitive",
    "Joint sessions, at most": 7,
    "Joint session, minutes": 75,
    "Joint session, most coalitions": 6,
    "Individual session, minutes": 75,
    "Day-zero event, minutes": 75,
    "Main-session slot, minutes": 10,
    "A main-session slot replaces": "individual session; joint session",
    "Segments of the coalitions' main session, at most": 6,
    "Day-zero events, at most": 5,
    "Competitive": True,
    "Selection committee, at least": 3,
    "Chairs": "DCCG chair; Secretariat focal point",
}

PINS: list[Row] = [
    {
        "Pin": "apart",
        "Coalition": "DC3",
        "Other coalition": "DC-IUI",
        "Note": "Remote speakers from Brazil and Thailand share too few hours.",
    },
    {"Pin": "grant", "Subject": "IS3C: main-session slot", "Note": "Promised at the intersessional event."},
]

HISTORY: list[Row] = [
    {"Year": 2024, "Coalition": "DC-SIDS", "Asked for": "day-zero event", "Received": "nothing"},
    {"Year": 2024, "Coalition": "DC-IUI", "Asked for": "joint session", "Received": "nothing"},
    {"Year": 2024, "Coalition": "DC3", "Asked for": "joint session", "Received": "joint session"},
    {"Year": 2023, "Coalition": "DC-IUI", "Asked for": "individual session", "Received": "nothing"},
]


def write(folder: Path) -> None:
    """The instance, with its answers as Google Forms exports them to a workbook."""
    write_planning_workbook(folder / "planning.xlsx", _planning_rows(), earlier_layout=True)
    write_google_workbook(folder / "survey.xlsx", ANSWERS, FIRST)


def _planning_rows() -> dict[str, list[Row]]:
    rng = Random(SEED)
    host = _host_programme(rng)
    coordinators = coordinator_rows([c.acronym for c in ACTIVE], rng, SHARED, MORE_OF_PEOPLE)
    speakers = {c.acronym: coordinator(SHARED.get(c.acronym, c.acronym)) for c in ACTIVE}
    host.link(LINKED, {c.acronym: c.themes for c in ACTIVE}, speakers)
    known = {str(row["Person"]) for row in coordinators}
    return {
        "Event": setting_rows(EVENT),
        "Days": DAYS,
        "Slots": slot_rows(GRIDS),
        "Rooms": room_rows(),
        "Themes": theme_rows(SUBTHEMES),
        "Coalitions": coalition_rows(ACTIVE, MORE_OF_COALITIONS),
        "People": coordinators + others((name for name in host.people if name not in known), rng),
        "Sessions": host.sessions,
        "Policy": setting_rows(POLICY),
        "Pins": PINS,
        "History": HISTORY,
    }


def _host_programme(rng: Random) -> HostProgramme:
    """The tables first, then workshops and open forums in most of the cells that remain, and six without a place."""
    host = HostProgramme(rng)
    for session in [*plenary_rows(), BOOK_LAUNCH]:
        host.give(session)
    types = ("workshop", "workshop", "open forum", "workshop")
    host.fill(_long_cells(), types, THEME_TURNS, (60, 75, 75), SEATS)
    short = room_slots_of(SHORT, MAIN_DAYS, SHORT_ROOMS)
    host.fill(
        [cell for place, cell in enumerate(short) if place % 10 != 9], types, THEME_TURNS, (45, 60, 60, 60), SEATS
    )
    day_zero = room_slots_of(LONG, ("Day 0",), list(LONG_ROOMS)[:3]) + room_slots_of(
        SHORT, ("Day 0",), list(SHORT_ROOMS)[:3]
    )
    host.fill(day_zero, ("day-zero event",), THEME_TURNS, (60, 75), SEATS)
    free = host.free(types[:2] * 3, ("AI", "EDU", "SECURITY", "RIGHTS", "HEALTH", "DNS"), 60, 50)
    free[1]["Preferred days"] = ("Day 2",)
    free[4]["Forbidden days"] = ("Day 4",)
    return host


def plenary_rows() -> list[Row]:
    """The plenary's sessions, each with its place."""
    rows: list[Row] = []
    for name, title, kind, minutes, themes, day, start in PLENARY_SESSIONS:
        for_coalitions = {"coalitions' main session": 60, "main session": 30 if themes else 0}.get(kind, 0)
        rows.append(
            {
                "Id": name,
                "Title": title,
                "Type": kind,
                "Minutes": minutes,
                "Themes": themes,
                "People": () if kind == "ceremony" else (f"{name} moderator",),
                "Room": "Plenary Hall",
                "Day": day,
                "Start": start,
                "Audience": 300,
                "Needs": "" if kind == "ceremony" else "captioning; interpretation; webcast",
                "Blocks everything": kind == "ceremony",
                "Coalition minutes": for_coalitions,
                "Segments after": {60: 10, 30: 15}.get(for_coalitions, 0),
            }
        )
    return rows


def _long_cells() -> list[RoomSlot]:
    """Two of the five rooms stay free in every long slot, in turn."""
    cells: list[RoomSlot] = []
    for turn, slot in enumerate(slots_of(LONG, MAIN_DAYS)):
        free = (turn % 5, (turn + 2) % 5)
        cells += [slot.in_room(room) for place, room in enumerate(LONG_ROOMS) if place not in free]
    return cells
