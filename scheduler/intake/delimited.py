"""Text files with separators (CSV) in, as a table of text."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from scheduler.intake.problems import Problem, Severity
from scheduler.intake.table import Table, table_from_cells
from scheduler.intake.workbook import LARGEST_FILE

_ENCODINGS = ("utf-8-sig", "cp1252")
_SEPARATORS = (",", ";", "\t")


def read_delimited(path: Path, problems: list[Problem]) -> tuple[Table, ...]:
    """The one table of a CSV file in UTF-8 or UTF-16, apart at comma, semicolon or tab; none after a problem."""
    trouble = ""
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
    except Exception:  # pandas raises errors of many kinds on damaged files
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
    first_line = text.lstrip("\ufeff").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first_line.count)
    rows = pd.read_csv(
        io.StringIO(text),
        sep=separator,
        header=None,
        names=list(range(1, _widest(text, separator) + 1)),
        dtype=str,
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
        engine="python",
    )
    texts = {
        (row, column): value.strip()
        for row, values in enumerate(rows.fillna("").to_numpy().tolist(), start=1)
        for column, value in enumerate(values, start=1)
        if value.strip()
    }
    return table_from_cells(file, "", texts, {})


def _widest(text: str, separator: str) -> int:
    return max(line.count(separator) for line in text.splitlines()) + 1
