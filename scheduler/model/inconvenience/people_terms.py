"""Inconvenience of people: odd local hours, walks between areas, idle hours, days of attendance."""

from __future__ import annotations

from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.core.clock import local_interval
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
            interval = presence.interval
            key = (person.time_zone, interval.day, interval.start, interval.end)
            if not presence.given and key not in odd:
                start, end = _local_hours(decisions, person, interval)
                odd[key] = start < policy.comfortable_from or end > policy.comfortable_until
            if not presence.given and odd[key]:
                yield presence.literal


def _local_hours(decisions: DecisionVariables, person: Person, interval: Interval) -> tuple[int, int]:
    instance = decisions.prepared.instance
    zone = instance.event.time_zone
    on = instance.day[interval.day].date
    return local_interval(on, interval.start, interval.end, zone, person.time_zone or zone)


@part
def walking(decisions: DecisionVariables) -> Iterator[Expression]:
    """Further areas that a person has to reach on a day."""
    for person, by_day in _presences_on_site(decisions):
        for day, sessions in by_day.items():
            if len(sessions) > 1:
                presences_by_key = [_grouped(presences, by_area=True) for presences in sessions.values()]
                yield from _number_beyond_first(decisions, presences_by_key, f"areas of {person} on {day}")


@part
def attendance(decisions: DecisionVariables) -> Iterator[Expression]:
    """Further days on which a person has to come."""
    for person, by_day in _presences_on_site(decisions):
        presences_by_key = [_grouped(presences) for sessions in by_day.values() for presences in sessions.values()]
        yield from _number_beyond_first(decisions, presences_by_key, f"days of {person}")


@part
def waiting(decisions: DecisionVariables) -> Iterator[Expression]:
    """Hours that people wait between the sessions of a day."""
    for person, by_day in _presences_on_site(decisions):
        for day, sessions in by_day.items():
            if len(sessions) > 1:
                yield _idle_hours(decisions, list(sessions.values()), f"{person} on {day}")


def _presences_on_site(decisions: DecisionVariables) -> Iterator[tuple[str, dict[str, dict[str, list[Presence]]]]]:
    """Presences by day and by session, of each person on site who could take part in two sessions or more.

    A request held in a given session at which the person is present adds no presence.
    """
    possible = presences_by_person(decisions)
    given: dict[str, dict[str, Presence]] = {}
    for session in decisions.prepared.given:
        if session.host and session.given:
            for name in session.host.people:
                given.setdefault(name, {})[session.id] = Presence(session.id, session.given.interval, 1, True)
    for person in decisions.prepared.instance.people:
        fixed, possible_presences = given.get(person.id, {}), possible.get(person.id, [])
        if person.remote or len(fixed.keys() | {presence.session for presence in possible_presences}) < 2:
            continue
        by_day: dict[str, dict[str, list[Presence]]] = {}
        for presence in (*fixed.values(), *(chance for chance in possible_presences if chance.session not in fixed)):
            by_day.setdefault(presence.interval.day, {}).setdefault(presence.session, []).append(presence)
        yield person.id, by_day


def _grouped(presences: list[Presence], by_area: bool = False) -> dict[str, list[Presence]]:
    """Group the presences in one session by area, or by day."""
    groups: dict[str, list[Presence]] = {}
    for presence in presences:
        key = presence.interval.area if by_area else presence.interval.day
        groups.setdefault(key, []).append(presence)
    return groups


def _number_beyond_first(
    decisions: DecisionVariables, sessions: list[dict[str, list[Presence]]], name: str
) -> Iterator[Expression]:
    """The number of areas or days of a person beyond the first; those of given presences cost nothing.

    `sessions` has, for each session, the presences in it by area or day, of which at most one is true.
    """
    given_keys = {key for groups in sessions for key, presences in groups.items() if presences[0].given}
    chances: dict[str, list[Expression]] = {}
    for groups in sessions:
        for key, presences in groups.items():
            if key not in given_keys:
                present = cp_model.LinearExpr.sum([presence.literal for presence in presences])
                chances.setdefault(key, []).append(present)
    if len(given_keys) + len(chances) < 2:
        return
    used_keys = [at_least_each(decisions, literals, f"{key} among {name}") for key, literals in chances.items()]
    if given_keys:
        yield from used_keys
    else:
        further = decisions.model.new_int_var(0, len(used_keys) - 1, f"further {name}")
        decisions.model.add(further >= cp_model.LinearExpr.sum(used_keys) - 1)
        yield further


def _idle_hours(decisions: DecisionVariables, sessions: list[list[Presence]], name: str) -> Expression:
    """Idle hours, rounded down: last end - first start - minutes of a day's sessions.

    Decided presences overlap no other, so their minutes add up. Without any presence, the first start is at its upper
    bound and the last end at its lower bound, so that no idle time remains.
    """
    model, every = decisions.model, [presence.interval for presences in sessions for presence in presences]
    earliest, latest = min(interval.start for interval in every), max(interval.end for interval in every)
    given = sorted((p.interval.start, p.interval.end) for presences in sessions for p in presences if p.given)
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
        intervals = [presence.interval for presence in presences]
        sooner = [max(0, start_by - interval.start) for interval in intervals]
        later = [max(0, interval.end - end_from) for interval in intervals]
        model.add(first <= start_by - cp_model.LinearExpr.weighted_sum(literals, sooner))
        model.add(last >= end_from + cp_model.LinearExpr.weighted_sum(literals, later))
        busy.append(cp_model.LinearExpr.weighted_sum(literals, [p.end - p.start for p in intervals]))
    hours = model.new_int_var(0, (latest - earliest) // 60, f"hours of waiting of {name}")
    model.add(60 * hours >= last - first - cp_model.LinearExpr.sum(busy) - covered - 59)
    return hours


def _covered(intervals: list[tuple[int, int]]) -> int:
    """Minutes covered by the union of intervals sorted by start."""
    covered = until = 0
    for start, end in intervals:
        covered += max(0, end - max(start, until))
        until = max(until, end)
    return covered
