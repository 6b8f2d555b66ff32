"""Explain why a large instance has no programme: a small set of its sessions that cannot all be held.

Without some of its sessions an instance is a relaxation: what is infeasible there is infeasible in the whole. So the
search for conflicting demands, which takes many solves, is made for few sessions.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable
from dataclasses import replace

from scheduler.core.instance import Instance
from scheduler.core.vocabulary import PinVerb
from scheduler.model.build import build_rules
from scheduler.model.prepare import prepare
from scheduler.model.solver import confirming_solver, feasibility_solver
from scheduler.search.infeasibility import Infeasibility, StepReport, find_infeasibility, minimal_subset
from scheduler.search.large.minimise import find_solution
from scheduler.search.large.relaxations import hosts_alone, renumbered, with_sessions
from scheduler.search.large.restricted_model import filter_domains
from scheduler.search.result import Result, Status
from scheduler.search.solver_run import Limit

PINS_SECONDS = 10.0
"""Seconds for the question whether the pinned sessions alone can be held."""

REDUCTION_SECONDS, PROBE_SECONDS = 30.0, 15.0
"""Seconds in which the conflicting sessions are reduced to few, and seconds of one solve."""

MOST_EXPLAINED = 20
"""Number of conflicting sessions up to which the demands in conflict are looked for."""


def conflict_of_pins(instance: Instance, limit: Limit, on_step: StepReport) -> Result | None:
    """Explain why the pinned sessions cannot all be held, whatever becomes of the others; None if they may be."""
    hosts, pinned = hosts_alone(instance), pinned_sessions(instance)
    if not pinned or _infeasible(with_sessions(hosts, pinned), PINS_SECONDS, limit.stop) is not True:
        return None
    return explained(hosts, instance, pinned, limit, on_step)


def explain_infeasible_whole(instance: Instance, limit: Limit, on_step: StepReport) -> Result:
    """Explain an instance that is proven to have no programme, by host sessions alone where that suffices."""
    hosts = hosts_alone(instance)
    names = [session.id for session in instance.sessions if session.place is None]
    if instance.requests and _infeasible(hosts, PROBE_SECONDS, limit.stop) is not True:
        hosts = instance
        names = [session.id for session in instance.sessions if session.place is None and not session.coalition_minutes]
    pinned = set(pinned_sessions(instance))
    return explained(hosts, instance, sorted(names, key=lambda name: name not in pinned), limit, on_step)


def explained(
    relaxed: Instance, instance: Instance, names: Collection[str], limit: Limit, on_step: StepReport
) -> Result:
    """The result for an instance of which the sessions `names`, with those that stay, are infeasible in `relaxed`."""
    on_step("Looking for sessions that cannot all be held")
    few = _few_conflicting(relaxed, list(names), limit.stop)
    part = with_sessions(relaxed, few)
    why: Infeasibility | None = None
    if len(few) <= MOST_EXPLAINED:
        why = find_infeasibility(prepare(part), limit.stop, on_step=on_step, with_repairs=False)
    if why:
        # That settling these conflicts is enough was shown for the part alone.
        why = replace(renumbered(why, part, instance), complete=False)
    return Result(Status.INFEASIBLE, None, limit.seconds, why, conflicting=tuple(few))


def pinned_sessions(instance: Instance) -> list[str]:
    """The free host sessions that a pin gives a room, a day or a start."""
    pinned = {pin.subject for pin in instance.pins if pin.verb is PinVerb.PLACE}
    return [session.id for session in instance.sessions if session.id in pinned and session.place is None]


def _few_conflicting(relaxed: Instance, names: list[str], stop: threading.Event) -> list[str]:
    """A small subset of the sessions that is infeasible; minimal if the time suffices."""
    until = time.monotonic() + REDUCTION_SECONDS

    def possible(chosen: Iterable[str]) -> bool:
        left = until - time.monotonic()
        return left <= 0 or _infeasible(with_sessions(relaxed, chosen), min(left, PROBE_SECONDS), stop) is not True

    return minimal_subset([], names, possible) if possible([]) else []


def _infeasible(instance: Instance, seconds: float, stop: threading.Event) -> bool | None:
    """Whether two solves with different settings find that there is no programme; None if it is not known."""
    model = build_rules(filter_domains(instance)).model
    solution, infeasible = find_solution(model, feasibility_solver(seconds, workers=2), stop.is_set)
    if infeasible:
        _, infeasible = find_solution(model, confirming_solver(seconds), stop.is_set)
        return infeasible or None
    return False if solution else None
