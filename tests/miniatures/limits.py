"""Cases at the limits of rules: what just fits and what is a minute or one too much; conditions by name; pins."""

from __future__ import annotations

from scheduler.core.instance import Filings, Instance, Pin, Slot
from scheduler.core.programme import Decision, Programme
from scheduler.core.vocabulary import Condition, Kind, PinVerb, RelationVerb, Service, Use
from tests.miniatures.build import SLOTS, ask, at, host, main, programme, tiny
from tests.miniatures.case import (
    A_BILATERAL,
    A_INDIVIDUAL,
    A_PERSON,
    A_SLOT,
    A_ZERO,
    B_ZERO,
    HALL,
    INDIVIDUAL,
    MORNING,
    ON_DAY_1,
    Case,
    hosts,
    joint,
    own,
    slots,
    zero,
)
from tests.miniatures.completeness import FOUR_JOINT
from tests.miniatures.relations import WITH_CAPTIONS, captioned, needy, related

A_BOOTH = "DC-A: booth shift"
CAPTIONS_FOR_A = {"DC-A": {"captions": True}}


def with_slots(*stretches: tuple[str, str], day: int = 1) -> tuple[Slot, ...]:
    """The usual slots and some more in the Salles."""
    return SLOTS + tuple(Slot(grid="salles", day=f"Day {day}", start=start, end=end) for start, end in stretches)


def walker(step_free: bool) -> Instance:
    """A takes part in two day-zero events; the walk between areas takes ten minutes, twice that without steps."""
    return tiny(
        (zero(people=(A_PERSON,)), ask("DC-B", Kind.DAY_ZERO, people=(A_PERSON,))),
        people={A_PERSON: {"step_free": step_free}},
        slots=with_slots(("10:39", "12:09"), ("10:49", "12:19"), ("10:50", "12:20"), day=0),
        policy={"walking_minutes": 10},
    )


def asks_for(condition: Condition, **missing: bool) -> Case:
    """A asks for a day-zero event and does not meet the one condition that the policy names; B meets it."""
    instance = tiny(
        (zero(), ask("DC-B", Kind.DAY_ZERO)),
        policy={"conditions": (condition,)},
        coalitions={"DC-A": {"standing": Filings(**missing)}},
    )
    return own("eligibility", f"without {condition.value}", instance, {B_ZERO: MORNING}, {A_ZERO: MORNING})


def asks_for_another(condition: Condition, **missing: bool) -> tuple[Instance, Programme]:
    """The policy asks for everything but this condition, which A does not meet."""
    others = tuple(other for other in Condition if other is not condition)
    instance = tiny((zero(),), policy={"conditions": others}, coalitions={"DC-A": {"standing": Filings(**missing)}})
    return instance, programme(instance, {A_ZERO: MORNING})


CONDITIONS = (
    asks_for(Condition.FOUNDING, founding=False),
    asks_for(Condition.COORDINATION, coordination=False),
    asks_for(Condition.ANNUAL_REPORT, annual_report=False),
    asks_for(Condition.SESSION_REPORT, session_report=False),
)

NOT_ASKED_FOR = (
    asks_for_another(Condition.FOUNDING, founding=False),
    asks_for_another(Condition.COORDINATION, coordination=False),
    asks_for_another(Condition.ANNUAL_REPORT, annual_report=False),
    asks_for_another(Condition.SESSION_REPORT, session_report=False),
)
"""Good programmes for coalitions that lack only what the policy does not ask for."""

REMOTE_IN_LONDON = {A_PERSON: {"remote": True, "time_zone": "Europe/London"}}

