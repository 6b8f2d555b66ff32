"""Miniatures of what people notice: one change each, counted alike by the verifier and by the model."""

from __future__ import annotations

import pytest
from ortools.sat.python import cp_model

from scheduler.catalogue import NOTICEABLE_CHANGES
from scheduler.catalogue.change_kinds import CHANGE, CHANGES, KNOWN, ChangeKind, points
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind, State
from scheduler.model.admits import fix
from scheduler.model.build import build_rules
from scheduler.model.change_objective import noticeable_changes as in_the_model
from scheduler.model.prepare import prepare
from scheduler.verify import check
from scheduler.verify.noticed_changes import noticeable_changes
from tests.miniatures.build import altered, ask, host, programme, tiny, with_session
from tests.miniatures.case import LATE_MORNING, MORNING
from tests.miniatures.noticed import CASES, FREE, GOAL, NINE, TWO, ZERO, Noticing
from tools.model_page import functions


@pytest.mark.parametrize("state", [State.DRAFT, State.ANNOUNCED, State.PUBLISHED])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_both_hands_count_the_same(case: Noticing, state: State) -> None:
    known = tuple(placed.model_copy(update={"state": state}) for placed in case.before.sessions)
    before = altered(case.before, sessions=known)
    assert check(case.instance, case.after).violations == ()
    noticed = noticeable_changes(case.instance, before, case.after)
    assert [(one.kind, one.about) for one in noticed] == case.noticed
    of_a_session = {ChangeKind.GRANTED: State.DRAFT}
    assert [one.points for one in noticed] == [points(kind, of_a_session.get(kind, state)) for kind, _ in case.noticed]
    assert modelled(case.instance, before, case.after) == sum(one.points for one in noticed)


def modelled(instance: Instance, before: Programme, after: Programme) -> int:
    """What the model counts where every decision is fixed."""
    decisions = build_rules(prepare(instance))
    expression = in_the_model(decisions, before)
    assert fix(decisions, after)
    decisions.model.minimize(expression)
    solver = cp_model.CpSolver()
    assert solver.solve(decisions.model) == cp_model.OPTIMAL
    return solver.value(expression)


def test_its_sentence_is_the_same_in_the_catalogue_and_in_both_hands() -> None:
    for package in ("model", "verify"):
        assert functions(package)[GOAL].sentence == NOTICEABLE_CHANGES.sentence


def test_what_the_sheets_move_does_not_count() -> None:
    given = tiny((), (host("WS", TWO),))
    before = with_session(programme(FREE, hosts={"WS": NINE}), "WS", given=False)
    assert noticeable_changes(given, before, programme(given)) == ()


def test_what_is_new_or_taken_back_does_not_count() -> None:
    more = tiny((ask("DC-A", Kind.DAY_ZERO), ask("DC-B", Kind.DAY_ZERO)))
    with_both = programme(more, {"DC-A: day-zero event": MORNING, "DC-B: day-zero event": LATE_MORNING})
    one = programme(ZERO, {"DC-A: day-zero event": MORNING})
    assert noticeable_changes(more, one, with_both) == ()
    assert noticeable_changes(ZERO, with_both, one) == ()


def test_a_day_counts_more_than_a_time_and_that_more_than_a_room() -> None:
    assert CHANGE[ChangeKind.DAY].points > CHANGE[ChangeKind.TIME].points > CHANGE[ChangeKind.ROOM].points
    assert KNOWN[State.PUBLISHED] > KNOWN[State.ANNOUNCED] > KNOWN[State.DRAFT]
    lost, gained, *others = [change.points for change in CHANGES]
    assert [lost, *others] == sorted([lost, *others], reverse=True)
    assert 0 < gained < lost
    assert [change.kind for change in CHANGES] == list(ChangeKind)
