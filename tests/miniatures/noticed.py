"""Two programmes each, and what people notice between them."""

from __future__ import annotations

from typing import NamedTuple

from scheduler.catalogue.change_kinds import ChangeKind
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind
from tests.miniatures.build import ask, at, host, main, programme, tiny
from tests.miniatures.case import HALL, LATE_MORNING, MORNING, everyone

GOAL = "noticeable_changes"
"""What is counted in these."""

NINE, TWO = at("Salle 1", 1, "09:00"), at("Salle 1", 1, "14:00")
FREE = tiny((), (host("WS"),))
OPTIONAL = tiny((), (host("WS"),), policy={"host_sessions_may_be_left_out": True})
ZERO = tiny((ask("DC-A", Kind.DAY_ZERO),))
JOINT = tiny(everyone(Kind.JOINT, "DC-A", "DC-B", "DC-C", "DC-D"))
FOUR = ("DC-A", "DC-B", "DC-C", "DC-D")
SLOTS = tiny((ask("DC-A", Kind.MAIN_SLOT), ask("DC-B", Kind.MAIN_SLOT)), (main("Main", HALL),))
A_SLOT, B_SLOT = "DC-A: main-session slot", "DC-B: main-session slot"


class Noticing(NamedTuple):
    """Two programmes, and the changes between them: what stands behind “noticeable_changes”."""

    what: str
    instance: Instance
    before: Programme
    after: Programme
    noticed: list[tuple[ChangeKind, str]]


CASES = [
    Noticing("nothing", FREE, programme(FREE, hosts={"WS": NINE}), programme(FREE, hosts={"WS": NINE}), []),
    Noticing(
        "another day and room",
        FREE,
        programme(FREE, hosts={"WS": NINE}),
        programme(FREE, hosts={"WS": at("Salle 2", 2, "09:00")}),
        [(ChangeKind.DAY, "WS"), (ChangeKind.ROOM, "WS")],
    ),
    Noticing(
        "another time",
        FREE,
        programme(FREE, hosts={"WS": NINE}),
        programme(FREE, hosts={"WS": TWO}),
        [(ChangeKind.TIME, "WS")],
    ),
    Noticing(
        "left out",
        OPTIONAL,
        programme(OPTIONAL, hosts={"WS": NINE}),
        programme(OPTIONAL),
        [(ChangeKind.CANCELLED, "WS")],
    ),
    Noticing(
        "refused",
        ZERO,
        programme(ZERO, {"DC-A: day-zero event": MORNING}),
        programme(ZERO),
        [(ChangeKind.REFUSED, "DC-A: day-zero event")],
    ),
    Noticing(
        "granted",
        ZERO,
        programme(ZERO),
        programme(ZERO, {"DC-A: day-zero event": LATE_MORNING}),
        [(ChangeKind.GRANTED, "DC-A: day-zero event")],
    ),
    Noticing(
        "a partner gone to another joint session",
        JOINT,
        programme(JOINT, joint={"CONNECT": (FOUR[:3], NINE)}),
        programme(JOINT, joint={"CONNECT": (FOUR[:2], NINE), "RIGHTS": (FOUR[2:], TWO)}),
        [
            (ChangeKind.PARTNERS, "Joint: CONNECT"),
            (ChangeKind.ELSEWHERE, "DC-C: joint session"),
            (ChangeKind.GRANTED, "DC-D: joint session"),
        ],
    ),
    Noticing(
        "segments that stay as they are",
        SLOTS,
        programme(SLOTS, segments={"Main": (A_SLOT, B_SLOT)}),
        programme(SLOTS, segments={"Main": (A_SLOT, B_SLOT)}),
        [],
    ),
    Noticing(
        "a segment before another refused",
        SLOTS,
        programme(SLOTS, segments={"Main": (A_SLOT, B_SLOT)}),
        programme(SLOTS, segments={"Main": (B_SLOT,)}),
        [(ChangeKind.REFUSED, A_SLOT), (ChangeKind.SEGMENT, B_SLOT)],
    ),
    Noticing(
        "a segment after another refused",
        SLOTS,
        programme(SLOTS, segments={"Main": (A_SLOT, B_SLOT)}),
        programme(SLOTS, segments={"Main": (A_SLOT,)}),
        [(ChangeKind.REFUSED, B_SLOT)],
    ),
]
