"""The model that one would write first, beside ours, on one question: who meets whom under which theme?

In the naive model joint sessions are numbered, ``member[coalition, number]`` and ``theme[number, theme]`` are its
variables, and any two numbers could be exchanged. In ours a joint session is its theme. Both answer the same: of the
requests for joint sessions alone, as few as possible are refused, then incoherence is as small as it can be. Places
and times do not matter here: there are as many rooms as joint sessions, and everybody is free.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from bench.once import read
from scheduler.core.instance import Day, Instance, Request, Room, Slot
from scheduler.core.vocabulary import Kind, Principle, Use
from scheduler.search import solve

GOALS = ("refused_first_choices", "incoherence")
Literals = dict[tuple[str, int], cp_model.IntVar]


def joint_layer(instance: Instance) -> Instance:
    """The same coalitions and themes, their requests for joint sessions as first choices, and nothing in the way."""
    on = instance.days[-1]
    policy = instance.policy
    slot_minutes = policy.kinds[Kind.JOINT].minutes
    free = {"unavailable": (), "captions": False, "preferred_days": ()}
    bare = {"rank": 1, "by_default": False, "audience": 0, "needs": (), "people": ()}
    joint_terms = policy.kinds[Kind.JOINT].model_copy(update={"needs": (), "gated": False})
    terms = {
        "kinds": {**policy.kinds, Kind.JOINT: joint_terms},
        "goals": GOALS,
        "principle": Principle.RANK_MAXIMAL,
        "committee_at_least": 0,
    }
    requests = [request for request in instance.requests if request.kind is Kind.JOINT]
    return Instance(
        name=f"{instance.name}, joint sessions only",
        event=instance.event,
        days=(Day(id=on.id, date=on.date),),
        slots=(Slot(grid="rooms", day=on.id, start=540, end=540 + slot_minutes),),
        rooms=tuple(
            Room(id=f"Room {number}", capacity=100, grid="rooms", uses=(Use.SESSIONS,))
            for number in range(most_joint(instance))
        ),
        themes=instance.themes,
        coalitions=tuple(coalition.model_copy(update=free) for coalition in instance.coalitions),
        requests=tuple(request.model_copy(update=bare) for request in requests),
        policy=policy.model_copy(update=terms),
    )


def most_joint(instance: Instance) -> int:
    """How many joint sessions there can be at most."""
    themes = sum(theme.joint for theme in instance.themes)
    most = instance.policy.kinds[Kind.JOINT].at_most
    return themes if most is None else min(most, themes)


@dataclass
class Naive:
    """Joint sessions by number: who is a member of which, and under which theme each is held."""

    instance: Instance
    model: cp_model.CpModel
    requests: tuple[Request, ...]
    numbers: range
    member: Literals
    theme: Literals
    held: dict[int, cp_model.IntVar]

    @property
    def themes(self) -> tuple[str, ...]:
        return tuple(theme.code for theme in self.instance.themes if theme.joint)

    def granted(self, request: Request) -> cp_model.LinearExpr:
        return cp_model.LinearExpr.sum([self.member[request.id, number] for number in self.numbers])


def build_naive(instance: Instance) -> Naive:
    """Variables and rules of the naive model."""
    model, numbers = cp_model.CpModel(), range(most_joint(instance))
    themes = [theme.code for theme in instance.themes if theme.joint]
    naive = Naive(
        instance=instance,
        model=model,
        requests=instance.requests,
        numbers=numbers,
        member={(r.id, n): model.new_bool_var(f"{r.id} in {n}") for r in instance.requests for n in numbers},
        theme={(code, n): model.new_bool_var(f"{n} under {code}") for code in themes for n in numbers},
        held={n: model.new_bool_var(f"{n} held") for n in numbers},
    )
    for request in naive.requests:
        model.add_at_most_one(naive.member[request.id, number] for number in numbers)
    for code in themes:
        model.add_at_most_one(naive.theme[code, number] for number in numbers)
    for number in numbers:
        _rules_of_one_session(naive, number)
    return naive


def _rules_of_one_session(naive: Naive, number: int) -> None:
    model, policy, held = naive.model, naive.instance.policy, naive.held[number]
    members = {request.id: naive.member[request.id, number] for request in naive.requests}
    model.add(sum(members.values()) >= policy.joint_size_min * held)
    model.add(sum(members.values()) <= policy.joint_size_max * held)
    model.add(sum(naive.theme[code, number] for code in naive.themes) == held)
    for code in naive.themes:
        under = naive.theme[code, number]
        on_theme = [members[r.id] for r in naive.requests if code in r.themes]
        guests = [members[r.id] for r in naive.requests if code not in r.themes and _horizontal(naive, r)]
        strangers = [members[r.id] for r in naive.requests if code not in r.themes and not _horizontal(naive, r)]
        model.add(sum(on_theme) >= 2).only_enforce_if(under)
        model.add(sum(guests) <= policy.guests_at_most).only_enforce_if(under)
        for stranger in strangers:
            model.add_bool_or(~stranger, ~under)
    for request in naive.requests:
        for other in naive.requests:
            if other.coalition in request.vetoes:
                model.add_at_most_one(members[request.id], members[other.id])
        for partner in request.required:
            with_partner = [members[other.id] for other in naive.requests if other.coalition == partner]
            model.add(members[request.id] <= sum(with_partner))


def _horizontal(naive: Naive, request: Request) -> bool:
    return naive.instance.coalition[request.coalition].horizontal


def refused(naive: Naive) -> cp_model.LinearExpr:
    """Requests refused."""
    return len(naive.requests) - cp_model.LinearExpr.sum([naive.granted(request) for request in naive.requests])


def incoherence(naive: Naive) -> cp_model.LinearExpr:
    """Distance from the members' themes and wished partners, as in the catalogue."""
    model = naive.model
    terms: list[cp_model.LinearExpr] = []
    asked = {request.coalition: request for request in naive.requests}
    for request in naive.requests:
        distances = {code: request.themes.index(code) for code in naive.themes if code in request.themes}
        if not _horizontal(naive, request) and max(distances.values(), default=0):
            distance = model.new_int_var(0, max(distances.values()), f"distance of {request.id}")
            for number in naive.numbers:
                for code, place in distances.items():
                    both = naive.member[request.id, number] + naive.theme[code, number]
                    model.add(distance >= place * (both - 1))
            terms.append(distance)
        for partner in request.partners:
            if partner in asked:
                met = []
                for number in naive.numbers:
                    together = model.new_bool_var(f"{request.id} meets {partner} in {number}")
                    model.add(together <= naive.member[request.id, number])
                    model.add(together <= naive.member[asked[partner].id, number])
                    met.append(together)
                terms.append(naive.instance.policy.partner_weight * (naive.granted(request) - sum(met)))
    return cp_model.LinearExpr.sum(terms)


