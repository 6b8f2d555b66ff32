"""The one-minute sheet: requests and grants by kind and by choice, with a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from xlsxwriter.worksheet import Worksheet

from scheduler.core.queries import left_out_text
from scheduler.core.vocabulary import Kind
from scheduler.export.colours import INK, PAPER
from scheduler.export.excel.book import HEAD, PRINT_TAB, QUIET, Book, Cell, Column, write
from scheduler.export.xlsx_options import FONT
from scheduler.tables import Record, left_out, records, requests

BY_KIND = (
    Column("Kind", 30),
    Column("Asked", 10, "number"),
    Column("Granted", 10, "number"),
    Column("Waiting", 10, "number"),
    Column("Refused", 10, "number"),
)
BY_CHOICE = (Column("Choice", 30), *BY_KIND[1:])

WITHOUT_PLACE = (
    Column("Left out: sessions without a place", 30),
    *(Column(title, 10, "number") for title in ("Weight", "Minutes", "Audience")),
)
NAMED_AT_MOST = 10

CHOICES = ("First choices", "Second choices", "Third choices", "Later choices")


def add_glance(book: Book) -> None:
    """Write the requests made, granted, waiting and refused, by kind and rank, and a chart."""
    sheet = book.sheet("At a glance", "Requests made and granted, by kind and by choice, with a chart.", PRINT_TAB)
    top = book.headline(sheet, "At a glance", "Every request is granted, on a waiting list, or refused with a reason.")
    below = book.table(sheet, top, BY_KIND, _by_kind(book))
    bottom = book.table(sheet, below + 1, BY_CHOICE, _by_choice(book), main=False)
    if book.programme.left_out:
        bottom = _left_out(book, sheet, bottom + 1)
    _bars(book, sheet, top, below)
    sheet.print_area(0, 0, max(bottom, top + 24), 15)
    sheet.fit_to_pages(1, 1)


def _left_out(book: Book, sheet: Worksheet, top: int) -> int:
    """Write the number of sessions left out and those of largest weight."""
    rows = records(left_out(book.instance, book.programme))
    named = [[row[name] for name in ("title", "weight", "minutes", "audience")] for row in rows[:NAMED_AT_MOST]]
    row = book.table(sheet, top, WITHOUT_PLACE, cast(list[list[Cell]], named), main=False)
    rest = f"and {len(rows) - NAMED_AT_MOST} more. " if len(rows) > NAMED_AT_MOST else ""
    text = f"{rest}Left out: {left_out_text(book.instance, book.programme)}. Why: sheet “Left out”."
    write(book, sheet, row, 0, text, font_color=QUIET)
    return row + 1


def _by_kind(book: Book) -> list[list[Cell]]:
    """The counts of each kind of request."""
    made = records(requests(book.instance, book.programme))
    requested = {kind: [row for row in made if row["kind"] == kind] for kind in Kind}
    return [[kind.value.capitalize(), *_counts(found)] for kind, found in requested.items() if found]


def _by_choice(book: Book) -> list[list[Cell]]:
    """The counts of each rank, then of requests made by default."""
    made = records(requests(book.instance, book.programme))
    chosen = [row for row in made if not row["by_default"]]
    rows: list[list[Cell]] = [
        [name, *_counts([row for row in chosen if min(row["rank"], len(CHOICES)) == rank])]
        for rank, name in enumerate(CHOICES, start=1)
    ]
    default = [row for row in made if row["by_default"]]
    return [*rows, ["By default, for coalitions that did not answer", *_counts(default)]]


def _counts(rows: Sequence[Record]) -> list[Cell]:
    """The numbers of requests made, granted, waiting and refused."""
    granted = sum(row["granted"] for row in rows)
    waiting = sum(row["waiting_list"] is not None for row in rows)
    return [len(rows), granted, waiting, len(rows) - granted - waiting]


def _bars(book: Book, sheet: Worksheet, top: int, below: int) -> None:
    """Draw the table by kind as stacked bars with numbers: granted, waiting, refused."""
    chart = book.file.add_chart({"type": "bar", "subtype": "stacked"})
    name = sheet.get_name()
    looks = (
        (2, "Granted", HEAD, PAPER),
        (3, "Waiting", "#E6A23C", INK),
        (4, "Refused", "#E4E7EB", INK),
    )
    font = {"name": FONT, "size": 9}
    for column, title, colour, label in looks:
        chart.add_series(
            {
                "name": title,
                "categories": [name, top + 1, 0, below - 1, 0],
                "values": [name, top + 1, column, below - 1, column],
                "gap": 60,
                "fill": {"color": colour},
                "border": {"color": "#8A94A0"},
                # The format leaves out the label of an empty bar.
                "data_labels": {"value": True, "num_format": "#;;", "font": {**font, "color": label}},
            }
        )
    chart.set_title({"name": "Requests by kind", "name_font": {"name": FONT, "size": 12, "color": HEAD}})
    chart.set_y_axis({"reverse": True, "num_font": font, "major_gridlines": {"visible": False}})
    chart.set_x_axis({"num_font": font, "major_gridlines": {"visible": True, "line": {"color": "#E3E7EC"}}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 560, "height": 340})
    sheet.insert_chart(top, 6, chart, {"description": _text_alternative(book), "object_position": 3})


def _text_alternative(book: Book) -> str:
    """The text alternative of the chart."""
    counts = [f"{kind}: {granted} of {requested}" for kind, requested, granted, *_ in _by_kind(book)]
    return f"Bar chart of requests granted, waiting and refused by kind. Granted: {'; '.join(counts)}."
