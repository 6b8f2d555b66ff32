"""Copy the user's sheets and mark the cells that need a correction, each with a note.

Cells are written as plain text: formulas, links, macros and comments of the original are not copied. E-mail and IP
addresses are removed, so that the file can be passed on. Corrections belong in the original.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scheduler.core.atomic_files import OutputError
from scheduler.core.safe_text import without_addresses
from scheduler.export.data_report.data_notes import DataNotes, as_sentence
from scheduler.export.xlsx_options import OPTIONS
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.tables.csv_reader import read_delimited
from scheduler.intake.tables.table import Table
from scheduler.intake.tables.workbook_reader import read_workbook
from scheduler.storage.outputs import write_output

CREATED = datetime(2024, 1, 1)
"""The fixed creation date, so that output is deterministic."""

LIST = "Problems"
_LONGEST_NOTE = 2_000
_WIDEST, _NARROWEST = 60, 8
_FILLS = {
    Severity.ERROR: {"bg_color": "#F8C9C4", "border": 1, "border_color": "#A8201A"},
    Severity.QUESTION: {"bg_color": "#FFE3A3", "border": 1, "border_color": "#7A4A00"},
    Severity.WARNING: {"bg_color": "#D3E6F5", "border": 1, "border_color": "#1F5A84"},
}
_WORDS = {Severity.ERROR: "to correct", Severity.QUESTION: "to decide", Severity.WARNING: "worth a look"}
_HEADS = ("How much it matters", "File", "Sheet", "Cell", "What", "What to do", "Best guess")
_WIDTHS = (20, 18, 20, 9, 70, 60, 40)

Marks = Mapping[tuple[int, int], list[Problem]]


def write_marked(notes: DataNotes, folder: Path, path: Path | str) -> None:
    """Write the list of problems and all sheets of the files concerned. Raises OutputError.

    The file's name must end in .xlsx: programs go by it.
    """
    if Path(path).suffix.lower() != ".xlsx":
        raise OutputError(f"“{path}” cannot be written: the marked sheets are a workbook. Let its name end in .xlsx.")
    by_sheet: dict[tuple[str, str], dict[tuple[int, int], list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for problem in notes.problems:
        by_sheet[problem.file, problem.sheet][_place(problem)].append(problem)
    tables = [table for file in dict.fromkeys(p.file for p in notes.problems) for table in _tables(folder / file)]
    names = _names(tables)
    content = BytesIO()
    with Workbook(content, OPTIONS) as workbook:
        workbook.set_properties({"title": f"{notes.instance}: problems of the input", "created": CREATED})
        styles = {severity: _style(workbook, **fill) for severity, fill in _FILLS.items()}
        _write_list(workbook, notes.problems, names, styles)
        for table in tables:
            sheet = workbook.add_worksheet(names[table.file, table.sheet])
            _write_table(sheet, table, by_sheet[table.file, table.sheet], styles, _style(workbook))
    write_output(path, content.getvalue())


def _place(problem: Problem) -> tuple[int, int]:
    """The row and column to mark: the cell of the problem, or the first of its row or sheet."""
    try:
        return coordinate_to_tuple(problem.cell) if problem.cell else (problem.row or 1, 1)
    except ValueError:
        return 1, 1


def _tables(file: Path) -> tuple[Table, ...]:
    """The readable sheets of a file."""
    if not file.is_file():
        return ()
    return (read_delimited if file.suffix.lower() == ".csv" else read_workbook)(file, [])


def _names(tables: Iterable[Table]) -> dict[tuple[str, str], str]:
    """A unique, valid name for each sheet: its own where possible."""
    names: dict[tuple[str, str], str] = {}
    taken = {LIST.lower(), "history"}
    for table in tables:
        wanted = "".join(" " if letter in "[]:*?/\\" or letter < " " else letter for letter in table.sheet)
        wanted = wanted.strip().strip("'")[:31] or Path(table.file).stem[:31]
        name, number = wanted, 2
        while name.lower() in taken:
            name, number = f"{wanted[:26]} ({number})", number + 1
        taken.add(name.lower())
        names[table.file, table.sheet] = name
    return names


def _style(workbook: Workbook, **look: object) -> Format:
    """A format of cells whose values stay text."""
    return workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "quote_prefix": True, **look})


def _write_list(
    workbook: Workbook,
    problems: Iterable[Problem],
    names: Mapping[tuple[str, str], str],
    styles: Mapping[Severity, Format],
) -> None:
    """Write the first sheet: all problems, each linked to its cell."""
    sheet = workbook.add_worksheet(LIST)
    plain, head = _style(workbook), workbook.add_format({"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"})
    link = workbook.add_format({"font_color": "#174A8C", "underline": 1, "valign": "top"})
    sheet.write_string(0, 0, "Correct these in your own files. This copy contains no e-mail or IP addresses.")
    for column, (title, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, title, head)
    row = 2
    for row, problem in enumerate(problems, start=3):
        sheet.write_string(row, 0, _WORDS[problem.severity], styles[problem.severity])
        position = (problem.file, problem.sheet, problem.cell or (f"row {problem.row}" if problem.row else ""))
        sentences = (as_sentence(problem.what), as_sentence(problem.remedy), as_sentence(problem.guess))
        for column, text in enumerate((*position, *sentences), start=1):
            sheet.write_string(row, column, text, plain)
        if (name := names.get((problem.file, problem.sheet))) and row < 50_000:
            at = _place(problem)
            target = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!{get_column_letter(at[1])}{at[0]}"
            sheet.write_url(row, 3, target, link, position[2] or "go to the sheet")
    sheet.autofilter(2, 0, max(row, 3), len(_HEADS) - 1)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_table(
    sheet: Worksheet, table: Table, marks: Marks, styles: Mapping[Severity, Format], plain: Format
) -> None:
    """Write a sheet; marked cells carry their problems as a note."""
    widths: dict[int, int] = {}
    for row, cells in table.rows.items():
        for column, text in cells.items():
            sheet.write_string(row - 1, column - 1, without_addresses(text), plain)
            widths[column] = max(widths.get(column, 0), *(len(line) + 2 for line in text[:500].split("\n")))
    for column, width in widths.items():
        sheet.set_column(column - 1, column - 1, min(max(width, _NARROWEST), _WIDEST))
    for (row, column), problems in marks.items():
        text = without_addresses(table.cell(row, column).text or table.faults.get((row, column), ""))
        worst = min((problem.severity for problem in problems), key=list(_FILLS).index)
        (sheet.write_string if text else sheet.write_blank)(row - 1, column - 1, text or None, styles[worst])
        note = "\n\n".join(_note(problem) for problem in problems)
        sheet.write_comment(row - 1, column - 1, note[:_LONGEST_NOTE], {"author": "", "x_scale": 2.5, "y_scale": 1.6})
    sheet.freeze_panes(1, 0)
    sheet.set_tab_color("#A8201A" if marks else "#C9D2DC")


def _note(problem: Problem) -> str:
    """The note on a marked cell: severity, problem, remedy and best guess."""
    guess = f"Best guess: {problem.guess}" if problem.guess else ""
    words = (as_sentence(problem.what), as_sentence(problem.remedy), as_sentence(guess))
    return f"{_WORDS[problem.severity].capitalize()}. {' '.join(filter(None, words))}"
