"""Every part of inconvenience in small programmes, with the value that one counts by hand."""

from __future__ import annotations

from scheduler.core.policy import InconvenienceWeights
from scheduler.core.vocabulary import Kind, Use
from tests.miniatures.build import ask, at, host, main, programme, tiny
from tests.miniatures.case import (
    A_BILATERAL,
    A_INDIVIDUAL,
    A_PERSON,
    A_SLOT,
    A_ZERO,
    AFTERNOON,
    B_INDIVIDUAL,
    B_ZERO,
    INDIVIDUAL,
    MORNING,
    ON_DAY_1,
    GoalCase,
    everyone,
    zero,
)


def weights(**parts: int) -> dict[str, InconvenienceWeights]:
    """Only these parts of inconvenience weigh anything."""
    none = dict.fromkeys(InconvenienceWeights.model_fields, 0)
    return {"inconvenience": InconvenienceWeights(**none | parts)}


DAYS = tiny(
    (ask("DC-A", Kind.INDIVIDUAL), ask("DC-B", Kind.INDIVIDUAL)),
    (host("W1", preferred_days=("Day 2",)), host("W2", at("Salle 3", 1, "09:00"), preferred_days=("Day 2",))),
    kinds=INDIVIDUAL,
    policy=weights(days=3),
    coalitions={"DC-A": {"preferred_days": ("Day 1",)}, "DC-B": {"preferred_days": ("Day 2",)}},
)
LARGE = tiny(
    (zero(audience=40), ask("DC-A", Kind.BILATERAL, 2)),
    (host("W1", at("Salle 1", 1, "09:00")),),
    rooms={"Salle 1": {"capacity": 350}, "Box": {"capacity": 500}},
    policy=weights(room_fit=2),
)
REMOTE = tiny(
    (ask("DC-A", Kind.MAIN_SLOT, people=(A_PERSON,)), zero(people=(A_PERSON,))),
    (main("Main 1", at("Hall", 1, "14:30")), host("W1", at("Salle 3", 2, "14:00"), people=(A_PERSON,))),
    people={A_PERSON: {"remote": True, "time_zone": "America/New_York"}},
    policy={"comfortable_from": 9 * 60, **weights(time_zones=2)},
)
THEMED = tiny(
    everyone(Kind.DAY_ZERO, "DC-A", "DC-B", themes=("CONNECT",)),
    (host("W1", at("Salle 2", 1, "09:00"), themes=("CONNECT",)),),
    policy=weights(theme_rooms=1),
)
MOVED = tiny(
    (zero(), ask("DC-A", Kind.INDIVIDUAL, 2), ask("DC-A", Kind.BILATERAL, 3), ask("DC-A", Kind.MAIN_SLOT, 4)),
    (main("Main 1", at("Hall", 1, "11:30")),),
    kinds=INDIVIDUAL,
    policy={"presences_at_most": 3, "main_slot_replaces": (), **weights(room_changes=1)},
)
STAYED = tiny(
    (ask("DC-A", Kind.INDIVIDUAL), ask("DC-A", Kind.INDIVIDUAL, 2, number=2)),
    kinds=INDIVIDUAL,
    policy=weights(room_changes=1),
)
IN_TWO_ROOMS = tiny(
    STAYED.requests, kinds=INDIVIDUAL, rooms={"Salle 3": {"uses": (Use.BILATERAL,)}}, policy=weights(room_changes=1)
)
NEARLY = tiny(
    (),
    (host("W1", audience=100),),
    rooms={"Salle 1": {"capacity": 199}, "Salle 2": {"capacity": 200}},
    policy=weights(room_fit=1),
)
OVERFULL = tiny(
    everyone(Kind.JOINT, "DC-A", "DC-B"),
    policy={"joint_audience": 250, **weights(room_fit=1)},
)
IN_MAIN = {"Main 1": (A_SLOT,)}

