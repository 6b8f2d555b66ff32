"""Write a copy of the planning workbook with the people whom the survey names and sheet People does not have."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from scheduler.core.atomic_files import OutputError
from scheduler.intake.loading import PLANNING
from scheduler.storage.outputs import check_output, write_output

COPY = "planning.with-people.xlsx"
_SHEET, _PERSON, _REPRESENTS = "People", "Person", "Represents"


def write_with_people(folder: Path, people: Mapping[str, tuple[str, ...]]) -> Path:
    """Write the copy beside the workbook, which is not changed, and return its path. Raises OutputError."""
    target = folder / COPY
    check_output(target)
    workbook = load_workbook(folder / PLANNING)
    titles = {title.casefold(): title for title in workbook.sheetnames}
    sheet = workbook[titles[_SHEET.casefold()]] if _SHEET.casefold() in titles else None
    header = {str(cell.value).strip(): cell.column for cell in sheet[1] if cell.value} if sheet else {}
    if sheet is None or not {_PERSON, _REPRESENTS} <= header.keys():
        raise OutputError(
            f"“{target}” cannot be written: {PLANNING} has no sheet {_SHEET} with the titles {_PERSON} and "
            f"{_REPRESENTS} in its first row. Put them back, or add the people by hand."
        )
    filled = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, header[_PERSON]).value]
    for row, (name, coalitions) in enumerate(people.items(), start=max(filled, default=1) + 1):
        for title, text in ((_PERSON, name), (_REPRESENTS, "; ".join(coalitions))):
            cell = sheet.cell(row, header[title], text)
            cell.data_type = "s"
    content = BytesIO()
    workbook.save(content)
    write_output(target, content.getvalue())
    return target
