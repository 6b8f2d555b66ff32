"""The verifier's functions by rule: a function registers under its name, which is the rule's id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import NamedTuple

from scheduler.catalogue import RULE
from scheduler.catalogue.rule import Registry
from scheduler.core.vocabulary import Use
from scheduler.verify.facts import Facts, HeldSession
from scheduler.verify.findings import Violation

RuleFunction = Callable[[Facts], Iterator[Violation]]


class SessionAtSite(NamedTuple):
    """A session in a room at a time, as far as rules on that may look at it (scope SITE).

    Explanations judge sessions that are equal in this once. A rule that needs to know more adds a field here.
    """

    label: str
    use: Use
    arises: bool
    forbidden_days: tuple[str, ...]
    room: str
    day: str
    start: int
    end: int


class SiteFinding(NamedTuple):
    """What is wrong with a session where it stands, as a clause, and the ids of other sessions that it concerns."""

    what: str
    others: tuple[str, ...] = ()


SiteRule = Callable[[Facts, SessionAtSite], Iterator[SiteFinding]]

rule: Registry[RuleFunction] = Registry(frozenset(RULE))
"""Rules that look at the whole programme."""

site_rule: Registry[SiteRule] = Registry(frozenset(RULE))
"""Rules that look at one session in its place; of the programme they may look at the ceremonies alone."""


def at_site(held: HeldSession) -> SessionAtSite:
    """What rules on its place may see of a placed session."""
    placed = held.placed
    forbidden = held.host.forbidden_days if held.host else ()
    return SessionAtSite(
        held.label, held.use, held.arises, forbidden, placed.room, placed.day, placed.start, placed.end
    )


def of_every_session(function: SiteRule) -> RuleFunction:
    """A rule on one session in its place, as a rule that looks at every decided session of a programme."""

    @wraps(function)
    def violations(facts: Facts) -> Iterator[Violation]:
        for held in facts.decided:
            for what, others in function(facts, at_site(held)):
                sentence = f"{held.name} in {held.where} {what}."
                yield Violation(function.__name__, held.coalitions, sentence, (held.placed.id, *others))

    return violations
