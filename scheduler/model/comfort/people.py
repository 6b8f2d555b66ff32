"""Discomfort of people: odd local hours, walks between areas, hours between sessions, days on which to come."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TypeVar

from ortools.sat.python import cp_model

from scheduler.clock import local_stretch
from scheduler.instance import Person
from scheduler.model.decisions import Decisions, Expression, Presence
from scheduler.model.prepare import Position
from scheduler.model.whereabouts import presences_by_person

Where = TypeVar("Where", bound=Hashable)
"""An area, or a day."""


def time_zones(decisions: Decisions) -> Iterator[Expression]:
    """Presences at uncomfortable local hours."""
    policy = decisions.prepared.instance.policy
    for name, presences in presences_by_person(decisions).items():
        person = decisions.prepared.instance.person[name]
        for presence in presences:
            if person.remote and not presence.given:
                start, end = _local_hours(decisions, person, presence.position)
                if start < policy.comfortable_from or end > policy.comfortable_until:
                    yield presence.literal


def _local_hours(decisions: Decisions, person: Person, position: Position) -> tuple[int, int]:
    instance = decisions.prepared.instance
    zone = instance.event.time_zone
    on = instance.day[position.day].date
    return local_stretch(on, position.start, position.end, zone, person.time_zone or zone)


def walking(decisions: Decisions) -> Iterator[Expression]:
    """Further areas of the venue in which a person has to be on a day."""
    for person, day, presences in _days_on_the_spot(decisions):
        areas = [(presence, presence.position.area) for presence in presences]
        yield from _beyond_the_first(decisions, areas, f"areas of {person} on {day}")


def attendance(decisions: Decisions) -> Iterator[Expression]:
    """Further days on which a person has to come."""
    for person, presences in _on_the_spot(decisions):
        days = [(presence, presence.position.day) for presence in presences]
        yield from _beyond_the_first(decisions, days, f"days of {person}")


def waiting(decisions: Decisions) -> Iterator[Expression]:
    """Hours that people wait between the sessions of a day."""
    for person, day, presences in _days_on_the_spot(decisions):
        yield from _idle_hours(decisions, presences, f"{person} on {day}")


def _on_the_spot(decisions: Decisions) -> Iterator[tuple[str, list[Presence]]]:
    """People who are not remote, with their presences, given ones first.

    Where a session is given, being there for a request too is no further presence.
    """
    possible = presences_by_person(decisions)
    given: dict[str, list[Presence]] = {}
    for session in decisions.prepared.given:
        if session.host and session.given:
            there = Presence(session.id, session.given.position, 1, True)
            for name in dict.fromkeys(session.host.people):
                given.setdefault(name, []).append(there)
    for person in decisions.prepared.instance.people:
        fixed = given.get(person.id, [])
        known = {presence.session for presence in fixed}
        further = [one for one in possible.get(person.id, ()) if not one.given and one.session not in known]
        if not person.remote and len(known.union(one.session for one in further)) > 1:
            yield person.id, [*fixed, *further]


def _days_on_the_spot(decisions: Decisions) -> Iterator[tuple[str, str, list[Presence]]]:
    """The same day by day, where somebody could be in two sessions on it."""
    for person, presences in _on_the_spot(decisions):
        by_day: dict[str, list[Presence]] = {}
        for presence in presences:
            by_day.setdefault(presence.position.day, []).append(presence)
        for day, on_day in by_day.items():
            if len({presence.session for presence in on_day}) > 1:
                yield person, day, on_day


def _beyond_the_first(decisions: Decisions, presences: list[tuple[Presence, Where]], name: str) -> Iterator[Expression]:
    """In how many areas or days somebody is present, but for one; where given presences bring them is free."""
    known = {where for presence, where in presences if presence.given}
    chances: dict[Where, dict[str, list[Expression]]] = {}
    for presence, where in presences:
        if where not in known:
            chances.setdefault(where, {}).setdefault(presence.session, []).append(presence.literal)
    if len(known) + len(chances) < 2:
        return
    used = []
    for where, by_session in chances.items():
        there = decisions.model.new_bool_var(f"{where} among {name}")
        for literals in by_session.values():
            decisions.model.add(there >= cp_model.LinearExpr.sum(literals))
        used.append(there)
    if known:
        yield from used
    else:
        further = decisions.model.new_int_var(0, len(used) - 1, f"further {name}")
        decisions.model.add(further >= cp_model.LinearExpr.sum(used) - 1)
        yield further


def _idle_hours(decisions: Decisions, presences: list[Presence], name: str) -> Iterator[Expression]:
    """Whole hours between the first start and the last end of a day's presences that none of them takes up.

    Decided presences overlap nothing else, so their minutes add up.
    """
    given = sorted((p.position.start, p.position.end) for p in presences if p.given)
    starting, ending = _by_moment(presences)
    if not starting:
        yield (max(end for _, end in given) - given[0][0] - _covered(given)) // 60
        return
    model, starts, ends = decisions.model, [p.position.start for p in presences], [p.position.end for p in presences]
    latest_start = min((start for start, _ in given), default=max(starts))
    earliest_end = max((end for _, end in given), default=min(starts))
    first = model.new_int_var(min(starts), latest_start, f"first start of {name}")
    last = model.new_int_var(earliest_end, max(ends), f"last end of {name}")
    for moment, literals in starting.items():
        if moment < latest_start:
            there = cp_model.LinearExpr.sum(literals)
            model.add(first <= latest_start - (latest_start - moment) * there)
    for moment, literals in ending.items():
        if moment > earliest_end:
            model.add(last >= earliest_end + (moment - earliest_end) * cp_model.LinearExpr.sum(literals))
    busy = cp_model.LinearExpr.sum([(p.position.end - p.position.start) * p.literal for p in presences if not p.given])
    hours = model.new_int_var(0, (max(ends) - min(starts)) // 60, f"hours of waiting of {name}")
    model.add(60 * hours >= last - first - busy - _covered(given) - 59)
    yield hours


def _by_moment(presences: list[Presence]) -> tuple[dict[int, list[Expression]], dict[int, list[Expression]]]:
    """The decided presences by their start and by their end; of those at one moment at most one comes true."""
    starting: dict[int, list[Expression]] = {}
    ending: dict[int, list[Expression]] = {}
    for presence in presences:
        if not presence.given:
            starting.setdefault(presence.position.start, []).append(presence.literal)
            ending.setdefault(presence.position.end, []).append(presence.literal)
    return starting, ending


def _covered(stretches: list[tuple[int, int]]) -> int:
    """Minutes that stretches in the order of their starts take up together."""
    covered, until = 0, 0
    for start, end in stretches:
        covered += max(0, end - max(start, until))
        until = max(until, end)
    return covered
