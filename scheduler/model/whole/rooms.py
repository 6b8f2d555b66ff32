"""What rooms cost at the least, whenever sessions take place: empty seats, and every room that a theme uses.

A room holds so many sessions of the programme, and sessions on many themes or few. Its cheapest pattern at given prices
is a small model of its own; prices bring the patterns of all rooms together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.model.comfort.rooms import empty_seats
from scheduler.model.prepare import Planned, Prepared
from scheduler.model.running import watched
from scheduler.model.whole.prices import UNIT, Pattern, Quota, least_cost
from scheduler.policy import ComfortWeights

Kind = tuple[tuple[str, ...], tuple[tuple[str, int], ...], str, int]
"""Sessions that are alike: their themes, the rooms they could have with the points for empty seats, label, minutes."""


@dataclass(frozen=True)
class RoomModel:
    """The model of one room: how many of each kind are in it, and which themes use it."""

    model: cp_model.CpModel
    number: dict[int, cp_model.IntVar]
    empty: dict[int, int]
    used: dict[str, cp_model.IntVar]


def least_discomfort_of_rooms(
    prepared: Prepared, left_out: int, seconds: float, is_over: Callable[[], bool]
) -> tuple[int, bool]:
    """Room fit and theme rooms of the host programme at the least, weighed; and whether prices tell no more."""
    weights = prepared.instance.policy.comfort
    kinds = _kinds(prepared)
    quotas = [_quota(number, kind, len(members), weights) for number, (kind, members) in enumerate(kinds.items())]
    known = {(theme, s.given.room.id) for s in prepared.given if s.given for theme in s.themes}
    rooms = sorted({room for _, rooms, _, _ in kinds for room, _ in rooms})
    models = {room: _room_model(room, kinds, {theme for theme, other in known if other == room}) for room in rooms}

    def cheapest(room: str, prices: Mapping[int, int], over: Callable[[], bool]) -> Pattern | None:
        return _cheapest(models[room], weights, prices, over)

    return least_cost(quotas, Counter(rooms), left_out, cheapest, seconds, is_over)


def _kinds(prepared: Prepared) -> dict[Kind, list[Planned]]:
    kinds: dict[Kind, list[Planned]] = defaultdict(list)
    for session in prepared.decided:
        if session.host and session.in_programme and session.options:
            rooms = {option.room.id: empty_seats(session, option) for option in session.options}
            themes = tuple(dict.fromkeys(session.themes))
            kinds[themes, tuple(sorted(rooms.items())), session.label, session.minutes].append(session)
    return kinds


def _quota(number: int, kind: Kind, members: int, weights: ComfortWeights) -> Quota:
    themes, rooms, _, _ = kind
    short = 1 + weights.room_fit * min(empty for _, empty in rooms) + weights.theme_rooms * len(themes) / 2
    return Quota((number,), members, True, short)


def _room_model(room: str, kinds: dict[Kind, list[Planned]], known: set[str]) -> RoomModel:
    model = cp_model.CpModel()
    number: dict[int, cp_model.IntVar] = {}
    used: dict[str, cp_model.IntVar] = {}
    empty: dict[int, int] = {}
    alike: dict[str, list[int]] = defaultdict(list)
    members = list(kinds.values())
    for kind, (themes, rooms, label, _) in enumerate(kinds):
        if room not in dict(rooms):
            continue
        empty[kind], number[kind] = dict(rooms)[room], model.new_int_var(0, len(members[kind]), f"kind {kind}")
        for theme in (theme for theme in themes if theme not in known):
            if theme not in used:
                used[theme] = model.new_bool_var(theme)
            model.add(number[kind] <= len(members[kind]) * used[theme])
        for group in dict.fromkeys((label, str(members[kind][0].use), "")):
            alike[group].append(kind)
    for together in alike.values():
        stretches = {
            (option.day, option.end, option.start)
            for kind in together
            for session in members[kind]
            for option in session.options
            if option.room.id == room
        }
        model.add(sum(number[kind] for kind in together) <= _one_after_another(stretches))
    return RoomModel(model, number, empty, used)


def _one_after_another(stretches: Iterable[tuple[str, int, int]]) -> int:
    """The most stretches, given by day, end and start, of which no two overlap."""
    number, seen = 0, ("", 0)
    for day, end, start in sorted(stretches):
        if day != seen[0] or start >= seen[1]:
            number, seen = number + 1, (day, end)
    return number


def _cheapest(
    room: RoomModel, weights: ComfortWeights, prices: Mapping[int, int], is_over: Callable[[], bool]
) -> Pattern | None:
    """The cheapest pattern of a room; None if the time is over before it is found."""
    paid = [
        (UNIT * weights.room_fit * room.empty[kind] - prices[kind]) * number for kind, number in room.number.items()
    ]
    room.model.minimize(sum(paid) + UNIT * weights.theme_rooms * sum(room.used.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.catch_sigint_signal = False
    if watched(solver, room.model, is_over) != cp_model.OPTIMAL:
        return None
    amounts = tuple((kind, solver.value(number)) for kind, number in room.number.items() if solver.value(number))
    fit = sum(room.empty[kind] * number for kind, number in amounts)
    themes = sum(solver.value(used) for used in room.used.values())
    cost = weights.room_fit * fit + weights.theme_rooms * themes
    return Pattern(amounts, cost, round(solver.best_objective_bound))
