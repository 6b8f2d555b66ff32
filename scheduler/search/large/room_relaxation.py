"""Relaxation without times: which rooms sessions have, whenever they take place; empty seats and rooms of themes.

Integer variables count the sessions of each class in each room. A room's capacity is the number of sessions that can
run there one after another: by Hall's theorem for intervals, the least number of moments such that each possible
interval contains one. The relaxation bounds the part of inconvenience that depends on rooms, and its solution is a
cheap choice of rooms for every theme.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.core.vocabulary import Use
from scheduler.model.counting_checks import smallest_hitting_set
from scheduler.model.inconvenience.room_terms import empty_seats
from scheduler.model.inconvenience.theme_terms import ThemeRooms, rooms_of_given
from scheduler.model.prepare import PlannedSession, Prepared
from scheduler.model.variables import Expression
from scheduler.search.large.minimise import Solution, minimise

LARGEST_PERTURBATION = 9
"""Largest random cost of a theme's use of a room, which chooses among rooms of equal cost."""


class RoomClass(NamedTuple):
    """Sessions that are interchangeable as to rooms; `empty` has their rooms with the points for empty seats."""

    themes: tuple[str, ...]
    empty: tuple[tuple[str, int], ...]
    label: str
    use: Use
    minutes: int


@dataclass(frozen=True)
class RoomAssignment:
    """A room for each session, and the weighted inconvenience of these rooms."""

    cost: int
    rooms: dict[str, str]


@dataclass(frozen=True)
class RoomModel:
    """The CP-SAT model: `number` of sessions of each class in each room, rooms `used` by themes, total `cost`.

    `given_rooms` are rooms that themes use in any case, because of given sessions.
    """

    model: cp_model.CpModel
    classes: dict[RoomClass, list[str]]
    number: dict[tuple[RoomClass, str], cp_model.IntVar]
    used: dict[tuple[str, str], cp_model.IntVar]
    given_rooms: ThemeRooms
    cost: Expression

    def start_from(self, start: RoomAssignment | None) -> None:
        """Warm start from an assignment of rooms, if there is one."""
        if start is None:
            return
        for (one, room), number in self.number.items():
            self.model.add_hint(number, sum(start.rooms.get(session) == room for session in self.classes[one]))

    def assignment(self, solution: Solution) -> RoomAssignment:
        """Distribute the rooms of each class over its sessions, in any order."""
        rooms: dict[str, str] = {}
        for one, sessions in self.classes.items():
            numbers = ((room, self.number[one, room]) for room, _ in one.empty)
            copies = (room for room, number in numbers for _ in range(solution.value(number)))
            rooms |= dict(zip(sessions, copies, strict=False))
        return RoomAssignment(solution.evaluate(self.cost), rooms)


def cheapest_rooms(
    prepared: Prepared, left_out: int, start: RoomAssignment | None, seconds: float, is_over: Callable[[], bool]
) -> tuple[int, RoomAssignment | None]:
    """Lower bound on the host programme's inconvenience of rooms, and the best assignment found from `start`.

    At most `left_out` sessions may be left out. Without a feasible solution: 0 and `start`.
    """
    rooms = _room_model(prepared, left_out)
    rooms.start_from(start)
    solution = minimise(rooms.model, rooms.cost, seconds, 1, 0, is_over)
    return (solution.bound, rooms.assignment(solution)) if solution else (0, start)


def choose_theme_rooms(
    prepared: Prepared,
    session_ids: Iterable[str],
    left_out: int,
    start: RoomAssignment | None,
    rng: random.Random,
    seconds: float,
    is_over: Callable[[], bool],
    workers: int = 1,
) -> ThemeRooms | None:
    """Choose rooms for each theme: of least cost, ties broken by random costs; None if none are found in time.

    Of the sessions that arise from requests only those in `session_ids` count. With two workers one of them runs large
    neighbourhood search, which finds a good choice much sooner.
    """
    rooms = _room_model(prepared, left_out, frozenset(session_ids))
    rooms.start_from(start)
    perturbation = sum(rng.randint(0, LARGEST_PERTURBATION) * used for used in rooms.used.values())
    total = LARGEST_PERTURBATION * len(rooms.used) * rooms.cost + perturbation
    solution = minimise(rooms.model, total, seconds, workers, rng.randrange(2**31), is_over)
    return (
        rooms.given_rooms.union(pair for pair, used in rooms.used.items() if solution.value(used)) if solution else None
    )


def _room_model(prepared: Prepared, left_out: int, session_ids: frozenset[str] = frozenset()) -> RoomModel:
    weights, model = prepared.instance.policy.inconvenience, cp_model.CpModel()
    classes = _room_classes(session for session in prepared.decided if session.host or session.id in session_ids)
    given_rooms = rooms_of_given(prepared)
    number: dict[tuple[RoomClass, str], cp_model.IntVar] = {}
    used: dict[tuple[str, str], cp_model.IntVar] = {}
    outside = []
    for count, (one, members) in enumerate(classes.items()):
        for room, _ in one.empty:
            number[one, room] = model.new_int_var(0, len(members), f"class {count} in {room}")
            for pair in ((theme, room) for theme in one.themes if (theme, room) not in given_rooms):
                if pair not in used:
                    used[pair] = model.new_bool_var(f"{pair[0]} in {room}")
                model.add(number[one, room] <= len(members) * used[pair])
        outside.append(model.new_int_var(0, min(left_out, len(members)), f"class {count} left out"))
        model.add(sum(number[one, room] for room, _ in one.empty) + outside[-1] == len(members))
    model.add(sum(outside) <= left_out)
    for limited, room, capacity in _capacities(classes):
        model.add(sum(number[one, room] for one in limited) <= capacity)
    empty_seats = sum(dict(one.empty)[room] * count for (one, room), count in number.items())
    cost = weights.room_fit * empty_seats + weights.theme_rooms * sum(used.values())
    names = {one: [session.id for session in members] for one, members in classes.items()}
    return RoomModel(model, names, number, used, given_rooms, cost)


def _room_classes(sessions: Iterable[PlannedSession]) -> dict[RoomClass, list[PlannedSession]]:
    classes: dict[RoomClass, list[PlannedSession]] = defaultdict(list)
    for session in sessions:
        if session.in_programme and session.options:
            empty = {option.room.id: empty_seats(session, option) for option in session.options}
            themes = tuple(dict.fromkeys(session.themes))
            one = RoomClass(themes, tuple(sorted(empty.items())), session.label, session.use, session.minutes)
            classes[one].append(session)
    return classes


def _capacities(classes: dict[RoomClass, list[PlannedSession]]) -> Iterable[tuple[list[RoomClass], str, int]]:
    """Capacity constraints: classes of one label, or of at least so many minutes; a room; its number of sessions."""
    minutes = sorted({one.minutes for one in classes})
    groups: dict[tuple[str, object, int], list[RoomClass]] = defaultdict(list)
    for one in classes:
        for room, _ in one.empty:
            groups[room, one.label, 0].append(one)
            for least in (least for least in minutes if least <= one.minutes):
                for use in (one.use, None):
                    groups[room, use, least].append(one)
    for (room, *_), limited in groups.items():
        options = (option for one in limited for session in classes[one] for option in session.options)
        # Each possible interval, and so each session, contains one of these moments.
        yield limited, room, len(smallest_hitting_set(option.interval for option in options if option.room.id == room))
