"""Inconvenience of people: odd local hours, walks between areas, hours between sessions, days on which to come."""

from __future__ import annotations

from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.core.clock import local_stretch
from scheduler.core.instance import Person
from scheduler.model.inconvenience.part_registry import part
from scheduler.model.prepare import Interval
from scheduler.model.presence_constraints import at_least_each, presences_by_person
from scheduler.model.variables import DecisionVariables, Expression, Presence


@part
def time_zones(decisions: DecisionVariables) -> Iterator[Expression]:
    """Presences at uncomfortable local hours."""
    policy = decisions.prepared.instance.policy
    odd: dict[tuple[str, str, int, int], bool] = {}
    for name, presences in presences_by_person(decisions).items():
        person = decisions.prepared.instance.person[name]
        for presence in presences if person.remote else ():
            position = presence.position
            key = (person.time_zone, position.day, position.start, position.end)
            if not presence.given and key not in odd:
                start, end = _local_hours(decisions, person, position)
                odd[key] = start < policy.comfortable_from or end > policy.comfortable_until
            if not presence.given and odd[key]:
                yield presence.literal


def _local_hours(decisions: DecisionVariables, person: Person, position: Interval) -> tuple[int, int]:
    instance = decisions.prepared.instance
    zone = instance.event.time_zone
    on = instance.day[position.day].date
    return local_stretch(on, position.start, position.end, zone, person.time_zone or zone)


@part
def walking(decisions: DecisionVariables) -> Iterator[Expression]:
    """Further areas that a person has to reach on a day."""
    for person, by_day in _on_the_spot(decisions):
        for day, sessions in by_day.items():
            if len(sessions) > 1:
                chances = [_grouped(presences, by_area=True) for presences in sessions.values()]
                yield from _beyond_the_first(decisions, chances, f"areas of {person} on {day}")


@part
def attendance(decisions: DecisionVariables) -> Iterator[Expression]:
    """Further days on which a person has to come."""
    for person, by_day in _on_the_spot(decisions):
        chances = [_grouped(presences) for sessions in by_day.values() for presences in sessions.values()]
        yield from _beyond_the_first(decisions, chances, f"days of {person}")


@part
def waiting(decisions: DecisionVariables) -> Iterator[Expression]:
    """Hours that people wait between the sessions of a day."""
    for person, by_day in _on_the_spot(decisions):
        for day, sessions in by_day.items():
            if len(sessions) > 1:
                yield _idle_hours(decisions, list(sessions.values()), f"{person} on {day}")


def _on_the_spot(decisions: DecisionVariables) -> Iterator[tuple[str, dict[str, dict[str, list[Presence]]]]]:
    """Presences by day and by session, of everybody on site who could be in two sessions.

    Where a session is given, being there for a request too is no further presence.
    """
    possible = presences_by_person(decisions)
    given: dict[str, dict[str, Presence]] = {}
    for session in decisions.prepared.given:
        if session.host and session.given:
            for name in session.host.people:
                given.setdefault(name, {})[session.id] = Presence(session.id, session.given.position, 1, True)
    for person in decisions.prepared.instance.people:
        fixed, chances = given.get(person.id, {}), possible.get(person.id, [])
        if person.remote or len(fixed.keys() | {presence.session for presence in chances}) < 2:
            continue
        by_day: dict[str, dict[str, list[Presence]]] = {}
        for presence in (*fixed.values(), *(chance for chance in chances if chance.session not in fixed)):
            by_day.setdefault(presence.position.day, {}).setdefault(presence.session, []).append(presence)
        yield person.id, by_day


def _grouped(presences: list[Presence], by_area: bool = False) -> dict[str, list[Presence]]:
    """Group the presences in one session by area, or by day."""
    groups: dict[str, list[Presence]] = {}
    for presence in presences:
        where = presence.position.area if by_area else presence.position.day
        groups.setdefault(where, []).append(presence)
    return groups


def _beyond_the_first(
    decisions: DecisionVariables, sessions: list[dict[str, list[Presence]]], name: str
) -> Iterator[Expression]:
    """The number of areas or days of a person beyond the first; those of given presences cost nothing.

    `sessions` has, for each session, the presences in it by area or day; of these at most one comes true.
    """
    known = {where for groups in sessions for where, presences in groups.items() if presences[0].given}
    chances: dict[str, list[Expression]] = {}
    for groups in sessions:
        for where, presences in groups.items():
            if where not in known:
                there = cp_model.LinearExpr.sum([presence.literal for presence in presences])
                chances.setdefault(where, []).append(there)
    if len(known) + len(chances) < 2:
        return
    used = [at_least_each(decisions, literals, f"{where} among {name}") for where, literals in chances.items()]
    if known:
        yield from used
    else:
        further = decisions.model.new_int_var(0, len(used) - 1, f"further {name}")
        decisions.model.add(further >= cp_model.LinearExpr.sum(used) - 1)
        yield further


def _idle_hours(decisions: DecisionVariables, sessions: list[list[Presence]], name: str) -> Expression:
    """Whole hours between the first start and the last end of a day's sessions that none of them takes up.

    Decided presences overlap nothing else, so their minutes add up. For nobody there, the first start is the latest
    that could be and the last end the earliest, so that nothing is left between.
    """
    model, every = decisions.model, [presence.position for presences in sessions for presence in presences]
    earliest, latest = min(position.start for position in every), max(position.end for position in every)
    given = sorted((p.position.start, p.position.end) for presences in sessions for p in presences if p.given)
    covered = _covered(given)
    if len(given) == len(every):
        return (latest - earliest - covered) // 60
    start_by = min((start for start, _ in given), default=latest)
    end_from = max((end for _, end in given), default=earliest)
    first = model.new_int_var(earliest, start_by, f"first start of {name}")
    last = model.new_int_var(end_from, latest, f"last end of {name}")
    busy: list[Expression] = []
    for presences in sessions:
        if presences[0].given:
            continue
        literals = [presence.literal for presence in presences]
        positions = [presence.position for presence in presences]
        sooner = [max(0, start_by - position.start) for position in positions]
        later = [max(0, position.end - end_from) for position in positions]
        model.add(first <= start_by - cp_model.LinearExpr.weighted_sum(literals, sooner))
        model.add(last >= end_from + cp_model.LinearExpr.weighted_sum(literals, later))
        busy.append(cp_model.LinearExpr.weighted_sum(literals, [p.end - p.start for p in positions]))
    hours = model.new_int_var(0, (latest - earliest) // 60, f"hours of waiting of {name}")
    model.add(60 * hours >= last - first - cp_model.LinearExpr.sum(busy) - covered - 59)
    return hours


def _covered(stretches: list[tuple[int, int]]) -> int:
    """Minutes covered by the union of intervals sorted by start."""
    covered = until = 0
    for start, end in stretches:
        covered += max(0, end - max(start, until))
        until = max(until, end)
    return covered
