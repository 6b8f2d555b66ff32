"""The workbook for the Secretariat."""

from scheduler.reports.excel.workbook import write_workbook

__all__ = ["write_workbook"]
