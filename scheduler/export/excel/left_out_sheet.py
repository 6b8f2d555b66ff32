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
    Column("Rules that stand against it", 48),
    Column("Id", 12),
)


def add_left_out(book: Book, found: Sequence[Record]) -> None:
    """The sessions that have no place, the weightiest first, where there are any."""
    if not found:
        return
    sheet, top = planners_sheet(
        book,
        "Left out",
        "Sessions that found no place, the weightiest first, and why.",
        f"Sessions without a place: {left_out_text(book.instance, book.programme)}.",
        "The programme holds what fits best by weight; what stands here is the rest. To place one of them, make room: "
        "see the column “Why”.",
        paper=A3,
    )
    rows: list[list[Cell]] = []
    for row in found:
        rules = (RULE[rule].sentence if rule in RULE else rule for rule in row["rules"])
        session = [row["title"], row["weight"], row["reason"] or "No reason was looked for.", row["type"]]
        about = [row["minutes"], row["audience"], joined(row["themes"]), joined(row["linked"])]
        rows.append(cast(list[Cell], [*session, *about, " ".join(rules), row["session"]]))
    book.table(sheet, top, LEFT_OUT, rows)
