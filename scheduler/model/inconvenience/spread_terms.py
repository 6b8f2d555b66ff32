"""Inconvenience in the distribution of sessions: days not preferred, duplicates, crowded days, unfair good slots."""

from __future__ import annotations

from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.core.instance import HostSession, Person
from scheduler.core.vocabulary import SessionType
from scheduler.model.inconvenience.part_registry import part
from scheduler.model.inconvenience.session_intervals import main_days, on_days, programme_sessions, time_intervals
from scheduler.model.parallel_sessions import both_at_once
from scheduler.model.prepare import PlannedSession
from scheduler.model.variables import DecisionVariables, Expression


@part
def days(decisions: DecisionVariables) -> Iterator[Expression]:
    """Sessions on a day that was not preferred."""
    instance = decisions.prepared.instance
    for request in instance.requests:
        preferred = instance.coalition[request.coalition].preferred_days
        if preferred:
            yield from (
                lit for _, interval, lit in decisions.participation_literals(request) if interval.day not in preferred
            )
    for session in decisions.prepared.decided:
        if session.host and session.host.preferred_days:
            literals = on_days(decisions, session)
            yield from (literal for day, literal in literals.items() if day not in session.host.preferred_days)


@part
def duplicates(decisions: DecisionVariables) -> Iterator[Expression]:
    """Similar sessions on one day, twice if at once."""
    sessions = decisions.prepared.sessions
    pairs = {frozenset((one.id, other)) for one in decisions.prepared.instance.sessions for other in one.similar}
    for pair in sorted(sorted(pair) for pair in pairs if len(pair) == 2 and pair <= sessions.keys()):
        one, other = (sessions[name] for name in pair)
        if one.given and other.given:
            continue
        on_one_day = decisions.model.new_bool_var(f"{one.id} and {other.id} on one day")
        others = on_days(decisions, other)
        for day, literal in on_days(decisions, one).items():
            decisions.model.add(on_one_day >= literal + others.get(day, 0) - 1)
        yield on_one_day
        name = f"{one.id} and {other.id} at once"
        yield both_at_once(decisions, decisions.interval_literals(one), decisions.interval_literals(other), name)


@part
def day_balance(decisions: DecisionVariables) -> Iterator[Expression]:
    """Sessions of one type or theme that crowd a day."""
    if len(main_days(decisions)) < 2:
        return
    groups: dict[tuple[str, str], list[dict[str, Expression]]] = {}
    for session in programme_sessions(decisions):
        literals = on_days(decisions, session)
        for group in dict.fromkeys([("type", session.label), *(("theme", theme) for theme in session.themes)]):
            groups.setdefault(group, []).append(literals)
    for (label, name), members in groups.items():
        if len(members) > 1:
            yield from _crowding(decisions, members, f"{label} {name}")


def _crowding(decisions: DecisionVariables, members: list[dict[str, Expression]], name: str) -> Iterator[Expression]:
    """The sessions of a group above an even share, rounded up, on each main day."""
    model, candidate_days = decisions.model, main_days(decisions)
    counts: dict[str, Expression] = {
        day: cp_model.LinearExpr.sum([literals[day] for literals in members if day in literals])
        for day in candidate_days
    }
    fair = model.new_int_var(0, len(members), f"fair share of a day of {name}")
    # An upper bound only: minimisation makes it tight.
    model.add(len(candidate_days) * fair <= cp_model.LinearExpr.sum(list(counts.values())) + len(candidate_days) - 1)
    for day, count in counts.items():
        above = model.new_int_var(0, len(members), f"{name} above its share on {day}")
        model.add(above >= count - fair)
        yield above


@part
def fair_slots(decisions: DecisionVariables) -> Iterator[Expression]:
    """Good slots that a group or region lacks."""
    instance = decisions.prepared.instance
    stakeholder_groups: dict[str, list[PlannedSession]] = {}
    regions: dict[str, list[PlannedSession]] = {}
    for session in decisions.prepared.sessions.values():
        person = organiser(instance.person, session.host)
        if person and person.stakeholder_group:
            stakeholder_groups.setdefault(person.stakeholder_group, []).append(session)
        if person and person.region:
            regions.setdefault(person.region, []).append(session)
    for groups in (stakeholder_groups, regions):
        yield from _missing_to_share(decisions, groups)


def organiser(people: dict[str, Person], host: HostSession | None) -> Person | None:
    """The first person listed for a host session; None for ceremonies and day-zero events, and without people."""
    if host is None or host.type in (SessionType.CEREMONY, SessionType.DAY_ZERO) or not host.people:
        return None
    return people[host.people[0]]


def _missing_to_share(decisions: DecisionVariables, groups: dict[str, list[PlannedSession]]) -> Iterator[Expression]:
    """For each group, the good slots short of its proportional share, rounded down."""
    model, number = decisions.model, sum(len(sessions) for sessions in groups.values())
    if len(groups) < 2:
        return
    good_slots: dict[str, cp_model.IntVar] = {}
    for group, sessions in groups.items():
        good_slots[group] = model.new_int_var(0, len(sessions), f"good slots of {group}")
        model.add(
            good_slots[group] == cp_model.LinearExpr.sum([_is_well_placed(decisions, session) for session in sessions])
        )
    total = model.new_int_var(0, number, f"good slots of {' and '.join(groups)}")
    model.add(total == cp_model.LinearExpr.sum(list(good_slots.values())))
    for group, sessions in groups.items():
        missing = model.new_int_var(0, len(sessions), f"good slots missing to {group}")
        model.add(number * missing >= len(sessions) * total - number * good_slots[group] - (number - 1))
        yield missing


def _is_well_placed(decisions: DecisionVariables, session: PlannedSession) -> Expression:
    """The literal that a session takes a good slot: within the policy's hours, not on the last of several main days."""
    policy, day = decisions.prepared.instance.policy, decisions.prepared.instance.day
    by_date = sorted(main_days(decisions), key=lambda name: day[name].date)
    good_days = by_date[:-1] or by_date
    literals = time_intervals(decisions, session)
    return cp_model.LinearExpr.sum(
        [
            literal
            for (on, start, end), literal in literals.items()
            if on in good_days and policy.good_from <= start and end <= policy.good_until
        ]
    )
