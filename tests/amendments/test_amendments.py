"""What people write of a change is understood, carried out, and written so that it is read again."""

from __future__ import annotations

import pytest

from scheduler.core.clock import Window
from scheduler.core.instance import Instance, Pin
from scheduler.core.lookup import NotUnderstoodError
from scheduler.core.vocabulary import Kind, PinVerb
from scheduler.intake.amendments import amend, amend_all, split
from tests.miniatures.build import ask, at, host, main, tiny

INSTANCE = tiny(
    (
        ask("DC-A", Kind.DAY_ZERO),
        ask("DC-A", Kind.BILATERAL, 2),
        ask("DC-B", Kind.JOINT),
        ask("DC-C", Kind.JOINT),
    ),
    (
        host("WS 1", at("Salle 1", 1, "09:00"), people=("DC-B coordinator 1",)),
        host("WS 2", at("Salle 2", 1, "14:00")),
        main("Main 1", at("Hall", 1, "09:30")),
    ),
    pins=(Pin(verb=PinVerb.GRANT, subject="DC-A: day-zero event"),),
)

WRITTEN = {
    "cancel DC-A": "cancel DC-A",
    "DC-A withdraws": "cancel DC-A",
    "Cancel coalition a": "cancel DC-A",
    "cancel DC-A: day zero": "cancel DC-A: day-zero event",
    "cancel WS 2": "cancel WS 2",
    "close Salle 1: day 1": "close Salle 1: Day 1",
    "close Salle 1: day 1 14:00-16:00": "close Salle 1: Day 1 14:00–16:00",
    "close Salle 1": "close Salle 1",
    "the Salle 1 is closed on Monday morning": "close Salle 1: Day 1 00:00–13:00",
    "close Salle 1: day 1 14:00-16:00; Tuesday": "close Salle 1: Day 1 14:00–16:00; Day 2",
    "close Salle 1: day 1 09:00-10:00; 14:00-16:00": "close Salle 1: Day 1 09:00–10:00; Day 1 14:00–16:00",
    "close Salle 1: 09:00-10:00": "close Salle 1: 09:00–10:00",
    "close Salle 1: day 0; day 1; day 2": "close Salle 1",
    "close Salle 1: day 1 9:00-10:00; day 1 11:00-12:00; day 1 13:00-14:00": (
        "close Salle 1: Day 1 09:00–10:00; Day 1 11:00–12:00; Day 1 13:00–14:00"
    ),
    "DC-B away Monday morning; Tuesday": "unavailable DC-B: Day 1 00:00–13:00; Day 2",
    "unavailable DC-B: day 2": "unavailable DC-B: Day 2",
    "unavailable DC-B coordinator 1: day 1 09:00-11:00": "unavailable DC-B coordinator 1: Day 1 09:00–11:00",
    "DC-B away Tuesday": "unavailable DC-B: Day 2",
    "add DC-B: day-zero event": "add DC-B: day-zero event",
    "add DC-B: day-zero event, rank 1, 60 people, 75 minutes": (
        "add DC-B: day-zero event, rank 1, 60 people, 75 minutes"
    ),
    "grant DC-B: joint session": "grant DC-B: joint session",
    "refuse DC-B: joint session": "refuse DC-B: joint session",
    "hold WS 1: Salle 2, day 2 09:00": "hold WS 1: Salle 2 | Day 2 09:00",
    "hold DC-A: day-zero event: Day 0 14:00": "hold DC-A: day-zero event: Day 0 14:00",
    "hold DC-B: joint session: in Joint: RIGHTS": "hold DC-B: joint session: in Joint: RIGHTS",
    "release DC-A": "release DC-A",
    "release all": "release all",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_an_amendment_is_written_so_that_it_is_read_again(text: str) -> None:
    made = amend(INSTANCE, text)
    assert made.written == WRITTEN[text]
    again = amend(INSTANCE, made.written)
    assert (again.written, again.instance.sha256) == (made.written, made.instance.sha256)


def test_several_stretches_of_time_stay_with_their_closing_where_texts_are_split() -> None:
    texts = ["cap=9; close Salle 1: day 1 09:00-10:00; Tuesday 14:00-15:00; DC-A away Monday; Tuesday", "day 1; cap=3"]
    assert split(texts) == [
        "cap=9",
        "close Salle 1: day 1 09:00-10:00; Tuesday 14:00-15:00",
        "DC-A away Monday; Tuesday",
        "day 1",
        "cap=3",
    ]


def after(*texts: str) -> Instance:
    return amend_all(INSTANCE, texts)[0]


def test_a_coalition_that_cancels_takes_its_wishes_and_their_pins_with_it() -> None:
    instance = after("cancel DC-A")
    assert [request.coalition for request in instance.requests] == ["DC-B", "DC-C"]
    assert instance.pins == ()


def test_given_sessions_that_stood_in_a_closed_room_are_placed_anew() -> None:
    made = amend(INSTANCE, "close Salle 1: day 1 09:00-10:00")
    assert made.instance.room["Salle 1"].closed == (Window(day="Day 1", start=540, end=600),)
    assert made.instance.session["WS 1"].place is None
    assert made.instance.session["WS 2"].place is not None
    assert "WS 1" in made.follows


def test_given_sessions_that_need_somebody_who_is_away_are_placed_anew() -> None:
    instance = after("unavailable DC-B coordinator 1: day 1")
    assert instance.session["WS 1"].place is None
    assert instance.session["WS 2"].place is not None


def test_a_late_wish_is_the_last_choice_unless_its_rank_is_given() -> None:
    assert after("add DC-A: booth shift").request["DC-A: booth shift"].rank == 3
    added = after("add DC-A: bilateral meeting, rank 1").request["DC-A: bilateral meeting 2"]
    assert (added.rank, added.minutes, added.themes) == (1, 90, ("CONNECT", "RIGHTS"))


def test_a_given_session_that_is_held_elsewhere_is_given_there() -> None:
    assert after("hold WS 1: Salle 2").session["WS 1"].place == at("Salle 2", 1, "09:00")


def test_what_is_released_is_no_longer_pinned() -> None:
    assert after("release DC-A").pins == ()
    assert len(after("release DC-B").pins) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cancel DC-Z", "DC-E"),
        ("close Salle 9: day 1", "Salle 1"),
        ("close Salle 1: day 9", "Day 0"),
        ("close Salle 1: day 1 16:00-14:00", "must end after it starts"),
        ("unavailable Nobody: day 1", "There is “DC-A” or "),
        ("add DC-A", "no request"),
        ("add DC-A: party", "There is “joint session” or "),
        ("add DC-A: day-zero event, soon", "rank 1"),
        ("hold WS 1: ", "does not say where"),
        ("make it better", "not understood"),
    ],
)
def test_what_is_not_understood_is_said_with_what_could_be_meant(text: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError, match=said):
        amend(INSTANCE, text)


def test_everything_that_is_not_understood_is_said_at_once() -> None:
    with pytest.raises(NotUnderstoodError) as error:
        amend_all(INSTANCE, ["cancel DC-Z", "cancel DC-A", "close Salle 9"])
    assert len(error.value.sentences) >= 2
