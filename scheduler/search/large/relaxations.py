"""Excerpts from an instance: with sessions left out, coalitions alone, the host programme alone.

What cannot be had in an excerpt cannot be had in the whole, and what must be borne there must be borne in the whole.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from scheduler.core.instance import Instance
from scheduler.model.demands import Demand
from scheduler.search.infeasibility import Infeasibility

OF_PLACES = ("same_theme_in_parallel", "discomfort", "later_than_needed")
"""Goals that ask when and where sessions stand; all others ask what coalitions get, or what is left out."""


ANY_GOAL = ("coalitions_without_presence",)
"""Where coalitions have no goal of their own."""


def elastic(instance: Instance) -> Instance:
    """The same, but sessions may be left out, so that there is a programme to begin with whatever is asked."""
    policy = instance.policy.model_copy(update={"host_sessions_may_be_left_out": True})
    return instance.model_copy(update={"policy": policy})


def coalitions_alone(instance: Instance) -> Instance:
    """The instance without the free sessions that hold no segment of a coalition, and without goals on places.

    Whatever a coalition cannot have here, it cannot have in the whole.
    """
    kept = [session for session in instance.sessions if session.place or session.coalition_minutes]
    names = {session.id for session in kept}
    sessions = (s.model_copy(update={"similar": tuple(n for n in s.similar if n in names)}) for s in kept)
    goals = takewhile(lambda goal: goal not in OF_PLACES, instance.policy.goals)
    changes = {
        "sessions": tuple(sessions),
        "relations": tuple(r for r in instance.relations if r.one in names and r.other in names),
        "pins": tuple(p for p in instance.pins if p.subject in names or p.subject not in instance.session),
        "policy": instance.policy.model_copy(update={"goals": tuple(goals) or ANY_GOAL}),
    }
    return instance.model_copy(update=changes)


def renumbered(why: Infeasibility, alone: Instance, instance: Instance) -> Infeasibility:
    """What cannot hold together in an instance of coalitions alone, with the rows as the whole instance counts them."""

    def demand(one: Demand) -> Demand:
        rows = {"pin": (alone.pins, instance.pins), "relation": (alone.relations, instance.relations)}
        if one.about.sort not in rows:
            return one
        there, here = rows[one.about.sort]
        number = next(n for n, row in enumerate(here) if row is there[int(one.about.name)])
        return one._replace(about=one.about._replace(name=str(number)))

    return replace(
        why,
        conflicts=tuple(replace(c, demands=tuple(map(demand, c.demands))) for c in why.conflicts),
        repairs=tuple(replace(r, demands=tuple(map(demand, r.demands))) for r in why.repairs),
    )


def hosts_alone(instance: Instance) -> Instance:
    """Without what coalitions ask for."""
    pins = tuple(pin for pin in instance.pins if pin.subject in instance.session)
    return instance.model_copy(update={"requests": (), "pins": pins})
