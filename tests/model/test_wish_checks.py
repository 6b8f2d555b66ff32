"""Pins that leave no place, wishes that no programme can grant, and people who are never there: said before a solve."""

from __future__ import annotations

import pytest

from scheduler.core.instance import Instance, Pin, Source
from scheduler.core.vocabulary import Kind, PinVerb, Service
from scheduler.model.counting_checks import cannot_fit, scarcities
from scheduler.model.wish_checks import away_throughout, never_granted
from scheduler.search import SearchOptions, solve
from tests.miniatures.build import ask, at, away, host, main, tiny

CLOSED = {"Salle 1": {"closed": (away(1),)}}


def pin(row: int, subject: str, room: str = "", day: int | None = None, start: str = "") -> Pin:
    hour, _, minute = start.partition(":")
    return Pin(
        verb=PinVerb.PLACE,
        subject=subject,
        room=room,
        day="" if day is None else f"Day {day}",
        start=int(hour) * 60 + int(minute) if start else None,
        source=Source(file="planning.xlsx", sheet="Pins", row=row, column="A"),
    )


IMPOSSIBLE_PINS: dict[str, tuple[Instance, str]] = {
    "a closed room": (
        tiny(sessions=(host("W1"),), rooms=CLOSED, pins=(pin(2, "W1", "Salle 1", 1, "10:40"),)),
        "W1 (workshop, 90 minutes) has no possible place where the pin in row 2 of sheet Pins puts it: Salle 1 is "
        "closed then.",
    ),
    "outside all slots": (
        tiny(sessions=(host("W1"),), pins=(pin(2, "W1", "Salle 1", 1, "11:00"),)),
        "W1 (workshop, 90 minutes) has no possible place where the pin in row 2 of sheet Pins puts it: no slot of 90 "
        "minutes for it begins there.",
    ),
    "two pins, together outside all slots": (
        tiny(sessions=(host("W1"),), pins=(pin(2, "W1", "Hall"), pin(3, "W1", day=1, start="10:40"))),
        "where the pins in rows 2 and 3 of sheet Pins put it: no slot of 90 minutes for it begins there.",
    ),
    "a room for something else": (
        tiny(requests=(ask("DC-A", Kind.BILATERAL),), pins=(pin(2, "DC-A: bilateral meeting", "Salle 1"),)),
        "DC-A: bilateral meeting (bilateral meeting, ",
    ),
    "three at once in two rooms": (
        tiny(
            sessions=tuple(host(f"W{n}") for n in range(4)),
            pins=tuple(pin(2 + n, f"W{n}", day=1, start="10:40") for n in range(4)),
        ),
        "4 sessions that must be held have only 3 rooms and times between them: W0, W1, W2, W3. Some are held there by "
        "the pins in rows 2, 3, 4 and 5 of sheet Pins. Free 1 more place or take sessions out.",
    ),
}


@pytest.mark.parametrize("case", IMPOSSIBLE_PINS)
def test_pins_that_leave_no_place_are_named(case: str) -> None:
    instance, said = IMPOSSIBLE_PINS[case]
    (sentence,) = cannot_fit(instance)
    assert said in sentence


@pytest.mark.parametrize(
    "pins", [(pin(2, "W1", "Salle 1", 1, "10:40"),), (pin(2, "W1", "Salle 2"), pin(3, "W1", day=2)), ()]
)
def test_pins_that_can_be_met_are_not(pins: tuple[Pin, ...]) -> None:
    assert cannot_fit(tiny(sessions=(host("W1"),), pins=pins)) == ()


AWAY = {"unavailable": (away(1), away(2))}
HOPELESS: dict[str, tuple[Instance, str]] = {
    "an audience larger than any room": (
        tiny(requests=(ask("DC-A", Kind.INDIVIDUAL, audience=900),), kinds={Kind.INDIVIDUAL: {"offered": True}}),
        "DC-A: individual session can never be granted: 900 people are expected, and the largest room for it, Salle 1, "
        "has 100 seats.",
    ),
    "a service that no room has": (
        tiny(
            requests=(ask("DC-A", Kind.INDIVIDUAL, needs=(Service.WEBCAST,)),),
            kinds={Kind.INDIVIDUAL: {"offered": True}},
        ),
        "DC-A: individual session can never be granted: no room for it offers webcast.",
    ),
    "a joint session of nobody's theme": (
        tiny(requests=(ask("DC-E", Kind.JOINT),)),
        "DC-E: joint session can never be granted: no joint session is held on its theme HOUSE.",
    ),
    "away on all days": (
        tiny(
            requests=(ask("DC-A", Kind.INDIVIDUAL),),
            coalitions={"DC-A": AWAY},
            kinds={Kind.INDIVIDUAL: {"offered": True}},
        ),
        "DC-A: individual session can never be granted: DC-A is away whenever it could be held.",
    ),
    "a main session on another theme": (
        tiny(requests=(ask("DC-E", Kind.MAIN_SLOT),), sessions=(main("M1", at("Hall", 1, "09:30")),)),
        "DC-E: main-session slot can never be granted: no main session with minutes for it is on its theme HOUSE.",
    ),
    "no main session": (
        tiny(requests=(ask("DC-A", Kind.MAIN_SLOT),)),
        "DC-A: main-session slot can never be granted: no main session has minutes for coalitions.",
    ),
    "more minutes than there are": (
        tiny(requests=(ask("DC-A", Kind.MAIN_SLOT, minutes=40),), sessions=(main("M1", at("Hall", 1, "09:30")),)),
        "it takes 40 minutes, and no main session has more than 30 for coalitions.",
    ),
}


@pytest.mark.parametrize("case", HOPELESS)
def test_wishes_that_can_never_be_granted_are_named_with_the_reason(case: str) -> None:
    instance, said = HOPELESS[case]
    (sentence,) = never_granted(instance)
    assert said in sentence


@pytest.mark.parametrize("case", HOPELESS)
def test_no_programme_grants_them(case: str) -> None:
    instance, _ = HOPELESS[case]
    programme = solve(instance, SearchOptions(seconds=20)).programme
    assert programme is not None
    assert not any(decision.granted for decision in programme.decisions)


def test_wishes_that_can_be_granted_are_not_named() -> None:
    requests = (ask("DC-A", Kind.JOINT), ask("DC-B", Kind.MAIN_SLOT), ask("DC-C", Kind.BILATERAL, audience=15))
    assert never_granted(tiny(requests=requests, sessions=(main("M1", at("Hall", 1, "09:30")),))) == ()


def test_whoever_is_away_throughout_and_needed_is_named() -> None:
    days = tuple(away(day) for day in range(3))
    people = {"DC-A coordinator 1": {"unavailable": days}, "DC-B coordinator 1": {"unavailable": days[:2]}}
    sessions = (host("W1", people=("DC-A coordinator 1", "DC-B coordinator 1")),)
    (sentence,) = away_throughout(tiny(sessions=sessions, people=people))
    assert sentence == "DC-A coordinator 1 is away on every day of the meeting, and is named as needed."
    assert not list(away_throughout(tiny(people=people)))


def test_one_of_a_kind_is_said_in_the_singular() -> None:
    small = tiny(requests=(ask("DC-A", Kind.INDIVIDUAL),), kinds={Kind.INDIVIDUAL: {"at_most": 0, "offered": True}})
    assert scarcities(small) == ("1 request for an individual session, and room for 0 at most (the policy’s cap).",)
