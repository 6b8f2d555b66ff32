"""The programme workbook for the Secretariat."""

from scheduler.export.excel.programme_workbook import write_workbook

__all__ = ["write_workbook"]
