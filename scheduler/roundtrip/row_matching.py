"""Match rows of an edited sheet to sessions by id; rows deleted, doubled, added or exchanged are problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.intake import Problem
from scheduler.intake.tables.table import Cell
from scheduler.roundtrip import sheet_layout as sheets
from scheduler.roundtrip.edited_workbook import CellAddress
from scheduler.roundtrip.sheet_layout import as_seen, same_text
from scheduler.roundtrip.workbook_cells import ReadSheet

_HEADER_WITHIN = 40
_NAMED = 5
"""Rows with the title of another session that are named one by one."""

_UNDO = "undo that, and move whole rows or sort the whole table"


@dataclass(frozen=True)
class EditedSheetLayout:
    """The layout of an edited sheet: the numbers of its columns, and the word for what a row holds."""

    sheet: ReadSheet
    header: int
    columns: Mapping[str, int]
    name: str
    thing: str

    def cell(self, row: int, title: str) -> Cell:
        return self.sheet.table.cell(row, self.columns[title])

    def at(self, row: int, title: str) -> CellAddress:
        cell = self.cell(row, title)
        return CellAddress(cell.sheet, row, cell.coordinate.rstrip("0123456789"))


def find_layout(
    sheet: ReadSheet, titles: Sequence[str], thing: str, problems: list[Problem]
) -> EditedSheetLayout | None:
    """Find the columns, which may have been moved or have others between them. None after a problem."""
    table = sheet.table
    rows = [row for row in table.row_numbers if row <= _HEADER_WITHIN]
    found = {row: [cell for cell in table.cells(row) if cell.text in titles] for row in rows}
    header = max(rows, key=lambda row: len({cell.text for cell in found[row]}), default=0)
    if not header or len({cell.text for cell in found[header]}) < len(titles) // 2:
        what = f"the row with the titles of the columns is missing (“{titles[0]}”, “{titles[1]}”, …)"
        problems.append(table.problem(what, "put it back as in the export"))
        return None
    columns: dict[str, int] = {}
    for cell in found[header]:
        if cell.text in columns:
            problems.append(cell.problem(f"there are two columns “{cell.text}”", "delete one of the two"))
        columns.setdefault(cell.text, cell.column)
    for title in titles:
        if title not in columns:
            what = f"the column “{title}” is missing"
            problems.append(table.cell(header, 1).problem(what, f"write “{title}” above it again, or put it back"))
    return EditedSheetLayout(sheet, header, columns, titles[0], thing) if len(columns) == len(titles) else None


def find_rows(
    layout: EditedSheetLayout, exported: Sequence[str], problems: list[Problem], notes: list[str]
) -> dict[str, int]:
    """The row of each id, for rows whose content still matches; `exported` are the ids in the order of the export.

    Rows that were sorted without the hidden column are read by the name in the first column, which a note says.
    """
    names = {as_seen(name): name for name in exported}
    rows: dict[str, int] = {}
    exchanged: dict[str, tuple[str, int]] = {}
    for row in layout.sheet.table.row_numbers:
        if row <= layout.header:
            continue
        key, shown = layout.cell(row, sheets.ID), layout.cell(row, layout.name)
        whose = _named(key.text, names)
        if whose is None:
            problems.append(_unknown_row(layout, row, names))
        elif whose in rows or whose in exchanged:
            problems.append(_double(layout, row, whose, rows.get(whose) or exchanged[whose][1]))
        elif (other := _named(shown.text, names)) == whose:
            rows[whose] = row
        elif other is not None:
            exchanged[whose] = (other, row)
        else:
            rows[whose] = row
            what = (
                f"the name “{whose}” was changed to “{shown.text}”" if shown.text else f"the name “{whose}” was deleted"
            )
            problems.append(shown.problem(what, f"write “{whose}” again; its title may be changed, its name not"))
    if exchanged and {other for other, _ in exchanged.values()} == exchanged.keys():
        rows |= dict(exchanged.values())
        notes.append(
            f"On the sheet {layout.sheet.table.sheet}, {len(exchanged)} rows were sorted without the hidden column "
            f"{sheets.ID}; each is read as the {layout.thing} that its column {layout.name} names."
        )
    else:
        problems.extend(_exchanged(layout, exchanged))
    problems.extend(_deleted(layout, exported, {*rows, *exchanged}))
    return rows


def _named(text: str, names: Mapping[str, str]) -> str | None:
    return names.get(as_seen(text)) if text else None


def _unknown_row(layout: EditedSheetLayout, row: int, names: Mapping[str, str]) -> Problem:
    key, shown = layout.cell(row, sheets.ID), layout.cell(row, layout.name)
    if key.text:
        sentence = f"“{key.text}” is no {layout.thing} of the programme that this workbook was exported from"
        return key.problem(
            sentence, "put back the row as it was exported; rows of another workbook cannot be pasted here"
        )
    if _named(shown.text, names):
        sentence = f"the row of “{shown.text}” has lost the id in its hidden column"
        return key.problem(sentence, f"write “{shown.text}” there, or delete the row if it is a copy")
    first = shown if shown.text else next(cell for cell in layout.sheet.table.cells(row) if not cell.is_empty)
    sentence = f"row {row} is new: it is no {layout.thing} of the programme"
    return first.problem(
        sentence, "delete it here, and add what is new with “replan --add”; notes go into the column Comment"
    )


def _double(layout: EditedSheetLayout, row: int, name: str, before: int) -> Problem:
    key = layout.cell(row, sheets.ID)
    sentence = f"“{name}” is there twice: in rows {before} and {row}"
    return key.problem(sentence, "delete the row that should not count")


def _exchanged(layout: EditedSheetLayout, exchanged: Mapping[str, tuple[str, int]]) -> Iterator[Problem]:
    """A problem for each pair of rows whose contents were exchanged."""
    for whose, (other, row) in exchanged.items():
        back = exchanged.get(other)
        if back and back[0] == whose and back[1] < row:
            continue
        cell = layout.cell(row, layout.name)
        if back and back[0] == whose:
            what = f"“{other}” and “{whose}” are in each other's row (rows {row} and {back[1]})"
        else:
            what = f"“{other}” is in the row of “{whose}”"
        yield cell.problem(f"{what}: the hidden column with the id was not moved with the rest", _UNDO)


def _deleted(layout: EditedSheetLayout, exported: Sequence[str], present: set[str]) -> Iterator[Problem]:
    cancel = layout.at(layout.header, sheets.CANCEL).column
    for number, name in enumerate(exported, start=1):
        if name not in present:
            cell = layout.cell(layout.header + number, layout.name)
            choose = f"to cancel a {layout.thing}, choose “{sheets.CANCELLED}” in column {cancel}"
            remedy = f"put it back as it was exported; {choose}"
            yield cell.problem(f"the row of “{name}”, which was exported here, is missing", remedy)


def check_titles(
    layout: EditedSheetLayout, rows: Mapping[str, int], titles: Mapping[str, str], problems: list[Problem]
) -> set[str]:
    """The ids of sessions whose titles were exchanged, which cannot be read."""
    shown = {name: layout.cell(row, sheets.TITLE).text for name, row in rows.items()}
    changed = {name for name, text in shown.items() if not same_text(text, titles[name])}
    wrong: set[str] = set()
    found: list[Problem] = []
    for name in (name for name in rows if name in changed):
        other = next((one for one in changed if one != name and same_text(shown[name], titles[one])), None)
        if other is None:
            continue
        wrong.add(name)
        if not (other in wrong and same_text(shown[other], titles[name])):
            cell = layout.cell(rows[name], sheets.TITLE)
            what = (
                f"the title of “{other}” is in the row of “{name}” (rows {rows[other]} and {rows[name]}): contents "
                "were exchanged without the name and the hidden id"
            )
            found.append(cell.problem(what, _UNDO))
    if len(found) > _NAMED:
        first = found[0]
        what = f"{first.what}, and likewise in {len(found) - 1} more rows"
        found = [replace(first, what=what)]
    problems.extend(found)
    return wrong
