"""The sessions of each person by day, with overlaps and walks between areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from scheduler.core.instance import Instance, Person
from scheduler.core.programme import PlacedSession
from scheduler.core.session_order import in_order
from scheduler.verify.facts import Facts


class Walk(NamedTuple):
    """A walk from the previous session of the day in another area: minutes available and minutes needed."""

    earlier: PlacedSession
    minutes: int
    needed: int


@dataclass(frozen=True)
class PersonView:
    """A person's sessions in order of time. By id of session: `walks` to it; `away`: the person is unavailable."""

    person: Person
    sessions: tuple[PlacedSession, ...]
    walks: dict[str, Walk]
    away: frozenset[str]

    @cached_property
    def overlapping(self) -> dict[str, tuple[PlacedSession, ...]]:
        """The person's overlapping sessions, by id of session."""
        found = {
            one.id: tuple(other for other in self.sessions if other is not one and other.overlaps(one))
            for one in self.sessions
        }
        return {name: others for name, others in found.items() if others}


def people_of(facts: Facts) -> Iterator[PersonView]:
    """The views of all people with at least one session, sorted by name."""
    for person in sorted(facts.instance.people, key=lambda person: (_natural_key(person.id), person.id)):
        placed = [presence.session.placed for presence in facts.presences.get(person.id, {}).values()]
        if placed:
            sessions = tuple(in_order(facts.instance, placed))
            away = frozenset(
                one.id
                for one in sessions
                for window in person.unavailable
                if window.overlaps(one.day, one.start, one.end)
            )
            yield PersonView(person, sessions, dict(_walks(facts.instance, person, sessions)), away)


def _natural_key(name: str) -> list[str]:
    """The sort key of natural order: “Speaker 2” before “Speaker 10”."""
    return [part.zfill(9) if part.isdecimal() else part for part in re.split(r"(\d+)", name.casefold())]


def _walks(instance: Instance, person: Person, sessions: tuple[PlacedSession, ...]) -> Iterator[tuple[str, Walk]]:
    """The walks of a person between areas on one day, by id of the later session; none for remote people."""
    needed = instance.policy.walking_minutes * (2 if person.step_free else 1)
    for earlier, later in pairwise(sessions) if not person.remote else ():
        areas = {instance.room[one.room].area for one in (earlier, later)}
        if earlier.day == later.day and earlier.end <= later.start and len(areas) > 1:
            yield later.id, Walk(earlier, later.start - earlier.end, needed)
