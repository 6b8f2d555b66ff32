"""What the desk shows: the timetable, and the consequences of edits."""

from __future__ import annotations

import json

from scheduler.core.instance import Person
from scheduler.desk.consequences import consequences
from scheduler.desk.edits import JoinEdit, LeaveEdit, MoveEdit, TakeOutEdit
from scheduler.desk.state import DeskState
from scheduler.desk.view import timetable
from scheduler.verify import check
from tests.checked import some
from tests.desk.opened import apply_random_edits, meeting, opened


def test_without_edits_there_are_no_consequences() -> None:
    found = consequences(opened("igf-32"))
    assert (found.broken, found.goals, found.gained, found.lost, found.changes, found.to_tell) == ((),) * 6
    assert found.may_be_announced


def test_two_sessions_in_one_room_are_said_with_a_remedy() -> None:
    state = opened("igf-32")
    one, other = [placed for placed in state.programme.sessions if not placed.given][:2]
    state.apply(MoveEdit(session=one.id, day=other.day, start=other.start, room=other.room))
    found = consequences(state)
    line = some(line for line in found.broken if line.rule == "room_overlap")[0]
    assert set(line.sessions) == {one.id, other.id}
    assert line.since_base
    assert line.remedy.startswith("Move one of “")
    assert not found.may_be_announced
    assert found.changes
    assert found.to_tell


def test_a_wish_lost_is_gained_again() -> None:
    state = opened("igf-2024")
    segment = some(state.programme.segments)[0]
    state.apply(LeaveEdit(request=segment.request))
    found = consequences(state)
    assert [line.request for line in found.lost] == [segment.request]
    assert segment.coalition in [line.who for line in found.to_tell]
    assert some(line for line in found.goals if line.after > line.before)
    state.apply(JoinEdit(request=segment.request, session=segment.session))
    assert consequences(state).lost == ()


def test_consequences_say_what_the_verifier_says() -> None:
    state = opened("igf-32")
    apply_random_edits(state, 40, seed=3)
    found, verdict = consequences(state), check(state.instance, state.programme)
    assert [(line.rule, line.sentence) for line in found.broken] == [(v.rule, v.sentence) for v in verdict.violations]
    assert all(line.remedy and "{" not in line.remedy for line in found.broken)
    assert {line.goal: line.after for line in found.goals}.items() <= verdict.scores.items()
    assert json.loads(json.dumps(found.fields))["may_be_announced"] is False


def test_the_timetable_holds_everything_once() -> None:
    state = opened("igf-2024")
    instance = state.instance
    apply_random_edits(state, 40, seed=4)
    shown = json.loads(json.dumps(timetable(state)))
    sessions = [session["id"] for session in shown["sessions"]]
    assert sorted(sessions) == sorted(placed.id for placed in state.programme.sessions)
    assert {one["id"] for one in shown["left_out"]} == instance.session.keys() - set(sessions)
    granted = [one["request"] for session in shown["sessions"] for one in session["members"]]
    assert sorted([*granted, *(one["id"] for one in shown["requests"])]) == sorted(instance.request)
    assert some(session for session in shown["sessions"] if session["broken"])
    assert shown["can_undo"]
    assert shown["edits"] == len(state.edits)


def test_nothing_that_is_shown_holds_an_address() -> None:
    instance, programme = meeting("tiny")
    address = "ana@example.org"
    people = tuple(person.model_copy(update={"email": address}) for person in instance.people)
    hosts = tuple(host.model_copy(update={"title": f"Ask {address}"}) for host in instance.sessions)
    requests = tuple(one.model_copy(update={"people": (*one.people, address)}) for one in instance.requests)
    changed = instance.model_copy(
        update={"people": (*people, Person(id=address)), "sessions": hosts, "requests": requests}
    )
    titled = [placed.model_copy(update={"title": f"Ask {address}"}) for placed in programme.sessions]
    state = DeskState(changed, programme.model_copy(update={"sessions": tuple(titled)}))
    state.apply(TakeOutEdit(session=some(state.programme.sessions)[0].id))
    assert address not in json.dumps(timetable(state))
    assert address not in json.dumps(consequences(state).fields)
