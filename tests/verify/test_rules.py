"""Every rule forbids its bad miniature and allows the good one."""

from __future__ import annotations

import pytest

from scheduler import catalogue
from scheduler.verify import GOALS, RULES, check
from tests.miniatures.case import Case
from tests.miniatures.cases import CASES
from tests.miniatures.relations import ONE_LEFT_OUT


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_good_programme_breaks_nothing(case: Case) -> None:
    assert check(case.instance, case.good).violations == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_bad_programme_breaks_exactly_its_rule(case: Case) -> None:
    violations = check(case.instance, case.bad).violations
    assert {violation.rule for violation in violations} == {case.rule}
    assert all(violation.sentence.endswith(".") for violation in violations)


def test_a_relation_asks_nothing_of_a_session_whose_partner_is_left_out() -> None:
    assert all(check(instance, programme).violations == () for _, instance, programme in ONE_LEFT_OUT)


def test_every_rule_has_a_function_with_its_sentence_and_a_case() -> None:
    found = [(rule.__name__, (rule.__doc__ or "").splitlines()[0]) for rule in RULES]
    assert found == [(rule.id, rule.sentence) for rule in catalogue.RULES]
    assert {case.rule for case in CASES} == {rule.id for rule in catalogue.RULES}


def test_every_goal_has_a_function_with_its_sentence() -> None:
    found = [(goal.__name__, (goal.__doc__ or "").splitlines()[0]) for goal in GOALS]
    assert found == [(goal.id, goal.sentence) for goal in catalogue.GOALS]
