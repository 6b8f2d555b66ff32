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
    return tuple(dict.fromkeys(rule for rule, _ in _by_cause(outcomes)))


def summed_up(facts: Facts, subject: Request | HostSession, noun: str, outcomes: Sequence[BrokenRule]) -> str:
    """``each of the 14 places fails: 11 are taken and 3 clash with other sessions of DC3 coordinator 1``.

    `noun` is what a way is: a place, a joint session, a main session. Each way is counted once; where places are taken
    and at a forbidden time too, a second clause counts them: ``3 of those taken also fall outside the local hours``.
    """
    by_cause = _by_cause(outcomes)
    counts = [count for count, _ in by_cause.values()]
    clauses = [_clauses(facts, subject, rule, who, own) for (rule, own), (_, who) in by_cause.items()]
    besides = _besides(facts, subject, outcomes)
    if len(outcomes) == 1:
        return f"the only {noun} {clauses[0][0]}{besides}"
    if len(clauses) == 1:
        return f"each of the {len(outcomes)} {noun}s {clauses[0][0]}{besides}"
    reasons = [f"{count} {one if count == 1 else many}" for count, (one, many) in zip(counts, clauses, strict=True)]
    return f"each of the {len(outcomes)} {noun}s fails: {listed(reasons)}{besides}"


def _besides(facts: Facts, subject: Request | HostSession, outcomes: Sequence[BrokenRule]) -> str:
    """A clause on the places that are taken and at a forbidden time too; empty if there is none."""
    by_cause = _by_cause(outcome.besides for outcome in outcomes if outcome.besides)
    clauses = []
    for (rule, own), (count, who) in by_cause.items():
        one, several = _clauses(facts, subject, rule, who, own)
        clauses.append(f"{count} also {one if count == 1 else several}")
    return f"; of those taken, {listed(clauses)}" if clauses else ""


def _by_cause(outcomes: Iterable[BrokenRule]) -> dict[tuple[str, str], tuple[int, tuple[str, ...]]]:
    """For each deciding rule and own session in the way, the number of insertions and the names that it concerns."""
    counts: dict[tuple[str, str], int] = {}
    who: dict[tuple[str, str], dict[str, None]] = {}
    for outcome in outcomes:
        cause = outcome.rule, outcome.own
        counts[cause] = counts.get(cause, 0) + 1
        who.setdefault(cause, {}).update(dict.fromkeys(outcome.who))
    return {
        cause: (count, tuple(who[cause]))
        for cause, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    }


def _clauses(
    facts: Facts, subject: Request | HostSession, rule: str, who: tuple[str, ...], own: str
) -> tuple[str, str]:
    """The clauses for one and for several placements, sessions or groups that break a rule, from its record."""
    if own and isinstance(subject, Request):
        return f"is taken by {subject.coalition}'s own {own}", f"are taken by {subject.coalition}'s own {own}"
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
