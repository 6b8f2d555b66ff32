"""A meeting with a little of everything: each kind granted, free and given host sessions, a committee."""

from __future__ import annotations

from scheduler.core.instance import Instance, Pin
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind, PinVerb, SessionType
from tests.miniatures.build import ask, at, host, main, programme, tiny
from tests.miniatures.case import A_BILATERAL, A_ZERO, B_SLOT, INDIVIDUAL


def meeting() -> tuple[Instance, Programme]:
    """The instance and a good programme for it."""
    speaker, other = "CONNECT speaker 1", "CONNECT speaker 2"
    instance = tiny(
        (
            ask("DC-A", Kind.DAY_ZERO, 1, people=("DC-A coordinator 1",)),
            ask("DC-A", Kind.MAIN_SLOT, 2, output="Report"),
            ask("DC-A", Kind.BILATERAL, 3),
            ask("DC-B", Kind.JOINT, 1, partners=("DC-C",), people=("DC-B coordinator 1",)),
            ask("DC-B", Kind.MAIN_SLOT, 2, output="Advice"),
            ask("DC-B", Kind.INDIVIDUAL, 3),
            ask("DC-C", Kind.JOINT, 1),
            ask("DC-C", Kind.BILATERAL, 2),
            ask("DC-D", Kind.JOINT, 1),
            ask("DC-D", Kind.SEGMENT, 2),
            ask("DC-F", Kind.JOINT, 1, themes=("RIGHTS",)),
            ask("DC-F", Kind.INDIVIDUAL, 2, themes=("RIGHTS",)),
        ),
        (
            host("Opening", at("Hall", 1, "09:30"), type=SessionType.CEREMONY, blocks_everything=True),
            main("Main 1", at("Hall", 1, "14:30"), people=(speaker,)),
            main("Main 2", at("Hall", 2, "09:30"), type=SessionType.COALITIONS_MAIN),
            host("W1", at("Salle 2", 2, "09:00"), themes=("CONNECT",), people=(speaker,), coalitions=("DC-A",)),
            host("W2", at("Salle 3", 0, "09:00"), themes=("RIGHTS",), people=(other,)),
            host("W3", themes=("RIGHTS",), people=(other,)),
        ),
        kinds=INDIVIDUAL,
        policy={"main_slot_replaces": (Kind.INDIVIDUAL,), "committee_at_least": 1},
        coalitions={
            "DC-E": {"opts_out": True},
            "DC-F": {"name": "Coalition F", "themes": ("RIGHTS",)},
        },
        people={speaker: {}, other: {}, "DC-F coordinator 1": {"coalitions": ("DC-F",)}},
        pins=(Pin(verb=PinVerb.GRANT, subject=A_ZERO),),
    )
    return instance, programme(
        instance,
        {
            A_ZERO: at("Salle 1", 0, "09:00"),
            A_BILATERAL: at("Box", 1, "14:00"),
            "DC-F: individual session": at("Salle 2", 2, "14:00"),
        },
        joint={
            "CONNECT": (("DC-B", "DC-C"), at("Salle 1", 2, "14:00")),
            "RIGHTS": (("DC-D", "DC-F"), at("Salle 1", 2, "16:00")),
        },
        hosts={"W3": at("Salle 3", 1, "14:00")},
        segments={"Main 1": (B_SLOT,), "Main 2": ("DC-D: coalitions' main session",)},
        committee={"DC-E": "DC-E coordinator 1"},
    )
