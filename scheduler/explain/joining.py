"""Reasons for refused joint sessions: no existing one can take the coalition, and no new one can be formed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from scheduler.catalogue import RULE, Scope
from scheduler.catalogue.rules import rules_in
from scheduler.core.instance import Request
from scheduler.core.phrases import listed
from scheduler.core.programme import PlacedSession, Reason, joint_session_id
from scheduler.core.vocabulary import Kind
from scheduler.explain.counted_reasons import rules_of, summed_up
from scheduler.explain.insertion_options import (
    GROUP_RULES,
    Baseline,
    BrokenRule,
    Insertion,
    check_insertions,
    first_broken_rule,
    new_joint_sessions,
    sessions_to_join,
)
from scheduler.explain.price import price
from scheduler.verify.facts import Facts, gather
from scheduler.verify.findings import Violation
from scheduler.verify.rules import FUNCTION

GROUPS_CONSIDERED = 1000
"""Number of possible groups of coalitions that are checked; the reason mentions if there are more."""

GROUPS_PLACED = 10
"""Number of groups that satisfy the rules on groups which are tried in every placement."""

CAPS = tuple(FUNCTION[rule.id] for rule in rules_in(Scope.COUNT) if rule.frees_up)
"""The rules on numbers and minutes that one more session could break."""

Group = tuple[str, tuple[Request, ...]]
"""A theme and the requests that a new joint session under it would hold."""


def joint_session_reason(baseline: Baseline, request: Request, partners: Sequence[Request]) -> Reason:
    """The reason why a request for a joint session is refused; `partners` are other refused requests to join."""
    facts = baseline.facts
    coalition = facts.instance.coalition[request.coalition]
    themes = [theme for theme in request.themes if theme in facts.instance.theme and facts.instance.theme[theme].joint]
    if not themes and not coalition.horizontal:
        sentence = "None of its themes allows a joint session." if request.themes else "The request names no theme."
        return Reason(rules=("shared_theme",), sentence=sentence)
    insertions = list(sessions_to_join(facts, request))
    outcomes, free = check_insertions(baseline, insertions)
    if free:
        return price(baseline, request, free)
    no_session = "there is no joint session to join"
    joining = summed_up(facts, request, "joint session", outcomes) if insertions else no_session
    new = _no_new_session(baseline, request, themes, partners)
    if not new.rules:
        return new
    rules = tuple(dict.fromkeys((*rules_of(outcomes), *new.rules)))
    return Reason(rules=rules, sentence=f"With everything else as it is, {joining}; {new.sentence}.")


def _no_new_session(baseline: Baseline, request: Request, themes: list[str], partners: Sequence[Request]) -> Reason:
    """Why no new joint session can be formed, as a clause; without rules, the price of one as a sentence."""
    facts = baseline.facts
    caps = _caps_passed(facts, request)
    if caps:
        return Reason(
            rules=tuple(dict.fromkeys(v.rule for v in caps)), sentence=f"a new one {_caps_clause(facts, caps)}"
        )
    if facts.instance.coalition[request.coalition].horizontal:
        themes = [theme.code for theme in facts.instance.themes if theme.joint]
    used_themes = {theme for session in facts.joint for theme in session.themes}
    open_themes = [theme for theme in themes if theme not in used_themes]
    if not open_themes:
        sentence = "each of its themes has a joint session already, and none is held twice"
        return Reason(rules=("one_joint_session_per_theme",), sentence=sentence)
    groups, broken = _groups(facts, request, open_themes, partners)
    if groups:
        return _no_placement_for_groups(baseline, request, groups)
    if not broken:
        too_few = f"too few other coalitions that could have one are left to share {listed(open_themes)} with it"
        return Reason(rules=("shared_theme",), sentence=too_few)
    tried = f"of the first {GROUPS_CONSIDERED} groups" if len(broken) == GROUPS_CONSIDERED else "of the groups"
    rules = tuple(dict.fromkeys(outcome.rule for outcome in broken))
    none = f"{tried} that could make up a new one with it, none keeps the rules ({_group_rules(rules)})"
    return Reason(rules=rules, sentence=none)


def _caps_passed(facts: Facts, request: Request) -> tuple[Violation, ...]:
    """The rules on numbers and minutes that one more joint session would break."""
    minutes = facts.instance.policy.kinds[Kind.JOINT].minutes
    day = facts.instance.days[0].id
    one_more = PlacedSession(id="one more", title="", kind=Kind.JOINT, day=day, start=0, end=minutes, room="")
    sessions = (*facts.programme.sessions, one_more)
    with_it = gather(facts.instance, facts.programme.model_copy(update={"sessions": sessions}))
    return tuple(v for rule in CAPS for v in rule(with_it) if v not in set(rule(facts)))


def _caps_clause(facts: Facts, caps: tuple[Violation, ...]) -> str:
    policy = facts.instance.policy
    at_most = policy.kinds[Kind.JOINT].at_most
    if caps[0].rule == "minutes_cap":
        return f"would pass the {policy.coalition_minutes_at_most} minutes agreed for coalitions' sessions"
    if at_most is not None and sum(1 for _ in facts.joint) >= at_most:
        return f"would pass the {at_most} that the policy allows"
    return f"would pass the {policy.coalition_sessions_at_most} joint and individual sessions that the policy allows"


def _groups(
    facts: Facts, request: Request, themes: list[str], partners: Sequence[Request]
) -> tuple[list[Group], list[BrokenRule]]:
    """The first groups with this request that satisfy the rules on groups, and the rules that the others break."""
    groups: list[Group] = []
    broken: list[BrokenRule] = []
    possible = ((theme, members) for theme in themes for members in _possible_groups(facts, request, theme, partners))
    for theme, members in islice(possible, GROUPS_CONSIDERED):
        broken_rule = first_broken_rule(facts, _unplaced_session(facts, theme, members), GROUP_RULES)
        if broken_rule:
            broken.append(broken_rule)
        else:
            groups.append((theme, members))
        if len(groups) == GROUPS_PLACED:
            break
    return groups, broken


def _possible_groups(
    facts: Facts, request: Request, theme: str, partners: Sequence[Request]
) -> Iterator[tuple[Request, ...]]:
    policy = facts.instance.policy
    eligible = [p for p in partners if theme in p.themes or facts.instance.coalition[p.coalition].horizontal]
    for size in range(policy.joint_size_min, policy.joint_size_max + 1):
        for others in combinations(eligible, size - 1):
            yield (request, *others)


def _unplaced_session(facts: Facts, theme: str, members: tuple[Request, ...]) -> Insertion:
    """A joint session without a placement, for the rules on groups."""
    placed = PlacedSession(
        id=joint_session_id(theme),
        title=theme,
        kind=Kind.JOINT,
        day=facts.instance.days[0].id,
        start=0,
        end=facts.instance.policy.kinds[Kind.JOINT].minutes,
        room="",
        themes=(theme,),
        coalitions=tuple(request.coalition for request in members),
    )
    return Insertion(placed, members)


def _group_rules(rules: tuple[str, ...]) -> str:
    return " or ".join(RULE[rule].counted_as for rule in rules)


def _no_placement_for_groups(baseline: Baseline, request: Request, groups: list[Group]) -> Reason:
    insertions = (
        insertion for theme, members in groups for insertion in new_joint_sessions(baseline.facts, theme, members)
    )
    outcomes, free = check_insertions(baseline, insertions)
    if free:
        return price(baseline, request, free)
    if not outcomes:
        minutes = baseline.facts.instance.policy.kinds[Kind.JOINT].minutes
        return Reason(rules=("room_grid",), sentence=f"no room for joint sessions has a slot of {minutes} minutes")
    company = dict.fromkeys(listed(r.coalition for r in members if r is not request) for _, members in groups)
    partner_names = " or with ".join(company)
    first = f" (the first {len(groups)} groups that are possible)" if len(groups) == GROUPS_PLACED else ""
    fails = summed_up(baseline.facts, request, "place", outcomes)
    return Reason(rules=rules_of(outcomes), sentence=f"for a new one with {partner_names}{first}, {fails}")
