"""Copy an edited workbook and mark its cells: what was changed, and which rules the changes break.

Comments, formats and additional columns are kept. Marks of an earlier report are removed first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.core.atomic_files import OutputError
from scheduler.core.phrases import number_of
from scheduler.core.safe_text import visible
from scheduler.diff import Change, ChangeHeading, ChangeKind
from scheduler.export.excel.book import EDIT, HEAD, row_points, text_lines
from scheduler.export.xlsx_options import FONT
from scheduler.roundtrip import sheet_layout as sheets
from scheduler.roundtrip.edit_review import EditReview
from scheduler.roundtrip.edited_workbook import CellAddress, EditedWorkbook
from scheduler.roundtrip.read_workbook import MARK
from scheduler.storage.outputs import write_output
from scheduler.verify import Violation

FOUND = "What was found"
CHANGED, BROKEN = "#FFD966", "#F4B6B0"
_COLOURS = {
    "rule broken": BROKEN,
    "rule broken before": BROKEN,
    "goal worse": "#FFE9CC",
    ChangeHeading.LOST.value: "#FFE9CC",
    ChangeHeading.GAINED.value: "#DDF0DD",
    "goal better": "#DDF0DD",
    "rule holds again": "#DDF0DD",
}
_COLUMNS = {
    ChangeKind.DAY: (sheets.DAY, sheets.START),
    ChangeKind.TIME: (sheets.START,),
    ChangeKind.ROOM: (sheets.ROOM,),
    ChangeKind.CANCELLED: (sheets.CANCEL,),
    ChangeKind.PARTNERS: (sheets.MEMBERS,),
    ChangeKind.TITLE: (sheets.TITLE,),
}
_OF_SEGMENTS = (ChangeKind.SEGMENT, ChangeKind.ELSEWHERE, ChangeKind.NEW, ChangeKind.CANCELLED)
SENTENCE_WIDTH = 110
_LONGEST_NOTE = 4_000

Line = tuple[str, str, tuple[CellAddress, ...]]
"""A finding: its category, its sentence and its cells."""


def write_reviewed(found: EditReview, path: Path | str) -> None:
    """Write the marked copy. Raises OutputError if `path` is the workbook itself or does not end in .xlsx."""
    place, source = Path(path), found.edited.file
    if place.suffix.lower() != ".xlsx":
        raise OutputError(f"“{path}” cannot be written: the marked copy is a workbook. Let its name end in .xlsx.")
    if place.resolve() == source.resolve() or (place.exists() and place.samefile(source)):
        raise OutputError(f"“{path}” is the workbook that is checked. Choose another name for the marked copy.")
    book = load_workbook(source, rich_text=True)
    lines = list(_lines(found))
    _remove_marks(book)
    _mark(book, lines)
    _add_list(book, found, lines)
    content = BytesIO()
    book.save(content)
    write_output(place, content.getvalue())


def _lines(found: EditReview) -> Iterator[Line]:
    """All findings: broken rules, worse goals, changes, remarks, mended rules, better goals."""
    edited = found.edited
    for violations, category in ((found.broken, "rule broken"), (found.broken_before, "rule broken before")):
        for violation in violations:
            yield category, f"{violation.sentence} (Rule: {violation.topic})", _cells_of_rule(edited, violation)
    for move in found.worse:
        yield "goal worse", move.values_sentence, ()
    for change in found.changes:
        yield change.heading.value, change.sentence, _cells_of_change(edited, change)
    for remark in found.remarks:
        column = {"state": sheets.STATE, "pin": sheets.PIN}.get(remark.what, sheets.COMMENT)
        yield remark.what, remark.sentence, _known(edited, [(remark.subject, column)])
    for violation in found.mended:
        yield "rule holds again", f"{violation.sentence} (Rule: {violation.topic})", ()
    for move in found.better:
        yield "goal better", move.values_sentence, ()


def _known(edited: EditedWorkbook, keys: Iterable[tuple[str, str]]) -> tuple[CellAddress, ...]:
    """The addresses of cells that the workbook has, by subject and column."""
    return tuple(edited.cells[one] for one in keys if one in edited.cells)


def _cells_of_rule(edited: EditedWorkbook, violation: Violation) -> tuple[CellAddress, ...]:
    """The cells with the ids of the sessions that break a rule."""
    return _known(edited, ((session, sheets.SESSION) for session in violation.sessions))


def _cells_of_change(edited: EditedWorkbook, change: Change) -> tuple[CellAddress, ...]:
    """The cells by which a change was made, or the row that it affects."""
    if change.wish:
        cells = ((change.wish, sheets.CANCEL), (change.session, sheets.MEMBERS), (change.session, sheets.SESSION))
        return _known(edited, cells)[:1]
    was, now = edited.original.session.get(change.session), edited.programme.session.get(change.session)
    if was and now and change.kind in _OF_SEGMENTS:
        return _known(edited, _cells_of_segments(edited, change))
    columns = _COLUMNS.get(change.kind, (sheets.SESSION,))
    if was and now and change.kind in (ChangeKind.DAY, ChangeKind.TIME):
        columns = (sheets.DAY,) * (was.day != now.day) + (sheets.START,) * (was.start != now.start)
    return _known(edited, ((change.session, column) for column in columns))


def _cells_of_segments(edited: EditedWorkbook, change: Change) -> Iterator[tuple[str, str]]:
    """The cells of the segments of the coalition that were added, removed or moved within the session."""
    before, after = ({s.request: s for s in one.segments} for one in (edited.original, edited.programme))
    for request, was in before.items():
        now = after.get(request)
        inside = change.session in (was.session, now.session if now else "")
        if not inside or was.coalition not in change.coalitions or was == now:
            continue
        if now is None:
            yield request, sheets.CANCEL
        else:
            yield request, sheets.ORDER if was.session == now.session else sheets.WHERE


def _remove_marks(book: Workbook) -> None:
    """Remove notes and colours of an earlier report; text above its mark is kept."""
    if FOUND in book.sheetnames:
        del book[FOUND]
    for title in (sheets.SESSIONS, sheets.MINUTES):
        for row in book[title].iter_rows() if title in book.sheetnames else ():
            for cell in row:
                if isinstance(cell, Cell) and cell.comment and MARK in cell.comment.text:
                    own = cell.comment.text.partition(MARK)[0].strip()
                    cell.comment = Comment(own, cell.comment.author or "") if own else None
                    cell.fill = _neighbour_fill(book[title], cell)


def _neighbour_fill(sheet: Worksheet, cell: Cell) -> PatternFill:
    """The fill of a cell before it was marked: that of editable cells in editable columns."""
    edits = sheets.SESSION_EDITS if sheet.title == sheets.SESSIONS else sheets.MINUTES_EDITS
    above = (sheet.cell(row, cell.column).value for row in range(cell.row, 0, -1))
    is_edit = any(str(value) in edits for value in above if value)
    return _fill(EDIT) if is_edit else PatternFill()


def _mark(book: Workbook, lines: Iterable[Line]) -> None:
    """Colour each cell with findings and add a note; broken rules come first."""
    sentences_at: dict[CellAddress, list[str]] = defaultdict(list)
    broken: set[CellAddress] = set()
    for category, sentence, cells in lines:
        for cell in cells:
            sentences_at[cell].append(sentence)
            broken |= {cell} if category.startswith("rule broken") else set()
    for at, sentences in sentences_at.items():
        cell = book[at.sheet][at.coordinate]
        cell.fill = _fill(BROKEN if at in broken else CHANGED)
        own = f"{cell.comment.text}\n\n" if cell.comment else ""
        text = visible("\n\n".join(sentences))[:_LONGEST_NOTE]
        cell.comment = Comment(f"{own}{MARK}{text}", "igf-scheduler", height=140, width=360)


def _fill(colour: str) -> PatternFill:
    """A solid fill of a colour."""
    return PatternFill("solid", start_color=colour.lstrip("#"))


def _add_list(book: Workbook, found: EditReview, lines: Iterable[Line]) -> None:
    """Add the first sheet: all findings, each linked to its cell."""
    sheet = book.create_sheet(FOUND, 0)
    sheet.sheet_properties.tabColor = "A8201A" if found.verdict.violations else "2E7D4F"
    edited = found.edited
    sheet.row_dimensions[1].height = 24
    _write(sheet, 1, 1, "Findings in this workbook", size=15, bold=True, color=HEAD)
    counts = (
        number_of(len(found.changes), "change"),
        f"rules broken: {len(found.verdict.violations)}",
        f"goals made worse: {len(found.worse)}",
    )
    _write(sheet, 2, 1, "; ".join(counts) + ".")
    origin = f"Programme {edited.original.sha256[:8]} as exported, {edited.programme.sha256[:8]} with the changes."
    _write(sheet, 3, 1, origin)
    _write(
        sheet, 4, 1, "In the sheets for editing, red: a rule is broken; orange: changed. Notes on the cells say what."
    )
    for column, (title, width) in enumerate((("What", 20), ("Sentence", SENTENCE_WIDTH), ("Cell", 24)), start=1):
        head = _write(sheet, 6, column, title, bold=True, color="#FFFFFF")
        head.fill = _fill(HEAD)
        sheet.column_dimensions[head.column_letter].width = width
    row = 6
    for row, (category, sentence, cells) in enumerate(lines, start=7):
        first = _write(sheet, row, 1, category)
        first.fill = _fill(_COLOURS.get(category, "#FFF2CC"))
        _write(sheet, row, 2, sentence)
        sheet.row_dimensions[row].height = row_points(text_lines(sentence, SENTENCE_WIDTH * 0.85))
        if cells:
            link = _write(sheet, row, 3, f"{cells[0].sheet}, {cells[0].coordinate}", color="#1A4F8B")
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{cells[0].sheet}'!{cells[0].coordinate}")
    sheet.freeze_panes = "A7"
    sheet.auto_filter.ref = f"A6:C{max(row, 7)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_view.showGridLines = False
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _write(
    sheet: Worksheet, row: int, column: int, text: str, size: int = 10, bold: bool = False, color: str = "#1A1A1A"
) -> Cell:
    """Write text that is never converted."""
    cell = cast(Cell, sheet.cell(row, column))
    cell.value = visible(text)[:32_000]
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.font = Font(name=FONT, size=size, bold=bold, color=color.lstrip("#"))
    cell.alignment = Alignment(wrap_text=row > 6, vertical="top")
    return cell
