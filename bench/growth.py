"""Made-up events of any size: rooms, themes, given sessions and places grow with the number of coalitions.

The shape is that of a real annual meeting with 29 coalitions: ten rooms, four days after a day zero, two grids that do
not align, a hundred given sessions, more wishes than places. The same number gives the same event every time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.core.clock import Window
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
    request_id,
)
from scheduler.core.policy import DEFAULT_KINDS, KindPolicy, Policy
from scheduler.core.vocabulary import Kind, Service, SessionType, Use

COALITIONS_THEN = 29
ROOM_GRID = ("09:30", "11:15", "13:45", "15:30", "17:15")
HALL_GRID = ("10:00", "12:00", "14:30", "16:30")
ZONES = ("America/New_York", "Asia/Tokyo", "Africa/Nairobi", "Europe/Paris")


def grown_instance(coalitions: int) -> Instance:
    """A made-up event with so many coalitions."""
    chance = random.Random(coalitions)
    days = tuple(_days())
    themes = tuple(Theme(code=f"T{n}", name=f"Theme {n}") for n in range(1, _scaled(12, coalitions) + 1))
    members = tuple(_coalition(chance, number, themes, days) for number in range(1, coalitions + 1))
    people = tuple(_people(chance, members))
    rooms = tuple(_rooms(coalitions))
    sessions = tuple(_sessions(chance, coalitions, days, rooms, themes, people, members))
    return Instance(
        name=f"growth-{coalitions}",
        event=Event(name=f"An event with {coalitions} coalitions", year=2024, time_zone="Asia/Riyadh"),
        days=days,
        slots=tuple(_slots(days)),
        rooms=rooms,
        themes=themes,
        coalitions=members,
        people=people,
        sessions=sessions,
        requests=tuple(r for member in members for r in _requests(chance, member, members, people)),
        policy=_policy(coalitions),
    )


def _scaled(number: int, coalitions: int) -> int:
    return max(1, round(number * coalitions / COALITIONS_THEN))


def _days() -> Iterator[Day]:
    for number in range(5):
        on = date(2024, 12, 15) + timedelta(days=number)
        yield Day(id=f"Day {number}", date=on, is_day_zero=number == 0, opens="09:00", closes="19:00")


def _slots(days: tuple[Day, ...]) -> Iterator[Slot]:
    for day in days:
        for grid, starts in (("rooms", ROOM_GRID), ("hall", HALL_GRID)):
            for start in starts:
                begins = int(start[:2]) * 60 + int(start[3:])
                yield Slot(grid=grid, day=day.id, start=begins, end=begins + 90)


def _rooms(coalitions: int) -> Iterator[Room]:
    for number in range(1, _scaled(1, coalitions) + 1):
        yield Room(
            id=f"Hall {number}", capacity=800, grid="hall", uses=(Use.MAIN,), services=tuple(Service), area="Centre"
        )
    for number in range(1, _scaled(8, coalitions) + 1):
        services = (Service.STEP_FREE, Service.HYBRID, *((Service.CAPTIONING,) if number % 2 else ()))
        uses = (Use.SESSIONS, Use.DAY_ZERO) if number % 2 else (Use.SESSIONS,)
        yield Room(
            id=f"Room {number}",
            capacity=(60, 90, 120, 200)[number % 4],
            grid="rooms",
            uses=uses,
            services=services,
            area="East" if number % 3 else "West",
        )
    for number in range(1, _scaled(1, coalitions) + 1):
        services = (Service.HYBRID, Service.CAPTIONING)
        yield Room(
            id=f"Bilateral {number}",
            capacity=30,
            grid="rooms",
            uses=(Use.BILATERAL, Use.BOOTH),
            services=services,
            area="East",
        )


def _coalition(chance: random.Random, number: int, themes: tuple[Theme, ...], days: tuple[Day, ...]) -> Coalition:
    away = Window(day=chance.choice(days).id, start=0, end=13 * 60)
    return Coalition(
        id=f"DC{number}",
        name=f"Dynamic Coalition {number}",
        themes=tuple(theme.code for theme in chance.sample(themes, k=min(3, len(themes)))),
        horizontal=number % 14 == 0,
        captions=number % 10 == 0,
        preferred_days=(chance.choice(days[1:]).id,) if chance.random() < 0.4 else (),
        unavailable=(away,) if chance.random() < 0.25 else (),
        answered=True,
    )


def _people(chance: random.Random, coalitions: tuple[Coalition, ...]) -> Iterator[Person]:
    for coalition in coalitions:
        for number in (1, 2):
            remote = chance.random() < 0.2
            also = (chance.choice(coalitions).id,) if chance.random() < 0.15 else ()
            yield Person(
                id=f"{coalition.id} representative {number}",
                coalitions=tuple(dict.fromkeys((coalition.id, *also))),
                remote=remote,
                time_zone=chance.choice(ZONES) if remote else "",
            )


def _sessions(
    chance: random.Random,
    coalitions: int,
    days: tuple[Day, ...],
    rooms: tuple[Room, ...],
    themes: tuple[Theme, ...],
    people: tuple[Person, ...],
    members: tuple[Coalition, ...],
) -> Iterator[HostSession]:
    halls = [room for room in rooms if Use.MAIN in room.uses]
    others = [room for room in rooms if Use.SESSIONS in room.uses]
    main = [Placement(room=r.id, day=day.id, start=start) for day in days[1:] for start in HALL_GRID for r in halls]
    work = [Placement(room=r.id, day=day.id, start=start) for day in days[1:] for start in ROOM_GRID for r in others]
    chance.shuffle(main)
    chance.shuffle(work)
    for number, place in enumerate(main[: _scaled(8, coalitions)]):
        of_coalitions = number % 8 == 0
        yield HostSession(
            id=f"M{number + 1}",
            title=f"Main session {number + 1}",
            type=SessionType.COALITIONS_MAIN if of_coalitions else SessionType.MAIN,
            minutes=90,
            themes=tuple(theme.code for theme in chance.sample(themes, k=min(2, len(themes)))),
            audience=400,
            place=place,
            coalition_minutes=60 if of_coalitions else 30,
            segments_after=15 if of_coalitions else 30,
        )
    busy: set[tuple[str, str, int]] = set()
    for number, place in enumerate(work[: _scaled(100, coalitions)]):
        free = [p.id for p in people if (p.id, place.day, place.start) not in busy]
        there = tuple(chance.sample(free, k=min(2, len(free)))) if chance.random() < 0.4 else ()
        busy.update((person, place.day, place.start) for person in there)
        yield HostSession(
            id=f"W{number + 1}",
            title=f"Workshop {number + 1}",
            type=SessionType.WORKSHOP,
            minutes=90,
            themes=(chance.choice(themes).code,),
            people=there,
            coalitions=(chance.choice(members).id,) if chance.random() < 0.3 else (),
            audience=chance.choice((30, 50, 60)),
            place=place,
        )


def _requests(
    chance: random.Random, coalition: Coalition, coalitions: tuple[Coalition, ...], people: tuple[Person, ...]
) -> Iterator[Request]:
    """What four in five ask for themselves; the others, silent, are given a wish for a bilateral meeting."""
    if chance.random() < 0.2:
        yield Request(
            id=request_id(coalition.id, Kind.BILATERAL),
            coalition=coalition.id,
            kind=Kind.BILATERAL,
            rank=1,
            minutes=90,
            by_default=True,
        )
        return
    wishes = [
        (Kind.JOINT, 90, 0.9),
        (Kind.DAY_ZERO, 90, 0.4),
        (Kind.BILATERAL, 90, 0.5),
        (Kind.MAIN_SLOT, 10, 0.4),
        (Kind.SEGMENT, 10, 0.4),
        (Kind.BOOTH, 90, 0.2),
    ]
    asked = [(kind, minutes) for kind, minutes, often in wishes if chance.random() < often]
    if chance.random() < 0.4:
        chance.shuffle(asked)
    others = [other for other in coalitions if other is not coalition]
    partners = [other.id for other in others if set(other.themes) & set(coalition.themes)]
    own = [person.id for person in people if person.coalitions[0] == coalition.id]
    for rank, (kind, minutes) in enumerate(asked, start=1):
        together = kind is Kind.JOINT and partners
        yield Request(
            id=request_id(coalition.id, kind),
            coalition=coalition.id,
            kind=kind,
            rank=rank,
            minutes=minutes,
            themes=coalition.themes,
            audience=chance.choice((0, 40, 60)) if kind in (Kind.JOINT, Kind.DAY_ZERO) else 0,
            people=(own[rank % 2],),
            partners=tuple(chance.sample(partners, k=min(2, len(partners)))) if together else (),
            vetoes=(chance.choice(others).id,) if together and chance.random() < 0.05 else (),
            output="A report" if chance.random() < 0.7 else "",
        )


def _policy(coalitions: int) -> Policy:
    joint = KindPolicy(minutes=90, at_most=_scaled(10, coalitions), competed=True)
    day_zero = KindPolicy(minutes=90, at_most=_scaled(7, coalitions))
    booth = DEFAULT_KINDS[Kind.BOOTH].model_copy(update={"minutes": 90})
    return Policy(kinds={**DEFAULT_KINDS, Kind.JOINT: joint, Kind.DAY_ZERO: day_zero, Kind.BOOTH: booth})
