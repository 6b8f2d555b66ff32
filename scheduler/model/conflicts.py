"""Which rules cannot hold together, where no programme keeps them all."""

from __future__ import annotations

import threading

from ortools.sat.python import cp_model

from scheduler.model.build import build_rules
from scheduler.model.decisions import Decisions
from scheduler.model.prepare import Prepared

BLAME_LAST = ("pins", "host_sessions_placed", "entitlement")
"""What people asked for is kept in the conflict as long as a law can be dropped from it instead."""


def rules_in_conflict(prepared: Prepared, stop: threading.Event) -> tuple[str, ...]:
    """A smallest set of rules, none of which can be left out, that no programme keeps; empty if one was found.

    Every rule is lifted in turn: if there is still no programme, it has no part in the conflict.
    """
    decisions = build_rules(prepared, with_switches=True)
    assert decisions.switches is not None
    suspects = sorted(decisions.switches, key=lambda rule: rule in BLAME_LAST)
    if _possible(decisions, suspects):
        return ()
    for rule in list(suspects):
        if stop.is_set():
            break
        others = [other for other in suspects if other != rule]
        if not _possible(decisions, others):
            suspects = others
    return tuple(suspects)


def _possible(decisions: Decisions, rules: list[str]) -> bool:
    """Whether some programme keeps these rules; the others are lifted."""
    assert decisions.switches is not None
    model = decisions.model.clone()
    for rule, switch in decisions.switches.items():
        model.add(model.get_bool_var_from_proto_index(switch.index) == int(rule in rules))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(model) != cp_model.INFEASIBLE
