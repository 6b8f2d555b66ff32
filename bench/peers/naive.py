"""The model that one would write first, as rows: a variable for every session, slot and room.

Both solvers get these same rows. Rooms, people, coalitions, relations and teams are rows on the variables; for every
two sessions on one theme a further variable says whether they are at once. The goals are weighed into one.
"""

from __future__ import annotations

import time
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.peers.task import Spot, Stretch, Task
from scheduler.core.vocabulary import RelationVerb

PARALLEL_WEIGHT = 1000
"""What a point of parallels counts against one of inconvenience."""


class TimeUpError(Exception):
    """The time was over before the model stood."""


@dataclass
class Rows:
    """Variables from 0 to 1, rows of a lower and an upper bound over weighted variables, and a sum to be made small."""

    variables: int = 0
    cost: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    constant: int = 0
    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    columns: array[int] = field(default_factory=lambda: array("i"))
    weights: array[int] = field(default_factory=lambda: array("b"))
    lower: array[int] = field(default_factory=lambda: array("i"))
    upper: array[int] = field(default_factory=lambda: array("i"))

    def new(self) -> int:
        self.variables += 1
        return self.variables - 1

    def add(self, plus: Iterable[int], minus: Iterable[int], lower: int, upper: int) -> None:
        """lower ≤ sum of `plus` − sum of `minus` ≤ upper."""
        for columns, weight in ((plus, 1), (minus, -1)):
            before = len(self.columns)
            self.columns.extend(columns)
            self.weights.extend([weight] * (len(self.columns) - before))
        self.lower.append(lower)
        self.upper.append(upper)
        self.starts.append(len(self.columns))

    def row(self, number: int) -> tuple[array[int], array[int], int, int]:
        begin, end = self.starts[number], self.starts[number + 1]
        return self.columns[begin:end], self.weights[begin:end], self.lower[number], self.upper[number]

    def __len__(self) -> int:
        return len(self.lower)


FREE = 1_000_000
"""As a bound: none."""


@dataclass
class Naive:
    """The rows of a task. `at` has the variable of every spot of every item, `when` those of every stretch.

    `on_day` has the latter day by day, each with its start and end.
    """

    task: Task
    rows: Rows
    at: list[list[int]]
    when: list[dict[Stretch, int]]
    until: float
    on_day: list[dict[int, list[tuple[int, int, int]]]] = field(default_factory=list)

    def chosen(self, values: Iterable[float]) -> list[int]:
        """The number of the spot of each item."""
        value = list(values)
        return [max(range(len(at)), key=lambda spot: value[at[spot]]) for at in self.at]


def build(task: Task, until: float) -> Naive:
    """All rows. Raises TimeUpError where `until`, by the monotonic clock, passes before they stand."""
    rows = Rows()
    naive = Naive(task, rows, [], [], until)
    for item in task.items:
        at = [rows.new() for _ in item.spots]
        rows.add(at, (), 1, 1)
        stretches: dict[Stretch, list[int]] = defaultdict(list)
        for variable, spot, cost in zip(at, item.spots, item.cost, strict=True):
            stretches[spot.when].append(variable)
            if cost:
                rows.cost[variable] += cost
        naive.at.append(at)
        naive.when.append({stretch: _one_of(rows, variables) for stretch, variables in stretches.items()})
        naive.on_day.append(_by_day(naive.when[-1]))
    _rooms(naive)
    _apart(naive)
    _relations(naive)
    _teams(naive)
    _parallels(naive)
    _theme_rooms(naive)
    _room_changes(naive)
    return naive


def _by_day(when: dict[Stretch, int]) -> dict[int, list[tuple[int, int, int]]]:
    days: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for stretch, variable in when.items():
        days[stretch.day].append((stretch.start, stretch.end, variable))
    return days


def _one_of(rows: Rows, variables: list[int]) -> int:
    """The variable that says whether one of some is chosen."""
    if len(variables) == 1:
        return variables[0]
    chosen = rows.new()
    rows.add(variables, (chosen,), 0, 0)
    return chosen


def _rooms(naive: Naive) -> None:
    """No two sessions share a room at the same time."""
    in_room: dict[tuple[int, int], list[tuple[Spot, int]]] = defaultdict(list)
    for item, at in zip(naive.task.items, naive.at, strict=True):
        for spot, variable in zip(item.spots, at, strict=True):
            in_room[spot.room, spot.when.day].append((spot, variable))
    for entries in in_room.values():
        for start in sorted({spot.when.start for spot, _ in entries}):
            there = [variable for spot, variable in entries if spot.when.start <= start < spot.when.end]
            naive.rows.add(there, (), 0, 1)


