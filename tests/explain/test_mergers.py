"""The reason stated for a joint session is true of its members' requests."""

from __future__ import annotations

from scheduler.core.vocabulary import Kind
from scheduler.explain.mergers import why_together
from tests.miniatures.build import ask, at, programme, tiny


def test_theme_guest_and_wishes() -> None:
    instance = tiny(
        (
            ask("DC-A", Kind.JOINT, partners=("DC-C", "DC-D")),
            ask("DC-B", Kind.JOINT),
            ask("DC-C", Kind.JOINT),
            ask("DC-E", Kind.JOINT),
        ),
        coalitions={"DC-E": {"horizontal": True}},
    )
    members = ("DC-A", "DC-B", "DC-C", "DC-E")
    made = programme(instance, joint={"CONNECT": (members, at("Salle 1", 1, "09:00"))})
    assert why_together(instance, made, made.session["Joint: CONNECT"]) == (
        "DC-A and DC-B named CONNECT first; DC-C named CONNECT second; DC-E, whose remit fits any theme, joined as a "
        "guest; DC-A wished for DC-C."
    )
