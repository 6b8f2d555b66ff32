"""The round trip: read an exported workbook back after it was edited by hand, and review the edits."""

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
