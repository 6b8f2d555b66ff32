"""The sheet “Left out”: host sessions without a placement, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from scheduler.catalogue import RULE
from scheduler.core.phrases import joined
from scheduler.core.queries import left_out_text
from scheduler.export.excel.book import A3, Book, Cell, Column
from scheduler.export.excel.for_planners import planners_sheet
from scheduler.tables.frames import Record

LEFT_OUT = (
    Column("Session", 46),
    Column("Weight", 8, "number"),
    Column("Why it has no place", 60),
    Column("Type", 16),
    Column("Minutes", 9, "number"),
    Column("Audience", 10, "number"),
    Column("Themes", 16, "theme"),
    Column("Linked coalitions", 18),
    Column("Rules that prevent it", 48),
    Column("Id", 12),
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
    rows: list[list[Cell]] = []
    for row in found:
        rules = (RULE[rule].sentence if rule in RULE else rule for rule in row["rules"])
        session = [row["title"], row["weight"], row["reason"] or "No reason was computed.", row["type"]]
        details = [row["minutes"], row["audience"], joined(row["themes"]), joined(row["linked"])]
        rows.append(cast(list[Cell], [*session, *details, " ".join(rules), row["session"]]))
    book.table(sheet, top, LEFT_OUT, rows)
