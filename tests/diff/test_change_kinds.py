"""All views of what changed count by one list of kinds, and agree where they count the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from scheduler.catalogue.change_kinds import CHANGE, CHANGES, VIEWS, ChangeHeading, ChangeKind, ChangeSubject
from scheduler.diff import changes_between, deciding_changes, request_changes
from scheduler.verify.noticed_changes import noticeable_changes
from tests.diff.altered import refused, with_session
from tests.diff.test_changes import BEFORE, INSTANCE

IN_PLACE = (ChangeKind.DAY, ChangeKind.TIME, ChangeKind.ROOM)
FREE = [p.id for p in BEFORE.sessions if not (p.id in INSTANCE.session and INSTANCE.session[p.id].place)]


def test_every_kind_has_one_record_wishes_first_then_in_the_order_of_its_weight() -> None:
    assert [record.kind for record in CHANGES] == list(ChangeKind)
    assert len(CHANGE) == len(CHANGES)
    assert [record.kind for record in CHANGES[:2]] == [ChangeKind.REFUSED, ChangeKind.GRANTED]
    weights = [record.points for record in CHANGES if record.kind is not ChangeKind.GRANTED]
    assert weights == sorted(weights, reverse=True)


def test_what_lists_show_is_wishes_lost_and_gained_and_what_changes_sessions_and_segments() -> None:
    assert list(dict.fromkeys(record.heading for record in CHANGES))[:2] == [ChangeHeading.LOST, ChangeHeading.GAINED]
    assert list(ChangeHeading)[:2] == [ChangeHeading.LOST, ChangeHeading.GAINED]
    assert {record.heading for record in CHANGES} == set(ChangeHeading)


def test_every_change_of_a_request_has_words_and_what_decides_is_one() -> None:
    of_requests = [record for record in CHANGES if ChangeSubject.REQUEST in record.about]
    assert of_requests == [record for record in CHANGES if record.compared]
    assert {record.kind for record in CHANGES if record.decides} < {record.kind for record in of_requests}
    assert all(VIEWS.values())


@given(
    some.sampled_from(FREE),
    some.sampled_from(["Day 0", "Day 1", "Day 2"]),
    some.integers(36, 68),
    some.sampled_from(["Salle 3", "Salle 4", "Plenary Hall"]),
)
def test_lists_replanning_and_candidates_agree_on_a_move(session: str, day: str, quarter: int, room: str) -> None:
    old = BEFORE.session[session]
    start = quarter * 15
    after = with_session(BEFORE, session, day=day, start=start, end=start + old.end - old.start, room=room)
    listed = [change.kind for change in changes_between(INSTANCE, BEFORE, after) if not change.segment]
    noticed = [change.kind for change in noticeable_changes(INSTANCE, BEFORE, after) if change.kind in IN_PLACE]
    assert listed == noticed
    own = [decision.request for decision in BEFORE.decisions if decision.granted and decision.session == session]
    without_segments = {request for request in own if all(part.request != request for part in BEFORE.segments)}
    found = [change for change in request_changes(BEFORE, after) if change.request in without_segments]
    assert [change.kind for change in found] == listed * len(without_segments)
    assert {change.kind for change in deciding_changes(BEFORE, after)} <= {ChangeKind.DAY}


def test_a_refusal_is_one_change_for_replanning_and_for_a_choice() -> None:
    granted = [decision.request for decision in BEFORE.decisions if decision.granted]
    assert granted
    for request in granted:
        after = refused(BEFORE, request)
        noticed = [c.about for c in noticeable_changes(INSTANCE, BEFORE, after) if c.kind is ChangeKind.REFUSED]
        decides = [c.request for c in deciding_changes(BEFORE, after) if c.kind is ChangeKind.REFUSED]
        assert noticed == decides == [request]
