"""A coalition's story: what it asked, what it got, what was refused by which rules, and at whose gain."""

from __future__ import annotations

from scheduler.catalogue import RULE, RULES
from scheduler.core.instance import Coalition, Instance, Request
from scheduler.core.lookup import find_coalition
from scheduler.core.phrases import listed, number_of
from scheduler.core.programme import Programme
from scheduler.core.queries import held_where, others_in
from scheduler.core.vocabulary import Kind
from scheduler.explain.answers import Answer, AnswerKind, rank_word
from scheduler.explain.counted_reasons import PLURAL
from scheduler.verify.eligibility_rules import missing_conditions
from scheduler.verify.recomputed_goals import claim

AT_NOBODYS_GAIN = frozenset(rule.id for rule in RULES if rule.refuses_anyway)
"""Rules that refuse a request whatever others asked for."""


def story(instance: Instance, programme: Programme, text: str) -> Answer:
    """What became of a coalition's wishes. Raises NotUnderstoodError where there is no such coalition."""
    coalition = find_coalition(instance, text)
    requests = instance.requests_of(coalition.id)
    sentences = [_opening(instance, coalition, len(requests))]
    told: list[dict[str, object]] = []
    for request in requests:
        sentences += _of_request(instance, programme, request)
        told.append(_fields(instance, programme, request))
    granted = sum(request.id in programme.granted for request in requests)
    sentences.append(f"In all, {granted} of {number_of(len(requests), 'wish', 'wishes')} granted.")
    if granted < len(requests):
        sentences.append("What a refused wish would cost, “--why-not” solves for.")
    return Answer(
        f"What became of {coalition.id}?",
        AnswerKind.TOLD,
        tuple(sentences),
        None,
        {"coalition": coalition.id, "requests": told},
    )


def _opening(instance: Instance, coalition: Coalition, asked: int) -> str:
    missing = missing_conditions(instance, coalition)
    standing = f"not eligible: {listed(missing)}" if missing else "eligible"
    answered = "" if coalition.answered else " It did not answer; the policy asks on its behalf."
    its_claim = claim(instance, coalition.id)
    waiting = f" Its claim counts {its_claim} more." if its_claim else ""
    wishes = number_of(asked, "wish", "wishes")
    return f"{coalition.id} ({coalition.name}) is {standing}; it has {wishes}.{answered}{waiting}"


def _of_request(instance: Instance, programme: Programme, request: Request) -> list[str]:
    held = held_where(programme, request)
    title = f"{PLURAL_ONE[request.kind]}, its {rank_word(request)}"
    if held:
        others = others_in(programme, held.placed, request.coalition)
        company = f", with {listed(others)}" if others else ""
        inside = "" if held.placed.id == request.id else f" “{held.placed.title}”,"
        return [f"Granted: {title}:{inside} {held.placed.when} in {held.placed.room}{company}."]
    decision = programme.decision.get(request.id)
    reason = decision.reason if decision else None
    sentences = [f"Refused: {title}. {reason.sentence if reason else 'No reason was recorded.'}"]
    if reason and reason.rules:
        sentences.append("  By: " + "; ".join(map(_rule_text, reason.rules)))
    gain = winners(instance, programme, request)
    if gain:
        sentences.append(f"  At the gain of those who were granted {PLURAL[request.kind]}: {listed(gain)}.")
    elif reason and not AT_NOBODYS_GAIN.isdisjoint(reason.rules):
        sentences.append("  At nobody’s gain: it would be refused whatever others asked.")
    return sentences


def _rule_text(rule: str) -> str:
    """A rule's sentence and id; the id alone of one that a saved file names and the catalogue does not know."""
    name = rule.replace("_", " ")
    return f"{RULE[rule].sentence} [{name}]" if rule in RULE else name


PLURAL_ONE = {kind: ("an " if kind.value[0] in "aeiou" else "a ") + kind.value for kind in Kind} | {
    Kind.SEGMENT: "a segment of the coalitions' main session"
}
"""One of each kind, as a sentence calls it."""


def winners(instance: Instance, programme: Programme, request: Request) -> list[str]:
    """Who was granted what a refused request competes for, each with the rank it gave it.

    Others of the same kind; for a joint session those on one of its themes. Empty where competition refused nothing.
    """
    decision = programme.decision.get(request.id)
    if decision is None or decision.reason is None or not AT_NOBODYS_GAIN.isdisjoint(decision.reason.rules):
        return []
    found = []
    for other in instance.requests:
        rival = other.kind is request.kind and other.coalition != request.coalition and other.id in programme.granted
        if rival and _same_places(programme, request, other):
            found.append(f"{other.coalition} ({rank_word(other)})")
    return found


def _same_places(programme: Programme, request: Request, other: Request) -> bool:
    """Whether two requests compete for the same placements; joint sessions do on a common theme."""
    if request.kind is not Kind.JOINT:
        return True
    held = held_where(programme, other)
    return held is not None and bool(set(held.placed.themes).intersection(request.themes))


def _fields(instance: Instance, programme: Programme, request: Request) -> dict[str, object]:
    held = held_where(programme, request)
    decision = programme.decision.get(request.id)
    reason = decision.reason if decision else None
    return {
        "request": request.id,
        "rank": request.rank,
        "granted": held is not None,
        "session": held.placed.id if held else None,
        "when": held.placed.when if held else None,
        "room": held.placed.room if held else None,
        "rules": list(reason.rules) if reason else [],
        "reason": reason.sentence if reason else None,
        "at_the_gain_of": winners(instance, programme, request) if held is None else [],
    }
