"""Write all publications of a programme to one folder, public and private ones apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scheduler.core.atomic_files import OutputError, write_file
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.calendar.calendars import Calendars
from scheduler.export.choice import Choice
from scheduler.export.exchange.indico import indico_csv
from scheduler.export.exchange.sched import sched_csv
from scheduler.export.exchange.schedule_json import schedule_json
from scheduler.export.exchange.schedule_xml import schedule_xml
from scheduler.export.file_names import file_names
from scheduler.export.site import write_site

_WRITERS = 8
"""Number of threads that write files; each write waits for the disk."""

READ_ME = """\
Contents of this folder

public        for everybody: sessions marked open, and sessions of coalitions in the programme
              index.html and other pages: read them, print them, or put them on a website
              calendar.ics and rooms: calendars of the whole programme and of each room
              schedule.json and schedule.xml: for conference apps and recording systems
              indico.csv and sched.csv: import them into Indico and Sched
coalitions    a calendar for each coalition, with meetings, booth shifts and closed sessions
people        a calendar for each person with a session
planners      pages for planners, with closed sessions, rooms and people
programme     the whole programme for planners: workbook, programme file, short text
sessions.csv  a table of all sessions

Give the calendars of coalitions and people to them only. After a change, export into this folder again.
"""

Publication = tuple[Path, bytes | str]


def write_publications(instance: Instance, programme: Programme, folder: Path, choice: Choice) -> None:
    """Write calendars, schedules, sites and tables into subfolders of a folder. Raises OutputError."""
    for name in ("public/rooms", "coalitions", "people"):
        make_folder(folder / name)
    calendars = Calendars(instance, programme, choice.earlier, choice.with_addresses)
    with ThreadPoolExecutor(_WRITERS) as pool:
        sites = [
            pool.submit(write_site, instance, programme, folder / "public", calendar="calendar.ics"),
            pool.submit(write_site, instance, programme, folder / "planners", for_planners=True),
        ]
        files = [
            pool.submit(write_file, path, content)
            for publications in (
                _public_files(instance, programme, folder / "public", calendars, choice),
                _calendar_files(folder / "public" / "rooms", calendars.rooms, calendars.of_room),
                _calendar_files(folder / "coalitions", calendars.coalitions, calendars.of_coalition),
                _calendar_files(folder / "people", calendars.people, calendars.of_person),
            )
            for path, content in publications
        ]
        files.append(pool.submit(write_file, folder / "READ ME.txt", READ_ME))
    for site in sites:
        site.result()
    for file in files:
        file.result()


def make_folder(folder: Path) -> Path:
    """Create a folder and its parents if they do not exist, and return it. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder “{folder}” cannot be created: {error.strerror}. Choose another place."
        ) from error
    return folder


def _public_files(
    instance: Instance, programme: Programme, folder: Path, calendars: Calendars, choice: Choice
) -> Iterator[Publication]:
    """The public files: calendar, schedules, and tables for Indico and Sched."""
    yield folder / "calendar.ics", calendars.public()
    yield folder / "schedule.json", schedule_json(instance, programme)
    yield folder / "schedule.xml", schedule_xml(instance, programme)
    yield folder / "indico.csv", indico_csv(instance, programme)
    yield folder / "sched.csv", sched_csv(instance, programme, choice.mapping)


def _calendar_files(
    folder: Path, names: Iterable[tuple[str, bool]], calendar: Callable[[str], bytes]
) -> Iterator[Publication]:
    """A calendar for each name with events. An existing file without events left is replaced by an empty calendar."""
    filled = dict(names)
    for name, file_name in file_names(filled).items():
        path = folder / f"{file_name}.ics"
        if filled[name] or path.exists():
            yield path, calendar(name)
