"""Simulated annealing by moves and exchanges of sessions (Kirkpatrick, Gelatt and Vecchi 1983).

A change that costs Δ is accepted with probability min(1, exp(-Δ/T)); the temperature T falls geometrically with the
share t of the time that has passed: T(t) = T0 · (T1/T0)^t. Equivalently a threshold -T · ln(1-u) is drawn for each
trial (u uniform in [0, 1)), and the change is made if Δ does not exceed it; so trials that cost too much are dropped
before everything about them is computed.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable

from scheduler.search.large.local_search_state import LocalPlacement, LocalSearchState, overlap

LARGEST_TERM_GAIN = 300
"""Gain in shared terms that a trial may count on; one whose other costs exceed the threshold by more is dropped."""

TRIALS_BETWEEN_CLOCKS = 256
"""Trials between two looks at the clock."""


def anneal(
    state: LocalSearchState,
    rng: random.Random,
    temperatures: tuple[float, float],
    room_only_share: float,
    seconds: float,
    is_over: Callable[[], bool],
) -> int:
    """Anneal for `seconds`, from the first temperature to the last; restore the best state met; return its gain.

    `room_only_share` is the probability that a trial changes the room alone and keeps the time of the session.
    """
    movable = [n for n, session in enumerate(state.sessions) if not session.given and session.placements]
    (first, last), started_at, random_number = temperatures, time.monotonic(), rng.random
    gain, best_gain, best = 0, 0, list(state.placed)
    trial, temperature = 0, first
    while movable:
        if trial % TRIALS_BETWEEN_CLOCKS == 0:
            elapsed_share = (time.monotonic() - started_at) / seconds
            if elapsed_share >= 1 or is_over():
                break
            temperature = first * math.pow(last / first, elapsed_share)
        trial += 1
        number = movable[int(random_number() * len(movable))]
        session, current = state.sessions[number], state.placed[number]
        target: LocalPlacement | None = session.placements[int(random_number() * len(session.placements))]
        if current and target and random_number() < room_only_share:
            target = session.by_key.get((target.key[0], *current.key[1:]))
        if target is None or target is current:
            continue
        gain -= _try(state, number, target, -temperature * math.log(1.0 - random_number()))
        if gain > best_gain:
            best_gain, best = gain, list(state.placed)
    for number in movable:
        if state.placed[number] is not best[number]:
            state.move(number, best[number])
    return best_gain


def _try(state: LocalSearchState, number: int, target: LocalPlacement, threshold: float) -> int:
    """Move a session to a placement, or exchange it with the session there, if that costs at most `threshold`.

    Returns the cost of the change; 0 if it was not made.
    """
    session, current = state.sessions[number], state.placed[number]
    delta = session.overlap_cost[target.time_index] + target.cost
    delta -= session.overlap_cost[current.time_index] + current.cost if current else session.left_out_cost
    occupants = state.room_conflicts(number, target)
    if not occupants:
        return _try_move(state, number, target, delta, threshold) if delta <= threshold + LARGEST_TERM_GAIN else 0
    if len(occupants) > 1 or state.sessions[occupants[0]].given:
        return 0
    return _try_exchange(state, number, target, occupants[0], delta, threshold)


def _try_move(state: LocalSearchState, number: int, target: LocalPlacement, delta: int, threshold: float) -> int:
    """Move to a free room; `delta` is the cost without theme rooms and shared terms."""
    current = state.placed[number]
    delta += state.theme_room_delta(number, _room(current), _room(target))
    if delta > threshold + LARGEST_TERM_GAIN:
        return 0
    delta += _move(state, number, target)
    if delta <= threshold and state.is_feasible(number):
        return delta
    state.move(number, current)
    return 0


def _try_exchange(
    state: LocalSearchState, one: int, target: LocalPlacement, other: int, delta: int, threshold: float
) -> int:
    """Exchange with the session in the target room; it takes the first one's placement, or is left out.

    `delta` is the cost of the first one's move with the other still in place.
    """
    first, second = state.sessions[one], state.sessions[other]
    current, other_current = state.placed[one], state.placed[other]
    other_target = second.by_key.get(current.key) if current else None
    if other_current is None or (other_target is None and (current or second.planned.from_requests)):
        return 0
    delta += second.overlap_cost[other_target.time_index] + other_target.cost if other_target else second.left_out_cost
    delta -= second.overlap_cost[other_current.time_index] + other_current.cost
    weight = first.overlap_weights.get(other, 0)
    if weight:
        delta += weight * (
            _overlap(target, other_target)
            + _overlap(current, other_current)
            - _overlap(target, other_current)
            - _overlap(other_target, current)
        )
    weight = first.same_day_weights.get(other, 0)
    if weight:
        delta += weight * (
            _same_day(target, other_target)
            + _same_day(current, other_current)
            - _same_day(target, other_current)
            - _same_day(other_target, current)
        )
    if delta > threshold + LARGEST_TERM_GAIN or (
        other_target and not _rooms_are_free(state, one, target, other, other_target)
    ):
        return 0
    delta += state.theme_room_delta(one, _room(current), _room(target)) + _move(state, one, target)
    delta += state.theme_room_delta(other, _room(other_current), _room(other_target)) + _move(
        state, other, other_target
    )
    if delta <= threshold and state.is_feasible(one) and (other_target is None or state.is_feasible(other)):
        return delta
    state.move(other, other_current)
    state.move(one, current)
    return 0


def _overlap(one: LocalPlacement | None, other: LocalPlacement | None) -> bool:
    return one is not None and other is not None and overlap(one.interval, other.interval)


def _same_day(one: LocalPlacement | None, other: LocalPlacement | None) -> bool:
    return one is not None and other is not None and one.interval[0] == other.interval[0]


def _rooms_are_free(
    state: LocalSearchState, one: int, target: LocalPlacement, other: int, other_target: LocalPlacement
) -> bool:
    """Whether nothing but the two sessions occupies the rooms that they would exchange."""
    in_one_room = target.key[0] == other_target.key[0] and overlap(target.interval, other_target.interval)
    return not in_one_room and state.room_conflicts(other, other_target) in ([], [one])


def _move(state: LocalSearchState, number: int, target: LocalPlacement | None) -> int:
    """Move a session; return the change of the shared terms."""
    here = state.placed[number]
    intervals = here.interval if here else None, target.interval if target else None
    before = sum(term(state, number, *intervals) for term in state.terms)
    state.move(number, target)
    return sum(term(state, number, *intervals) for term in state.terms) - before


def _room(placement: LocalPlacement | None) -> str | None:
    return placement.key[0] if placement else None
