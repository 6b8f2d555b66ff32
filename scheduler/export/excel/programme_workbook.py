"""Write the Secretariat's workbook: all sheets in their order."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.data_report.data_notes import DataNotes
from scheduler.export.excel.book import Book
from scheduler.export.excel.clash_map_sheet import add_clash_map
from scheduler.export.excel.coalition_sheets import add_by_coalition, add_committee, add_eligibility, add_refusals
from scheduler.export.excel.data_notes_sheet import add_data_notes
from scheduler.export.excel.day_sheets import add_days
from scheduler.export.excel.door_sheets import add_door_sheets
from scheduler.export.excel.edit_sheets import add_edit_sheets, add_hidden_sheets
from scheduler.export.excel.glance_sheet import add_glance
from scheduler.export.excel.left_out_sheet import add_left_out
from scheduler.export.excel.overview_sheets import add_read_me, add_scores, add_warnings, fill_read_me
from scheduler.export.excel.planner_sheets import add_by_person, add_duplicates, add_linked_coalitions
from scheduler.export.excel.presence_sheets import add_freed, add_joint_sessions, add_main_session_minutes
from scheduler.export.excel.session_sheet import add_all_sessions
from scheduler.export.excel.theme_sheets import add_by_theme, add_themes_by_day
from scheduler.export.excel.use_sheet import add_rooms_and_teams
from scheduler.export.excel.week_sheet import add_week
from scheduler.export.views import views_of
from scheduler.export.xlsx_options import OPTIONS
from scheduler.roundtrip.sheet_layout import PinsAndComments
from scheduler.storage.outputs import write_output
from scheduler.verify import Verdict


def write_workbook(
    instance: Instance,
    programme: Programme,
    verdict: Verdict,
    path: Path | str,
    notes: DataNotes | None = None,
    remarks: PinsAndComments | None = None,
    mark: str = "",
) -> None:
    """Write a programme as an Excel workbook (see `workbook_content`). Raises OutputError."""
    write_output(path, workbook_content(instance, programme, verdict, notes, remarks, mark))


def workbook_content(
    instance: Instance,
    programme: Programme,
    verdict: Verdict,
    notes: DataNotes | None = None,
    remarks: PinsAndComments | None = None,
    mark: str = "",
) -> bytes:
    """A programme as an Excel workbook; output is deterministic.

    `notes` are the problems found while the instance was loaded, for the sheet “Data notes”. `remarks` are pins and
    comments of an edited workbook. `mark` is shown beside the state.
    """
    content = BytesIO()
    with Workbook(content, OPTIONS) as file:
        book = Book(file, instance, programme, verdict, mark=mark)
        views = views_of(instance, programme)
        _describe(book)
        read_me = add_read_me(book)
        _add_print_set(book)
        add_main_session_minutes(book)
        add_refusals(book)
        add_door_sheets(book)
        add_edit_sheets(book, remarks)
        add_warnings(book)
        add_all_sessions(book)
        add_themes_by_day(book, views)
        add_by_theme(book, views.themes)
        add_freed(book)
        add_committee(book)
        add_eligibility(book)
        add_left_out(book, views.left_out)
        add_by_person(book, views.people)
        add_linked_coalitions(book, views.linked)
        add_clash_map(book, views.clashes)
        add_duplicates(book, views.pairs)
        add_rooms_and_teams(book, views)
        add_scores(book)
        add_data_notes(book, notes)
        fill_read_me(book, read_me)
        add_hidden_sheets(book)
    return content.getvalue()


def print_set_content(instance: Instance, programme: Programme, verdict: Verdict, mark: str = "") -> bytes:
    """A workbook with the sheets of the print set only, from which the PDF is made."""
    content = BytesIO()
    with Workbook(content, OPTIONS) as file:
        book = Book(file, instance, programme, verdict, mark=mark)
        _describe(book)
        _add_print_set(book)
    return content.getvalue()


def _add_print_set(book: Book) -> None:
    """Write the sheets to print, which come first and have tabs of one colour."""
    add_glance(book)
    add_week(book)
    add_days(book)
    add_by_coalition(book)
    add_joint_sessions(book)


def _describe(book: Book) -> None:
    """Set the document properties, with a fixed date so that output is deterministic."""
    event = book.instance.event
    book.file.set_properties(
        {
            "title": f"{event.name}: programme of the Dynamic Coalitions",
            "subject": f"{book.programme.state}, {book.programme.sha256[:8]}",
            "author": event.proposed_by,
            "comments": f"Written by igf-scheduler {book.programme.provenance.program_version}.",
            "created": datetime(event.year, 1, 1),
        }
    )
