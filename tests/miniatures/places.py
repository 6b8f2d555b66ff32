"""Cases on the place of a single session, and on when somebody can be there."""

from __future__ import annotations

from scheduler.core.instance import Slot
from scheduler.core.vocabulary import Kind, Service, SessionType, Use
from tests.miniatures.build import SLOTS, ask, at, away, host, main, programme, tiny, with_session
from tests.miniatures.case import (
    A_BILATERAL,
    A_PERSON,
    A_SLOT,
    A_ZERO,
    AFTERNOON,
    HALL,
    MORNING,
    ON_DAY_1,
    Case,
    hosts,
    joint,
    own,
    slots,
    zero,
)

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
    hosts(
        "room_grid",
        "outside the slots of its type",
        tiny(
            sessions=(host("Talk", type=SessionType.LIGHTNING_TALK, minutes=20),),
            slots=(*SLOTS, Slot(grid="salles", day="Day 1", start="12:15", end="12:35", only=("lightning talk",))),
            policy={"only_in_own_slots": (SessionType.LIGHTNING_TALK,)},
        ),
        {"Talk": at("Salle 1", 1, "12:15")},
        {"Talk": ON_DAY_1},
    ),
    Case(
        "room_grid",
        "cut short",
        tiny((zero(),)),
        programme(tiny((zero(),)), {A_ZERO: MORNING}),
        with_session(programme(tiny((zero(),)), {A_ZERO: MORNING}), A_ZERO, end=10 * 60),
    ),
    own("day_zero_events", "day-zero event on another day", tiny((zero(),)), {A_ZERO: MORNING}, {A_ZERO: ON_DAY_1}),
    hosts("day_zero_events", "workshop on day zero", tiny(sessions=(host("W1"),)), {"W1": ON_DAY_1}, {"W1": MORNING}),
    hosts(
        "room_purpose",
        "workshop in a hall for main sessions",
        tiny(sessions=(host("W1"),)),
        {"W1": ON_DAY_1},
        {"W1": HALL},
    ),
    hosts(
        "forbidden_days",
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
