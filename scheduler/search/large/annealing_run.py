"""An annealing run: a sequence of phases, each with its own temperatures and weight of the earlier goal.

The first goal on placements is annealed first, then the second with the first held by its weight. Where rooms were
chosen for themes, the run is drawn to these rooms and both goals are annealed together: a point of the earlier goal
first weighs a few points of the later one, then more, and at last its full weight.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from scheduler.model.assignment import Assignment
from scheduler.model.inconvenience.theme_terms import ThemeRooms
from scheduler.model.prepare import Prepared
from scheduler.search.large.annealing import anneal
from scheduler.search.large.construction import construct
from scheduler.search.large.local_search_setup import build_state, goal_weights
from scheduler.search.large.local_search_state import FIRST_GOAL_WEIGHT, SECOND_GOAL_WEIGHT


class AnnealingPhase(NamedTuple):
    """One phase of an annealing run.

    `share` of the run's time; weight of a point of the earlier goal; first and last temperature, in units of cost;
    probability that a trial changes the room alone; whether sessions are drawn to the rooms chosen for their themes.
    """

    share: float
    first_goal_weight: int
    temperatures: tuple[float, float]
    room_only_share: float
    to_theme_rooms: bool = False

    @property
    def state_key(self) -> tuple[int, bool]:
        """What the local search state depends on; consecutive phases with the same key share one state."""
        return self.first_goal_weight, self.to_theme_rooms


def _first_goal_phase(share: float, temperature: float) -> AnnealingPhase:
    """Phase for the earlier goal; `temperature` in points of it."""
    temperatures = (temperature * FIRST_GOAL_WEIGHT, 0.12 * FIRST_GOAL_WEIGHT)
    return AnnealingPhase(share, FIRST_GOAL_WEIGHT, temperatures, 0.0)


def _second_goal_phase(share: float, temperature: float) -> AnnealingPhase:
    """Phase for the later goal, `temperature` in points of it; most changes of time worsen the first, so are rarer."""
    temperatures = (temperature * SECOND_GOAL_WEIGHT, 0.1 * SECOND_GOAL_WEIGHT)
    return AnnealingPhase(share, FIRST_GOAL_WEIGHT, temperatures, 0.6)


FROM_ANY_START = (_first_goal_phase(0.8, 0.3), _second_goal_phase(0.2, 1.0))
"""Phases of a run from an arbitrary assignment."""

FROM_INCUMBENT = (_first_goal_phase(0.8, 0.15), _second_goal_phase(0.2, 1.0))
"""Phases of a run from a good assignment: lower first temperature."""

SECOND_GOAL_ONLY = (_second_goal_phase(1.0, 0.5),)
"""Phases of a run where the earlier goal cannot be better."""

IN_CHOSEN_ROOMS = (
    AnnealingPhase(
        0.65, 3 * SECOND_GOAL_WEIGHT, (0.6 * SECOND_GOAL_WEIGHT, 0.1 * SECOND_GOAL_WEIGHT), 0.3, to_theme_rooms=True
    ),
    AnnealingPhase(
        0.25, 30 * SECOND_GOAL_WEIGHT, (0.3 * SECOND_GOAL_WEIGHT, 0.1 * SECOND_GOAL_WEIGHT), 0.5, to_theme_rooms=True
    ),
    AnnealingPhase(0.1, FIRST_GOAL_WEIGHT, (0.1 * SECOND_GOAL_WEIGHT, 0.05 * SECOND_GOAL_WEIGHT), 0.6),
)
"""Phases of a run in rooms chosen for themes: weight of the earlier goal 3, then 30, then 1,000 points of the later."""


def run_annealing(
    prepared: Prepared,
    goals: Sequence[str],
    start: Assignment,
    phases: Sequence[AnnealingPhase],
    rooms: ThemeRooms | None,
    seconds: float,
    rng: random.Random,
    is_over: Callable[[], bool],
) -> Assignment:
    """Run the phases from `start` within `seconds`; sessions without a placement are inserted first."""
    assignment, until, shares_left = start, time.monotonic() + seconds, sum(phase.share for phase in phases)
    for (first_goal_weight, to_theme_rooms), group in groupby(phases, lambda phase: phase.state_key):
        if assignment is not start and is_over():
            break
        weights = goal_weights(goals, first_goal_weight)
        state = build_state(prepared, assignment, weights, rooms if to_theme_rooms else None)
        construct(state, rng, is_over)
        for phase in group:
            # Of the time that building the state has left.
            allowed = max(0.01, until - time.monotonic()) * phase.share / shares_left
            anneal(state, rng, phase.temperatures, phase.room_only_share, allowed, is_over)
            shares_left -= phase.share
        assignment = state.assignment(start.routes)
    return assignment
