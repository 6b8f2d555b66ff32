"""Build a local search state from prepared data and an assignment."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from typing import NamedTuple

from scheduler.core.instance import Instance, Request
from scheduler.core.vocabulary import PinVerb, SessionType
from scheduler.model.assignment import Assignment
from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.model.parallel_sessions import conflict_cliques
from scheduler.model.placement_rules import acceptable_placements, local_hours
from scheduler.model.prepare import CandidatePlacement, PlannedSession, Prepared
from scheduler.model.team_constraints import uses
from scheduler.search.large.large_search import INCONVENIENCE, PARALLELS
from scheduler.search.large.local_search_state import (
    FIRST_GOAL_WEIGHT,
    HARD_PENALTY,
    ROOM_USE_TENTHS,
    SECOND_GOAL_WEIGHT,
    DayInterval,
    LocalPlacement,
    LocalSearchState,
    LocalSession,
    OverlapTable,
    PlacementKey,
)
from scheduler.search.large.local_search_terms import shared_terms

LEFT_OUT_WEIGHT, COALITION_SESSION_WEIGHT, PINNED_WEIGHT = 10_000_000, 1_000, 100_000
"""Cost of leaving out a session of weight 1; weight of one that holds coalitions' requests; of one that is pinned."""

OTHER_ROOM_FACTOR = 2
"""Cost of a session in a room not chosen for one of its themes, in uses of a further room by a theme."""

PARTS_IN_COSTS = ("days", "room_fit", "time_zones", "theme_rooms", "duplicates")
"""Parts of inconvenience that are costs of placements, rooms and pairs; `local_search_terms.TERMS` counts others."""

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
"""The rules on pairs of sessions that the state enforces; rules on single placements have filtered the domains."""


class GoalWeights(NamedTuple):
    """Weight of a point of each of the two goals on placements; 0 if the policy does not have it."""

    parallels: int
    inconvenience: int


def goal_weights(goals: Sequence[str], first: int = FIRST_GOAL_WEIGHT) -> GoalWeights:
    """Weights by the order of the goals: `first` for the earlier one of the two."""
    of_two = [goal for goal in goals if goal in (PARALLELS, INCONVENIENCE)]
    weight = dict(zip(of_two, (first, SECOND_GOAL_WEIGHT), strict=False))
    return GoalWeights(weight.get(PARALLELS, 0), weight.get(INCONVENIENCE, 0))


def build_state(
    prepared: Prepared, start: Assignment, weights: GoalWeights, rooms: ThemeRooms | None = None
) -> LocalSearchState:
    """The state of all host sessions and of sessions that hold granted requests, placed as in `start`.

    With `rooms` (chosen for themes) a session costs more in other rooms, and rooms used by themes are not counted.
    """
    with _garbage_collection_paused():
        return _build_state(prepared, start, weights, rooms)


