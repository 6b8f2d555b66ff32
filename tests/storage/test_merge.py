"""Two copies are merged where they do not touch; where they do, it is said who did what."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from scheduler.core.programme import Programme, Seat
from scheduler.core.vocabulary import State
from scheduler.roundtrip.sources import read_source
from scheduler.storage.programme_files import save_programme
from scheduler.storage.versions import VersionedFile, fingerprint, store_version, versions_of
from scheduler.storage.versions.common_ancestor import NoCommonAncestorError, require_common_ancestor
from scheduler.storage.versions.merge import MINE, THEIRS, MergeInput, MergeResult, merge, provenance_of
from tests.diff.altered import at, refused, with_decision, with_segment, with_session, without_session
from tests.reports.example import instance, programme

INSTANCE = instance()
BASE = programme(INSTANCE)
JOINT, RIGHTS, MEETING = "Joint: CONNECT", "Joint: RIGHTS", "DCAD: bilateral meeting"


def merged(mine: Programme, theirs: Programme, prefer: int | None = None) -> MergeResult:
    three = MergeInput(BASE, mine, theirs, ("Ana", "Bo"), prefer)
    provenance = provenance_of(three)
    assert provenance
    return merge(INSTANCE, three, provenance)


def together(mine: Programme, theirs: Programme) -> Programme:
    found = merged(mine, theirs)
    assert found.conflicts == ()
    return found.programme


def test_two_sessions_moved_by_two_people() -> None:
    found = together(with_session(BASE, JOINT, **at("17:00", 90)), with_session(BASE, MEETING, day="Day 2"))
    assert (found.session[JOINT].start, found.session[MEETING].day) == (17 * 60, "Day 2")


def test_time_room_title_and_state_of_one_session_do_not_touch() -> None:
    mine = with_session(BASE, JOINT, day="Day 2", state=State.ANNOUNCED)
    theirs = with_session(BASE, JOINT, room="Salle 4", title="Networks")
    placed = together(mine, theirs).session[JOINT]
    assert (placed.day, placed.room, placed.title, placed.state) == ("Day 2", "Salle 4", "Networks", State.ANNOUNCED)


def test_the_same_done_by_both_is_no_conflict() -> None:
    both = with_session(BASE, JOINT, day="Day 2")
    assert together(both, both).session == both.session


def test_one_session_moved_by_both_is_told_with_who_moved_it_where() -> None:
    mine, theirs = with_session(BASE, JOINT, **at("17:00", 90)), with_session(BASE, JOINT, day="Day 2")
    found = merged(mine, theirs)
    assert found.conflicts == (
        "“Joint: CONNECT” (DC3, DC-IoT, DC-PAL): Ana has it on Day 1 (Mon 16 Dec), 17:00–18:30; Bo has it on Day 2 "
        "(Tue 17 Dec), 16:15–17:45; it was on Day 1 (Mon 16 Dec), 16:15–17:45.",
    )
    for prefer, end in ((MINE, mine), (THEIRS, theirs)):
        assert merged(mine, theirs, prefer).programme.session[JOINT] == end.session[JOINT]


def test_a_session_cancelled_by_one_and_untouched_by_the_other_is_cancelled() -> None:
    found = together(BASE, without_session(BASE, MEETING))
    assert MEETING not in found.session
    assert MEETING not in found.granted


def test_a_session_cancelled_by_one_and_moved_by_the_other() -> None:
    mine, theirs = without_session(BASE, MEETING), with_session(BASE, MEETING, day="Day 2")
    found = merged(mine, theirs)
    assert found.conflicts == (
        "“DCAD: bilateral meeting”: Ana cancels it; Bo has it on Day 2 (Tue 17 Dec), 14:00–15:30, in Salle 18; it was "
        "on Day 1 (Mon 16 Dec), 14:00–15:30, in Salle 18.",
    )
    assert MEETING not in merged(mine, theirs, MINE).programme.granted
    kept = merged(mine, theirs, THEIRS).programme
    assert MEETING in kept.granted
    assert kept.session[MEETING].day == "Day 2"


def test_new_sessions_of_both_are_there() -> None:
    base = without_session(without_session(BASE, MEETING), "DC3: booth shift")
    three = MergeInput(base, without_session(BASE, MEETING), without_session(BASE, "DC3: booth shift"), ("Ana", "Bo"))
    found = merge(INSTANCE, three, BASE.provenance)
    assert found.conflicts == ()
    assert found.programme.session.keys() == BASE.session.keys()
    assert found.programme.granted == BASE.granted


def test_a_joint_session_that_one_leaves_and_another_joins() -> None:
    theirs = with_session(BASE, JOINT, coalitions=("DC3", "DC-IoT", "DC-PAL", "DCAD"))
    theirs = with_session(theirs, RIGHTS, coalitions=("IRPC",))
    theirs = with_decision(theirs, "DCAD: joint session", session=JOINT)
    found = together(refused(BASE, "DC-PAL: joint session"), theirs)
    assert found.session[JOINT].coalitions == ("DC3", "DC-IoT", "DCAD")
    assert found.session[RIGHTS].coalitions == ("IRPC",)
    assert found.decision["DCAD: joint session"].session == JOINT
    assert "DC-PAL: joint session" not in found.granted


def test_one_coalition_put_into_two_joint_sessions_goes_where_the_preferred_side_has_it() -> None:
    mine = refused(BASE, "DCAD: joint session")
    theirs = with_session(BASE, JOINT, coalitions=("DC3", "DC-IoT", "DC-PAL", "DCAD"))
    theirs = with_decision(with_session(theirs, RIGHTS, coalitions=("IRPC",)), "DCAD: joint session", session=JOINT)
    assert merged(mine, theirs).conflicts == (
        "“DCAD: joint session”: Ana refuses it; Bo grants it in “Joint: CONNECT”; it was in “Joint: RIGHTS”.",
    )
    for prefer, end in ((MINE, mine), (THEIRS, theirs)):
        found = merged(mine, theirs, prefer).programme
        assert found.granted == end.granted
        assert {placed.id: set(placed.coalitions) for placed in found.sessions} == {
            placed.id: set(placed.coalitions) for placed in end.sessions
        }


def test_segments_follow_their_session_and_close_up_where_one_is_cancelled() -> None:
    theirs = with_session(BASE, "S02", **at("14:30", 75))
    for request, start in (("DC-IoT: main-session slot", "15:15"), ("DC-DAIG: main-session slot", "15:25")):
        theirs = with_segment(theirs, request, **at(start, 10))
    found = together(refused(BASE, "DC-IoT: main-session slot"), theirs)
    (segment,) = (part for part in found.segments if part.session == "S02")
    assert (segment.request, segment.order) == ("DC-DAIG: main-session slot", 1)
    assert {"start": segment.start, "end": segment.end} == at("15:15", 10)


def test_segments_put_in_another_order_by_one() -> None:
    mine = with_segment(BASE, "DC-IoT: main-session slot", order=2, **at("14:25", 10))
    mine = with_segment(mine, "DC-DAIG: main-session slot", order=1, **at("14:15", 10))
    for found in (together(mine, BASE), together(BASE, mine)):
        inside = [part.coalition for part in found.segments if part.session == "S02"]
        assert inside == ["DC-DAIG", "DC-IoT"]


def test_states_and_seats() -> None:
    mine = BASE.model_copy(update={"state": State.PROPOSED})
    theirs = BASE.model_copy(update={"committee": (Seat(coalition="YCIG", person="YCIG coordinator 2"),)})
    found = together(mine, theirs)
    assert (found.state, found.committee) == (State.PROPOSED, theirs.committee)
    conflict = merged(mine, BASE.model_copy(update={"state": State.AMENDED})).conflicts
    assert conflict == ("The programme: Ana sets it to proposed; Bo sets it to amended; it was draft.",)


def test_programmes_for_two_states_of_the_instance_are_not_mixed() -> None:
    mine, theirs = (
        BASE.model_copy(update={"provenance": BASE.provenance.model_copy(update={"instance_sha256": letter * 64})})
        for letter in "ab"
    )
    assert provenance_of(MergeInput(BASE, mine, theirs, ("Ana", "Bo"))) is None
    assert provenance_of(MergeInput(BASE, mine, theirs, ("Ana", "Bo"), THEIRS)) == theirs.provenance
    assert provenance_of(MergeInput(BASE, BASE, theirs, ("Ana", "Bo"))) == theirs.provenance


SESSIONS = some.sampled_from([placed.id for placed in BASE.sessions if not placed.id.startswith("S0")])
EDITS = some.fixed_dictionaries(
    {}, optional={"day": some.sampled_from(["Day 0", "Day 2"]), "room": some.just("Salle 5"), "title": some.just("T")}
)
CANCELLED = some.sets(some.sampled_from(["DCAD: bilateral meeting", "DC3: booth shift", "DC-PAL: joint session"]))


def edited(edits: dict[str, dict[str, str]], cancelled: set[str]) -> Programme:
    found = BASE
    for session, fields in edits.items():
        found = with_session(found, session, **fields)
    for name in sorted(cancelled):
        found = without_session(found, name) if name in found.session else refused(found, name)
    return found


@given(some.dictionaries(SESSIONS, EDITS, max_size=6), CANCELLED)
def test_what_only_one_changed_comes_out_as_it_is(edits: dict[str, dict[str, str]], cancelled: set[str]) -> None:
    one = edited(edits, cancelled)
    assert together(one, BASE).sha256 == together(BASE, one).sha256 == together(one, one).sha256 == one.sha256


@given(some.dictionaries(SESSIONS, EDITS, max_size=6), some.dictionaries(SESSIONS, EDITS, max_size=6), CANCELLED)
def test_who_is_mine_and_who_is_theirs_does_not_matter_where_they_do_not_touch(
    ours: dict[str, dict[str, str]], others: dict[str, dict[str, str]], cancelled: set[str]
) -> None:
    touched = set(ours) | cancelled
    others = {name: fields for name, fields in others.items() if name not in touched}
    mine, theirs = edited(ours, cancelled), edited(others, set())
    both = edited({**ours, **others}, cancelled)
    assert {**together(mine, theirs).session} == {**together(theirs, mine).session} == {**both.session}
    assert together(mine, theirs).granted == both.granted


# What both came from.


def test_the_base_is_the_last_version_that_both_have(tmp_path: Path) -> None:
    for name in ("ana", "bo"):
        (tmp_path / name).mkdir()
    ours, copy = tmp_path / "ana" / "igf.json", tmp_path / "bo" / "igf.json"
    second = with_session(BASE, JOINT, room="Salle 4")
    store_version(BASE, ours)
    store_version(second, ours)
    save_programme(second, copy)
    store_version(with_session(second, JOINT, day="Day 2"), copy)
    store_version(with_session(second, MEETING, day="Day 2"), ours)
    assert require_common_ancestor(read_source(str(ours)), read_source(str(copy))) == second


def test_a_file_changed_by_hand_came_from_its_newest_version(tmp_path: Path) -> None:
    ours = tmp_path / "igf.json"
    store_version(BASE, ours)
    save_programme(with_session(BASE, JOINT, day="Day 2"), ours)
    assert require_common_ancestor(read_source(f"{ours}@1"), read_source(str(ours))) == BASE


def test_after_a_merge_the_base_is_what_was_merged(tmp_path: Path) -> None:
    ours = tmp_path / "igf.json"
    theirs = with_session(BASE, JOINT, day="Day 2")
    both = with_session(theirs, MEETING, day="Day 2")
    head = VersionedFile(ours)
    head.store(BASE)
    head.store(with_session(BASE, MEETING, day="Day 2"))
    mine = fingerprint(versions_of(ours)[-1].programme)
    head.add(theirs, parents=(fingerprint(BASE),))
    head.store(both, parents=(mine, fingerprint(theirs)))
    assert versions_of(ours)[-1].parents == (mine, fingerprint(theirs))
    assert require_common_ancestor(read_source(str(ours)), read_source(f"{ours}@3")) == theirs


def test_without_any_version_nothing_is_guessed(tmp_path: Path) -> None:
    for name, one in (("a.json", BASE), ("b.json", with_session(BASE, JOINT, day="Day 2"))):
        save_programme(one, tmp_path / name)
    with pytest.raises(NoCommonAncestorError, match="Give that programme with --base"):
        require_common_ancestor(read_source(str(tmp_path / "a.json")), read_source(str(tmp_path / "b.json")))
