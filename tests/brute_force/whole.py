"""Tiny host programmes that are to be placed themselves: two or three free sessions, and hardly any coalition.

What matters to a whole programme counts before all else, each part with a weight of its own.
"""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from hypothesis import strategies as st

from scheduler.core.instance import (
    Coalition,
    Day,
    Event,
    HostSession,
    Instance,
    Person,
    Placement,
    Request,
    Room,
    Slot,
    Theme,
)
from scheduler.core.policy import InconvenienceWeights, KindPolicy, Policy
from scheduler.core.vocabulary import Kind, SessionType, Use
from tests.brute_force.strategies import Choose, one_of, seldom, some_of

STARTS = (540, 600, 645, 780, 900)
"""Minutes after midnight; sessions of an hour that start at the first two touch, at the second and third overlap."""


def seeded_whole(most_free: int = 3) -> st.SearchStrategy[Instance]:
    """Each from a seed, no two alike."""
    return st.integers(0, 2**32 - 1).map(lambda seed: whole(random.Random(seed).randrange, most_free))


def whole(choose: Choose, most_free: int) -> Instance:
    """One such instance; with three free sessions fewer places, so that every programme can be tried."""
    free = most_free - choose(2)
    days = tuple(
        Day(id=name, date=date(2024, 12, 18 - number), is_day_zero=number == 2)
        for number, name in enumerate(("Last", "First", "Zero"))
    )[: one_of(choose, 1, 2, 2, 3)]
    rooms = tuple(
        Room(id=name, capacity=200, grid=name, uses=tuple(Use), area=area)
        for name, area in (("Room 1", "East"), ("Room 2", one_of(choose, "East", "West")))
    )
    slots = tuple(
        Slot(grid=room.id, day=day.id, start=start, end=start + 60)
        for room in rooms
        for day in days
        for start in some_of(choose, STARTS, most=2 if free == 3 else 4, least=1 if free == 3 else 3)
    )
    people = tuple(
        Person(
            id=f"P{number}",
            remote=seldom(choose, 6),
            time_zone="Europe/Zurich",
            stakeholder_group=("civil society", "government", "")[number],
            region=("GRULAC", one_of(choose, "Africa", "GRULAC"), "Africa")[number],
        )
        for number in range(3)
    )
    request = Request(
        id="DC1: individual session",
        coalition="DC1",
        kind=Kind.INDIVIDUAL,
        rank=1,
        minutes=60,
        themes=("A",),
        people=("P0",),
    )
    return Instance(
        name="tiny",
        event=Event(name="A meeting", year=2024, time_zone="Europe/Zurich"),
        days=days,
        slots=slots,
        rooms=rooms,
        themes=(Theme(code="A", name="Theme A"), Theme(code="B", name="Theme B")),
        coalitions=(Coalition(id="DC1", name="Coalition DC1", themes=("A",)),),
        people=people,
        sessions=tuple(
            _session(choose, number, free, slots, people) for number in range(free + one_of(choose, 0, 1, 2, 2))
        ),
        requests=(request,) if seldom(choose, 3) else (),
        policy=_policy(choose),
    )


def _session(
    choose: Choose, number: int, free: int, slots: tuple[Slot, ...], people: tuple[Person, ...]
) -> HostSession:
    """A free one, or a given one, which may stand off the grid."""
    slot = one_of(choose, *slots)
    place = Placement(room=slot.grid, day=slot.day, start=slot.start + one_of(choose, 0, 15))
    types = (SessionType.WORKSHOP, SessionType.WORKSHOP, SessionType.OPEN_FORUM)
    return HostSession(
        id=f"S{number}",
        title=f"Session {number}",
        type=one_of(choose, *types) if number < free else one_of(choose, *types, SessionType.CEREMONY),
        minutes=one_of(choose, 60, 45),
        themes=some_of(choose, ("A", "B"), most=2),
        people=some_of(choose, tuple(person.id for person in people), most=2, least=one_of(choose, 1, 1, 1, 1, 1, 0)),
        place=place if number >= free else None,
        similar=some_of(choose, tuple(f"S{other}" for other in range(number)), most=1),
    )


def _policy(choose: Choose) -> Policy:
    parts = {part: one_of(choose, 0, 1, 2, 5) for part in InconvenienceWeights.model_fields}
    order = tuple(goal for goal in Policy().goals if goal != "inconvenience")
    changes: dict[str, Any] = {
        "goals": ("inconvenience", *order),
        "kinds": Policy().kinds | {Kind.INDIVIDUAL: KindPolicy(minutes=60, gated=False)},
        "inconvenience": InconvenienceWeights(**parts),
        "walking_minutes": one_of(choose, 0, 15),
        "theme_break_minutes": one_of(choose, 0, 30, 120),
        "good_from": one_of(choose, 540, 600),
        "good_until": one_of(choose, 780, 720, 660),
        "host_sessions_may_be_left_out": seldom(choose, 4),
        "pause_minutes": one_of(choose, 0, 0, 10, 40),
        "off_last_afternoon": (SessionType.OPEN_FORUM,) if seldom(choose, 3) else (),
    }
    return Policy(**changes)
