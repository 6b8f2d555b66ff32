"""Why each thing moved, and who must be told: true of the two programmes, and told by the check."""

from __future__ import annotations

import threading

import pytest

from scheduler.core.clock import Window
from scheduler.core.instance import Instance, Placement
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind, State
from scheduler.diff import ChangeKind
from scheduler.planning.service import Ending, plan
from scheduler.replan import ReplanResult, replan
from scheduler.replan.curve import curve_sentences
from scheduler.replan.open_replan import replan_input_of
from scheduler.replan.replanning import ReplanOptions
from scheduler.verify import check
from tests.checked import some
from tests.miniatures.build import altered, ask, at, host, main, programme, tiny

ONLY_SALLES = {"rooms": {"Salle 3": {"uses": ()}}}
NINE_1, NINE_2 = at("Salle 1", 1, "09:00"), at("Salle 2", 1, "09:00")
CROWDED = tiny((), (host("Large", audience=90), host("Small", audience=90)), **ONLY_SALLES)
"""Both fit Salle 1 alone."""

ZERO_A, ZERO_B = "DC-A: day-zero event", "DC-B: day-zero event"
ONE_PLACE = tiny((ask("DC-A", Kind.DAY_ZERO), ask("DC-B", Kind.DAY_ZERO)), kinds={Kind.DAY_ZERO: {"at_most": 1}})


def planned(instance: Instance, before: Programme, *texts: str, further: int = 0) -> ReplanResult:
    return replan(replan_input_of(instance, before, texts), ReplanOptions(workers=1), further)


def published(before: Programme) -> Programme:
    return altered(
        before, sessions=tuple(placed.model_copy(update={"state": State.PUBLISHED}) for placed in before.sessions)
    )


def places(found: Programme) -> dict[str, Placement]:
    return {p.id: Placement(room=p.room, day=p.day, start=p.start) for p in found.sessions}


def test_a_session_in_a_closed_room_moves_because_of_it() -> None:
    before = programme(tiny((), (host("WS"),)), hosts={"WS": NINE_1})
    found = planned(tiny((), (host("WS"),)), before, "close Salle 1: day 1")
    assert found.programme is not None
    assert places(found.programme)["WS"].start == NINE_1.start
    assert [change.session for change in found.changes] == ["WS"]
    assert found.causes == ("Because of the amendment: Salle 1 is closed on Day 1.",)
    assert [told.who for told in found.notifications] == ["the organisers of “WS” (WS)"]


def test_a_session_that_makes_room_says_for_which() -> None:
    instance = tiny((), (host("Large", audience=90), host("Any", weight=1)), **ONLY_SALLES)
    before = programme(instance, hosts={"Large": at("Salle 1", 2, "09:00"), "Any": NINE_1})
    other_times = [f"close Salle 1: day 1 {span}" for span in ("10:40-12:10", "14:00-15:30", "16:00-17:30")]
    found = planned(instance, before, "close Salle 1: day 2", *other_times)
    causes = {change.session: cause for change, cause in zip(found.changes, found.causes, strict=True)}
    assert causes["Large"] == "Because of the amendment: Salle 1 is closed on Day 2."
    assert causes["Any"].startswith("It makes room for “Large”. Where it was, this would not hold: ")


def test_partners_of_a_coalition_that_cancels_are_told_and_stay() -> None:
    instance = tiny(tuple(ask(coalition, Kind.JOINT) for coalition in ("DC-A", "DC-B", "DC-C")))
    before = programme(instance, joint={"CONNECT": (("DC-A", "DC-B", "DC-C"), NINE_1)})
    found = planned(instance, before, "cancel DC-C")
    assert found.noticed == ()
    assert [change.kind for change in found.changes] == [ChangeKind.REFUSED, ChangeKind.PARTNERS]
    assert set(found.causes) == {"Because of the amendment: DC-C withdraws its wishes."}
    assert [told.who for told in found.notifications] == ["DC-A", "DC-B", "DC-C"]
    assert found.notifications[0].people == ("DC-A coordinator 1",)


def test_minutes_in_a_given_session_fall_away_because_of_who_cancels() -> None:
    slots = (ask("DC-A", Kind.MAIN_SLOT), ask("DC-B", Kind.MAIN_SLOT))
    instance = tiny(slots, (main("Main", at("Hall", 1, "09:30")),))
    before = programme(instance, segments={"Main": (slots[0].id, slots[1].id)})
    found = planned(instance, before, "cancel DC-A")
    kinds = [ChangeKind.REFUSED, ChangeKind.SEGMENT, ChangeKind.CANCELLED]
    assert [change.kind for change in found.changes] == kinds
    assert set(found.causes) == {"Because of the amendment: DC-A withdraws its wishes."}


def test_a_place_that_falls_free_goes_to_nobody_unless_further_changes_are_allowed() -> None:
    before = programme(ONE_PLACE, {ZERO_A: at("Salle 1", 0, "09:00")})
    assert planned(ONE_PLACE, before, "cancel DC-A").noticed == ()
    found = planned(ONE_PLACE, before, "cancel DC-A", further=1)
    assert found.programme is not None
    assert ZERO_B in found.programme.granted
    assert found.causes[-1].startswith("It could have stayed, but then “")


