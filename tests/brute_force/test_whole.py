"""The solver against every programme of tiny host programmes that are to be placed themselves."""

from __future__ import annotations

import random
from collections import defaultdict

from hypothesis import given
from ortools.sat.python import cp_model

from scheduler.catalogue import INCONVENIENCE
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.model.admits import fix
from scheduler.model.build import build_rules
from scheduler.model.inconvenience.part_registry import part as terms
from scheduler.model.prepare import prepare
from scheduler.verify import check
from tests.brute_force.cases import cases
from tests.brute_force.enumerate import Choices, build, lasting_rules_broken, steps
from tests.brute_force.test_brute_force import agrees_with_brute_force
from tests.brute_force.whole import seeded_whole
from tests.checked import meets


@meets("a best programme")
@cases(0.1)
@given(seeded_whole())
def test_the_solver_finds_the_best_of_all_host_programmes(instance: Instance) -> None:
    agrees_with_brute_force(instance)


def test_the_model_counts_every_part_as_the_check_does() -> None:
    seen: dict[str, set[int]] = defaultdict(set)

    @cases(0.2)
    @given(seeded_whole(most_free=7))
    def compare(instance: Instance) -> None:
        # Of several programmes the one with the fewest good slots for some, which is seldom otherwise.
        found = [build(instance, choices) for seed in range(6) if (choices := fitting(instance, seed))]
        if found:
            programme = max(found, key=lambda one: check(instance, one).inconvenience_parts["fair_slots"])
            counted = check(instance, programme).inconvenience_parts
            assert counts(instance, programme, rooms_decided=True) == counted
            without_rooms = counts(instance, programme, rooms_decided=False)
            assert without_rooms.pop("room_fit") <= counted["room_fit"]
            assert without_rooms == {part: counted[part] for part in without_rooms}
            for part, value in counted.items():
                seen[part].add(value)

    compare()
    # No coalition prefers a day or comes twice, and nobody sits in another time zone.
    still = {"days", "room_changes", "time_zones"}
    assert {part for part, values in seen.items() if len(values) > 1} == {part.id for part in INCONVENIENCE} - still


def counts(instance: Instance, programme: Programme, rooms_decided: bool) -> dict[str, int]:
    """What the model counts for this programme, or for its times alone the parts that ask for no rooms."""
    decisions = build_rules(prepare(instance), rooms_decided=rooms_decided)
    parts = {
        part.id: cp_model.LinearExpr.sum(list(terms[part.id](decisions)))
        for part in INCONVENIENCE
        if rooms_decided or not part.needs_rooms
    }
    if rooms_decided:
        assert fix(decisions, programme)
    for (session, position), literal in decisions.time.items():
        placed = programme.session.get(session)
        stands = placed and (placed.day, placed.start, instance.room[placed.room].area)
        decisions.model.add(literal == (stands == (position.day, position.start, position.area)))
    decisions.model.minimize(cp_model.LinearExpr.sum(list(parts.values())))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(decisions.model) == cp_model.OPTIMAL
    return {part: solver.value(expression) for part, expression in parts.items()}


def fitting(instance: Instance, seed: int) -> Choices | None:
    """Everything placed at random one after the other, each where it breaks no rule; None where that gets stuck."""
    chance, chosen = random.Random(seed), Choices()
    for step in steps(instance):
        for way in chance.sample(step, len(step)):
            tried = Choices(own=chosen.own | way.own, hosts=chosen.hosts | way.hosts)
            if not any(lasting_rules_broken(instance, build(instance, tried))):
                chosen = tried
                break
        else:
            return None
    return chosen if not check(instance, build(instance, chosen)).violations else None
