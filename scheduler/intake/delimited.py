"""Text files with separators (CSV) in, as a table of text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from scheduler.intake.problems import Problem, Severity
from scheduler.intake.table import Table, table_from_cells
from scheduler.intake.workbook import LARGEST_FILE

_ENCODINGS = ("utf-8-sig", "cp1252")
_SEPARATORS = (",", ";", "\t")
_ROWS_TO_JUDGE_BY = 20


def read_delimited(path: Path, problems: list[Problem]) -> tuple[Table, ...]:
    """The one table of a CSV file in UTF-8 or UTF-16, apart at comma, semicolon or tab; none after a problem."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
        if not content.strip():
            trouble = f"the file is empty or has more than {LARGEST_FILE:,} bytes"
        elif content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            trouble = "the file is an Excel workbook, whatever its name says"
        else:
            return (_table(path.name, _decoded(content)),)
    except OSError as error:
        trouble = f"the file cannot be opened ({(error.strerror or 'unknown reason').lower()})"
    except (csv.Error, ValueError):
        trouble = "the file cannot be read as a table"
    problems.append(Problem(Severity.ERROR, trouble, "export it from the form tool anew as CSV", file=path.name))
    return ()


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _table(file: str, text: str) -> Table:
    """Rows are counted as a spreadsheet that opens the file counts them, so a line break in a cell makes no row."""
    separator = max(_SEPARATORS, key=lambda candidate: _fit(text, candidate))
    texts = {
        (row, column): value.strip()
        for row, values in enumerate(_rows(text, separator), start=1)
        for column, value in enumerate(values, start=1)
        if value.strip()
    }
    return table_from_cells(file, "", texts, {})


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=None), delimiter=separator)


def _fit(text: str, separator: str) -> int:
    """How many cells stand in rows of the usual width; the right separator gives rows that are wide and alike."""
    widths = Counter(len(row) for row in islice(_rows(text, separator), _ROWS_TO_JUDGE_BY) if len(row) > 1)
    return max((width * rows for width, rows in widths.items()), default=0)
