"""The cheapest rooms, whenever sessions take place: empty seats, and every room that a theme uses.

A room holds so many sessions of the programme, and sessions on many themes or few. Which sessions are in which room at
the same time is not asked, so that a small model tells what rooms cost at the least, and which rooms to give to themes.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.core.vocabulary import Use
from scheduler.model.counting_checks import moments_that_meet_all
from scheduler.model.inconvenience.room_terms import empty_seats
from scheduler.model.inconvenience.theme_terms import ThemeRooms, rooms_of_given
from scheduler.model.prepare import PlannedSession, Prepared
from scheduler.model.variables import Expression
from scheduler.search.large.minimise import Solved, minimise

DISLIKED = 9
"""How much a theme dislikes a room, at most, where another choice of rooms is wanted."""


class Kind(NamedTuple):
    """Sessions that are alike; `empty` are the rooms that they could have, with the points for empty seats."""

    themes: tuple[str, ...]
    empty: tuple[tuple[str, int], ...]
    label: str
    use: Use
    minutes: int


@dataclass(frozen=True)
class RoomChoice:
    """A room for each session, and what these rooms cost, weighed."""

    cost: int
    rooms: dict[str, str]


@dataclass(frozen=True)
class RoomModel:
    """How many sessions of each kind are in which room or left out, which rooms themes use, and what all that costs.

    `known` are rooms that themes use because of given sessions.
    """

    model: cp_model.CpModel
    kinds: dict[Kind, list[str]]
    number: dict[tuple[Kind, str], cp_model.IntVar]
    used: dict[tuple[str, str], cp_model.IntVar]
    known: ThemeRooms
    cost: Expression

    def begin(self, choice: RoomChoice | None) -> None:
        """Let the search begin at a choice."""
        if choice is None:
            return
        for (kind, room), number in self.number.items():
            self.model.add_hint(number, sum(choice.rooms.get(session) == room for session in self.kinds[kind]))

    def choice(self, solved: Solved) -> RoomChoice:
        """What was found. Which of sessions alike has which room does not matter."""
        rooms: dict[str, str] = {}
        for kind, sessions in self.kinds.items():
            of_kind = ((room, self.number[kind, room]) for room, _ in kind.empty)
            places = (room for room, number in of_kind for _ in range(solved.value(number)))
            rooms |= dict(zip(sessions, places, strict=False))
        return RoomChoice(solved.evaluate(self.cost), rooms)


def cheapest_rooms(
    prepared: Prepared, left_out: int, begin: RoomChoice | None, seconds: float, is_over: Callable[[], bool]
) -> tuple[int, RoomChoice | None]:
    """What rooms cost the host programme at the least, and the cheapest choice that is known; no worse than `begin`.

    So many sessions may be left out. No choice is found where rooms cannot hold the others.
    """
    rooms = _room_model(prepared, left_out)
    rooms.begin(begin)
    solved = minimise(rooms.model, rooms.cost, seconds, 1, 0, is_over)
    return (solved.bound, rooms.choice(solved)) if solved else (0, begin)


def rooms_for_themes(
    prepared: Prepared,
    held: Iterable[str],
    left_out: int,
    begin: RoomChoice | None,
    chance: random.Random,
    seconds: float,
    is_over: Callable[[], bool],
    threads: int = 1,
) -> ThemeRooms | None:
    """Rooms for each theme, chosen by chance among those that cost least; None if none were found.

    Sessions that arise from requests are reckoned with if they are `held`. Two threads find a good choice much sooner
    than one: one of them betters what there is part by part.
    """
    rooms = _room_model(prepared, left_out, frozenset(held))
    rooms.begin(begin)
    dislikes = sum(chance.randint(0, DISLIKED) * used for used in rooms.used.values())
    total = DISLIKED * len(rooms.used) * rooms.cost + dislikes
    solved = minimise(rooms.model, total, seconds, threads, chance.randrange(2**31), is_over)
    return rooms.known.union(pair for pair, used in rooms.used.items() if solved.value(used)) if solved else None


def _room_model(prepared: Prepared, left_out: int, held: frozenset[str] = frozenset()) -> RoomModel:
    weights, model = prepared.instance.policy.comfort, cp_model.CpModel()
    kinds = _kinds(session for session in prepared.decided if session.host or session.id in held)
    known = rooms_of_given(prepared)
    inside: dict[tuple[Kind, str], cp_model.IntVar] = {}
    used: dict[tuple[str, str], cp_model.IntVar] = {}
    outside = []
    for count, (kind, members) in enumerate(kinds.items()):
        for room, _ in kind.empty:
            inside[kind, room] = model.new_int_var(0, len(members), f"of kind {count} in {room}")
            for pair in ((theme, room) for theme in kind.themes if (theme, room) not in known):
                if pair not in used:
                    used[pair] = model.new_bool_var(f"{pair[0]} in {room}")
                model.add(inside[kind, room] <= len(members) * used[pair])
        outside.append(model.new_int_var(0, min(left_out, len(members)), f"of kind {count} left out"))
        model.add(sum(inside[kind, room] for room, _ in kind.empty) + outside[-1] == len(members))
    model.add(sum(outside) <= left_out)
    for alike, room, most in _limits(kinds):
        model.add(sum(inside[kind, room] for kind in alike) <= most)
    fit = sum(dict(kind.empty)[room] * number for (kind, room), number in inside.items())
    cost = weights.room_fit * fit + weights.theme_rooms * sum(used.values())
    names = {kind: [session.id for session in members] for kind, members in kinds.items()}
    return RoomModel(model, names, inside, used, known, cost)


def _kinds(sessions: Iterable[PlannedSession]) -> dict[Kind, list[PlannedSession]]:
    kinds: dict[Kind, list[PlannedSession]] = defaultdict(list)
    for session in sessions:
        if session.in_programme and session.options:
            empty = {option.room.id: empty_seats(session, option) for option in session.options}
            themes = tuple(dict.fromkeys(session.themes))
            kind = Kind(themes, tuple(sorted(empty.items())), session.label, session.use, session.minutes)
            kinds[kind].append(session)
    return kinds


def _limits(kinds: dict[Kind, list[PlannedSession]]) -> Iterable[tuple[list[Kind], str, int]]:
    """Kinds called the same, or of so many minutes or more; a room; and how many sessions of them it can hold."""
    minutes = sorted({kind.minutes for kind in kinds})
    groups: dict[tuple[str, object, int], list[Kind]] = defaultdict(list)
    for kind in kinds:
        for room, _ in kind.empty:
            groups[room, kind.label, 0].append(kind)
            for least in (least for least in minutes if least <= kind.minutes):
                for use in (kind.use, None):
                    groups[room, use, least].append(kind)
    for (room, *_), alike in groups.items():
        options = (option for kind in alike for session in kinds[kind] for option in session.options)
        # As many as can take place one after another: each of these, and so each session, meets another moment.
        yield alike, room, len(moments_that_meet_all(option.position for option in options if option.room.id == room))
