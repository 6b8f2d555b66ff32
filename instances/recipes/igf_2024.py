"""igf-2024 and igf-2024-first-answers: the proposal of 2024 as it stood, for Riyadh."""

from __future__ import annotations

from pathlib import Path
from random import Random

from instances.recipes.igf_2024_answers import ANSWERS, FIRST_REMINDER
from instances.recipes.igf_2024_sessions import LINKED, host_programme
from instances.recipes.igf_2024_venue import DAYS, GRIDS, ONLY_FOR, room_rows
from instances.recipes.register import ACTIVE, coalition_rows, theme_rows
from scheduler.generate.grids import slot_rows
from scheduler.generate.made_up_people import coordinator, coordinator_rows, others
from scheduler.generate.made_up_survey import write_google_csv, write_microsoft_workbook
from scheduler.generate.planning_rows import Row, setting_rows
from scheduler.intake.template.sheet_writer import write_planning_workbook

SEED = 2024

# Three of the eleven that joined after March 2022: 29 remain, as many as there were when the survey went out.
LEFT_OUT = ("DC-DFI", "DC-G4P", "DC-OER")
COALITIONS = tuple(coalition for coalition in ACTIVE if coalition.acronym not in LEFT_OUT)

INNOVATION = "Harnessing innovation and balancing risks in the digital space"
DEVELOPMENT = "Enhancing the digital contribution to peace, development and sustainability"
RIGHTS = "Advancing human rights and inclusion in the digital age"
GOVERNANCE = "Improving digital governance for the Internet We Want"

SUBTHEMES = {
    "AI": INNOVATION,
    "DATA": INNOVATION,
    "SECURITY": INNOVATION,
    "EMERGING": INNOVATION,
    "HEALTH": DEVELOPMENT,
    "GREEN": DEVELOPMENT,
    "ECONOMY": DEVELOPMENT,
    "CONNECT": DEVELOPMENT,
    "EDU": DEVELOPMENT,
    "INCLUDE": RIGHTS,
    "RIGHTS": RIGHTS,
    "CHILD": RIGHTS,
    "MEDIA": RIGHTS,
    "DNS": GOVERNANCE,
}

# One person coordinates three coalitions.
SHARED = {"DCE": "DC-DH", "DC-Digital Economy": "DC-DH"}

MORE_OF_PEOPLE: dict[str, Row] = {
    "DC-SIDS coordinator 1": {"Remote": True, "Time zone": "Pacific/Fiji"},
    "DC3 coordinator 2": {"Remote": True, "Time zone": "America/Sao_Paulo"},
    "IRPC coordinator 1": {"Remote": True, "Time zone": "America/New_York"},
    "DC-Gender coordinator 2": {"Remote": True, "Time zone": "America/Bogota"},
    "DC-CIV coordinator 1": {"Remote": True, "Time zone": "Asia/Kolkata"},
    "YCIG coordinator 1": {"Remote": True, "Time zone": "Asia/Tokyo"},
    "DCAD coordinator 1": {"Step-free": True},
    "DC-PAL coordinator 1": {"Booth volunteer": True},
    "YCIG coordinator 2": {"Booth volunteer": True},
    "DC-SIG coordinator 1": {"Booth volunteer": True},
    "DC-BAS coordinator 1": {"Booth volunteer": True, "Unavailable": "Day 4"},
    "DC-DH coordinator 1": {"Unavailable": "Day 1"},
}

MORE_OF_COALITIONS: dict[str, Row] = {
    "DCAD": {"Captions": True, "Plan of the year": "Guidelines for accessible hybrid meetings"},
    "DC-Digital Economy": {"New": True, "Annual report": False, "Session report": "", "Light report": True},
    "DC-BAS": {"Session report": ""},
    "DTC": {"Session report": ""},
    "DC-Interplanetary": {"Annual report": False, "Session report": ""},
    "DC-Connecting the Unconnected": {"Coordination": False},
    "DC-DAIG": {
        "Session report": False,
        "Merit": 3,
        "Ready": True,
        "Plan of the year": "Report on AI governance from the majority world",
    },
    "IS3C": {"Merit": 3, "Ready": True, "Plan of the year": "Deployment of security standards"},
    "DCPR": {"Merit": 2, "Ready": True},
    "DC-IoT": {"Merit": 2, "Ready": True},
    "DC-DH": {"Merit": 1, "Ready": True},
    "DC3": {"Unavailable": "Day 4 13:00-18:00", "Plan of the year": "Annual report on community networks"},
}

