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
What lies here

public        may be given to everybody: sessions marked open, and those of coalitions in the programme
              index.html and the pages beside it: to be read, printed, or put on a website
              calendar.ics and rooms: calendars, for everything and for each room
              schedule.json and schedule.xml: for conference apps and those who record
              indico.csv and sched.csv: to be imported into Indico and Sched
coalitions    a calendar for each coalition, with its meetings, its booth shifts and what is not open
people        a calendar for each person who has to be somewhere
planners      pages with everything, for those who plan: closed sessions, rooms, people
programme     the whole programme for those who plan it: workbook, programme file, short text
sessions.csv  a table of all sessions

The calendars of coalitions and people are for them alone. After a change, export into this folder again:
files of your own stay.
"""


def publications(instance: Instance, programme: Programme, folder: Path, choice: Choice) -> Iterator[FileContent]:
    """Calendars, schedules, tables and pages for other systems, by their paths in the folder.

    `folder` is looked at for calendars of an earlier export, whose meetings are cancelled where they are gone.
    """
    calendars = Calendars(instance, programme, choice.earlier, choice.with_addresses)
    for name, pages in (
        ("public", site_pages(instance, programme, calendar="calendar.ics")),
        ("planners", site_pages(instance, programme, for_planners=True)),
    ):
        yield from ((f"{name}/{file}", text) for file, text in pages)
    yield from _for_all(instance, programme, calendars, choice)
    yield from _each("public/rooms", folder, calendars.rooms, calendars.of_room)
    yield from _each("coalitions", folder, calendars.coalitions, calendars.of_coalition)
    yield from _each("people", folder, calendars.people, calendars.of_person)
    yield "READ ME.txt", READ_ME


def _for_all(instance: Instance, programme: Programme, calendars: Calendars, choice: Choice) -> Iterator[FileContent]:
    yield "public/calendar.ics", calendars.public()
    yield "public/schedule.json", schedule_json(instance, programme)
    yield "public/schedule.xml", schedule_xml(instance, programme)
    yield "public/indico.csv", indico_csv(instance, programme)
    yield "public/sched.csv", sched_csv(instance, programme, choice.mapping)


def _each(
    group: str, folder: Path, names: Iterable[tuple[str, bool]], calendar: Callable[[str], bytes]
) -> Iterator[FileContent]:
    """A calendar for each name that has meetings, or had some in an earlier export, which are then cancelled."""
    filled = dict(names)
    before = folder_record(folder)
    for name, file_name in file_names(filled).items():
        path = f"{group}/{file_name}.ics"
        was_written = (folder / path).exists() if before is None else path in before
        if filled[name] or was_written:
            yield path, calendar(name)
