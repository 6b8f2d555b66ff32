"""igf-2024: the host programme. The real sessions are named in the instance's README."""

from __future__ import annotations

from random import Random

from instances.recipes.host_programme import HostProgramme
from instances.recipes.igf_2024_venue import (
    KEPT_FOR_COALITIONS,
    LONG,
    LONG_ROOMS,
    MAIN_DAYS,
    SALLE_18_CLOSED,
    SEATS,
    SHORT,
    SHORT_ROOMS,
    STAGE,
)
from scheduler.generate.grids import RoomSlot, room_slots_of, slots_of
from scheduler.generate.planning_rows import Row

# Id, title, type, minutes, themes, room, day, start; the real ones are named in the README.
CEREMONIES = (
    ("Opening ceremony", "IGF 2024 Opening Ceremony", 30, "Day 1", "10:00"),
    ("Opening session", "IGF 2024 Opening Session", 60, "Day 1", "10:30"),
    ("Closing ceremony", "Closing ceremony", 60, "Day 4", "16:30"),
)
MAIN_SESSIONS = (
    ("Main 1", "Main session: Artificial intelligence for all", 75, ("AI", "DATA"), "Day 1", "14:00"),
    ("Main 2", "Main session: Security and trust", 90, ("SECURITY", "DATA"), "Day 1", "15:45"),
    ("Main 3", "Main session: Rights and media", 90, ("RIGHTS", "MEDIA"), "Day 2", "10:45"),
    ("Main 4", "Main session: Connectivity and inclusion", 75, ("CONNECT", "INCLUDE"), "Day 2", "14:00"),
    ("Main 5", "Main session: Sustainable digital development", 90, ("GREEN", "ECONOMY", "HEALTH"), "Day 3", "10:45"),
    ("Main 6", "Main session: Youth, education and skills", 90, ("CHILD", "EDU"), "Day 3", "15:45"),
    ("Main 7", "Main session: The open Internet and emerging networks", 90, ("DNS", "EMERGING"), "Day 4", "10:45"),
)
INTERSESSIONAL = (
    ("High-level", "High-level session", "high-level session", 75, (), "Day 1", "11:45"),
    ("NRI main", "Main session of the NRIs", "NRI session", 75, ("CONNECT",), "Day 2", "09:00"),
    ("BPF", "Best Practice Forum on cybersecurity", "BPF session", 90, ("SECURITY",), "Day 2", "15:45"),
    ("PN AI", "Policy Network on Artificial Intelligence", "PN session", 75, ("AI",), "Day 3", "14:00"),
    ("PN Fragmentation", "Policy Network on Internet Fragmentation", "PN session", 75, ("DNS",), "Day 4", "09:00"),
    ("PN Access", "Policy Network on Meaningful Access", "PN session", 75, ("CONNECT",), "Day 4", "13:30"),
    ("Open mic", "Open Microphone Taking Stock", "main session", 60, (), "Day 4", "15:15"),
)
OTHERS: list[Row] = [
    {
        "Id": "Day 0 opening",
        "Title": "Opening (Day 0)",
        "Type": "ceremony",
        "Minutes": 5,
        "Room": "Salle 2",
        "Day": "Day 0",
        "Start": "09:30",
        "Audience": 200,
    },
    {
        "Id": "Day 0 #178",
        "Title": "Ethical Procurement in the Digital Age",
        "Type": "day-zero event",
        "Minutes": 60,
        "Themes": ("AI", "RIGHTS"),
        "People": ("Day 0 #178 organiser",),
        "Room": "Salle 5",
        "Day": "Day 0",
        "Start": "09:30",
        "Audience": 40,
    },
    {
        "Id": "Day 0 #59",
        "Title": "The 1st international treaty on AI and Human Rights",
        "Type": "day-zero event",
        "Minutes": 60,
        "Themes": ("AI", "RIGHTS"),
        "People": ("Day 0 #59 organiser",),
        "Room": "Salle 3",
        "Day": "Day 0",
        "Start": "09:30",
        "Audience": 60,
    },
    {
        "Id": "Newcomers",
        "Title": "IGF 2024 Newcomers Session",
        "Type": "newcomers' session",
        "Minutes": 45,
        "People": ("Newcomers' session host",),
        "Room": "Village stage",
        "Day": "Day 1",
        "Start": "09:00",
        "Audience": 100,
        "Newcomers": True,
    },
    {
        "Id": "Lightning #2",
        "Title": "CGNet Swara",
        "Type": "lightning talk",
        "Minutes": 30,
        "Themes": ("MEDIA", "INCLUDE"),
        "People": ("Lightning #2 speaker",),
        "Room": "Village stage",
        "Day": "Day 1",
        "Start": "13:00",
        "Audience": 40,
    },
    {
        "Id": "Launch #34",
        "Title": "Launch of 2024 White Paper on Intelligent Society Governance",
        "Type": "launch or award",
        "Minutes": 60,
        "Themes": ("AI",),
        "People": ("Launch #34 organiser",),
        "Room": "Salle 5",
        "Day": "Day 3",
        "Start": "09:30",
        "Audience": 50,
    },
    {
        "Id": "WS #51",
        "Title": "Internet & SDGs",
        "Type": "workshop",
        "Minutes": 60,
        "Themes": ("GREEN", "CONNECT"),
        "People": ("Workshop 51 organiser", "Workshop 51 speaker 1"),
        "Room": "Salle 6",
        "Day": "Day 4",
        "Start": "09:30",
        "Audience": 60,
    },
]

