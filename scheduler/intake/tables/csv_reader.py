"""Read CSV files into a table of text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.tables.file_type import delimited_trouble, open_trouble
from scheduler.intake.tables.limits import SizeLimits, current_limits, setting
from scheduler.intake.tables.table import Faults, Table, table_from_cells
from scheduler.intake.tables.workbook_parts import LONGEST_TEXT

_UTF_16 = ("utf-16-le", "utf-16-be")
_SEPARATORS = (",", ";", "\t", "|")
_ROWS_TO_JUDGE_BY = 20
_TO_JUDGE_BY = 4096
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
_SPECIAL = re.compile(r"""["\r\n]""")

_AGAIN = "export it again from the form tool as CSV"


def read_delimited(path: Path, problems: list[Problem]) -> tuple[Table, ...]:
    """Read the one table of a CSV file, separated by commas, semicolons, tabs or bars; none after a problem.

    UTF-8 and UTF-16 are read with or without a byte order mark, anything else as Windows-1252, which is reported. A
    first line ``sep=;`` names the separator, as in Excel, and is not a row. A quotation mark that never closes, or is
    followed by text, is an error: it would swallow the cells and rows behind it.
    """
    limits = current_limits()
    trouble = open_trouble(path, limits) or delimited_trouble(path)
    if trouble:
        problems.append(Problem(Severity.ERROR, *trouble, file=path.name))
        return ()
    found: list[Problem] = []
    try:
        table = _table(path.name, _decoded(path, found), limits, found)
    except ValueError:
        found.append(Problem(Severity.ERROR, "the file cannot be read as a table", _AGAIN, file=path.name))
        table = None
    problems.extend(found)
    return (table,) if table else ()


def _decoded(path: Path, problems: list[Problem]) -> str:
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if encoding := _wide_encoding(content[:_TO_JUDGE_BY]):
        return content.decode(encoding)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        what = "the file is not in UTF-8 and was read as Western European (Windows-1252)"
        remedy = "look at the letters with accents; if any is wrong, save the file as “CSV UTF-8”"
        problems.append(Problem(Severity.WARNING, what, remedy, file=path.name, treatment=Treatment.CORRECTED))
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _wide_encoding(start: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of usual text is zero."""
    shares = [start[offset::2].count(0) / max(len(start[offset::2]), 1) for offset in (1, 0)]
    return next((name for name, share in zip(_UTF_16, shares, strict=True) if share > 0.4), None)


def _table(file: str, text: str, limits: SizeLimits, problems: list[Problem]) -> Table | None:
    """Build the table; rows are counted as spreadsheets do, so that a line break in a cell starts no row."""
    named = _SEPARATOR_LINE.match(text)
    separator = named[1] if named and not _SPECIAL.match(named[1]) else None
    if named and separator:
        text = text[named.end() :]
    separator = separator or max(_SEPARATORS, key=lambda candidate: _fit(text, candidate))
    texts: dict[tuple[int, int], str] = {}
    faults: Faults = {}
    widths: dict[int, int] = {}
    if _unclosed(text, separator):
        text = re.sub(rf'"[ \t]+(?=[{re.escape(separator)}\r\n]|$)', '"', text)
        if row := _unclosed(text, separator):
            what = "the file cannot be read as a table: a quotation mark opens in this row and never closes"
            remedy = f"delete it or write it twice, or {_AGAIN}"
            problems.append(Problem(Severity.ERROR, what, remedy, file, row=row))
            return None
    for row, values in enumerate(_rows(text, separator), start=1):
        widths[row] = len(values)
        for column, value in enumerate(values, start=1):
            if not (stripped := value.strip()):
                continue
            if row > limits.rows or column > limits.columns or len(texts) >= limits.cells:
                problems.append(_too_much(file, limits))
                return None
            if len(stripped) > LONGEST_TEXT:
                faults[row, column] = f"the cell holds {len(stripped):,} characters, more than {LONGEST_TEXT:,}"
            else:
                texts[row, column] = stripped
    return replace(table_from_cells(file, "", texts, faults), widths=widths)


def _too_much(file: str, limits: SizeLimits) -> Problem:
    what = f"the file has more than {limits.rows:,} rows, {limits.columns:,} columns or {limits.cells:,} filled cells"
    names = ", ".join(setting(name) for name in ("rows", "columns", "cells"))
    return Problem(Severity.ERROR, what, f"delete what is not needed, or set {names} to a higher number", file=file)


def _rows(text: str, separator: str, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=None), delimiter=separator, strict=strict)


def _unclosed(text: str, separator: str) -> int:
    """The number of the first row in which a quotation mark does not close before a separator; 0 if there is none."""
    rows = 0
    try:
        for _ in _rows(text, separator, strict=True):
            rows += 1
    except csv.Error:  # also for a cell that is far too long
        return rows + 1
    return 0


def _fit(text: str, separator: str) -> int:
    """The number of cells in rows of the usual width; the right separator gives wide and equal rows."""
    try:
        widths = Counter(len(row) for row in islice(_rows(text, separator), _ROWS_TO_JUDGE_BY) if len(row) > 1)
    except csv.Error:  # a field of this separator would be too long
        return 0
    return max((width * rows for width, rows in widths.items()), default=0)
