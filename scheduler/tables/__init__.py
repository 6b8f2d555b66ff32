"""The tables of an instance and a programme as pandas DataFrames.

    from scheduler import tables

    tables.sessions(instance, programme)

Exported .csv files, workbook sheets, comparisons and fairness figures are built from these tables.
docs/tables.md lists the columns.
"""

from scheduler.tables.frames import left_out, records, refusals, requests, scores, segments, sessions, shares
from scheduler.tables.schema import TABLES, ColumnSchema, ColumnType, Schema
from scheduler.tables.text import text_rows

__all__ = [
    "TABLES",
    "ColumnSchema",
    "ColumnType",
    "Schema",
    "left_out",
    "records",
    "refusals",
    "requests",
    "scores",
    "segments",
    "sessions",
    "shares",
    "text_rows",
]
