"""Reasons for refusals, found by trying every insertion with everything else fixed.

Uses the independent check, not the model, so that every count in a reason can be repeated by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scheduler.catalogue import RULE, Scope, goal_order
from scheduler.catalogue.rules import rules_in
from scheduler.core.instance import Instance, Request
from scheduler.core.phrases import listed, number_word
from scheduler.core.programme import Decision, Programme, Reason
from scheduler.core.vocabulary import KIND_USE, OWN_KINDS, Kind, PinVerb
from scheduler.explain.counted_reasons import PLURAL, rules_of, summed_up
from scheduler.explain.demand_texts import competition_text, eligibility_text, pin_text, source_text
from scheduler.explain.exchanges import exchange_sentence, pins_for
from scheduler.explain.insertion_options import (
    Baseline,
    check_insertions,
    own_session_placements,
    rooms_for,
    sessions_with_segments,
)
from scheduler.explain.joining import joint_session_reason
from scheduler.explain.left_out import why_left_out
from scheduler.explain.price import price
from scheduler.verify import check
from scheduler.verify.cap_rules import coalition_minutes
from scheduler.verify.facts import Facts, gather
from scheduler.verify.findings import Violation
from scheduler.verify.recomputed_goals import claim
from scheduler.verify.rules import functions_of
from scheduler.verify.segment_rules import SEGMENT_TYPE

COUNT_RULES = functions_of(Scope.COUNT)
"""Rules that refuse a request in every placement, the most decisive first."""

SCARCE = frozenset(rule.id for rule in rules_in(Scope.COUNT) if rule.frees_up)
"""Rules that may no longer refuse a request after another one is withdrawn."""

IN_THE_WAY = SCARCE | {"room_overlap", "segments_fit", "main_slots_per_session", "joint_size"}
"""Rules by which the sessions of others, not a property of the request, refuse it."""


def with_reasons(instance: Instance, programme: Programme) -> Programme:
    """The programme with a reason for every refusal and session left out, and numbers on the waiting list for day zero.

    Number 1 is first in line: the lower rank goes first, then the larger claim, then the order of the coalitions.
    Only requests that could use a freed slot are on the list. The check should accept the programme; its violations
    before the insertion are not counted in the reasons.
    """
    baseline = Baseline(gather(instance, programme), check(instance, programme))
    facts = baseline.facts
    refused = [request for request in facts.refused if request.id in programme.decision]
    violations = {request.id: _count_violations(facts, request) for request in refused}
    waiting = _waiting_list(facts, refused, violations)
    partners = [request for request in refused if request.kind is Kind.JOINT and not violations[request.id]]
    reasons = {request.id: _reason(baseline, request, violations[request.id], partners) for request in refused}
    decisions = tuple(
        Decision(
            request=decision.request,
            granted=False,
            session=decision.session,
            reason=reasons[decision.request],
            waiting_list=waiting.get(decision.request),
        )
        if decision.request in reasons
        else decision
        for decision in programme.decisions
    )
    left_out = tuple(
        one.model_copy(update={"reason": why_left_out(baseline, one.session)}) for one in programme.left_out
    )
    return programme.model_copy(update={"decisions": decisions, "left_out": left_out})


def _count_violations(facts: Facts, request: Request) -> tuple[Violation, ...]:
    """The violations that granting a request causes, regardless of its placement."""
    granted = tuple(
        Decision(request=decision.request, granted=True) if decision.request == request.id else decision
        for decision in facts.programme.decisions
    )
    with_request = gather(facts.instance, facts.programme.model_copy(update={"decisions": granted}))
    return tuple(
        violation for rule in COUNT_RULES for violation in rule(with_request) if violation not in set(rule(facts))
    )


def _waiting_list(
    facts: Facts, refused: Iterable[Request], violations: dict[str, tuple[Violation, ...]]
) -> dict[str, int]:
    order = {coalition.id: number for number, coalition in enumerate(facts.instance.coalitions)}
    line = [
        request
        for request in refused
        if request.kind is Kind.DAY_ZERO and SCARCE.issuperset(violation.rule for violation in violations[request.id])
    ]
    line.sort(key=lambda r: (_rank(r), -claim(facts.instance, r.coalition), order[r.coalition]))
    return {request.id: number for number, request in enumerate(line, start=1)}


def _rank(request: Request) -> tuple[bool, int]:
    """Sort key: rank of a request; requests made by default come last."""
    return request.by_default, request.rank


def _reason(
    baseline: Baseline, request: Request, violations: tuple[Violation, ...], joint_candidates: list[Request]
) -> Reason:
    if violations:
        rules = tuple(dict.fromkeys(violation.rule for violation in violations))
        clauses = [_clause(baseline.facts, request, rule) for rule in rules]
        named = clauses[0].startswith(request.coalition)
        first = clauses[0] if named else clauses[0][0].upper() + clauses[0][1:]
        reason = Reason(rules=rules, sentence="; besides, ".join((first, *clauses[1:])) + ".")
        return _with_rivals(baseline, request, reason) if SCARCE.issuperset(rules) else reason
    if request.kind is Kind.JOINT:
        partners = [other for other in joint_candidates if other.coalition != request.coalition]
        return _with_rivals(baseline, request, joint_session_reason(baseline, request, partners))
    if request.kind in OWN_KINDS:
        return _with_rivals(baseline, request, _no_placement(baseline, request))
    return _with_rivals(baseline, request, _no_segment(baseline, request))


def _with_rivals(baseline: Baseline, request: Request, reason: Reason) -> Reason:
    """The reason with the pins that give places to others, and the price of an exchange with one of them.

    Only where others are in the way: a rule on numbers, a place that is taken, or a session that is full.
    """
    if IN_THE_WAY.isdisjoint(reason.rules):
        return reason
    pinned = pins_for(baseline.facts, request)
    pin = f"{pinned[0].upper()}{pinned[1:]}." if pinned else ""
    sentences = (reason.sentence, pin, exchange_sentence(baseline, request))
    return Reason(rules=reason.rules, sentence=" ".join(filter(None, sentences)))


def _clause(facts: Facts, request: Request, rule: str) -> str:
    """The clause for a rule on counts, with numbers if `CLAUSES` has a function; else from the rule's record."""
    clause = CLAUSES.get(rule)
    return clause(facts, request) if clause else f"granting it {RULE[rule].clauses[0]}"


