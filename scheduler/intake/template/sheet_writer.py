"""Write planning workbooks and survey spreadsheets with headers, notes, drop-downs and print set-up.

Output is deterministic: equal rows give equal bytes. All values are plain text or numbers, never formulas or links;
times of day are text such as ``09:30``, dates text such as ``2024-12-15``, so that no spreadsheet program reinterprets
them.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from textwrap import wrap

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from scheduler.catalogue.setting import SettingGroup
from scheduler.core.atomic_files import write_file
from scheduler.intake.planning.sheets import GROUP, NEGOTIATED, SHEETS, Sheet, SheetColumn
from scheduler.intake.template.guide_sheet import write_guide

CREATED = datetime(2024, 1, 1)
"""The creation date in every file, so that equal content gives equal bytes."""

SPARE_ROWS = 100
"""Empty rows below the last one that are formatted and validated like the rows above."""

LIST_LIMIT = 255
"""The most characters that Excel allows in a drop-down list written out in full."""

_WIDEST, _NARROWEST = 52, 9
_LINE_POINTS = 15.0
_MESSAGE_LIMIT, _MESSAGE_TITLE_LIMIT = 255, 32

_DARK, _PALE, _RULE = "#1F4E79", "#DDE7F0", "#D0D7DE"

_FORM_HINTS = {
    "list": "Several values: separate them with “;”.",
    "number": "A whole number.",
    "clock": "A time of day, such as 09:30.",
    "date": "A date, such as 2024-12-15.",
    "yes/no": "yes or no.",
    "windows": "Such as Day 1, Day 1 09:00-12:00 or all days 13:00-14:00; several separated with “;”.",
}


def write_planning_workbook(
    path: Path, rows: Mapping[str, list[dict[str, object]]], *, earlier_layout: bool = False
) -> None:
    """Write a planning workbook with a guide and every sheet of `sheets.SHEETS`, also those without rows.

    `rows` maps a sheet's title to its rows, each from a column's title to a value: text, integer, truth value,
    date, or several of these; what is left out stays empty. A setting that is left out gets its default.
    `earlier_layout`: as earlier versions wrote it, without the guide and the groups of settings, and with the
    earlier titles of sheets. Raises ValueError for an unknown sheet, column or setting, OutputError if the file
    cannot be written.
    """
    titles = {title: sheet.title for sheet in SHEETS for title in (sheet.title, *sheet.earlier)}
    for title in rows:
        if title not in titles:
            raise ValueError(f"the planning workbook has no sheet “{title}”")
    given = {titles[title]: found for title, found in rows.items()}
    written = [_in_earlier_layout(sheet) if earlier_layout else _in_groups(sheet) for sheet in SHEETS]
    filled = {sheet.title: _filled(own, given.get(sheet.title, [])) for sheet, own in zip(SHEETS, written, strict=True)}
    buffer = io.BytesIO()
    with _new_workbook(buffer, "Planning workbook") as workbook:
        styles = _Styles(workbook)
        if not earlier_layout:
            write_guide(workbook)
        for sheet, own in zip(SHEETS, written, strict=True):
            name = sheet.earlier[0] if earlier_layout and sheet.earlier else sheet.title
            page = workbook.add_worksheet(name)
            _write_sheet(page, own, filled, styles)
            if own.settings and not earlier_layout:
                _show_whole_meanings(page, own, filled[sheet.title])
    write_file(path, buffer.getvalue())


def _in_earlier_layout(sheet: Sheet) -> Sheet:
    """A sheet without the column of groups."""
    return replace(sheet, columns=tuple(column for column in sheet.columns if column is not GROUP))


def _in_groups(sheet: Sheet) -> Sheet:
    """A sheet with its settings by group, the negotiated ones first."""
    groups = [NEGOTIATED, *SettingGroup]
    settings = sorted(sheet.settings, key=lambda one: groups.index(one.group) if one.group else -1)
    return replace(sheet, settings=tuple(settings))


def _show_whole_meanings(page: Worksheet, sheet: Sheet, rows: list[dict[str, object]]) -> None:
    """Set the heights of the rows of settings, and group all rows but those of the negotiated settings."""
    widths = {
        title: _width(title, [_as_cell(row.get(title)) for row in rows])
        for title in (column.title for column in sheet.columns)
    }
    for number, row in enumerate(rows, start=1):
        lines = max(len(wrap(str(_as_cell(row.get(title))), max(width - 3, 4))) for title, width in widths.items())
        behind = {"level": 1} if row.get(GROUP.title, NEGOTIATED) != NEGOTIATED else {}
        page.set_row(number, max(lines, 1) * _LINE_POINTS + 2, None, behind)


def write_survey_workbook(
    path: Path,
    headers: list[str],
    rows: list[list[object]],
    sheet_title: str,
    choices: Mapping[int, list[str]] | None = None,
) -> None:
    """Write one sheet of answers in the layout of a form tool.

    `choices` offers a drop-down in a column (from 0); the lists are on a second sheet “Choices”. A `datetime` becomes a
    real date and time, as form tools write it. Raises OutputError if the file cannot be written.
    """
    buffer = io.BytesIO()
    with _new_workbook(buffer, "Survey answers") as workbook:
        styles = _Styles(workbook)
        sheet = workbook.add_worksheet(sheet_title)
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 48)
        for column, header in enumerate(headers):
            cells = [_as_cell(row[column]) for row in rows if column < len(row)]
            sheet.set_column(column, column, _width(header, cells), styles.text)
            sheet.write_string(0, column, header, styles.optional_header)
            for number, cell in enumerate(cells, start=1):
                _write_cell(sheet, number, column, cell, styles)
        if choices:
            _offer_choices(workbook, sheet, choices, len(rows) + SPARE_ROWS)
    write_file(path, buffer.getvalue())


class _Styles:
    """The cell formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        header = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": _RULE}
        cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": _RULE}
        self.required_header: Format = workbook.add_format({**header, "bg_color": _DARK, "font_color": "white"})
        self.optional_header: Format = workbook.add_format({**header, "bg_color": _PALE, "font_color": "black"})
        self.text: Format = workbook.add_format({**cell, "num_format": "@"})
        self.number: Format = workbook.add_format({**cell, "num_format": "0", "align": "left"})
        self.moment: Format = workbook.add_format({**cell, "num_format": "m/d/yy hh:mm:ss"})
        self.name: Format = workbook.add_format({**cell, "num_format": "@", "bold": True})
        self.remark: Format = workbook.add_format({**cell, "num_format": "@", "italic": True, "font_color": "#57606A"})


