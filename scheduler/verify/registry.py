"""The verifier's functions by rule: a function registers under its name, which is the rule's id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import NamedTuple

from scheduler.catalogue import RULE
from scheduler.catalogue.rule import Registry
from scheduler.core.vocabulary import Use
from scheduler.verify.facts import Facts, SessionFacts
from scheduler.verify.findings import Violation

RuleFunction = Callable[[Facts], Iterator[Violation]]


class SessionAtSite(NamedTuple):
    """The properties of a session in a room at a time on which rules of scope SITE may depend.

    Explanations judge sessions that are equal in this once. A rule that needs to know more adds a field here.
    """

    label: str
    use: Use
    from_requests: bool
    forbidden_days: tuple[str, ...]
    room: str
    day: str
    start: int
    end: int


class SiteFinding(NamedTuple):
    """A violation of a rule of scope SITE: a clause, and the ids of other sessions that it concerns."""

    what: str
    others: tuple[str, ...] = ()


SiteRule = Callable[[Facts, SessionAtSite], Iterator[SiteFinding]]

rule: Registry[RuleFunction] = Registry(frozenset(RULE))
"""Rules on the programme."""

site_rule: Registry[SiteRule] = Registry(frozenset(RULE))
"""Rules on one session in its placement, which may depend on that session and the ceremonies only."""


def at_site(session: SessionFacts) -> SessionAtSite:
    """The properties of a placed session that rules of scope SITE receive."""
    placed = session.placed
    forbidden = session.host.forbidden_days if session.host else ()
    return SessionAtSite(
        session.label, session.use, session.from_requests, forbidden, placed.room, placed.day, placed.start, placed.end
    )


def of_every_session(function: SiteRule) -> RuleFunction:
    """Apply a rule on one session to every decided session of a programme."""

    @wraps(function)
    def violations(facts: Facts) -> Iterator[Violation]:
        for session in facts.decided:
            for what, others in function(facts, at_site(session)):
                sentence = f"{session.name} in {session.place_text} {what}."
                yield Violation(function.__name__, session.coalitions, sentence, (session.placed.id, *others))

    return violations
