"""Adaptive selection of neighbourhood operators and sizes (adaptive LNS, Ropke and Pisinger 2006)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from scheduler.model.assignment import Assignment
from scheduler.model.prepare import Prepared
from scheduler.search.large.neighbourhoods import OPERATORS, Operator, OperatorInput, sample, whole_problem
from scheduler.search.large.restricted_model import Neighbourhood

SMALLEST, FIRST, LARGEST = 12, 45.0, 120
"""Sessions freed by a neighbourhood: least, initial and largest number."""

DECAY = 0.9
"""Weight of an operator's earlier score in its next one: w ← DECAY · w + (1 - DECAY) · reward."""

REWARD = 3.0
"""Reward of an operator whose neighbourhood improved the incumbent; otherwise 0."""

LEAST_WEIGHT = 0.1
"""Added to each operator's score, so that every operator can be drawn."""

GROWTH, SHRINKAGE = 1.15, 0.8
"""Factor of an operator's size after a neighbourhood that was solved to optimality, and after another."""


@dataclass
class AdaptiveSelection:
    """Score and size of each operator; an operator is chosen with probability proportional to its score."""

    rng: random.Random
    operators: tuple[Operator, ...] = OPERATORS
    scores: list[float] = field(init=False)
    sizes: list[float] = field(init=False)
    untried: list[int] = field(init=False)

    def __post_init__(self) -> None:
        number = len(self.operators)
        self.scores, self.sizes, self.untried = [1.0] * number, [FIRST] * number, list(range(number))

    def choose(self) -> int:
        """The number of the next operator: each once in order, then by roulette wheel on the scores."""
        if self.untried:
            return self.untried.pop(0)
        weights = [LEAST_WEIGHT + score for score in self.scores]
        return self.rng.choices(range(len(self.operators)), weights)[0]

    def update(self, number: int, improved: bool, optimal: bool) -> None:
        """Update score and size of an operator after its neighbourhood was solved."""
        self.scores[number] = DECAY * self.scores[number] + (1 - DECAY) * (REWARD if improved else 0.0)
        size = self.sizes[number] * (GROWTH if optimal else SHRINKAGE)
        self.sizes[number] = min(max(size, SMALLEST), LARGEST)

    def neighbourhood(self, number: int, prepared: Prepared, assignment: Assignment) -> Neighbourhood:
        """The operator's neighbourhood of an assignment.

        Adds some of the unplaced sessions, and the requests that have a route into a freed session.
        """
        movable = tuple(s for s in prepared.decided if s.host or s.id in assignment.placements)
        data = OperatorInput(prepared, assignment, movable, self.rng)
        chosen = self.operators[number](data, round(self.sizes[number]))
        if isinstance(chosen, Neighbourhood):
            return chosen
        freed = set(chosen)
        unplaced = [session.id for session in movable if session.id not in assignment.placements]
        freed |= set(sample(self.rng, unplaced, SMALLEST))
        if len(freed) == len(movable):
            return whole_problem(prepared)
        arising = {session.id for session in movable if session.from_requests}.intersection(freed)
        requests = {
            request
            for request, routes in prepared.routes.items()
            if arising.intersection(session.id for session in routes)
        }
        return Neighbourhood(frozenset(freed | requests.intersection(prepared.sessions)), frozenset(requests))
