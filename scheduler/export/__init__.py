"""Export of a programme: workbook, pages, calendars, exchange formats, tables and short texts."""

from scheduler.export.errors import UnknownFormatError
from scheduler.export.formats import FORMATS, export
from scheduler.export.summary import summary

__all__ = ["FORMATS", "UnknownFormatError", "export", "summary"]
