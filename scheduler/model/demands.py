"""Demands: a rule applied to one row of the sheets, the unit of conflicts and repairs.

A rule such as “availability” stands for many demands, one for each coalition or person with an
absence. A law that concerns no single row, such as “room_overlap”, is one demand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from scheduler.catalogue import RULE
from scheduler.catalogue.rule import Level
from scheduler.core.vocabulary import Kind
from scheduler.model.placement_rules import local_hours
from scheduler.model.prepare import CandidatePlacement, Needs, PlannedSession, Prepared


class Subject(NamedTuple):
    """The row that a demand concerns.

    `row_type` is pin, coalition, person, request, session, relation, team, room, day, policy or empty. `name` is the
    row's id; the index of a pin or relation; a team's service; a kind or setting of the policy.
    """

    row_type: str = ""
    name: str = ""


class Demand(NamedTuple):
    """A rule, as far as it concerns one row."""

    rule: str
    subject: Subject = Subject()


Cause = Callable[[Prepared, PlannedSession, Needs, CandidatePlacement], Iterator[Subject]]

COST = {Level.PIN: 1, Level.WISH: 2, Level.TERM: 20, Level.LAW: 10_000}
"""Cost of giving up a demand in a repair, by level."""


def level(rule: str) -> Level:
    """The level of a rule: lower levels are reported, and given up, first."""
    return RULE[rule].level


def causes(
    prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement, rule: str
) -> tuple[Subject, ...]:
    """The rows because of which a rule excludes a participant with these requirements from a placement.

    By default (a rule not in `_CAUSES`) it is the row of the request, of the host session, or of the policy on joint
    sessions.
    """
    return tuple(dict.fromkeys(_CAUSES.get(rule, _whose)(prepared, session, needs, option)))


def _hours(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> Iterator[Subject]:
    day = prepared.instance.day[option.day]
    if not (day.opens <= option.start and option.end <= day.closes):
        yield Subject("day", day.id)
    if any(window.overlaps(option.day, option.start, option.end) for window in option.room.closed):
        yield Subject("room", option.room.id)


def _ceremonies(
    prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement
) -> Iterator[Subject]:
    for shut in prepared.blocking_sessions:
        if shut.given and shut.given.interval.overlaps(option.interval):
            yield Subject("session", shut.id)


def _day(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> Iterator[Subject]:
    yield Subject("day", option.day)


def _services(
    prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement
) -> Iterator[Subject]:
    missing = needs.services - set(option.room.services)
    kind = Kind.JOINT if not needs.request else prepared.instance.request[needs.request].kind
    if needs.request and missing.intersection(prepared.instance.request[needs.request].needs):
        yield Subject("request", needs.request)
    if session.host and not needs.request:
        yield Subject("session", session.id)
    elif missing.intersection(prepared.instance.policy.kinds[kind].needs):
        yield Subject("policy", kind)


def _whose(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> Iterator[Subject]:
    if needs.request:
        yield Subject("request", needs.request)
    else:
        yield Subject("session", session.id) if session.host else Subject("policy", Kind.JOINT)


def _coalition(
    prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement
) -> Iterator[Subject]:
    yield Subject("coalition", prepared.instance.request[needs.request].coalition)


def _away(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> Iterator[Subject]:
    instance = prepared.instance
    if needs.request:
        request = instance.request[needs.request]
        coalition = instance.coalition[request.coalition]
        if any(window.overlaps(option.day, option.start, option.end) for window in coalition.unavailable):
            yield Subject("coalition", coalition.id)
        people = request.people
    else:
        people = session.host.people if session.host else ()
    for name in people:
        if any(w.overlaps(option.day, option.start, option.end) for w in instance.person[name].unavailable):
            yield Subject("person", name)


def _remote(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> Iterator[Subject]:
    policy = prepared.instance.policy
    for person in needs.remote:
        start, end = local_hours(prepared, person.time_zone, option)
        if not (policy.remote_from <= start and end <= policy.remote_until):
            yield Subject("person", person.id)


def _room(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> Iterator[Subject]:
    yield Subject("room", option.room.id)


_CAUSES: dict[str, Cause] = {
    "room_hours": _hours,
    "blocked_times": _ceremonies,
    "room_purpose": _room,
    "day_zero_events": _day,
    "room_services": _services,
    "captioning": _coalition,
    "availability": _away,
    "remote_hours": _remote,
    "freed_slots": _room,
}
