"""Counts in words: of many placements that fail, how many fail by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.catalogue import RULE
from scheduler.core.instance import HostSession, Request
from scheduler.core.phrases import listed, number_of, number_word
from scheduler.core.vocabulary import Kind
from scheduler.explain.insertion_options import BrokenRule
from scheduler.verify.facts import Facts

PLURAL = {
    Kind.JOINT: "joint sessions",
    Kind.INDIVIDUAL: "individual sessions",
    Kind.MAIN_SLOT: "main-session slots",
    Kind.SEGMENT: "segments of the coalitions' main session",
    Kind.DAY_ZERO: "day-zero events",
    Kind.BILATERAL: "bilateral meetings",
    Kind.BOOTH: "booth shifts",
}
"""The plural of each kind in sentences."""


def rules_of(outcomes: Iterable[BrokenRule]) -> tuple[str, ...]:
    """The deciding rules, each once, the most frequent first."""
    return tuple(_by_rule(outcomes))


def summed_up(facts: Facts, subject: Request | HostSession, noun: str, outcomes: Sequence[BrokenRule]) -> str:
    """``each of the 14 places fails: 11 are taken and 3 clash with other sessions of DC3 coordinator 1``.

    `noun` is what a way is: a place, a joint session, a main session. Each way is counted once.
    """
    by_rule = _by_rule(outcomes)
    counts = [count for count, _ in by_rule.values()]
    clauses = [_clauses(facts, subject, rule, who) for rule, (_, who) in by_rule.items()]
    if len(outcomes) == 1:
        return f"the only {noun} {clauses[0][0]}"
    if len(clauses) == 1:
        return f"each of the {len(outcomes)} {noun}s {clauses[0][0]}"
    reasons = [f"{count} {one if count == 1 else many}" for count, (one, many) in zip(counts, clauses, strict=True)]
    return f"each of the {len(outcomes)} {noun}s fails: {listed(reasons)}"


def _by_rule(outcomes: Iterable[BrokenRule]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """For each deciding rule, the number of insertions that it forbids and the names that it concerns."""
    counts: dict[str, int] = {}
    who: dict[str, dict[str, None]] = {}
    for outcome in outcomes:
        counts[outcome.rule] = counts.get(outcome.rule, 0) + 1
        who.setdefault(outcome.rule, {}).update(dict.fromkeys(outcome.who))
    return {
        rule: (count, tuple(who[rule])) for rule, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    }


def _clauses(facts: Facts, subject: Request | HostSession, rule: str, who: tuple[str, ...]) -> tuple[str, str]:
    """The clauses for one and for several placements, sessions or groups that break a rule, from its record."""
    values = _values(facts, subject, who)
    if (
        rule == "shared_theme"
        and isinstance(subject, Request)
        and facts.instance.coalition[subject.coalition].horizontal
    ):
        return f"has {values['guests']}", f"have {values['guests']}"
    one, several = RULE[rule].clauses
    return one.format(**values), several.format(**values)


def _values(facts: Facts, subject: Request | HostSession, who: tuple[str, ...]) -> dict[str, str]:
    """The values for the placeholders in the clauses of a rule's record."""
    policy = facts.instance.policy
    return {
        "people": listed(who),
        "audience": str(subject.audience),
        "minutes": str(subject.minutes),
        "needs": _needs(facts, subject),
        "missing": listed(sorted(set(subject.required))) if isinstance(subject, Request) else "",
        "teams": listed(f"{team.service.value}: {team.number}" for team in facts.instance.teams),
        "guests": number_word(policy.guests_at_most, "guest") + ", as many as it may have",
        "size": str(policy.joint_size_max),
        "slots": number_of(policy.main_slots_per_session, "slot") + " of coalitions",
    }


def _needs(facts: Facts, subject: Request | HostSession) -> str:
    """The services needed; for a request also those that the policy requires for its kind."""
    of_kind = facts.instance.policy.kinds[subject.kind].needs if isinstance(subject, Request) else ()
    return listed(sorted({*subject.needs, *of_kind}))
