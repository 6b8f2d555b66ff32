"""Rules on joint sessions: how many, who with whom, under which theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.core.phrases import listed, number_of
from scheduler.core.vocabulary import Kind
from scheduler.verify.facts import Facts, SessionFacts
from scheduler.verify.findings import Violation
from scheduler.verify.registry import rule


@rule
def joint_size(facts: Facts) -> Iterator[Violation]:
    """A joint session brings together no fewer and no more coalitions than the policy says."""
    policy = facts.instance.policy
    for session in facts.joint:
        size = len(session.coalitions)
        if not policy.joint_size_min <= size <= policy.joint_size_max:
            allowed = f"the policy says {policy.joint_size_min} to {policy.joint_size_max}"
            yield _in("joint_size", session, f"has {number_of(size, 'member')}; {allowed}", session.coalitions)


@rule
def shared_theme(facts: Facts) -> Iterator[Violation]:
    """Those who share a joint session share its theme."""
    for session in facts.joint:
        guests = []
        for theme in session.themes:
            known = facts.instance.theme.get(theme)
            if known is None or not known.joint:
                yield _in("shared_theme", session, f"has the theme {theme}, which allows no joint session", ())
        for request in session.requests:
            if all(theme in request.themes for theme in session.themes):
                continue
            if facts.instance.coalition[request.coalition].horizontal:
                guests.append(request.coalition)
            else:
                strange = f"includes {request.coalition}, which does not name its theme"
                yield _in("shared_theme", session, strange, (request.coalition,))
        if len(guests) > facts.instance.policy.guests_at_most:
            limit = facts.instance.policy.guests_at_most
            yield _in(
                "shared_theme", session, f"has {number_of(len(guests), 'guest')}; allowed are {limit}", tuple(guests)
            )
        others = [coalition for coalition in session.coalitions if coalition not in guests]
        if len(others) < 2:
            few = f"has {number_of(len(others), 'member')} besides guests; at least two must share its theme"
            yield _in("shared_theme", session, few, session.coalitions)


@rule
def one_joint_session_per_theme(facts: Facts) -> Iterator[Violation]:
    """Each joint session has a theme of its own; none is repeated."""
    by_theme: dict[str, list[SessionFacts]] = {}
    memberships: dict[str, list[SessionFacts]] = {}
    for session in facts.joint:
        for theme in session.themes:
            by_theme.setdefault(theme, []).append(session)
        for coalition in dict.fromkeys(session.placed.coalitions):
            memberships.setdefault(coalition, []).append(session)
    for theme, sessions in by_theme.items():
        if len(sessions) > 1:
            names = listed(session.name for session in sessions)
            sentence = f"{len(sessions)} joint sessions have the theme {theme}: {names}."
            yield Violation(
                "one_joint_session_per_theme", (), sentence, tuple(session.placed.id for session in sessions)
            )
    for coalition, sessions in memberships.items():
        # A coalition without a granted request is listed wrongly, which is for “requests_decided” to say.
        asked = sum(request.coalition == coalition for request in facts.requests_of(Kind.JOINT))
        if len(sessions) > max(asked, 1):
            sentence = f"{coalition} is in {len(sessions)} joint sessions for {number_of(asked, 'granted request')}."
            ids = tuple(session.placed.id for session in sessions)
            yield Violation("one_joint_session_per_theme", (coalition,), sentence, ids)
    for session in facts.joint:
        for coalition, count in Counter(request.coalition for request in session.requests).items():
            if count > 1:
                twice = f"holds {count} requests of {coalition}, each of which asks for a joint session of its own"
                yield _in("one_joint_session_per_theme", session, twice, (coalition,))


@rule
def partner_vetoes(facts: Facts) -> Iterator[Violation]:
    """Nobody shares a joint session with a coalition that one of them ruled out."""
    for session in facts.joint:
        for request in session.requests:
            for other in session.coalitions:
                if other in request.vetoes and other != request.coalition:
                    both = (request.coalition, other)
                    yield _in(
                        "partner_vetoes", session, f"brings {other} to {request.coalition}, which ruled it out", both
                    )


@rule
def required_partners(facts: Facts) -> Iterator[Violation]:
    """A coalition that insists on a partner meets it in its joint session."""
    for session in facts.joint:
        for request in session.requests:
            for partner in request.required:
                if partner not in session.coalitions:
                    lacks = f"includes {request.coalition} without {partner}, on which it insists"
                    yield _in("required_partners", session, lacks, (request.coalition, partner))


def _in(rule_id: str, session: SessionFacts, what: str, who: tuple[str, ...]) -> Violation:
    return Violation(rule_id, who, f"{session.name} {what}.", (session.placed.id,))
