"""Write a list of changes to a file in the format of its suffix, or to a folder of letters."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.safe_text import visible
from scheduler.diff.change_log import ChangeLog
from scheduler.export.changes.changes_text import change_lines, change_markdown
from scheduler.export.changes.mails import mail_files
from scheduler.export.errors import UnknownFormatError
from scheduler.storage.folder_outputs import write_folder
from scheduler.storage.outputs import write_output

SUFFIXES = (".html", ".xlsx", ".md", ".txt")


def check_change_format(path: Path) -> None:
    """Raises UnknownFormatError where the suffix is no format of a list of changes."""
    if path.suffix.lower() not in SUFFIXES:
        raise UnknownFormatError(
            f"A change log is a page, a workbook or a text: “{path}” must end in .html, .xlsx, .md or .txt."
        )


def write_changes(log: ChangeLog, path: Path | str) -> None:
    """Write a list of changes. Raises UnknownFormatError for another suffix, and OutputError."""
    place = Path(path)
    check_change_format(place)
    suffix = place.suffix.lower()
    if suffix == ".html":
        from scheduler.export.changes.changes_page import change_page

        write_output(place, change_page(log))
    elif suffix == ".xlsx":
        from scheduler.export.changes.changes_sheet import write_change_workbook

        write_change_workbook(log, place)
    elif suffix == ".md":
        write_output(place, change_markdown(log))
    else:
        write_output(place, "".join(f"{visible(line)}\n" for line in change_lines(log)))


def write_mails(log: ChangeLog, folder: Path) -> int:
    """Write a letter for each coalition concerned into a folder, made where it is missing; return their number.

    Raises OutputError.
    """
    return len(write_folder(folder, mail_files(log).items()))
