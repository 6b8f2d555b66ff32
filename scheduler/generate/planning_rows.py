"""Rows of the planning workbook, keyed by the titles of its columns."""

from __future__ import annotations

from collections.abc import Mapping

Row = dict[str, object]


def setting_rows(values: Mapping[str, object]) -> list[Row]:
    """The rows of a settings sheet; settings left out get their defaults."""
    return [{"Setting": setting, "Value": value} for setting, value in values.items()]
