"""Write a new instance to start from: planning workbook, survey and README, a small made-up example that solves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from scheduler.catalogue.setting import YES_NO
from scheduler.core.atomic_files import OutputError, write_file
from scheduler.core.vocabulary import Kind, Service
from scheduler.intake.survey.requests import SLOT_MINUTES
from scheduler.intake.survey.survey_questions import QUESTIONS
from scheduler.intake.template.sheet_writer import write_planning_workbook, write_survey_workbook

Rows = list[dict[str, object]]

PLANNING, SURVEY, README = "planning.xlsx", "survey.xlsx", "README.md"

MICROSOFT_COLUMNS = ("ID", "Start time", "Completion time", "Email", "Name")
"""The first columns of a Microsoft Forms export."""

_EVENT: Rows = [
    {"Setting": "Name", "Value": "Example Forum"},
    {"Setting": "City", "Value": "Geneva"},
    {"Setting": "Year", "Value": 2027},
    {"Setting": "Time zone", "Value": "Europe/Zurich"},
]

_DAYS: Rows = [
    {"Day": "Day 0", "Date": "2027-06-07", "Day zero": True, "Opens": "09:00", "Closes": "18:00"},
    {"Day": "Day 1", "Date": "2027-06-08", "Day zero": False, "Opens": "09:00", "Closes": "18:30"},
    {"Day": "Day 2", "Date": "2027-06-09", "Day zero": False, "Opens": "09:00", "Closes": "18:30"},
]

_SLOTS: Rows = [
    {"Grid": "Rooms", "Day": "all days", "Start": "09:00", "End": "10:30"},
    {"Grid": "Rooms", "Day": "all days", "Start": "11:00", "End": "12:30"},
    {"Grid": "Rooms", "Day": "main days", "Start": "14:00", "End": "15:30"},
    {"Grid": "Rooms", "Day": "main days", "Start": "16:00", "End": "17:30"},
    {"Grid": "Hall", "Day": "main days", "Start": "09:30", "End": "11:00"},
    {"Grid": "Hall", "Day": "main days", "Start": "15:00", "End": "18:00", "Only for": "coalitions' main session"},
    {"Grid": "Village", "Day": "main days", "Start": "10:00", "End": "12:00"},
    {"Grid": "Village", "Day": "main days", "Start": "14:00", "End": "16:00"},
]

_ROOMS: Rows = [
    {
        "Room": "Main hall",
        "Seats": 400,
        "Grid": "Hall",
        "Takes": "main sessions",
        "Services": "captioning; interpretation; hybrid; webcast; step-free",
        "Area": "Hall",
    },
    {
        "Room": "Room 1",
        "Seats": 90,
        "Grid": "Rooms",
        "Takes": "sessions; day-zero events",
        "Services": "captioning; hybrid; step-free",
        "Area": "North wing",
    },
    {
        "Room": "Room 2",
        "Seats": 60,
        "Grid": "Rooms",
        "Takes": "sessions",
        "Services": "hybrid; step-free",
        "Area": "North wing",
        "Closed": "Day 2 14:00-18:30",
    },
    {
        "Room": "Room 3",
        "Seats": 20,
        "Grid": "Rooms",
        "Takes": "bilateral meetings",
        "Services": "captioning; hybrid; step-free",
        "Area": "North wing",
    },
    {"Room": "Meeting point", "Seats": 10, "Grid": "Village", "Takes": "booth shifts", "Area": "Hall"},
]

_THEMES: Rows = [
    {"Code": "ACCESS", "Theme": "Access for everybody", "Subtheme": "People"},
    {"Code": "DATA", "Theme": "Data and trust", "Subtheme": "Technology"},
    {"Code": "RIGHTS", "Theme": "Rights online", "Subtheme": "People"},
    {"Code": "SAFETY", "Theme": "Security and safety", "Subtheme": "Technology", "Joint session": False},
]

_COALITIONS: Rows = [
    {
        "Acronym": "DC-Alpha",
        "Name": "Dynamic Coalition on Village Networks",
        "Also known as": "DC-Villages; Dynamic Coalition on Rural Networks",
        "Themes": "ACCESS; RIGHTS",
        "Session report": True,
        "Ready": True,
        "Merit": 2,
    },
    {
        "Acronym": "DC-Beta",
        "Name": "Dynamic Coalition on Reading Rooms",
        "Themes": "ACCESS; DATA",
        "Horizontal": True,
        "Captions": True,
    },
    {"Acronym": "DC-Gamma", "Name": "Dynamic Coalition on Trusted Data", "Themes": "DATA; SAFETY"},
    {
        "Acronym": "DC-Delta",
        "Name": "Dynamic Coalition on Fair Terms",
        "Themes": "RIGHTS; DATA",
        "New": True,
        "Annual report": False,
        "Light report": True,
        "Unavailable": "Day 2 09:00-12:00",
    },
    {"Acronym": "DC-Epsilon", "Name": "Dynamic Coalition on Calm Computing", "Themes": "SAFETY"},
]

_PEOPLE: Rows = [
    {
        "Person": "DC-Alpha coordinator 1",
        "Represents": "DC-Alpha",
        "Stakeholder group": "civil society",
        "Region": "African Group",
        "Booth volunteer": True,
    },
    {
        "Person": "DC-Beta coordinator 1",
        "Represents": "DC-Beta",
        "Stakeholder group": "technical community",
        "Region": "GRULAC",
        "Remote": True,
        "Time zone": "America/Montevideo",
    },
    {"Person": "DC-Gamma coordinator 1", "Represents": "DC-Gamma", "Stakeholder group": "private sector"},
    {"Person": "DC-Delta coordinator 1", "Represents": "DC-Delta", "Step-free": True},
    {"Person": "DC-Epsilon coordinator 1", "Represents": "DC-Epsilon"},
    {"Person": "Workshop 1 organiser", "Unavailable": "Day 1 09:00-12:00"},
]

_SESSIONS: Rows = [
    {
        "Id": "Opening",
        "Title": "Opening ceremony",
        "Type": "ceremony",
        "Minutes": 60,
        "Audience": 400,
        "Room": "Main hall",
        "Day": "Day 1",
        "Start": "11:30",
        "Blocks everything": True,
    },
    {
        "Id": "MAIN 1",
        "Title": "Rights in a world of data",
        "Type": "main session",
        "Minutes": 90,
        "Themes": "RIGHTS; DATA",
        "Audience": 300,
        "Needs": "captioning; interpretation",
        "Room": "Main hall",
        "Day": "Day 1",
        "Start": "09:30",
        "Coalition minutes": 30,
        "Segments after": 45,
    },
    {
        "Id": "DC MAIN",
        "Title": "What the coalitions found",
        "Type": "coalitions' main session",
        "Minutes": 90,
        "Audience": 200,
        "Needs": "captioning; interpretation",
        "Coalition minutes": 60,
        "Segments after": 15,
    },
    {
        "Id": "WS #1",
        "Title": "Networks that neighbours build",
        "Type": "workshop",
        "Minutes": 60,
        "Themes": "ACCESS",
        "People": "Workshop 1 organiser",
        "Coalitions": "DC-Alpha",
        "Audience": 50,
        "Preferred days": "Day 2",
        "Newcomers": True,
    },
]

_RELATIONS: Rows = [
    {
        "Session": "MAIN 1",
        "Stands": "before",
        "Other sessions": "DC MAIN",
        "Minutes": 30,
        "Note": "The coalitions answer what was said there.",
    },
    {"Session": "WS #1", "Stands": "apart", "Other sessions": "MAIN 1; DC MAIN"},
]

_TEAMS: Rows = [
    {"Service": "interpretation", "Teams": 1},
    {"Service": "captioning", "Teams": 2, "Note": "Two captioners for each."},
]

_POLICY: Rows = [
    {"Setting": "Version", "Value": "first draft"},
    {"Setting": "Joint sessions, at most", "Value": 2},
    {"Setting": "Day-zero events, at most", "Value": 1},
    {"Setting": "Booth shift, minutes", "Value": 90},
    {"Setting": "Selection committee, at least", "Value": 1},
]

_PINS: Rows = [
    {
        "Pin": "place",
        "Subject": "WS #1",
        "Room": "Room 1",
        "Day": "Day 2",
        "Start": "09:00",
        "Note": "Agreed with the organiser.",
    },
]

_HISTORY: Rows = [
    {"Year": 2026, "Coalition": "DC-Beta", "Asked for": "joint session", "Received": "nothing", "Note": "next year"},
    {"Year": 2026, "Coalition": "DC-Gamma", "Asked for": "joint session", "Received": "joint session"},
]

PLANNING_ROWS: dict[str, Rows] = {
    "Event": _EVENT,
    "Days": _DAYS,
    "Slots": _SLOTS,
    "Rooms": _ROOMS,
    "Themes": _THEMES,
    "Coalitions": _COALITIONS,
    "People": _PEOPLE,
    "Sessions": _SESSIONS,
    "Relations": _RELATIONS,
    "Teams": _TEAMS,
    "Policy": _POLICY,
    "Pins": _PINS,
    "Earlier years": _HISTORY,
}

ANSWERS: Rows = [
    {
        "coalition": "DC-Alpha",
        "ranking": (Kind.DAY_ZERO, Kind.JOINT, Kind.BOOTH),
        "themes": ("ACCESS",),
        "ready": "yes",
        "output": "A guide for village networks",
        "title": "Networks of our own",
        "audience": 40,
    },
    {
        "coalition": "DC-Beta",
        "ranking": (Kind.JOINT, Kind.SEGMENT),
        "themes": ("ACCESS",),
        "partners": ("DC-Alpha",),
        "ready": "yes",
        "needs": (Service.CAPTIONING, Service.HYBRID),
        "preferred_days": ("Day 1", "Day 2"),
    },
    {
        "coalition": "DC-Gamma",
        "ranking": (Kind.MAIN_SLOT, Kind.JOINT, Kind.BILATERAL),
        "themes": ("DATA",),
        "vetoes": ("DC-Delta",),
        "ready": "yes",
        "output": "Draft principles",
        "slot_minutes": SLOT_MINUTES[0],
        "audience": 60,
        "unavailable": ("Day 2 afternoon",),
    },
    {
        "coalition": "DC-Delta",
        "ranking": (Kind.BILATERAL,),
        "ready": "no",
        "opts_out": "yes",
        "comment": "Not this year, next year.",
    },
]
"""Answers by field of the question; DC-Epsilon is silent, so that the policy requests on its behalf."""

_FIRST_ANSWER = datetime(2027, 2, 1, 9, 0)

_README = """# Example Forum

