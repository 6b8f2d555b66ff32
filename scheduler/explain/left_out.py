"""Reasons for sessions left out, found by trying every placement with everything else fixed."""

from __future__ import annotations

from scheduler.core.instance import HostSession
from scheduler.core.phrases import listed
from scheduler.core.programme import Reason
from scheduler.core.vocabulary import type_use
from scheduler.explain.counted_reasons import rules_of, summed_up
from scheduler.explain.insertion_options import Baseline, check_insertions, host_session_placements, rooms_for
from scheduler.explain.price import price
from scheduler.verify.facts import Facts


def why_left_out(baseline: Baseline, session: str) -> Reason | None:
    """The rules that forbid every placement of a session, or the price of placing it; None for an unknown session."""
    facts = baseline.facts
    host = facts.instance.session.get(session)
    if host is None:
        return None
    insertions = list(host_session_placements(facts, host))
    if not insertions:
        return _no_placement(facts, host)
    too_much = _unmet_requirements(facts, host)
    if too_much:
        return too_much
    outcomes, free = check_insertions(baseline, insertions)
    if free:
        return price(baseline, host, free)
    sentence = f"With everything else as it is, {summed_up(facts, host, 'place', outcomes)}."
    return Reason(rules=rules_of(outcomes), sentence=sentence)


def _no_placement(facts: Facts, host: HostSession) -> Reason:
    use = type_use(host.type)
    if not rooms_for(facts, use):
        return Reason(rules=("room_purpose",), sentence=f"No room is meant for {use.value}.")
    slot = f"No slot for {use.value} that a {host.type.value} may use holds its {host.minutes} minutes."
    return Reason(rules=("room_grid",), sentence=slot)


def _unmet_requirements(facts: Facts, host: HostSession) -> Reason | None:
    """The reason if no room has the session's capacity or services; else None."""
    use = type_use(host.type)
    rooms = rooms_for(facts, use)
    largest = max(rooms, key=lambda room: room.capacity)
    if host.audience > largest.capacity:
        seats = f"the largest, {largest.id}, seats {largest.capacity}"
        sentence = f"Its audience of {host.audience} is larger than every room for {use.value}: {seats}."
        return Reason(rules=("room_capacity",), sentence=sentence)
    if not any(set(host.needs).issubset(room.services) for room in rooms):
        return Reason(rules=("room_services",), sentence=f"No room for {use.value} has {listed(sorted(host.needs))}.")
    return None
