"""The sheet “Clash map”: parallel sessions on each theme by hour."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from scheduler.export.colours import INK
from scheduler.export.excel.book import A3, HEAD, LINE, QUIET, Book, write
from scheduler.export.excel.for_planners import planners_sheet
from scheduler.export.views.theme_view import ClashMap

SHADES = ("#FFFFFF", "#EEF3F8", "#FDE8A6", "#FBC66B", "#F29A4A", "#EC7F4F")
"""Background colours for 0, 1, 2, 3, 4, and 5 or more sessions."""

CODE_WIDTH, NAME_WIDTH, HOUR_WIDTH, SUM_WIDTH = 14.0, 34.0, 3.6, 9.0
FIRST_HOUR = 2
"""The column of the first hour, after the code and name of the theme."""

SUMS = ("Most at once", "Hours with a clash")
CENTRED = {"align": "center", "valign": "vcenter"}


def add_clash_map(book: Book, maps: Sequence[ClashMap]) -> None:
    """Write the peak of parallel sessions on each theme in each hour, as a shaded number."""
    if not maps:
        return
    sheet, top = planners_sheet(
        book,
        "Clash map",
        "Hours in which several sessions on one theme take place.",
        "How many sessions on a theme take place at one time, at most, in each hour. 1 is no clash; from 2 on, "
        "somebody has to choose. Which ones they are: sheet “By theme”, last column.",
        paper=A3,
    )
    top = _write_legend(book, sheet, top)
    hours = sum(len(one.hours) for one in maps)
    sheet.set_column(0, 0, CODE_WIDTH)
    sheet.set_column(1, 1, NAME_WIDTH)
    sheet.set_column(FIRST_HOUR, FIRST_HOUR + hours - 1, HOUR_WIDTH)
    sheet.set_column(FIRST_HOUR + hours, FIRST_HOUR + hours + len(SUMS) - 1, SUM_WIDTH)
    _write_heads(book, sheet, top, maps)
    row = top + 2
    for number, (theme, _) in enumerate(maps[0].rows):
        sheet.set_row(row, 21)
        write(book, sheet, row, 0, theme.code, bold=True, valign="vcenter", **book.theme_look(theme.code))
        write(book, sheet, row, 1, theme.name, valign="vcenter", bottom=1, bottom_color=LINE, indent=1, shrink=True)
        _write_counts(book, sheet, row, [one.rows[number][1] for one in maps])
        row += 1
    sheet.freeze_panes(top + 2, FIRST_HOUR)
    sheet.repeat_rows(top, top + 1)
    sheet.print_area(0, 0, row - 1, FIRST_HOUR + hours + len(SUMS) - 1)


def _write_legend(book: Book, sheet: Worksheet, row: int) -> int:
    """Write the legend of the shades."""
    write(book, sheet, row, 1, "Sessions at one time", font_color=QUIET, align="right", valign="vcenter")
    for number, shade in enumerate(SHADES):
        text = "·" if number == 0 else f"{number}+" if number == len(SHADES) - 1 else str(number)
        look = {"bg_color": shade, "bold": number > 1, "border": 1, "border_color": LINE, **CENTRED}
        write(book, sheet, row, FIRST_HOUR + number, text, font_color=INK, **look)
    return row + 2


def _write_heads(book: Book, sheet: Worksheet, top: int, maps: Sequence[ClashMap]) -> None:
    """Write the days in one row and their hours in the next."""
    head = {"bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "valign": "vcenter"}
    for row, name in ((top, ""), (top + 1, "Theme")):
        write(book, sheet, row, 0, name, **head, indent=1)
        write(book, sheet, row, 1, "", **head)
    column = FIRST_HOUR
    for one in maps:
        for place, hour in enumerate(one.hours):
            edge = {"left": 2, "left_color": "#FFFFFF"} if place == 0 else {}
            date = f"{one.day.id} · {one.day.date:%a} {one.day.date.day} {one.day.date:%b}"
            across = {**head, "align": "center_across", **({"left": 2, "left_color": "#FFFFFF"} if not place else {})}
            write(book, sheet, top, column, date if place == 0 else "", **across)
            write(book, sheet, top + 1, column, hour // 60, **{**head, **edge, "align": "center", "font_size": 9})
            column += 1
    for title in SUMS:
        write(book, sheet, top, column, "", **head)
        write(book, sheet, top + 1, column, title, **{**head, "align": "center", "text_wrap": True, "font_size": 9})
        column += 1
    sheet.set_row(top, 20)
    sheet.set_row(top + 1, 30)


def _write_counts(book: Book, sheet: Worksheet, row: int, days: Sequence[tuple[int, ...]]) -> None:
    """Write the peaks of a theme by hour, their maximum, and the number of hours with a clash."""
    column = FIRST_HOUR
    for counts in days:
        for place, count in enumerate(counts):
            look = {"bg_color": SHADES[min(count, len(SHADES) - 1)], "border": 1, "border_color": LINE, **CENTRED}
            look |= {"left": 2, "left_color": HEAD} if place == 0 else {}
            look |= {"bold": count > 1, "font_color": INK if count else "#B8C2CC"}
            write(book, sheet, row, column, count or "·", **look)
            column += 1
    counts = tuple(count for day in days for count in day)
    sums = (max(counts), sum(count > 1 for count in counts))
    for number in sums:
        write(book, sheet, row, column, number or "·", bold=True, left=1, left_color=LINE, font_color=HEAD, **CENTRED)
        column += 1
