"""Workshops and open forums that fill a host programme: made up, the same ones every time.

Titles are put together from the tables below. Nobody is in two places at once, and every session has a cell of its
own, so that the given programme contradicts itself nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from random import Random

from scheduler.core.clock import parse_clock
from scheduler.generate.grids import RoomSlot
from scheduler.generate.planning_rows import Row
from scheduler.generate.topics import FRAMES, TOPICS

PREFIX = {
    "workshop": "WS",
    "open forum": "OF",
    "town hall": "TH",
    "day-zero event": "Day 0",
    "lightning talk": "Lightning",
}


@dataclass
class HostProgramme:
    """The sessions so far, and who is where. `skipped` numbers belong to real sessions."""

    rng: Random
    skipped: Mapping[str, frozenset[int]] = field(default_factory=dict)
    sessions: list[Row] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    _places: dict[str, RoomSlot] = field(default_factory=dict)
    _engaged: dict[str, list[RoomSlot]] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _topics: dict[str, int] = field(default_factory=dict)

    def give(self, session: Row) -> None:
        """A session from a table, with or without a place."""
        self.sessions.append(session)
        place = _cell_of(session)
        if place:
            self._places[str(session["Id"])] = place
        for person in _names(session.get("People", ())):
            self._meet(person)
            if place:
                self._engaged.setdefault(person, []).append(place)

    def fill(
        self,
        cells: Sequence[RoomSlot],
        types: Sequence[str],
        themes: Sequence[str],
        lengths: Sequence[int],
        seats: Mapping[str, int],
    ) -> None:
        """One session in each empty cell: types and themes in turn, lengths drawn from those of `lengths` that fit."""
        next_type, next_theme = cycle(types), cycle(themes)
        for cell in self._empty(cells):
            minutes = self.rng.choice([length for length in lengths if length <= cell.minutes])
            place = RoomSlot(cell.day, cell.start, cell.start + minutes, cell.room)
            session = self._made_up(next(next_type), next(next_theme), minutes, seats[cell.room], place)
            self.give(session | {"Room": place.room, "Day": place.day, "Start": place.clock})

    def free(self, types: Sequence[str], themes: Sequence[str], minutes: int, seats: int) -> list[Row]:
        """Sessions without a place, one for each type and theme; returned so that more can be said of them."""
        made = [self._made_up(kind, theme, minutes, seats, None) for kind, theme in zip(types, themes, strict=True)]
        for session in made:
            self.give(session)
        return made

    def link(self, acronyms: Iterable[str], themes: Mapping[str, Sequence[str]], speaker: Mapping[str, str]) -> None:
        """Link a coalition to a session on one of its themes, once for each time that it is listed.

        Its speaker takes part where nothing else keeps that person.
        """
        for acronym in acronyms:
            wanted = set(themes[acronym])
            open_to_link = [
                session
                for session in self.sessions
                if wanted & set(_names(session.get("Themes"))) and not session.get("Coalitions") and session.get("Room")
            ]
            session = self.rng.choice(open_to_link)
            session["Coalitions"] = (acronym,)
            person = speaker[acronym]
            place = self._places[str(session["Id"])]
            if self._is_free(person, place):
                session["People"] = (*_names(session["People"]), person)
                self._engaged.setdefault(person, []).append(place)

    def _empty(self, cells: Iterable[RoomSlot]) -> list[RoomSlot]:
        """The cells that share no minute of their room with a session so far."""
        return [cell for cell in cells if not any(cell.overlaps_in_room(place) for place in self._places.values())]

    def _made_up(self, kind: str, theme: str, minutes: int, seats: int, place: RoomSlot | None) -> Row:
        number = self._next_number(kind)
        second = self.rng.choice([code for code in TOPICS if code != theme]) if self.rng.random() < 0.25 else ""
        label = f"{PREFIX[kind]} #{number}"
        return {
            "Id": label,
            "Title": self._title(theme),
            "Type": kind,
            "Minutes": minutes,
            "Themes": tuple(filter(None, (theme, second))),
            "People": (f"{label} organiser", *self._speakers(theme, place)),
            "Audience": min(seats, self.rng.choice((25, 30, 35, 40, 45, 50, 60, 70, 80, 100))),
            "Needs": self.rng.choice(("", "", "hybrid", "webcast")),
        }

    def _next_number(self, kind: str) -> int:
        number = self._numbers.get(kind, 0) + 1
        while number in self.skipped.get(kind, frozenset()):
            number += 1
        self._numbers[kind] = number
        return number

    def _title(self, theme: str) -> str:
        number = self._topics.get(theme, 0)
        self._topics[theme] = number + 1
        turn, topic = divmod(number, len(TOPICS[theme]))
        frame = FRAMES[(turn + topic + list(TOPICS).index(theme)) % len(FRAMES)]
        return f"{TOPICS[theme][topic]}: {frame}"

    def _speakers(self, theme: str, place: RoomSlot | None) -> list[str]:
        """One to three of the speakers on a theme who are free at that time."""
        pool = [f"{theme} speaker {number}" for number in range(1, 9)]
        available = [name for name in pool if place is None or self._is_free(name, place)]
        return sorted(self.rng.sample(available, min(len(available), self.rng.randint(1, 3))))

    def _is_free(self, person: str, place: RoomSlot) -> bool:
        """Whether the person has nothing else from half an hour before until half an hour after."""
        around = RoomSlot(place.day, place.start - 30, place.end + 30)
        return not any(around.overlaps(other) for other in self._engaged.get(person, ()))

    def _meet(self, person: str) -> None:
        if person not in self.people:
            self.people.append(person)


def _cell_of(session: Row) -> RoomSlot | None:
    if not session.get("Room"):
        return None
    start = parse_clock(str(session["Start"]))
    return RoomSlot(str(session["Day"]), start, start + int(str(session["Minutes"])), str(session["Room"]))


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(name) for name in value) if isinstance(value, list | tuple) else ()
