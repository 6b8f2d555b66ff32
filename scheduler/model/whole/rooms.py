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

from scheduler.model.comfort.rooms import empty_seats
from scheduler.model.decisions import Expression
from scheduler.model.prepare import Option, Planned, Prepared
from scheduler.model.whole.parts import with_options
from scheduler.model.whole.solving import minimise
from scheduler.vocabulary import Use

ThemeRooms = frozenset[tuple[str, str]]
"""Themes, each with a room that it uses."""

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
class RoomModel:
    """Which rooms themes use, some of them because of given sessions, and what that costs with empty seats."""

    model: cp_model.CpModel
    used: dict[tuple[str, str], cp_model.IntVar]
    known: ThemeRooms
    cost: Expression


def least_cost_of_rooms(
    prepared: Prepared, left_out: int, seconds: float, is_over: Callable[[], bool]
) -> tuple[int, int | None]:
    """Room fit and theme rooms of the host programme, weighed: at the least, and as they can be had as far as is known.

    So many sessions may be left out.
    """
    rooms = _room_model(prepared, left_out)
    solved = minimise(rooms.model, rooms.cost, seconds, 1, 0, is_over)
    return (solved.bound, solved.worth(rooms.cost)) if solved else (0, None)


def rooms_for_themes(
    prepared: Prepared, left_out: int, cost: int, chance: random.Random, seconds: float, is_over: Callable[[], bool]
) -> ThemeRooms | None:
    """Rooms for each theme, by chance, so that rooms cost no more than that; None if none were found."""
    rooms = _room_model(prepared, left_out)
    rooms.model.add(rooms.cost <= cost)
    dislikes = sum(chance.randint(0, DISLIKED) * used for used in rooms.used.values())
    solved = minimise(rooms.model, dislikes, seconds, 1, chance.randrange(2**31), is_over)
    return rooms.known.union(pair for pair, used in rooms.used.items() if solved.value(used)) if solved else None


def in_rooms_of_themes(prepared: Prepared, rooms: ThemeRooms) -> Prepared:
    """Sessions of the host programme have only rooms that all their themes use, if there are any."""

    def options(session: Planned) -> tuple[Option, ...]:
        suits = {
            option.room.id: all((theme, option.room.id) in rooms for theme in session.themes)
            for option in session.options
        }
        if not (session.host and session.in_programme and any(suits.values())):
            return session.options
        return tuple(option for option in session.options if suits[option.room.id])

    return with_options(prepared, options)


def _room_model(prepared: Prepared, left_out: int) -> RoomModel:
    weights, model, kinds = prepared.instance.policy.comfort, cp_model.CpModel(), _kinds(prepared)
    known = frozenset((theme, s.given.room.id) for s in prepared.given if s.given for theme in s.themes)
    held: dict[tuple[Kind, str], cp_model.IntVar] = {}
    used: dict[tuple[str, str], cp_model.IntVar] = {}
    outside = []
    for number, (kind, members) in enumerate(kinds.items()):
        outside.append(model.new_int_var(0, min(left_out, len(members)), f"of kind {number} left out"))
        for room, _ in kind.empty:
            held[kind, room] = model.new_int_var(0, len(members), f"of kind {number} in {room}")
            for pair in ((theme, room) for theme in kind.themes if (theme, room) not in known):
                if pair not in used:
                    used[pair] = model.new_bool_var(f"{pair[0]} in {room}")
                model.add(held[kind, room] <= len(members) * used[pair])
        model.add(sum(held[kind, room] for room, _ in kind.empty) + outside[-1] == len(members))
    model.add(sum(outside) <= left_out)
    for alike, room, most in _limits(kinds):
        model.add(sum(held[kind, room] for kind in alike) <= most)
    fit = sum(dict(kind.empty)[room] * number for (kind, room), number in held.items())
    return RoomModel(model, used, known, weights.room_fit * fit + weights.theme_rooms * sum(used.values()))


def _kinds(prepared: Prepared) -> dict[Kind, list[Planned]]:
    kinds: dict[Kind, list[Planned]] = defaultdict(list)
    for session in prepared.decided:
        if session.host and session.in_programme and session.options:
            empty = {option.room.id: empty_seats(session, option) for option in session.options}
            themes = tuple(dict.fromkeys(session.themes))
            kind = Kind(themes, tuple(sorted(empty.items())), session.label, session.use, session.minutes)
            kinds[kind].append(session)
    return kinds


def _limits(kinds: dict[Kind, list[Planned]]) -> Iterable[tuple[list[Kind], str, int]]:
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
        stretches = {
            (option.day, option.end, option.start)
            for kind in alike
            for session in kinds[kind]
            for option in session.options
            if option.room.id == room
        }
        yield alike, room, _one_after_another(stretches)


def _one_after_another(stretches: Iterable[tuple[str, int, int]]) -> int:
    """The most stretches, given by day, end and start, of which no two overlap."""
    number, seen = 0, ("", 0)
    for day, end, start in sorted(stretches):
        if day != seen[0] or start >= seen[1]:
            number, seen = number + 1, (day, end)
    return number
