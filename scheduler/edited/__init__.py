"""The round trip: a workbook that was exported, edited by hand, and comes back."""

from scheduler.edited.opening import is_workbook, read_programme
from scheduler.edited.reading import read_edited
from scheduler.edited.record import CellAt, Edited, EditedPin
from scheduler.edited.sheets import Remarks

__all__ = ["CellAt", "Edited", "EditedPin", "Remarks", "is_workbook", "read_edited", "read_programme"]
