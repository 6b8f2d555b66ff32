"""The people whom a request needs: the one definition for answers, defaults and late requests."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.core.instance import Person
from scheduler.core.policy import Policy
from scheduler.core.vocabulary import Kind, Needed


def needed_people(
    kind: Kind, named: tuple[str, ...], representatives: Sequence[Person], policy: Policy
) -> tuple[str, ...]:
    """The people who must be present: those named, else the representatives whom the policy wants.

    At the booth it is one: the first volunteer among the representatives, else the first of those.
    """
    if kind is Kind.BOOTH:
        volunteers = [person.id for person in representatives if person.volunteer]
        return tuple((volunteers or [person.id for person in representatives])[:1])
    if named or policy.needed_if_nobody_named is Needed.NOBODY:
        return named
    return tuple(person.id for person in representatives)