THEME_TURNS = (
    *("AI", "RIGHTS", "SECURITY", "CONNECT", "DATA", "INCLUDE", "AI", "DNS", "MEDIA", "ECONOMY", "EDU", "GREEN"),
    *("SECURITY", "CHILD", "AI", "HEALTH", "RIGHTS", "EMERGING", "CONNECT", "DATA", "MEDIA", "INCLUDE", "DNS"),
)
TYPE_TURNS = ("workshop", "workshop", "open forum", "workshop")

# Coalitions linked to a workshop or open forum; their coordinator 1 speaks there.
LINKED = (
    *("DCAD", "DC-Children", "DC3", "DC3", "DC-CIV", "DC-DAIG", "DC-DAIG", "DC-DDHT", "DC-DH", "DC-DNSI", "DCE"),
    *("DC-Gender", "DC-IoT", "IRPC", "IRPC", "IS3C", "IS3C", "DC-IUI", "DC-Digital Inclusion", "DCNN", "DCPR"),
    *("DC-PAL", "DC-SIDS", "DC-Journalism", "YCIG", "DTC", "DC-Blockchain"),
)


def host_programme(rng: Random) -> HostProgramme:
    """The tables first, then workshops and open forums in most of the cells that remain, and eight without a place."""
    host = HostProgramme(
        rng,
        {"workshop": frozenset({51}), "day-zero event": frozenset({59, 178}), "lightning talk": frozenset({2})},
    )
    for session in [*ceremony_rows(), *main_session_rows(), *intersessional_rows(), *OTHERS]:
        host.give(session)
    host.fill(long_cells(), TYPE_TURNS, THEME_TURNS, (60, 90, 90), SEATS)
    host.fill(short_cells(), TYPE_TURNS, THEME_TURNS, (45, 60, 60, 60), SEATS)
    host.fill(day_zero_cells(), ("day-zero event",), THEME_TURNS, (60, 90), SEATS)
    host.fill(
        room_slots_of(STAGE, MAIN_DAYS, ("Village stage",)),
        ("lightning talk",),
        THEME_TURNS,
        (20, 30),
        {"Village stage": 60},
    )
    free = host.free(
        ("workshop", "workshop", "open forum", "workshop", "open forum", "workshop", "workshop", "open forum"),
        ("AI", "GREEN", "RIGHTS", "EDU", "DNS", "MEDIA", "HEALTH", "SECURITY"),
        60,
        50,
    )
    free[0]["Preferred days"] = ("Day 2",)
    free[3]["Preferred days"] = ("Day 3", "Day 4")
    free[5]["Forbidden days"] = ("Day 1",)
    free[6]["Coalitions"] = ("DC-DDHT",)
    return host


def ceremony_rows() -> list[Row]:
    return [
        {
            "Id": name,
            "Title": title,
            "Type": "ceremony",
            "Minutes": minutes,
            "Room": "Salle 2",
            "Day": day,
            "Start": start,
            "Audience": 496,
            "Blocks everything": True,
        }
        for name, title, minutes, day, start in CEREMONIES
    ]


def main_session_rows() -> list[Row]:
    rows: list[Row] = [
        {
            "Id": name,
            "Title": title,
            "Type": "main session",
            "Minutes": minutes,
            "Themes": themes,
            "People": (f"{name} moderator",),
            "Room": "Salle 2",
            "Day": day,
            "Start": start,
            "Audience": 300,
            "Needs": "captioning; interpretation; webcast",
            "Coalition minutes": 30,
            "Segments after": 15,
        }
        for name, title, minutes, themes, day, start in MAIN_SESSIONS
    ]
    rows.append(
        {
            "Id": "DC main",
            "Title": "Contributing to the Global Digital Compact: Dynamic Coalitions Supporting Sustainable Digital "
            "Development",
            "Type": "coalitions' main session",
            "Minutes": 75,
            "People": ("DC main session moderator",),
            "Room": "Salle 2",
            "Day": "Day 3",
            "Start": "09:00",
            "Audience": 250,
            "Needs": "captioning; interpretation; webcast",
            "Coalition minutes": 60,
            "Segments after": 10,
        }
    )
    return rows


def intersessional_rows() -> list[Row]:
    return [
        {
            "Id": name,
            "Title": title,
            "Type": kind,
            "Minutes": minutes,
            "Themes": themes,
            "People": (f"{name} moderator",),
            "Room": "Salle 2",
            "Day": day,
            "Start": start,
            "Audience": 200,
            "Needs": "captioning; interpretation; webcast",
        }
        for name, title, kind, minutes, themes, day, start in INTERSESSIONAL
    ]


def long_cells() -> list[RoomSlot]:
    """Two of the five rooms stay free in every long slot, in turn, and so does what is kept for coalitions."""
    cells: list[RoomSlot] = []
    for turn, slot in enumerate(slots_of(LONG, MAIN_DAYS)):
        free = (turn % 5, (turn + 2) % 5)
        cells += [slot.in_room(room) for place, room in enumerate(LONG_ROOMS) if place not in free]
    return [cell for cell in cells if not any(cell.overlaps_in_room(kept) for kept in KEPT_FOR_COALITIONS)]


def short_cells() -> list[RoomSlot]:
    """All but every ninth of the short slots."""
    cells = [
        cell for cell in room_slots_of(SHORT, MAIN_DAYS, SHORT_ROOMS) if not cell.overlaps_in_room(SALLE_18_CLOSED)
    ]
    return [cell for place, cell in enumerate(cells) if place % 9 != 8]


def day_zero_cells() -> list[RoomSlot]:
    """Day zero is full but for the long slots of Salle 4 and Salle 15, and the short ones of Salle 18."""
    return [
        *room_slots_of(LONG, ("Day 0",), ("Salle 3", "Salle 14", "Salle 21+22")),
        *room_slots_of(SHORT, ("Day 0",), ("Salle 5", "Salle 6", "Salle 13")),
    ]
