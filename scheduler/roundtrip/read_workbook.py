"""Read an edited workbook into the edited programme, or report every problem with its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.run_files import note_read
from scheduler.core.session_order import in_order, segments_by_session
from scheduler.intake import InputProblems, Loaded, Problem, Severity
from scheduler.roundtrip import sheet_layout as sheets
from scheduler.roundtrip.apply_edits import edited_programme
from scheduler.roundtrip.copied_sheets import edits_on_copies
from scheduler.roundtrip.edited_workbook import CellAddress, EditedPin, EditedWorkbook
from scheduler.roundtrip.origin import ALL_SESSIONS, instance_for, original_programme
from scheduler.roundtrip.other_sheets import compare_other_sheets
from scheduler.roundtrip.overlooked import edits_not_read_back
from scheduler.roundtrip.row_edits import EditReader, SegmentEdit, SessionEdit
from scheduler.roundtrip.row_matching import EditedSheetLayout, check_titles, find_layout, find_rows
from scheduler.roundtrip.workbook_cells import ReadSheet, read_sheets

MARK = "igf-scheduler: "
"""Start of the text that a marked copy added to a note; the rest of the note is not the user's."""

CELLS_SHOWN = 8
"""Number of cells named in a problem that many cells share."""


@dataclass(frozen=True)
class SheetRows:
    """The layout of a sheet, and the row of each id."""

    layout: EditedSheetLayout | None = None
    rows: Mapping[str, int] = field(default_factory=dict)

    def cells(self) -> dict[tuple[str, str], CellAddress]:
        """The address of each cell by id and column title."""
        layout = self.layout
        if layout is None:
            return {}
        return {(name, title): layout.at(row, title) for name, row in self.rows.items() for title in layout.columns}


def read_edited(path: Path | str, folder: str | None = None, loaded: Loaded | None = None) -> EditedWorkbook:
    """Read an exported workbook back.

    The instance is looked for as for a programme's JSON file, or in `folder`; or it is `loaded` already.
    Raises InputProblems with every problem found, each with its cell.
    """
    place = Path(path)
    note_read(place)
    found, titles = read_sheets(place)
    original, written_by = original_programme(found, titles, place)
    known = loaded or instance_for(original, found, place, folder)
    problems: list[Problem] = []
    notes: list[str] = []
    reader = EditReader(known.instance, original, problems)
    of_sessions = _find(found, sheets.SESSIONS, exported_sessions(known.instance, original), problems, notes)
    of_segments = _find(found, sheets.MINUTES, exported_segments(known.instance, original), problems, notes)
    sessions = _session_edits(reader, of_sessions)
    segments = _segment_edits(reader, of_segments)
    programme = original
    if not problems:
        programme = edited_programme(known.instance, original, sessions, segments)
        problems += edits_not_read_back(found.get(ALL_SESSIONS), original, programme)
        for one in (of_sessions, of_segments):
            if one.layout:
                problems += edits_on_copies(found, one.layout, one.rows, known.instance, original)
        others = compare_other_sheets(found, original, programme)
        reported = {(problem.sheet, problem.cell) for problem in problems}
        problems += [one for one in others.problems if (one.sheet, one.cell) not in reported]
        notes += others.notes
    if problems:
        raise InputProblems([_in_file(problem, place) for problem in _merge_equal(problems)])
    written = {name: edit.comment for name, edit in sessions.items()}
    written |= {name: edit.comment for name, edit in segments.items()}
    return EditedWorkbook(
        file=place,
        loaded=known,
        original=original,
        programme=programme,
        written_by=written_by,
        pins=tuple(_pin(name, edit) for name, edit in sessions.items() if edit.pin),
        comments={name: text for one in (of_sessions, of_segments) for name, text in _comments(one, written).items()},
        cells={**of_sessions.cells(), **of_segments.cells()},
        notes=tuple(notes),
    )


def exported_sessions(instance: Instance, programme: Programme) -> list[str]:
    """The ids of the sessions in the order of the rows of an export."""
    return [placed.id for placed in in_order(instance, programme.sessions)]


def exported_segments(instance: Instance, programme: Programme) -> list[str]:
    """The requests that the segments grant, in the order of the rows of an export."""
    inside = segments_by_session(programme)
    return [part.request for name in exported_sessions(instance, programme) for part in inside.get(name, ())]


