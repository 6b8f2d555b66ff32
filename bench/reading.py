"""A very long survey read: ``python -m bench.reading ROWS SUFFIX`` prints what it took as JSON.

The answers of igf-2024 over and over, as .xlsx or .csv; the planning workbook beside them is read too.
"""

from __future__ import annotations

import csv
import json
import resource
import shutil
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import xlsxwriter

from bench.once import INSTANCES
from scheduler.intake import InputProblems, load
from scheduler.intake.tables.workbook_reader import read_workbook

FOLDER = INSTANCES / "igf-2024"


def measure(rows: int, suffix: str) -> dict[str, Any]:
    """Seconds of computing from the file to every problem of it, and the peak of memory in MB."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "long"
        folder.mkdir()
        shutil.copy(FOLDER / "planning.xlsx", folder)
        write_survey(folder / f"survey{suffix}", rows)
        begun = time.process_time()
        try:
            found = load(folder).problems
        except InputProblems as error:
            found = error.problems
        seconds = time.process_time() - begun
    return {
        "rows": rows,
        "file": suffix,
        "seconds": round(seconds, 2),
        "problems": len(found),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def write_survey(path: Path, rows: int) -> None:
    """The header of the survey of igf-2024 and its rows in turn, as many as are wanted."""
    (table, *_) = read_workbook(FOLDER / "survey.xlsx", [])
    header, *answers = ([cell.text for cell in table.cells(row)] for row in table.row_numbers)
    repeated = [header, *islice(cycle(answers), rows)]
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(repeated)
        return
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(repeated):
            sheet.write_row(number, 0, row)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), sys.argv[2])))
