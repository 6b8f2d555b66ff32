"""The sheet “Left out”: sessions of the host programme without a placement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from scheduler.catalogue import RULE
from scheduler.core.phrases import joined
from scheduler.core.queries import left_out_text
from scheduler.export.excel.book import A3, Book, CellValue, TableColumn
from scheduler.export.excel.for_planners import planners_sheet
from scheduler.tables.frames import Record

LEFT_OUT = (
    TableColumn("Session", 46),
    TableColumn("Weight", 8, "number"),
    TableColumn("Why it has no place", 60),
    TableColumn("Type", 16),
    TableColumn("Minutes", 9, "number"),
    TableColumn("Audience", 10, "number"),
    TableColumn("Themes", 16, "theme"),
    TableColumn("Linked coalitions", 18),
    TableColumn("Rules that prevent it", 48),
    TableColumn("Id", 12),
)


def add_left_out(book: Book, found: Sequence[Record]) -> None:
    """Write the sessions without a placement, largest weight first; no sheet if there are none."""
    if not found:
        return
    sheet, top = planners_sheet(
        book,
        "Left out",
        "Sessions without a place, largest weight first, and why.",
        f"Sessions without a place: {left_out_text(book.instance, book.programme)}.",
        "Not all sessions fit: the programme contains those of the largest total weight. To place a session "
        "listed here, make room for it: see the column “Why it has no place”.",
        paper=A3,
    )
    rows: list[list[CellValue]] = []
    for row in found:
        rules = (RULE[rule].sentence if rule in RULE else rule for rule in row["rules"])
        session = [row["title"], row["weight"], row["reason"] or "No reason was computed.", row["type"]]
        about = [row["minutes"], row["audience"], joined(row["themes"]), joined(row["linked"])]
        rows.append(cast(list[CellValue], [*session, *about, " ".join(rules), row["session"]]))
    book.table(sheet, top, LEFT_OUT, rows)
