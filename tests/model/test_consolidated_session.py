"""The consolidated form: three hours of the coalitions' own, placed freely, in which everybody who asks has minutes."""

from __future__ import annotations

from scheduler.core.instance import HostSession, Slot
from scheduler.core.vocabulary import Kind, SessionType
from scheduler.search import Status, solve
from scheduler.verify import check
from tests.miniatures.build import COALITIONS, DAYS, SLOTS, ask, at, host, tiny

THREE_HOURS = tuple(Slot(grid="hall", day=day.id, start="09:30", end="12:30") for day in DAYS)


def test_three_hours_are_placed_beside_shorter_slots_and_filled_in_order() -> None:
    consolidated = HostSession(
        id="Consolidated",
        title="What the coalitions bring",
        type=SessionType.COALITIONS_MAIN,
        minutes=180,
        coalition_minutes=150,
        segments_after=15,
    )
    # It stands across both short slots of the morning: Day 1 is taken from half past eleven, so Day 2 is left.
    instance = tiny(
        tuple(ask(coalition.id, Kind.SEGMENT, minutes=30) for coalition in COALITIONS),
        (consolidated, host("Main", at("Hall", 1, "11:30"))),
        slots=SLOTS + THREE_HOURS,
    )
    result = solve(instance)
    assert result.status is Status.PROVEN
    assert result.programme is not None
    assert check(instance, result.programme).violations == ()
    placed = result.programme.session["Consolidated"]
    assert (placed.when, placed.room) == ("Day 2 09:30–12:30", "Hall")
    assert [(segment.order, segment.start, segment.end) for segment in result.programme.segments] == [
        (order, 9 * 60 + 45 + 30 * (order - 1), 9 * 60 + 45 + 30 * order) for order in range(1, 6)
    ]
