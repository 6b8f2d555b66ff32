"""Rules on who may get what: what is offered, who is eligible, who competes, who judges."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.instance import Coalition, Instance
from scheduler.core.phrases import listed
from scheduler.core.vocabulary import Condition, Kind
from scheduler.verify.facts import Facts
from scheduler.verify.findings import Violation
from scheduler.verify.registry import rule

REPORT_CONDITIONS = {
    "annual report": (Condition.ANNUAL_REPORT,),
    "last session report": (Condition.SESSION_REPORT,),
    "light report": (Condition.ANNUAL_REPORT, Condition.SESSION_REPORT),
}
"""The conditions that stay unmet without each report."""


@rule
def kinds_offered(facts: Facts) -> Iterator[Violation]:
    """A coalition gets only kinds that the policy offers."""
    for request in facts.granted:
        if not facts.instance.policy.offers(request.kind):
            sentence = f"{request.id} is granted, and the policy offers no {request.kind.value}."
            yield Violation("kinds_offered", (request.coalition,), sentence)


@rule
def eligibility(facts: Facts) -> Iterator[Violation]:
    """Only eligible coalitions get what the policy reserves for them."""
    for request in facts.granted:
        if facts.instance.policy.kinds[request.kind].gated:
            missing = missing_conditions(facts.instance, facts.instance.coalition[request.coalition])
            if missing:
                sentence = f"{request.id} is granted, and {request.coalition} is not eligible: {'; '.join(missing)}."
                yield Violation("eligibility", (request.coalition,), sentence)


def missing_conditions(instance: Instance, coalition: Coalition) -> tuple[str, ...]:
    """What keeps a coalition from being eligible, as clauses; empty if nothing does (systems 23 to 26)."""
    standing, conditions = coalition.standing, instance.policy.conditions
    missing = [] if coalition.active else ["it is not active"]
    for report in missing_reports(coalition):
        if not set(REPORT_CONDITIONS[report]).isdisjoint(conditions):
            missing.append(f"its {report} is missing")
    if Condition.COORDINATION in conditions and not standing.coordination:
        missing.append("it took no part in coordination")
    if Condition.FOUNDING in conditions and not standing.founding:
        missing.append("it does not meet the founding conditions")
    return tuple(missing)


def missing_reports(coalition: Coalition) -> tuple[str, ...]:
    """The reports that a coalition has not filed though they were due, whatever the policy makes of it."""
    standing = coalition.standing
    if coalition.new:
        return () if standing.light_report else ("light report",)
    due = {
        "annual report": not standing.annual_report,
        "last session report": standing.session_report is False,
    }
    return tuple(report for report, is_missing in due.items() if is_missing)


@rule
def entitlement(facts: Facts) -> Iterator[Violation]:
    """An eligible coalition that requests an individual session receives one, where the policy makes it a right."""
    policy = facts.instance.policy
    if not (policy.individual_is_entitlement and policy.offers(Kind.INDIVIDUAL)):
        return
    for request in facts.refused:
        if request.kind is not Kind.INDIVIDUAL or request.by_default:
            continue
        if not missing_conditions(facts.instance, facts.instance.coalition[request.coalition]):
            sentence = f"{request.id} is refused, and {request.coalition} is entitled to it."
            yield Violation("entitlement", (request.coalition,), sentence)


@rule
def competition(facts: Facts) -> Iterator[Violation]:
    """With the competitive switch on, only ready coalitions with an output get a main-session slot."""
    for request in facts.requests_of(Kind.MAIN_SLOT) if facts.instance.policy.competitive else ():
        if not facts.instance.coalition[request.coalition].ready:
            sentence = f"{request.id} is granted, and {request.coalition} is not ready to present."
            yield Violation("competition", (request.coalition,), sentence)
        elif not request.output:
            sentence = f"{request.id} is granted, and {request.coalition} names no output."
            yield Violation("competition", (request.coalition,), sentence)


def competing(instance: Instance) -> frozenset[str]:
    """The coalitions that asked for a kind that is competed (system 18)."""
    competed = {kind for kind, terms in instance.policy.kinds.items() if terms.competed}
    return frozenset(request.coalition for request in instance.requests if request.kind in competed)


@rule
def selection_committee(facts: Facts) -> Iterator[Violation]:
    """The selection committee has enough coalitions, and all of them compete for nothing."""
    seats, policy = facts.programme.committee, facts.instance.policy
    seated = list(dict.fromkeys(seat.coalition for seat in seats))
    if len(seated) < policy.committee_at_least:
        sentence = f"The selection committee seats {len(seated)} coalitions; the policy asks for at least "
        yield Violation("selection_committee", tuple(seated), f"{sentence}{policy.committee_at_least}.")
    competitors = competing(facts.instance) if seats else frozenset()
    for name in seated:
        coalition = facts.instance.coalition.get(name)
        if sum(seat.coalition == name for seat in seats) > 1:
            yield Violation("selection_committee", (name,), f"{name} sits twice on the selection committee.")
        if coalition is None:
            yield Violation("selection_committee", (name,), f"{name} on the selection committee is no coalition.")
        elif not coalition.opts_out:
            sentence = f"{name} sits on the selection committee and has not taken itself out of the competition."
            yield Violation("selection_committee", (name,), sentence)
        if name in competitors:
            yield Violation("selection_committee", (name,), f"{name} sits on the selection committee and competes.")


@rule
def no_judge_in_own_cause(facts: Facts) -> Iterator[Violation]:
    """Nobody on the selection committee judges a request of their own."""
    competitors = competing(facts.instance) if facts.programme.committee else frozenset()
    for seat in facts.programme.committee:
        person = facts.instance.person.get(seat.person)
        if person is None or seat.coalition not in person.coalitions:
            sentence = f"{seat.person or 'Nobody'} sits for {seat.coalition}, and does not represent it."
            yield Violation("no_judge_in_own_cause", (seat.coalition,), sentence)
            continue
        judged = sorted(competitors.intersection(person.coalitions))
        if judged:
            sentence = f"{person.id} sits for {seat.coalition} and represents a competitor: {listed(judged)}."
            yield Violation("no_judge_in_own_cause", (person.id, *judged), sentence)
