"""Comma-separated text (RFC 4180) that is safe against formula injection."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from scheduler.core.safe_text import could_be_formula


def delimited(rows: Iterable[Iterable[object]]) -> str:
    """Format rows as comma-separated text, quoted where needed, with CRLF line ends (RFC 4180)."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()


def cell(value: object) -> str:
    """Format a cell; an apostrophe before text that a spreadsheet could evaluate as a formula keeps it text.

    Text that begins with an apostrophe gets one more, so that removing one apostrophe restores the original.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if could_be_formula(value) or text.startswith("'") else text
