"""Tables of an instance and a programme as pandas DataFrames: the one source of every table that is handed out.

    from scheduler import tables

    tables.sessions(instance, programme)

The library's tables, .csv files, data sheets of workbooks, comparisons and figures on fairness come from these.
"""

from scheduler.tables.frames import (
    Record,
    free,
    left_out,
    records,
    refusals,
    requests,
    scores,
    segments,
    sessions,
    shares,
)
from scheduler.tables.schema import TABLES, ColumnSchema, ColumnType, Schema
from scheduler.tables.text import decision_text, text_rows

__all__ = [
    "TABLES",
    "ColumnSchema",
    "ColumnType",
    "Record",
    "Schema",
    "decision_text",
    "free",
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
