"""Report edits on the sheet “All sessions”, which is not read back."""

from __future__ import annotations

from scheduler.core.clock import clock_text
from scheduler.core.programme import PlacedSession, Programme
from scheduler.intake import Problem
from scheduler.intake.tables.table import Cell
from scheduler.intake.times import clock
from scheduler.roundtrip import sheet_layout as sheets
from scheduler.roundtrip.workbook_cells import ReadSheet

COLUMNS = (sheets.ID, sheets.DAY, sheets.START, sheets.ROOM)


def edits_not_read_back(sheet: ReadSheet | None, original: Programme, edited: Programme) -> list[Problem]:
    """A problem for each cell that equals neither the exported nor the edited programme."""
    table = sheet.table if sheet else None
    if table is None or not table.row_numbers:
        return []
    first = table.row_numbers[0]
    columns = {cell.text: cell.column for cell in table.cells(first) if cell.text in COLUMNS}
    if len(columns) < len(COLUMNS):
        return []
    found = []
    for row in table.row_numbers[1:]:
        name = table.cell(row, columns[sheets.ID]).text
        known = [one.session[name] for one in (original, edited) if name in one.session]
        for title in (sheets.DAY, sheets.START, sheets.ROOM) if known else ():
            cell = table.cell(row, columns[title])
            if not any(_says(cell, title, placed) for placed in known):
                what = f"“{name}” was changed on this sheet, which is not read ({title}: “{cell.text}”)"
                remedy = (
                    f"make the change on the sheet {sheets.SESSIONS}, and write “{_shown(title, known[0])}” here again"
                )
                found.append(cell.problem(what, remedy))
    return found


def _says(cell: Cell, title: str, placed: PlacedSession) -> bool:
    if title == sheets.START:
        return clock(cell, []) == placed.start
    return sheets.same_text(cell.text, placed.day if title == sheets.DAY else placed.room)


def _shown(title: str, placed: PlacedSession) -> str:
    return {sheets.DAY: placed.day, sheets.START: clock_text(placed.start), sheets.ROOM: placed.room}[title]