def _pinned(facts: Facts, request: Request) -> str:
    """The pins that a grant would break, each with its cell."""
    instance = facts.instance
    broken = [
        pin
        for pin in instance.pins
        if (pin.verb is PinVerb.REFUSE and pin.subject == request.id)
        or (pin.verb is PinVerb.APART and request.coalition in (pin.coalition, pin.other))
    ]
    named = listed(f"{pin_text(pin)}{source_text(pin)}" for pin in broken)
    return f"{named} {'decides' if len(broken) == 1 else 'decide'}" if named else "a pin refuses it"


def _not_offered(facts: Facts, request: Request) -> str:
    return f"the policy offers no {request.kind.value}"


def _not_eligible(facts: Facts, request: Request) -> str:
    return eligibility_text(facts.instance, facts.instance.coalition[request.coalition])


def _competes(facts: Facts, request: Request) -> str:
    return competition_text(facts.instance, request)


def _replaced(facts: Facts, request: Request) -> str:
    coalition, replaces = request.coalition, facts.instance.policy.main_slot_replaces
    if request.kind is not Kind.MAIN_SLOT:
        slots = [_with_rank(other) for other in _granted(facts, coalition) if other.kind is Kind.MAIN_SLOT]
        return f"{coalition} has its {listed(slots)}, which replaces its {_with_rank(request)}"
    own = [_with_rank(other) for other in _granted(facts, coalition) if other.kind in replaces]
    return f"{coalition} has its {listed(own)}, which its {_with_rank(request)} would replace"


def _with_rank(request: Request) -> str:
    """``joint session (first choice)``."""
    return f"{request.kind.value} ({request.choice})"


def _second_meeting(facts: Facts, request: Request) -> str:
    return f"{request.coalition} has a bilateral meeting already, and the policy allows one"


def _presences_used_up(facts: Facts, request: Request) -> str:
    kinds = facts.instance.policy.kinds
    counted = [_with_rank(other) for other in _granted(facts, request.coalition) if kinds[other.kind].counted]
    return f"{request.coalition} has its {listed(counted)}, as many presences as the policy allows"


def _granted(facts: Facts, coalition: str) -> list[Request]:
    return [other for other in facts.granted if other.coalition == coalition]


def _too_many_minutes(facts: Facts, request: Request) -> str:
    taken, agreed = coalition_minutes(facts), facts.instance.policy.coalition_minutes_at_most
    return f"the coalitions' sessions take {taken} of the {agreed} minutes agreed; {request.minutes} more do not fit"


def _capped(facts: Facts, request: Request) -> str:
    policy = facts.instance.policy
    at_most = policy.kinds[request.kind].at_most
    if at_most is not None and len(facts.requests_of(request.kind)) >= at_most:
        return _scarce(facts, request)
    return f"joint and individual sessions together may be {policy.coalition_sessions_at_most}, and so many are held"


CLAUSES: dict[str, Callable[[Facts, Request], str]] = {
    "pins": _pinned,
    "kinds_offered": _not_offered,
    "eligibility": _not_eligible,
    "competition": _competes,
    "main_slot_replaces_own_session": _replaced,
    "one_bilateral": _second_meeting,
    "presences_at_most": _presences_used_up,
    "minutes_cap": _too_many_minutes,
    "session_caps": _capped,
    "day_zero_places": _capped,
}
"""Functions for the rules that have a clause with numbers."""