Everything in this folder is made up: the meeting, its days and rooms, the coalitions, the people and their answers.
It is a small example that works as it is. Replace it row by row with what is real, and say here which facts are.

| file | what it holds |
|---|---|
| planning.xlsx | the meeting, its days, slots, rooms and themes; the coalitions; the host programme; the policy |
| survey.xlsx | the answers of the coalitions, laid out as Microsoft Forms exports them |

- Put the questions of survey.xlsx into a form, with the same words, and put the form's export in its place. Google
  Forms and CSV files (survey.csv) are read too. A coalition that is missing in it is silent, and the policy says what
  is asked for on its behalf. Without a survey, all are silent.
- Several values in one cell stand apart by “;”. Kinds of presence are ranked in one cell, the first choice first:
  {kinds}.
- `igf-scheduler check` on this folder lists every problem at once; `igf-scheduler solve` finds the programme.

## Which facts are real

None yet.
"""


class FolderInUseError(OutputError, FileExistsError):
    """The folder already holds an instance; the message is a sentence for the user."""


def write_template(folder: Path | str) -> None:
    """Write planning.xlsx, survey.xlsx and README.md into a folder, which is created if it does not exist.

    Raises FolderInUseError if one of the files exists already, before anything is written, and OutputError if the
    folder cannot be written to.
    """
    place = prepare_folder(folder, (PLANNING, SURVEY, README))
    write_planning_workbook(place / PLANNING, PLANNING_ROWS)
    headers, rows = survey_rows()
    write_survey_workbook(place / SURVEY, headers, rows, "Sheet1", _choices(headers))
    write_file(place / README, _README.format(kinds=", ".join(f"“{kind.value}”" for kind in Kind)))


def prepare_folder(folder: Path | str, names: Sequence[str]) -> Path:
    """Make a folder for a new instance, unless one of these files is in it.

    Raises FolderInUseError where one is, and OutputError where the folder cannot be made.
    """
    place = Path(folder)
    there = [name for name in names if (place / name).exists()]
    if there:
        raise FolderInUseError(f"“{place}” holds {' and '.join(there)} already; choose another folder.")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"the folder “{place}” cannot be made: {error.strerror or error}; choose another.") from error
    return place


def survey_rows() -> tuple[list[str], list[list[object]]]:
    """Headers and rows of the example's answers in the layout of Microsoft Forms."""
    headers = [*MICROSOFT_COLUMNS, *(question.text for question in QUESTIONS)]
    rows: list[list[object]] = []
    for number, answer in enumerate(ANSWERS, start=1):
        moment = _FIRST_ANSWER.replace(day=number)
        cells = [_microsoft_cell(answer.get(question.field, "")) for question in QUESTIONS]
        rows.append([number, moment.replace(minute=10), moment.replace(minute=18), "anonymous", "", *cells])
    return headers, rows


def _microsoft_cell(value: object) -> object:
    """Several answers in one cell: ``A;B;``."""
    return "".join(f"{item};" for item in value) if isinstance(value, tuple) else value


def _choices(headers: list[str]) -> dict[int, list[str]]:
    """The drop-downs of questions with one answer out of a list."""
    offered = {
        "coalition": [str(row["Acronym"]) for row in _COALITIONS],
        "ready": list(YES_NO),
        "opts_out": list(YES_NO),
        "slot_minutes": [str(minutes) for minutes in SLOT_MINUTES],
    }
    return {
        headers.index(question.text): offered[question.field] for question in QUESTIONS if question.field in offered
    }
