"""Every rule forbids its bad miniature and allows the good one."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler import catalogue
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind, SessionType
from scheduler.verify import GOALS, RULES, check
from tests.miniatures.build import altered, ask, host, main, programme, tiny, with_decision, with_segment, with_session
from tests.miniatures.case import A_SLOT, A_ZERO, HALL, MORNING, ON_DAY_1, Case, zero
from tests.miniatures.cases import CASES
from tests.miniatures.limits import NOT_ASKED_FOR, PINS_ON_GIVEN, given_workshop
from tests.miniatures.pauses import ALLOWED
from tests.miniatures.relations import ONE_LEFT_OUT


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_good_programme_breaks_nothing(case: Case) -> None:
    assert check(case.instance, case.good).violations == ()
    assert check(case.instance, case.good).accepted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_bad_programme_breaks_exactly_its_rule(case: Case) -> None:
    violations = check(case.instance, case.bad).violations
    assert {violation.rule for violation in violations} == {case.rule}
    assert not check(case.instance, case.bad).accepted
    assert all(violation.sentence.endswith(".") for violation in violations)


def test_a_relation_asks_nothing_of_a_session_whose_partner_is_left_out() -> None:
    assert all(check(instance, programme).violations == () for _, instance, programme in ONE_LEFT_OUT)


@pytest.mark.parametrize(("instance", "programme"), ALLOWED)
def test_what_is_at_the_limit_of_pauses_and_day_parts_is_allowed(instance: Instance, programme: Programme) -> None:
    assert check(instance, programme).violations == ()


def test_every_rule_has_a_function_with_its_sentence_and_a_case() -> None:
    found = [(rule.__name__, (rule.__doc__ or "").splitlines()[0]) for rule in RULES]
    assert found == [(rule.id, rule.sentence) for rule in catalogue.RULES]
    assert {case.rule for case in CASES} == {rule.id for rule in catalogue.RULES}


def test_every_goal_has_a_function_with_its_sentence() -> None:
    found = [(goal.__name__, (goal.__doc__ or "").splitlines()[0]) for goal in GOALS]
    assert found == [(goal.id, goal.sentence) for goal in catalogue.GOALS]


@pytest.mark.parametrize(("fields", "fits"), PINS_ON_GIVEN, ids=str)
def test_a_pin_on_a_given_session_holds_where_it_says_the_given_place(fields: dict[str, str], fits: bool) -> None:
    violations = check(*given_workshop(**fields)).violations
    assert [violation.rule for violation in violations] == ([] if fits else ["pins"])


def test_what_the_policy_does_not_ask_for_keeps_nobody_out() -> None:
    assert [check(*pair).violations for pair in NOT_ASKED_FOR] == [()] * 4


ONE_WORKSHOP = tiny(sessions=(host("W1", ON_DAY_1, themes=("CONNECT",)),))


@pytest.mark.parametrize(
    "fields",
    [
        {"type": SessionType.OPEN_FORUM},
        {"themes": ("RIGHTS",)},
        {"given": False},
        {"day": "Day 2"},
        {"start": 9 * 60 + 5},
    ],
    ids=str,
)
def test_a_given_session_is_shown_as_the_host_programme_says(fields: dict[str, Any]) -> None:
    good = programme(ONE_WORKSHOP)
    if "start" in fields:
        fields = {**fields, "end": fields["start"] + 90}
    assert check(ONE_WORKSHOP, good).violations == ()
    rules = {violation.rule for violation in check(ONE_WORKSHOP, with_session(good, "W1", **fields)).violations}
    assert rules == {"host_sessions_placed"}


@pytest.mark.parametrize("fields", [{"kind": Kind.BILATERAL}, {"themes": ("RIGHTS",)}, {"given": True}], ids=str)
def test_a_session_of_a_request_is_shown_as_the_request_says(fields: dict[str, Any]) -> None:
    instance = tiny((zero(themes=("CONNECT",)),))
    good = programme(instance, {A_ZERO: MORNING})
    rules = {violation.rule for violation in check(instance, with_session(good, A_ZERO, **fields)).violations}
    assert rules == {"requests_decided"}


PAIR = tiny((ask("DC-A", Kind.JOINT), ask("DC-B", Kind.JOINT)))
HELD = programme(PAIR, joint={"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)})


@pytest.mark.parametrize(
    "fields",
    [{"coalitions": ("DC-A",)}, {"coalitions": ("DC-A", "DC-B", "DC-B")}, {"themes": ("CONNECT", "RIGHTS")}],
    ids=str,
)
def test_a_joint_session_lists_its_members_and_its_theme(fields: dict[str, Any]) -> None:
    rules = {violation.rule for violation in check(PAIR, with_session(HELD, "Joint: CONNECT", **fields)).violations}
    assert rules == {"requests_decided"}


def test_a_session_placed_twice_and_one_that_nobody_asked_for_are_found() -> None:
    joint = HELD.session["Joint: CONNECT"]
    elsewhere = joint.model_copy(update={"day": "Day 2"})
    twice = altered(HELD, sessions=(*HELD.sessions, elsewhere))
    assert "requests_decided" in {violation.rule for violation in check(PAIR, twice).violations}
    stray = elsewhere.model_copy(update={"id": "DC-A: day-zero event", "kind": Kind.DAY_ZERO})
    added = altered(HELD, sessions=(*HELD.sessions, stray))
    assert "requests_decided" in {violation.rule for violation in check(PAIR, added).violations}
    nobody = altered(programme(PAIR), sessions=(joint.model_copy(update={"coalitions": ()}),))
    assert "requests_decided" in {violation.rule for violation in check(PAIR, nobody).violations}


def test_a_decision_that_names_another_session_is_found() -> None:
    instance = tiny((zero(), ask("DC-A", Kind.BILATERAL, 2)))
    good = programme(instance, {A_ZERO: MORNING})
    for fields in ({"session": "elsewhere"}, {"granted": False}):
        assert "requests_decided" in {
            violation.rule for violation in check(instance, with_decision(good, A_ZERO, **fields)).violations
        }


def test_a_segment_that_names_another_coalition_or_stands_twice_is_found() -> None:
    instance = tiny((ask("DC-A", Kind.MAIN_SLOT),), (main("Main 1", HALL),))
    good = programme(instance, segments={"Main 1": (A_SLOT,)})
    wrong = with_segment(good, A_SLOT, coalition="DC-B")
    assert {violation.rule for violation in check(instance, wrong).violations} == {"requests_decided"}
    second = good.segments[0].model_copy(
        update={"order": 2, "start": good.segments[0].end, "end": good.segments[0].end + 10}
    )
    twice = altered(good, segments=(*good.segments, second))
    assert {violation.rule for violation in check(instance, twice).violations} == {"requests_decided"}


def test_violations_name_who_and_which_sessions() -> None:
    """Whoever looks for what concerns them finds it: the names stand beside the sentence."""
    for case in CASES:
        known = {record.id for record in (*case.instance.coalitions, *case.instance.people)}
        sessions = {placed.id for placed in case.bad.sessions} | set(case.instance.session)
        for violation in check(case.instance, case.bad).violations:
            assert violation.who or violation.sessions or case.rule in WITHOUT_NAMES, case.id
            if case.rule != "pins":
                assert set(violation.who) <= known, case.id
            assert set(violation.sessions) <= sessions, case.id


WITHOUT_NAMES = {
    "session_caps",
    "minutes_cap",
    "selection_committee",
    "day_zero_places",
    "host_sessions_placed",
    "requests_decided",
}
"""Rules that may be broken by a number alone."""
