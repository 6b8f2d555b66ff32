"""The sheet “Data notes”: answers received, and what was corrected, left out or guessed."""

from __future__ import annotations

from scheduler.core.safe_text import without_addresses
from scheduler.export.data_report.data_notes import DataNotes, as_sentence
from scheduler.export.excel.book import Book, Cell, Column

COLUMNS = (
    Column("Sort", 16),
    Column("Where", 34),
    Column("What", 66),
    Column("What to do", 50),
    Column("Best guess", 30),
)

ROWS_AT_MOST = 5_000


def add_data_notes(book: Book, notes: DataNotes | None) -> None:
    """Write the answers received and missing; with `notes` also the problems of the input."""
    title = "Data notes"
    sheet = book.sheet(
        title, "The input: answers received and missing; values corrected, ignored or guessed.", "#5A6470"
    )
    active = [coalition for coalition in book.instance.coalitions if coalition.active]
    answered = sum(coalition.answered for coalition in active)
    counts = f"{answered} of {len(active)} active coalitions answered the survey."
    top = book.headline(sheet, title, counts, "Make corrections in the planning workbook and the survey, not here.")
    rows: list[list[Cell]] = [_answer(coalition.id, coalition.answered) for coalition in active]
    if notes:
        rows += _findings(notes)
    book.table(sheet, top, COLUMNS, rows[:ROWS_AT_MOST])


def _answer(coalition: str, answered: bool) -> list[Cell]:
    """The row of a coalition that answered or did not."""
    what = f"{coalition}: answer received" if answered else f"{coalition}: no answer; the policy makes its requests"
    return ["Answer received" if answered else "Answer missing", "", what, "", ""]


def _findings(notes: DataNotes) -> list[list[Cell]]:
    """The rows of the problems, then of the notes, without e-mail addresses."""
    found: list[list[Cell]] = []
    for section in notes.sections:
        for problem in section.problems:
            sentences = (as_sentence(text) for text in (problem.what, problem.remedy, problem.guess))
            found.append([section.title, problem.place, *sentences])
    found += [["Good to know", "", note, "", ""] for note in notes.notes]
    return [[without_addresses(cell) if isinstance(cell, str) else cell for cell in row] for row in found]
