"""Read the edits of a row: parse each editable cell, compare every other one with what was exported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.core.clock import MINUTES_PER_DAY
from scheduler.core.instance import Instance
from scheduler.core.phrases import joined, one_of
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.core.session_order import type_text
from scheduler.core.vocabulary import Kind, State
from scheduler.intake import Problem
from scheduler.intake import cell_values as cells
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.name_matching import fault_problem
from scheduler.intake.spelling import without_accents
from scheduler.intake.tables.table import Cell
from scheduler.intake.times import Calendar, clock
from scheduler.roundtrip import sheet_layout as sheets
from scheduler.roundtrip.row_matching import EditedSheetLayout

_CANCELS = frozenset((sheets.CANCELLED, "cancelled", "canceled", "x", "yes"))
_PIN_WORDS = {
    "time": sheets.PIN_TIME,
    "room": sheets.PIN_ROOM,
    **dict.fromkeys(("time and room", "room and time", "time, room", "both", "x", "yes"), sheets.PIN_BOTH),
}

_MANY_HOURS = re.compile(r"(\d{2,5}):(\d\d)")
_NO_COLON = re.compile(r"(\d{1,2})[.,]?(\d\d)")

_LONGEST_SHOWN = 30_000
"""Longest title in characters; a longer one is cut at export, because a cell holds no more."""


@dataclass(frozen=True)
class SessionEdit:
    """The edited values of a session's row. `members` is None if they cannot be edited."""

    title: str
    day: str
    start: int
    room: str
    members: tuple[str, ...] | None
    state: State
    cancelled: bool = False
    pin: str = ""
    comment: str = ""


@dataclass(frozen=True)
class SegmentEdit:
    """The edited values of a segment's row: its session, and its number in it."""

    session: str
    order: int
    cancelled: bool = False
    comment: str = ""


