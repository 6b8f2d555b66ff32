"""Whole programmes planned anew near what is touched: the same fewest changes as one model finds, honestly marked."""

from __future__ import annotations

import threading
import time

import pytest

from scheduler.core.instance import Instance, Pin
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind, PinVerb, Use
from scheduler.planning.service import Ending, plan
from scheduler.replan import large_replan as large
from scheduler.replan import replan, replanning
from scheduler.replan.open_replan import ReplanInput, replan_input_of
from scheduler.replan.replan_texts import fewest_text, replan_fields, replan_lines
from scheduler.replan.replanning import ReplanOptions, ReplanResult
from scheduler.search import nearby
from scheduler.verify import check
from tests.miniatures.build import ask, host, tiny

SESSIONS = tuple(host(f"W{number}", people=("DC-A coordinator 1",) if number < 3 else ()) for number in range(1, 8))


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every programme counts as a whole one."""
    monkeypatch.setattr(replanning, "is_large", lambda instance: True)


def event(**changes: object) -> Instance:
    return tiny((ask("DC-A", Kind.BILATERAL),), SESSIONS, **changes)


def planned(instance: Instance) -> Programme:
    found = plan(instance).programme
    assert found is not None
    return found


def points(replanned: ReplanResult) -> int:
    return sum(change.points for change in replanned.noticed)


def both(situation: ReplanInput, monkeypatch: pytest.MonkeyPatch) -> tuple[ReplanResult, ReplanResult]:
    """What one model finds, and what is found near what is touched."""
    alone = replan(situation, ReplanOptions())
    monkeypatch.setattr(replanning, "is_large", lambda instance: True)
    return alone, replan(situation, ReplanOptions())


@pytest.mark.parametrize(
    "text", ["cancel W1", "cancel DC-A", "close {room}: {day}", "unavailable DC-A coordinator 1: {day}"]
)
def test_it_finds_as_few_changes_as_one_model(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    instance = event()
    before = planned(instance)
    stood = before.session["W1"]
    situation = replan_input_of(instance, before, [text.format(room=stood.room, day=stood.day)])
    alone, near = both(situation, monkeypatch)
    assert near.programme is not None
    assert check(situation.instance, near.programme).violations == ()
    assert points(near) == points(alone)
    assert near.fewest is not None
    assert near.fewest.proven
    assert near.ending is Ending.BEST_FOUND


def test_usual_goals_are_proven_of_the_whole_only_where_nothing_can_be_less(whole: None) -> None:
    instance = event()
    found = replan(replan_input_of(instance, planned(instance), ["cancel W1"]), ReplanOptions())
    assert found.scores
    assert all(score.proven == (score.value == 0) for score in found.scores)


@pytest.mark.usefixtures("whole")
def test_where_not_all_was_looked_at_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "MAX_FREE_PLACEMENTS", 0)
    instance = event()
    before = planned(instance)
    stood = before.session["W1"]
    situation = replan_input_of(instance, before, [f"close {stood.room}: {stood.day}"])
    by_what_is_touched = replan(situation, ReplanOptions())
    assert by_what_is_touched.fewest is not None
    assert by_what_is_touched.fewest.proven
    monkeypatch.setattr(nearby, "at_least", lambda about, cost, limit: 0)
    found = replan(situation, ReplanOptions())
    assert found.fewest is not None
    assert not found.fewest.proven
    free, every = found.searched_sessions or (0, 0)
    assert 0 < free < every
    assert f"{free} of {every} sessions were free to move" in fewest_text(found)
    assert replan_fields(situation, found, None)["looked_at"] == [free, every]


@pytest.mark.usefixtures("whole")
def test_a_late_wish_is_granted_where_nothing_moves_for_it() -> None:
    instance = event()
    found = replan(replan_input_of(instance, planned(instance), ["add DC-B: bilateral meeting"]), ReplanOptions())
    assert found.programme is not None
    assert found.noticed == ()
    assert "DC-B: bilateral meeting" in found.programme.granted


@pytest.mark.usefixtures("whole")
def test_a_curve_is_looked_for_in_the_same_part() -> None:
    instance = event()
    situation = replan_input_of(instance, planned(instance), ["cancel W1"])
    found = replan(situation, ReplanOptions(), curve=(2,))
    assert [point.further for point in found.curve] == [0, 2]
    assert "What further changes would buy" in list(replan_lines(situation, found))


@pytest.mark.usefixtures("whole")
def test_a_stop_after_the_first_part_keeps_what_was_found() -> None:
    instance = event()
    before = planned(instance)
    stood = before.session["W1"]
    stop, saved = threading.Event(), []

    def save(programme: Programme) -> None:
        saved.append(programme)
        stop.set()

    situation = replan_input_of(instance, before, [f"close {stood.room}: {stood.day}"])
    found = replan(situation, ReplanOptions(stop=stop, save=save))
    assert found.ending is Ending.STOPPED
    assert found.programme is not None
    assert saved
    assert [score.goal for score in found.scores]


@pytest.mark.usefixtures("whole")
def test_what_finds_no_place_is_named() -> None:
    instance = event()
    before = planned(instance)
    rooms = [f"close {room.id}" for room in instance.rooms if Use.SESSIONS in room.uses]
    found = replan(replan_input_of(instance, before, rooms), ReplanOptions(seconds=20))
    assert found.programme is None
    assert found.ending is Ending.INFEASIBLE
    assert found.sentences[0].startswith("No place was found for 7 sessions of the host programme")
    assert "This is proven." in found.sentences[0]


@pytest.mark.usefixtures("whole")
def test_what_coalitions_cannot_have_together_is_explained() -> None:
    requests = (ask("DC-A", Kind.DAY_ZERO), ask("DC-B", Kind.DAY_ZERO))
    pin = Pin(verb=PinVerb.GRANT, subject=requests[0].id)
    other = Pin(verb=PinVerb.PLACE, subject="W1", room="Salle 1")
    instance = tiny(requests, SESSIONS, kinds={Kind.DAY_ZERO: {"at_most": 1}}, pins=(other, pin))
    situation = replan_input_of(instance, planned(instance), [f"grant {requests[1].id}"])
    found = replan(situation, ReplanOptions(seconds=20))
    assert found.programme is None
    assert found.ending is Ending.INFEASIBLE
    said = " ".join(found.sentences)
    assert all(f"the pin that grants {request.id}" in said for request in requests)


def test_a_stop_before_anything_is_found_is_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    stop.set()
    instance = event()
    limit = large.Limit(time.monotonic(), None, stop)
    assert large.explain_infeasible(instance, planned(instance), limit, 1).status is large.Status.STOPPED


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("found_near", [True, False])
def test_one_model_takes_over_where_nothing_is_found_near_what_is_touched(
    found_near: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the neighbourhoods have no programme, any is found first, and then one with as few changes."""
    near, starts = replanning.replan_neighbourhood, []

    def tried(held: Instance, baseline: Programme, start: Programme, *others: object) -> object:
        starts.append(start)
        return None if len(starts) == 1 and not found_near else near(held, baseline, start, *others)  # type: ignore[arg-type]

    instance = event()
    before = planned(instance)
    stood = before.session["W1"]
    situation = replan_input_of(instance, before, [f"close {stood.room}: {stood.day}"])
    fewest = points(replan(situation, ReplanOptions()))
    monkeypatch.setattr(replanning, "replan_neighbourhood", tried)
    found = replan(situation, ReplanOptions())
    assert found.programme is not None
    assert check(situation.instance, found.programme).accepted
    assert points(found) == fewest
    assert len(starts) == (1 if found_near else 2)
    assert check(situation.instance, starts[-1]).accepted is not found_near
