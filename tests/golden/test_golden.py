"""Every instance's best programme is worth what the golden file says, proven, and passes the independent check."""

from __future__ import annotations

import pytest

from scheduler.intake import load_instance
from scheduler.search import SearchOptions, Status, solve
from scheduler.verify import check, score_differences
from tests.golden import INSTANCES, ROOT, evaluate, golden


@pytest.mark.parametrize("name", INSTANCES)
def test_the_best_programme_is_worth_as_much_as_before(name: str) -> None:
    instance = load_instance(ROOT / "instances" / name)
    result = solve(instance, SearchOptions(seconds=300))
    assert evaluate(result) == golden(name)
    assert result.status is Status.PROVEN
    assert result.programme is not None
    verdict = check(instance, result.programme)
    assert verdict.violations == ()
    assert score_differences(result.programme, verdict) == ()
