"""Export by suffix, and the summary for the terminal."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.export import FORMATS, UnknownFormatError, export, summary
from scheduler.export.markdown import plain_text
from scheduler.storage.programme_files import OutputError, load_programme
from scheduler.tables import TABLES
from tests.checked import some
from tests.reports.example import HOSTILE_TITLE
from tests.reports.example import instance as example_instance
from tests.reports.example import programme as example_programme

INSTANCE = example_instance()
PROGRAMME = example_programme(INSTANCE)


def test_json_comes_back_as_it_was(tmp_path: Path) -> None:
    export(INSTANCE, PROGRAMME, tmp_path / "p.json")
    assert load_programme(tmp_path / "p.json") == PROGRAMME


def test_a_capital_suffix_is_the_same(tmp_path: Path) -> None:
    export(INSTANCE, PROGRAMME, tmp_path / "p.XLSX")
    assert "All sessions" in load_workbook(tmp_path / "p.XLSX").sheetnames


def test_csv_has_one_row_a_session_and_no_formula(tmp_path: Path) -> None:
    export(INSTANCE, PROGRAMME, tmp_path / "p.csv")
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [column.name for column in TABLES["sessions"]]
    assert len(rows) == len(PROGRAMME.sessions)
    assert not [value for row in rows for value in row.values() if value.startswith(("=", "+", "-", "@"))]
    assert f"'{HOSTILE_TITLE}" in [row["title"] for row in rows]


def test_markdown_tells_sessions_segments_refusals_and_proofs(tmp_path: Path) -> None:
    export(INSTANCE, PROGRAMME, tmp_path / "p.md")
    text = (tmp_path / "p.md").read_text(encoding="utf-8")
    assert "- **16:15–17:45, Salle 3** Joint session: Bridging digital divides" in text
    assert "  - 14:15–14:25 DC-IoT" in text
    assert "**DC3: day-zero event** (waiting list, place 1): 1 of 3" in text
    assert "2. First choices refused: 1 (proven)" in text
    assert "@DC" not in text


def test_marks_lose_their_meaning_in_markdown() -> None:
    assert plain_text("<b>[x](http://a)\n# *y*") == r"\<b\>\[x\](http\://a)&#10;\# \*y\*"


@pytest.mark.parametrize("name", ["p.doc", "p.docx", "p.ics.txt", "p"])
def test_other_suffixes_are_refused_and_the_good_ones_named(tmp_path: Path, name: str) -> None:
    choices = r"Choose \.xlsx, \.pdf, \.json, \.csv, \.md, \.html, \.ics or \.xml, or a folder for everything\."
    with pytest.raises(UnknownFormatError, match=choices):
        export(INSTANCE, PROGRAMME, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    for name in some(FORMATS):
        with pytest.raises(OutputError, match="does not exist"):
            export(INSTANCE, PROGRAMME, tmp_path / "none" / (name if name[0] != "." else f"p{name}"))


def test_a_programme_of_another_instance_is_not_written(tmp_path: Path) -> None:
    other = INSTANCE.model_copy(update={"requests": INSTANCE.requests[1:]})
    with pytest.raises(OutputError, match="was made for the instance “example”"):
        export(other, PROGRAMME, tmp_path / "p.xlsx")
    assert not list(tmp_path.iterdir())


def test_the_summary_says_who_meets_what_is_granted_and_what_is_proven() -> None:
    text = summary(INSTANCE, PROGRAMME)
    assert "CONNECT  Day 1 16:15–17:45, Salle 3: DC3, DC-IoT, DC-PAL" in text
    assert "day-zero event              1 of 3" in text
    assert "3, 2 of them on a waiting list" in text
    assert "First choices refused: 1 (proven)" in text
    assert "14 points (within 2 of the best possible)" in text
    assert "Minutes saved: 540 of 810" in text
