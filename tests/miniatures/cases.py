"""One table of miniatures: for every rule a good programme, and a bad one that differs in one thing.

The verifier and the model are both held against it. Some rules have several rows, one for each way to break them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from scheduler.instance import Instance, Kind, Pin, PinVerb, Place, Service, SessionType, Slot, Standing, Use
from scheduler.programme import Decision, Programme
from tests.miniatures.build import (
    SLOTS,
    altered,
    ask,
    at,
    away,
    host,
    main,
    programme,
    tiny,
    with_decision,
    with_segment,
    with_session,
)


class Case(NamedTuple):
    """`bad` breaks this rule and no other; `good` breaks none."""

    rule: str
    what: str
    instance: Instance
    good: Programme
    bad: Programme

    @property
    def id(self) -> str:
        return f"{self.rule}: {self.what}"


def own(rule: str, what: str, instance: Instance, good: Mapping[str, Place], bad: Mapping[str, Place]) -> Case:
    """Sessions of requests, in good places and in bad ones."""
    return Case(rule, what, instance, programme(instance, good), programme(instance, bad))


def hosts(rule: str, what: str, instance: Instance, good: Mapping[str, Place], bad: Mapping[str, Place]) -> Case:
    """Free sessions of the host programme, in good places and in bad ones."""
    return Case(rule, what, instance, programme(instance, hosts=good), programme(instance, hosts=bad))


def joint(
    rule: str,
    what: str,
    instance: Instance,
    good: Mapping[str, tuple[tuple[str, ...], Place]],
    bad: Mapping[str, tuple[tuple[str, ...], Place]],
) -> Case:
    """Joint sessions, with good members and with bad ones."""
    return Case(rule, what, instance, programme(instance, joint=good), programme(instance, joint=bad))


def slots(
    rule: str, what: str, instance: Instance, good: Mapping[str, tuple[str, ...]], bad: Mapping[str, tuple[str, ...]]
) -> Case:
    """Segments in host sessions, good and bad."""
    return Case(rule, what, instance, programme(instance, segments=good), programme(instance, segments=bad))


A_ZERO, B_ZERO = "DC-A: day-zero event", "DC-B: day-zero event"
A_BILATERAL = "DC-A: bilateral meeting"
A_INDIVIDUAL, B_INDIVIDUAL = "DC-A: individual session", "DC-B: individual session"
A_SLOT, B_SLOT, E_SLOT = "DC-A: main-session slot", "DC-B: main-session slot", "DC-E: main-session slot"
A_SEGMENT = "DC-A: coalitions' main session"
A_PERSON, B_PERSON = "DC-A coordinator 1", "DC-B coordinator 1"

MORNING, LATE_MORNING, AFTERNOON = at("Salle 1", 0, "09:00"), at("Salle 1", 0, "10:40"), at("Salle 1", 0, "14:00")
ON_DAY_1 = at("Salle 1", 1, "09:00")
HALL = at("Hall", 1, "09:30")
INDIVIDUAL: dict[Kind, dict[str, Any]] = {Kind.INDIVIDUAL: {"offered": True}}


def zero(**fields: Any) -> Any:
    return ask("DC-A", Kind.DAY_ZERO, **fields)


def everyone(kind: Kind, *coalitions: str, **fields: Any) -> Any:
    """The same request from several coalitions."""
    return tuple(ask(coalition, kind, **fields) for coalition in coalitions)


PLACES = (
    own("room_hours", "before the day opens", tiny((zero(),)), {A_ZERO: MORNING}, {A_ZERO: at("Salle 1", 0, "08:00")}),
    own(
        "room_hours",
        "in a closed room",
        tiny((zero(),), rooms={"Salle 1": {"closed": (away(0, "15:00", "18:00"),)}}),
        {A_ZERO: MORNING},
        {A_ZERO: AFTERNOON},
    ),
    hosts(
        "blocked_times",
        "beside a ceremony in another room",
        tiny(
            sessions=(
                host("Opening", at("Hall", 1, "11:30"), type=SessionType.CEREMONY, blocks_everything=True),
                host("W1"),
            )
        ),
        {"W1": ON_DAY_1},
        {"W1": at("Salle 1", 1, "10:40")},
    ),
    own("room_grid", "between two starts", tiny((zero(),)), {A_ZERO: MORNING}, {A_ZERO: at("Salle 1", 0, "09:15")}),
    own(
        "room_grid",
        "on another grid's start",
        tiny((ask("DC-A", Kind.BILATERAL),)),
        {A_BILATERAL: at("Box", 0, "10:30")},
        {A_BILATERAL: at("Box", 0, "10:40")},
    ),
    own(
        "room_grid",
        "longer than the slot",
        tiny((zero(minutes=120),), slots=(*SLOTS, Slot(grid="salles", day="Day 0", start="14:00", end="16:00"))),
        {A_ZERO: AFTERNOON},
        {A_ZERO: MORNING},
    ),
    hosts(
        "room_grid",
        "in a slot for another type",
        tiny(
            sessions=(host("W1"),),
            slots=(*SLOTS, Slot(grid="salles", day="Day 1", start="12:15", end="13:45", only=("lightning talk",))),
        ),
        {"W1": ON_DAY_1},
        {"W1": at("Salle 1", 1, "12:15")},
    ),
    Case(
        "room_grid",
        "cut short",
        tiny((zero(),)),
        programme(tiny((zero(),)), {A_ZERO: MORNING}),
        with_session(programme(tiny((zero(),)), {A_ZERO: MORNING}), A_ZERO, end=10 * 60),
    ),
    own("room_use", "day-zero event on another day", tiny((zero(),)), {A_ZERO: MORNING}, {A_ZERO: ON_DAY_1}),
    hosts("room_use", "workshop on day zero", tiny(sessions=(host("W1"),)), {"W1": ON_DAY_1}, {"W1": MORNING}),
    hosts(
        "room_use",
        "workshop in a hall for main sessions",
        tiny(sessions=(host("W1"),)),
        {"W1": ON_DAY_1},
        {"W1": HALL},
    ),
    hosts(
        "room_use",
        "on a forbidden day",
        tiny(sessions=(host("W1", forbidden_days=("Day 2",)),)),
        {"W1": ON_DAY_1},
        {"W1": at("Salle 1", 2, "09:00")},
    ),
    own(
        "room_services",
        "what the request needs",
        tiny((zero(needs=(Service.CAPTIONING,)),)),
        {A_ZERO: MORNING},
        {A_ZERO: at("Salle 2", 0, "09:00")},
    ),
    own(
        "room_services",
        "what the policy says of the kind",
        tiny((ask("DC-A", Kind.BILATERAL),), rooms={"Salle 2": {"uses": (Use.BILATERAL,)}}),
        {A_BILATERAL: at("Box", 1, "09:00")},
        {A_BILATERAL: at("Salle 2", 1, "09:00")},
    ),
    hosts(
        "room_services",
        "what the host session needs",
        tiny(sessions=(host("W1", needs=(Service.CAPTIONING,)),)),
        {"W1": ON_DAY_1},
        {"W1": at("Salle 2", 1, "09:00")},
    ),
    own(
        "room_capacity",
        "of a session of its own",
        tiny((zero(audience=61),)),
        {A_ZERO: MORNING},
        {A_ZERO: at("Salle 2", 0, "09:00")},
    ),
    hosts(
        "room_capacity",
        "of a host session",
        tiny(sessions=(host("W1", audience=61),)),
        {"W1": ON_DAY_1},
        {"W1": at("Salle 2", 1, "09:00")},
    ),
    joint(
        "room_capacity",
        "of a joint session",
        tiny((ask("DC-A", Kind.JOINT, audience=61), ask("DC-B", Kind.JOINT))),
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
        {"CONNECT": (("DC-A", "DC-B"), at("Salle 2", 1, "09:00"))},
    ),
    own(
        "captioning",
        "in a session of its own",
        tiny((zero(),), coalitions={"DC-A": {"captions": True}}),
        {A_ZERO: MORNING},
        {A_ZERO: at("Salle 2", 0, "09:00")},
    ),
    slots(
        "captioning",
        "for a segment in a given session",
        tiny(
            (ask("DC-A", Kind.MAIN_SLOT),),
            (main("Main 1", HALL), main("Main 2", at("Old Hall", 1, "09:30"))),
            coalitions={"DC-A": {"captions": True}},
            rooms={"Old Hall": {"capacity": 200, "grid": "hall", "uses": (Use.MAIN,)}},
        ),
        {"Main 1": (A_SLOT,)},
        {"Main 2": (A_SLOT,)},
    ),
    own(
        "availability",
        "of the coalition",
        tiny((zero(),), coalitions={"DC-A": {"unavailable": (away(0, "12:00"),)}}),
        {A_ZERO: MORNING},
        {A_ZERO: AFTERNOON},
    ),
    own(
        "availability",
        "of a person in the request",
        tiny((zero(people=(A_PERSON,)),), people={A_PERSON: {"unavailable": (away(0, "12:00"),)}}),
        {A_ZERO: MORNING},
        {A_ZERO: AFTERNOON},
    ),
    hosts(
        "availability",
        "of a person in a host session",
        tiny(sessions=(host("W1", people=(A_PERSON,)),), people={A_PERSON: {"unavailable": (away(1, "12:00"),)}}),
        {"W1": ON_DAY_1},
        {"W1": at("Salle 1", 1, "14:00")},
    ),
    slots(
        "availability",
        "for a segment in a given session",
        tiny(
            (ask("DC-A", Kind.MAIN_SLOT),),
            (main("Main 1", HALL), main("Main 2", at("Hall", 2, "09:30"))),
            coalitions={"DC-A": {"unavailable": (away(2),)}},
        ),
        {"Main 1": (A_SLOT,)},
        {"Main 2": (A_SLOT,)},
    ),
    own(
        "remote_hours",
        "midnight in Los Angeles",
        tiny((zero(people=(A_PERSON,)),), people={A_PERSON: {"remote": True, "time_zone": "America/Los_Angeles"}}),
        {A_ZERO: at("Salle 1", 0, "16:00")},
        {A_ZERO: AFTERNOON},
    ),
    hosts(
        "remote_hours",
        "past midnight in Tokyo",
        tiny(
            sessions=(host("W1", people=(A_PERSON,)),),
            people={A_PERSON: {"remote": True, "time_zone": "Asia/Tokyo"}},
        ),
        {"W1": at("Salle 1", 1, "14:00")},
        {"W1": at("Salle 1", 1, "16:00")},
    ),
    hosts(
        "freed_slots",
        "handed to a workshop",
        tiny(sessions=(host("W1"),), rooms={"Salle 1": {"reserved": (away(1, "10:00", "11:00"),)}}),
        {"W1": at("Salle 1", 1, "14:00")},
        {"W1": ON_DAY_1},
    ),
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

NO_REPORT = {"DC-A": {"standing": Standing(annual_report=False)}}
NEWCOMER = {"DC-A": {"new": True, "standing": Standing(annual_report=True, light_report=False)}}
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
        tiny((zero(),), coalitions={"DC-A": {"standing": Standing(session_report=False)}}),
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

OPTED_OUT = {"DC-D": {"opts_out": True}}
D_PERSON = "DC-D coordinator 1"
ONE_SEAT = tiny(coalitions=OPTED_OUT, policy={"committee_at_least": 1})
STAYS_IN = tiny(everyone(Kind.JOINT, "DC-A"), coalitions=OPTED_OUT)
TWO_HATS = tiny(
    everyone(Kind.JOINT, "DC-A"),
    coalitions=OPTED_OUT,
    people={"DC-D coordinator 2": {"coalitions": ("DC-D", "DC-A")}},
)


def seats(rule: str, what: str, instance: Instance, good: Mapping[str, str], bad: Mapping[str, str]) -> Case:
    """Seats on the selection committee, good and bad."""
    return Case(rule, what, instance, programme(instance, committee=good), programme(instance, committee=bad))


COMMITTEE = (
    seats("selection_committee", "too few", ONE_SEAT, {"DC-D": D_PERSON}, {}),
    seats(
        "selection_committee",
        "a coalition that stays in the competition",
        STAYS_IN,
        {"DC-D": D_PERSON},
        {"DC-D": D_PERSON, "DC-B": B_PERSON},
    ),
    Case(
        "selection_committee",
        "one coalition twice",
        ONE_SEAT,
        seated := programme(ONE_SEAT, committee={"DC-D": D_PERSON}),
        altered(seated, committee=seated.committee * 2),
    ),
    seats(
        "no_judge_in_own_cause",
        "represents a competitor too",
        TWO_HATS,
        {"DC-D": D_PERSON},
        {"DC-D": "DC-D coordinator 2"},
    ),
    seats("no_judge_in_own_cause", "represents another coalition", ONE_SEAT, {"DC-D": D_PERSON}, {"DC-D": B_PERSON}),
)


def pinned(verb: PinVerb, *requests: Any, sessions: tuple[Any, ...] = (), **fields: Any) -> Instance:
    return tiny(requests, sessions, pins=(Pin(verb=verb, **fields),))


PINS = (
    own(
        "pins",
        "place",
        pinned(PinVerb.PLACE, zero(), subject=A_ZERO, room="Salle 1", day="Day 0", start="09:00"),
        {A_ZERO: MORNING},
        {A_ZERO: AFTERNOON},
    ),
    hosts(
        "pins",
        "place of a host session, day alone",
        pinned(PinVerb.PLACE, sessions=(host("W1"),), subject="W1", day="Day 1"),
        {"W1": ON_DAY_1},
        {"W1": at("Salle 1", 2, "09:00")},
    ),
    joint(
        "pins",
        "place of a joint session",
        pinned(PinVerb.PLACE, *TWO_JOINT.requests, subject="Joint: CONNECT", room="Salle 1"),
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
        {"CONNECT": (("DC-A", "DC-B"), at("Salle 2", 1, "09:00"))},
    ),
    slots(
        "pins",
        "place of a segment",
        pinned(
            PinVerb.PLACE,
            ask("DC-A", Kind.MAIN_SLOT),
            sessions=(main("Main 1", HALL), main("Main 2", at("Hall", 2, "09:30"))),
            subject=A_SLOT,
            session="Main 2",
        ),
        {"Main 2": (A_SLOT,)},
        {"Main 1": (A_SLOT,)},
    ),
    own("pins", "grant", pinned(PinVerb.GRANT, zero(), subject=A_ZERO), {A_ZERO: MORNING}, {}),
    own("pins", "refuse", pinned(PinVerb.REFUSE, zero(), subject=A_ZERO), {}, {A_ZERO: MORNING}),
    joint(
        "pins",
        "together",
        pinned(PinVerb.TOGETHER, *TWO_JOINT.requests, coalition="DC-A", other="DC-C"),
        {"CONNECT": (A_TO_C, ON_DAY_1)},
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
    ),
    joint(
        "pins",
        "apart",
        pinned(PinVerb.APART, *TWO_JOINT.requests, coalition="DC-A", other="DC-C"),
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
        {"CONNECT": (A_TO_C, ON_DAY_1)},
    ),
    joint(
        "pins",
        "theme",
        pinned(PinVerb.THEME, *TWO_JOINT.requests, coalition="DC-A", theme="RIGHTS"),
        {"RIGHTS": (("DC-A", "DC-B"), ON_DAY_1)},
        {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)},
    ),
)

CASES: tuple[Case, ...] = (
    *PLACES,
    *COMPLETENESS,
    *STANDING,
    *CAPS,
    *JOINT,
    *SEGMENTS,
    *COMMITTEE,
    *PINS,
)
