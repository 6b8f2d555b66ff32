"""What becomes the incumbent: only what the independent check accepts."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from scheduler import load_instance
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.planning.service import Ending, plan
from scheduler.search import SearchOptions, Status, solve
from scheduler.verify import Verdict, Violation, check

EXACT = import_module("scheduler.search.exact")
BUILD = import_module("scheduler.model.build")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tiny() -> Instance:
    return load_instance(ROOT / "instances" / "tiny")


def test_a_model_that_forgets_a_rule_never_gets_an_incumbent(tiny: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every session in the same room at the same time is best for the tie-break, and the check says no."""
    forgotten = ("room_overlap", "coalition_in_one_place")
    kept = tuple(rule for rule in BUILD.PROGRAMME_RULES if rule.__name__ not in forgotten)
    monkeypatch.setattr(BUILD, "PROGRAMME_RULES", kept)
    handed_on: list[Programme] = []
    outcome = plan(tiny, save=handed_on.append)
    assert outcome.ending is Ending.REJECTED
    assert outcome.programme is None
    assert any("overlap" in sentence for sentence in outcome.sentences)
    assert all(check(tiny, programme).accepted for programme in handed_on)


def test_a_rejected_solution_ends_the_search_with_the_incumbent_before_it(
    tiny: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Programme] = []

    def second_time_rejected(instance: Instance, programme: Programme) -> Verdict:
        seen.append(programme)
        verdict = check(instance, programme)
        broken = (Violation("room_overlap", (), "Two sessions overlap.", ()),)
        return verdict if len(seen) == 1 else replace(verdict, violations=broken)

    monkeypatch.setattr(EXACT, "check", second_time_rejected)
    result = solve(tiny, SearchOptions())
    assert len(seen) == 2
    assert result.status is Status.BEST_FOUND
    assert result.objections
    assert result.programme is not None
    assert result.programme.sessions == seen[0].sessions
    assert check(tiny, result.programme).accepted


def test_a_model_that_counts_less_than_the_check_is_not_believed(
    tiny: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_more(instance: Instance, programme: Programme) -> Verdict:
        verdict = check(instance, programme)
        return replace(verdict, scores={goal: value + 1 for goal, value in verdict.scores.items()})

    monkeypatch.setattr(EXACT, "check", one_more)
    result = solve(tiny)
    assert any("the check finds" in sentence for sentence in result.objections)
    assert result.status is Status.BEST_FOUND


def test_a_count_of_zero_is_proven_whatever_the_time(tiny: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first objective is minimised, as if the time were over then."""

    def first_alone(search: Any, together: Any) -> bool:
        EXACT._minimise(search, 0, together[0])
        return False

    monkeypatch.setattr(EXACT, "minimise_together", first_alone)
    result = solve(tiny)
    assert result.programme is not None
    zero = [score for score in result.programme.scores if score.value == 0]
    assert zero
    assert all(score.proven and score.bound == 0 for score in zero)
