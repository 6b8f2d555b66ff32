"""All publications of a programme for one folder, public and private ones apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.calendar.calendars import Calendars
from scheduler.export.choice import Choice
from scheduler.export.exchange.indico import indico_csv
from scheduler.export.exchange.sched import sched_csv
from scheduler.export.exchange.schedule_json import schedule_json
from scheduler.export.exchange.schedule_xml import schedule_xml
from scheduler.export.file_names import file_names
from scheduler.export.site import site_pages
from scheduler.storage.folder_outputs import FileContent
from scheduler.storage.output_records import folder_record

READ_ME = """\
Contents of this folder

public        for everybody: sessions marked open, and sessions of coalitions in the programme
              index.html and other pages: read them, print them, or put them on a website
              calendar.ics and rooms: calendars of the whole programme and of each room, with booth shifts
              schedule.json and schedule.xml: for conference apps and recording systems
              indico.csv and sched.csv: import them into Indico and Sched
coalitions    a calendar for each coalition, with meetings, booth shifts and closed sessions
people        a calendar for each person with a session
planners      pages for planners, with closed sessions, rooms and people
programme     the whole programme for planners: workbook, programme file, short text
sessions.csv  a table of all sessions

Give the calendars of coalitions and people to them only. After a change, export into this folder again:
files of your own stay.
"""


def publications(instance: Instance, programme: Programme, folder: Path, choice: Choice) -> Iterator[FileContent]:
    """Calendars, schedules, tables and pages for other systems, by their paths in the folder.

    `folder` is looked at for calendars of an earlier export, whose meetings are cancelled where they are gone.
    """
    calendars = Calendars(instance, programme, choice.earlier, choice.with_addresses)
    for name, pages in (
        ("public", site_pages(instance, programme, calendar="calendar.ics", mark=choice.mark)),
        ("planners", site_pages(instance, programme, for_planners=True, mark=choice.mark)),
    ):
        yield from ((f"{name}/{file}", text) for file, text in pages)
    yield from _public_files(instance, programme, calendars, choice)
    yield from _calendar_files("public/rooms", folder, calendars.rooms, calendars.of_room)
    yield from _calendar_files("coalitions", folder, calendars.coalitions, calendars.of_coalition)
    yield from _calendar_files("people", folder, calendars.people, calendars.of_person)
    yield "READ ME.txt", READ_ME


def _public_files(
    instance: Instance, programme: Programme, calendars: Calendars, choice: Choice
) -> Iterator[FileContent]:
    yield "public/calendar.ics", calendars.public()
    yield "public/schedule.json", schedule_json(instance, programme)
    yield "public/schedule.xml", schedule_xml(instance, programme)
    yield "public/indico.csv", indico_csv(instance, programme)
    yield "public/sched.csv", sched_csv(instance, programme, choice.mapping)


def _calendar_files(
    group: str, folder: Path, names: Iterable[tuple[str, bool]], calendar: Callable[[str], bytes]
) -> Iterator[FileContent]:
    """A calendar for each name with events. One of an earlier export without events left gets an empty calendar."""
    filled = dict(names)
    before = folder_record(folder)
    for name, file_name in file_names(filled).items():
        path = f"{group}/{file_name}.ics"
        was_written = (folder / path).exists() if before is None else path in before
        if filled[name] or was_written:
            yield path, calendar(name)