def _new_workbook(buffer: io.BytesIO, title: str) -> Workbook:
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = xlsxwriter.Workbook(buffer, options)
    workbook.set_properties({"title": title, "created": CREATED})
    return workbook


def _filled(sheet: Sheet, rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """The rows to write: columns checked, every setting present with its meaning."""
    known = {column.title for column in sheet.columns}
    listed = [dict(row) for row in rows]
    for row in listed:
        for title in row:
            if title not in known:
                raise ValueError(f"the sheet “{sheet.title}” has no column “{title}”")
    return _with_every_setting(sheet, listed) if sheet.settings else listed


def _with_every_setting(sheet: Sheet, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    given = {str(row["Setting"]): row for row in rows}
    for name in given.keys() - {setting.title for setting in sheet.settings}:
        raise ValueError(f"the sheet “{sheet.title}” has no setting “{name}”")
    return [
        {
            "Setting": setting.title,
            "Value": given.get(setting.title, {}).get("Value", _default(setting)),
            "Meaning": given.get(setting.title, {}).get("Meaning") or setting.note,
            **({GROUP.title: setting.group} if GROUP in sheet.columns else {}),
        }
        for setting in sheet.settings
    ]


def _default(setting: SheetColumn) -> object:
    return int(setting.default) if setting.form == "number" and setting.default else setting.default


def _write_sheet(page: Worksheet, sheet: Sheet, filled: Mapping[str, list[dict[str, object]]], styles: _Styles) -> None:
    """Write one sheet: headers with notes, rows, drop-downs and print set-up."""
    rows = filled[sheet.title]
    page.freeze_panes(1, 1)
    page.set_row(0, 32)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header("&L&A&RPage &P of &N")
    page.set_tab_color(_DARK if sheet.required else _PALE)
    for index, column in enumerate(sheet.columns):
        cells = [_as_cell(row.get(column.title)) for row in rows]
        page.set_column(index, index, _width(column.title, cells), _column_style(column, index, sheet, styles))
        page.write_string(0, index, column.title, styles.required_header if column.required else styles.optional_header)
        page.write_comment(0, index, _header_note(sheet, column, index), {"x_scale": 2, "y_scale": 1.2})
        for number, cell in enumerate(cells, start=1):
            _write_cell(page, number, index, cell, styles, _column_style(column, index, sheet, styles))
        if not sheet.settings:
            _check_column(page, column, index, filled)
    if sheet.settings:
        for number, setting in enumerate(sheet.settings, start=1):
            _check_cells(page, setting, (number, 1, number, 1), filled)
    else:
        page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)
    # Text such as “2024” or “90” is meant as text: no green triangles.
    page.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(sheet.columns) - 1)}1048576"})


def _column_style(column: SheetColumn, index: int, sheet: Sheet, styles: _Styles) -> Format:
    if sheet.settings and column.title in ("Meaning", GROUP.title):
        return styles.remark
    if index == 0:
        return styles.name
    return styles.number if column.form == "number" else styles.text


