"""The names that sheets and survey answers may refer to."""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.people_directory import PeopleDirectory
from scheduler.intake.times import Calendar
from scheduler.intake.vocabulary_names import kind_directory, service_directory


@dataclass(frozen=True)
class PlanningNames:
    """The calendar, and directories of rooms, themes, coalitions, people, kinds of presence and services."""

    calendar: Calendar
    rooms: NameDirectory
    themes: NameDirectory
    coalitions: NameDirectory
    people: PeopleDirectory
    kinds: NameDirectory = field(default_factory=kind_directory)
    services: NameDirectory = field(default_factory=service_directory)
