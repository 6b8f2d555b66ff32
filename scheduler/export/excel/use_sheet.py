"""The sheet “Rooms and teams”: use of rooms and service teams by day."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from scheduler.core.clock import clock_text
from scheduler.export.colours import INK
from scheduler.export.excel.book import BAD, LINE, WAIT, Book, Cell, Column, write
from scheduler.export.excel.for_planners import planners_sheet
from scheduler.export.views import Views
from scheduler.export.views.at_once import Peak
from scheduler.export.views.use_view import RoomView, TeamView

ROOMS = (
    Column("Room", 24),
    Column("Area", 17),
    Column("Seats", 10, "number"),
    Column("Largest audience", 11, "number"),
    Column("Sessions", 10, "number"),
)
TEAMS = (
    Column("Service", 24),
    Column("Enough?", 17, "verdict"),
    Column("Teams", 10, "number"),
    Column("Most at once", 11, "number"),
    Column("Sessions", 10, "number"),
)
DAY_WIDTH = 14
SHADES = ("#FFFFFF", "#E3EEF7", "#C9DFF0", "#A9CCE6", "#86B6DA", "#66A1CD")
"""Background colours for shares of 0, 1/5, 2/5 … of the time."""


def add_rooms_and_teams(book: Book, views: Views) -> None:
    """Write the share of open time for which each room is used, and the peak of each service."""
    if not views.days:
        return
    sheet, top = planners_sheet(
        book,
        "Rooms and teams",
        "Use of each room by day, and the number of teams needed at one time.",
        "Rooms: the share of the opening time that is used. Darker is fuller.",
    )
    days = tuple(Column(day.id, DAY_WIDTH, "number") for day in views.days)
    shown = [*ROOMS, *days, Column("All days", 10, "number")]
    empty: list[Cell] = [None] * (len(days) + 1)
    below = book.table(sheet, top, shown, [[*_room_cells(view), *empty] for view in views.rooms])
    for row, view in enumerate(views.rooms, start=top + 1):
        for column, (used, usable) in enumerate((*view.use, (view.used, view.usable)), start=len(ROOMS)):
            _write_share(book, sheet, row, column, used, usable)
    if views.teams:
        below = _write_teams(book, sheet, below + 1, views.teams, days)
    sheet.print_area(0, 0, below, len(shown) - 1)


def _room_cells(view: RoomView) -> list[Cell]:
    """The cells of a room before those of its days."""
    return [view.room.id, view.room.area, view.room.capacity, view.largest_audience or None, view.number]


def _write_share(book: Book, sheet: Worksheet, row: int, column: int, used: int, usable: int) -> None:
    """Write the share of usable minutes that are used, shaded by size."""
    look = {"align": "center", "valign": "vcenter", "border": 1, "border_color": LINE, "font_color": INK}
    if usable <= 0:
        write(book, sheet, row, column, "closed", **look)
        return
    shade = SHADES[min(round(used / usable * 5), 5)]
    write(book, sheet, row, column, used / usable, num_format="0 %", bg_color=shade, **look)


def _write_teams(book: Book, sheet: Worksheet, top: int, teams: Sequence[TeamView], days: Sequence[Column]) -> int:
    """Write the table of services; return the row below it."""
    text = "Teams: the most sessions that use the service at one time, and when; there must be a team for each."
    write(book, sheet, top, 0, text, font_color="#5A6470")
    top += 1
    shown = [*TEAMS, *(Column(day.title, DAY_WIDTH) for day in days)]
    empty: list[Cell] = [None] * len(days)
    below = book.table(sheet, top, shown, [[*_team_cells(view), *empty] for view in teams], main=False)
    for row, view in enumerate(teams, start=top + 1):
        for column, peak in enumerate(view.peaks, start=len(TEAMS)):
            _write_peak(book, sheet, row, column, peak, view.teams)
    return below


def _team_cells(view: TeamView) -> list[Cell]:
    """The cells of a service before those of its days."""
    most = max((peak.number for peak in view.peaks), default=0)
    return [view.service.value.capitalize(), _enough(most, view.teams), view.teams, most, view.sessions]


def _enough(most: int, teams: int | None) -> str:
    """Whether there are enough teams, in words."""
    if teams is None:
        return "number unknown"
    if most > teams:
        return "too few"
    return "all in use" if most == teams else "yes"


def _write_peak(book: Book, sheet: Worksheet, row: int, column: int, peak: Peak, teams: int | None) -> None:
    """Write the peak of a service on a day and when it occurs."""
    look = {"align": "center", "valign": "vcenter", "border": 1, "border_color": LINE}
    if peak.number == 0:
        write(book, sheet, row, column, "–", **look)
        return
    of = f" of {teams}" if teams is not None else ""
    if teams is not None and peak.number >= teams:
        look["bg_color"] = BAD if peak.number > teams else WAIT
    write(book, sheet, row, column, f"{peak.number}{of}, {clock_text(peak.at)}", **look)
