"""What worker processes do: sketch a programme, place a part anew, or find out what nothing can be better than."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from itertools import accumulate

from scheduler.core.instance import Instance
from scheduler.model.assignment import Assignment, standing
from scheduler.model.inconvenience.inconvenience import discomfort_of_times
from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.model.objectives import TIE_BREAK
from scheduler.model.prepare import Prepared
from scheduler.model.variables import Expression
from scheduler.search.large.annealing_run import Phase, sketched
from scheduler.search.large.coalition_layer import Among, Costs, held_where_cheapest, of_coalitions, shown_on
from scheduler.search.large.interval_classes import crowd_of
from scheduler.search.large.large_search import DISCOMFORT, LEFT_OUT, Values
from scheduler.search.large.minimise import lowest, minimise
from scheduler.search.large.pricing_problem import least_parallels
from scheduler.search.large.relaxations import elastic, hosts_alone
from scheduler.search.large.restricted_model import (
    Neighbourhood,
    RestrictedModel,
    capped,
    filter_domains,
    fix_outside,
    hint_places,
    in_rooms_of_themes,
    model_of,
)
from scheduler.search.large.room_bound import RoomChoice, cheapest_rooms, rooms_for_themes
from scheduler.search.large.time_relaxation import timetable
from scheduler.search.processes import stopping

SHARE_OF_CHOICE = 0.05
"""How much of the time may go to the choice of rooms for themes, before sessions are placed in these."""

MOST_OF_COALITIONS = 8
"""So many of the coalitions' sessions on a theme are told apart; more cost no less."""


@dataclass(frozen=True)
class NeighbourhoodTask:
    """A part to be placed anew in so many seconds: a goal to improve, the goals before it to keep."""

    standing: Assignment
    part: Neighbourhood
    goal: str
    values: Values
    neighbourhood: int
    seconds: float
    seed: int


@dataclass(frozen=True)
class NeighbourhoodResult:
    """What became of a task: where everything stands now, if that was found, and whether it is the best of the part."""

    task: NeighbourhoodTask
    standing: Assignment | None
    optimal: bool


@dataclass(frozen=True)
class ChoiceTask:
    """Rooms are to be chosen for themes, as cheap as these, and everything placed in them, with less discomfort.

    It cannot be less than `bound`.
    """

    standing: Assignment
    values: Values
    bound: int
    cheap: RoomChoice
    seconds: float
    seed: int


@dataclass(frozen=True)
class PlacementResult:
    """What became of it: where everything stands now, if that was found, and whether the time sufficed to say."""

    standing: Assignment | None
    in_time: bool


@dataclass(frozen=True)
class SelectTask:
    """Rooms are to be chosen for themes, for a programme that stands so; by so many threads."""

    standing: Assignment
    left_out: int
    seconds: float
    threads: int
    seed: int


@dataclass(frozen=True)
class Selected:
    """What became of it: the rooms, if any were found."""

    rooms: ThemeRooms | None


@dataclass(frozen=True)
class AnnealingTask:
    """A sketch is to be made in so many seconds, in these phases, from where everything stands.

    It is drawn to `rooms`, if they were chosen for themes, in those phases that are.
    """

    begin: Assignment
    phases: tuple[Phase, ...]
    rooms: ThemeRooms | None
    seconds: float
    seed: int


@dataclass(frozen=True)
class AnnealingResult:
    """What became of it."""

    task: AnnealingTask
    standing: Assignment


@dataclass(frozen=True)
class CostsTask:
    """Sessions on a theme, of which the host programme's take place but for so many left out."""

    among: Among
    left_out: int
    seconds: float


@dataclass(frozen=True)
class CostsFound:
    """What they cost each other at the least with none of the coalitions' sessions, one, two …

    `exact`: whether this was found out to the end.
    """

    task: CostsTask
    costs: tuple[int, ...]
    exact: bool


@dataclass(frozen=True)
class LayerTask:
    """What coalitions get, as `caps` says, is to be put where it costs least, as `costs` tell."""

    costs: Costs
    caps: Values
    seconds: float


@dataclass(frozen=True)
class LayerFound:
    """What parallels cost at the least then, if that was found, and in which session each request is."""

    task: LayerTask
    bound: int | None
    held_in: dict[str, str]


@dataclass(frozen=True)
class RoomsTask:
    """What rooms cost at the least, if so many sessions are left out; better than the choice to `begin` with."""

    left_out: int
    begin: RoomChoice | None
    seconds: float


@dataclass(frozen=True)
class RoomsFound:
    """What became of it: what they cost at the least, and the cheapest choice that is known."""

    task: RoomsTask
    bound: int
    cheapest: RoomChoice | None
    seconds: float


@dataclass(frozen=True)
class BoundTask:
    """A goal of which a bound is sought.

    Programmes count that are no worse in earlier goals than `caps` says. Coalitions are looked at too where that is
    asked for; without them a bound is lower, and sooner found.
    """

    goal: str
    with_coalitions: bool
    caps: Values
    seconds: float


@dataclass(frozen=True)
class BoundFound:
    """What became of it."""

    task: BoundTask
    value: int | None
    exact: bool
    seconds: float


@dataclass
class WorkerContext:
    """What a process needs for every task, prepared once."""

    instance: Instance
    prepared: Prepared
    goals: tuple[str, ...]


_workshop: list[WorkerContext] = []


