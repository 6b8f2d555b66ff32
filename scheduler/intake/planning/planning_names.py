"""The names that sheets and survey answers may refer to."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.people_directory import PeopleDirectory
from scheduler.intake.times import Calendar


@dataclass(frozen=True)
class PlanningNames:
    """The calendar, and directories of rooms, themes, coalitions and people."""

    calendar: Calendar
    rooms: NameDirectory
    themes: NameDirectory
    coalitions: NameDirectory
    people: PeopleDirectory
