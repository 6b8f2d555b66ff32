"""The programme workbook for the Secretariat."""

from scheduler.export.excel.programme_workbook import workbook_content, write_workbook

__all__ = ["workbook_content", "write_workbook"]
