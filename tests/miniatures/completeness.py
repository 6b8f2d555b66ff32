"""Cases on the whole: nothing left out, nothing made up, nobody and no room taken twice."""

from __future__ import annotations

from scheduler.core.programme import Decision
from scheduler.core.vocabulary import Kind
from tests.miniatures.build import altered, ask, at, host, main, programme, tiny, with_decision, with_session
from tests.miniatures.case import (
    A_BILATERAL,
    A_PERSON,
    A_SLOT,
    A_ZERO,
    AFTERNOON,
    B_ZERO,
    HALL,
    LATE_MORNING,
    MORNING,
    ON_DAY_1,
    Case,
    everyone,
    hosts,
    own,
    zero,
)

ONE_GIVEN = tiny(sessions=(host("W1", ON_DAY_1),))
ONE_FREE = tiny(sessions=(host("W1"),))
ONE_ZERO = tiny((zero(),))
GRANTED, REFUSED = programme(ONE_ZERO, {A_ZERO: MORNING}), programme(ONE_ZERO)
TWO_JOINT = tiny(everyone(Kind.JOINT, "DC-A", "DC-B", "DC-C"))
A_AND_B = programme(TWO_JOINT, joint={"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)})
ONE_SLOT = tiny((ask("DC-A", Kind.MAIN_SLOT),), (main("Main 1", HALL),))
IN_MAIN = programme(ONE_SLOT, segments={"Main 1": (A_SLOT,)})
FOUR_JOINT = tiny(everyone(Kind.JOINT, "DC-A", "DC-B", "DC-C", "DC-D"))
TWO_PAIRS = programme(
    FOUR_JOINT,
    joint={
        "CONNECT": (("DC-A", "DC-B"), ON_DAY_1),
        "RIGHTS": (("DC-C", "DC-D"), at("Salle 1", 1, "14:00")),
    },
)

COMPLETENESS = (
    hosts("host_sessions_placed", "left out", ONE_FREE, {"W1": ON_DAY_1}, {}),
    Case(
        "host_sessions_placed",
        "a given one moved",
        ONE_GIVEN,
        programme(ONE_GIVEN),
        with_session(programme(ONE_GIVEN), "W1", room="Salle 2"),
    ),
    Case(
        "host_sessions_placed",
        "a given one cut short",
        ONE_GIVEN,
        programme(ONE_GIVEN),
        with_session(programme(ONE_GIVEN), "W1", end=10 * 60),
    ),
    Case("requests_decided", "no decision", ONE_ZERO, REFUSED, altered(REFUSED, decisions=())),
    Case("requests_decided", "decided twice", ONE_ZERO, REFUSED, altered(REFUSED, decisions=REFUSED.decisions * 2)),
    Case(
        "requests_decided",
        "a decision on nothing",
        ONE_ZERO,
        REFUSED,
        altered(REFUSED, decisions=(*REFUSED.decisions, Decision(request="DC-X: day-zero event", granted=False))),
    ),
    Case("requests_decided", "granted without a session", ONE_ZERO, GRANTED, altered(GRANTED, sessions=())),
    Case(
        "requests_decided",
        "refused with a session",
        ONE_ZERO,
        GRANTED,
        with_decision(GRANTED, A_ZERO, granted=False, session=""),
    ),
    Case(
        "requests_decided",
        "a stranger in a session of its own",
        ONE_ZERO,
        GRANTED,
        with_session(GRANTED, A_ZERO, coalitions=("DC-A", "DC-B")),
    ),
    Case(
        "requests_decided",
        "a stranger in a joint session",
        TWO_JOINT,
        A_AND_B,
        with_session(A_AND_B, "Joint: CONNECT", coalitions=("DC-A", "DC-B", "DC-C")),
    ),
    Case(
        "requests_decided",
        "a slot without a segment",
        ONE_SLOT,
        IN_MAIN,
        altered(IN_MAIN, segments=()),
    ),
    Case(
        "requests_decided",
        "a segment for a refused slot",
        ONE_SLOT,
        IN_MAIN,
        with_decision(IN_MAIN, A_SLOT, granted=False, session=""),
    ),
    own(
        "room_overlap",
        "two in one place",
        tiny(everyone(Kind.DAY_ZERO, "DC-A", "DC-B")),
        {A_ZERO: MORNING, B_ZERO: at("Salle 2", 0, "09:00")},
        {A_ZERO: MORNING, B_ZERO: MORNING},
    ),
    hosts(
        "room_overlap",
        "with a given session off the grid",
        tiny(sessions=(host("Award", at("Salle 1", 1, "09:50"), minutes=30), host("W1"))),
        {"W1": at("Salle 1", 1, "14:00")},
        {"W1": ON_DAY_1},
    ),
    own(
        "person_in_one_place",
        "in two sessions at once",
        tiny((zero(people=(A_PERSON,)), ask("DC-B", Kind.DAY_ZERO, people=(A_PERSON,)))),
        {A_ZERO: MORNING, B_ZERO: LATE_MORNING},
        {A_ZERO: MORNING, B_ZERO: at("Salle 2", 0, "09:00")},
    ),
    own(
        "person_in_one_place",
        "no time to walk for somebody who needs step-free ways",
        tiny(
            (zero(people=(A_PERSON,)), ask("DC-B", Kind.DAY_ZERO, people=(A_PERSON,))),
            people={A_PERSON: {"step_free": True}},
        ),
        {A_ZERO: MORNING, B_ZERO: at("Salle 2", 0, "10:40")},
        {A_ZERO: MORNING, B_ZERO: at("Salle 3", 0, "10:40")},
    ),
    own(
        "person_in_one_place",
        "beside a given session",
        tiny((zero(people=(A_PERSON,)),), (host("Side", at("Salle 3", 0, "09:00"), people=(A_PERSON,)),)),
        {A_ZERO: AFTERNOON},
        {A_ZERO: MORNING},
    ),
    own(
        "coalition_in_one_place",
        "two sessions at once",
        tiny((zero(), ask("DC-A", Kind.BILATERAL, 2))),
        {A_ZERO: MORNING, A_BILATERAL: at("Box", 0, "14:00")},
        {A_ZERO: MORNING, A_BILATERAL: at("Box", 0, "09:00")},
    ),
    Case(
        "coalition_in_one_place",
        "a bilateral meeting beside a main session with its slot",
        clash := tiny((ask("DC-A", Kind.MAIN_SLOT), ask("DC-A", Kind.BILATERAL, 2)), (main("Main 1", HALL),)),
        programme(clash, {A_BILATERAL: at("Box", 1, "14:00")}, segments={"Main 1": (A_SLOT,)}),
        programme(clash, {A_BILATERAL: at("Box", 1, "10:30")}, segments={"Main 1": (A_SLOT,)}),
    ),
    own(
        "no_touching_slots",
        "a bilateral meeting right after a day-zero event",
        tiny((zero(), ask("DC-A", Kind.BILATERAL, 2))),
        {A_ZERO: MORNING, A_BILATERAL: at("Box", 0, "14:00")},
        {A_ZERO: MORNING, A_BILATERAL: at("Box", 0, "10:30")},
    ),
)
