"""Tasks for worker processes and their results: plain records that are sent between processes.

`seconds` is the wall time that a task may take (in a result: took), `seed` that of its random numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.model.assignment import Assignment
from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.search.large.annealing_run import AnnealingPhase
from scheduler.search.large.coalition_layer import ThemeCosts, ThemePart
from scheduler.search.large.large_search import ObjectiveValues
from scheduler.search.large.restricted_model import Neighbourhood
from scheduler.search.large.room_relaxation import RoomAssignment


@dataclass(frozen=True)
class NeighbourhoodTask:
    """Re-optimise a neighbourhood of an assignment for `goal`, with it and the goals before no worse than `values`.

    `operator` is the number of the neighbourhood operator that chose it.
    """

    assignment: Assignment
    neighbourhood: Neighbourhood
    goal: str
    values: ObjectiveValues
    operator: int
    seconds: float
    seed: int


@dataclass(frozen=True)
class NeighbourhoodResult:
    """The assignment found, if any, and whether it is optimal within the neighbourhood."""

    task: NeighbourhoodTask
    assignment: Assignment | None
    optimal: bool


@dataclass(frozen=True)
class FeasibilityTask:
    """Find any programme by one model of all rules without goals, with so many CP-SAT workers; `start` is a hint."""

    start: Assignment
    seconds: float
    workers: int
    seed: int


@dataclass(frozen=True)
class FeasibilityResult:
    """The assignment found, if any; `infeasible`: two solves with different settings found that there is none."""

    task: FeasibilityTask
    assignment: Assignment | None
    infeasible: bool


@dataclass(frozen=True)
class RoomRestrictedTask:
    """Choose rooms for themes (warm start `cheapest`), then place everything in these with less inconvenience.

    `values` are those of the incumbent; the inconvenience is known to be at least `bound`.
    """

    assignment: Assignment
    values: ObjectiveValues
    bound: int
    cheapest: RoomAssignment
    seconds: float
    seed: int


@dataclass(frozen=True)
class RoomRestrictedResult:
    """The assignment found, if any, and whether the search ended before its time did."""

    assignment: Assignment | None
    in_time: bool


@dataclass(frozen=True)
class RoomChoiceTask:
    """Choose rooms for themes with so many CP-SAT workers; the coalitions' sessions are those of the assignment."""

    assignment: Assignment
    left_out: int
    seconds: float
    workers: int
    seed: int


@dataclass(frozen=True)
class RoomChoiceResult:
    """The chosen rooms; None if none were found in time."""

    rooms: ThemeRooms | None


@dataclass(frozen=True)
class AnnealingTask:
    """An annealing run from `start` in these phases, drawn to `rooms` in those phases that use them."""

    start: Assignment
    phases: tuple[AnnealingPhase, ...]
    rooms: ThemeRooms | None
    seconds: float
    seed: int


@dataclass(frozen=True)
class AnnealingResult:
    """The assignment at the end of the run; it may break rules that the local search simplifies."""

    task: AnnealingTask
    assignment: Assignment


@dataclass(frozen=True)
class ThemeCostsTask:
    """Bound the parallels of one theme, if at most `left_out` (weight) of the host programme is left out."""

    part: ThemePart
    left_out: int
    seconds: float


@dataclass(frozen=True)
class ThemeCostsResult:
    """Lower bounds with 0, 1, 2 … of the coalitions' sessions, and whether all are the best by this method."""

    task: ThemeCostsTask
    costs: tuple[int, ...]
    exact: bool


@dataclass(frozen=True)
class RoutesTask:
    """Choose routes of requests that minimise the themes' costs, under caps on the coalitions' goals."""

    costs: ThemeCosts
    caps: ObjectiveValues
    seconds: float


@dataclass(frozen=True)
class RoutesResult:
    """The lower bound on parallels that follows, if any, and the routes."""

    task: RoutesTask
    bound: int | None
    routes: dict[str, str]


@dataclass(frozen=True)
class RoomBoundTask:
    """Solve the room relaxation (warm start `start`), if at most `left_out` sessions are left out."""

    left_out: int
    start: RoomAssignment | None
    seconds: float


@dataclass(frozen=True)
class RoomBoundResult:
    """Lower bound on the rooms' inconvenience, and the cheapest assignment of rooms known."""

    task: RoomBoundTask
    bound: int
    cheapest: RoomAssignment | None
    seconds: float


@dataclass(frozen=True)
class TimeBoundTask:
    """Bound a goal by the time relaxation, under caps on earlier goals.

    Without coalitions the bound is lower, and found sooner.
    """

    goal: str
    with_coalitions: bool
    caps: ObjectiveValues
    seconds: float


@dataclass(frozen=True)
class TimeBoundResult:
    """The lower bound, if any, and whether the relaxation was solved to optimality."""

    task: TimeBoundTask
    value: int | None
    exact: bool
    seconds: float
