"""Twenty thousand answers are read in seconds."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from bench.reading import FOLDER, write_survey
from scheduler.intake import InputProblems, load


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_twenty_thousand_rows_take_less_than_ten_seconds(tmp_path: Path, suffix: str) -> None:
    shutil.copy(FOLDER / "planning.xlsx", tmp_path)
    write_survey(tmp_path / f"survey{suffix}", 20_000)
    begun = time.process_time()  # its own time, whatever else the machine does
    try:
        found = load(tmp_path).problems
    except InputProblems as error:
        found = error.problems
    assert time.process_time() - begun < 10
    assert len(found) > 19_000
