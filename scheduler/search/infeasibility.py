"""Explain infeasibility: minimal conflicts among demands, and cheapest repairs.

Both are found on a model in which a literal (switch) enforces each demand: first by rule, then by single demand.
Demands that people made are preferred over laws as members of a conflict. Each answer rests on
solves: a conflict has no programme, without any one of its demands it has one, and so has every repair.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from ortools.sat.python import cp_model

from scheduler.model.build import build_rules
from scheduler.model.demands import COST, Demand, level
from scheduler.model.prepare import Prepared
from scheduler.model.solver import confirming_solver, feasibility_solver
from scheduler.model.variables import DecisionVariables
from scheduler.search.solver_run import watched

MAX_CONFLICTS = 5
MAX_REPAIRS = 3
PROBE_SECONDS = 30.0
"""Time limit of one solve; a set of demands undecided by then counts as feasible, and nothing is called proven."""

Item = TypeVar("Item")
StepReport = Callable[[str], None]


@dataclass(frozen=True)
class Conflict:
    """A set of demands that no programme meets together.

    `minimal`: a solve found a programme for what remains without any one of them. `proven`: two solves with different
    settings found none for all of them.
    """

    demands: tuple[Demand, ...]
    minimal: bool
    proven: bool


@dataclass(frozen=True)
class Repair:
    """Demands to give up so that a programme exists; `proven`: no cheaper set differs from those named before it."""

    demands: tuple[Demand, ...]
    proven: bool


@dataclass(frozen=True)
class Infeasibility:
    """Why there is no programme.

    The conflicts are separate: each must be settled. `complete`: with these settled there is a programme.
    """

    conflicts: tuple[Conflict, ...]
    repairs: tuple[Repair, ...]
    complete: bool

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules in the conflicts, each once."""
        return tuple(dict.fromkeys(demand.rule for conflict in self.conflicts for demand in conflict.demands))


def find_infeasibility(
    prepared: Prepared,
    stop: threading.Event,
    firm: frozenset[Demand] = frozenset(),
    on_step: StepReport = lambda sentence: None,
    with_repairs: bool = True,
) -> Infeasibility | None:
    """Find minimal conflicts and repairs; None if a programme may exist, or nothing was found before `stop`.

    `firm` demands are not given up in a repair. `on_step` receives a sentence for each step.
    """
    on_step("Reading every rule as demands that can be lifted")
    decisions = build_rules(prepared, with_switches=True)
    assert decisions.switches is not None
    probe = _Probe(decisions, stop, on_step)
    suspects = sorted(decisions.switches, key=lambda demand: (demand not in firm, level(demand.rule)))
    conflicts: list[Conflict] = []
    while len(conflicts) < MAX_CONFLICTS and not stop.is_set():
        if probe.answer(suspects) is not False:
            break
        conflict = _conflict(probe, suspects)
        conflicts.append(conflict)
        given_up = {demand for demand in conflict.demands if demand not in firm}
        lowest = min((level(demand.rule) for demand in given_up), default=3)
        suspects = [d for d in suspects if d not in given_up or level(d.rule) > lowest]
        if not given_up:
            break
    if not conflicts:
        return None
    complete = not stop.is_set() and probe.answer(suspects) is True
    repairs = tuple(_repairs(probe, firm)) if with_repairs else ()
    return Infeasibility(tuple(conflicts), repairs, complete)


@dataclass
class _Probe:
    """Feasibility of sets of demands, by solving with the other demands lifted; stores the smallest infeasible set."""

    decisions: DecisionVariables
    stop: threading.Event
    on_step: StepReport
    smallest: list[Demand] = field(default_factory=list)

    def answer(self, demands: Iterable[Demand], confirm: bool = False) -> bool | None:
        """Whether a programme meets these demands with the others lifted; None where the solve was not conclusive.

        `confirm` solves with other settings: an answer that both give is not an accident of one of them.
        """
        assert self.decisions.switches is not None
        enforced = set(demands)
        model = self.decisions.model.clone()
        for demand, switch in self.decisions.switches.items():
            model.add(model.get_bool_var_from_proto_index(switch.index) == int(demand in enforced))
        solver = confirming_solver(PROBE_SECONDS, presolve=False) if confirm else feasibility_solver(PROBE_SECONDS)
        status = run(solver, model, self.stop)
        if status == cp_model.INFEASIBLE and (not self.smallest or len(enforced) < len(self.smallest)):
            self.smallest = [demand for demand in self.decisions.switches if demand in enforced]
        known = {cp_model.INFEASIBLE: False, cp_model.OPTIMAL: True, cp_model.FEASIBLE: True}
        return known.get(status)


