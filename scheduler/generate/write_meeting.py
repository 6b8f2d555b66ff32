"""Write a made-up meeting into a folder: planning workbook, survey and README."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.atomic_files import write_file
from scheduler.generate.drawn_meeting import MeetingOrder, drawn_meeting
from scheduler.generate.made_up_coalitions import FIRST_ANSWER
from scheduler.generate.made_up_survey import write_google_csv
from scheduler.intake.template.sheet_writer import write_planning_workbook
from scheduler.intake.template.write_template import FolderInUseError

PLANNING, SURVEY, README = "planning.xlsx", "survey.csv", "README.md"


def check_folder(folder: Path) -> None:
    """Check that the folder holds no instance. Raises FolderInUseError."""
    there = [name for name in (PLANNING, SURVEY, README) if (folder / name).exists()]
    if there:
        raise FolderInUseError(f"“{folder}” holds {' and '.join(there)} already; choose another folder.")


def write_meeting(folder: Path, order: MeetingOrder, *, earlier_layout: bool = False) -> None:
    """Write the three files; the same order gives the same bytes.

    `earlier_layout`: see `write_planning_workbook`. Raises TooManyError and OutputError."""
    meeting = drawn_meeting(order)
    folder.mkdir(parents=True, exist_ok=True)
    write_planning_workbook(folder / PLANNING, meeting.rows, earlier_layout=earlier_layout)
    write_google_csv(folder / SURVEY, meeting.answers, FIRST_ANSWER)
    write_file(folder / README, readme(folder.name, order))


def readme(name: str, order: MeetingOrder) -> str:
    """The README: what the folder holds, that it is made up, and the command that writes it again."""
    options = [f"--sessions {order.sessions}", f"--rooms {order.rooms}", f"--days {order.days}"]
    options += [f"--starts {order.starts}", f"--coalitions {order.coalitions}", f"--themes {order.themes}"]
    options += [f"--seed {order.seed}", *(["--over-subscribed"] if order.over_subscribed else [])]
    return f"""# {name}: a whole programme of {order.sessions} sessions

- {order.sessions} sessions of the host programme, all but a few of them free
- {order.rooms} rooms, the main hall among them, beside a room for bilateral meetings and a booth
- {order.days} days, the first of them day zero, with {order.starts} starts a day in most rooms
- {order.coalitions} coalitions, most of which answered the survey
- {order.themes} themes of uneven popularity under four subthemes

Everything is made up, the coalitions included. People are named by their role.

{_what_holds(order)}

Written by

    igf-scheduler generate {name} {" ".join(options)}
"""


def _what_holds(order: MeetingOrder) -> str:
    if order.over_subscribed:
        return "There may be more sessions than places: then no programme holds them all."
    return (
        "There is a programme that keeps every rule: each session was drawn with a place, and people, days and\n"
        "relations after it. The places are not stored."
    )
