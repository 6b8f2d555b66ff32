"""Door sheets: what takes place in a room, on one page for all days, or on one page for each day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from scheduler.core.clock import clock_text, times_text
from scheduler.core.instance import Day, Room
from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.session_order import in_order, segments_by_session, type_text
from scheduler.export.excel.agenda import AgendaEntry, write_agenda
from scheduler.export.excel.book import HEAD, INDENTED, LINE, QUIET, Book, as_text, plain, write
from scheduler.export.excel.letter_widths import column_width, points_of, wrapped
from scheduler.export.public_view import is_public

ALL_DAYS, BY_DAY = "Doors, all days", "Doors, day by day"
TAB = "#2E7D4F"

DOOR_POINTS = (640.0, 400.0)
"""Width and height of the table of a door sheet on A4 landscape, in points, with a reserve for wider fonts."""

SIZES = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
"""Font sizes of a page for all days, the largest first, in points."""

DAY_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
"""Font sizes of a page for one day, in points."""

ROOM_SIZE = 28.0
CLOSED = "Closed session"
"""The title on a door of a session that is not public."""

TIMES_SHARE = 0.22
"""Part of the width of a page for one day that the times take."""


def add_door_sheets(book: Book) -> None:
    """Write the door sheets of all rooms in use: a page for each room, and a page for each room and day."""
    rooms = [room for room in book.instance.rooms if any(True for _ in _in_room(book, room))]
    if rooms:
        _add_all_days(book, rooms)
        _add_by_day(book, rooms)


def _in_room(book: Book, room: Room, day: Day | None = None) -> Iterator[PlacedSession]:
    """The sessions of a room, of all days or one, in order."""
    for placed in in_order(book.instance, book.programme.sessions):
        if placed.room == room.id and day in (None, book.instance.day[placed.day]):
            yield placed


def _add_all_days(book: Book, rooms: Sequence[Room]) -> None:
    """Write one page for each room: a column for each day of the event with a session in some room."""
    days = [day for day in book.instance.days if any(placed.day == day.id for placed in book.programme.sessions)]
    note = "For the doors: one room a page, all days. To print on A4."
    sheet = _door_sheet(book, ALL_DAYS, note)
    width = DOOR_POINTS[0] / len(days)
    sheet.set_column(0, len(days) - 1, column_width(width))
    heads = [f"{day.id} · {day.date:%a} {day.date.day} {day.date:%b}" for day in days]
    breaks, row = [], 0
    for room in rooms:
        columns = [[_entry(book, placed) for placed in _in_room(book, room, day)] for day in days]
        size = _largest(columns, width)
        row = _room_head(book, sheet, row, room)
        row = write_agenda(book, sheet, row, list(zip(heads, columns, strict=True)), width, size)
        breaks.append(row)
    _finish(sheet, breaks, row, len(days))


def _largest(columns: Sequence[Sequence[AgendaEntry]], width: float) -> float:
    """The largest font size at which the columns fit a page."""
    for size in SIZES:
        rows = max(sum(entry.count(width, size) + 1 for entry in column) for column in columns)
        if points_of(rows, size) <= DOOR_POINTS[1]:
            return size
    return SIZES[-1]


def _entry(book: Book, placed: PlacedSession) -> AgendaEntry:
    """The entry of a session on its door."""
    head = ("head", times_text(placed.start, placed.end))
    if not is_public(book.instance, placed):
        return AgendaEntry((head, ("title", CLOSED)), "", beside=True)
    texts = [("title", placed.title), ("coalitions", _members(book, placed)), ("type", type_text(placed))]
    parts = (head, *((part, text) for part, text in texts if text))
    return AgendaEntry(parts, placed.themes[0] if placed.themes else "")


def _members(book: Book, placed: PlacedSession) -> str:
    """The coalitions that hold a session, or the minutes in it with their starts."""
    segments: list[Segment] = segments_by_session(book.programme).get(placed.id, [])
    minutes = [f"{clock_text(part.start)} {part.coalition}" for part in segments]
    return " · ".join(minutes or placed.coalitions)


def _add_by_day(book: Book, rooms: Sequence[Room]) -> None:
    """Write one page for each room and day with a session."""
    sheet = _door_sheet(book, BY_DAY, "For the doors: one room and one day a page. To print on A4.")
    widths = (DOOR_POINTS[0] * TIMES_SHARE, DOOR_POINTS[0] * (1 - TIMES_SHARE))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, column_width(width))
    breaks, row = [], 0
    for room in rooms:
        for day in book.instance.days:
            placed = list(_in_room(book, room, day))
            if placed:
                row = _room_head(book, sheet, row, room, day)
                row = _day_table(book, sheet, row, [_entry(book, one) for one in placed], widths)
                breaks.append(row)
    _finish(sheet, breaks, row, len(widths))


def _day_table(
    book: Book, sheet: Worksheet, row: int, entries: Sequence[AgendaEntry], widths: tuple[float, float]
) -> int:
    """Write the times and texts of a day in the largest size that fits a page; return the row below them."""
    size = next((size for size in DAY_SIZES if _day_height(entries, widths, size) <= DOOR_POINTS[1]), DAY_SIZES[-1])
    for entry in entries:
        colour = {"left": 5, "left_color": book.colours.get(entry.theme, QUIET)}
        look = {"font_size": size, "valign": "vcenter", "bottom": 1, "bottom_color": LINE}
        write(book, sheet, row, 0, entry.parts[0][1], bold=True, text_wrap=True, **look)
        style = book.style(text_wrap=True, **INDENTED, **look, **colour, **as_text(entry.parts[1][1]))
        fragments = []
        for part, text in entry.parts[1:]:
            font = {"font_size": size if part == "title" else size * 0.8, "bold": part == "title"}
            fragments += [book.font(**font), ("" if part == "title" else "\n") + plain(text)]
        if len(fragments) > 2:
            sheet.write_rich_string(row, 1, *fragments, style)
        else:
            sheet.write_string(row, 1, fragments[-1], style)
        sheet.set_row(row, _entry_height(entry, widths, size))
        row += 1
    return row


def _day_height(entries: Sequence[AgendaEntry], widths: tuple[float, float], size: float) -> float:
    return sum(_entry_height(entry, widths, size) for entry in entries)


def _entry_height(entry: AgendaEntry, widths: tuple[float, float], size: float) -> float:
    """The height of the row of an entry, in points."""
    lines = sum(len(wrapped(text, widths[1] - size - 10, size, bold=True)) for _, text in entry.parts[1:])
    times = len(wrapped(entry.parts[0][1], widths[0] - 6, size, bold=True))
    return points_of(max(lines, times), size) + size


def _door_sheet(book: Book, title: str, note: str) -> Worksheet:
    """Add a sheet whose pages are cut by hand, with the event in the head and nothing but the page in the foot."""
    sheet = book.sheet(title, note, TAB)
    sheet.set_header(f"&L&8 {book.instance.event.name.replace('&', '&&')[:100]}")
    sheet.set_footer("&R&8 Page &P of &N")
    sheet.set_print_scale(100)
    sheet.center_horizontally()
    return sheet


def _room_head(book: Book, sheet: Worksheet, row: int, room: Room, day: Day | None = None) -> int:
    """Write the name of the room, and of the day; return the row below."""
    sheet.set_row(row, points_of(1, ROOM_SIZE) + 6)
    write(book, sheet, row, 0, room.id, bold=True, font_size=ROOM_SIZE, font_color=HEAD, valign="vcenter")
    date = f"{day.id} · {day.date:%A} {day.date.day} {day.date:%B %Y}" if day else book.instance.event.name
    text = f"{date} · all times {book.instance.event.time_zone}"
    sheet.set_row(row + 1, 20)
    write(book, sheet, row + 1, 0, text, font_size=13, font_color=QUIET)
    return row + 2


def _finish(sheet: Worksheet, breaks: list[int], last: int, columns: int) -> None:
    """Cut the pages, and set the print area."""
    sheet.set_h_pagebreaks(breaks[:-1])
    sheet.print_area(0, 0, max(last - 1, 0), columns - 1)
