"""Cases on who may get what, and how much of it."""

from __future__ import annotations

from scheduler.core.instance import Filings
from scheduler.core.vocabulary import Kind
from tests.miniatures.build import ask, at, main, programme, tiny
from tests.miniatures.case import (
    A_BILATERAL,
    A_INDIVIDUAL,
    A_SLOT,
    A_ZERO,
    AFTERNOON,
    B_INDIVIDUAL,
    B_SLOT,
    B_ZERO,
    HALL,
    INDIVIDUAL,
    MORNING,
    ON_DAY_1,
    Case,
    everyone,
    own,
    slots,
    zero,
)
from tests.miniatures.completeness import FOUR_JOINT

NO_REPORT = {"DC-A": {"standing": Filings(annual_report=False)}}
NEWCOMER = {"DC-A": {"new": True, "standing": Filings(annual_report=True, light_report=False)}}
COMPETITIVE = {"competitive": True}

STANDING = (
    own(
        "kinds_offered",
        "individual sessions",
        tiny((ask("DC-A", Kind.INDIVIDUAL),)),
        {},
        {A_INDIVIDUAL: ON_DAY_1},
    ),
    own("eligibility", "no annual report", tiny((zero(),), coalitions=NO_REPORT), {}, {A_ZERO: MORNING}),
    own("eligibility", "new, no light report", tiny((zero(),), coalitions=NEWCOMER), {}, {A_ZERO: MORNING}),
    own(
        "eligibility",
        "session report overdue",
        tiny((zero(),), coalitions={"DC-A": {"standing": Filings(session_report=False)}}),
        {},
        {A_ZERO: MORNING},
    ),
    own("eligibility", "inactive", tiny((zero(),), coalitions={"DC-A": {"active": False}}), {}, {A_ZERO: MORNING}),
    own(
        "entitlement",
        "an eligible coalition refused",
        tiny((ask("DC-A", Kind.INDIVIDUAL),), kinds=INDIVIDUAL, policy={"individual_is_entitlement": True}),
        {A_INDIVIDUAL: ON_DAY_1},
        {},
    ),
    slots(
        "competition",
        "not ready",
        tiny(
            (ask("DC-A", Kind.MAIN_SLOT, output="Report"), ask("DC-B", Kind.MAIN_SLOT, output="Report")),
            (main("Main 1", HALL),),
            policy=COMPETITIVE,
            coalitions={"DC-B": {"ready": False}},
        ),
        {"Main 1": (A_SLOT,)},
        {"Main 1": (A_SLOT, B_SLOT)},
    ),
    slots(
        "competition",
        "no output",
        tiny((ask("DC-A", Kind.MAIN_SLOT),), (main("Main 1", HALL),), policy=COMPETITIVE),
        {},
        {"Main 1": (A_SLOT,)},
    ),
)

TWO_INDIVIDUAL = everyone(Kind.INDIVIDUAL, "DC-A", "DC-B")
TWO_PLACES = {A_INDIVIDUAL: ON_DAY_1, B_INDIVIDUAL: at("Salle 1", 1, "14:00")}

CAPS = (
    own(
        "session_caps",
        "of a kind",
        tiny(TWO_INDIVIDUAL, kinds={Kind.INDIVIDUAL: {"offered": True, "at_most": 1}}),
        {A_INDIVIDUAL: ON_DAY_1},
        TWO_PLACES,
    ),
    Case(
        "session_caps",
        "of joint sessions",
        one_joint := tiny(FOUR_JOINT.requests, kinds={Kind.JOINT: {"at_most": 1}}),
        programme(one_joint, joint={"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)}),
        programme(
            one_joint,
            joint={
                "CONNECT": (("DC-A", "DC-B"), ON_DAY_1),
                "RIGHTS": (("DC-C", "DC-D"), at("Salle 1", 1, "14:00")),
            },
        ),
    ),
    own(
        "session_caps",
        "of joint and individual sessions together",
        tiny(TWO_INDIVIDUAL, kinds=INDIVIDUAL, policy={"coalition_sessions_at_most": 1}),
        {A_INDIVIDUAL: ON_DAY_1},
        TWO_PLACES,
    ),
    own(
        "day_zero_places",
        "one place",
        tiny(everyone(Kind.DAY_ZERO, "DC-A", "DC-B"), kinds={Kind.DAY_ZERO: {"at_most": 1}}),
        {A_ZERO: MORNING},
        {A_ZERO: MORNING, B_ZERO: AFTERNOON},
    ),
    own(
        "minutes_cap",
        "two sessions in the minutes of one",
        tiny(TWO_INDIVIDUAL, kinds=INDIVIDUAL, policy={"coalition_minutes_at_most": 179}),
        {A_INDIVIDUAL: ON_DAY_1},
        TWO_PLACES,
    ),
    own(
        "presences_at_most",
        "two where one is allowed",
        tiny((zero(), ask("DC-A", Kind.INDIVIDUAL, 2)), kinds=INDIVIDUAL, policy={"presences_at_most": 1}),
        {A_ZERO: MORNING},
        {A_ZERO: MORNING, A_INDIVIDUAL: ON_DAY_1},
    ),
    Case(
        "main_slot_replaces_own_session",
        "both",
        both := tiny(
            (ask("DC-A", Kind.MAIN_SLOT), ask("DC-A", Kind.INDIVIDUAL, 2)), (main("Main 1", HALL),), kinds=INDIVIDUAL
        ),
        programme(both, segments={"Main 1": (A_SLOT,)}),
        programme(both, {A_INDIVIDUAL: at("Salle 1", 2, "09:00")}, segments={"Main 1": (A_SLOT,)}),
    ),
    own(
        "one_bilateral",
        "a second one",
        tiny((ask("DC-A", Kind.BILATERAL), ask("DC-A", Kind.BILATERAL, 2, number=2))),
        {A_BILATERAL: at("Box", 0, "09:00")},
        {A_BILATERAL: at("Box", 0, "09:00"), f"{A_BILATERAL} 2": at("Box", 1, "09:00")},
    ),
)