@contextmanager
def _garbage_collection_paused() -> Iterator[None]:
    """Pause the cyclic collector: up to half a million placements are created, none of them garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _build_state(
    prepared: Prepared, start: Assignment, weights: GoalWeights, rooms: ThemeRooms | None
) -> LocalSearchState:
    sessions = list(_sessions(prepared, start, weights.inconvenience, rooms))
    room_weight = weights.inconvenience * prepared.instance.policy.inconvenience.theme_rooms
    _add_overlap_weights(prepared.instance, sessions, weights)
    _add_gaps(prepared.instance, sessions)
    _add_relations(prepared.instance, sessions)
    state = LocalSearchState(
        sessions=sessions,
        teams={team.service: team.number for team in prepared.instance.teams},
        days={day.id: day.date.toordinal() for day in prepared.instance.days},
        theme_room_costs=(0,) if rooms else tuple(tenth * room_weight // 10 for tenth in ROOM_USE_TENTHS),
        terms=shared_terms(prepared, sessions, weights.inconvenience),
        placed=[None] * len(sessions),
    )
    for number, session in enumerate(sessions):
        option = session.planned.given or start.placements.get(session.planned.id)
        if option and option.key in session.by_key:
            state.place(number, session.by_key[option.key])
    return state


def _sessions(prepared: Prepared, start: Assignment, weight: int, rooms: ThemeRooms | None) -> Iterator[LocalSession]:
    requests_of: dict[str, list[Request]] = defaultdict(list)
    for name, session_id in start.routes.items():
        requests_of[session_id].append(prepared.instance.request[name])
    planned = [session for session in prepared.sessions.values() if session.host or session.id in requests_of]
    domains = {session.id: _domain(prepared, session, requests_of[session.id]) for session in planned}
    facts_of = _placement_facts(prepared.instance, (option for domain in domains.values() for option in domain))
    tables: dict[tuple[DayInterval, ...], OverlapTable] = {}
    pinned = {pin.subject for pin in prepared.instance.pins if pin.verb is PinVerb.PLACE}
    for session in planned:
        requests = tuple(requests_of[session.id])
        needs = [session.needs, *(prepared.needs[request.id] for request in requests)]
        facts = [facts_of(option) for option in domains[session.id]]
        times = tuple(dict.fromkeys(fact.interval for fact in facts))
        index = {time: n for n, time in enumerate(times)}
        themes = tuple(dict.fromkeys(session.themes)) if session.in_programme or session.given else ()
        cost = _placement_cost(prepared, session, requests, weight)
        other_room = _other_room_costs(prepared.instance, themes, weight, rooms)
        placements = [
            LocalPlacement(
                option,
                at.key,
                at.interval,
                index[at.interval],
                cost(option) + other_room[at.key[0]],
                at.is_good,
                at.overlapping_keys,
            )
            for option, at in zip(domains[session.id], facts, strict=True)
        ]
        yield LocalSession(
            planned=session,
            requests=requests,
            themes=themes,
            overlaps=tables.setdefault(times, OverlapTable(times)),
            placements=placements,
            by_key={placement.key: placement for placement in placements},
            overlap_cost=[0] * len(times),
            left_out_cost=LEFT_OUT_WEIGHT * (PINNED_WEIGHT if session.id in pinned else _weight(session)),
            services=tuple(t.service for t in prepared.instance.teams if any(uses(n, t.service) for n in needs)),
        )


def _weight(session: PlannedSession) -> int:
    return session.host.weight if session.host else COALITION_SESSION_WEIGHT


def _domain(prepared: Prepared, session: PlannedSession, requests: Iterable[Request]) -> tuple[CandidatePlacement, ...]:
    """A session's placements, filtered by the needs of the requests held in it; its own needs are filtered already."""
    if session.given:
        return (session.given,)
    options = session.options
    for request in requests:
        options = acceptable_placements(prepared, prepared.needs[request.id], options)
    return options


class _PlacementFacts(NamedTuple):
    """Facts of a candidate placement that do not depend on the session."""

    key: PlacementKey
    interval: DayInterval
    is_good: bool
    overlapping_keys: tuple[PlacementKey, ...]


def _placement_facts(
    instance: Instance, options: Iterable[CandidatePlacement]
) -> Callable[[CandidatePlacement], _PlacementFacts]:
    """Facts by candidate placement; sessions with the same domain share the objects, so each is computed once."""
    ends: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    different = {id(option): option for option in options}
    for option in different.values():
        longest = ends[option.room.id, option.day]
        longest[option.start] = max(option.end, longest.get(option.start, 0))
    by_date = [day.id for day in sorted(instance.days, key=lambda day: day.date) if not day.is_day_zero]
    good_days, policy = set(by_date[:-1] or by_date), instance.policy

    def facts(option: CandidatePlacement) -> _PlacementFacts:
        room, day = option.room.id, option.day
        within = policy.good_from <= option.start and option.end <= policy.good_until
        starts = (start for start, end in ends[room, day].items() if start < option.end and option.start < end)
        overlapping = tuple((room, day, start) for start in starts)
        return _PlacementFacts(option.key, (day, option.start, option.end), within and day in good_days, overlapping)

    facts_by_id = {name: facts(option) for name, option in different.items()}
    return lambda option: facts_by_id[id(option)]


