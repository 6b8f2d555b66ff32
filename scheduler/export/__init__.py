"""What leaves the program: workbook, tables and short texts made from a programme."""

from scheduler.export.errors import UnknownFormatError
from scheduler.export.formats import FORMATS, export
from scheduler.export.summary import summary

__all__ = ["FORMATS", "UnknownFormatError", "export", "summary"]
