"""Compare the sheets that are not read back with the texts that were exported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from openpyxl.utils import column_index_from_string

from scheduler.core.clock import MINUTES_PER_DAY, clock_text
from scheduler.core.programme import PlacedSession, Programme
from scheduler.intake import Problem
from scheduler.intake.tables.table import Cell, Table
from scheduler.roundtrip import sheet_layout as sheets
from scheduler.roundtrip.origin import ALL_SESSIONS, OriginalSheet
from scheduler.roundtrip.workbook_cells import ReadSheet

ABOUT_THE_PROGRAMME = frozenset(("Read me", "Scores", "Standing", "Warnings", "Data notes"))
"""Sheets that show no place of a session and no grant: their edits are noted and stop nothing."""

COPY_FROM = 0.5
"""Share of its cells from which a sheet of another name is taken for a copy of an exported one."""

_EPOCH = date(1899, 12, 30)
_ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4})+_?")
"""Escapes of control characters, which programs write and read differently."""
_CLOCK = re.compile(r"(\d{1,3}):(\d\d)(?::00)?")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")

NOTED = 8
"""Cells of one sheet that a note names; the others are counted."""

_NOT_COMPARED = (
    "This workbook was exported before the program compared the other sheets. Only the sheets for editing and the "
    "sheet “All sessions” were read: changes on any other sheet are not known. Export the programme anew to have them "
    "compared."
)


@dataclass
class OtherEdits:
    """Edits on sheets that are not read back: problems that stop the reading, and notes."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def compare_other_sheets(found: Mapping[str, ReadSheet], original: Programme, edited: Programme) -> OtherEdits:
    """Compare each other sheet with the exported texts; a cell that says what the edited programme says is right."""
    edits = OtherEdits()
    source = OriginalSheet(found[sheets.ORIGINAL])
    try:
        exported = sheets.unpacked_cells(source.rows)
    except sheets.DamagedError as error:
        raise source.refused(f"{sheets.CELLS_ROW} 1", str(error), "export the programme anew") from None
    if exported is None:
        return OtherEdits(notes=[_NOT_COMPARED])
    said = _said_by_edits(original, edited)
    for title, sheet in found.items():
        if title in (sheets.SESSIONS, sheets.MINUTES, sheets.LISTS, sheets.ORIGINAL):
            continue
        like = title if title in exported else _copied_from(sheet.table, exported)
        if like:
            _compare(title, like, sheet, exported[like], said, edits)
    return edits


def _said_by_edits(original: Programme, edited: Programme) -> set[str]:
    """What a cell may say after the edits that were read: times, days, rooms, titles and states of edited sessions."""
    return {
        _seen(text) for placed in edited.sessions if placed != original.session[placed.id] for text in _words(placed)
    }


def _words(placed: PlacedSession) -> tuple[str, ...]:
    start, end = clock_text(placed.start), clock_text(placed.end)
    return placed.day, placed.room, placed.title, placed.state.value, start, end, f"{start}–{end}"


def _copied_from(table: Table, exported: sheets.ExportedCells) -> str:
    """The exported sheet that most cells of a sheet of another name agree with; empty if less than half do."""
    best, most = "", 0.0
    for title, texts in exported.items():
        same = sum(_same(table, coordinate, text) for coordinate, text in texts.items())
        if texts and same / len(texts) > max(most, COPY_FROM):
            best, most = title, same / len(texts)
    return best


def _same(table: Table, coordinate: str, text: str) -> bool:
    return _same_value(table.cell(*_position(coordinate)).text, text)


def _same_value(one: str, other: str) -> bool:
    """Whether two cells show the same; numbers are equal up to the digits that spreadsheet programs keep."""
    return sheets.same_text(one, other) or _seen(one) == _seen(other)


