"""Counting alone: sessions that find no place for each of them, however they are shifted about."""

from __future__ import annotations

from scheduler.core.instance import Slot
from scheduler.core.vocabulary import Use
from scheduler.model.counting_checks import cannot_fit
from tests.miniatures.build import at, host, tiny

ONE_ROOM = {"Salle 2": {"uses": (Use.BILATERAL,)}, "Salle 3": {"uses": (Use.BILATERAL,)}}
SLOTS = tuple(Slot(grid="salles", day=day, start="09:00", end="10:30") for day in ("Day 1", "Day 2"))


def test_each_finds_a_place_by_shifting_the_others() -> None:
    sessions = (host("W1"), host("W2", forbidden_days=("Day 2",)))
    assert cannot_fit(tiny(sessions=sessions, rooms=ONE_ROOM, slots=SLOTS)) == ()


def test_more_sessions_than_places() -> None:
    sessions = (host("W1"), host("W2", forbidden_days=("Day 2",)), host("W3", forbidden_days=("Day 2",)))
    assert cannot_fit(tiny(sessions=sessions, rooms=ONE_ROOM, slots=SLOTS)) == (
        "2 sessions that must be held have only 1 room and time between them: W2, W3. Free 1 more place or take "
        "sessions out.",
    )


def test_a_place_that_is_given_is_taken() -> None:
    sessions = (host("W1", at("Salle 1", 2, "09:20")), host("W2", forbidden_days=("Day 1",)))
    assert cannot_fit(tiny(sessions=sessions, rooms=ONE_ROOM, slots=SLOTS)) == (
        "W2 (workshop, 90 minutes) has no possible place: of 6 rooms and times, 4 meant for something else, 1 on a "
        "forbidden day, 1 taken by given sessions.",
    )


def test_where_sessions_may_be_left_out_none_is_too_many() -> None:
    sessions = tuple(host(f"W{number}") for number in range(5))
    policy = {"host_sessions_may_be_left_out": True}
    assert cannot_fit(tiny(sessions=sessions, rooms=ONE_ROOM, slots=SLOTS, policy=policy)) == ()


def test_of_many_sessions_the_first_are_named() -> None:
    sessions = tuple(host(f"W{number:02}") for number in range(40))
    days = tuple(
        slot.model_copy(update={"start": start, "end": start + 90}) for slot in SLOTS for start in range(540, 570)
    )
    (sentence,) = cannot_fit(tiny(sessions=sessions, rooms=ONE_ROOM, slots=days[:35]))
    assert "W29 and " in sentence
    assert "W30" not in sentence
