"""Long surveys are read to the end, and every repeated answer is told; how long that takes is measured elsewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bench.reading import FOLDER, write_survey
from scheduler.intake import InputProblems, load

ROWS = 3_000


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_every_row_of_a_long_survey_is_read(tmp_path: Path, suffix: str) -> None:
    shutil.copy(FOLDER / "planning.xlsx", tmp_path)
    write_survey(tmp_path / f"survey{suffix}", ROWS)
    try:
        found = load(tmp_path).problems
    except InputProblems as error:
        found = error.problems
    *listed, rest = found
    counted = re.match(r"([\d,]+) more warnings", rest.what)
    assert counted is not None
    assert len(listed) == 200
    assert len(listed) + int(counted[1].replace(",", "")) > ROWS * 0.95