def _placement_cost(
    prepared: Prepared, session: PlannedSession, requests: Iterable[Request], weight: int
) -> Callable[[CandidatePlacement], int]:
    """Inconvenience of a placement by itself: day not preferred, empty seats, odd local hours of remote people."""
    instance = prepared.instance
    policy, weights = instance.policy, instance.policy.inconvenience
    preferred = [instance.coalition[request.coalition].preferred_days for request in requests]
    hosts = session.host if session.host and not session.given else None
    preferred += [hosts.preferred_days] if hosts else []
    names = [*(hosts.people if hosts else ()), *(name for request in requests for name in request.people)]
    zones = [p.time_zone for p in (instance.person[name] for name in dict.fromkeys(names)) if p.remote]
    seat_weight = weights.room_fit if session.in_programme and not session.given else 0
    empty = {room.id: seat_weight * (max(room.capacity - session.audience, 0) // 100) for room in instance.rooms}
    cost_by_time: dict[tuple[str, int], int] = {}

    def time_cost(option: CandidatePlacement) -> int:
        not_preferred = sum(bool(days) and option.day not in days for days in preferred)
        local_times = (local_hours(prepared, zone, option) for zone in zones)
        odd = sum(start < policy.comfortable_from or end > policy.comfortable_until for start, end in local_times)
        return weights.days * not_preferred + weights.time_zones * odd

    def cost(option: CandidatePlacement) -> int:
        interval = (option.day, option.start)
        if interval not in cost_by_time:
            cost_by_time[interval] = time_cost(option)
        return weight * (cost_by_time[interval] + empty[option.room.id])

    return cost


def _other_room_costs(
    instance: Instance, themes: Iterable[str], weight: int, rooms: ThemeRooms | None
) -> dict[str, int]:
    """Extra cost of each room for each theme of a session for which it was not chosen."""
    if not rooms:
        return {room.id: 0 for room in instance.rooms}
    weight *= OTHER_ROOM_FACTOR * instance.policy.inconvenience.theme_rooms
    return {room.id: weight * sum((theme, room.id) not in rooms for theme in themes) for room in instance.rooms}


def _add_overlap_weights(instance: Instance, sessions: Sequence[LocalSession], weights: GoalWeights) -> None:
    """Add the costs of overlaps (themes, linked sessions, similar sessions) and of similar sessions on one day."""
    number = {session.planned.id: n for n, session in enumerate(sessions)}
    weight = weights.parallels
    for clique in conflict_cliques(instance, [session.planned for session in sessions if session.planned.in_programme]):
        for first, second in combinations(clique.sessions, 2):
            if not (first.given and second.given):
                _add_weight(sessions, number[first.id], number[second.id], weight * clique.weight)
    for one, session in enumerate(sessions):
        for linked in _linked(sessions, session):
            _add_weight(sessions, one, linked, weight * instance.policy.link_weight)
    weight = weights.inconvenience * instance.policy.inconvenience.duplicates
    pairs = {frozenset((s.id, name)) for s in instance.sessions for name in s.similar if name in number}
    for pair in sorted(sorted(pair) for pair in pairs if len(pair) == 2):
        one, other = (number[name] for name in pair)
        if weight and not (sessions[one].given and sessions[other].given):
            _add_weight(sessions, one, other, weight)
            sessions[one].same_day_weights[other] = sessions[other].same_day_weights[one] = weight


def _add_weight(sessions: Sequence[LocalSession], one: int, other: int, weight: int) -> None:
    """Add to the overlap weight of a pair, in both directions."""
    for from_session, to_session in ((one, other), (other, one)):
        weights = sessions[from_session].overlap_weights
        weights[to_session] = weights.get(to_session, 0) + weight


def _linked(sessions: Sequence[LocalSession], session: LocalSession) -> Iterator[int]:
    """Sessions of coalitions that are linked to a host session, once for each request of such a coalition."""
    host = session.planned.host
    linked = set(host.coalitions) if host and host.type is not SessionType.CEREMONY else set()
    for number, other in enumerate(sessions) if linked else ():
        if other is not session and other.planned.in_programme:
            for _ in linked.intersection(request.coalition for request in other.requests):
                yield number


def _add_gaps(instance: Instance, sessions: Sequence[LocalSession]) -> None:
    """Add the minutes required between two sessions with a common person or coalition, and their hard penalty."""
    people: dict[str, dict[int, None]] = defaultdict(dict)
    coalitions: dict[str, dict[int, None]] = defaultdict(dict)
    for number, session in enumerate(sessions):
        for name in session.people:
            people[name][number] = None
        for request in session.requests:
            coalitions[request.coalition][number] = None
    gaps: dict[tuple[int, int], tuple[int, int]] = {}
    pause = instance.policy.pause_minutes
    for name, numbers in people.items():
        walking = instance.policy.walking_minutes * (2 if instance.person[name].step_free else 1)
        for pair in combinations(numbers, 2):
            gaps[pair] = (pause, max(walking, pause, gaps.get(pair, (0, 0))[1]))
    for numbers in coalitions.values():
        for one, other in combinations(numbers, 2):
            # Two sessions of one coalition must not even touch.
            least = int(sessions[one].planned.from_requests and sessions[other].planned.from_requests)
            same_area, other_area = gaps.get((one, other), (0, 0))
            gaps[one, other] = (max(same_area, least), max(other_area, least))
    for (one, other), gap in gaps.items():
        sessions[one].gaps[other] = sessions[other].gaps[one] = gap
        _add_weight(sessions, one, other, HARD_PENALTY)


def _add_relations(instance: Instance, sessions: Sequence[LocalSession]) -> None:
    number = {session.planned.id: n for n, session in enumerate(sessions)}
    for relation in instance.relations:
        one, other = number[relation.one], number[relation.other]
        sessions[one].relations.append((other, True, relation.verb, relation.minutes))
        sessions[other].relations.append((one, False, relation.verb, relation.minutes))
