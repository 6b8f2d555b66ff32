"""Draw the sessions of a made-up host programme, each with a placement in a hidden feasible schedule.

The hidden schedule guarantees that everything drawn later can be satisfied at once; only the places of fixed sessions
are written to the workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from scheduler.core.vocabulary import Service, SessionType, Use, type_use
from scheduler.generate.grids import RoomSlot
from scheduler.generate.mix import (
    DAY_ZERO,
    LIGHTNING,
    MAIN,
    TypeProfile,
    apportioned,
    drawn_audience,
    drawn_needs,
    drawn_themes,
    topics_of,
)
from scheduler.generate.planning_rows import Row
from scheduler.generate.topics import FRAMES
from scheduler.generate.venue import DrawnRoom, OfferedSlot, Venue

MAIN_NEEDS = (Service.CAPTIONING, Service.INTERPRETATION, Service.WEBCAST)
MAIN_SHARE = 0.7
"""Main sessions use a smaller share of the hall than other sessions do of their rooms."""

MAX_PLACEMENTS_TRIED = 4
"""A session takes the place with the fewest seats among this many drawn at random."""


@dataclass
class DrawnSession:
    """A session while it is drawn. `place` is its place in the hidden schedule, None if there are too many sessions."""

    id: str
    title: str
    type: SessionType
    minutes: int
    place: RoomSlot | None
    themes: tuple[str, ...] = ()
    audience: int = 0
    needs: tuple[Service, ...] = ()
    given: bool = False
    people: list[str] = field(default_factory=list)
    coalitions: tuple[str, ...] = ()
    more: Row = field(default_factory=dict)

    @property
    def shuts(self) -> bool:
        """Whether nothing takes place at the same time."""
        return bool(self.more.get("Blocks everything"))

    def row(self) -> Row:
        """The row of sheet Sessions; the place only if it is fixed."""
        row: Row = {
            "Id": self.id,
            "Title": self.title,
            "Type": self.type.value,
            "Minutes": self.minutes,
            "Themes": self.themes,
            "People": tuple(self.people),
            "Coalitions": self.coalitions,
            "Audience": self.audience,
            "Needs": self.needs,
        }
        if self.given and self.place:
            row |= {"Room": self.place.room, "Day": self.place.day, "Start": self.place.clock}
        return row | self.more


class FreeRoomSlots:
    """The slots of rooms that are still free."""

    def __init__(self, venue: Venue, taken: Sequence[DrawnSession]) -> None:
        """All slots, except those that earlier sessions use or block."""
        shut = [session.place for session in taken if session.shuts and session.place]
        full = [session.place for session in taken if session.place]
        self.day_zero = {str(day["Day"]) for day in venue.days if day["Day zero"]}
        self._free = [
            (room, slot)
            for room, slot in venue.places()
            if not {Use.BILATERAL, Use.BOOTH} & set(room.takes)
            and not any(cell.overlaps(slot.cell) for cell in shut)
            and not any(cell.overlaps_in_room(slot.cell.in_room(room.name)) for cell in full)
        ]

    @property
    def total(self) -> int:
        """The number of free slots."""
        return len(self._free)

    def count(self, sort: TypeProfile) -> int:
        """The number of slots for the shortest session of a type."""
        return sum(self._admits(room_slot, sort.type, min(sort.lengths)) for room_slot in self._free)

    def take(
        self, rng: Random, sort: TypeProfile, audience: int, needs: tuple[Service, ...], minutes: int
    ) -> RoomSlot | None:
        """Draw and occupy a free slot, preferably of a small room; None if none fits."""
        fitting = [
            room_slot
            for room_slot in self._free
            if self._admits(room_slot, sort.type, minutes)
            and audience <= room_slot[0].seats
            and set(needs) <= set(room_slot[0].services)
        ]
        if not fitting:
            return None
        chosen = min(
            (rng.choice(fitting) for _ in range(MAX_PLACEMENTS_TRIED)), key=lambda room_slot: room_slot[0].seats
        )
        self._free.remove(chosen)
        room, slot = chosen
        return RoomSlot(slot.cell.day, slot.cell.start, slot.cell.start + minutes, room.name)

    def seats(self, sort: TypeProfile) -> int:
        """The largest capacity of a free slot for a session of a type."""
        fitting = [
            room_slot[0].seats for room_slot in self._free if self._admits(room_slot, sort.type, min(sort.lengths))
        ]
        return max(fitting, default=0)

    def _admits(self, room_slot: tuple[DrawnRoom, OfferedSlot], kind: SessionType, minutes: int) -> bool:
        room, slot = room_slot
        use = type_use(kind)
        on_day_zero = slot.cell.day in self.day_zero
        right_slot = kind.value in slot.only if slot.only else kind is not SessionType.LIGHTNING_TALK
        return (
            use in room.takes and on_day_zero == (use is Use.DAY_ZERO) and right_slot and minutes <= slot.cell.minutes
        )


def drawn_sessions(
    rng: Random, venue: Venue, codes: tuple[str, ...], given: list[DrawnSession], count: int
) -> list[DrawnSession]:
    """Draw `count` sessions, the fixed ones included.

    Main sessions, day-zero events and lightning talks use the same share of their slots as all sessions do of all.
    """
    free_slots = FreeRoomSlots(venue, given)
    sorts = _session_types(free_slots, count - len(given))
    drawn: list[DrawnSession] = []
    numbers: dict[str, int] = {}
    topics: dict[str, int] = {}
    # The hardest to place come first.
    for sort in sorted(sorts, key=lambda sort: -max(sort.lengths)):
        numbers[sort.prefix] = number = numbers.get(sort.prefix, 0) + 1
        themes = drawn_themes(rng, codes)
        drawn.append(_placed(rng, free_slots, sort, f"{sort.prefix} #{number}", _title(topics, themes[0]), themes))
    return [*given, *drawn]


def _session_types(free_slots: FreeRoomSlots, count: int) -> list[TypeProfile]:
    """The types of the sessions to draw, by the shares of `mix`."""
    most = {sort: free_slots.count(sort) for sort in (MAIN, DAY_ZERO, LIGHTNING)}
    everywhere = free_slots.count(apportioned(1)[0]) + sum(most.values())
    full = min(1.0, count / max(1, everywhere))
    taken = {sort: int(number * full * (MAIN_SHARE if sort is MAIN else 1)) for sort, number in most.items()}
    listed = [sort for sort, number in taken.items() for _ in range(number)]
    return listed + apportioned(count - len(listed))


def _placed(
    rng: Random, free_slots: FreeRoomSlots, sort: TypeProfile, name: str, title: str, themes: tuple[str, ...]
) -> DrawnSession:
    """Draw a session with a suitable free slot; if there is none, reduce its audience, services or length."""
    audience = drawn_audience(rng, sort)
    needs = MAIN_NEEDS if sort is MAIN else drawn_needs(rng)
    minutes = rng.choice(sort.lengths)
    smaller, shortest = min(audience, free_slots.seats(sort)), min(sort.lengths)
    asked = [(audience, needs, minutes), (smaller, needs, shortest), (smaller, (), shortest), (10, (), shortest)]
    for asked_audience, asked_needs, asked_minutes in asked:
        place = free_slots.take(rng, sort, asked_audience, asked_needs, asked_minutes)
        session = DrawnSession(name, title, sort.type, asked_minutes, place, themes, asked_audience, asked_needs)
        if place:
            break
    if sort is MAIN:
        session.more |= {"Coalition minutes": 30, "Segments after": 15}
    if sort.type is SessionType.NEWCOMERS:
        session.more |= {"Newcomers": True}
    return session


def _title(topics: dict[str, int], theme: str) -> str:
    number = topics[theme] = topics.get(theme, -1) + 1
    turn, topic = divmod(number, len(topics_of(theme)))
    series = f" ({turn // len(FRAMES) + 1})" if turn >= len(FRAMES) else ""
    return f"{topics_of(theme)[topic]}: {FRAMES[(turn + topic) % len(FRAMES)]}{series}"
