"""Cases on the pause between two sessions of a person, and on types of session kept off parts of days."""

from __future__ import annotations

from typing import Any

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind, SessionType
from tests.miniatures.build import DAYS, SLOTS, ask, at, host, main, programme, tiny
from tests.miniatures.case import (
    A_PERSON,
    A_ZERO,
    AFTERNOON,
    B_ZERO,
    HALL,
    LATE_MORNING,
    MORNING,
    ON_DAY_1,
    Case,
    hosts,
    own,
    zero,
)

OF_ONE_PERSON = (zero(people=(A_PERSON,)), ask("DC-B", Kind.DAY_ZERO, people=(A_PERSON,)))


def with_pause(minutes: int, *sessions: Any) -> Instance:
    """A's coordinator takes part in two day-zero events and in these sessions of the host programme."""
    return tiny(OF_ONE_PERSON, sessions, policy={"pause_minutes": minutes})


def without_workshops(**parts: tuple[SessionType, ...]) -> Instance:
    """One workshop that is free, kept off parts of days."""
    return tiny(sessions=(host("W1"),), policy=parts)


WORKSHOPS = (SessionType.WORKSHOP,)

PAUSES: tuple[Case, ...] = (
    own(
        "pause_between_sessions",
        "ten minutes where eleven are asked for",
        with_pause(11),
        {A_ZERO: MORNING, B_ZERO: AFTERNOON},
        {A_ZERO: MORNING, B_ZERO: LATE_MORNING},
    ),
    own(
        "pause_between_sessions",
        "after a given session",
        with_pause(11, host("Side", at("Salle 2", 0, "09:00"), people=(A_PERSON,))),
        {A_ZERO: AFTERNOON},
        {A_ZERO: LATE_MORNING},
    ),
    hosts(
        "types_kept_off",
        "on the last afternoon",
        without_workshops(off_last_afternoon=WORKSHOPS),
        {"W1": at("Salle 1", 1, "14:00")},
        {"W1": at("Salle 1", 2, "14:00")},
    ),
    hosts(
        "types_kept_off",
        "on the first morning, which is not that of day zero",
        without_workshops(off_first_morning=WORKSHOPS),
        {"W1": at("Salle 1", 2, "09:00")},
        {"W1": ON_DAY_1},
    ),
    hosts(
        "types_kept_off",
        "in an afternoon",
        tiny(sessions=(main("Main 1"),), policy={"off_afternoons": (SessionType.MAIN,)}),
        {"Main 1": at("Hall", 1, "11:30")},
        {"Main 1": at("Hall", 1, "14:30")},
    ),
)

ALLOWED: tuple[tuple[Instance, Programme], ...] = (
    *(
        (with_pause(10), programme(with_pause(10), {A_ZERO: MORNING, B_ZERO: at(room, 0, "10:40")}))
        for room in ("Salle 1", "Salle 3")
    ),
    (
        two_given := tiny(
            sessions=(
                host("One", ON_DAY_1, people=(A_PERSON,)),
                host("Other", at("Salle 2", 1, "10:40"), people=(A_PERSON,)),
            ),
            policy={"pause_minutes": 60},
        ),
        programme(two_given),
    ),
    (
        given := tiny(sessions=(main("Main 1", HALL),), policy={"off_first_morning": (SessionType.MAIN,)}),
        programme(given),
    ),
    (
        others := without_workshops(off_mornings=(SessionType.MAIN,), off_evenings=WORKSHOPS),
        programme(others, hosts={"W1": ON_DAY_1}),
    ),
    (
        day_zero_alone := tiny(
            sessions=(host("E1", type=SessionType.DAY_ZERO),),
            policy={"off_last_afternoon": (SessionType.DAY_ZERO,)},
            days=DAYS[:1],
            slots=tuple(slot for slot in SLOTS if slot.day == "Day 0"),
        ),
        programme(day_zero_alone, hosts={"E1": AFTERNOON}),
    ),
)
"""Good programmes at the limits: a pause as long as is asked for, what is given, other types, other parts of days."""