EVENT: dict[str, object] = {
    "Name": "Internet Governance Forum 2024",
    "City": "Riyadh",
    "Year": 2024,
    "Time zone": "Asia/Riyadh",
    "Proposed by": "DCCG",
    "Decided by": "MAG",
}

POLICY: dict[str, object] = {
    "Version": "2024: ten joint sessions, three conditions",
    "Joint sessions, at most": 10,
    "Main-session slots in one session": 3,
    "Main-session slot, minutes": 10,
    "A main-session slot replaces": "individual session; joint session",
    "Segments of the coalitions' main session, at most": 6,
    "Day-zero events, at most": 7,
    "Presences, at most": 2,
    "Competitive": False,
    "Selection committee, at least": 3,
    "Chairs": "DCCG chair; Secretariat focal point",
}

ANNOUNCED_MEETING: Row = {
    "Pin": "place",
    "Subject": "DC-IoT: bilateral meeting",
    "Room": "Hybrid room",
    "Day": "Day 2",
    "Start": "12:00",
    "Note": "The annual meeting is announced already.",
}
# These need the answers of coalitions that were not yet in when the first nine were.
PINS_ON_ANSWERS: list[Row] = [
    {
        "Pin": "together",
        "Coalition": "DC-PAL",
        "Other coalition": "DC-Digital Inclusion",
        "Note": "They announced a joint session on transformative digital inclusion.",
    },
    {"Pin": "grant", "Subject": "DCAD: joint session", "Note": "Agreed in the coordination call."},
]

HISTORY: list[Row] = [
    {"Year": 2023, "Coalition": "DC-IoT", "Asked for": "individual session", "Received": "individual session"},
    {"Year": 2023, "Coalition": "DC-CIV", "Asked for": "individual session", "Received": "individual session"},
    {
        "Year": 2023,
        "Coalition": "DC-SIDS",
        "Asked for": "day-zero event",
        "Received": "nothing",
        "Note": "No place left",
    },
    {"Year": 2023, "Coalition": "DCE", "Asked for": "day-zero event", "Received": "nothing", "Note": "No place left"},
    {"Year": 2022, "Coalition": "DC-SIDS", "Asked for": "day-zero event", "Received": "nothing"},
    {"Year": 2023, "Coalition": "YCIG", "Asked for": "day-zero event", "Received": "day-zero event"},
    {
        "Year": 2023,
        "Coalition": "DC-DNSI",
        "Asked for": "main-session slot",
        "Received": "nothing",
        "Note": "Not this year, next year",
    },
]


def write(folder: Path) -> None:
    """The instance with about 24 answers of 29, as Microsoft Forms exports them."""
    write_planning_workbook(
        folder / "planning.xlsx", planning_rows([ANNOUNCED_MEETING, *PINS_ON_ANSWERS]), earlier_layout=True
    )
    write_microsoft_workbook(folder / "survey.xlsx", ANSWERS, FIRST_REMINDER)


def write_first_answers(folder: Path) -> None:
    """The same meeting with the first nine answers, as Google Forms exports them."""
    write_planning_workbook(folder / "planning.xlsx", planning_rows([ANNOUNCED_MEETING]), earlier_layout=True)
    write_google_csv(folder / "survey.csv", ANSWERS[:9], FIRST_REMINDER)


def planning_rows(pins: list[Row]) -> dict[str, list[Row]]:
    """Every sheet of the planning workbook."""
    rng = Random(SEED)
    host = host_programme(rng)
    themes = {coalition.acronym: coalition.themes for coalition in COALITIONS}
    coordinators = coordinator_rows([c.acronym for c in COALITIONS], rng, SHARED, MORE_OF_PEOPLE)
    host.link(LINKED, themes, {acronym: first_coordinator(acronym) for acronym in themes})
    known = {str(row["Person"]) for row in coordinators}
    return {
        "Event": setting_rows(EVENT),
        "Days": DAYS,
        "Slots": slot_rows(GRIDS, ONLY_FOR),
        "Rooms": room_rows(),
        "Themes": theme_rows(SUBTHEMES),
        "Coalitions": coalition_rows(COALITIONS, MORE_OF_COALITIONS),
        "People": coordinators + others((name for name in host.people if name not in known), rng),
        "Sessions": host.sessions,
        "Policy": setting_rows(POLICY),
        "Pins": pins,
        "History": HISTORY,
    }


def first_coordinator(acronym: str) -> str:
    """Who is coordinator 1 of a coalition, which may be another coalition's."""
    return coordinator(SHARED.get(acronym, acronym))
