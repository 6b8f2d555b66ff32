"""Read the sheets Sessions and Earlier years: the host programme, and the results of earlier years."""

from __future__ import annotations

from scheduler.core.instance import HostSession, Instance, Placement, Received
from scheduler.core.vocabulary import Kind, Service, SessionType, Use, type_use
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.people_directory import resolve_people
from scheduler.intake.planning.planning_names import PlanningNames
from scheduler.intake.planning.row_reader import SheetRecord
from scheduler.intake.problems import Severity
from scheduler.intake.vocabulary_names import directory_of, kind_directory, service_directory

_NOTHING = ("nothing", "none", "no session")


def read_sessions(records: list[SheetRecord], known: PlanningNames) -> dict[str, tuple[HostSession, SheetRecord]]:
    """Read the sessions of the host programme by id, in the order of the sheet, each with its row."""
    types = directory_of(SessionType, "session type")
    services = service_directory()
    ids = NameDirectory("session", "sheet Sessions")
    sessions: dict[str, tuple[HostSession, SheetRecord]] = {}
    for record in records:
        name = record.text("Id")
        if not name or record.is_duplicate("Id", ids):
            continue
        linked = record.names("Coalitions", known.coalitions)
        session = HostSession(
            id=name,
            title=record.text("Title"),
            type=SessionType(record.name("Type", types) or SessionType.WORKSHOP),
            minutes=record.minutes("Minutes", least=1),
            themes=record.names("Themes", known.themes),
            people=resolve_people(record.cell("People"), known.people, linked, record.problems),
            coalitions=linked,
            audience=record.number("Audience"),
            needs=tuple(Service(service) for service in record.names("Needs", services)),
            place=_place(record, known),
            blocks_everything=record.yes("Blocks everything"),
            coalition_minutes=record.minutes("Coalition minutes"),
            segments_after=record.minutes("Segments after"),
            preferred_days=record.names("Preferred days", known.calendar.directory),
            forbidden_days=record.names("Forbidden days", known.calendar.directory),
            is_open=record.yes("Open"),
            for_newcomers=record.yes("Newcomers"),
            weight=record.number("Weight", least=1),
            source=record.source,
        )
        _check(session, record)
        sessions[name] = session, record
    return {name: (_with_similar(session, record, ids), record) for name, (session, record) in sessions.items()}


def _with_similar(session: HostSession, record: SheetRecord, ids: NameDirectory) -> HostSession:
    """Add the sessions that the row names as similar; they may be further down the sheet."""
    named = record.names("Similar to", ids)
    if session.id in named:
        record.report(
            "Similar to", f"{session.id} is listed as similar to itself", "name other sessions", Severity.WARNING
        )
    return session.model_copy(update={"similar": tuple(name for name in named if name != session.id)})


def _place(record: SheetRecord, known: PlanningNames) -> Placement | None:
    """Read room, day and start; either all three are filled in or none."""
    titles = ("Room", "Day", "Start")
    empty = [title for title in titles if record.is_empty(title)]
    room, day = record.name("Room", known.rooms), record.name("Day", known.calendar.directory)
    start = record.clock_if_any("Start")
    if len(empty) == len(titles):
        return None
    if empty:
        missing = " and ".join(f"“{title}”" for title in empty)
        what = f"a place needs room, day and start, but {missing} {'is' if len(empty) == 1 else 'are'} empty"
        remedy = "fill it in, or leave all three empty and fix a room or a time alone by a row “place” in sheet Pins"
        record.report(empty[0], what, remedy)
        return None
    return Placement(room=room, day=day, start=start) if room and day and start is not None else None


def _check(session: HostSession, record: SheetRecord) -> None:
    """Check a session within its row."""
    if session.blocks_everything and session.place is None and record.is_empty("Room"):
        what = f"{session.id} blocks everything but has no place"
        record.report("Blocks everything", what, "fill in room, day and start, or write no")
    if record.is_empty("Minutes"):
        return
    if session.place and session.place.start + session.minutes > 24 * 60:
        record.report("Minutes", f"{session.id} would last past midnight", "shorten it, or start it earlier")
    used_until = session.segments_after + session.coalition_minutes
    if session.coalition_minutes and used_until > session.minutes:
        what = f"segments take until minute {used_until} of {session.id}, which lasts {session.minutes} minutes"
        record.report("Coalition minutes", what, f"write at most {max(0, session.minutes - session.segments_after)}")
    if session.coalition_minutes and session.type not in (SessionType.MAIN, SessionType.COALITIONS_MAIN):
        what = f"{session.id} has coalition minutes, but is a {session.type.value}"
        remedy = "segments stand only in main sessions and the coalitions' main session"
        record.report("Coalition minutes", what, remedy, Severity.WARNING)
    if both := set(session.preferred_days) & set(session.forbidden_days):
        day = sorted(both)[0]
        record.report("Preferred days", f"{day} is both preferred and forbidden", "write it in one of the two columns")


def days_open_to(instance: Instance, session: HostSession) -> tuple[str, ...]:
    """The days on which a session can take place: that of its place, or those that its type and its row allow."""
    if session.place:
        return (session.place.day,)
    on_day_zero = type_use(session.type) is Use.DAY_ZERO
    allowed = (day.id for day in instance.days if day.is_day_zero == on_day_zero)
    return tuple(day for day in allowed if day not in session.forbidden_days)


def begins_during(session: HostSession, other: HostSession) -> bool:
    """Whether a fixed session begins during another; every session begins during itself."""
    one, two = session.place, other.place
    return bool(one and two and one.day == two.day and two.start <= one.start < two.start + other.minutes)


def session_directory(sessions: tuple[HostSession, ...]) -> NameDirectory:
    """A directory of the sessions of the host programme by id."""
    directory = NameDirectory("session", "sheet Sessions")
    for session in sessions:
        directory.add(session.id)
    return directory


def read_history(records: list[SheetRecord], coalitions: NameDirectory) -> tuple[Received, ...]:
    """Read what coalitions requested and received in earlier years."""
    kinds = kind_directory()
    found: list[Received] = []
    for record in records:
        received = "" if record.text("Received").casefold() in _NOTHING else record.name("Received", kinds)
        asked = "" if record.text("Asked for").casefold() in _NOTHING else record.name("Asked for", kinds)
        found.append(
            Received(
                year=record.number("Year"),
                coalition=record.name("Coalition", coalitions),
                kind=Kind(received) if received else None,
                asked=Kind(asked) if asked else None,
                note=record.text("Note"),
                source=record.source,
            )
        )
    return tuple(found)
