"""Conflicts are real and minimal, repairs are the cheapest: against every programme of tiny instances."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import combinations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler.catalogue import RULES
from scheduler.core.instance import Instance, Pin
from scheduler.core.vocabulary import Kind, PinVerb
from scheduler.model.build import build_rules
from scheduler.model.demands import COST, Demand, Subject, level
from scheduler.model.prepare import prepare
from scheduler.search.infeasibility import MAX_CONFLICTS, Conflict, Infeasibility, find_infeasibility
from scheduler.verify import check
from tests.brute_force.enumerate import accepted, count, programmes, steps
from tests.brute_force.strategies import instances
from tests.checked import meets, met
from tests.miniatures.build import ask, tiny
from tests.miniatures.case import A_ZERO, B_ZERO, everyone

FEW = settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


def found(instance: Instance, firm: frozenset[Demand] = frozenset()) -> Infeasibility:
    result = find_infeasibility(prepare(instance), threading.Event(), firm)
    assert result is not None
    return result


def pinned(instance: Instance, *pins: Pin) -> Instance:
    return instance.model_copy(update={"pins": pins})


def grant(subject: str) -> Pin:
    return Pin(verb=PinVerb.GRANT, subject=subject)


def refuse(subject: str) -> Pin:
    return Pin(verb=PinVerb.REFUSE, subject=subject)


def pin(number: int) -> Demand:
    return Demand("pins", Subject("pin", str(number)))


def test_two_pins_that_contradict_are_the_conflict_and_each_is_a_way_out() -> None:
    instance = pinned(tiny(everyone(Kind.DAY_ZERO, "DC-A", "DC-B")), grant(B_ZERO), grant(A_ZERO), refuse(A_ZERO))
    result = found(instance)
    (conflict,) = result.conflicts
    assert set(conflict.demands) == {pin(1), pin(2)}
    assert (conflict.minimal, conflict.proven, result.complete) == (True, True, True)
    assert [repair.demands for repair in result.repairs][:2] == [(pin(2),), (pin(1),)] or {
        repair.demands for repair in result.repairs[:2]
    } == {(pin(1),), (pin(2),)}


def test_separate_conflicts_are_all_found() -> None:
    requests = everyone(Kind.DAY_ZERO, "DC-A", "DC-B", "DC-C")
    pins = [verb(request.id) for request in requests for verb in (grant, refuse)]
    result = found(pinned(tiny(requests), *pins))
    assert {frozenset(conflict.demands) for conflict in result.conflicts} == {
        frozenset((pin(number), pin(number + 1))) for number in (0, 2, 4)
    }
    assert result.complete
    assert {len(repair.demands) for repair in result.repairs} == {3}
    assert len({repair.demands for repair in result.repairs}) == 3


def test_where_there_are_more_conflicts_than_are_named_they_are_not_called_complete() -> None:
    names = [f"DC-{letter}" for letter in "ABCDE"]
    requests = (*everyone(Kind.DAY_ZERO, *names), *everyone(Kind.BILATERAL, "DC-A"))
    assert len(requests) > MAX_CONFLICTS
    pins = [verb(request.id) for request in requests for verb in (grant, refuse)]
    result = found(pinned(tiny(requests), *pins))
    assert len(result.conflicts) == MAX_CONFLICTS
    assert not result.complete
    assert {len(repair.demands) for repair in result.repairs} == {len(requests)}


def test_pins_are_blamed_before_the_cap_that_they_exceed() -> None:
    requests = everyone(Kind.DAY_ZERO, "DC-A", "DC-B")
    instance = pinned(
        tiny(requests, kinds={Kind.DAY_ZERO: {"at_most": 1}}), *(grant(request.id) for request in requests)
    )
    result = found(instance)
    (conflict,) = result.conflicts
    assert set(conflict.demands) == {pin(0), pin(1), Demand("day_zero_places", Subject("policy", Kind.DAY_ZERO))}
    assert [level(demand.rule) for demand in result.repairs[0].demands] == [0]
    assert len(result.repairs) == 3
    assert level(result.repairs[2].demands[0].rule) == 2


def test_wishes_are_given_up_before_terms() -> None:
    wishes = (ask("DC-A", Kind.DAY_ZERO, audience=500),)
    result = found(pinned(tiny(wishes), grant(A_ZERO)), frozenset((pin(0),)))
    (conflict,) = result.conflicts
    assert Demand("room_capacity", Subject("request", A_ZERO)) in conflict.demands
    assert result.repairs[0].demands == (Demand("room_capacity", Subject("request", A_ZERO)),)


def test_the_rows_of_those_who_are_away_are_told_apart() -> None:
    away = [{"day": "Day 0", "start": "00:00", "end": "24:00"}]
    instance = tiny((ask("DC-A", Kind.DAY_ZERO),))
    coalitions = tuple(
        type(coalition).model_validate({**coalition.model_dump(), "unavailable": away})
        for coalition in instance.coalitions
    )
    instance = pinned(instance.model_copy(update={"coalitions": coalitions}), grant(A_ZERO))
    (conflict,) = found(instance).conflicts
    assert Demand("availability", Subject("coalition", "DC-A")) in conflict.demands
    assert not [d for d in conflict.demands if d.subject.name == "DC-B"]


def test_a_stop_gives_what_is_known() -> None:
    stop = threading.Event()
    steps_told: list[str] = []

    def tell(sentence: str) -> None:
        steps_told.append(sentence)
        if "rows" in sentence:
            stop.set()

    instance = pinned(tiny((ask("DC-A", Kind.DAY_ZERO),)), grant(A_ZERO), refuse(A_ZERO))
    result = find_infeasibility(prepare(instance), stop, on_step=tell)
    assert result is not None
    (conflict,) = result.conflicts
    assert (conflict.minimal, conflict.proven) == (False, False)
    assert {pin(0), pin(1)} <= set(conflict.demands)
    assert result.repairs == ()


@meets("infeasible")
@FEW
@given(instances(), st.data())
def test_conflicts_are_minimal_and_repairs_cheapest(instance: Instance, data: st.DataObject) -> None:
    instance = contradicted(instance, data)
    assume(count(steps(instance)) <= 3000)
    possible = any(True for _ in accepted(instance, check))
    result = find_infeasibility(prepare(instance), threading.Event())
    assert (result is None) == possible
    met("feasible" if possible else "infeasible")
    if result is None:
        return
    # No more conflicts are named than the limit; then others may remain.
    assert result.complete or len(result.conflicts) == MAX_CONFLICTS
    for conflict in result.conflicts:
        assert conflict.minimal
        assert conflict.proven
        conflict_is_minimal(instance, conflict)
    assert result.repairs
    cheapest = fewest_pins_to_drop(instance)
    cost = sum(COST[level(demand.rule)] for demand in result.repairs[0].demands)
    if cheapest is not None:
        assert cost <= cheapest
    if {demand.rule for demand in result.repairs[0].demands} == {"pins"}:
        met("repaired by pins")
        assert cost == cheapest
    for one, other in combinations(result.repairs, 2):
        assert not set(one.demands) <= set(other.demands)


def contradicted(instance: Instance, data: st.DataObject) -> Instance:
    """The instance with two to four pins more, on requests at random."""
    assume(instance.requests)
    subjects = st.sampled_from([request.id for request in instance.requests])
    more = data.draw(
        st.lists(
            st.builds(Pin, verb=st.sampled_from([PinVerb.GRANT, PinVerb.REFUSE]), subject=subjects),
            min_size=2,
            max_size=4,
        )
    )
    return instance.model_copy(update={"pins": (*instance.pins, *more)})


def conflict_is_minimal(instance: Instance, conflict: Conflict) -> None:
    """Every programme breaks something in it; and, where rules and demands are one, without a demand one does not."""
    kept = list(conflict.demands)
    assert not any(True for _ in keeping(instance, kept))
    switches = build_rules(prepare(instance), with_switches=True).switches
    assert switches is not None
    rules = [demand.rule for demand in switches]
    always = held_by_construction(instance)
    if all(
        enumerated(instance, demand)
        if demand.rule == "pins"
        else demand.rule not in always and rules.count(demand.rule) == 1
        for demand in kept
    ):
        for demand in kept:
            assert any(True for _ in keeping(instance, [other for other in kept if other != demand])), demand


def enumerated(instance: Instance, demand: Demand) -> bool:
    """Whether the enumeration has the programmes that keep a pin, whatever rules are lifted.

    It holds joint sessions with members alone; where `requests_decided` is lifted, the model holds empty ones too.
    """
    pin = instance.pins[int(demand.subject.name)]
    return not pin.subject or pin.subject in instance.request or pin.subject in instance.session


def keeping(instance: Instance, demands: list[Demand]) -> Iterator[None]:
    """Something for every programme that breaks no rule of these demands, with only the pins among them in force.

    What the model holds by construction cannot be lifted, so it holds here too.
    """
    pins = [int(demand.subject.name) for demand in demands if demand.rule == "pins"]
    rules = {demand.rule for demand in demands} | held_by_construction(instance)
    # The enumeration leaves a host session out only where the policy lets it, and may grant a segment in it still.
    left_out = {} if "host_sessions_placed" in rules else {"host_sessions_may_be_left_out": True}
    policy = instance.policy.model_copy(update=left_out)
    kept = tuple(instance.pins[number] for number in pins)
    freer = instance.model_copy(update={"pins": kept, "policy": policy})
    for programme in programmes(freer):
        placed = {session.id for session in programme.sessions}
        if any(decision.granted and decision.session not in placed for decision in programme.decisions):
            continue
        if not any(violation.rule in rules for violation in check(freer, programme).violations):
            yield


def held_by_construction(instance: Instance) -> set[str]:
    """Rules without a switch of their own, or of which a part has none: no variable says the contrary.

    A request can only be held in joint sessions on its own themes, with somebody to share them.
    """
    switches = build_rules(prepare(instance), with_switches=True).switches
    assert switches is not None
    switched = {demand.rule for demand in switches}
    return {rule.id for rule in RULES if rule.id not in switched} - {"pins"} | {"shared_theme", "joint_size"}


def fewest_pins_to_drop(instance: Instance) -> int | None:
    """How many pins must go before there is a programme; None if that is not enough."""
    for number in range(len(instance.pins) + 1):
        for kept in combinations(instance.pins, len(instance.pins) - number):
            if any(True for _ in accepted(instance.model_copy(update={"pins": kept}), check)):
                return number
    return None
