"""The change log for people: on the terminal, as a sheet, as a page, as text, and as mails for coalitions."""

from scheduler.export.changes.changes_text import change_lines
from scheduler.export.changes.mails import mail_files, mail_text
from scheduler.export.changes.write_changes import check_change_format, write_changes, write_mails

__all__ = ["change_lines", "check_change_format", "mail_files", "mail_text", "write_changes", "write_mails"]
