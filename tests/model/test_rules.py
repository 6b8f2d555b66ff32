"""The model admits every good miniature and none of the bad ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ortools.sat.python import cp_model

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.model.admits import decided, fix
from scheduler.model.build import build_rules
from scheduler.model.placement_rules import possible
from scheduler.model.prepare import prepare
from scheduler.model.solver import evaluation_solver
from scheduler.search import admits
from tests.miniatures.breaks import BREAKS, Break
from tests.miniatures.build import host, tiny
from tests.miniatures.case import Case
from tests.miniatures.cases import CASES
from tests.miniatures.limits import NOT_ASKED_FOR, PINS_ON_GIVEN, given_workshop
from tests.miniatures.meeting import meeting
from tests.miniatures.pauses import ALLOWED
from tests.miniatures.relations import ONE_LEFT_OUT


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_model_admits_the_good_programme(case: Case) -> None:
    assert admits(case.instance, case.good)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_model_does_not_admit_the_bad_programme(case: Case) -> None:
    assert not admits(case.instance, case.bad)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_constraints_of_a_rule_forbid_its_bad_programme_by_themselves(case: Case) -> None:
    """With the demands of all other rules lifted: infeasibility is explained by what each rule demands alone."""
    decisions = build_rules(prepare(case.instance), with_switches=True)
    values = [[value for _, value in decided(decisions, one)] for one in (case.good, case.bad)]
    assert decisions.switches is not None
    if values[0] == values[1] or case.rule in BY_CONSTRUCTION or not fix(decisions, case.bad):
        return
    for demand, switch in decisions.switches.items():
        decisions.model.add(switch == int(demand.rule == case.rule))
    assert evaluation_solver().solve(decisions.model) == cp_model.INFEASIBLE


BY_CONSTRUCTION = {"room_grid", "host_sessions_placed", "requests_decided"}
"""Rules that the variables keep, without a demand."""


def test_a_relation_asks_nothing_of_a_session_whose_partner_is_left_out() -> None:
    assert all(admits(instance, programme) for _, instance, programme in ONE_LEFT_OUT)


@pytest.mark.parametrize(("instance", "programme"), ALLOWED)
def test_what_is_at_the_limit_of_pauses_and_day_parts_is_admitted(instance: Instance, programme: Programme) -> None:
    assert admits(instance, programme)


def test_filtered_domains_are_taken_as_they_are() -> None:
    """Two sessions alike, of which the second has only the last of its placements left."""
    prepared = prepare(tiny(sessions=(host("W1"), host("W2"))))
    left = {name: possible(prepared, session) for name, session in prepared.sessions.items() if session.host}
    assert left["W1"] == left["W2"]
    left["W2"] = left["W2"][-1:]
    sessions = {name: replace(prepared.sessions[name], options=options) for name, options in left.items()}
    filtered = replace(prepared, sessions=sessions, filtered=True, allowed_placements_cache={})
    assert [possible(filtered, sessions[name]) for name in ("W1", "W2")] == [left["W1"], left["W2"]]


def test_model_admits_the_meeting() -> None:
    assert admits(*meeting())


@pytest.mark.parametrize("seeded", BREAKS, ids=lambda seeded: seeded.__name__)
def test_model_does_not_admit_a_seeded_break(seeded: Break) -> None:
    broken = seeded(*meeting())
    assert broken is not None
    assert not admits(*broken)


@pytest.mark.parametrize(("fields", "fits"), PINS_ON_GIVEN, ids=str)
def test_a_pin_on_a_given_session_holds_where_it_says_the_given_place(fields: dict[str, str], fits: bool) -> None:
    assert admits(*given_workshop(**fields)) == fits


def test_what_the_policy_does_not_ask_for_keeps_nobody_out() -> None:
    assert [admits(*pair) for pair in NOT_ASKED_FOR] == [True] * 4


@pytest.mark.parametrize(("seats", "possible"), [(5, True), (6, False)])
def test_a_committee_that_cannot_be_seated_leaves_no_programme(seats: int, possible: bool) -> None:
    """Five coalitions opt out, and each has somebody to send."""
    out = {f"DC-{letter}": {"opts_out": True} for letter in "ABCDE"}
    decisions = build_rules(prepare(tiny(coalitions=out, policy={"committee_at_least": seats})))
    assert (evaluation_solver().solve(decisions.model) == cp_model.OPTIMAL) == possible