def open_worker(instance: Instance, goals: tuple[str, ...]) -> None:
    """What a worker process does first."""
    _workshop[:] = [WorkerContext(instance, filter_domains(elastic(instance)), goals)]


def place_anew(task: NeighbourhoodTask) -> NeighbourhoodResult:
    """Place a part anew, in the process that calls this."""
    shop = _workshop[0]
    model = model_of(fix_outside(shop.prepared, task.standing, task.part), shop.goals)
    capped(model, {goal: task.values[goal] for goal in (*_before(shop, task.goal), task.goal)})
    hint_places(model, task.standing)
    objective = _objective(model, shop.goals, task)
    solved = minimise(model.decisions.model, objective, task.seconds, 1, task.seed, stopping)
    found = standing(model.decisions, solved.value) if solved else None
    return NeighbourhoodResult(task, found, bool(solved and solved.optimal))


def place_in_chosen_rooms(task: ChoiceTask) -> PlacementResult:
    """Choose rooms for themes, and place everything in these, in the process that calls this."""
    shop, chance, until = _workshop[0], random.Random(task.seed), time.monotonic() + task.seconds
    rooms = rooms_for_themes(
        shop.prepared,
        task.standing.where,
        task.values[LEFT_OUT],
        task.cheap,
        chance,
        SHARE_OF_CHOICE * task.seconds,
        stopping,
    )
    if rooms is None:
        return PlacementResult(None, in_time=False)
    model = model_of(in_rooms_of_themes(shop.prepared, rooms), (*_before(shop, DISCOMFORT), DISCOMFORT))
    capped(model, task.values | {DISCOMFORT: task.values[DISCOMFORT] - 1})
    sought, left, seed = model.tiers[-1].expression, until - time.monotonic(), chance.randrange(2**31)
    model.decisions.model.add(sought >= task.bound)
    solved = minimise(model.decisions.model, sought, left, 1, seed, stopping)
    found = standing(model.decisions, solved.value) if solved else None
    return PlacementResult(found, time.monotonic() < until)


def select_rooms(task: SelectTask) -> Selected:
    """Choose rooms for themes, in the process that calls this."""
    prepared, chance = _workshop[0].prepared, random.Random(task.seed)
    rooms = rooms_for_themes(
        prepared, task.standing.where, task.left_out, None, chance, task.seconds, stopping, task.threads
    )
    return Selected(rooms)


def sketch(task: AnnealingTask) -> AnnealingResult:
    """A better programme, as far as is seen from the board."""
    shop, chance = _workshop[0], random.Random(task.seed)
    standing = sketched(shop.prepared, shop.goals, task.begin, task.phases, task.rooms, task.seconds, chance, stopping)
    return AnnealingResult(task, standing)


def find_costs(task: CostsTask) -> CostsFound:
    """What sessions on a theme cost each other, in the process that calls this."""
    alike = shown_on(_workshop[0].prepared.sessions.values(), *task.among)
    most = min(len(of_coalitions(alike, *task.among)), MOST_OF_COALITIONS)
    until, found = time.monotonic() + task.seconds, {}

    def least(number: int) -> int:
        if number not in found:
            left = until - time.monotonic()
            found[number] = least_parallels(crowd_of(alike, number), task.left_out, left, stopping)
        return found[number][0]

    # Where they cost nothing with all of the coalitions' sessions, so they do with fewer.
    costs = tuple(map(least, range(most + 1))) if least(most) else (0,)
    return CostsFound(task, tuple(accumulate(costs, max)), all(exact for _, exact in found.values()))


def find_layer(task: LayerTask) -> LayerFound:
    """Where what coalitions get costs least, in the process that calls this."""
    shop = _workshop[0]
    return LayerFound(task, *held_where_cheapest(shop.instance, task.caps, task.costs, task.seconds, stopping))


def find_rooms(task: RoomsTask) -> RoomsFound:
    """What rooms cost at the least, in the process that calls this."""
    begun = time.monotonic()
    found = cheapest_rooms(_workshop[0].prepared, task.left_out, task.begin, task.seconds, stopping)
    return RoomsFound(task, *found, time.monotonic() - begun)


def find_bound(task: BoundTask) -> BoundFound:
    """What no programme can be better than in a goal, by times with rooms by count, in the process that calls this.

    Of discomfort, what hangs on times.
    """
    begun, shop = time.monotonic(), _workshop[0]
    model = timetable(shop.instance if task.with_coalitions else hosts_alone(shop.instance), task.caps)
    decisions = capped(model, task.caps).decisions
    sought = discomfort_of_times(decisions) if task.goal == DISCOMFORT else model.tiers[0].expression
    left = task.seconds - (time.monotonic() - begun)
    value, exact = lowest(decisions.model, sought, left, stopping)
    return BoundFound(task, value, exact, time.monotonic() - begun)


def _before(shop: WorkerContext, goal: str) -> tuple[str, ...]:
    return shop.goals[: shop.goals.index(goal)]


def _objective(model: RestrictedModel, goals: tuple[str, ...], task: NeighbourhoodTask) -> Expression:
    """The goal, and after it the next, as far as that costs the first nothing."""
    tier = model.tier(task.goal)
    assert tier
    later = goals[goals.index(task.goal) + 1 :]
    following = model.tier(later[0]) if later and later[0] != TIE_BREAK else None
    if following is None:
        return tier.expression
    return (2 * task.values[following.goal] + 100) * tier.expression + following.expression