def measure_naive(instance: Instance, seconds: float) -> list[dict[str, Any]]:
    """Both goals in order with the naive model, within so many seconds in all."""
    naive, begun = build_naive(instance), time.monotonic()
    tiers = []
    for goal, expression in zip(GOALS, (refused(naive), incoherence(naive)), strict=True):
        began = time.monotonic()
        naive.model.minimize(expression)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        solver.parameters.max_time_in_seconds = max(seconds - (began - begun), 0.01)
        status = solver.solve(naive.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        value, proven = round(solver.objective_value), status == cp_model.OPTIMAL
        bound = value if proven else max(0, int(-(-solver.best_objective_bound // 1)))
        seconds_taken = round(time.monotonic() - began, 2)
        tiers.append({"goal": goal, "value": value, "bound": bound, "proven": proven, "seconds": seconds_taken})
        _fix_and_hint(naive, expression, value, solver)
    return tiers


def _fix_and_hint(naive: Naive, expression: cp_model.LinearExpr, value: int, solver: cp_model.CpSolver) -> None:
    naive.model.add(expression <= value)
    naive.model.clear_hints()  # type: ignore[no-untyped-call]
    for variables in (naive.member, naive.theme, naive.held):
        for variable in variables.values():
            naive.model.add_hint(variable, solver.value(variable))


def compare(name: str, seconds: float) -> dict[str, Any]:
    """Both models on the joint sessions of one instance."""
    layer = joint_layer(read(name))
    ours = solve(layer, seconds=seconds)
    scores = ours.programme.scores if ours.programme else ()
    return {
        "instance": name,
        "requests": len(layer.requests),
        "joint_sessions_at_most": most_joint(layer),
        "seconds_allowed": seconds,
        "ours": [score.model_dump() for score in scores],
        "naive": measure_naive(layer, seconds),
    }


if __name__ == "__main__":
    print(json.dumps(compare(sys.argv[1], float(sys.argv[2]))))
