"""Edits at the desk: what each does, and that all of them can be undone."""

from __future__ import annotations

import pytest

from scheduler.core.vocabulary import Kind
from scheduler.desk.edits import (
    EditError,
    JoinEdit,
    LeaveEdit,
    MoveEdit,
    OrderEdit,
    PinEdit,
    PinnedPart,
    PutBackEdit,
    ReplaceEdit,
    SwapEdit,
    TakeOutEdit,
    edit_of,
    edit_of_json,
)
from scheduler.verify import check
from tests.checked import some
from tests.desk.opened import apply_random_edits, meeting, opened


def test_undo_of_all_random_edits_gives_the_first_programme() -> None:
    state = opened("igf-32")
    first = state.programme
    assert apply_random_edits(state, 300, seed=1) > 100
    last = state.programme
    assert last.sha256 != first.sha256
    while state.can_undo:
        state.undo()
    assert state.programme == first
    while state.can_redo:
        state.redo()
    assert state.programme == last


def test_no_edit_leaves_a_request_undecided() -> None:
    state = opened("igf-32")
    apply_random_edits(state, 300, seed=2)
    verdict = check(state.instance, state.programme)
    assert [one.sentence for one in verdict.violations if one.rule == "requests_decided"] == []
    assert [
        one.sentence for one in verdict.violations if one.rule == "segments_fit" and "instead" in one.sentence
    ] == []
    assert not [sentence for sentence in verdict.false_statements if sentence.startswith("waiting list")]


def test_a_move_takes_the_segments_along() -> None:
    state = opened("igf-2024")
    segment = some(state.programme.segments)[0]
    placed = state.programme.session[segment.session]
    state.apply(MoveEdit(session=placed.id, day=placed.day, start=placed.start + 30, room=placed.room))
    moved = next(one for one in state.programme.segments if one.request == segment.request)
    assert (moved.start, moved.end) == (segment.start + 30, segment.end + 30)
    assert state.programme.session[placed.id].end == placed.end + 30


def test_a_swap_exchanges_two_placements() -> None:
    state = opened("igf-32")
    one, other = [placed for placed in state.programme.sessions if not placed.given][:2]
    state.apply(SwapEdit(one=one.id, other=other.id))
    now = state.programme.session
    assert (now[one.id].room, now[one.id].day, now[one.id].start) == (other.room, other.day, other.start)
    assert (now[other.id].room, now[other.id].day, now[other.id].start) == (one.room, one.day, one.start)


def test_a_session_taken_out_is_put_back_as_it_was() -> None:
    state = opened("igf-32")
    instance, before = state.instance, state.programme
    own = some(placed for placed in before.sessions if placed.id in instance.request)[0]
    host = some(placed for placed in before.sessions if placed.id in instance.session)[0]
    for placed in (own, host):
        state.apply(TakeOutEdit(session=placed.id))
        assert placed.id not in state.programme.session
        state.apply(PutBackEdit(name=placed.id, day=placed.day, start=placed.start, room=placed.room))
        again = state.programme.session[placed.id]
        assert again == placed.model_copy(update={"state": again.state})
    assert state.now.verdict.violations == state.base.verdict.violations


def test_a_coalition_leaves_a_joint_session_and_joins_it_again() -> None:
    state = opened("igf-32")
    joint = some(placed for placed in state.programme.sessions if placed.kind is Kind.JOINT)[0]
    request = some(one.request for one in state.programme.decisions if one.session == joint.id)[0]
    coalition = state.instance.request[request].coalition
    state.apply(LeaveEdit(request=request))
    assert coalition not in state.programme.session[joint.id].coalitions
    state.apply(JoinEdit(request=request, session=joint.id))
    assert set(state.programme.session[joint.id].coalitions) == set(joint.coalitions)
    assert state.now.verdict.violations == state.base.verdict.violations


def test_segments_change_places() -> None:
    state = opened("igf-2024")
    inside: dict[str, list[str]] = {}
    for segment in sorted(state.programme.segments, key=lambda one: one.order):
        inside.setdefault(segment.session, []).append(segment.request)
    session, requests = some((name, names) for name, names in inside.items() if len(names) > 1)[0]
    state.apply(OrderEdit(session=session, requests=tuple(reversed(requests))))
    found = sorted((one for one in state.programme.segments if one.session == session), key=lambda one: one.order)
    assert [one.request for one in found] == requests[::-1]
    assert [one.start for one in found[1:]] == [one.end for one in found[:-1]]
    with pytest.raises(EditError, match="name each of them once"):
        state.apply(OrderEdit(session=session, requests=tuple(requests[1:])))


def test_pins_are_set_and_released_part_by_part() -> None:
    state = opened("tiny")
    session = state.programme.sessions[0].id
    state.apply(PinEdit(session=session, what=PinnedPart.TIME))
    state.apply(PinEdit(session=session, what=PinnedPart.ROOM))
    assert state.pins == {session: PinnedPart.BOTH}
    state.apply(PinEdit(session=session, what=PinnedPart.TIME, on=False))
    assert state.pins == {session: PinnedPart.ROOM}
    state.undo()
    assert state.pins == {session: PinnedPart.BOTH}
    state.apply(TakeOutEdit(session=session))
    assert state.pins == {}


def test_impossible_edits_are_refused_with_a_sentence() -> None:
    state = opened("tiny")
    placed, before = state.programme.sessions[0], state.programme
    edits = (
        MoveEdit(session="nobody", day=placed.day, start=600, room=placed.room),
        MoveEdit(session=placed.id, day="never", start=600, room=placed.room),
        MoveEdit(session=placed.id, day=placed.day, start=600, room="nowhere"),
        MoveEdit(session=placed.id, day=placed.day, start=1439, room=placed.room),
        PutBackEdit(name=placed.id, day=placed.day, start=600, room=placed.room),
        LeaveEdit(request="nobody"),
        JoinEdit(request="nobody", session=placed.id),
    )
    for edit in edits:
        with pytest.raises(EditError, match=r"[.]$"):
            state.apply(edit)
    assert state.programme is before
    assert not state.can_undo


def test_edits_are_read_from_json() -> None:
    edit = MoveEdit(session="a", day="day 1", start=600, room="Salle 1")
    assert edit_of(edit.model_dump()) == edit_of_json(edit.model_dump_json()) == edit
    replace = ReplaceEdit(programme=meeting("tiny")[1])
    assert edit_of_json(replace.model_dump_json()) == replace
    unreadable: tuple[object, ...] = (
        {"op": "resize"},
        {"op": "move", "session": "a"},
        [],
        {"op": "take_out", "session": "a", "b": 1},
    )
    for data in unreadable:
        with pytest.raises(EditError, match="cannot be read"):
            edit_of(data)