class EditReader:
    """Parses the cells of rows by the names in the instance; every problem is added to `problems`."""

    def __init__(self, instance: Instance, programme: Programme, problems: list[Problem]):
        self.instance, self.programme, self.problems = instance, programme, problems
        self._calendar = Calendar(instance.days)
        self._rooms, self._coalitions = NameDirectory("room", loose=True), NameDirectory("coalition", loose=True)
        self._takers = NameDirectory("session that takes coalitions' minutes")
        for room in instance.rooms:
            self._rooms.add(room.id)
        for coalition in instance.coalitions:
            self._coalitions.add(coalition.id)
        for coalition in instance.coalitions:
            for other in (coalition.name, *coalition.aliases):
                self._coalitions.also(coalition.id, other)
        for host in sheets.with_minutes(instance):
            self._takers.add(host.id, (sheets.host_label(host), host.title))

    def session(self, layout: EditedSheetLayout, row: int, placed: PlacedSession) -> SessionEdit | None:
        """The edit of a session's row; None after a problem."""
        before = len(self.problems)
        self._not_struck(layout, row)
        given = sheets.BY_HOST if placed.given else sheets.BY_PROGRAMME
        length = str(placed.end - placed.start)
        self._unchanged(layout, row, {sheets.TYPE: type_text(placed), sheets.LENGTH: length, sheets.PLACED_BY: given})
        cancelled = self._cancelled(layout.cell(row, sheets.CANCEL))
        pin = self._choice(layout.cell(row, sheets.PIN), _PIN_WORDS, sheets.PINS)
        state = self._state(layout.cell(row, sheets.STATE), placed.state)
        members = self._members(layout.cell(row, sheets.MEMBERS), placed)
        title = self._title(layout.cell(row, sheets.TITLE), placed.title)
        day = self._day(layout.cell(row, sheets.DAY), placed.day)
        start = self._start(layout.cell(row, sheets.START), placed)
        room = self._room(layout.cell(row, sheets.ROOM), placed.room)
        comment = cells.text(layout.cell(row, sheets.COMMENT), self.problems)
        if cancelled and pin:
            what = "the session is cancelled and pinned at once"
            self.problems.append(layout.cell(row, sheets.PIN).problem(what, "empty one of the two cells"))
        if len(self.problems) > before or start is None:
            return None
        return SessionEdit(title, day, start, room, members, state, cancelled, pin, comment)

    def segment(self, layout: EditedSheetLayout, row: int, segment: Segment) -> SegmentEdit | None:
        """The edit of a segment's row; None after a problem."""
        before = len(self.problems)
        self._not_struck(layout, row)
        length = str(segment.end - segment.start)
        self._unchanged(layout, row, {sheets.COALITION: segment.coalition, sheets.LENGTH: length})
        cancelled = self._cancelled(layout.cell(row, sheets.CANCEL))
        where = layout.cell(row, sheets.WHERE)
        session = self._takers.find(where.text) or (segment.session if where.text == segment.session else "")
        if not session:
            self._unknown(where, self._takers, "session that takes coalitions' minutes")
        order = cells.number(layout.cell(row, sheets.ORDER), self.problems, least=1)
        if order is None and len(self.problems) == before:
            what = f"the cell is empty; it stood at {segment.order}"
            self.problems.append(layout.cell(row, sheets.ORDER).problem(what, "write a number such as 1"))
        comment = cells.text(layout.cell(row, sheets.COMMENT), self.problems)
        if len(self.problems) > before or order is None:
            return None
        return SegmentEdit(session, order, cancelled, comment)

    def _not_struck(self, layout: EditedSheetLayout, row: int) -> None:
        cell = layout.cell(row, layout.name)
        if (cell.row, cell.column) in layout.sheet.struck:
            column = layout.at(row, sheets.CANCEL).column
            what = f"“{cell.text}” is struck through, which may mean that it is cancelled"
            self.problems.append(
                cell.problem(what, f"choose “{sheets.CANCELLED}” in column {column}, or take the line off")
            )

    def _unchanged(self, layout: EditedSheetLayout, row: int, exported: Mapping[str, str]) -> None:
        """Report cells that cannot be edited and differ from what was exported."""
        for title, text in exported.items():
            cell = layout.cell(row, title)
            if cell.fault or not sheets.same_text(cell.text, text):
                what = f"“{title}” was changed from “{text}” to “{cell.text}”, which cannot be done in this workbook"
                self.problems.append(cell.problem(what, f"write “{text}” again"))

    def _cancelled(self, cell: Cell) -> bool:
        return bool(self._choice(cell, dict.fromkeys(_CANCELS, sheets.CANCELLED), (sheets.CANCELLED,)))

    def _choice(self, cell: Cell, words: Mapping[str, str], shown: Iterable[str]) -> str:
        """The word of a cell from a list of allowed words; empty for an empty cell."""
        if not cells.usable(cell, self.problems):
            return ""
        word = words.get(without_accents(cell.text))
        if word is None:
            choices = ", ".join(f"“{one}”" for one in shown)
            self.problems.append(cell.problem(f"“{cell.text}” is none of the choices", f"write {choices} or nothing"))
        return word or ""

    def _state(self, cell: Cell, before: State) -> State:
        words = {str(state): str(state) for state in (*sheets.STATES, before)}
        chosen = self._choice(cell, words, sheets.STATES)
        if cell.is_empty:
            self.problems.append(self._empty(cell, str(before)))
        return State(chosen) if chosen else before

    def _title(self, cell: Cell, before: str) -> str:
        text = cells.text(cell, self.problems)
        cut_short = len(before) > len(text) > _LONGEST_SHOWN and before.startswith(text.removesuffix("…"))
        if sheets.same_text(text, before) or cut_short:
            return before
        if cell.is_empty:
            self.problems.append(self._empty(cell, before))
        return text

    def _day(self, cell: Cell, before: str) -> str:
        if self._stays(cell, before):
            return before
        found = self._calendar.find(cell.text)
        if found is None:
            days = ", ".join(f"“{day.id}”" for day in self.instance.days)
            self.problems.append(
                cell.problem(f"“{cell.text}” is no day of the event", f"write {days} or one of their dates")
            )
        return found or before

    def _start(self, cell: Cell, placed: PlacedSession) -> int | None:
        if not self._filled(cell, "a time"):
            return None
        if guess := _without_colon(cell.text):
            self.problems.append(cell.problem(f"“{_as_typed(cell.text)}” is no time of day", f"write {guess}"))
            return None
        minute = clock(cell, self.problems, with_date=False)
        if minute is not None and minute + placed.end - placed.start > MINUTES_PER_DAY:
            length = placed.end - placed.start
            what = f"a session of {length} minutes that starts at {cell.text} ends after midnight"
            self.problems.append(cell.problem(what, "write an earlier time"))
        return minute

    def _room(self, cell: Cell, before: str) -> str:
        if self._stays(cell, before):
            return before
        found = self._rooms.find(cell.text)
        if found is None:
            self._unknown(cell, self._rooms, "room of this event")
        return found or before

    def _members(self, cell: Cell, placed: PlacedSession) -> tuple[str, ...] | None:
        """The members of a joint session; None elsewhere, where coalitions cannot be edited."""
        if placed.kind is not Kind.JOINT:
            shown = shown_coalitions(self.programme, placed)
            if cell.fault or not sheets.same_text(cell.text, shown):
                what = f"the coalitions of “{placed.id}” were changed; only those of joint sessions can be"
                self.problems.append(cell.problem(what, f"write “{shown}” again" if shown else "empty the cell again"))
            return None
        if sheets.same_text(cell.text, joined(placed.coalitions)) and not cell.fault:
            return placed.coalitions
        if not self._filled(cell, joined(placed.coalitions)):
            return placed.coalitions
        found: list[str] = []
        for part in self._coalitions.split(cell.text):
            name = self._coalitions.find(part)
            if name is None:
                self._unknown(cell.with_text(part), self._coalitions, "coalition of this event")
            elif name not in found:
                found.append(name)
        return tuple(found)

    def _stays(self, cell: Cell, before: str) -> bool:
        """Whether the cell is unchanged, or empty or unreadable, which is reported as a problem."""
        return (sheets.same_text(cell.text, before) and not cell.fault) or not self._filled(cell, before)

    def _filled(self, cell: Cell, before: str) -> bool:
        """Whether the cell holds a readable value; if not, a problem is reported."""
        if cell.fault:
            self.problems.append(fault_problem(cell))
        elif not cell.text:
            self.problems.append(self._empty(cell, before))
        return bool(cell.text) and not cell.fault

    def _empty(self, cell: Cell, before: str) -> Problem:
        remedy = f"write {f'“{before}”' if before != 'a time' else before} or the right value;  "
        return cell.problem("the cell is empty", f"{remedy}to cancel a session, choose “{sheets.CANCELLED}” in its row")

    def _unknown(self, cell: Cell, directory: NameDirectory, noun: str) -> None:
        suggestions = directory.nearest(cell.text) or (tuple(directory.names) if len(directory.names) <= 8 else ())
        remedy = "write " + one_of(suggestions) if suggestions else "choose one from the list in the cell"
        question = f"“{cell.text}” is no {noun}" if cell.text else f"the cell is empty; it should name a {noun}"
        self.problems.append(cell.problem(question, remedy))


def _as_typed(text: str) -> str:
    """The number that was typed into a cell with the format of a time: ``11.30`` shows as 271:12."""
    match = _MANY_HOURS.fullmatch(text)
    if not match or int(match[1]) < 48:
        return text
    days = (int(match[1]) * 60 + int(match[2])) / MINUTES_PER_DAY
    return f"{days:.2f}" if days < 24 else f"{days:.0f}"


def _without_colon(text: str) -> str:
    """The time that was typed without a colon, as ``11.30`` or ``0930``; empty if it is none."""
    typed = _as_typed(text)
    match = _NO_COLON.fullmatch(typed) if typed != text or text.isdecimal() else None
    hour, minute = (int(match[1]), int(match[2])) if match else (24, 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def shown_coalitions(programme: Programme, placed: PlacedSession) -> str:
    """The coalitions in the row of a session: its members, or those with a segment in it."""
    if placed.coalitions:
        return joined(placed.coalitions)
    inside = sorted((s for s in programme.segments if s.session == placed.id), key=lambda segment: segment.order)
    return joined(segment.coalition for segment in inside)
