"""Export a programme: workbooks, pages, calendars, files for other systems, short texts."""

from scheduler.export.errors import UnknownFormatError
from scheduler.export.formats import FORMATS, export
from scheduler.export.summary import summary

__all__ = ["FORMATS", "UnknownFormatError", "export", "summary"]
