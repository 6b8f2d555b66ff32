"""Cases on the selection committee, and on what was settled beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scheduler.core.instance import Instance, Pin
from scheduler.core.vocabulary import Kind, PinVerb
from tests.miniatures.build import altered, ask, at, host, main, programme, tiny
from tests.miniatures.case import (
    A_SLOT,
    A_ZERO,
    AFTERNOON,
    B_PERSON,
    HALL,
    MORNING,
    ON_DAY_1,
    Case,
    everyone,
    hosts,
    joint,
    own,
    slots,
    zero,
)
from tests.miniatures.completeness import TWO_JOINT
from tests.miniatures.groups import A_TO_C

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
