"""What leaves the program: workbook, tables and short texts made from a programme."""

from scheduler.reports.export import FORMATS, UnknownFormatError, export
from scheduler.reports.summary import summary

__all__ = ["FORMATS", "UnknownFormatError", "export", "summary"]
