"""The workbook of a comparison, read back with openpyxl."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.candidates.comparison import compare
from scheduler.export.comparison.write_comparison import write_comparison
from scheduler.export.errors import UnknownFormatError
from tests.candidates.comparison.programmes import comparison, entries, renamed

SHEETS = [
    "In short", "Matrix", "Read me", "Goals", "Who gets what", "Between two", "Scenarios", "Trade-offs", "Fairness",
    "Minutes", "Duplication", "Sessions",
]  # fmt: skip
HOSTILE = '=HYPERLINK("http://example.org","press")'


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    file = tmp_path_factory.mktemp("workbook") / "compared.xlsx"
    write_comparison(comparison(), file)
    return load_workbook(file)


def _rows(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return list(book[sheet].iter_rows(min_row=4, values_only=True))


def test_every_subject_has_a_sheet(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert all(book[name].auto_filter.ref and book[name].freeze_panes for name in SHEETS)


def test_it_says_what_the_comparison_says(book: Workbook) -> None:
    whole = comparison()
    wishes = _rows(book, "Who gets what")
    assert len(wishes) - 1 == len(whole.instance.requests)
    assert {str(row[4]).split(":")[0].split(",")[0] for row in wishes[1:]} <= {"granted", "refused", "waiting"}
    assert len(_rows(book, "Goals")) - 1 == len(whole.goals)
    moves = sum(len(p.won) + len(p.lost) + len(p.regrouped) + len(p.moves) for p in whole.between)
    assert len(_rows(book, "Between two")) - 1 == moves
    sessions = {placed.id for candidate in whole.candidates for placed in candidate.programme.sessions}
    assert {row[0] for row in _rows(book, "Sessions")[1:]} == sessions
    assert _rows(book, "Scenarios")[1][8] == "reference"
    headings = ("Trade-off", "Candidates", "First aim", "Reached", "Second aim", "Reached there", "Proven?")
    assert _rows(book, "Trade-offs")[0] == headings


def test_equal_comparisons_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_comparison(compare(entries()), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    write_comparison(compare([renamed(entry, HOSTILE) for entry in entries()]), tmp_path / "hostile.xlsx")
    book = load_workbook(tmp_path / "hostile.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(HOSTILE)]


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"must end in \.html or \.xlsx"):
        write_comparison(comparison(), tmp_path / "compared.txt")


def test_no_address_leaves_in_it(tmp_path: Path) -> None:
    addressed = [renamed(entry, "someone@example.org ") for entry in entries()]
    write_comparison(compare(addressed), tmp_path / "addressed.xlsx")
    book = load_workbook(tmp_path / "addressed.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if "someone@example.org" in cell]
