"""Relaxations: instances and models with fewer sessions or constraints, whose bounds hold for the full problem.

An infeasible relaxation proves the full problem infeasible, and a lower bound of a relaxation is a lower bound of the
full problem.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from scheduler.core.instance import Instance
from scheduler.model.demands import Demand
from scheduler.model.objectives import TIE_BREAK
from scheduler.search.infeasibility import Infeasibility
from scheduler.search.large.restricted_model import RestrictedModel, filter_domains, restricted_model

PLACEMENT_GOALS = ("same_theme_in_parallel", "inconvenience", "later_than_needed")
"""Goals that depend on when and where sessions are; all others depend on grants, or on sessions left out."""


ANY_GOAL = ("coalitions_without_presence",)
"""Goal of the coalitions' relaxation where the policy has none on coalitions."""


def elastic(instance: Instance) -> Instance:
    """Elastic relaxation: host sessions may be left out, so that a feasible assignment always exists to start from."""
    policy = instance.policy.model_copy(update={"host_sessions_may_be_left_out": True})
    return instance.model_copy(update={"policy": policy})


def coalitions_alone(instance: Instance) -> Instance:
    """Relaxation without the free host sessions that hold no coalition's segment, and without goals on placements.

    Its optimal values of the coalitions' goals are lower bounds for the full problem.
    """
    alone = with_sessions(instance, (session.id for session in instance.sessions if session.coalition_minutes))
    goals = takewhile(lambda goal: goal not in PLACEMENT_GOALS, instance.policy.goals)
    policy = instance.policy.model_copy(update={"goals": tuple(goals) or ANY_GOAL})
    return alone.model_copy(update={"policy": policy})


def with_sessions(instance: Instance, names: Iterable[str]) -> Instance:
    """Relaxation with the given host sessions, and of the free ones only these; relations and pins of others go too."""
    chosen = set(names)
    stay = [session for session in instance.sessions if session.place or session.id in chosen]
    known = {session.id for session in stay}
    sessions = (s.model_copy(update={"similar": tuple(n for n in s.similar if n in known)}) for s in stay)
    changes = {
        "sessions": tuple(sessions),
        "relations": tuple(r for r in instance.relations if r.one in known and r.other in known),
        "pins": tuple(p for p in instance.pins if p.subject in known or p.subject not in instance.session),
    }
    return instance.model_copy(update=changes)


def renumbered(infeasibility: Infeasibility, alone: Instance, instance: Instance) -> Infeasibility:
    """Map the row numbers of pins and relations from a relaxation of `instance` back to those of `instance`."""

    def demand(one: Demand) -> Demand:
        rows = {"pin": (alone.pins, instance.pins), "relation": (alone.relations, instance.relations)}
        if one.subject.row_type not in rows:
            return one
        original_rows, reduced_rows = rows[one.subject.row_type]
        number = next(n for n, row in enumerate(reduced_rows) if row is original_rows[int(one.subject.name)])
        return one._replace(subject=one.subject._replace(name=str(number)))

    return replace(
        infeasibility,
        conflicts=tuple(replace(c, demands=tuple(map(demand, c.demands))) for c in infeasibility.conflicts),
        repairs=tuple(replace(r, demands=tuple(map(demand, r.demands))) for r in infeasibility.repairs),
    )


def hosts_alone(instance: Instance) -> Instance:
    """Relaxation without the coalitions' requests."""
    pins = tuple(pin for pin in instance.pins if pin.subject in instance.session)
    return instance.model_copy(update={"requests": (), "pins": pins})


def time_relaxation(instance: Instance, goals: Iterable[str]) -> RestrictedModel:
    """Model of days and starts only: rooms are a capacity at each moment, and walking between areas takes no time.

    Has those of `goals` that it can value at least in part, so not the tie-break.
    """
    rooms = tuple(room.model_copy(update={"area": ""}) for room in instance.rooms)
    policy = instance.policy.model_copy(update={"walking_minutes": 0})
    flat = instance.model_copy(update={"rooms": rooms, "policy": policy})
    return restricted_model(filter_domains(flat), (goal for goal in goals if goal != TIE_BREAK), rooms_decided=False)
