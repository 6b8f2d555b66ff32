"""A good instance from the template, written once; each test changes a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.intake import InputProblems, Problem, load
from scheduler.intake.template.write_template import write_template

Change = Callable[[Workbook], None]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "example"
    write_template(folder)
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A copy of the template's folder, of the same name."""
    return Path(shutil.copytree(template, tmp_path / template.name))


def change(path: Path, edit: Change) -> None:
    """Open a workbook, let `edit` change it, and save it in place."""
    workbook = load_workbook(path)
    edit(workbook)
    workbook.save(path)


def column_of(sheet: Worksheet, title: str) -> int:
    """The number of the column under a title."""
    return next(cell.column for cell in sheet[1] if cell.value == title)


def row_of(sheet: Worksheet, name: object) -> int:
    """The number of the row that begins with a name."""
    return next(int(cell.row) for cell in sheet["A"] if cell.value == name)


def put(sheet: str, name: object, title: str, value: Any) -> Change:
    """Write a value under a column's title in the row that begins with `name`."""

    def edit(workbook: Workbook) -> None:
        page = workbook[sheet]
        page.cell(row_of(page, name), column_of(page, title)).value = value

    return edit


def setting(sheet: str, name: str, value: Any) -> Change:
    """Give a setting another value."""
    return put(sheet, name, "Value", value)


def append(sheet: str, **values: Any) -> Change:
    """Add a row; columns are named with underscores for spaces."""

    def edit(workbook: Workbook) -> None:
        page = workbook[sheet]
        row = max(cell.row for cell in page["A"] if cell.value is not None) + 1
        for title, value in values.items():
            page.cell(row, column_of(page, title.replace("_", " "))).value = value

    return edit


def all_of(*edits: Change) -> Change:
    """Several changes, one after the other."""

    def edit(workbook: Workbook) -> None:
        for one in edits:
            one(workbook)

    return edit


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Everything found in a folder, whether or not there are errors."""
    try:
        return load(folder).problems
    except InputProblems as found:
        return found.problems
