"""The example with two sessions too many, duplicates, linked coalitions and people in two places at once."""

from __future__ import annotations

from functools import cache

from scheduler.core.instance import Instance, Team
from scheduler.core.programme import LeftOut, Programme, Reason
from scheduler.core.vocabulary import Service
from tests.reports import example

GONE, UNEXPLAINED = "S11", "S12"
TITLES = {GONE: "=1+1 What found no place", UNEXPLAINED: "Nor did this"}
WHY = "With everything else as it is, all 12 places are taken."
BUSY, REMOTE = "DC3 coordinator 1", "DC3 coordinator 2"


@cache
def over_subscribed() -> tuple[Instance, Programme]:
    """S13 and S14 take place at the same time on day zero, in rooms of one area; S02 is in another area."""
    changes: dict[str, dict[str, object]] = {
        GONE: {"place": None, "weight": 2, "title": TITLES[GONE], "coalitions": ("DC3",), "themes": ("AI", "SAFETY")},
        UNEXPLAINED: {"place": None, "weight": 5, "title": TITLES[UNEXPLAINED]},
        "S13": {"similar": ("S14",), "people": (BUSY,), "coalitions": ("DC3",), "needs": (Service.CAPTIONING,)},
        "S14": {"people": (BUSY, REMOTE), "coalitions": ("DC3", "IRPC"), "needs": (Service.CAPTIONING,)},
        "S16": {"similar": (GONE, "S02", "S13")},
        "S02": {"people": (REMOTE,)},
    }
    base = example.instance()
    sessions = tuple(one.model_copy(update=changes.get(one.id, {})) for one in base.sessions)
    instance = example.instance(
        sessions=[one.model_dump() for one in sessions],
        teams=(Team(service=Service.CAPTIONING, number=1),),
        policy=base.policy.model_copy(update={"host_sessions_may_be_left_out": True}),
    )
    placed = instance.model_copy(update={"sessions": tuple(one for one in instance.sessions if one.place)})
    programme = example.programme(placed)
    left_out = (
        LeftOut(session=GONE, reason=Reason(rules=("room_overlap",), sentence=WHY)),
        LeftOut(session=UNEXPLAINED),
    )
    made = programme.provenance.model_copy(update={"instance_sha256": instance.sha256})
    return instance, programme.model_copy(update={"left_out": left_out, "provenance": made})
