"""Marks of placements agree with the verifier; `make agreement` looks at many more places than these tests."""

from __future__ import annotations

import json
import random

import pytest

from scheduler.catalogue import GOALS
from scheduler.core.instance import Pin
from scheduler.core.policy import InconvenienceWeights
from scheduler.core.vocabulary import OWN_KINDS, PinVerb
from scheduler.desk.edits import EditError, MoveEdit, TakeOutEdit
from scheduler.desk.marks import MarkKind, placements_of
from scheduler.desk.state import DeskState
from tests.checked import some
from tests.desk.agreement import disagreements, some_names
from tests.desk.opened import apply_random_edits, meeting, opened

RANK = {MarkKind.FREE: 0, MarkKind.POSSIBLE: 1, MarkKind.FORBIDDEN: 2}


@pytest.mark.parametrize(("name", "edits"), [("tiny", 0), ("tiny", 30), ("igf-2024", 0), ("igf-32", 0), ("igf-32", 60)])
def test_marks_agree_with_the_verifier(name: str, edits: int) -> None:
    """A sample of the places of some sessions, and every one that is not forbidden."""
    state, rng, places = opened(name), random.Random(7), 0
    apply_random_edits(state, edits, seed=8)
    for session in some_names(state, 8, seed=9):
        marks = placements_of(state.now, session)
        open_places = [mark for mark in marks if mark.kind is not MarkKind.FORBIDDEN][:3]
        sample = [*open_places, *rng.sample(marks, min(5, len(marks)))]
        assert disagreements(state.now, session, sample) == []
        places += len(sample)
    assert places > 20


def test_marks_agree_where_every_goal_counts() -> None:
    """All goals, all parts of inconvenience and all pauses weigh something."""
    instance, programme = meeting("whole-120")
    goals = tuple(goal.id for goal in GOALS)
    weights = InconvenienceWeights(**dict.fromkeys(InconvenienceWeights.model_fields, 1))
    changes = {"goals": goals, "inconvenience": weights, "subtheme_weight": 1, "pause_minutes": 20}
    policy = instance.policy.model_copy(update=changes)
    state, rng, places = DeskState(instance.model_copy(update={"policy": policy}), programme), random.Random(10), 0
    for session in some_names(state, 10, seed=11):
        marks = [mark for mark in placements_of(state.now, session) if mark.kind is not MarkKind.FORBIDDEN]
        sample = rng.sample(marks, min(6, len(marks)))
        assert disagreements(state.now, session, sample) == []
        places += sum(bool(mark.goals) for mark in sample)
    assert places > 10


def test_every_place_of_the_grids_is_marked_once() -> None:
    state = opened("igf-32")
    session = some(placed.id for placed in state.programme.sessions if not placed.given)[0]
    marks = placements_of(state.now, session)
    places = [(mark.room, mark.day, mark.start) for mark in marks]
    grids = {room.id: room.grid for room in state.instance.rooms}
    slots = {
        (room, slot.day, slot.start)
        for room, grid in grids.items()
        for slot in state.instance.slots
        if slot.grid == grid
    }
    assert sorted(places) == sorted(slots)
    placed = state.programme.session[session]
    assert [(m.room, m.day, m.start) for m in marks if m.here] == [(placed.room, placed.day, placed.start)]
    assert [RANK[mark.kind] for mark in marks] == sorted(RANK[mark.kind] for mark in marks)
    assert all(mark.words for mark in marks)
    assert json.loads(json.dumps(marks[0].fields))["kind"] == marks[0].kind


def test_a_taken_room_is_forbidden_with_the_name_of_the_other_session() -> None:
    state = opened("igf-32")
    free = [placed for placed in state.programme.sessions if not placed.given]
    one, other = free[0], next(placed for placed in free[1:] if placed.room == free[0].room)
    mark = next(
        mark
        for mark in placements_of(state.now, one.id)
        if (mark.day, mark.start, mark.room) == (other.day, other.start, other.room)
    )
    overlap = next(line for line in mark.broken if line.rule == "room_overlap")
    assert overlap.others == (other.id,)
    assert mark.kind is MarkKind.FORBIDDEN


def test_the_place_of_a_session_taken_out_is_free_for_it() -> None:
    state = opened("igf-32")
    placed = some(one for one in state.programme.sessions if not one.given and one.kind is None)[0]
    state.apply(TakeOutEdit(session=placed.id))
    marks = {(mark.day, mark.start, mark.room): mark for mark in placements_of(state.now, placed.id)}
    assert marks[placed.day, placed.start, placed.room].kind is MarkKind.FREE


def test_a_pin_forbids_all_other_places() -> None:
    instance, programme = meeting("tiny")
    placed = some(one for one in programme.sessions if not one.given)[0]
    pin = Pin(verb=PinVerb.PLACE, subject=placed.id, room=placed.room, day=placed.day, start=placed.start)
    state = DeskState(instance.model_copy(update={"pins": (pin,)}), programme)
    marks = placements_of(state.now, placed.id)
    assert [mark.here for mark in marks if mark.kind is not MarkKind.FORBIDDEN] == [True]
    assert {"pins"} <= {line.rule for mark in marks if not mark.here for line in mark.broken}
    assert disagreements(state.now, placed.id, marks) == []


def test_a_session_that_breaks_a_rule_is_forbidden_where_it_is() -> None:
    state = opened("igf-32")
    one, other = [placed for placed in state.programme.sessions if not placed.given][:2]
    state.apply(MoveEdit(session=one.id, day=other.day, start=other.start, room=other.room))
    here = next(mark for mark in placements_of(state.now, one.id) if mark.here)
    assert here.kind is MarkKind.FORBIDDEN


def test_what_has_no_place_of_its_own_is_refused() -> None:
    state = opened("igf-2024")
    inside = some(one.id for one in state.instance.requests if one.kind not in OWN_KINDS)[0]
    for name in (inside, "nobody"):
        with pytest.raises(EditError, match=r"[.]$"):
            placements_of(state.now, name)