def _apart(naive: Naive) -> None:
    """Nobody is in two places at once, and two slots of a coalition do not touch."""
    for (one, other), walking in naive.task.apart.items():
        _check_time(naive)
        for stretch, variable in naive.when[one].items():
            rivals = [v for s, v in naive.when[other].items() if s.clashes(stretch, walking)]
            if rivals:
                naive.rows.add((variable, *rivals), (), 0, 1)
    for one, other in sorted(naive.task.untouched):
        for stretch, variable in naive.when[one].items():
            rivals = [v for s, v in naive.when[other].items() if touches(stretch, s)]
            if rivals:
                naive.rows.add((variable, *rivals), (), 0, 1)


def touches(one: Stretch, other: Stretch) -> bool:
    return one.day == other.day and (one.end == other.start or other.end == one.start)


def _relations(naive: Naive) -> None:
    """Before, apart, same day, other day."""
    number = naive.task.number()
    for relation in naive.task.instance.relations:
        one, other = naive.when[number[relation.one]], naive.when[number[relation.other]]
        for stretch, variable in one.items():
            against = [v for s, v in other.items() if not keeps(relation.verb, relation.minutes, stretch, s)]
            if against:
                naive.rows.add((variable, *against), (), 0, 1)


def keeps(verb: RelationVerb, minutes: int, one: Stretch, other: Stretch) -> bool:
    """Whether two sessions at these times keep a relation; days stand in their order."""
    if verb is RelationVerb.BEFORE:
        return one.day < other.day or (one.day == other.day and one.end + minutes <= other.start)
    if verb is RelationVerb.APART:
        return not one.overlaps(other)
    return (one.day == other.day) == (verb is RelationVerb.SAME_DAY)


def _teams(naive: Naive) -> None:
    """No more sessions use a service at one time than there are teams for it."""
    for team in naive.task.instance.teams:
        using = [
            (stretch, variable)
            for item, when in zip(naive.task.items, naive.when, strict=True)
            if team.service in item.services
            for stretch, variable in when.items()
        ]
        for day, start in sorted({(stretch.day, stretch.start) for stretch, _ in using}):
            there = [v for s, v in using if s.day == day and s.start <= start < s.end]
            naive.rows.add(there, (), 0, team.number)


def _parallels(naive: Naive) -> None:
    """A variable for every two sessions that cost something in parallel: no smaller than whether they are."""
    for (one, other), weight in naive.task.parallel.items():
        _check_time(naive)
        at_once = naive.rows.new()
        naive.rows.cost[at_once] += PARALLEL_WEIGHT * weight
        for times, variable in _by_time(naive.when[one]):
            begins, ends = times.start, times.end
            rivals = [v for start, end, v in naive.on_day[other].get(times.day, ()) if start < ends and begins < end]
            if rivals:
                naive.rows.add((*variable, *rivals), (at_once,), -FREE, 1)


def _by_time(when: dict[Stretch, int]) -> Iterator[tuple[Stretch, list[int]]]:
    """Stretches that differ in their area only, taken together."""
    found: dict[Stretch, list[int]] = defaultdict(list)
    for stretch, variable in when.items():
        found[stretch._replace(area=0)].append(variable)
    yield from found.items()


def _theme_rooms(naive: Naive) -> None:
    """A variable for every theme and room in which it is the first to stand."""
    weight, items = naive.task.instance.policy.inconvenience.theme_rooms, naive.task.items
    given = {(theme, item.spots[0].room) for item in items if item.given for theme in item.themes}
    using: dict[tuple[str, int], list[int]] = defaultdict(list)
    for item, at in zip(items, naive.at, strict=True):
        for theme in item.themes if item.in_programme and not item.given else ():
            for room, variables in _by_room(item.spots, at).items():
                using[theme, room].append(_one_of(naive.rows, variables))
    for pair, variables in using.items():
        if pair not in given:
            used = naive.rows.new()
            naive.rows.cost[used] += weight
            for variable in variables:
                naive.rows.add((variable,), (used,), -FREE, 0)


def _by_room(spots: list[Spot], at: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for spot, variable in zip(spots, at, strict=True):
        found[spot.room].append(variable)
    return found


def _room_changes(naive: Naive) -> None:
    """For each coalition and day the rooms in which it takes part, but one."""
    weight = naive.task.instance.policy.inconvenience.room_changes
    there: dict[tuple[str, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for item, at in zip(naive.task.items, naive.at, strict=True):
        for coalition in item.coalitions if item.in_programme else ():
            for spot, variable in zip(item.spots, at, strict=True):
                there[coalition, spot.when.day][spot.room].append(variable)
    for rooms in there.values():
        any_room = naive.rows.new()
        naive.rows.cost[any_room] -= weight
        naive.rows.add((any_room,), [v for variables in rooms.values() for v in variables], -FREE, 0)
        for variables in rooms.values():
            used = naive.rows.new()
            naive.rows.cost[used] += weight
            for variable in variables:
                naive.rows.add((variable,), (used,), -FREE, 0)


def _check_time(naive: Naive) -> None:
    if time.monotonic() > naive.until:
        raise TimeUpError