def test_the_curve_says_what_further_changes_buy() -> None:
    before = programme(ONE_PLACE, {ZERO_A: at("Salle 1", 0, "09:00")})
    found = replan(replan_input_of(ONE_PLACE, before, ["cancel DC-A"]), ReplanOptions(workers=1), curve=(0, 1, 3))
    assert [(point.further, point.used, point.proven) for point in found.curve] == [
        (0, 0, True),
        (1, 1, True),
        (3, 1, True),
    ]
    one, three = curve_sentences(found.curve[0], found.curve)
    assert one.startswith("1 further change buys: Coalitions that asked and received nothing at all: from 1 to 0")
    assert three.startswith("3 further changes buy (with 1 of them): ")


def test_what_is_published_holds_and_what_stands_against_it_is_said() -> None:
    before = published(programme(ONE_PLACE, {ZERO_A: at("Salle 1", 0, "09:00")}))
    found = planned(ONE_PLACE, before, f"grant {ZERO_B}")
    assert (found.ending, found.programme) == (Ending.INFEASIBLE, None)
    assert f"release {ZERO_A}, which is published" in " ".join(found.sentences)
    released = planned(ONE_PLACE, before, f"grant {ZERO_B}", "release DC-A")
    assert released.programme is not None
    assert released.programme.granted == {ZERO_B}


def test_what_cannot_stay_published_is_released_and_that_is_said() -> None:
    instance = tiny((), (host("WS"),))
    before = published(programme(instance, hosts={"WS": NINE_1}))
    situation = replan_input_of(instance, before, ["close Salle 1: day 1"])
    assert any(said.startswith("“WS” is released, for it cannot stay as it is: ") for said in situation.notes)
    found = replan(situation, ReplanOptions(workers=1))
    assert found.programme is not None
    assert found.programme.session["WS"].state is State.PUBLISHED


def test_the_new_programme_is_bound_to_the_amended_instance_and_proves_no_more_than_it_can() -> None:
    instance = tiny((), (host("WS"),))
    before = programme(instance, hosts={"WS": at("Salle 2", 2, "14:00")})
    found = planned(instance, before, "close Salle 1: day 1").programme
    assert found is not None
    assert found.provenance.amendments == ("close Salle 1: Day 1",)
    assert found.provenance.instance_sha256 != found.provenance.base_sha256 == instance.sha256
    assert all(score.proven is (score.value == 0) for score in some(found.scores))
    assert places(found) == {"WS": at("Salle 2", 2, "14:00")}


@pytest.mark.parametrize("stopped", [False, True])
def test_what_is_saved_on_the_way_is_checked(stopped: bool) -> None:
    instance = CROWDED
    before = plan(instance, workers=1).programme
    assert before is not None
    saved: list[Programme] = []
    stop = threading.Event()

    def save(found: Programme) -> None:
        saved.append(found)
        if stopped:
            stop.set()

    situation = replan_input_of(instance, before, ["close Salle 1: day 1"])
    found = replan(situation, ReplanOptions(workers=1, stop=stop, save=save))
    assert found.ending is (Ending.STOPPED if stopped else Ending.PROVEN)
    assert found.programme is not None
    assert saved
    for programme_on_the_way in saved:
        assert check(situation.instance, programme_on_the_way).violations == ()


def longer(instance: Instance, session: str, minutes: int) -> Instance:
    """The sheets as they are after somebody wrote another length."""
    sessions = tuple(s.model_copy(update={"minutes": minutes}) if s.id == session else s for s in instance.sessions)
    return instance.model_copy(update={"sessions": sessions})


def causes_of(found: ReplanResult) -> dict[ChangeKind, str]:
    return {change.kind: cause for change, cause in zip(found.changes, found.causes, strict=True)}


def test_a_new_length_is_the_reason_for_a_new_end() -> None:
    short = tiny((), (host("WS", minutes=60),))
    before = programme(short, hosts={"WS": NINE_1})
    found = planned(longer(short, "WS", 90), before)
    assert causes_of(found) == {ChangeKind.TIME: "Because the sheets say so: it takes 90 minutes, no longer 60."}


def test_a_new_length_is_the_reason_for_a_move_that_the_old_length_did_not_need() -> None:
    """Until 10:00 Salle 1 is open: an hour fits there, ninety minutes do not."""
    closed = {"Salle 1": {"closed": (Window(day="Day 1", start=600, end=1080),)}}
    short = tiny((), (host("WS", minutes=60),), rooms=closed)
    before = programme(short, hosts={"WS": NINE_1})
    moved = some(causes_of(planned(longer(short, "WS", 90), before)).values())
    assert all("the sheets say so: it takes 90 minutes, no longer 60." in cause for cause in moved)
    assert any("Where it was, this would not hold" in cause for cause in moved)


def test_what_was_asked_stays_the_reason_beside_a_new_length() -> None:
    short = tiny((), (host("WS", minutes=60),))
    before = programme(short, hosts={"WS": NINE_1})
    found = planned(longer(short, "WS", 90), before, "close Salle 1: day 1 09:00-10:00; day 1 10:00-18:00")
    closed = "Salle 1 is closed on Day 1 09:00–10:00 and Day 1 10:00–18:00."
    assert causes_of(found)[ChangeKind.ROOM] == f"Because of the amendment: {closed}"


def test_a_new_length_is_the_reason_for_a_segment_that_ends_at_another_time() -> None:
    slot = ask("DC-A", Kind.MAIN_SLOT, minutes=10)
    instance = tiny((slot,), (main("Main", at("Hall", 1, "09:30")),))
    before = programme(instance, segments={"Main": (slot.id,)})
    changed = tiny((slot.model_copy(update={"minutes": 15}),), instance.sessions)
    causes = causes_of(planned(changed, before))
    assert causes == {ChangeKind.SEGMENT: "Because the sheets say so: it takes 15 minutes, no longer 10."}
