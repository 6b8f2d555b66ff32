"""The programme workbook for the Secretariat."""

from scheduler.export.excel.programme_workbook import print_set_content, workbook_content, write_workbook

__all__ = ["print_set_content", "workbook_content", "write_workbook"]
