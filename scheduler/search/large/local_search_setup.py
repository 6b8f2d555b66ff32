"""Prepared data, and who holds what where → a board."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from typing import NamedTuple

from scheduler.core.instance import Instance, Request
from scheduler.core.vocabulary import SessionType
from scheduler.model.assignment import Assignment
from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.model.parallel_sessions import circles
from scheduler.model.placement_rules import bearable, local_hours
from scheduler.model.prepare import CandidatePlacement, PlannedSession, Prepared
from scheduler.model.team_constraints import uses
from scheduler.search.large.large_search import DISCOMFORT, PARALLELS
from scheduler.search.large.local_search_state import (
    EARLIER,
    HARD_PENALTY,
    LATER,
    LINGERING,
    Key,
    LocalPlacement,
    LocalSearchState,
    LocalSession,
    Meeting,
    Span,
)
from scheduler.search.large.theme_room_choice import counts

OUT, HELD = 10_000_000, 1_000
"""What it weighs to leave out a session of weight 1, and how many of these make up for one held for coalitions."""

PARTS_IN_COSTS = ("days", "room_fit", "time_zones", "theme_rooms", "duplicates")
"""The parts of inconvenience that are costs of placements, rooms and pairs; `theme_room_choice.PARTS` counts others."""

RULES_ON_PAIRS = (
    "room_overlap",
    "service_teams",
    "person_in_one_place",
    "pause_between_sessions",
    "coalition_in_one_place",
    "no_touching_slots",
    "session_order",
    "sessions_apart",
    "same_day",
    "other_day",
)
"""The rules on two sessions that a state keeps; those on one placement have filtered the candidate placements."""

ASTRAY = 2
"""How often a session counts that is in a room not chosen for a theme of its, as if the theme used a further room."""


class Weights(NamedTuple):
    """What a point of each of the two goals weighs; nothing if the policy does not have it."""

    parallels: int
    discomfort: int


def weigh(goals: Sequence[str], earlier: int = EARLIER) -> Weights:
    """So much for the earlier of the two goals."""
    of_two = [goal for goal in goals if goal in (PARALLELS, DISCOMFORT)]
    weight = dict(zip(of_two, (earlier, LATER), strict=False))
    return Weights(weight.get(PARALLELS, 0), weight.get(DISCOMFORT, 0))


def set_up(
    prepared: Prepared, begin: Assignment, weights: Weights, rooms: ThemeRooms | None = None
) -> LocalSearchState:
    """The board for all host sessions and what coalitions are granted, everything standing where it does by now.

    Where `rooms` are chosen for themes, sessions are drawn to these; how many rooms a theme uses is then not counted.
    """
    with _without_collection():
        return _set_up(prepared, begin, weights, rooms)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Half a million spots may be made, none of which goes before the board does: looking for garbage takes longer."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _set_up(prepared: Prepared, begin: Assignment, weights: Weights, rooms: ThemeRooms | None) -> LocalSearchState:
    pieces = list(_pieces(prepared, begin, weights.discomfort, rooms))
    theme_rooms = weights.discomfort * prepared.instance.policy.comfort.theme_rooms
    _rivals(prepared.instance, pieces, weights)
    _apart(prepared.instance, pieces)
    _related(prepared.instance, pieces)
    board = LocalSearchState(
        pieces=pieces,
        teams={team.service: team.number for team in prepared.instance.teams},
        days={day.id: day.date.toordinal() for day in prepared.instance.days},
        theme_room_costs=(0,) if rooms else tuple(tenth * theme_rooms // 10 for tenth in LINGERING),
        counts=counts(prepared, pieces, weights.discomfort),
        at=[None] * len(pieces),
    )
    for number, piece in enumerate(pieces):
        option = piece.session.given or begin.where.get(piece.session.id)
        if option and option.key in piece.spot_at:
            board.put(number, piece.spot_at[option.key])
    return board


def _pieces(prepared: Prepared, begin: Assignment, weight: int, rooms: ThemeRooms | None) -> Iterator[LocalSession]:
    held: dict[str, list[Request]] = defaultdict(list)
    for name, session_id in begin.held_in.items():
        held[session_id].append(prepared.instance.request[name])
    sessions = [session for session in prepared.sessions.values() if session.host or session.id in held]
    options = {session.id: _options(prepared, session, held[session.id]) for session in sessions}
    place = _places(prepared.instance, (option for of in options.values() for option in of))
    meetings: dict[tuple[Span, ...], Meeting] = {}
    for session in sessions:
        requests = tuple(held[session.id])
        needs = [session.needs, *(prepared.needs[request.id] for request in requests)]
        places = [place(option) for option in options[session.id]]
        times = tuple(dict.fromkeys(there.span for there in places))
        number = {time: n for n, time in enumerate(times)}
        themes = tuple(dict.fromkeys(session.themes)) if session.in_programme or session.given else ()
        cost = _cost(prepared, session, requests, weight)
        astray = _astray(prepared.instance, themes, weight, rooms)
        spots = [
            LocalPlacement(
                option, at.key, at.span, number[at.span], cost(option) + astray[at.key[0]], at.is_good, at.near
            )
            for option, at in zip(options[session.id], places, strict=True)
        ]
        yield LocalSession(
            session=session,
            requests=requests,
            themes=themes,
            meeting=meetings.setdefault(times, Meeting(times)),
            spots=spots,
            spot_at={spot.key: spot for spot in spots},
            beside=[0] * len(times),
            out=OUT * (session.host.weight if session.host else HELD),
            services=tuple(t.service for t in prepared.instance.teams if any(uses(n, t.service) for n in needs)),
        )


def _options(
    prepared: Prepared, session: PlannedSession, requests: Iterable[Request]
) -> tuple[CandidatePlacement, ...]:
    """Where a session could stand, by what those need whose requests are held there; for itself that is sifted."""
    if session.given:
        return (session.given,)
    options = session.options
    for request in requests:
        options = bearable(prepared, prepared.needs[request.id], options)
    return options


class _Place(NamedTuple):
    """What is the same of an option for all pieces that have it."""

    key: Key
    span: Span
    is_good: bool
    near: tuple[Key, ...]


def _places(instance: Instance, options: Iterable[CandidatePlacement]) -> Callable[[CandidatePlacement], _Place]:
    """What to know of an option; sessions alike share theirs, so that each is looked at once."""
    ends: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    different = {id(option): option for option in options}
    for option in different.values():
        longest = ends[option.room.id, option.day]
        longest[option.start] = max(option.end, longest.get(option.start, 0))
    by_date = [day.id for day in sorted(instance.days, key=lambda day: day.date) if not day.is_day_zero]
    good_days, policy = set(by_date[:-1] or by_date), instance.policy

    def place(option: CandidatePlacement) -> _Place:
        room, day = option.room.id, option.day
        within = policy.good_from <= option.start and option.end <= policy.good_until
        starts = (start for start, end in ends[room, day].items() if start < option.end and option.start < end)
        near = tuple((room, day, start) for start in starts)
        return _Place(option.key, (day, option.start, option.end), within and day in good_days, near)

    known = {name: place(option) for name, option in different.items()}
    return lambda option: known[id(option)]


def _cost(
    prepared: Prepared, session: PlannedSession, requests: Iterable[Request], weight: int
) -> Callable[[CandidatePlacement], int]:
    """What a place costs whatever else stands where: the day, empty seats, odd hours of those who are remote."""
    instance = prepared.instance
    policy, weights = instance.policy, instance.policy.comfort
    preferred = [instance.coalition[request.coalition].preferred_days for request in requests]
    hosts = session.host if session.host and not session.given else None
    preferred += [hosts.preferred_days] if hosts else []
    names = [*(hosts.people if hosts else ()), *(name for request in requests for name in request.people)]
    zones = [p.time_zone for p in (instance.person[name] for name in dict.fromkeys(names)) if p.remote]
    fit = weights.room_fit if session.in_programme and not session.given else 0
    empty = {room.id: fit * (max(room.capacity - session.audience, 0) // 100) for room in instance.rooms}
    known: dict[tuple[str, int], int] = {}

    def of_time(option: CandidatePlacement) -> int:
        away = sum(bool(days) and option.day not in days for days in preferred)
        stays = (local_hours(prepared, zone, option) for zone in zones)
        odd = sum(start < policy.comfortable_from or end > policy.comfortable_until for start, end in stays)
        return weights.days * away + weights.time_zones * odd

    def cost(option: CandidatePlacement) -> int:
        when = (option.day, option.start)
        if when not in known:
            known[when] = of_time(option)
        return weight * (known[when] + empty[option.room.id])

    return cost


def _astray(instance: Instance, themes: Iterable[str], weight: int, rooms: ThemeRooms | None) -> dict[str, int]:
    """What each room costs more because it was not chosen for themes of a session."""
    if not rooms:
        return {room.id: 0 for room in instance.rooms}
    weight *= ASTRAY * instance.policy.comfort.theme_rooms
    return {room.id: weight * sum((theme, room.id) not in rooms for theme in themes) for room in instance.rooms}


def _rivals(instance: Instance, pieces: Sequence[LocalSession], weights: Weights) -> None:
    """What it costs that two pieces run at one time, or stand on one day."""
    number = {piece.session.id: n for n, piece in enumerate(pieces)}
    weight = weights.parallels
    for circle in circles(instance, [piece.session for piece in pieces if piece.session.in_programme]):
        for here, there in combinations(circle.sessions, 2):
            if not (here.given and there.given):
                _add(pieces, number[here.id], number[there.id], weight * circle.weight)
    for one, piece in enumerate(pieces):
        for linked in _linked(pieces, piece):
            _add(pieces, one, linked, weight * instance.policy.link_weight)
    weight = weights.discomfort * instance.policy.comfort.duplicates
    pairs = {frozenset((s.id, name)) for s in instance.sessions for name in s.similar if name in number}
    for pair in sorted(sorted(pair) for pair in pairs if len(pair) == 2):
        one, other = (number[name] for name in pair)
        if weight and not (pieces[one].given and pieces[other].given):
            _add(pieces, one, other, weight)
            pieces[one].similar[other] = pieces[other].similar[one] = weight


def _add(pieces: Sequence[LocalSession], one: int, other: int, weight: int) -> None:
    for here, there in ((one, other), (other, one)):
        rivals = pieces[here].rivals
        rivals[there] = rivals.get(there, 0) + weight


def _linked(pieces: Sequence[LocalSession], piece: LocalSession) -> Iterator[int]:
    """The pieces in which coalitions take part that are linked to this one, once for each."""
    host = piece.session.host
    linked = set(host.coalitions) if host and host.type is not SessionType.CEREMONY else set()
    for number, other in enumerate(pieces) if linked else ():
        if other is not piece and other.session.in_programme:
            for _ in linked.intersection(request.coalition for request in other.requests):
                yield number


def _apart(instance: Instance, pieces: Sequence[LocalSession]) -> None:
    """Who shares people, or a coalition that takes part."""
    people: dict[str, dict[int, None]] = defaultdict(dict)
    coalitions: dict[str, dict[int, None]] = defaultdict(dict)
    for number, piece in enumerate(pieces):
        for name in piece.people:
            people[name][number] = None
        for request in piece.requests:
            coalitions[request.coalition][number] = None
    gaps: dict[tuple[int, int], tuple[int, int]] = {}
    pause = instance.policy.pause_minutes
    for name, numbers in people.items():
        walking = instance.policy.walking_minutes * (2 if instance.person[name].step_free else 1)
        for pair in combinations(numbers, 2):
            gaps[pair] = (pause, max(walking, pause, gaps.get(pair, (0, 0))[1]))
    for numbers in coalitions.values():
        for one, other in combinations(numbers, 2):
            # Two sessions of one coalition do not even touch.
            least = int(pieces[one].session.arises and pieces[other].session.arises)
            near, far = gaps.get((one, other), (0, 0))
            gaps[one, other] = (max(near, least), max(far, least))
    for (one, other), gap in gaps.items():
        pieces[one].apart[other] = pieces[other].apart[one] = gap
        _add(pieces, one, other, HARD_PENALTY)


def _related(instance: Instance, pieces: Sequence[LocalSession]) -> None:
    number = {piece.session.id: n for n, piece in enumerate(pieces)}
    for relation in instance.relations:
        one, other = number[relation.one], number[relation.other]
        pieces[one].related.append((other, True, relation.verb, relation.minutes))
        pieces[other].related.append((one, False, relation.verb, relation.minutes))
