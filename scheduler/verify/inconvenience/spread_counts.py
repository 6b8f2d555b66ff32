"""Counts on the distribution of sessions: days not preferred, duplicates, crowded days, unfair good slots."""

from __future__ import annotations

from collections import Counter, defaultdict

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession
from scheduler.core.vocabulary import SessionType
from scheduler.verify.facts import Facts
from scheduler.verify.inconvenience.part_registry import part

WITHOUT_GOOD_SLOTS = (SessionType.CEREMONY, SessionType.DAY_ZERO)
"""Host sessions of these types have no part in the good slots."""


@part
def days(facts: Facts) -> int:
    """Sessions on a day that was not preferred."""
    points = 0
    for request in facts.granted:
        preferred = facts.instance.coalition[request.coalition].preferred_days
        session = facts.session_of.get(request.id)
        points += bool(preferred and session and session.placed.day not in preferred)
    for session in facts.decided:
        if session.host and session.host.preferred_days:
            points += session.placed.day not in session.host.preferred_days
    return points


@part
def duplicates(facts: Facts) -> int:
    """Similar sessions on one day, twice if at once."""
    declared = [(number, session) for number, session in enumerate(facts.sessions) if session.host]
    called: dict[str, list[int]] = defaultdict(list)
    for number, session in declared:
        called[session.placed.id].append(number)
    pairs = {
        (min(number, other), max(number, other))
        for number, session in declared
        for name in (session.host.similar if session.host else ())
        for other in called[name]
        if other != number
    }
    points = 0
    for one, other in ((facts.sessions[first], facts.sessions[second]) for first, second in pairs):
        if not (one.given and other.given) and one.placed.day == other.placed.day:
            points += 2 if one.placed.overlaps(other.placed) else 1
    return points


@part
def day_balance(facts: Facts) -> int:
    """Sessions of one type or theme that crowd a day."""
    main_days = {day.id for day in facts.instance.days if not day.is_day_zero}
    crowds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for session in facts.sessions:
        if session.in_programme and session.placed.day in main_days:
            for group in {("type", session.label), *(("theme", theme) for theme in session.themes)}:
                crowds[group][session.placed.day] += 1
    excess = 0
    for crowd in crowds.values():
        share = -(-crowd.total() // len(main_days))
        excess += sum(max(0, number - share) for number in crowd.values())
    return excess


@part
def fair_slots(facts: Facts) -> int:
    """Good slots that a group or region lacks."""
    return _missed(facts, "stakeholder_group") + _missed(facts, "region")


def _missed(facts: Facts, attribute: str) -> int:
    """Good slots short of a proportional share, over the groups of organisers by this attribute."""
    instance = facts.instance
    group: dict[str, str] = {}
    for session in instance.sessions:
        if session.people and session.type not in WITHOUT_GOOD_SLOTS:
            group[session.id] = getattr(instance.person[session.people[0]], attribute)
    asked = Counter(name for name in group.values() if name)
    placed = {session.host.id: session.placed for session in facts.sessions if session.host}
    has = Counter(group.get(session) for session, where in placed.items() if _is_good(instance, where))
    has.pop(None, None)
    has.pop("", None)
    return sum(max(0, number * has.total() // asked.total() - has[name]) for name, number in asked.items())


def _is_good(instance: Instance, placed: PlacedSession) -> bool:
    """Whether a placement is a good slot: within the policy's hours on a main day, not the last of several."""
    main_days = sorted((day for day in instance.days if not day.is_day_zero), key=lambda day: day.date)
    good_days = main_days[:-1] if len(main_days) > 1 else main_days
    hours = instance.policy.good_from <= placed.start and placed.end <= instance.policy.good_until
    return hours and placed.day in {day.id for day in good_days}