def _seen(text: str) -> str:
    """A text in comparable form. Times and dates are numbers, as they are in a workbook saved without formats."""
    plain = sheets.as_seen(_ESCAPE.sub("", text))
    if match := _CLOCK.fullmatch(plain):
        return f"{(int(match[1]) * 60 + int(match[2])) / MINUTES_PER_DAY:.9f}"
    try:
        if _ISO_DATE.fullmatch(plain):
            return f"{(date.fromisoformat(plain) - _EPOCH).days:.9f}"
        return f"{float(plain):.9f}" if _NUMBER.fullmatch(plain) else plain
    except ValueError:
        return plain


def _position(coordinate: str) -> tuple[int, int]:
    """Row and column of a cell, counted from 1."""
    letters = coordinate.rstrip("0123456789")
    return int(coordinate[len(letters) :]), column_index_from_string(letters)


def _compare(
    title: str, like: str, sheet: ReadSheet, texts: Mapping[str, str], said: set[str], edits: OtherEdits
) -> None:
    changed = [(cell, was) for cell, was in _changed(sheet.table, texts) if _seen(cell.text) not in said]
    added = _added(sheet.table, texts) if like != ALL_SESSIONS else []
    if like in ABOUT_THE_PROGRAMME:
        if changed or added:
            cells = [cell.coordinate for cell, _ in changed] + [cell.coordinate for cell in added]
            edits.notes.append(f"The sheet {title} is not read: what was changed in {_named(cells)} changes nothing.")
        return
    for cell, was in changed:
        now = f"now says “{_short(cell.text)}”" if cell.text else "was emptied"
        what = f"the cell {now}, and was exported as “{_short(was)}”; this sheet is not read"
        remedy = f"make the change on the sheet {sheets.SESSIONS} or {sheets.MINUTES}, and put the cell back"
        edits.problems.append(cell.problem(what, remedy))
    if added:
        cells = [cell.coordinate for cell in added]
        edits.notes.append(
            f"The sheet {title} is not read: what was added in {_named(cells)} changes nothing. Changes are made on "
            f"the sheet {sheets.SESSIONS}."
        )


def _changed(table: Table, texts: Mapping[str, str]) -> Iterator[tuple[Cell, str]]:
    """The cells that differ from the export, with the exported text; rows that were only moved or sorted are equal."""
    rows = _exported_rows(texts)
    was = Counter(_row_key(row) for row in rows.values())
    now = Counter(_row_key(table.rows[row]) for row in table.row_numbers)
    for row, exported in rows.items():
        if now[_row_key(exported)] >= was[_row_key(exported)] and not any(r == row for r, _ in table.faults):
            continue
        for column, text in exported.items():
            cell = table.cell(row, column)
            if cell.fault or not _same_value(cell.text, text):
                yield cell, text


def _exported_rows(texts: Mapping[str, str]) -> dict[int, dict[int, str]]:
    """The exported texts by row and column."""
    rows: dict[int, dict[int, str]] = {}
    for coordinate, text in texts.items():
        row, column = _position(coordinate)
        rows.setdefault(row, {})[column] = text
    return rows


def _row_key(row: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted((column, _seen(text)) for column, text in row.items()))


def _added(table: Table, texts: Mapping[str, str]) -> list[Cell]:
    """The cells with text that were exported empty, in rows that were not moved."""
    rows = _exported_rows(texts)
    return [
        table.cell(row, column)
        for row, cells in table.rows.items()
        if all(_same_value(table.cell(row, column).text, text) for column, text in rows.get(row, {}).items())
        for column, text in cells.items()
        if text and column not in rows.get(row, {})
    ]


def _named(cells: list[str]) -> str:
    shown = ", ".join(cells[:NOTED])
    more = len(cells) - NOTED
    return f"cell{'s' if len(cells) > 1 else ''} {shown}" + (f" and {more} more" if more > 0 else "")


def _short(text: str, most: int = 60) -> str:
    seen = sheets.as_seen(text)
    return seen if len(seen) <= most else f"{seen[:most]}…"
