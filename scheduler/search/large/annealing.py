"""A first programme in a moment: one session after the other where it clashes least, then moves and exchanges.

It goes as planners would by hand, but also takes steps that are a little worse for a while, less and less so
(simulated annealing), and so comes out of many dead ends.
"""

from __future__ import annotations

import math
import random
import time
from collections import deque
from collections.abc import Callable

from scheduler.search.large.local_search_state import HARD_PENALTY, LocalPlacement, LocalSearchState, overlap

SENT_AWAY = 8
"""So many times a session makes place for others or takes theirs, before it stays out."""

SWING = 300
"""What a step may bring in counts that hang on several pieces; one that otherwise costs far too much is not tried."""

LOOK_AT_CLOCK = 256
"""Steps between two looks at the clock."""


def fill(board: LocalSearchState, chance: random.Random, is_over: Callable[[], bool]) -> None:
    """Place everything that has no place; what is in the way is taken out and placed anew, with growing patience."""
    free = [n for n, piece in enumerate(board.pieces) if board.at[n] is None and piece.spots]
    free.sort(key=lambda n: (len(board.pieces[n].spots), -board.pieces[n].session.audience))
    waiting, patience = deque(free), [0] * len(board.pieces)
    while waiting and not is_over():
        number = waiting.popleft()
        spot = _best_free(board, number)
        if spot is None and patience[number] < SENT_AWAY:
            spot = _least_in_the_way(board, number, patience, chance)
            patience[number] += 1
        if spot is None:
            continue
        for other in board.in_the_way(number, spot):
            board.take(other)
            patience[other] += 1
            waiting.appendleft(other)
        board.put(number, spot)


def _best_free(board: LocalSearchState, number: int) -> LocalPlacement | None:
    """The cheapest spot from which nothing must go."""
    piece = board.pieces[number]
    beside = piece.beside
    further = {room: _further_rooms(board, number, None, room) for room in {spot.key[0] for spot in piece.spots}}
    costs = [
        (beside[spot.time] + spot.cost + further[spot.key[0]], n)
        for n, spot in enumerate(piece.spots)
        if beside[spot.time] < HARD_PENALTY
    ]
    by_cost = (piece.spots[n] for _, n in sorted(costs))
    return next((spot for spot in by_cost if not board.in_the_way(number, spot)), None)


def _least_in_the_way(
    board: LocalSearchState, number: int, patience: list[int], chance: random.Random
) -> LocalPlacement | None:
    """The spot from which what must go has been sent away least; none that needs what is given to go."""
    best, found = math.inf, None
    for spot in board.pieces[number].spots:
        way = board.in_the_way(number, spot)
        if not any(board.pieces[other].given for other in way):
            burden = sum(1 + patience[other] for other in way) + chance.random()
            if burden < best:
                best, found = burden, spot
    return found


def anneal(
    board: LocalSearchState,
    chance: random.Random,
    warmth: tuple[float, float],
    at_its_time: float,
    seconds: float,
    is_over: Callable[[], bool],
) -> int:
    """Moves and exchanges for so many seconds; the best that was met stands then. What they gain.

    A step may cost about so much, less and less from one warmth to the other. So many of them, of all, are to another
    room at the time that a piece has.
    """
    movable = [n for n, piece in enumerate(board.pieces) if not piece.given and piece.spots]
    (first, last), begun, random_number = warmth, time.monotonic(), chance.random
    gain, most, best = 0, 0, list(board.at)
    step, now = 0, first
    while movable:
        if step % LOOK_AT_CLOCK == 0:
            gone = (time.monotonic() - begun) / seconds
            if gone >= 1 or is_over():
                break
            now = first * math.pow(last / first, gone)
        step += 1
        number = movable[int(random_number() * len(movable))]
        piece, here = board.pieces[number], board.at[number]
        spot: LocalPlacement | None = piece.spots[int(random_number() * len(piece.spots))]
        if here and spot and random_number() < at_its_time:
            spot = piece.spot_at.get((spot.key[0], *here.key[1:]))
        if spot is None or spot is here:
            continue
        gain -= _step(board, number, spot, -now * math.log(1.0 - random_number()))
        if gain > most:
            most, best = gain, list(board.at)
    for number in movable:
        if board.at[number] is not best[number]:
            board.go(number, best[number])
    return most