def run(
    solver: cp_model.CpSolver, model: cp_model.CpModel, stop: threading.Event, seconds: float | None = None
) -> cp_model.CpSolverStatus:
    """Solve in another thread, and end it when `stop` is set; `seconds` overrides the solver's time limit."""
    if seconds is not None:
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = seconds
    if stop.is_set():
        return cp_model.UNKNOWN
    return watched(solver, model, stop.is_set)


def _conflict(probe: _Probe, suspects: list[Demand]) -> Conflict:
    """Find a minimal conflict among infeasible demands, preferring demands that people made over laws."""
    probe.smallest = []
    probe.on_step("Looking for the rules that cannot hold together")
    rules = list(dict.fromkeys(demand.rule for demand in suspects))

    def rules_possible(enforced: list[str]) -> bool:
        return probe.answer(demand for demand in suspects if demand.rule in enforced) is not False

    families = minimal_subset([], rules, rules_possible)
    probe.on_step(f"Looking for the rows to which they apply: {', '.join(families)}")
    candidates = [demand for demand in suspects if demand.rule in families]
    demands = minimal_subset([], candidates, lambda enforced: probe.answer(enforced) is not False)
    if probe.stop.is_set():
        return Conflict(tuple(probe.smallest or candidates), False, False)
    probe.on_step("Confirming that none of them can be left out")
    minimal = all(probe.answer(d for d in demands if d is not left_out) is True for left_out in demands)
    proven = probe.answer(demands) is False and probe.answer(demands, confirm=True) is False
    return Conflict(tuple(demands), minimal, proven)


def minimal_subset(
    background: list[Item], items: list[Item], possible: Callable[[list[Item]], bool], changed: bool = False
) -> list[Item]:
    """A minimal subset of the items that is infeasible with the background; earlier items are preferred.

    QuickXplain (Junker 2004): halves that play no part are dropped as a whole.
    """
    if changed and not possible(background):
        return []
    if len(items) <= 1:
        return items
    half = len(items) // 2
    first, last = items[:half], items[half:]
    from_last = minimal_subset(background + first, last, possible, True)
    from_first = minimal_subset(background + from_last, first, possible, bool(from_last))
    return from_first + from_last


def _repairs(probe: _Probe, firm: frozenset[Demand]) -> Iterable[Repair]:
    """The cheapest repairs, none a subset of another; laws are given up only where no other repair exists."""
    switches = probe.decisions.switches
    assert switches is not None
    started_at = time.monotonic()
    repairs: list[Repair] = []
    for laws_too in (False, True):
        liftable = [demand for demand in switches if demand not in firm and (laws_too or level(demand.rule) < 3)]
        while len(repairs) < MAX_REPAIRS and not probe.stop.is_set():
            probe.on_step(f"Looking for the cheapest way out ({len(repairs) + 1} of at most {MAX_REPAIRS})")
            repair = _next_repair(probe, liftable, repairs)
            if repair is None or time.monotonic() - started_at > MAX_REPAIRS * PROBE_SECONDS:
                break
            repairs.append(repair)
        if repairs:
            break
    return repairs


def _next_repair(probe: _Probe, liftable: list[Demand], repairs: list[Repair]) -> Repair | None:
    switches = probe.decisions.switches
    assert switches is not None
    model = probe.decisions.model.clone()
    switch = {demand: model.get_bool_var_from_proto_index(original.index) for demand, original in switches.items()}
    allowed = set(liftable)
    for demand, literal in switch.items():
        if demand not in allowed:
            model.add(literal == 1)
    for repair in repairs:
        model.add_bool_or([switch[demand] for demand in repair.demands])
    model.minimize(sum(COST[level(demand.rule)] * (1 - switch[demand]) for demand in liftable))
    solver = feasibility_solver(PROBE_SECONDS)
    status = run(solver, model, probe.stop)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    given_up = tuple(demand for demand in liftable if not solver.value(switch[demand]))
    return Repair(given_up, status == cp_model.OPTIMAL)
