"""Cases on how sessions of the host programme stand to each other, on teams, and on what may be left out."""

from __future__ import annotations

from typing import Any

from scheduler.core.instance import Instance, Placement, Relation, Team
from scheduler.core.programme import LeftOut
from scheduler.core.vocabulary import Kind, RelationVerb, Service
from tests.miniatures.build import altered, ask, at, host, main, programme, tiny
from tests.miniatures.case import A_SLOT, A_ZERO, B_ZERO, ON_DAY_1, Case, everyone, hosts, own

SALLE_2, SALLE_3 = at("Salle 2", 1, "09:00"), at("Salle 3", 1, "09:00")
NEXT, AFTERNOON, DAY_2 = at("Salle 1", 1, "10:40"), at("Salle 1", 1, "14:00"), at("Salle 1", 2, "09:00")
WITH_CAPTIONS = {name: {"services": (Service.CAPTIONING,)} for name in ("Salle 1", "Salle 2", "Salle 3")}
MAY_BE_LEFT_OUT = {"host_sessions_may_be_left_out": True}


def related(
    verb: RelationVerb, one: Placement | None = None, other: Placement | None = None, minutes: int = 0, **others: Any
) -> Instance:
    """Two workshops of which the first stands so to the second."""
    relation = Relation(verb=verb, one="W1", other="W2", minutes=minutes)
    return tiny(sessions=(host("W1", one), host("W2", other)), relations=(relation,), **others)


def captioned(number: int, *sessions: Any, **others: Any) -> Instance:
    """So many teams of captioners, with captioning in all Salles."""
    return tiny(sessions=sessions, teams=(Team(service="captioning", number=number),), rooms=WITH_CAPTIONS, **others)


def needy(name: str, place: Placement | None = None, **fields: Any) -> Any:
    return host(name, place, needs=(Service.CAPTIONING,), **fields)


LEFT_OUT = tiny(sessions=(host("W1"), host("W2", SALLE_2)), policy=MAY_BE_LEFT_OUT)
WITHOUT_W1 = programme(LEFT_OUT)
CAPTIONS_FOR_A = {"DC-A": {"captions": True}}
SLOT_IN_ONE_OF_TWO = captioned(
    1,
    main("Main 1", at("Hall", 1, "09:30")),
    main("Main 2", at("Hall", 2, "09:30")),
    needy("W1", at("Salle 1", 1, "09:00")),
    requests=(ask("DC-A", Kind.MAIN_SLOT),),
    coalitions=CAPTIONS_FOR_A,
)

