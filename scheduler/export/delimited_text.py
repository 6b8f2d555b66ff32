"""Tables as comma-separated text; text from users never becomes a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from scheduler.core.safe_text import could_be_formula


def delimited(rows: Iterable[Iterable[object]]) -> str:
    """The rows with commas between cells and quotes where needed; lines end as the standard for .csv says."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()


def cell(value: object) -> str:
    """A cell; text that a spreadsheet would take for a formula gets one apostrophe, which marks text for them.

    So does text that begins with an apostrophe itself: whoever takes one off has the text as it was.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if could_be_formula(value) or text.startswith("'") else text