def _header_note(sheet: Sheet, column: SheetColumn, index: int) -> str:
    """The note on a header; the first one also says what the sheet is for."""
    parts = [column.note, _FORM_HINTS.get(column.form, ""), "Must be filled in." if column.required else ""]
    if column.default:
        parts.append(f"Empty means {column.default}.")
    note = " ".join(filter(None, parts))
    return f"{sheet.note}\n\n{column.title}: {note}" if index == 0 else note


def _check_column(
    page: Worksheet, column: SheetColumn, index: int, filled: Mapping[str, list[dict[str, object]]]
) -> None:
    longest = max((len(rows) for rows in filled.values()), default=0)
    _check_cells(page, column, (1, index, longest + SPARE_ROWS, index), filled)


def _check_cells(
    page: Worksheet,
    column: SheetColumn,
    cells: tuple[int, int, int, int],
    filled: Mapping[str, list[dict[str, object]]],
) -> None:
    """Add the input message of some cells and, for a number or a fixed list, their validation."""
    check: dict[str, object] = {
        "validate": "any",
        "input_title": column.title[:_MESSAGE_TITLE_LIMIT],
        "input_message": _input_message(column, filled)[:_MESSAGE_LIMIT],
    }
    if column.form == "number":
        check |= {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": "A whole number, please",
            "error_message": f"“{column.title}” takes a whole number such as 90, without units.",
        }
    elif column.choices and column.form != "list":
        source, strict = _drop_down(column.choices, filled)
        if source:
            check |= {
                "validate": "list",
                "source": source,
                "error_type": "stop" if strict else "information",
                "error_title": "Not in the list",
                "error_message": f"Please choose one of the values that the list offers for “{column.title}”.",
            }
    page.data_validation(*cells, check)


def _input_message(column: SheetColumn, filled: Mapping[str, list[dict[str, object]]]) -> str:
    parts = [column.note, _FORM_HINTS.get(column.form, "")]
    if column.form == "list" and column.choices:
        if isinstance(column.choices, str):
            sheet, _, title = column.choices.partition("/")
            parts.append(f"They stand on the sheet “{sheet}”, column “{title}”.")
        else:
            parts.append("Out of: " + "; ".join(column.choices) + ".")
    return " ".join(filter(None, parts))


def _drop_down(
    choices: tuple[str, ...] | str, filled: Mapping[str, list[dict[str, object]]]
) -> tuple[list[str] | str, bool]:
    """The source of a drop-down, and whether other values are refused; no source if a list is too long.

    The key column of another sheet is offered as a range, so that rows added there appear. A column with duplicates,
    such as the names of grids, is offered as its present values; others can still be typed.
    """
    if not isinstance(choices, str):
        return (list(choices), True) if len(",".join(choices)) <= LIST_LIMIT else ("", False)
    title, _, heading = choices.partition("/")
    sheet = next(sheet for sheet in SHEETS if sheet.title == title)
    index = next(i for i, column in enumerate(sheet.columns) if column.title == heading)
    values = [str(row.get(heading) or "") for row in filled[title]]
    distinct = sorted(set(filter(None, values)), key=values.index)
    if len(distinct) < len(values):
        return (distinct, False) if len(",".join(distinct)) <= LIST_LIMIT else ("", False)
    name = xl_col_to_name(index)
    return f"='{title}'!${name}$2:${name}${len(values) + SPARE_ROWS}", True


def _offer_choices(workbook: Workbook, sheet: Worksheet, choices: Mapping[int, list[str]], last_row: int) -> None:
    """Add the drop-downs of a survey; the lists are on their own sheet, since Excel limits lists written out."""
    page = workbook.add_worksheet("Choices")
    for place, (column, options) in enumerate(sorted(choices.items())):
        for row, option in enumerate(options):
            page.write_string(row, place, option)
        page.set_column(place, place, _width("", options))
        name = xl_col_to_name(place)
        source = f"='Choices'!${name}$1:${name}${max(len(options), 1)}"
        sheet.data_validation(1, column, last_row, column, {"validate": "list", "source": source})


def _as_cell(value: object) -> str | int | datetime:
    """The value of a cell; several values are joined by “; ”, None becomes empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | datetime):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(str(_as_cell(item)) for item in value)
    return str(value)


def _write_cell(
    page: Worksheet, row: int, column: int, cell: str | int | datetime, styles: _Styles, style: Format | None = None
) -> None:
    if isinstance(cell, datetime):
        page.write_datetime(row, column, cell, styles.moment)
    elif isinstance(cell, int):
        page.write_number(row, column, cell, styles.number)
    elif cell:
        page.write_string(row, column, cell, style or styles.text)
    else:
        page.write_blank(row, column, None, style or styles.text)


def _width(title: str, cells: Iterable[object]) -> int:
    """The width of a column in characters: room for the longest line, within limits. Headers may wrap at spaces."""
    longest_word = max((len(word) for word in title.split()), default=0) + 3
    longest_cell = max((len(str(cell)) for cell in cells), default=0) + 2
    return max(_NARROWEST, longest_word, min(_WIDEST, longest_cell))
