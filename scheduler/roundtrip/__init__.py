"""The round trip: a workbook that was exported, edited by hand, and comes back."""

from scheduler.roundtrip.edited_workbook import CellAddress, EditedPin, EditedWorkbook
from scheduler.roundtrip.opening import is_workbook, read_programme
from scheduler.roundtrip.read_workbook import read_edited
from scheduler.roundtrip.sheet_layout import PinsAndComments

__all__ = [
    "CellAddress",
    "EditedPin",
    "EditedWorkbook",
    "PinsAndComments",
    "is_workbook",
    "read_edited",
    "read_programme",
]
