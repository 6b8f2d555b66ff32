"""Format tables as text: ``09:30`` for times of day, ``A; B`` for lists, an empty cell for missing values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.core.clock import clock_text
from scheduler.core.phrases import joined
from scheduler.tables.frames import records
from scheduler.tables.schema import ColumnType, Schema

if TYPE_CHECKING:
    import pandas as pd


def text_rows(frame: pd.DataFrame, schema: Schema) -> list[list[object]]:
    """The rows of a table formatted for a .csv file, with one cell for each column of the schema."""
    return [[_cell(row[column.name], column.type) for column in schema] for row in records(frame)]


def _cell(value: object, column: ColumnType) -> object:
    if value is None:
        return ""
    if column is ColumnType.TIME_OF_DAY:
        assert isinstance(value, int)
        return clock_text(value)
    if isinstance(value, list):
        return joined(value)
    return value
