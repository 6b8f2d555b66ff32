"""A first programme in a moment: one session after the other where it clashes least, then moves and exchanges.

It goes as planners would by hand, but also takes steps that are a little worse for a while, less and less so
(simulated annealing), and so comes out of many dead ends.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable

from scheduler.model.whole.board import PARALLEL, Board, Spot

HOT, COLD = 2.0 * PARALLEL, 0.5
"""What a step may cost, about, when the search begins and when it ends."""

STEPS_FOR_EACH = 20
"""So many attempts for each session, before some stay out."""

LOOK_AT_CLOCK = 64
"""Steps between two looks at the clock."""


def fill(board: Board, chance: random.Random, is_over: Callable[[], bool]) -> None:
    """Place everything that has no place; what is in the way is taken out and placed anew, with growing patience."""
    waiting = [n for n, piece in enumerate(board.pieces) if board.at[n] is None and piece.spots]
    waiting.sort(key=lambda n: (len(board.pieces[n].spots), -board.pieces[n].session.audience))
    patience = [0] * len(board.pieces)
    for _ in range(STEPS_FOR_EACH * len(waiting)):
        if not waiting or is_over():
            break
        number = waiting.pop(0)
        spot = _best_free(board, number)
        if spot is None:
            spot = _least_in_the_way(board, number, patience, chance)
            if spot is None:
                continue
            for other in board.in_the_way(number, spot):
                board.take(other)
                patience[other] += 1
                waiting.insert(0, other)
            patience[number] += 1
        board.put(number, spot)


def _best_free(board: Board, number: int) -> Spot | None:
    """The cheapest spot from which nothing must go."""
    piece, best, found = board.pieces[number], math.inf, None
    for span, spots in piece.spans.items():
        parallels = PARALLEL * board.parallels(number, span)
        for spot in spots:
            if parallels + spot.cost >= best:
                break
            cost = parallels + board.cost_of_room(number, spot)
            if cost < best and not board.in_the_way(number, spot):
                best, found = cost, spot
    return found


def _least_in_the_way(board: Board, number: int, patience: list[int], chance: random.Random) -> Spot | None:
    """The spot from which what must go has been sent away least; none that needs what is given to go."""
    best, found = math.inf, None
    for spot in board.pieces[number].spots.values():
        way = board.in_the_way(number, spot)
        if not any(board.pieces[other].given for other in way):
            burden = sum(1 + patience[other] for other in way) + chance.random()
            if burden < best:
                best, found = burden, spot
    return found


def anneal(board: Board, chance: random.Random, seconds: float, is_over: Callable[[], bool]) -> None:
    """Moves and exchanges for so many seconds; the best that was met is what stands in the end."""
    movable = [n for n, piece in enumerate(board.pieces) if not piece.given and board.at[n]]
    if len(movable) < 2:
        return
    begun = time.monotonic()
    gain, best_gain, best = 0, 0, list(board.at)
    warmth, step = HOT, 0
    while True:
        if step % LOOK_AT_CLOCK == 0:
            gone = (time.monotonic() - begun) / seconds
            if gone >= 1 or is_over():
                break
            warmth = HOT * (COLD / HOT) ** gone
        step += 1
        number = movable[int(chance.random() * len(movable))]
        allowed = -warmth * math.log(1.0 - chance.random())
        if step % 2:
            gain -= _move(board, number, chance, allowed)
        else:
            gain -= _exchange(board, number, movable, chance, allowed)
        if gain > best_gain:
            best_gain, best = gain, list(board.at)
    for number in movable:
        board.take(number)
    for number in movable:
        spot = best[number]
        if spot:
            board.put(number, spot)


def _move(board: Board, number: int, chance: random.Random, allowed: float) -> int:
    """To a spot at another time, if that costs no more than allowed; what it costs."""
    spans = list(board.pieces[number].spans.items())
    span, spots = spans[int(chance.random() * len(spans))]
    before = board.take(number)
    assert before is not None
    was = board.cost(number, before)
    parallels = PARALLEL * board.parallels(number, span)
    for spot in spots:
        if parallels + spot.cost - was > allowed:
            break
        more = parallels + board.cost_of_room(number, spot) - was
        if more <= allowed and not board.in_the_way(number, spot):
            board.put(number, spot)
            return more
    board.put(number, before)
    return 0


def _exchange(board: Board, one: int, movable: list[int], chance: random.Random, allowed: float) -> int:
    """Two sessions take each other's room and start, if that costs no more than allowed; what it costs."""
    other = movable[int(chance.random() * len(movable))]
    first, second = board.at[one], board.at[other]
    if one == other or first is None or second is None:
        return 0
    here = board.pieces[other].spots.get(first.option.key)
    there = board.pieces[one].spots.get(second.option.key)
    if here is None or there is None:
        return 0
    board.take(one)
    was = board.cost(one, first)
    board.take(other)
    was += board.cost(other, second)
    if not board.in_the_way(one, there):
        now = board.cost(one, there)
        board.put(one, there)
        more = now + board.cost(other, here) - was
        if more <= allowed and not board.in_the_way(other, here):
            board.put(other, here)
            return more
        board.take(one)
    board.put(other, second)
    board.put(one, first)
    return 0
