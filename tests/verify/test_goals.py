"""Every goal counts what one counts by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from scheduler import catalogue
from scheduler.core.programme import Score
from scheduler.verify import check, score_differences
from scheduler.verify.facts import Facts
from scheduler.verify.findings import ScoreDifference
from scheduler.verify.inconvenience.part_registry import part
from tests.checked import some
from tests.miniatures.build import altered
from tests.miniatures.goals import GOAL_CASES, GoalCase


@pytest.mark.parametrize("case", GOAL_CASES, ids=lambda case: case.id)
def test_goal_counts_as_by_hand(case: GoalCase) -> None:
    verdict = check(case.instance, case.programme)
    assert verdict.violations == ()
    assert verdict.scores[case.goal] == case.value


def test_every_goal_has_a_case_and_a_score_in_the_order_of_the_catalogue() -> None:
    ids = [goal.id for goal in catalogue.GOALS]
    assert {case.goal for case in GOAL_CASES} == set(ids)
    assert list(check(GOAL_CASES[0].instance, GOAL_CASES[0].programme).scores) == ids


def test_inconvenience_is_the_weighted_sum_of_its_parts() -> None:
    for case in some(GOAL_CASES):
        verdict, weights = check(case.instance, case.programme), case.instance.policy.inconvenience
        assert list(verdict.inconvenience_parts) == list(type(weights).model_fields)
        weighted = sum(getattr(weights, part) * count for part, count in verdict.inconvenience_parts.items())
        assert verdict.scores["inconvenience"] == weighted


def test_the_parts_of_inconvenience_are_counted_once_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    case, counted = GOAL_CASES[0], Counter[str]()

    def counting(name: str, count: Callable[[Facts], int]) -> Callable[[Facts], int]:
        def counted_anew(facts: Facts) -> int:
            counted[name] += 1
            return count(facts)

        return counted_anew

    for entry in catalogue.INCONVENIENCE:
        monkeypatch.setitem(part.functions, entry.id, counting(entry.id, part[entry.id]))
    check(case.instance, case.programme)
    assert counted == dict.fromkeys((entry.id for entry in catalogue.INCONVENIENCE), 1)


def test_claimed_scores_that_differ_are_named() -> None:
    case = GOAL_CASES[0]
    claimed = altered(
        case.programme,
        scores=(
            Score(goal=case.goal, value=case.value),
            Score(goal="programme_minutes", value=7),
            Score(goal="x", value=1),
        ),
    )
    assert score_differences(claimed, check(case.instance, claimed)) == (
        ScoreDifference("programme_minutes", 7, 0),
        ScoreDifference("x", 1, None),
    )
