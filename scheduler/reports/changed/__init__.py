"""The change log for people: on the terminal, as a sheet, as a page, as text, and as mails for coalitions."""

from scheduler.reports.changed.mails import mail_files, mail_text
from scheduler.reports.changed.text import change_lines
from scheduler.reports.changed.write import check_change_format, write_changes, write_mails

__all__ = ["change_lines", "check_change_format", "mail_files", "mail_text", "write_changes", "write_mails"]
