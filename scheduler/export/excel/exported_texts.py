"""The texts of a workbook's cells as they are read back, to be compared after it was edited."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from xml.sax.saxutils import unescape

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from scheduler.core.clock import clock_text
from scheduler.intake.tables.workbook_reader import cell_text
from scheduler.roundtrip import sheet_layout as sheets

_EPOCH = datetime(1899, 12, 30)
_RUN = re.compile(r"<t(?: [^>]*)?>(.*?)</t>", re.DOTALL)


def exported_texts(file: Workbook) -> dict[str, dict[str, str]]:
    """The text of each filled cell by sheet and coordinate, without the sheets for editing, which are read back."""
    strings = {index: text for text, index in file.str_table.string_table.items()}
    return {
        sheet.name: {
            xl_rowcol_to_cell(row, column): text
            for row, cells in sorted(sheet.table.items())
            for column, cell in sorted(cells.items())
            if (text := _text(cell, strings))
        }
        for sheet in file.worksheets()
        if sheet.name not in (sheets.SESSIONS, sheets.MINUTES)
    }


def _text(cell: Any, strings: dict[int, str]) -> str:
    """The text of a written cell; empty for a blank cell and a formula."""
    kind = type(cell).__name__
    if kind == "String":
        return cell_text(strings[cell.string])
    if kind == "RichString":
        return cell_text("".join(unescape(part) for part in _RUN.findall(strings[cell.string])))
    if kind in ("Number", "Datetime"):
        look = cell.format.num_format if cell.format else ""
        if "hh" in str(look):
            return clock_text(round(cell.number * 24 * 60))
        if "yy" in str(look):
            return cell_text(_EPOCH + timedelta(days=cell.number))
        return cell_text(float(cell.number))
    return ""
