"""Writes docs/tables.md from the schema of the tables: ``python -m tools.tables_page``; a test says when it is old."""

from __future__ import annotations

from pathlib import Path

from scheduler import tables
from scheduler.core.atomic_files import write_file

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tables.md"

_OPENING = """\
# Tables

<!-- Written by `make docs` from scheduler/tables/schema.py; change it there. -->

`scheduler.tables` makes these pandas DataFrames from an instance and a programme. Moments are time-zone-aware
timestamps in the event's time zone, times of day whole minutes after midnight, lengths whole minutes, several values a
list; missing values are missing. `tables.records(frame)` gives the rows as Python values,
`tables.text_rows(frame, schema)` as text for a .csv file.

```python
from scheduler import tables

tables.sessions(instance, programme)
```

"""


def tables_page() -> str:
    """The page as Markdown: a section for each table, a row for each column."""
    parts = [_OPENING]
    for name, schema in tables.TABLES.items():
        summary = (getattr(tables, name).__doc__ or "").strip()
        rows = "".join(f"| `{column.name}` | {column.type.dtype} | {column.meaning} |\n" for column in schema)
        parts.append(f"## {name}\n\n{summary}\n\n| column | type | meaning |\n|---|---|---|\n{rows}\n")
    return "".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    write_file(PAGE, tables_page())
