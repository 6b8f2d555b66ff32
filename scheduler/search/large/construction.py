"""Construction heuristic: insert one session after the other at its cheapest placement, ejecting others if needed.

Sessions with the fewest placements come first. Where no placement is free, the conflicting sessions are ejected and
inserted again (ejection chain, Glover 1996); the number of ejections of a session grows its weight and is limited.
"""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Callable

from scheduler.search.large.local_search_state import HARD_PENALTY, LocalPlacement, LocalSearchState

MOST_EJECTIONS = 8
"""Ejections that a session may cause or suffer before it is left out."""


def construct(state: LocalSearchState, rng: random.Random, is_over: Callable[[], bool]) -> None:
    """Place every session that has no placement, as far as the ejections allow."""
    free = [n for n, session in enumerate(state.sessions) if state.placed[n] is None and session.placements]
    free.sort(key=lambda n: (len(state.sessions[n].placements), -state.sessions[n].planned.audience))
    waiting, ejections = deque(free), [0] * len(state.sessions)
    while waiting and not is_over():
        number = waiting.popleft()
        placement = _cheapest_free(state, number)
        if placement is None and ejections[number] < MOST_EJECTIONS:
            placement = _least_ejecting(state, number, ejections, rng)
            ejections[number] += 1
        if placement is None:
            continue
        for other in state.conflicts(number, placement):
            state.remove(other)
            ejections[other] += 1
            waiting.appendleft(other)
        state.place(number, placement)


def _cheapest_free(state: LocalSearchState, number: int) -> LocalPlacement | None:
    """The cheapest placement without conflicts."""
    session = state.sessions[number]
    overlap_cost = session.overlap_cost
    rooms = {placement.key[0] for placement in session.placements}
    room_cost = {room: state.theme_room_delta(number, None, room) for room in rooms}
    costs = [
        (overlap_cost[placement.time_index] + placement.cost + room_cost[placement.key[0]], n)
        for n, placement in enumerate(session.placements)
        if overlap_cost[placement.time_index] < HARD_PENALTY
    ]
    by_cost = (session.placements[n] for _, n in sorted(costs))
    return next((placement for placement in by_cost if not state.conflicts(number, placement)), None)


def _least_ejecting(
    state: LocalSearchState, number: int, ejections: list[int], rng: random.Random
) -> LocalPlacement | None:
    """The placement whose conflicting sessions were ejected least so far; ties by chance, given sessions never."""
    best, found = math.inf, None
    for placement in state.sessions[number].placements:
        conflicts = state.conflicts(number, placement)
        if not any(state.sessions[other].given for other in conflicts):
            burden = sum(1 + ejections[other] for other in conflicts) + rng.random()
            if burden < best:
                best, found = burden, placement
    return found
