"""A made-up meeting is the same every time, is accepted by check, and there is a programme for it."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from scheduler.core.instance import Instance
from scheduler.core.vocabulary import Kind, RelationVerb, SessionType, Use
from scheduler.generate.drawn_meeting import DrawnMeeting, MeetingOrder, TooManyError, drawn_meeting, sufficient_rooms
from scheduler.generate.venue import LONG, SHORT
from scheduler.generate.write_meeting import write_meeting
from scheduler.intake import load
from scheduler.verify import check
from tests.generate.planned import planned_programme

ORDER = MeetingOrder(sessions=120, rooms=8, days=4, starts=5, coalitions=12, themes=12, seed=3)
FILES = ("planning.xlsx", "survey.csv", "README.md")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-up")
    write_meeting(folder, ORDER)
    return folder


@pytest.fixture(scope="module")
def instance(folder: Path) -> Instance:
    return load(folder).instance


@pytest.fixture(scope="module")
def meeting() -> DrawnMeeting:
    return drawn_meeting(ORDER)


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / folder.name
    write_meeting(again, ORDER)
    assert [(folder / name).read_bytes() for name in FILES] == [(again / name).read_bytes() for name in FILES]


def test_another_seed_gives_another_meeting(meeting: DrawnMeeting) -> None:
    other = drawn_meeting(MeetingOrder(sessions=120, rooms=8, days=4, starts=5, coalitions=12, themes=12, seed=4))
    assert other.rows["Sessions"] != meeting.rows["Sessions"]


def test_there_is_nothing_to_correct(folder: Path) -> None:
    loaded = load(folder)
    assert loaded.problems == ()


@pytest.mark.parametrize(
    ("sessions", "rooms", "days", "coalitions", "themes", "over_subscribed"),
    [(20, 60, 9, 100, 20, False), (20, 4, 3, 2, 4, False), (40, 60, 9, 50, 12, False), (60, 4, 3, 100, 5, True)],
)
def test_check_accepts_meetings_of_extreme_proportions(
    sessions: int, rooms: int, days: int, coalitions: int, themes: int, over_subscribed: bool, tmp_path: Path
) -> None:
    order = MeetingOrder(
        sessions=sessions,
        rooms=rooms,
        days=days,
        coalitions=coalitions,
        themes=themes,
        over_subscribed=over_subscribed,
    )
    write_meeting(tmp_path, order)
    assert load(tmp_path).instance.policy.kinds[Kind.JOINT].at_most == min(max(2, coalitions // 3), themes)


@pytest.mark.parametrize("seed", range(4))
def test_the_places_in_which_it_was_drawn_are_a_programme(seed: int, tmp_path: Path) -> None:
    order = MeetingOrder(sessions=150, rooms=9, days=4, starts=6, coalitions=9, themes=12, seed=seed)
    write_meeting(tmp_path, order)
    instance = load(tmp_path).instance
    verdict = check(instance, planned_programme(instance, drawn_meeting(order).sessions))
    assert [violation.sentence for violation in verdict.violations] == []


def test_places_are_written_for_few_sessions_only(instance: Instance) -> None:
    given = [session for session in instance.sessions if session.place]
    assert 0 < len(given) <= 6
    assert len(instance.sessions) == 120


def test_the_rooms_are_nearly_full(meeting: DrawnMeeting, instance: Instance) -> None:
    rooms = {room.id for room in instance.rooms if room.grid in (SHORT, LONG)}
    slots = Counter(slot.grid for slot in instance.slots)
    cells = sum(slots[room.grid] for room in instance.rooms if room.id in rooms)
    taken = sum(session.place is not None and session.place.room in rooms for session in meeting.sessions)
    assert 0.75 <= taken / cells <= 0.92


def test_themes_are_of_uneven_popularity(instance: Instance) -> None:
    by_theme = Counter(theme for session in instance.sessions for theme in session.themes)
    (_, most), (_, least) = by_theme.most_common()[0], by_theme.most_common()[-1]
    assert len(by_theme) == 12
    assert most >= 2 * least
    assert len({theme.subtheme for theme in instance.themes}) == 4
    assert sum(len(session.themes) == 1 for session in instance.sessions) > len(instance.sessions) / 2


def test_people_are_shared_remote_and_away(instance: Instance) -> None:
    times = Counter(person for session in instance.sessions for person in session.people)
    assert max(times.values()) >= 3
    assert any(person.remote and person.time_zone for person in instance.people)
    assert any(person.unavailable for person in instance.people)


def test_sessions_are_bound_to_days_and_to_each_other(instance: Instance) -> None:
    assert any(session.preferred_days for session in instance.sessions)
    assert any(session.forbidden_days for session in instance.sessions)
    assert len({relation.verb for relation in instance.relations}) >= 2
    assert all(relation.verb in RelationVerb for relation in instance.relations)
    assert any(session.coalitions for session in instance.sessions)
    assert instance.teams


def test_grids_do_not_align(instance: Instance) -> None:
    starts = {grid: {slot.start for slot in instance.slots if slot.grid == grid} for grid in ("Main hall", LONG, SHORT)}
    assert len(starts) == 3
    for one, other in combinations(starts.values(), 2):
        assert one - other


def test_lightning_talks_keep_to_the_lunch_gap(instance: Instance) -> None:
    lunch = [slot for slot in instance.slots if slot.only]
    assert lunch
    assert all(SessionType.LIGHTNING_TALK.value in slot.only for slot in lunch)
    assert instance.policy.only_in_own_slots == (SessionType.LIGHTNING_TALK,)


def test_too_many_sessions_are_refused_with_a_remedy() -> None:
    with pytest.raises(TooManyError, match=r"at most \d+ leave room for the coalitions\. Take more rooms"):
        drawn_meeting(MeetingOrder(sessions=350, rooms=5))


def test_more_sessions_than_places_on_demand(tmp_path: Path) -> None:
    order = MeetingOrder(sessions=120, rooms=5, days=3, starts=5, coalitions=4, themes=8, over_subscribed=True)
    write_meeting(tmp_path, order)
    instance = load(tmp_path).instance
    assert len(instance.sessions) == 120
    assert instance.policy.host_sessions_may_be_left_out
    assert len({session.weight for session in instance.sessions}) > 1
    assert sum(session.place is None for session in drawn_meeting(order).sessions) > 20


def test_rooms_are_as_many_as_are_comfortable() -> None:
    order = MeetingOrder(sessions=100, days=4, starts=6)
    rooms = sufficient_rooms(order)
    drawn_meeting(MeetingOrder(sessions=100, rooms=rooms, days=4, starts=6))
    assert sufficient_rooms(MeetingOrder(sessions=200, days=4, starts=6)) > rooms


def test_bilateral_meetings_and_booth_have_rooms_of_their_own(instance: Instance) -> None:
    assert sum(Use.BILATERAL in room.uses for room in instance.rooms) == 1
    assert len(instance.rooms) == ORDER.rooms + 2