INCONVENIENCE_CASES = (
    # A on day 1 as preferred; B on day 1 and W1 on day 1, both not; W2 is given.
    GoalCase(
        "inconvenience",
        "days",
        DAYS,
        programme(
            DAYS,
            {A_INDIVIDUAL: ON_DAY_1, B_INDIVIDUAL: at("Salle 2", 1, "09:00")},
            hosts={"W1": at("Salle 1", 1, "14:00")},
        ),
        2 * 3,
    ),
    GoalCase(
        "inconvenience",
        "every day as preferred",
        DAYS,
        programme(DAYS, {A_INDIVIDUAL: ON_DAY_1}, hosts={"W1": at("Salle 1", 2, "14:00")}),
        0,
    ),
    # 310 empty seats; the bilateral meeting is no programme session and W1 is given.
    GoalCase(
        "inconvenience",
        "room fit",
        LARGE,
        programme(LARGE, {A_ZERO: MORNING, A_BILATERAL: at("Box", 1, "09:00")}),
        3 * 2,
    ),
    # In New York the day-zero event starts at 08:00 or 10:00, the main session at 08:30; W1 at 08:00 is given.
    GoalCase(
        "inconvenience", "local hours, twice early", REMOTE, programme(REMOTE, {A_ZERO: AFTERNOON}, segments=IN_MAIN), 4
    ),
    GoalCase(
        "inconvenience",
        "local hours, once early",
        REMOTE,
        programme(REMOTE, {A_ZERO: at("Salle 1", 0, "16:00")}, segments=IN_MAIN),
        2,
    ),
    GoalCase(
        "inconvenience",
        "one theme opens one room twice",
        THEMED,
        programme(THEMED, {A_ZERO: MORNING, B_ZERO: AFTERNOON}),
        1,
    ),
    GoalCase(
        "inconvenience",
        "one theme opens one room, and is in the other already",
        THEMED,
        programme(THEMED, {A_ZERO: MORNING, B_ZERO: at("Salle 2", 0, "14:00")}),
        1,
    ),
    GoalCase(
        "inconvenience",
        "one theme opens two rooms",
        THEMED,
        programme(THEMED, {A_ZERO: MORNING, B_ZERO: at("Salle 3", 0, "14:00")}),
        2,
    ),
    # On day 1 Salle 1 and the Hall; the Box is beside the programme.
    GoalCase(
        "inconvenience",
        "one change of room",
        MOVED,
        programme(
            MOVED,
            {A_ZERO: MORNING, A_INDIVIDUAL: ON_DAY_1, A_BILATERAL: at("Box", 1, "14:00")},
            segments=IN_MAIN,
        ),
        1,
    ),
    # Both on day 1 in one room; on day 2 they could be as well.
    GoalCase(
        "inconvenience",
        "no change of room",
        STAYED,
        programme(STAYED, {A_INDIVIDUAL: ON_DAY_1, f"{A_INDIVIDUAL} 2": at("Salle 1", 1, "14:00")}),
        0,
    ),
    GoalCase(
        "inconvenience",
        "a change of room between two sessions of its own",
        STAYED,
        programme(STAYED, {A_INDIVIDUAL: ON_DAY_1, f"{A_INDIVIDUAL} 2": at("Salle 2", 1, "14:00")}),
        1,
    ),
    GoalCase(
        "inconvenience",
        "a change of room where there are two",
        IN_TWO_ROOMS,
        programme(IN_TWO_ROOMS, {A_INDIVIDUAL: ON_DAY_1, f"{A_INDIVIDUAL} 2": at("Salle 2", 1, "14:00")}),
        1,
    ),
    # 199 seats for 100 people are empty by 99; 200 by 100.
    GoalCase(
        "inconvenience",
        "a joint session that expects more than the room seats",
        OVERFULL,
        programme(OVERFULL, joint={"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)}),
        0,
    ),
    GoalCase("inconvenience", "ninety-nine empty seats", NEARLY, programme(NEARLY, hosts={"W1": ON_DAY_1}), 0),
    GoalCase(
        "inconvenience",
        "a hundred empty seats",
        NEARLY,
        programme(NEARLY, hosts={"W1": at("Salle 2", 1, "09:00")}),
        1,
    ),
)
