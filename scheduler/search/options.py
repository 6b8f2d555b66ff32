"""The input of a search: `SearchProblem` (what to solve) and `SearchOptions` (how)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Settings
from scheduler.model.build import BuiltModel, Objective
from scheduler.model.demands import Demand
from scheduler.model.prepare import Prepared
from scheduler.model.variables import DecisionVariables
from scheduler.search.result import Progress


@dataclass(frozen=True)
class SearchOptions:
    """How to search.

    `seconds` limits the wall time (None: until proven) and `stop` ends the search early; both keep the incumbent.
    `workers` are the solver's threads, or processes of a large search. A `reproducible` search gives the same programme
    on every run. `on_programme` receives every incumbent as the independent check accepted it. `warm_start` is a
    programme from which the search continues; it may break rules.
    """

    seconds: float | None = None
    workers: int = 2
    seed: int = 0
    reproducible: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    on_progress: Callable[[Progress], None] | None = None
    on_programme: Callable[[Programme], None] | None = None
    warm_start: Programme | None = None

    def report(self, progress: Progress) -> None:
        """Call `on_progress`, if set."""
        if self.on_progress:
            self.on_progress(progress)

    def report_programme(self, programme: Programme) -> None:
        """Call `on_programme`, if set."""
        if self.on_programme:
            self.on_programme(programme)

    @property
    def settings(self) -> Settings:
        """The part that the provenance of a programme records."""
        return Settings(
            seconds_allowed=self.seconds,
            reproducible=self.reproducible,
            seed=self.seed,
            workers=1 if self.reproducible else self.workers,
        )


@dataclass(frozen=True)
class SearchProblem:
    """What to search for: the best programme of an instance, perhaps under further terms.

    `constrain` adds constraints beside the rules; since these have no name, no infeasibility is explained then.
    `firm` demands are never given up in the repairs of an infeasible instance. `reference`: among programmes of equal
    value one is taken that moves little of it. `objectives` gives the goals another order, or others beside them.
    `prepared` data of the instance may free a part of it alone: values and proofs are then those within the part, and
    no infeasibility is explained.
    """

    instance: Instance
    constrain: Callable[[DecisionVariables], None] | None = None
    firm: frozenset[Demand] = frozenset()
    reference: Programme | None = None
    objectives: Callable[[BuiltModel], tuple[Objective, ...]] | None = None
    prepared: Prepared | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the problem has only the rules and the goals of the policy, without further terms."""
        return not (self.constrain or self.objectives or self.reference or self.prepared)
