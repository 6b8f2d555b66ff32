"""Write the list of changes: on the terminal, as a workbook, page or text, and as letters to coalitions."""

from scheduler.export.changes.changes_text import change_lines
from scheduler.export.changes.mails import mail_files, mail_text
from scheduler.export.changes.write_changes import check_change_format, write_changes, write_mails

__all__ = ["change_lines", "check_change_format", "mail_files", "mail_text", "write_changes", "write_mails"]
