"""The sheets that are edited and read back: sessions, coalitions' minutes, and their hidden helpers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsxwriter.worksheet import Worksheet

from scheduler.core.instance import Request
from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.session_order import audience_of, in_order, segments_by_session, type_text
from scheduler.core.vocabulary import Kind
from scheduler.export.excel.book import EDIT_HEAD, Book, Cell, Column, clock_cell, write, write_cell
from scheduler.export.excel.exported_texts import exported_texts
from scheduler.roundtrip import sheet_layout as sheets
from scheduler.roundtrip.row_edits import shown_coalitions
from scheduler.roundtrip.sheet_layout import PinsAndComments

TAB = "#E6B800"
SESSION_LOOKS = {
    sheets.SESSION: Column(sheets.SESSION, 25),
    sheets.TYPE: Column(sheets.TYPE, 16),
    sheets.LENGTH: Column(sheets.LENGTH, 8, "number"),
    sheets.PLACED_BY: Column(sheets.PLACED_BY, 17),
    sheets.TITLE: Column(sheets.TITLE, 40, edit=True),
    sheets.DAY: Column(sheets.DAY, 9, edit=True),
    sheets.START: Column(sheets.START, 8, "clock", edit=True),
    sheets.ROOM: Column(sheets.ROOM, 15, edit=True),
    sheets.SEATS: Column(sheets.SEATS, 8, "number"),
    sheets.AUDIENCE: Column(sheets.AUDIENCE, 10, "number"),
    sheets.MEMBERS: Column(sheets.MEMBERS, 22, edit=True),
    sheets.STATE: Column(sheets.STATE, 12, edit=True),
    sheets.CANCEL: Column(sheets.CANCEL, 9, edit=True),
    sheets.PIN: Column(sheets.PIN, 13, edit=True),
    sheets.COMMENT: Column(sheets.COMMENT, 34, edit=True),
    sheets.ID: Column(sheets.ID, 20),
}
MINUTES_LOOKS = {
    sheets.REQUEST: Column(sheets.REQUEST, 32),
    sheets.COALITION: Column(sheets.COALITION, 18),
    sheets.LENGTH: Column(sheets.LENGTH, 8, "number"),
    sheets.WHERE: Column(sheets.WHERE, 52, edit=True),
    sheets.ORDER: Column(sheets.ORDER, 8, "number", edit=True),
    sheets.CANCEL: Column(sheets.CANCEL, 9, edit=True),
    sheets.COMMENT: Column(sheets.COMMENT, 36, edit=True),
    sheets.ID: Column(sheets.ID, 20),
}
_CHOICES = {
    sheets.ROOM: "The event has no room of this name. Choose one from the list.",
    sheets.DAY: "Choose a day from the list.",
    sheets.START: "No slot starts at this time in any room. Use this time anyway?",
    sheets.STATE: "Choose draft, announced or published.",
    sheets.CANCEL: "Choose cancel, or leave the cell empty.",
    sheets.PIN: "Choose time, room, or time and room, or leave the cell empty.",
    sheets.WHERE: "Choose a session with minutes reserved for coalitions.",
}
"""The message of each drop-down for a value that is not on its list."""

HOW_TO_EDIT = (
    ("Where", f"On the sheets “{sheets.SESSIONS}” and “{sheets.MINUTES}”, in the yellow cells. Nowhere else."),
    (
        "How",
        "Choose from the list in a cell, or type. To cancel, choose “cancel”: do not delete rows. Pin what must stay "
        "when the rest is planned again. You can sort and filter. Planners receive your comments.",
    ),
    (
        "Then",
        "Save as .xlsx and send the file back. “igf-scheduler verify FILE.xlsx” lists every change, every rule that it "
        "breaks and every goal that it worsens. It does not change the programme.",
    ),
    ("Not read", "All other sheets. They show the programme as exported and do not reflect your changes."),
)


def add_edit_sheets(book: Book, remarks: PinsAndComments | None) -> None:
    """Write the sheet of sessions and, if there are any, the sheet of segments."""
    remarks = remarks or PinsAndComments({}, {})
    rows = [_session_cells(book, placed, remarks) for placed in in_order(book.instance, book.programme.sessions)]
    sheet, top = _edit_sheet(
        book,
        sheets.SESSIONS,
        "Change sessions here: day, time, room, members, state; cancel, pin, comment. Read back.",
        "Change the yellow cells, then send this file back. White cells, and all other sheets, are not read.",
        "To cancel a session choose “cancel”; do not delete rows. The coalitions can be changed for joint sessions. "
        "Seats are those of the room as exported, Audience is the number of people expected.",
    )
    looks = [SESSION_LOOKS[title] for title in sheets.SESSION_COLUMNS]
    _edit_table(book, sheet, top, looks, rows)
    _only_joint_members(book, sheet, top, rows)
    inside = segments_by_session(book.programme)
    segments = [
        part for placed in in_order(book.instance, book.programme.sessions) for part in inside.get(placed.id, ())
    ]
    if segments:
        _add_minutes(book, [_segment_cells(book, segment, remarks) for segment in segments])


def _add_minutes(book: Book, rows: Sequence[Sequence[Cell]]) -> None:
    """Write the sheet of segments."""
    sheet, top = _edit_sheet(
        book,
        sheets.MINUTES,
        "Change coalitions' minutes here: in which main session, in which order. Read back.",
        "Change the yellow cells, then send this file back.",
        "Within a session, minutes follow each other by their order; they move along when the session moves.",
    )
    _edit_table(book, sheet, top, [MINUTES_LOOKS[title] for title in sheets.MINUTES_COLUMNS], rows)


def _edit_sheet(book: Book, title: str, note: str, *lines: str) -> tuple[Worksheet, int]:
    """Add a sheet for editing with its instructions; return it and the row of its table."""
    sheet = book.sheet(title, note, TAB)
    top = book.headline(sheet, title, *lines)
    write(book, sheet, 1, 0, lines[0], bold=True, font_color=EDIT_HEAD)
    return sheet, top


def _edit_table(
    book: Book, sheet: Worksheet, top: int, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
) -> None:
    """Write a table with drop-downs; the last column, with the ids, is hidden."""
    book.table(sheet, top, columns, rows)
    last = max(len(rows), 1)
    lists = _choices(book)
    for number, column in enumerate(columns):
        if column.title in lists:
            place = list(lists).index(column.title)
            letter = chr(ord("A") + place)
            stop = column.title != sheets.START
            sheet.data_validation(
                top + 1,
                number,
                top + last,
                number,
                {
                    "validate": "list",
                    "source": f"={sheets.LISTS}!${letter}$2:${letter}${len(lists[column.title]) + 1}",
                    "error_title": column.title,
                    "error_message": _CHOICES[column.title],
                    "error_type": "stop" if stop else "warning",
                },
            )
    cancel = next(number for number, column in enumerate(columns) if column.title == sheets.CANCEL)
    struck_out = book.file.add_format({"font_strikeout": True, "font_color": "#8A94A0"})
    sheet.conditional_format(
        top + 1,
        0,
        top + last,
        len(columns) - 2,
        {
            "type": "formula",
            "criteria": f'=${chr(ord("A") + cancel)}{top + 2}="{sheets.CANCELLED}"',
            "format": struck_out,
        },
    )
    sheet.set_column(len(columns) - 1, len(columns) - 1, 20, None, {"hidden": True})
    sheet.print_area(0, 0, top + last, len(columns) - 2)


def _only_joint_members(book: Book, sheet: Worksheet, top: int, rows: Sequence[Sequence[Cell]]) -> None:
    """Format the coalitions of all but joint sessions as not editable."""
    number = sheets.SESSION_COLUMNS.index(sheets.MEMBERS)
    for offset, values in enumerate(rows, start=1):
        if values[1] != Kind.JOINT.value:
            style = book.cell_style(Column(sheets.MEMBERS, 22), values[number])
            write_cell(sheet, top + offset, number, values[number], style)


def _session_cells(book: Book, placed: PlacedSession, remarks: PinsAndComments) -> list[Cell]:
    """The row of a session, in the order of the columns."""
    values: dict[str, Cell] = {
        sheets.SESSION: placed.id,
        sheets.TYPE: type_text(placed),
        sheets.LENGTH: placed.end - placed.start,
        sheets.PLACED_BY: sheets.BY_HOST if placed.given else sheets.BY_PROGRAMME,
        sheets.TITLE: placed.title,
        sheets.DAY: placed.day,
        sheets.START: clock_cell(placed.start),
        sheets.ROOM: placed.room,
        sheets.SEATS: book.instance.room[placed.room].capacity,
        sheets.AUDIENCE: audience_of(book.instance, placed, _requests_in(book, placed)) or None,
        sheets.MEMBERS: shown_coalitions(book.programme, placed),
        sheets.STATE: placed.state.value,
        sheets.PIN: remarks.pins.get(placed.id, ""),
        sheets.COMMENT: remarks.comments.get(placed.id, ""),
        sheets.ID: placed.id,
    }
    return [values.get(title, "") for title in sheets.SESSION_COLUMNS]


def _requests_in(book: Book, placed: PlacedSession) -> list[Request]:
    """The requests granted in a session."""
    granted = (decision.request for decision in book.programme.decisions if decision.session == placed.id)
    return [book.instance.request[name] for name in granted if name in book.instance.request]


def _segment_cells(book: Book, segment: Segment, remarks: PinsAndComments) -> list[Cell]:
    """The row of a segment, in the order of the columns."""
    host = book.instance.session.get(segment.session)
    values: dict[str, Cell] = {
        sheets.REQUEST: segment.request,
        sheets.COALITION: segment.coalition,
        sheets.LENGTH: segment.end - segment.start,
        sheets.WHERE: sheets.host_label(host) if host else segment.session,
        sheets.ORDER: segment.order,
        sheets.COMMENT: remarks.comments.get(segment.request, ""),
        sheets.ID: segment.request,
    }
    return [values.get(title, "") for title in sheets.MINUTES_COLUMNS]


def _choices(book: Book) -> dict[str, list[Cell]]:
    """The non-empty lists of the drop-downs, by title of column."""
    instance = book.instance
    found: dict[str, Iterable[Cell]] = {
        sheets.ROOM: (room.id for room in instance.rooms),
        sheets.DAY: (day.id for day in instance.days),
        sheets.START: (clock_cell(start) for start in sheets.starts(instance)),
        sheets.STATE: (state.value for state in sheets.STATES),
        sheets.CANCEL: (sheets.CANCELLED,),
        sheets.PIN: sheets.PINS,
        sheets.WHERE: (sheets.host_label(host) for host in sheets.with_minutes(instance)),
    }
    return {title: choices for title, values in found.items() if (choices := list(values))}


def add_hidden_sheets(book: Book) -> None:
    """Write the lists of the drop-downs and the exported programme, which identifies the workbook."""
    exported = exported_texts(book.file)
    lists = book.file.add_worksheet(sheets.LISTS)
    lists.hide()
    for column, (title, values) in enumerate(_choices(book).items()):
        write(book, lists, 0, column, title, bold=True)
        for row, value in enumerate(values, start=1):
            look = {"num_format": "hh:mm"} if title == sheets.START else {}
            write(book, lists, row, column, value, **look)
    original = book.file.add_worksheet(sheets.ORIGINAL)
    original.hide()
    write(book, original, 0, 0, sheets.WARNING, bold=True)
    rows = (*sheets.original_rows(book.programme), *sheets.cells_rows(exported))
    for row, (name, text) in enumerate(rows, start=1):
        write(book, original, row, 0, name)
        write(book, original, row, 1, text, num_format="@")