def _scarce(facts: Facts, request: Request) -> str:
    """The number of granted requests of a kind, by how their coalitions ranked them, with names and claims."""
    number = sum(other.kind is request.kind for other in facts.instance.requests)
    granted = facts.requests_of(request.kind)
    level = [other for other in granted if _rank(other) == _rank(request)]
    higher = [other.coalition for other in granted if _rank(other) < _rank(request)]
    lower = [other.coalition for other in granted if _rank(other) > _rank(request)]
    clauses = [
        *([f"{number_word(len(higher), 'coalition')} that ranked it higher ({listed(higher)})"] if higher else []),
        *(_by_claim(facts, request, level) if _counts_claims(facts.instance) else _as_high(level)),
        *([f"{number_word(len(lower), 'coalition')} that ranked it lower ({listed(lower)})"] if lower else []),
    ]
    fitting = f"{len(granted)} of {number} requests for {PLURAL[request.kind]} fit"
    places = "the place" if len(granted) == 1 else "the places"
    return (
        f"{fitting}; {places} went to {listed(clauses)}" if clauses else f"the policy allows no {PLURAL[request.kind]}"
    )


def _counts_claims(instance: Instance) -> bool:
    """Whether a goal of the policy weighs claims."""
    goals = goal_order(instance.policy.order, instance.policy.principle)
    return any(goal.id in ("claims_passed_over", "refused_weight") for goal in goals)


def _as_high(level: list[Request]) -> list[str]:
    """A clause on the coalitions that ranked it as high, in a policy that does not count claims."""
    if not level:
        return []
    names = listed(other.coalition for other in level)
    return [f"{number_word(len(level), 'coalition')} that ranked it as high ({names})"]


def _by_claim(facts: Facts, request: Request, level: list[Request]) -> list[str]:
    """Clauses on the coalitions that ranked it as high, those with a larger claim first, each with its claim."""
    own = claim(facts.instance, request.coalition)
    claims = {other.coalition: claim(facts.instance, other.coalition) for other in level}
    clauses: list[str] = []
    for how, who in (
        ("with a larger claim that ranked it as high", [name for name in claims if claims[name] > own]),
        ("with the same claim that ranked it as high", [name for name in claims if claims[name] == own]),
        ("with a smaller claim that ranked it as high", [name for name in claims if claims[name] < own]),
    ):
        if who:
            named = listed(f"{name}: {claims[name]}" for name in who)
            clauses.append(f"{number_word(len(who), 'coalition')} {how} ({named}; {request.coalition}: {own})")
    return clauses


def _no_placement(baseline: Baseline, request: Request) -> Reason:
    """The reason why a request's own session has no placement, or the price of one."""
    facts = baseline.facts
    insertions = list(own_session_placements(facts, request))
    unmet = _unmet_requirements(facts, request) if insertions else None
    if unmet:
        return unmet
    if not insertions:
        if not rooms_for(facts, KIND_USE[request.kind]):
            return Reason(rules=("room_purpose",), sentence=f"No room is meant for {PLURAL[request.kind]}.")
        no_slot = f"No slot for {PLURAL[request.kind]} holds its {request.minutes} minutes."
        return Reason(rules=("room_grid",), sentence=no_slot)
    outcomes, free = check_insertions(baseline, insertions)
    if free:
        return price(baseline, request, free)
    sentence = f"With everything else as it is, {summed_up(facts, request, 'place', outcomes)}."
    return Reason(rules=rules_of(outcomes), sentence=sentence)


def _unmet_requirements(facts: Facts, request: Request) -> Reason | None:
    """An audience or services that no room for the kind has."""
    rooms, kind = rooms_for(facts, KIND_USE[request.kind]), PLURAL[request.kind]
    largest = max(rooms, key=lambda room: room.capacity)
    if request.audience > largest.capacity:
        seats = f"the largest, {largest.id}, seats {largest.capacity}"
        sentence = f"Its audience of {request.audience} is larger than every room for {kind}: {seats}."
        return Reason(rules=("room_capacity",), sentence=sentence)
    needs = {*request.needs, *facts.instance.policy.kinds[request.kind].needs}
    if not any(needs.issubset(room.services) for room in rooms):
        return Reason(rules=("room_services",), sentence=f"No room for {kind} has {listed(sorted(needs))}.")
    return None


def _no_segment(baseline: Baseline, request: Request) -> Reason:
    """The reason why no session can contain the segment, or the price of one that can."""
    facts, name = baseline.facts, SEGMENT_TYPE[request.kind].value
    insertions = list(sessions_with_segments(facts, request))
    if not insertions:
        return Reason(rules=("segments_fit",), sentence=f"The programme has no {name}.")
    outcomes, free = check_insertions(baseline, insertions)
    if free:
        return price(baseline, request, free)
    sentence = f"With everything else as it is, {summed_up(facts, request, name, outcomes)}."
    return Reason(rules=rules_of(outcomes), sentence=sentence)