HOURS = (
    own(
        "person_in_one_place",
        "a walk that takes a minute more than there is",
        walker(step_free=False),
        {A_ZERO: MORNING, B_ZERO: at("Salle 3", 0, "10:40")},
        {A_ZERO: MORNING, B_ZERO: at("Salle 3", 0, "10:39")},
    ),
    own(
        "person_in_one_place",
        "twice the walk without steps, a minute more than there is",
        walker(step_free=True),
        {A_ZERO: MORNING, B_ZERO: at("Salle 3", 0, "10:50")},
        {A_ZERO: MORNING, B_ZERO: at("Salle 3", 0, "10:49")},
    ),
    # In London it is an hour earlier.
    hosts(
        "remote_hours",
        "a minute past the last hour",
        tiny(
            sessions=(host("W1", people=(A_PERSON,)),),
            people=REMOTE_IN_LONDON,
            slots=with_slots(("14:01", "15:31")),
            policy={"remote_until": 14 * 60 + 30},
        ),
        {"W1": at("Salle 1", 1, "14:00")},
        {"W1": at("Salle 1", 1, "14:01")},
    ),
    hosts(
        "remote_hours",
        "a minute before the first hour",
        tiny(
            sessions=(host("W1", people=(A_PERSON,)),),
            people=REMOTE_IN_LONDON,
            slots=with_slots(("13:59", "15:29")),
            policy={"remote_from": 13 * 60},
        ),
        {"W1": at("Salle 1", 1, "14:00")},
        {"W1": at("Salle 1", 1, "13:59")},
    ),
    hosts(
        "room_hours",
        "a minute after the day closes",
        tiny(sessions=(host("W1"),), slots=with_slots(("16:30", "18:00"), ("16:31", "18:01"))),
        {"W1": at("Salle 1", 1, "16:30")},
        {"W1": at("Salle 1", 1, "16:31")},
    ),
    hosts(
        "session_order",
        "a pause that is a minute too short",
        related(RelationVerb.BEFORE, minutes=10, slots=with_slots(("10:39", "12:09"))),
        {"W1": ON_DAY_1, "W2": at("Salle 1", 1, "10:40")},
        {"W1": ON_DAY_1, "W2": at("Salle 1", 1, "10:39")},
    ),
)

BOOTHS = (
    own(
        "captioning",
        "booth shifts apart",
        tiny(
            (ask("DC-A", Kind.BOOTH), ask("DC-A", Kind.BILATERAL, 2)),
            coalitions=CAPTIONS_FOR_A,
            slots=(*SLOTS, Slot(grid="box", day="Day 1", start="16:00", end="18:00")),
        ),
        {A_BOOTH: at("Box", 1, "16:00")},
        {A_BILATERAL: at("Box", 1, "16:00")},
    ),
    own(
        "service_teams",
        "booth shifts need no captioners",
        captioned(
            1,
            needy("W1", at("Salle 1", 1, "16:00")),
            requests=(ask("DC-A", Kind.BOOTH), ask("DC-A", Kind.BILATERAL, 2)),
            coalitions=CAPTIONS_FOR_A,
            slots=(*SLOTS, Slot(grid="box", day="Day 1", start="16:00", end="18:00")),
        ).model_copy(
            update={
                "rooms": tiny(rooms={**WITH_CAPTIONS, "Box": {"services": (Service.HYBRID, Service.CAPTIONING)}}).rooms
            }
        ),
        {A_BOOTH: at("Box", 1, "16:00")},
        {A_BILATERAL: at("Box", 1, "16:00")},
    ),
)


def pin(**fields: object) -> tuple[Pin, ...]:
    return (Pin(verb=PinVerb.PLACE, **fields),)


def two_halls(**fields: object) -> Instance:
    """A's slot is pinned; there are a main session on day 1, and one on day 2 in another hall and at another time."""
    return tiny(
        (ask("DC-A", Kind.MAIN_SLOT),),
        (main("Main 1", HALL), main("Main 2", at("Old Hall", 2, "14:30"))),
        rooms={"Old Hall": {"capacity": 200, "grid": "hall", "uses": (Use.MAIN,)}},
        pins=pin(subject=A_SLOT, **fields),
    )


def four_joint(**fields: object) -> Instance:
    return tiny(FOUR_JOINT.requests, pins=pin(subject="DC-A: joint session", **fields))


def a_in(theme: str) -> dict[str, tuple[tuple[str, ...], object]]:
    """A and B share a joint session on this theme, C and D one on the other."""
    other = {"CONNECT": "RIGHTS", "RIGHTS": "CONNECT"}[theme]
    places = {"CONNECT": ON_DAY_1, "RIGHTS": at("Salle 2", 2, "14:00")}
    return {theme: (("DC-A", "DC-B"), places[theme]), other: (("DC-C", "DC-D"), places[other])}


