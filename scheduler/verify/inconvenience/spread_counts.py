"""Days not preferred, duplicates together, crowded days, good slots for a few."""

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
        held = facts.held_in.get(request.id)
        points += bool(preferred and held and held.placed.day not in preferred)
    for held in facts.decided:
        if held.host and held.host.preferred_days:
            points += held.placed.day not in held.host.preferred_days
    return points


@part
def duplicates(facts: Facts) -> int:
    """Similar sessions on one day, twice if at once."""
    declared = [(number, held) for number, held in enumerate(facts.held) if held.host]
    called: dict[str, list[int]] = defaultdict(list)
    for number, held in declared:
        called[held.placed.id].append(number)
    pairs = {
        (min(number, other), max(number, other))
        for number, held in declared
        for name in (held.host.similar if held.host else ())
        for other in called[name]
        if other != number
    }
    points = 0
    for one, other in ((facts.held[first], facts.held[second]) for first, second in pairs):
        if not (one.given and other.given) and one.placed.day == other.placed.day:
            points += 2 if one.placed.overlaps(other.placed) else 1
    return points


@part
def day_balance(facts: Facts) -> int:
    """Sessions of one type or theme that crowd a day."""
    main_days = {day.id for day in facts.instance.days if not day.is_day_zero}
    crowds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for held in facts.held:
        if held.in_programme and held.placed.day in main_days:
            for group in {("type", held.label), *(("theme", theme) for theme in held.themes)}:
                crowds[group][held.placed.day] += 1
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
    """Good slots missed by the groups that the organisers form by this attribute."""
    instance = facts.instance
    group: dict[str, str] = {}
    for session in instance.sessions:
        if session.people and session.type not in WITHOUT_GOOD_SLOTS:
            group[session.id] = getattr(instance.person[session.people[0]], attribute)
    asked = Counter(name for name in group.values() if name)
    placed = {held.host.id: held.placed for held in facts.held if held.host}
    has = Counter(group.get(session) for session, where in placed.items() if _is_good(instance, where))
    has.pop(None, None)
    has.pop("", None)
    return sum(max(0, number * has.total() // asked.total() - has[name]) for name, number in asked.items())


def _is_good(instance: Instance, placed: PlacedSession) -> bool:
    """Whether it is within the policy's hours on a main day, the last of several apart."""
    main_days = sorted((day for day in instance.days if not day.is_day_zero), key=lambda day: day.date)
    good_days = main_days[:-1] if len(main_days) > 1 else main_days
    hours = instance.policy.good_from <= placed.start and placed.end <= instance.policy.good_until
    return hours and placed.day in {day.id for day in good_days}
