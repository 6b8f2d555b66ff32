"""A short run of what `make fuzz` does at length."""

from __future__ import annotations

import pytest

from tests.fuzz.run import run
from tests.fuzz.spoil import case


@pytest.mark.parametrize("first", range(0, 600, 150))
def test_spoilt_files_end_in_sentences(first: int) -> None:
    outcome = run(range(first, first + 150))
    assert outcome.failures == []
    assert outcome.cases == 150
    assert 0 < outcome.accepted < 150


def test_a_case_is_told_by_its_number() -> None:
    assert case(3) == case(3)
    assert len({case(number)[1] for number in range(50)}) > 40
