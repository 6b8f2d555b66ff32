"""Read the sheets of an edited workbook as tables of text, with the limits that also apply to survey files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.intake.problems import InputProblems, Problem, Severity
from scheduler.intake.tables.cell_stream import Place, read_cells
from scheduler.intake.tables.file_type import OTHER_FORMATS
from scheduler.intake.tables.limits import current_limits
from scheduler.intake.tables.table import Table, table_from_cells
from scheduler.intake.tables.workbook_parts import TooMuchError, read_comments, read_parts
from scheduler.intake.tables.workbook_reader import cell_text
from scheduler.intake.tables.zip_archive import DAMAGED, border_trouble

_MISSING = ("there is no such file", "check its name and folder")


@dataclass(frozen=True)
class ReadSheet:
    """A sheet as text. `struck` are the struck-through cells, `notes` the notes attached to cells."""

    table: Table
    struck: frozenset[Place] = frozenset()
    notes: Mapping[Place, str] = field(default_factory=dict)


def read_sheets(path: Path, wanted: tuple[str, ...] | None = None) -> tuple[dict[str, ReadSheet], tuple[str, ...]]:
    """The wanted sheets, or all, that the workbook has, hidden or not, and the titles of all its sheets.

    Raises InputProblems where the file is no workbook that can be read.
    """
    limits = current_limits()
    trouble = border_trouble(path, limits) if path.exists() else _MISSING
    if not trouble and path.suffix.lower() in OTHER_FORMATS:
        trouble = OTHER_FORMATS[path.suffix.lower()]
    found: dict[str, ReadSheet] = {}
    if not trouble:
        try:
            with zipfile.ZipFile(path) as archive:
                parts = read_parts(archive, limits.cells)
                for part in parts.sheets:
                    if wanted is None or part.title in wanted:
                        cells = read_cells(archive, part.path, parts, limits, limits.cells)
                        texts = {place: text for place, value in cells.values.items() if (text := cell_text(value))}
                        table = table_from_cells(path.name, part.title, texts, cells.faults)
                        notes = dict(read_comments(archive, part))
                        found[part.title] = ReadSheet(table, frozenset({*cells.struck, *cells.struck_parts}), notes)
                return found, tuple(part.title for part in parts.sheets)
        except TooMuchError as error:
            trouble = error.args
        except Exception:  # damaged workbooks raise errors of many kinds
            trouble = DAMAGED
    raise InputProblems([Problem(Severity.ERROR, *trouble, file=path.name)])
