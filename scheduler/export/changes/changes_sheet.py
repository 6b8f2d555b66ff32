"""The list of changes as a workbook: all changes, and the same by coalition, to sort and filter."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from scheduler.core.phrases import joined
from scheduler.core.safe_text import without_addresses
from scheduler.diff import Change, ChangeKind
from scheduler.diff.change_log import ChangeLog, what_changed
from scheduler.export.excel.book import HEAD, Book, Cell, Column
from scheduler.export.xlsx_options import OPTIONS
from scheduler.storage.outputs import write_output
from scheduler.verify import check

_PLACES = (Column("It was", 30), Column("It is now", 30))
ALL = (
    Column("What", 19),
    Column("Session", 20),
    Column("Title", 36),
    *_PLACES,
    Column("Takes place now", 34),
    Column("Coalitions", 22),
    Column("People to tell", 30),
    Column("In a sentence", 60),
)
BY_COALITION = (
    Column("Coalition", 18),
    Column("What", 19),
    Column("Session", 20),
    Column("Title", 36),
    *_PLACES,
    Column("Takes place now", 34),
    Column("People to tell", 30),
)


def write_change_workbook(log: ChangeLog, path: Path | str) -> None:
    """Write the list of changes as an Excel workbook; the same input gives the same bytes. Raises OutputError."""
    content, programme = BytesIO(), log.after.programme
    event = log.instance.event
    with Workbook(content, OPTIONS) as file:
        foot = without_addresses(f"{log.before.name} → {log.after.name}")
        book = Book(file, log.instance, programme, check(log.instance, programme), foot=foot)
        file.set_properties(
            {
                "title": f"{event.name}: what has changed",
                "author": event.proposed_by,
                "comments": f"Written by igf-scheduler {programme.provenance.program_version}.",
                "created": datetime(event.year, 1, 1),
            }
        )
        _add_all(book, log)
        _add_by_coalition(book, log)
    write_output(path, content.getvalue())


def _add_all(book: Book, log: ChangeLog) -> None:
    """Write all changes by kind of change."""
    sheet = book.sheet("Changes", "Every change, kind by kind.", HEAD)
    counted = f": {log.counted}" if log.changes else ""
    from_to = f"From {log.before} to {log.after}"
    top = book.headline(
        sheet, without_addresses("What has changed"), without_addresses(f"{from_to}: {log.size}{counted}."), _times(log)
    )
    rows: list[list[Cell]] = []
    bands: list[int] = []
    for number, changes in enumerate(log.by_kind.values()):
        for change in changes:
            whom = [joined(change.coalitions), joined(change.people)]
            rows.append(_cells([*_change_cells(log, change), *whom, change.sentence]))
            bands.append(number)
    book.table(sheet, top, ALL, rows, bands)


def _add_by_coalition(book: Book, log: ChangeLog) -> None:
    """Write the changes of each coalition."""
    sheet = book.sheet("By coalition", "The same for each coalition that it concerns.", HEAD)
    top = book.headline(sheet, "What changes for each coalition", _times(log))
    rows: list[list[Cell]] = []
    bands: list[int] = []
    for number, (coalition, changes) in enumerate(log.by_coalition.items()):
        for change in changes:
            rows.append(_cells([coalition, *_change_cells(log, change), joined(log.to_inform(coalition, (change,)))]))
            bands.append(number)
    book.table(sheet, top, BY_COALITION, rows, bands)


def _change_cells(log: ChangeLog, change: Change) -> list[str]:
    """The cells of a change that both tables have."""
    is_off = change.kind is ChangeKind.CANCELLED
    place = "" if change.wish else "does not take place" if is_off else log.place_now(change.session)
    return [what_changed(change), change.session, change.title, change.before, change.after, place]


def _times(log: ChangeLog) -> str:
    """The time zone of all times, as a sentence."""
    return without_addresses(f"Times are {log.clock}.")


def _cells(texts: list[str]) -> list[Cell]:
    """Texts as cells, without e-mail addresses."""
    return [without_addresses(text) for text in texts]
