"""Every type of session is placed where it is free, in one solve, and lightning talks fill the gap left to them."""

from __future__ import annotations

import pytest

from scheduler.core.instance import HostSession, Instance, Slot
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import SessionType, Use, type_use
from scheduler.search import Status, solve
from scheduler.verify import check
from tests.miniatures.build import SLOTS, away, host, tiny

GAP = tuple(
    Slot(grid="salles", day="Day 1", start=start, end=end, only=("lightning talk",))
    for start, end in (("12:20", "12:40"), ("12:45", "13:05"))
)


def placed(instance: Instance) -> Programme:
    """The programme that is proven best, and breaks nothing."""
    result = solve(instance)
    assert result.status is Status.PROVEN
    assert result.programme is not None
    assert check(instance, result.programme).violations == ()
    return result.programme


@pytest.mark.parametrize("session_type", SessionType)
def test_a_free_session_of_any_type_is_placed(session_type: SessionType) -> None:
    use = type_use(session_type)
    people = {
        "organiser": {"unavailable": (away(1, "00:00", "11:00"),)},
        "speaker": {"remote": True, "time_zone": "America/New_York"},
    }
    session = host(
        "S",
        type=session_type,
        minutes=60,
        audience=40,
        people=("organiser", "speaker"),
        coalitions=("DC-A",),
        forbidden_days=() if use is Use.DAY_ZERO else ("Day 2",),
    )
    instance = tiny(sessions=(session,), people=people)
    (found,) = placed(instance).sessions
    assert use in instance.room[found.room].uses
    assert instance.day[found.day].is_day_zero == (use is Use.DAY_ZERO)
    assert found.day != "Day 2"
    assert found.start >= 12 * 60, "before noon the speaker in New York would have to be there before six"


def test_lightning_talks_take_the_lunch_gap_and_nothing_else() -> None:
    talks = tuple(host(f"Talk {n}", type=SessionType.LIGHTNING_TALK, minutes=20) for n in range(1, 7))
    sessions: tuple[HostSession, ...] = (*talks, host("W1"))
    policy = {"only_in_own_slots": (SessionType.LIGHTNING_TALK,)}
    programme = placed(tiny(sessions=sessions, slots=(*SLOTS, *GAP), policy=policy))
    starts = {session.id: session.start for session in programme.sessions}
    assert starts.pop("W1") == 9 * 60
    assert set(starts.values()) == {12 * 60 + 20, 12 * 60 + 45}
