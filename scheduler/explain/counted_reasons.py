"""Sums in words: of many places that fail, how many fail for which reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.core.instance import HostSession, Request
from scheduler.core.phrases import listed, number_of, number_word
from scheduler.core.vocabulary import Kind
from scheduler.explain.insertion_options import Outcome
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
"""Several of each kind, as a sentence calls them."""


def rules_of(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """The rules that decide, each once, the most frequent first."""
    return tuple(_by_rule(outcomes))


def summed_up(facts: Facts, asked: Request | HostSession, noun: str, outcomes: Sequence[Outcome]) -> str:
    """``each of the 14 places fails: 11 are taken and 3 clash with other sessions of DC3 coordinator 1``.

    `noun` is what a way is: a place, a joint session, a main session. Each way is counted once.
    """
    by_rule = _by_rule(outcomes)
    counts = [count for count, _ in by_rule.values()]
    clauses = [_clauses(facts, asked, rule, who) for rule, (_, who) in by_rule.items()]
    if len(outcomes) == 1:
        return f"the only {noun} {clauses[0][0]}"
    if len(clauses) == 1:
        return f"each of the {len(outcomes)} {noun}s {clauses[0][0]}"
    reasons = [f"{count} {one if count == 1 else many}" for count, (one, many) in zip(counts, clauses, strict=True)]
    return f"each of the {len(outcomes)} {noun}s fails: {listed(reasons)}"


def _by_rule(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """For each decisive rule, how many ways it decides and whom it concerns there."""
    counts: dict[str, int] = {}
    who: dict[str, dict[str, None]] = {}
    for outcome in outcomes:
        counts[outcome.rule] = counts.get(outcome.rule, 0) + 1
        who.setdefault(outcome.rule, {}).update(dict.fromkeys(outcome.who))
    return {
        rule: (count, tuple(who[rule])) for rule, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    }


def _clauses(facts: Facts, asked: Request | HostSession, rule: str, who: tuple[str, ...]) -> tuple[str, str]:
    """What is said of one way that fails by a rule, and of several."""
    people, needs = listed(who), _needs(facts, asked)
    scarce = [f"{team.service.value}: {team.number}" for team in facts.instance.teams]
    teams = f" ({listed(scarce)})"
    clauses = {
        "room_capacity": (f"seats fewer than {asked.audience}", f"seat fewer than {asked.audience}"),
        "room_services": (f"lacks what it needs ({needs})", f"lack what it needs ({needs})"),
        "captioning": ("has no captioning", "have no captioning"),
        "room_hours": ("lies outside the opening hours", "lie outside the opening hours"),
        "blocked_times": (
            "falls beside a ceremony that blocks everything",
            "fall beside a ceremony that blocks everything",
        ),
        "availability": (f"falls when {people} cannot be there", f"fall when {people} cannot be there"),
        "remote_hours": (
            f"falls outside the local hours set for {people}",
            f"fall outside the local hours set for {people}",
        ),
        "room_overlap": ("is taken", "are taken"),
        "person_in_one_place": (f"clashes with another session of {people}", f"clash with other sessions of {people}"),
        "room_use": ("is on a day that is forbidden for it", "are on days that are forbidden for it"),
        "freed_slots": ("is kept for coalitions", "are kept for coalitions"),
        "service_teams": (
            f"finds every team at work for a service that it uses{teams}",
            f"find every team at work for a service that it uses{teams}",
        ),
        "session_order": (
            "stands on the wrong side of a session that it must precede or follow",
            "stand on the wrong side of a session that it must precede or follow",
        ),
        "sessions_apart": (
            "falls at the time of a session from which it is to be apart",
            "fall at the time of a session from which it is to be apart",
        ),
        "same_day": (
            "is not on the day of a session with which it belongs",
            "are not on the day of a session with which it belongs",
        ),
        "other_day": (
            "is on the day of a session from which a day must part it",
            "are on the day of a session from which a day must part it",
        ),
    }
    if isinstance(asked, Request):
        clauses |= _clauses_of_requests(facts, asked, people)
    return clauses.get(rule, (f"breaks the rule “{rule}”", f"break the rule “{rule}”"))


def _needs(facts: Facts, asked: Request | HostSession) -> str:
    """The services that are needed, for a request those that the policy lists for its kind too."""
    of_kind = facts.instance.policy.kinds[asked.kind].needs if isinstance(asked, Request) else ()
    return listed(sorted({*asked.needs, *of_kind}))


def _clauses_of_requests(facts: Facts, request: Request, people: str) -> dict[str, tuple[str, str]]:
    """What is said of joint sessions, segments and coalitions, by rule."""
    policy = facts.instance.policy
    missing = listed(sorted(set(request.required)))
    guests = number_word(policy.guests_at_most, "guest") + ", as many as it may have"
    slots = number_of(policy.main_slots_per_session, "slot") + " of coalitions"
    return {
        "coalition_in_one_place": (
            f"clashes with another session of {people}",
            f"clash with other sessions of {people}",
        ),
        "no_touching_slots": (f"touches another session of {people}", f"touch other sessions of {people}"),
        "shared_theme": (f"has {guests}", f"have {guests}")
        if facts.instance.coalition[request.coalition].horizontal
        else ("is on another theme", "are on other themes"),
        "partner_vetoes": (f"would bring together {people}, against a veto",) * 2,
        "required_partners": (f"lacks {missing}, on which it insists", f"lack {missing}, on which it insists"),
        "joint_size": (
            f"has its {policy.joint_size_max} members",
            f"have their {policy.joint_size_max} members",
        ),
        "main_session_theme": ("is on none of its themes", "are on none of its themes"),
        "main_slots_per_session": (f"has its {slots}", f"have their {slots}"),
        "segments_fit": (
            f"has no {request.minutes} minutes left for coalitions",
            f"have no {request.minutes} minutes left for coalitions",
        ),
        "pins": ("is against a pin", "are against a pin"),
    }