def _find(
    found: Mapping[str, ReadSheet], title: str, exported: Sequence[str], problems: list[Problem], notes: list[str]
) -> SheetRows:
    """The rows of a sheet; none where the export had none, or after a problem."""
    if not exported:
        return SheetRows()
    if title not in found:
        what = f"the sheet {title} is missing, or has another name"
        problems.append(Problem(Severity.ERROR, what, "put it back under this name"))
        return SheetRows()
    is_minutes = title == sheets.MINUTES
    columns = sheets.MINUTES_COLUMNS if is_minutes else sheets.SESSIONS_READ
    layout = find_layout(found[title], columns, "segment" if is_minutes else "session", problems)
    return SheetRows(layout, find_rows(layout, exported, problems, notes)) if layout else SheetRows()


def _merge_equal(problems: Sequence[Problem]) -> list[Problem]:
    """Merge equal problems of a column into one, such as a room renamed in many rows."""
    alike: dict[tuple[str, ...], list[Problem]] = defaultdict(list)
    for problem in problems:
        alike[problem.sheet, problem.cell.rstrip("0123456789"), problem.what, problem.remedy].append(problem)
    found = []
    for first, *others in alike.values():
        cells = ", ".join(other.cell for other in others[:CELLS_SHOWN]) + ("…" if len(others) > CELLS_SHOWN else "")
        count = f"{len(others)} more cell{'s' if len(others) > 1 else ''}"
        found.append(replace(first, what=f"{first.what} (and in {count}: {cells})") if others else first)
    return found


def _in_file(problem: Problem, place: Path) -> Problem:
    return problem if problem.file else replace(problem, file=place.name)


def _session_edits(reader: EditReader, rows: SheetRows) -> dict[str, SessionEdit]:
    """The readable rows of the sheet of sessions, by id."""
    if rows.layout is None:
        return {}
    original = reader.programme.session
    titles = {name: placed.title for name, placed in original.items()}
    unreadable = check_titles(rows.layout, rows.rows, titles, reader.problems)
    read = {
        name: reader.session(rows.layout, row, original[name])
        for name, row in rows.rows.items()
        if name not in unreadable
    }
    return {name: edit for name, edit in read.items() if edit}


def _segment_edits(reader: EditReader, rows: SheetRows) -> dict[str, SegmentEdit]:
    """The readable rows of segments, by request; two segments of a session with one number are a problem."""
    if rows.layout is None:
        return {}
    was = {segment.request: segment for segment in reader.programme.segments}
    read = {name: reader.segment(rows.layout, row, was[name]) for name, row in rows.rows.items()}
    edits = {name: edit for name, edit in read.items() if edit}
    numbered: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name, edit in edits.items():
        if not edit.cancelled:
            numbered[edit.session, edit.order].append(name)
    for (session, order), names in numbered.items():
        exported = {(was[name].session, was[name].order) for name in names} == {(session, order)}
        if len(names) > 1 and not exported:
            cells = [rows.layout.cell(rows.rows[name], sheets.ORDER) for name in names]
            others = " and ".join(cell.coordinate for cell in cells)
            what = f"in “{session}”, {len(names)} segments have number {order} (cells {others})"
            reader.problems.append(cells[-1].problem(what, "give each segment of a session a number of its own"))
    return edits


def _pin(name: str, edit: SessionEdit) -> EditedPin:
    holds_time, holds_room = edit.pin != sheets.PIN_ROOM, edit.pin != sheets.PIN_TIME
    return EditedPin(
        session=name,
        room=edit.room if holds_room else "",
        day=edit.day if holds_time else "",
        start=edit.start if holds_time else None,
    )


def _comments(rows: SheetRows, written: Mapping[str, str]) -> dict[str, str]:
    """The texts of the column Comment and of notes attached to cells of the row, by id."""
    comments = {name: [written[name]] if written[name] else [] for name in rows.rows}
    whose = {row: name for name, row in rows.rows.items()}
    for (row, _), note in sorted(rows.layout.sheet.notes.items() if rows.layout else ()):
        own = note.partition(MARK)[0].strip()
        if row in whose and own and own not in comments[whose[row]]:
            comments[whose[row]].append(own)
    return {name: "\n".join(texts) for name, texts in comments.items() if texts}
