"""Write a comparison in the format of the file's suffix."""

from __future__ import annotations

from pathlib import Path

from scheduler.candidates.comparison import Comparison
from scheduler.export.errors import UnknownFormatError
from scheduler.storage.outputs import write_output


def write_comparison(comparison: Comparison, path: Path | str) -> None:
    """Write a comparison as a page (.html) or a workbook (.xlsx).

    Raises UnknownFormatError for another suffix, and OutputError where the file cannot be written.
    """
    place = Path(path)
    check_format(place)
    if place.suffix.lower() == ".html":
        from scheduler.export.comparison import comparison_page

        write_output(place, comparison_page(comparison))
    else:
        from scheduler.export.comparison.comparison_workbook import write_comparison_workbook

        write_comparison_workbook(comparison, place)


def check_format(path: Path) -> None:
    """Raise UnknownFormatError for a suffix that is no format of a comparison."""
    if path.suffix.lower() not in (".html", ".xlsx"):
        raise UnknownFormatError(f"A comparison is a page or a workbook: “{path}” must end in .html or .xlsx.")