RELATIONS = (
    hosts(
        "session_order",
        "the other way round",
        related(RelationVerb.BEFORE),
        {"W1": ON_DAY_1, "W2": NEXT},
        {"W1": NEXT, "W2": ON_DAY_1},
    ),
    hosts(
        "session_order",
        "at the same time, in another room",
        related(RelationVerb.BEFORE),
        {"W1": ON_DAY_1, "W2": DAY_2},
        {"W1": ON_DAY_1, "W2": SALLE_2},
    ),
    hosts(
        "session_order",
        "on the day before",
        related(RelationVerb.BEFORE),
        {"W1": AFTERNOON, "W2": DAY_2},
        {"W1": DAY_2, "W2": AFTERNOON},
    ),
    hosts(
        "session_order",
        "too short a pause",
        related(RelationVerb.BEFORE, minutes=11),
        {"W1": ON_DAY_1, "W2": AFTERNOON},
        {"W1": ON_DAY_1, "W2": NEXT},
    ),
    hosts(
        "session_order",
        "before a given one",
        related(RelationVerb.BEFORE, other=AFTERNOON),
        {"W1": NEXT},
        {"W1": at("Salle 2", 1, "14:00")},
    ),
    hosts(
        "session_order",
        "after a given one",
        related(RelationVerb.BEFORE, one=AFTERNOON),
        {"W2": at("Salle 2", 1, "16:00")},
        {"W2": NEXT},
    ),
    hosts(
        "sessions_apart",
        "in two rooms at once",
        related(RelationVerb.APART),
        {"W1": ON_DAY_1, "W2": NEXT},
        {"W1": ON_DAY_1, "W2": SALLE_2},
    ),
    hosts(
        "sessions_apart",
        "in part beside a given one",
        related(RelationVerb.APART, one=at("Salle 1", 1, "10:00")),
        {"W2": at("Salle 2", 1, "14:00")},
        {"W2": SALLE_2},
    ),
    hosts(
        "same_day",
        "on two days",
        related(RelationVerb.SAME_DAY),
        {"W1": ON_DAY_1, "W2": AFTERNOON},
        {"W1": ON_DAY_1, "W2": DAY_2},
    ),
    hosts(
        "same_day",
        "as a given one",
        related(RelationVerb.SAME_DAY, DAY_2),
        {"W2": at("Salle 2", 2, "09:00")},
        {"W2": NEXT},
    ),
    hosts(
        "other_day",
        "on one day",
        related(RelationVerb.OTHER_DAY),
        {"W1": ON_DAY_1, "W2": DAY_2},
        {"W1": ON_DAY_1, "W2": AFTERNOON},
    ),
    hosts(
        "service_teams",
        "one team for two workshops",
        captioned(1, needy("W1"), needy("W2")),
        {"W1": ON_DAY_1, "W2": AFTERNOON},
        {"W1": ON_DAY_1, "W2": SALLE_2},
    ),
    hosts(
        "service_teams",
        "two teams for three workshops, one of them given",
        captioned(2, needy("W1"), needy("W2"), needy("W3", at("Salle 3", 1, "09:40"))),
        {"W1": ON_DAY_1, "W2": AFTERNOON},
        {"W1": ON_DAY_1, "W2": SALLE_2},
    ),
    own(
        "service_teams",
        "what requests need",
        captioned(1, requests=everyone(Kind.DAY_ZERO, "DC-A", "DC-B", needs=(Service.CAPTIONING,))),
        {A_ZERO: at("Salle 1", 0, "09:00"), B_ZERO: at("Salle 2", 0, "14:00")},
        {A_ZERO: at("Salle 1", 0, "09:00"), B_ZERO: at("Salle 2", 0, "09:00")},
    ),
    Case(
        "service_teams",
        "captions for a member of a joint session",
        joint := captioned(
            1, needy("W1", SALLE_2), requests=everyone(Kind.JOINT, "DC-A", "DC-B"), coalitions=CAPTIONS_FOR_A
        ),
        programme(joint, joint={"CONNECT": (("DC-A", "DC-B"), AFTERNOON)}),
        programme(joint, joint={"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)}),
    ),
    Case(
        "service_teams",
        "what the policy says of joint sessions",
        wanted := captioned(
            1,
            needy("W1", SALLE_2),
            requests=everyone(Kind.JOINT, "DC-A", "DC-B"),
            kinds={Kind.JOINT: {"needs": (Service.CAPTIONING,)}},
        ),
        programme(wanted, joint={"CONNECT": (("DC-A", "DC-B"), AFTERNOON)}),
        programme(wanted, joint={"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)}),
    ),
    Case(
        "service_teams",
        "captions for a segment in a given session",
        SLOT_IN_ONE_OF_TWO,
        programme(SLOT_IN_ONE_OF_TWO, segments={"Main 2": (A_SLOT,)}),
        programme(SLOT_IN_ONE_OF_TWO, segments={"Main 1": (A_SLOT,)}),
    ),
    Case(
        "host_sessions_placed",
        "left out and not listed",
        LEFT_OUT,
        WITHOUT_W1,
        altered(WITHOUT_W1, left_out=()),
    ),
    Case(
        "host_sessions_placed",
        "listed twice",
        LEFT_OUT,
        WITHOUT_W1,
        altered(WITHOUT_W1, left_out=WITHOUT_W1.left_out * 2),
    ),
    Case(
        "host_sessions_placed",
        "listed and placed",
        LEFT_OUT,
        programme(LEFT_OUT, hosts={"W1": ON_DAY_1}),
        altered(programme(LEFT_OUT, hosts={"W1": ON_DAY_1}), left_out=(LeftOut(session="W1"),)),
    ),
    Case(
        "host_sessions_placed",
        "an unknown one listed",
        LEFT_OUT,
        WITHOUT_W1,
        altered(WITHOUT_W1, left_out=(*WITHOUT_W1.left_out, LeftOut(session="W9"))),
    ),
    Case(
        "host_sessions_placed",
        "a given one left out",
        LEFT_OUT,
        WITHOUT_W1,
        altered(WITHOUT_W1, sessions=(), left_out=(LeftOut(session="W1"), LeftOut(session="W2"))),
    ),
)

ONE_LEFT_OUT = tuple(
    (verb, instance, programme(instance, hosts={kept: place}))
    for verb in RelationVerb
    for instance in (related(verb, policy=MAY_BE_LEFT_OUT),)
    for kept, place in (("W1", AFTERNOON), ("W2", ON_DAY_1))
)
"""For each relation programmes in which one of its sessions is left out, so that it asks nothing of the other."""
