"""As planners do it by hand: the largest audiences first, each where it hurts least; then moves and swaps that help.

Nothing that a rule forbids is ever done. Where a session finds no spot, what stands in the way of its best one is
taken out again and placed anew, with patience that grows for what was taken out often.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from random import Random

from bench.peers.naive import keeps, touches
from bench.peers.task import Spot, Task
from scheduler.core.vocabulary import RelationVerb

TELL_EVERY = 1.0
"""Seconds between two programmes that are told."""

Cost = tuple[int, int]
"""Points of parallels, then of inconvenience."""


class Board:
    """Who stands where, and what a change would cost."""

    def __init__(self, task: Task) -> None:
        self.task, self.items = task, task.items
        self.chosen: list[int | None] = [0 if item.given else None for item in task.items]
        count = len(task.items)
        self.apart: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        for (one, other), walking in task.apart.items():
            self.apart[one].append((other, walking))
            self.apart[other].append((one, walking))
        self.untouched: list[list[int]] = [[] for _ in range(count)]
        for one, other in task.untouched:
            self.untouched[one].append(other)
            self.untouched[other].append(one)
        self.parallel: list[dict[int, int]] = [{} for _ in range(count)]
        for (one, other), weight in task.parallel.items():
            self.parallel[one][other] = self.parallel[other][one] = weight
        number = task.number()
        self.related: list[list[tuple[int, bool, RelationVerb, int]]] = [[] for _ in range(count)]
        for relation in task.instance.relations:
            one, other = number[relation.one], number[relation.other]
            self.related[one].append((other, True, relation.verb, relation.minutes))
            self.related[other].append((one, False, relation.verb, relation.minutes))
        self.teams = {team.service: team.number for team in task.instance.teams}
        self.in_room: dict[tuple[int, int], set[int]] = defaultdict(set)
        self.on_day: dict[int, set[int]] = defaultdict(set)
        self.theme_rooms: Counter[tuple[str, int]] = Counter()
        self.weights = task.instance.policy.inconvenience
        for item_number, item in enumerate(task.items):
            if item.given:
                self._enter(item_number, item.spots[0])

    def spot(self, number: int) -> Spot | None:
        chosen = self.chosen[number]
        return None if chosen is None else self.items[number].spots[chosen]

    def place(self, number: int, choice: int) -> None:
        self.chosen[number] = choice
        self._enter(number, self.items[number].spots[choice])

    def take_out(self, number: int) -> None:
        spot = self.spot(number)
        assert spot is not None
        self.in_room[spot.room, spot.when.day].discard(number)
        self.on_day[spot.when.day].discard(number)
        for theme in self._themes(number):
            self.theme_rooms[theme, spot.room] -= 1
        self.chosen[number] = None

    def _enter(self, number: int, spot: Spot) -> None:
        self.in_room[spot.room, spot.when.day].add(number)
        self.on_day[spot.when.day].add(number)
        for theme in self._themes(number):
            self.theme_rooms[theme, spot.room] += 1

    def _themes(self, number: int) -> tuple[str, ...]:
        item = self.items[number]
        return item.themes if item.in_programme else ()

    def in_the_way(self, number: int, spot: Spot) -> set[int]:
        """What would have to go if the item stood there."""
        way = {
            other
            for other in self.in_room[spot.room, spot.when.day]
            if other != number and self.items[other].spots[self.chosen[other] or 0].when.overlaps(spot.when)
        }
        for other, walking in self.apart[number]:
            there = self.spot(other)
            if there and there.when.clashes(spot.when, walking):
                way.add(other)
        for other in self.untouched[number]:
            there = self.spot(other)
            if there and touches(there.when, spot.when):
                way.add(other)
        for other, is_first, verb, minutes in self.related[number]:
            there = self.spot(other)
            if there and not keeps(verb, minutes, *((spot.when, there.when) if is_first else (there.when, spot.when))):
                way.add(other)
        return way | self._beyond_teams(number, spot)

    def _beyond_teams(self, number: int, spot: Spot) -> set[int]:
        """Others that use a service at that time, where there would be more than there are teams."""
        beyond: set[int] = set()
        for service in self.items[number].services:
            if service not in self.teams:
                continue
            using = [
                other
                for other in self.on_day[spot.when.day]
                if other != number
                and service in self.items[other].services
                and self._at(other).when.overlaps(spot.when)
            ]
            if len(using) >= self.teams[service]:
                beyond.update(using)
        return beyond

    def _at(self, number: int) -> Spot:
        spot = self.spot(number)
        assert spot is not None
        return spot

    def cost(self, number: int, choice: int) -> Cost:
        """What it costs that the item, which stands nowhere, stood there."""
        item = self.items[number]
        spot = item.spots[choice]
        beside = self.parallel[number]
        parallels = sum(
            beside[other]
            for other in self.on_day[spot.when.day]
            if other in beside and self._at(other).when.overlaps(spot.when)
        )
        new_rooms = sum(not self.theme_rooms[theme, spot.room] for theme in self._themes(number))
        inconvenience = item.cost[choice] + self.weights.theme_rooms * new_rooms
        return parallels, inconvenience + self.weights.room_changes * self._room_changes(number, spot)

    def _room_changes(self, number: int, spot: Spot) -> int:
        """By how much the changes of room of its coalitions grow."""
        grown = 0
        for coalition in self.items[number].coalitions if self.items[number].in_programme else ():
            rooms = {
                self._at(other).room
                for other in self.on_day[spot.when.day]
                if coalition in self.items[other].coalitions and self.items[other].in_programme
            }
            grown += bool(rooms) and spot.room not in rooms
        return grown


def run(task: Task, seconds: float, seed: int, tell: Callable[[list[int]], None]) -> None:
    """Every better programme is told, no more than one a second."""
    until, rng, board = time.monotonic() + seconds, Random(seed), Board(task)
    if not _fill(board, rng, until):
        return
    tell([choice or 0 for choice in board.chosen])
    told = time.monotonic()
    movable = [number for number, item in enumerate(task.items) if not item.given]
    news = False
    while time.monotonic() < until:
        news |= _move(board, rng.choice(movable)) if rng.random() < 0.5 else _swap(board, rng, movable)
        if news and time.monotonic() > told + TELL_EVERY:
            tell([choice or 0 for choice in board.chosen])
            told, news = time.monotonic(), False
    if news:
        tell([choice or 0 for choice in board.chosen])


def _fill(board: Board, rng: Random, until: float) -> bool:
    """Place everything; whether it could be done in time."""
    waiting = [number for number, choice in enumerate(board.chosen) if choice is None]
    waiting.sort(key=lambda number: (-board.items[number].audience, len(board.items[number].spots)))
    patience: Counter[int] = Counter()
    while waiting:
        if time.monotonic() > until:
            return False
        number = waiting.pop(0)
        spots = board.items[number].spots
        free = [choice for choice in range(len(spots)) if not board.in_the_way(number, spots[choice])]
        if free:
            board.place(number, min(free, key=lambda choice: board.cost(number, choice)))
            continue
        chosen = _least_in_the_way(board, number, patience, rng)
        for other in board.in_the_way(number, spots[chosen]):
            board.take_out(other)
            patience[other] += 1
            waiting.insert(0, other)
        patience[number] += 1
        board.place(number, chosen)
    return True


def _least_in_the_way(board: Board, number: int, patience: Counter[int], rng: Random) -> int:
    """The spot from which what must go has been sent away least."""

    def burden(choice: int) -> tuple[float, float]:
        way = board.in_the_way(number, board.items[number].spots[choice])
        given = any(board.items[other].given for other in way)
        return (float("inf") if given else sum(1 + patience[other] for other in way), rng.random())

    return min(range(len(board.items[number].spots)), key=burden)


def _move(board: Board, number: int) -> bool:
    """To its best spot that is free; whether that is better than where it stood."""
    before = board.chosen[number]
    assert before is not None
    board.take_out(number)
    was = board.cost(number, before)
    spots = board.items[number].spots
    better = ((board.cost(number, choice), choice) for choice in range(len(spots)))
    for cost, choice in sorted(better):
        if cost >= was:
            break
        if not board.in_the_way(number, spots[choice]):
            board.place(number, choice)
            return True
    board.place(number, before)
    return False


def _swap(board: Board, rng: Random, movable: Iterable[int]) -> bool:
    """Two sessions exchange their rooms and starts, where both may and it is better."""
    one, other = rng.sample(list(movable), 2)
    first, second = board.chosen[one], board.chosen[other]
    assert first is not None
    assert second is not None
    there, here = (
        _same(board, one, board.items[other].spots[second]),
        _same(board, other, board.items[one].spots[first]),
    )
    if there is None or here is None:
        return False
    board.take_out(one)
    was = board.cost(one, first)
    board.take_out(other)
    was = _sum(was, board.cost(other, second))
    if not board.in_the_way(one, board.items[one].spots[there]):
        now = board.cost(one, there)
        board.place(one, there)
        is_free = not board.in_the_way(other, board.items[other].spots[here])
        if is_free and _sum(now, board.cost(other, here)) < was:
            board.place(other, here)
            return True
        board.take_out(one)
    board.place(other, second)
    board.place(one, first)
    return False


def _same(board: Board, number: int, spot: Spot) -> int | None:
    """The item's spot in that room at that start, if it has one."""
    for choice, own in enumerate(board.items[number].spots):
        if (own.room, own.when.day, own.when.start) == (spot.room, spot.when.day, spot.when.start):
            return choice
    return None


def _sum(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1]
