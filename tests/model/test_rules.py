"""The model admits every good miniature and none of the bad ones."""

from __future__ import annotations

import pytest

from scheduler.model import admits
from tests.miniatures.case import Case
from tests.miniatures.cases import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_model_admits_the_good_programme(case: Case) -> None:
    assert admits(case.instance, case.good)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_model_does_not_admit_the_bad_programme(case: Case) -> None:
    assert not admits(case.instance, case.bad)
