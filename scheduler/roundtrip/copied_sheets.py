"""Report edits on copies of the sheets for editing, which are not read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind
from scheduler.intake import Problem
from scheduler.roundtrip import sheet_layout as sheets
from scheduler.roundtrip.row_edits import EditReader, SegmentEdit, SessionEdit
from scheduler.roundtrip.row_matching import EditedSheetLayout, find_layout, find_rows
from scheduler.roundtrip.workbook_cells import ReadSheet

_READ_BACK = (sheets.SESSIONS, sheets.MINUTES)
_FIELDS = {
    sheets.TITLE: "title",
    sheets.DAY: "day",
    sheets.START: "start",
    sheets.ROOM: "room",
    sheets.MEMBERS: "members",
    sheets.STATE: "state",
    sheets.WHERE: "session",
    sheets.ORDER: "order",
    sheets.CANCEL: "cancelled",
    sheets.PIN: "pin",
    sheets.COMMENT: "comment",
}
"""The field of an edit by the title of its column."""


def edits_on_copies(
    found: Mapping[str, ReadSheet],
    layout: EditedSheetLayout,
    rows: Mapping[str, int],
    instance: Instance,
    original: Programme,
) -> Iterator[Problem]:
    """A problem for each cell of a copy that equals neither the sheet that is read back nor the export."""
    read_back = layout.sheet.table.sheet
    for title, sheet in found.items():
        copy = None if title in _READ_BACK else find_layout(sheet, list(layout.columns), layout.thing, [])
        if copy is None:
            continue
        for name, row in find_rows(copy, list(rows), [], []).items():
            for column in _differences(copy, row, layout, rows[name], EditReader(instance, original, []), name):
                cell, at = copy.cell(row, column), layout.at(rows[name], column).coordinate
                what = f"{column} of “{name}” is “{cell.text}” here, on a copy of {read_back}, which is not read"
                yield cell.problem(what, f"make the change in cell {at} of the sheet {read_back}, and delete the copy")


def _differences(
    copy: EditedSheetLayout, row: int, layout: EditedSheetLayout, row_read: int, reader: EditReader, name: str
) -> Iterator[str]:
    """The titles of the columns whose cells differ from the sheet that is read back and from the export."""
    differing = [
        title
        for title in _FIELDS
        if title in copy.columns and not sheets.same_text(copy.cell(row, title).text, layout.cell(row_read, title).text)
    ]
    if not differing:
        return
    edit, before = _edits(reader, copy, row, name)
    yield from (t for t in differing if edit is None or getattr(edit, _FIELDS[t]) != getattr(before, _FIELDS[t]))


def _edits(
    reader: EditReader, copy: EditedSheetLayout, row: int, name: str
) -> tuple[SessionEdit | SegmentEdit | None, SessionEdit | SegmentEdit]:
    """The edit of a row, and the row as it was exported."""
    segment = next((one for one in reader.programme.segments if one.request == name), None)
    if segment and copy.name == sheets.REQUEST:
        return reader.segment(copy, row, segment), SegmentEdit(segment.session, segment.order)
    placed = reader.programme.session[name]
    members = placed.coalitions if placed.kind is Kind.JOINT else None
    exported = SessionEdit(placed.title, placed.day, placed.start, placed.room, members, placed.state)
    return reader.session(copy, row, placed), exported
