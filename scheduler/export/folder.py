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
"""Files on their way to the disk at once: each waits until the disk has it."""

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

The calendars of coalitions and people are for them alone. After a change, export into this folder again.
"""

Publication = tuple[Path, bytes | str]


def write_publications(instance: Instance, programme: Programme, folder: Path, choice: Choice) -> None:
    """Calendars, schedules and tables for other systems, in folders of their own. Raises OutputError."""
    for name in ("public/rooms", "coalitions", "people"):
        made(folder / name)
    calendars = Calendars(instance, programme, choice.earlier, choice.with_addresses)
    with ThreadPoolExecutor(_WRITERS) as pool:
        sites = [
            pool.submit(write_site, instance, programme, folder / "public", calendar="calendar.ics", mark=choice.mark),
            pool.submit(write_site, instance, programme, folder / "planners", for_planners=True, mark=choice.mark),
        ]
        files = [
            pool.submit(write_file, path, content)
            for publications in (
                _for_all(instance, programme, folder / "public", calendars, choice),
                _each(folder / "public" / "rooms", calendars.rooms, calendars.of_room),
                _each(folder / "coalitions", calendars.coalitions, calendars.of_coalition),
                _each(folder / "people", calendars.people, calendars.of_person),
            )
            for path, content in publications
        ]
        files.append(pool.submit(write_file, folder / "READ ME.txt", READ_ME))
    for site in sites:
        site.result()
    for file in files:
        file.result()


def made(folder: Path) -> Path:
    """The folder, made with those above it where it is not there. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder “{folder}” cannot be made: {error.strerror}. Choose another place.") from error
    return folder


def _for_all(
    instance: Instance, programme: Programme, folder: Path, calendars: Calendars, choice: Choice
) -> Iterator[Publication]:
    yield folder / "calendar.ics", calendars.public()
    yield folder / "schedule.json", schedule_json(instance, programme)
    yield folder / "schedule.xml", schedule_xml(instance, programme)
    yield folder / "indico.csv", indico_csv(instance, programme)
    yield folder / "sched.csv", sched_csv(instance, programme, choice.mapping)


def _each(folder: Path, names: Iterable[tuple[str, bool]], calendar: Callable[[str], bytes]) -> Iterator[Publication]:
    """A calendar for each name that has something in it, or has an older one lying there, which must not stay."""
    filled = dict(names)
    for name, file_name in file_names(filled).items():
        path = folder / f"{file_name}.ics"
        if filled[name] or path.exists():
            yield path, calendar(name)
