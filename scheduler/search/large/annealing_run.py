"""A sketch of a better programme, by moves and exchanges in phases: parallels first, then comfort too.

A room that a theme uses costs the same however many of its sessions are there, so that moves see little to gain. Where
rooms were chosen for themes, a sketch is drawn to these instead, and both goals are bettered together for a while: a
point of the earlier one then weighs a few points of the later, and afterwards so much that it is not given away.
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
from scheduler.search.large.annealing import anneal, fill
from scheduler.search.large.local_search_setup import set_up, weigh
from scheduler.search.large.local_search_state import EARLIER, LATER


class Phase(NamedTuple):
    """A part of a sketch.

    A step may cost about so much, from one warmth to the other; `earlier` is what a point of the earlier goal weighs.
    So many steps, of all, only change rooms. `drawn`: whether to rooms that were chosen for themes.
    """

    share: float
    earlier: int
    warmth: tuple[float, float]
    at_its_time: float
    drawn: bool = False

    @property
    def board(self) -> tuple[int, bool]:
        """What a board has to know for it."""
        return self.earlier, self.drawn


def _alone(share: float, warmth: float) -> Phase:
    """For the earlier goal, and hardly for any other."""
    return Phase(share, EARLIER, (warmth * EARLIER, 0.12 * EARLIER), 0.0)


def _after(share: float, warmth: float) -> Phase:
    """For the later goal, when the earlier is done with: most steps but to another room would cost something in it."""
    return Phase(share, EARLIER, (warmth * LATER, 0.1 * LATER), 0.6)


ANYWHERE, GOOD = (_alone(0.8, 0.3), _after(0.2, 1.0)), (_alone(0.8, 0.15), _after(0.2, 1.0))
"""Begun from anything, and from what is good already."""

COMFORT = (_after(1.0, 0.5),)
"""Where the earlier goal cannot be better."""

IN_ROOMS = (
    Phase(0.65, 3 * LATER, (0.6 * LATER, 0.1 * LATER), 0.3, drawn=True),
    Phase(0.25, 30 * LATER, (0.3 * LATER, 0.1 * LATER), 0.5, drawn=True),
    Phase(0.1, EARLIER, (0.1 * LATER, 0.05 * LATER), 0.6),
)
"""Where the earlier goal is good, and rooms were chosen for themes: both goals together, then the earlier first."""


def sketched(
    prepared: Prepared,
    goals: Sequence[str],
    begin: Assignment,
    phases: Sequence[Phase],
    rooms: ThemeRooms | None,
    seconds: float,
    chance: random.Random,
    is_over: Callable[[], bool],
) -> Assignment:
    """Where everything stands after so many seconds; what has no place is given one first."""
    standing, until, to_come = begin, time.monotonic() + seconds, sum(phase.share for phase in phases)
    for (earlier, drawn), alike in groupby(phases, lambda phase: phase.board):
        if standing is not begin and is_over():
            break
        board = set_up(prepared, standing, weigh(goals, earlier), rooms if drawn else None)
        fill(board, chance, is_over)
        for phase in alike:
            # Setting up took time too.
            allowed = max(0.01, until - time.monotonic()) * phase.share / to_come
            anneal(board, chance, phase.warmth, phase.at_its_time, allowed, is_over)
            to_come -= phase.share
        standing = board.standing(begin.held_in)
    return standing
