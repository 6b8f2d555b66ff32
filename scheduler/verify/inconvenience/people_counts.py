"""Counts on people: uncomfortable local hours, walks between areas, idle hours, days of attendance."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.verify.facts import Facts, SessionFacts
from scheduler.verify.inconvenience.part_registry import part


@part
def time_zones(facts: Facts) -> int:
    """Presences at uncomfortable local hours."""
    policy = facts.instance.policy
    return sum(
        start < policy.comfortable_from or end > policy.comfortable_until
        for _, _, start, end in facts.remote_presences()
    )


@part
def walking(facts: Facts) -> int:
    """Further areas that a person has to reach on a day."""
    points = 0
    for everywhere, given in _on_the_spot(facts):
        for day in {session.placed.day for session in everywhere}:
            areas, fixed = ({session.area for session in of if session.placed.day == day} for of in (everywhere, given))
            points += len(areas) - max(1, len(fixed))
    return points


@part
def attendance(facts: Facts) -> int:
    """Further days on which a person has to come."""
    points = 0
    for everywhere, given in _on_the_spot(facts):
        days, fixed = ({session.placed.day for session in of} for of in (everywhere, given))
        points += len(days) - max(1, len(fixed))
    return points


@part
def waiting(facts: Facts) -> int:
    """Hours that people wait between the sessions of a day."""
    hours = 0
    for everywhere, _ in _on_the_spot(facts):
        for day in {session.placed.day for session in everywhere}:
            busy = [
                range(session.placed.start, session.placed.end) for session in everywhere if session.placed.day == day
            ]
            span = max(stay.stop for stay in busy) - min(stay.start for stay in busy)
            hours += (span - len(set().union(*busy))) // 60
    return hours


def _on_the_spot(facts: Facts) -> Iterator[tuple[list[SessionFacts], list[SessionFacts]]]:
    """For each person who is not remote and is anywhere: their sessions, and those of them that are given to them."""
    for name, presences in facts.presences.items():
        everywhere = [presence.session for presence in presences.values()]
        given = [session for session in everywhere if session.given and session.host and name in session.host.people]
        if everywhere and not facts.instance.person[name].remote:
            yield everywhere, given
