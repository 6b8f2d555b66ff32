"""Cases on joint sessions and on segments."""

from __future__ import annotations

from scheduler.core.vocabulary import Kind, SessionType
from tests.miniatures.build import ask, at, main, programme, tiny, with_segment, with_session
from tests.miniatures.case import A_SEGMENT, A_SLOT, B_SLOT, E_SLOT, HALL, ON_DAY_1, Case, everyone, joint, slots
from tests.miniatures.completeness import FOUR_JOINT, IN_MAIN, ONE_SLOT, TWO_PAIRS

A_TO_C = ("DC-A", "DC-B", "DC-C")
HORIZONTAL = {name: {"horizontal": True} for name in ("DC-D", "DC-E")}
GUESTS = tuple(ask(name, Kind.JOINT, themes=("HOUSE",)) for name in ("DC-D", "DC-E"))

JOINT = (
    joint(
        "joint_size",
        "too few",
        tiny(everyone(Kind.JOINT, *A_TO_C), policy={"joint_size_min": 3}),
        {"CONNECT": (A_TO_C, ON_DAY_1)},
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
    ),
    joint(
        "joint_size",
        "too many",
        tiny(everyone(Kind.JOINT, *A_TO_C), policy={"joint_size_max": 2}),
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
        {"CONNECT": (A_TO_C, ON_DAY_1)},
    ),
    joint(
        "shared_theme",
        "a member with other themes",
        tiny((*everyone(Kind.JOINT, "DC-A", "DC-B"), ask("DC-C", Kind.JOINT, themes=("RIGHTS",)))),
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
        {"CONNECT": (A_TO_C, ON_DAY_1)},
    ),
    joint(
        "shared_theme",
        "too many guests",
        tiny((*everyone(Kind.JOINT, "DC-A", "DC-B"), *GUESTS), coalitions=HORIZONTAL),
        {"CONNECT": (("DC-A", "DC-B", "DC-D"), ON_DAY_1)},
        {"CONNECT": (("DC-A", "DC-B", "DC-D", "DC-E"), ON_DAY_1)},
    ),
    joint(
        "shared_theme",
        "one member and a guest",
        tiny((*everyone(Kind.JOINT, "DC-A", "DC-B"), *GUESTS), coalitions=HORIZONTAL),
        {"CONNECT": (("DC-A", "DC-B", "DC-D"), ON_DAY_1)},
        {"CONNECT": (("DC-A", "DC-D"), ON_DAY_1)},
    ),
    joint(
        "shared_theme",
        "a theme that allows no joint session",
        tiny(everyone(Kind.JOINT, "DC-A", "DC-B", themes=("CONNECT", "HOUSE"))),
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
        {"HOUSE": (("DC-A", "DC-B"), ON_DAY_1)},
    ),
    Case(
        "one_joint_session_per_theme",
        "a theme repeated",
        FOUR_JOINT,
        TWO_PAIRS,
        with_session(TWO_PAIRS, "Joint: RIGHTS", themes=("CONNECT",)),
    ),
    joint(
        "partner_vetoes",
        "one rules out the other",
        tiny((ask("DC-A", Kind.JOINT, vetoes=("DC-C",)), *everyone(Kind.JOINT, "DC-B", "DC-C"))),
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
        {"CONNECT": (A_TO_C, ON_DAY_1)},
    ),
    joint(
        "required_partners",
        "without the partner",
        tiny((ask("DC-A", Kind.JOINT, required=("DC-C",)), *everyone(Kind.JOINT, "DC-B", "DC-C"))),
        {"CONNECT": (A_TO_C, ON_DAY_1)},
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
    ),
)

TWO_SLOTS = tiny(everyone(Kind.MAIN_SLOT, "DC-A", "DC-B"), (main("Main 1", HALL),))
BOTH_SLOTS = programme(TWO_SLOTS, segments={"Main 1": (A_SLOT, B_SLOT)})
HALF_PAST = 9 * 60 + 30

SEGMENTS = (
    slots(
        "segments_fit",
        "more minutes than are kept",
        tiny(everyone(Kind.MAIN_SLOT, "DC-A", "DC-B", minutes=20), (main("Main 1", HALL),)),
        {"Main 1": (A_SLOT,)},
        {"Main 1": (A_SLOT, B_SLOT)},
    ),
    slots(
        "segments_fit",
        "a main-session slot in the coalitions' main session",
        tiny(
            (ask("DC-A", Kind.MAIN_SLOT),),
            (
                main("Main 1", HALL),
                main("Coalitions", at("Hall", 2, "09:30"), type=SessionType.COALITIONS_MAIN),
            ),
        ),
        {"Main 1": (A_SLOT,)},
        {"Coalitions": (A_SLOT,)},
    ),
    slots(
        "segments_fit",
        "a segment of the coalitions' main session in another main session",
        tiny(
            (ask("DC-A", Kind.SEGMENT),),
            (
                main("Main 1", HALL),
                main("Coalitions", at("Hall", 2, "09:30"), type=SessionType.COALITIONS_MAIN),
            ),
        ),
        {"Coalitions": (A_SEGMENT,)},
        {"Main 1": (A_SEGMENT,)},
    ),
    slots(
        "segments_fit",
        "past the end of the session",
        tiny(
            (ask("DC-A", Kind.MAIN_SLOT, minutes=20),),
            (main("Main 1", HALL), main("Main 2", at("Hall", 2, "09:30"), segments_after=75)),
        ),
        {"Main 1": (A_SLOT,)},
        {"Main 2": (A_SLOT,)},
    ),
    Case(
        "segments_fit",
        "a gap",
        TWO_SLOTS,
        BOTH_SLOTS,
        with_segment(BOTH_SLOTS, B_SLOT, start=HALF_PAST + 35, end=HALF_PAST + 45),
    ),
    Case(
        "segments_fit",
        "a gap before the first",
        ONE_SLOT,
        IN_MAIN,
        with_segment(IN_MAIN, A_SLOT, start=HALF_PAST + 25, end=HALF_PAST + 35),
    ),
    Case("segments_fit", "a number left out", TWO_SLOTS, BOTH_SLOTS, with_segment(BOTH_SLOTS, B_SLOT, order=3)),
    Case("segments_fit", "too short", ONE_SLOT, IN_MAIN, with_segment(IN_MAIN, A_SLOT, end=HALF_PAST + 25)),
    slots(
        "main_slots_per_session",
        "two where one is allowed",
        tiny(TWO_SLOTS.requests, TWO_SLOTS.sessions, policy={"main_slots_per_session": 1}),
        {"Main 1": (A_SLOT,)},
        {"Main 1": (A_SLOT, B_SLOT)},
    ),
    slots(
        "main_session_theme",
        "no theme in common",
        tiny(everyone(Kind.MAIN_SLOT, "DC-A", "DC-E"), (main("Main 1", HALL),)),
        {"Main 1": (A_SLOT,)},
        {"Main 1": (A_SLOT, E_SLOT)},
    ),
)
