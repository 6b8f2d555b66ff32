"""Tables as text, at the edge: ``09:30`` for times of day, ``A; B`` for lists, nothing for missing values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.core.clock import clock_text
from scheduler.core.phrases import joined
from scheduler.tables.frames import Record, records
from scheduler.tables.schema import ColumnType, Schema

if TYPE_CHECKING:
    import pandas as pd


def text_rows(frame: pd.DataFrame, schema: Schema) -> list[list[object]]:
    """The rows of a table for a .csv file: a cell for each column of the schema."""
    return [[_cell(row[column.name], column.type) for column in schema] for row in records(frame)]


def decision_text(row: Record) -> str:
    """The decision on a request in a word, from a row of the table of requests: ``waiting, 2``."""
    if not row["decided"]:
        return "not decided"
    if row["granted"]:
        return "granted"
    return f"waiting, {row['waiting_list']}" if row["waiting_list"] else "refused"


def _cell(value: object, column: ColumnType) -> object:
    if value is None:
        return ""
    if column in (ColumnType.TIME_OF_DAY, ColumnType.OPTIONAL_TIME_OF_DAY):
        assert isinstance(value, int)
        return clock_text(value)
    if isinstance(value, list):
        return joined(value)
    return value
