"""The round trip: a workbook that was exported, edited by hand, and comes back."""

from scheduler.roundtrip.edited_workbook import CellAt, Edited, EditedPin
from scheduler.roundtrip.opening import is_workbook, read_programme
from scheduler.roundtrip.read_workbook import read_edited
from scheduler.roundtrip.sheet_layout import Remarks

__all__ = ["CellAt", "Edited", "EditedPin", "Remarks", "is_workbook", "read_edited", "read_programme"]
