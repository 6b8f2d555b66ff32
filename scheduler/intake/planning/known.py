"""The names that sheets and answers may refer to."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.intake.name_directory import Directory
from scheduler.intake.people_directory import PeopleDirectory
from scheduler.intake.times import Calendar


@dataclass(frozen=True)
class Known:
    """The days, and directories of rooms, themes, coalitions and people."""

    calendar: Calendar
    rooms: Directory
    themes: Directory
    coalitions: Directory
    people: PeopleDirectory