PINNED = (
    *(
        slots("pins", f"a slot in a given session, by {what}", instance, {"Main 2": (A_SLOT,)}, {"Main 1": (A_SLOT,)})
        for what, instance in (
            ("room", two_halls(room="Old Hall")),
            ("day", two_halls(day="Day 2")),
            ("start", two_halls(start="14:30")),
            ("room and session", two_halls(room="Old Hall", session="Main 2")),
        )
    ),
    *(
        joint("pins", f"one partner of a joint session, by {what}", instance, a_in("RIGHTS"), a_in("CONNECT"))  # type: ignore[arg-type]
        for what, instance in (
            ("room", four_joint(room="Salle 2")),
            ("day", four_joint(day="Day 2")),
            ("start", four_joint(start="14:00")),
            ("session", four_joint(session="Joint: RIGHTS")),
        )
    ),
    *(
        own(
            "pins",
            f"a session of its own, by {what}",
            tiny((ask("DC-A", Kind.INDIVIDUAL),), kinds=INDIVIDUAL, pins=pin(subject=A_INDIVIDUAL, **{what: value})),
            {A_INDIVIDUAL: at("Salle 2", 2, "14:00")},
            {A_INDIVIDUAL: ON_DAY_1},
        )
        for what, value in (("room", "Salle 2"), ("day", "Day 2"), ("start", "14:00"))
    ),
    own(
        "pins",
        "a place for what is refused",
        tiny((zero(),), pins=pin(subject=A_ZERO)),
        {A_ZERO: MORNING},
        {},
    ),
)

TWO_OF_A = tiny((ask("DC-A", Kind.JOINT), ask("DC-A", Kind.JOINT, 2, number=2), ask("DC-B", Kind.JOINT)))
ONE_OF_A = programme(TWO_OF_A, joint={"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)})


def both_of_a_held() -> Programme:
    """A has two requests in one joint session."""
    both = Decision(request="DC-A: joint session 2", granted=True, session="Joint: CONNECT")
    return ONE_OF_A.model_copy(
        update={"decisions": tuple(both if one.request == both.request else one for one in ONE_OF_A.decisions)}
    )


def ends_with_its_session(minutes_before: int) -> Instance:
    """Two slots of ten minutes in a main session, which begin so many minutes before it ends."""
    session = main("Main", HALL, coalition_minutes=30, segments_after=90 - minutes_before)
    return tiny((ask("DC-A", Kind.MAIN_SLOT), ask("DC-B", Kind.MAIN_SLOT)), (session,))


THREE_OF_A = tiny(
    tuple(ask("DC-A", Kind.MAIN_SLOT, number, number=number) for number in (1, 2, 3)),
    (main("Main", HALL),),
    policy={"main_slots_per_session": 2, "presences_at_most": 3},
)

COUNTS = (
    slots(
        "main_slots_per_session",
        "two slots of one coalition in one session, and three",
        THREE_OF_A,
        {"Main": (A_SLOT, f"{A_SLOT} 2")},
        {"Main": (A_SLOT, f"{A_SLOT} 2", f"{A_SLOT} 3")},
    ),
    own(
        "minutes_cap",
        "as many minutes as agreed, and more",
        tiny(
            (ask("DC-A", Kind.INDIVIDUAL), ask("DC-B", Kind.INDIVIDUAL)),
            kinds=INDIVIDUAL,
            policy={"coalition_minutes_at_most": 90},
        ),
        {A_INDIVIDUAL: ON_DAY_1},
        {A_INDIVIDUAL: ON_DAY_1, "DC-B: individual session": at("Salle 2", 1, "14:00")},
    ),
    Case("one_joint_session_per_theme", "two requests of one coalition in one", TWO_OF_A, ONE_OF_A, both_of_a_held()),
    slots(
        "segments_fit",
        "the last segment ends with its session, or after it",
        ends_with_its_session(minutes_before=10),
        {"Main": (A_SLOT,)},
        {"Main": (A_SLOT, "DC-B: main-session slot")},
    ),
    hosts(
        "pins",
        "a session of the host programme that may be left out",
        tiny(
            sessions=(host("W1"),),
            policy={"host_sessions_may_be_left_out": True},
            pins=pin(subject="W1", room="Salle 1"),
        ),
        {"W1": ON_DAY_1},
        {},
    ),
)

LIMITS = (*CONDITIONS, *HOURS, *BOOTHS, *PINNED, *COUNTS)


def given_workshop(**fields: object) -> tuple[Instance, Programme]:
    instance = tiny(sessions=(host("W1", ON_DAY_1),), pins=pin(subject="W1", **fields))
    return instance, programme(instance)


PINS_ON_GIVEN = (
    *((fields, True) for fields in ({"room": "Salle 1"}, {"day": "Day 1"}, {"start": "09:00"})),
    *((fields, False) for fields in ({"room": "Salle 2"}, {"day": "Day 2"}, {"start": "09:01"})),
    ({"room": "Salle 1", "day": "Day 1", "start": "10:40"}, False),
    ({"room": "Salle 1", "day": "Day 2", "start": "09:00"}, False),
)
"""Pins on a session whose place is given (Salle 1 on day 1 at 09:00), and whether they fit that place."""
