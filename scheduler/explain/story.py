"""The results of a coalition: its requests, granted or refused, the rules that refused them, and who gained."""

from __future__ import annotations

from scheduler.catalogue import RULE, RULES
from scheduler.core.instance import Coalition, Instance, Request
from scheduler.core.lookup import find_coalition
from scheduler.core.phrases import listed, number_of
from scheduler.core.programme import Programme
from scheduler.core.queries import granted_placement, others_in
from scheduler.core.vocabulary import Kind
from scheduler.explain.answers import Answer, AnswerKind
from scheduler.explain.counted_reasons import PLURAL
from scheduler.verify.eligibility_rules import missing_conditions
from scheduler.verify.recomputed_goals import claim

UNCONDITIONAL_RULES = frozenset(rule.id for rule in RULES if rule.refuses_anyway)
"""Rules that refuse a request independently of other requests."""


def story(instance: Instance, programme: Programme, text: str) -> Answer:
    """The results of a coalition's requests, as an answer. Raises NotUnderstoodError for an unknown coalition."""
    coalition = find_coalition(instance, text)
    requests = instance.requests_of(coalition.id)
    sentences = [_introduction(instance, coalition, len(requests))]
    request_fields: list[dict[str, object]] = []
    for request in requests:
        sentences += _request_sentences(instance, programme, request)
        request_fields.append(_fields(instance, programme, request))
    granted = sum(request.id in programme.granted for request in requests)
    sentences.append(f"In all, {granted} of {number_of(len(requests), 'wish', 'wishes')} granted.")
    if granted < len(requests):
        sentences.append("For the price of a refused wish, ask “--why-not”.")
    return Answer(
        f"What became of {coalition.id}?",
        AnswerKind.TOLD,
        tuple(sentences),
        None,
        {"coalition": coalition.id, "requests": request_fields},
    )


def _introduction(instance: Instance, coalition: Coalition, asked: int) -> str:
    missing = missing_conditions(instance, coalition)
    standing = f"not eligible: {listed(missing)}" if missing else "eligible"
    answered = "" if coalition.answered else " It did not answer; the policy asks on its behalf."
    its_claim = claim(instance, coalition.id)
    waiting = f" Its claim counts {its_claim} more." if its_claim else ""
    wishes = number_of(asked, "wish", "wishes")
    return f"{coalition.id} ({coalition.name}) is {standing}; it has {wishes}.{answered}{waiting}"


def _request_sentences(instance: Instance, programme: Programme, request: Request) -> list[str]:
    session = granted_placement(programme, request)
    title = f"{SINGULAR[request.kind]}, its {request.choice}"
    if session:
        others = others_in(programme, session.placed, request.coalition)
        company = f", with {listed(others)}" if others else ""
        inside = "" if session.placed.id == request.id else f" “{session.placed.title}”,"
        return [f"Granted: {title}:{inside} {session.placed.when} in {session.placed.room}{company}."]
    decision = programme.decision.get(request.id)
    reason = decision.reason if decision else None
    sentences = [f"Refused: {title}. {reason.sentence if reason else 'No reason was recorded.'}"]
    if reason and reason.rules:
        sentences.append("  By: " + "; ".join(map(_rule_text, reason.rules)))
    gain = winners(instance, programme, request)
    if gain:
        sentences.append(f"  At the gain of those who were granted {PLURAL[request.kind]}: {listed(gain)}.")
    elif reason and not UNCONDITIONAL_RULES.isdisjoint(reason.rules):
        sentences.append("  At nobody’s gain: it would be refused whatever others asked.")
    return sentences


def _rule_text(rule: str) -> str:
    """A rule's sentence and id; the id alone of one that a saved file names and the catalogue does not know."""
    name = rule.replace("_", " ")
    return f"{RULE[rule].sentence} [{name}]" if rule in RULE else name


SINGULAR = {kind: ("an " if kind.value[0] in "aeiou" else "a ") + kind.value for kind in Kind} | {
    Kind.SEGMENT: "a segment of the coalitions' main session"
}
"""The singular of each kind with its article."""


def winners(instance: Instance, programme: Programme, request: Request) -> list[str]:
    """The coalitions with granted requests that compete with a refused one, each with its rank in words.

    These are requests of the same kind, for joint sessions with a common theme. Empty if a rule refuses the request
    unconditionally.
    """
    decision = programme.decision.get(request.id)
    if decision is None or decision.reason is None or not UNCONDITIONAL_RULES.isdisjoint(decision.reason.rules):
        return []
    names = []
    for other in instance.requests:
        rival = other.kind is request.kind and other.coalition != request.coalition and other.id in programme.granted
        if rival and _compete(programme, request, other):
            names.append(f"{other.coalition} ({other.choice})")
    return names


def _compete(programme: Programme, request: Request, other: Request) -> bool:
    """Whether two requests compete for the same placements; joint sessions do on a common theme."""
    if request.kind is not Kind.JOINT:
        return True
    session = granted_placement(programme, other)
    return session is not None and bool(set(session.placed.themes).intersection(request.themes))


def _fields(instance: Instance, programme: Programme, request: Request) -> dict[str, object]:
    session = granted_placement(programme, request)
    decision = programme.decision.get(request.id)
    reason = decision.reason if decision else None
    return {
        "request": request.id,
        "rank": request.rank,
        "granted": session is not None,
        "session": session.placed.id if session else None,
        "when": session.placed.when if session else None,
        "room": session.placed.room if session else None,
        "rules": list(reason.rules) if reason else [],
        "reason": reason.sentence if reason else None,
        "at_the_gain_of": winners(instance, programme, request) if session is None else [],
    }
