"""Write docs/tables.md from the schemas of the tables.

``python -m tools.tables_page`` writes the page; a test fails when it is out of date.
"""

from __future__ import annotations

import inspect
from pathlib import Path

from scheduler import tables
from scheduler.storage.programme_files import write_file
from scheduler.tables import TABLES, Schema

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "tables.md"

_OPENING = """\
# Tables

<!-- Written by `make docs` from scheduler/tables/schema.py; change it there. -->

`scheduler.tables` builds these tables as pandas DataFrames from an instance and a programme:

```python
from scheduler import tables

frame = tables.sessions(instance, programme)
```

`tables.requests(instance)` without a programme has no columns about decisions. `igf-scheduler export` writes the table
`sessions` as a .csv file: times of day as `09:30`, lists as `A; B`, missing values as empty cells.
Missing text is an empty string.

"""


def tables_page() -> str:
    """The text of docs/tables.md."""
    contents = "".join(f"- [{name}](#{name}): {_description(name)}\n" for name in TABLES)
    sections = "\n".join(_section(name, schema) for name, schema in TABLES.items())
    return f"{_OPENING}{contents}\n{sections}"


def _section(name: str, schema: Schema) -> str:
    rows = "".join(
        f"| `{column.name}` | {column.type.description} | `{column.type.dtype}` | {column.meaning} |\n"
        for column in schema
    )
    return f"## {name}\n\n{_description(name)}\n\n| column | type | dtype | meaning |\n|---|---|---|---|\n{rows}"


def _description(name: str) -> str:
    """The first line of the docstring of the function that builds the table."""
    return (inspect.getdoc(getattr(tables, name)) or "").split("\n", 1)[0]


if __name__ == "__main__":
    write_file(PAGE, tables_page())