def _step(board: LocalSearchState, number: int, spot: LocalPlacement, allowed: float) -> int:
    """Let a piece go to a spot, if that costs no more than allowed; what is in its room there takes its place.

    What that costs, and nothing if it was not done.
    """
    piece, here = board.pieces[number], board.at[number]
    more = piece.beside[spot.time] + spot.cost
    more -= piece.beside[here.time] + here.cost if here else piece.out
    room = board.in_its_room(number, spot)
    if not room:
        return _move(board, number, spot, more, allowed) if more <= allowed + SWING else 0
    if len(room) > 1 or board.pieces[room[0]].given:
        return 0
    return _exchange(board, number, spot, room[0], more, allowed)


def _move(board: LocalSearchState, number: int, spot: LocalPlacement, more: int, allowed: float) -> int:
    """To a free room; `more` is what it costs, counts of several pieces apart."""
    here = board.at[number]
    more += _further_rooms(board, number, _room(here), _room(spot))
    if more > allowed + SWING:
        return 0
    more += _go(board, number, spot)
    if more <= allowed and board.stands_well(number):
        return more
    board.go(number, here)
    return 0


def _exchange(board: LocalSearchState, one: int, spot: LocalPlacement, other: int, more: int, allowed: float) -> int:
    """To a room where another stands, which takes the place of the first, or goes out where that stood nowhere."""
    first, second = board.pieces[one], board.pieces[other]
    here, there = board.at[one], board.at[other]
    target = second.spot_at.get(here.key) if here else None
    if there is None or (target is None and (here or second.session.arises)):
        return 0
    more += second.beside[target.time] + target.cost if target else second.out
    more -= second.beside[there.time] + there.cost
    pair = first.rivals.get(other, 0)
    if pair:
        more += pair * (_meet(spot, target) + _meet(here, there) - _meet(spot, there) - _meet(target, here))
    pair = first.similar.get(other, 0)
    if pair:
        more += pair * (_share(spot, target) + _share(here, there) - _share(spot, there) - _share(target, here))
    if more > allowed + SWING or (target and not _is_room(board, one, spot, other, target)):
        return 0
    more += _further_rooms(board, one, _room(here), _room(spot)) + _go(board, one, spot)
    more += _further_rooms(board, other, _room(there), _room(target)) + _go(board, other, target)
    if more <= allowed and board.stands_well(one) and (target is None or board.stands_well(other)):
        return more
    board.go(other, there)
    board.go(one, here)
    return 0


def _meet(one: LocalPlacement | None, other: LocalPlacement | None) -> bool:
    return one is not None and other is not None and overlap(one.span, other.span)


def _share(one: LocalPlacement | None, other: LocalPlacement | None) -> bool:
    """Whether both are on one day."""
    return one is not None and other is not None and one.span[0] == other.span[0]


def _is_room(board: LocalSearchState, one: int, spot: LocalPlacement, other: int, target: LocalPlacement) -> bool:
    """Whether both rooms have nothing else at these times."""
    in_one_room = spot.key[0] == target.key[0] and overlap(spot.span, target.span)
    return not in_one_room and board.in_its_room(other, target) in ([], [one])


def _go(board: LocalSearchState, number: int, spot: LocalPlacement | None) -> int:
    """Let a piece stand there; what that changes in counts that hang on several pieces."""
    here = board.at[number]
    spans = here.span if here else None, spot.span if spot else None
    before = sum(count(board, number, *spans) for count in board.counts)
    board.go(number, spot)
    return sum(count(board, number, *spans) for count in board.counts) - before


def _further_rooms(board: LocalSearchState, number: int, here: str | None, there: str | None) -> int:
    """What a piece costs in one room for the sake of its themes, less what it does in another."""
    costs = board.theme_room_costs
    if not costs[0] or here == there:
        return 0
    used, more, last = board.theme_rooms, 0, len(costs) - 1
    for theme in board.pieces[number].themes:
        if there is not None:
            more += costs[min(used[theme, there], last)]
        if here is not None:
            more -= costs[min(used[theme, here] - 1, last)]
    return more


def _room(spot: LocalPlacement | None) -> str | None:
    return spot.key[0] if spot else None
