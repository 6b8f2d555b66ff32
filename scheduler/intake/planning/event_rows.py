"""Read the sheets Event, Days, Slots and Rooms: the meeting, its times and its venue."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from scheduler.core.clock import MINUTES_PER_DAY, clock_text
from scheduler.core.instance import Day, Event, Room, Slot
from scheduler.core.vocabulary import Kind, Service, SessionType, Use
from scheduler.core.years import FIRST_YEAR, LAST_YEAR
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.planning.row_reader import SheetRecord
from scheduler.intake.problems import Severity
from scheduler.intake.spelling import normalise
from scheduler.intake.times import ALL_DAYS, MAIN_DAYS, Calendar, exchange_day_and_month, possible_dates
from scheduler.intake.vocabulary_names import directory_of, service_directory

_FAR_APART = 14
"""Days between two days of a meeting from which the dates are doubted."""


def read_event(record: SheetRecord) -> Event:
    """Read the meeting itself."""
    return Event(
        name=record.text("Name"),
        city=record.text("City"),
        year=record.number("Year"),
        time_zone=record.time_zone("Time zone") or "UTC",
        proposed_by=record.text("Proposed by"),
        decided_by=record.text("Decided by"),
    )


def read_days(records: list[SheetRecord]) -> tuple[Day, ...]:
    """Read the days of the event, in the order of the sheet."""
    days: list[Day] = []
    known = NameDirectory("day", "sheet Days", loose=True)
    dates: dict[object, str] = {}
    swapped = _swapped(records)
    for record in records:
        name = record.text("Day")
        if not name or record.is_duplicate("Day", known):
            continue
        written = record.date("Date")
        _check_name(name, written, record)
        day = Day(
            id=name,
            date=swapped.get(written, written),
            is_day_zero=record.yes("Day zero"),
            opens=record.clock("Opens"),
            closes=MINUTES_PER_DAY if (closes := record.clock_if_any("Closes")) is None else closes,
            source=record.source,
        )
        if not day.opens < day.closes:
            what = f"{name} closes at {clock_text(day.closes)}, before it opens at {clock_text(day.opens)}"
            record.report("Closes", what, "write the later time here")
        if not record.is_empty("Date") and day.date in dates and day.date.year > 2000:
            what = f"{name} has the date of {dates[day.date]}, {day.date.isoformat()}"
            record.report("Date", what, "give each day a date of its own")
        elif days and day.date < days[-1].date:
            what = f"{name} is below {days[-1].id}, but its date is earlier"
            record.report("Date", what, "put the days in order", Severity.WARNING)
        elif days and (apart := (day.date - days[-1].date).days) > _FAR_APART and days[-1].date.year > 2000:
            what = f"{name} is {apart} days after {days[-1].id}"
            record.report("Date", what, "look whether day and month are in the right order", Severity.WARNING)
        dates.setdefault(day.date, name)
        days.append(day)
    return tuple(days)


def _check_name(name: str, written: date, record: SheetRecord) -> None:
    """Report a day whose name means other days: “all days”, or another date."""
    if normalise(name) in (ALL_DAYS, MAIN_DAYS):
        what = f"“{name}” cannot be the name of a day: in the other sheets it means several days"
        record.report("Day", what, "give the day another name, such as Day 1")
    named = possible_dates(name, year=written.year)
    if named and written not in named and not record.unread:
        what = f"the name of the day is a date, but not {written.isoformat()}"
        record.report("Day", what, "correct the date, or give the day another name")


def _swapped(records: list[SheetRecord]) -> dict[date, date]:
    """The dates with day and month exchanged, if only then the days stand together; that is a question.

    An American Excel reads 01/06 and 02/06 as 6 January and 6 February.
    """
    written = [record.date("Date") for record in records if not record.is_empty("Date")]
    exchanged = {day: exchange_day_and_month(day) for day in written}
    if _stand_together(written) or not _stand_together([exchanged[day] for day in written]):
        return {}
    cell = next(record for record in records if not record.is_empty("Date")).cell("Date")
    meant = ", ".join(dict.fromkeys(exchanged[day].isoformat() for day in written))
    what = "the days are far apart or out of order, as if a spreadsheet program had exchanged day and month"
    problem = cell.question(what, f"write {meant} if that is meant", f"the days are {meant}")
    records[0].problems.append(problem)
    return exchanged


def _stand_together(days: list[date]) -> bool:
    """Whether the days are in order and no two neighbours are far apart."""
    return all(0 <= (later - earlier).days <= _FAR_APART for earlier, later in pairwise(days))


def check_year(event: Event, days: tuple[Day, ...], record: SheetRecord) -> None:
    """Report a year that no calendar knows, and warn if it is not that of the days."""
    if not FIRST_YEAR <= event.year <= LAST_YEAR and not record.is_empty("Year"):
        record.report("Year", f"{event.year} is no year between {FIRST_YEAR} and {LAST_YEAR}", "write the event's year")
        return
    years = sorted({day.date.year for day in days if day.date.year > 2000})
    if years and event.year not in years and not record.is_empty("Year"):
        remedy = f"write {years[0]} if the dates are right"
        record.report("Year", f"the year is {event.year}, the days are in {years[0]}", remedy, Severity.WARNING)


def read_slots(records: list[SheetRecord], calendar: Calendar) -> tuple[Slot, ...]:
    """Read the slots; a row for all days or all main days becomes a slot on each."""
    labels = directory_of([*Kind, *(t for t in SessionType if t.value not in set(Kind))], "kind or session type")
    slots: dict[tuple[object, ...], Slot] = {}
    for record in records:
        grid, start, end = record.text("Grid"), record.clock_if_any("Start"), record.clock_if_any("End")
        only = record.names("Only for", labels)
        days = calendar.named(record.cell("Day"), record.problems) if not record.is_empty("Day") else ()
        if start is None or end is None:
            continue
        if not start < end:
            what = f"the slot ends at {clock_text(end)}, before it starts at {clock_text(start)}"
            record.report("End", what, "write the later time here")
            continue
        for day in days:
            slot = Slot(grid=grid, day=day, start=start, end=end, only=only, source=record.source)
            key = (grid, day, start, end, only)
            if key in slots:
                what = f"the slot of grid {grid} on {day} at {clock_text(start)} appears twice"
                record.report("Day", what, "delete one row", Severity.WARNING)
            slots.setdefault(key, slot)
    return tuple(slots.values())


def read_rooms(records: list[SheetRecord], calendar: Calendar, slots: tuple[Slot, ...]) -> tuple[Room, ...]:
    """Read the rooms, in the order of the sheet."""
    grids = NameDirectory("grid", "sheet Slots", loose=True)
    for slot in slots:
        if grids.find(slot.grid) is None:
            grids.add(slot.grid)
    uses, services = directory_of(Use, "use of a room"), service_directory()
    known = NameDirectory("room", "sheet Rooms", loose=True)
    rooms: list[Room] = []
    for record in records:
        name = record.text("Room")
        if not name or record.is_duplicate("Room", known):
            continue
        rooms.append(
            Room(
                id=name,
                capacity=record.number("Seats"),
                grid=record.name("Grid", grids),
                uses=tuple(Use(use) for use in record.names("Takes", uses)),
                services=tuple(Service(service) for service in record.names("Services", services)),
                area=record.text("Area"),
                closed=record.windows("Closed", calendar),
                reserved=record.windows("Kept for coalitions", calendar),
                source=record.source,
            )
        )
    return tuple(rooms)


def room_directory(rooms: tuple[Room, ...]) -> NameDirectory:
    """A directory of the rooms."""
    directory = NameDirectory("room", "sheet Rooms", loose=True)
    for room in rooms:
        directory.add(room.id)
    return directory
