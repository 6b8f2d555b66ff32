"""Read the planning workbook, its sheets in the order of their references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduler.catalogue.settings import SETTING
from scheduler.core.instance import (
    Coalition,
    Day,
    Event,
    HostSession,
    Person,
    Received,
    Relation,
    Room,
    Slot,
    Source,
    Team,
    Theme,
)
from scheduler.core.policy import Policy
from scheduler.core.vocabulary import Service
from scheduler.intake.planning import coalition_register as register
from scheduler.intake.planning import event_rows as event
from scheduler.intake.planning import host_sessions as host
from scheduler.intake.planning import relation_rows as relations
from scheduler.intake.planning import sheets
from scheduler.intake.planning import team_rows as teams
from scheduler.intake.planning.planning_names import PlanningNames
from scheduler.intake.planning.policy_rows import read_policy
from scheduler.intake.planning.row_reader import SheetRecord, read_records, read_settings
from scheduler.intake.planning.sheets import Sheet
from scheduler.intake.problems import Problem, errors
from scheduler.intake.tables.table import Cell, Table
from scheduler.intake.times import Calendar


@dataclass(frozen=True)
class Planning:
    """The content of the planning workbook.

    Pins are still rows, because they refer to requests, which come from the survey. `session_rows` are the rows of the
    host programme by id; relations and teams carry theirs. `readiness_recorded`: the coalitions whose readiness is in
    the register. `policy_settings` are the cells of sheet Policy by title of setting.
    """

    event: Event
    days: tuple[Day, ...]
    slots: tuple[Slot, ...]
    rooms: tuple[Room, ...]
    themes: tuple[Theme, ...]
    coalitions: tuple[Coalition, ...]
    readiness_recorded: frozenset[str]
    people: tuple[Person, ...]
    sessions: tuple[HostSession, ...]
    session_rows: Mapping[str, SheetRecord]
    relations: list[tuple[Relation, SheetRecord]]
    teams: Mapping[Service, tuple[Team, SheetRecord]]
    policy: Policy
    policy_settings: SheetRecord
    pin_rows: list[SheetRecord]
    history: tuple[Received, ...]
    known: PlanningNames

    @property
    def silence_source(self) -> Source | None:
        """The cell of the setting on the requests of silent coalitions, if any."""
        cell = self.policy_settings.cells.get(SETTING["silent_ask_for"].title)
        return cell.source if cell else None


def read_planning(
    file: str, found: Mapping[str, Table], problems: list[Problem], variation: Mapping[str, str] | None = None
) -> Planning:
    """Read the sheets that were found; a missing one, reported before, counts as empty.

    `variation`: titles of settings on sheet Policy, and the values that replace those in the sheet.
    """

    def rows(sheet: Sheet) -> list[SheetRecord]:
        return read_records(found[sheet.title], sheet, problems) if sheet.title in found else []

    def settings(sheet: Sheet) -> SheetRecord:
        if sheet.title in found:
            changes = variation if sheet is sheets.POLICY else None
            return read_settings(found[sheet.title], sheet, problems, changes)
        return SheetRecord(sheet, 0, {"": Cell(file, sheet.title, 1, 1, "")}, problems)

    the_event, days, slots, rooms = _read_venue(rows, settings)
    calendar = Calendar(days)
    themes = register.read_themes(rows(sheets.THEMES))
    theme_names = register.theme_directory(themes)
    coalition_rows = rows(sheets.COALITIONS)
    names = register.read_coalition_names(coalition_rows)
    coalitions, recorded = register.read_coalitions(coalition_rows, names, theme_names, calendar)
    people, people_names = register.read_people(rows(sheets.PEOPLE), names, calendar)
    if sheets.PEOPLE.title in found and not any(one.sheet == sheets.PEOPLE.title for one in errors(problems)):
        register.report_unrepresented(coalitions, people, coalition_rows)
    known = PlanningNames(calendar, event.room_directory(rooms), theme_names, names, people_names)
    sessions = host.read_sessions(rows(sheets.SESSIONS), known)
    host_sessions = tuple(session for session, _ in sessions.values())
    policy_settings = settings(sheets.POLICY)
    return Planning(
        event=the_event,
        days=days,
        slots=slots,
        rooms=rooms,
        themes=themes,
        coalitions=coalitions,
        readiness_recorded=recorded,
        people=people,
        sessions=host_sessions,
        session_rows={name: row for name, (_, row) in sessions.items()},
        relations=relations.read_relations(rows(sheets.RELATIONS), host_sessions),
        teams=teams.read_teams(rows(sheets.TEAMS)),
        policy=read_policy(policy_settings),
        policy_settings=policy_settings,
        pin_rows=rows(sheets.PINS),
        history=host.read_history(rows(sheets.HISTORY), names),
        known=known,
    )


def _read_venue(
    rows: Callable[[Sheet], list[SheetRecord]], settings: Callable[[Sheet], SheetRecord]
) -> tuple[Event, tuple[Day, ...], tuple[Slot, ...], tuple[Room, ...]]:
    """Read the meeting, its days, slots and rooms."""
    event_settings, day_rows = settings(sheets.EVENT), rows(sheets.DAYS)
    the_event, days = event.read_event(event_settings), event.read_days(day_rows)
    event.check_year(the_event, days, event_settings)
    calendar = Calendar(days)
    slots = event.read_slots(rows(sheets.SLOTS), calendar)
    return the_event, days, slots, event.read_rooms(rows(sheets.ROOMS), calendar, slots)
