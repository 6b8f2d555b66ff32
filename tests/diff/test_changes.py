"""Each thing that can happen between two programmes is told as what it is, once, to those whom it concerns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from scheduler.core.programme import Programme
from scheduler.diff import Change, ChangeKind, changes_between
from tests.diff.altered import at, refused, with_segment, with_session, without_session
from tests.reports.example import instance, programme

INSTANCE = instance()
BEFORE = programme(INSTANCE)
JOINT, MAIN, WORKSHOP = "Joint: CONNECT", "S02", "S12"


def changes(after: Programme, before: Programme = BEFORE) -> tuple[Change, ...]:
    return changes_between(INSTANCE, before, after)


def only(after: Programme, before: Programme = BEFORE) -> Change:
    (change,) = changes(after, before)
    return change


def test_nothing_is_told_of_what_stays() -> None:
    assert changes(BEFORE) == ()
    assert changes(BEFORE.model_copy(update={"scores": (), "state": "published"})) == ()


def test_another_room_is_no_change_in_time() -> None:
    change = only(with_session(BEFORE, JOINT, room="Salle 4"))
    assert (change.kind, change.before, change.after) == (ChangeKind.ROOM, "Salle 3", "Salle 4")
    assert "moves to another room: from Salle 3 to Salle 4; the time stays Day 1 (Mon 16 Dec), 16:15" in change.sentence
    assert "moves in time" not in change.sentence


def test_another_time_on_the_same_day() -> None:
    change = only(with_session(BEFORE, JOINT, **at("17:00", 90)))
    assert change.kind is ChangeKind.TIME
    assert change.before == "Day 1 (Mon 16 Dec), 16:15–17:45"
    assert change.after == "Day 1 (Mon 16 Dec), 17:00–18:30"
    assert "moves in time on Day 1 (Mon 16 Dec): from 16:15–17:45 to 17:00–18:30; the room stays" in change.sentence


def test_another_day_is_a_change_in_time_that_says_the_day() -> None:
    change = only(with_session(BEFORE, JOINT, day="Day 2"))
    assert change.kind is ChangeKind.DAY
    assert "moves to another day: from Day 1 (Mon 16 Dec)" in change.sentence
    assert "to Day 2 (Tue 17 Dec)" in change.sentence


def test_time_and_room_are_two_changes() -> None:
    found = changes(with_session(BEFORE, JOINT, room="Salle 4", **at("17:00", 90)))
    assert [change.kind for change in found] == [ChangeKind.TIME, ChangeKind.ROOM]
    assert not any("stays" in change.sentence for change in found)


def test_sessions_of_the_host_programme_count_like_those_of_coalitions() -> None:
    change = only(with_session(BEFORE, WORKSHOP, room="Salle 14"))
    assert (change.kind, change.session) == (ChangeKind.ROOM, WORKSHOP)
    assert "“Community networks and the last mile: lessons from ten years” (S12)" in change.sentence


def test_a_session_that_is_cancelled_and_one_that_is_new() -> None:
    after = without_session(BEFORE, "DCAD: bilateral meeting")
    (lost, gone), (gained, come) = changes(after), changes(BEFORE, before=after)
    assert (lost.kind, lost.before, lost.after) == (ChangeKind.REFUSED, gone.before, "refused")
    assert (gained.kind, gained.before, gained.after) == (ChangeKind.GRANTED, "refused", gone.before)
    assert (gone.kind, gone.before, gone.after) == (
        ChangeKind.CANCELLED,
        "Day 1 (Mon 16 Dec), 14:00–15:30, Salle 18",
        "",
    )
    assert (come.kind, come.before, come.after) == (ChangeKind.NEW, "", gone.before)
    assert gone.coalitions == come.coalitions == ("DCAD",)


def test_other_partners_concern_those_who_leave_join_and_stay() -> None:
    change = only(with_session(BEFORE, JOINT, coalitions=("DC3", "DC-IoT", "DCAD")))
    assert change.kind is ChangeKind.PARTNERS
    assert (change.before, change.after) == ("DC3, DC-IoT, DC-PAL", "DC3, DC-IoT, DCAD")
    assert set(change.coalitions) == {"DC3", "DC-IoT", "DC-PAL", "DCAD"}
    assert "without DC-PAL and with DCAD" in change.sentence


def test_a_segment_moves_within_its_session() -> None:
    change = only(with_segment(BEFORE, "DC-DAIG: main-session slot", **at("14:30", 10)))
    assert change.kind is ChangeKind.SEGMENT
    assert change.coalitions == ("DC-DAIG",)
    assert "moves within “Artificial intelligence and the common good” (S02): from Day 1" in change.sentence


def test_a_segment_that_keeps_its_place_in_a_session_that_moves_has_not_moved() -> None:
    after = with_session(BEFORE, MAIN, **at("14:30", 75))
    for request, start in (("DC-IoT: main-session slot", "15:15"), ("DC-DAIG: main-session slot", "15:25")):
        after = with_segment(after, request, **at(start, 10))
    change = only(after)
    assert (change.kind, change.session) == (ChangeKind.TIME, MAIN)
    assert set(change.coalitions) == {"DC-IoT", "DC-DAIG"}


def test_a_segment_that_moves_to_another_session_has_its_own_words() -> None:
    change = only(with_segment(BEFORE, "DC-DAIG: main-session slot", session="S04", **at("09:50", 10)))
    assert change.kind is ChangeKind.ELSEWHERE
    assert change.session == "S04"
    assert "The segment of DC-DAIG moves to another session: from “Artificial intelligence" in change.sentence


def test_requests_refused_now_that_had_no_session_of_their_own_appear() -> None:
    lost, segment = changes(refused(BEFORE, "IRPC: coalitions' main session"))
    assert (lost.kind, lost.coalitions, lost.wish) == (ChangeKind.REFUSED, ("IRPC",), "IRPC: coalitions' main session")
    assert (segment.kind, segment.coalitions, segment.session) == (ChangeKind.CANCELLED, ("IRPC",), "S03")
    assert segment.sentence.startswith("The segment of IRPC in “Messages of the Dynamic Coalitions” (S03) is cancelled")
    lost, member = changes(refused(BEFORE, "DC-PAL: joint session"))
    assert lost.sentence == (
        "DC-PAL loses its first choice (joint session); it was to be: “Joint: CONNECT”, Day 1 (Mon 16 Dec), "
        "16:15–17:45, Salle 3."
    )
    assert (member.kind, member.session) == (ChangeKind.PARTNERS, JOINT)


def test_those_who_represent_a_coalition_are_told_where_a_request_names_nobody() -> None:
    change = only(with_session(BEFORE, JOINT, room="Salle 4"))
    assert change.people == tuple(f"{c} coordinator {n}" for c in ("DC3", "DC-IoT", "DC-PAL") for n in (1, 2))


def test_people_whom_the_request_or_the_host_session_names_are_told() -> None:
    requests = tuple(
        one.model_copy(update={"people": ("DCAD coordinator 2",)}) if one.id == "DCAD: bilateral meeting" else one
        for one in INSTANCE.requests
    )
    hosts = tuple(
        one.model_copy(update={"people": ("IS3C coordinator 1",)}) if one.id == WORKSHOP else one
        for one in INSTANCE.sessions
    )
    named = INSTANCE.model_copy(update={"requests": requests, "sessions": hosts})
    (meeting,) = changes_between(named, BEFORE, with_session(BEFORE, "DCAD: bilateral meeting", day="Day 2"))
    (workshop,) = changes_between(named, BEFORE, with_session(BEFORE, WORKSHOP, room="Salle 14"))
    assert meeting.people == ("DCAD coordinator 2",)
    assert workshop.people == ("IS3C coordinator 1",)


def test_a_renamed_session() -> None:
    change = only(with_session(BEFORE, WORKSHOP, title="Networks"))
    assert (change.kind, change.after) == (ChangeKind.TITLE, "Networks")


def test_an_instance_that_has_changed_since_gives_what_it_can() -> None:
    bare = INSTANCE.model_copy(update={"days": (), "rooms": (), "sessions": (), "requests": (), "coalitions": ()})
    (change,) = changes_between(bare, BEFORE, with_session(BEFORE, JOINT, day="Day 2"))
    assert "from Day 1, 16:15–17:45 to Day 2, 16:15–17:45" in change.sentence


@given(
    some.lists(some.sampled_from([decision.request for decision in BEFORE.decisions if decision.granted]), unique=True)
)
def test_every_request_whose_fate_differs_is_told_to_its_coalition(requests: list[str]) -> None:
    after = BEFORE
    for request in requests:
        held = after.decision[request].session
        after = without_session(after, held) if held == request else refused(after, request)
    told = {name for change in changes(after) for name in change.coalitions}
    back = {name for change in changes(BEFORE, after) for name in change.coalitions}
    assert {request.split(":")[0] for request in requests} <= told
    assert told == back


@given(
    some.sampled_from([placed.id for placed in BEFORE.sessions]),
    some.sampled_from(["Day 0", "Day 1", "Day 2"]),
    some.integers(36, 68),
    some.sampled_from(["Salle 3", "Salle 4", "Plenary Hall"]),
)
def test_kinds_are_told_apart_by_what_differs(session: str, day: str, quarter: int, room: str) -> None:
    before = BEFORE.session[session]
    start = quarter * 15
    length = before.end - before.start
    found = changes(with_session(BEFORE, session, day=day, start=start, end=start + length, room=room))
    kinds = {change.kind for change in found if not change.segment}
    assert (ChangeKind.DAY in kinds) == (before.day != day)
    assert (ChangeKind.TIME in kinds) == (before.day == day and before.start != start)
    assert (ChangeKind.ROOM in kinds) == (before.room != room)
    assert kinds <= {ChangeKind.DAY, ChangeKind.TIME, ChangeKind.ROOM}
