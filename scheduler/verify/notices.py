"""Notices: what the rules allow, but a planner should know. Each has a topic, the names concerned and a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.core.instance import Person
from scheduler.core.phrases import either, listed
from scheduler.core.vocabulary import Kind
from scheduler.verify.eligibility_rules import missing_reports
from scheduler.verify.facts import Facts, SessionFacts, clock_span, close_pairs, local_hours
from scheduler.verify.findings import Notice


def one_sided_joint_sessions(facts: Facts) -> Iterator[Notice]:
    """Joint sessions whose coalitions are all represented by one stakeholder group, or from one region (system 50)."""
    for session in facts.joint:
        people = [person for coalition in session.coalitions for person in facts.representatives.get(coalition, ())]
        for what, values in (
            ("stakeholder group", {person.stakeholder_group for person in people} - {""}),
            ("region", {person.region for person in people} - {""}),
        ):
            if len(values) == 1:
                only = f"All representatives of the members of {session.name} are of one {what}: {values.pop()}."
                yield Notice("diversity", session.coalitions, only, (session.placed.id,), 50)


def overdue_reports(facts: Facts) -> Iterator[Notice]:
    """Active coalitions that owe a report (systems 24 and 42)."""
    for coalition in facts.instance.coalitions:
        owed = missing_reports(coalition) if coalition.active else ()
        if owed:
            sentence = f"{coalition.id} owes {listed(f'its {report}' for report in owed)}."
            yield Notice("overdue report", (coalition.id,), sentence, (), 42)


def given_clashes(facts: Facts) -> Iterator[Notice]:
    """People with overlapping given sessions of the host programme (system 38)."""
    for name, presences in facts.presences.items():
        given = [presence.session for presence in presences.values() if presence.given]
        for one, other in close_pairs(given) if len(given) > 1 else ():
            sentence = f"The host programme puts {name} in {one.name} and {other.name} at once ({one.placed.when})."
            yield Notice("clash in the host programme", (name,), sentence, (one.placed.id, other.placed.id), 38)


def given_rooms_too_small(facts: Facts) -> Iterator[Notice]:
    """Given sessions with a larger audience than their room's capacity (system 38)."""
    for session in facts.sessions:
        if session.given and session.room and session.audience > session.room.capacity:
            room = session.room
            sentence = f"{session.name} expects {session.audience} people in {room.id}, which seats {room.capacity}."
            yield Notice("room too small", (), sentence, (session.placed.id,), 38)


def given_remote_at_night(facts: Facts) -> Iterator[Notice]:
    """Remote people with given sessions outside the policy's range of local hours (system 45)."""
    policy = facts.instance.policy
    for name, presences in facts.presences.items():
        person: Person = facts.instance.person[name]
        for session, given in presences.values() if person.remote else ():
            if not given or session.placed.day not in facts.instance.day:
                continue
            zone = person.time_zone or facts.instance.event.time_zone
            start, end = local_hours(facts.instance, session.placed, zone)
            if start < policy.remote_from or end > policy.remote_until:
                sentence = (
                    f"For {name} ({zone}), {session.name} on {session.placed.when} falls at {clock_span(start, end)}."
                )
                yield Notice("remote at night", (name,), sentence, (session.placed.id,), 45)


def days_not_preferred(facts: Facts) -> Iterator[Notice]:
    """Sessions on another day than the preferred ones: the points of the part “days” of inconvenience.

    A day-zero event can be on no other day, which its coalition knows.
    """
    for request in facts.granted:
        preferred = facts.instance.coalition[request.coalition].preferred_days
        session = facts.session_of.get(request.id)
        elsewhere = bool(preferred and session and session.placed.day not in preferred)
        if session and elsewhere and request.kind is not Kind.DAY_ZERO:
            sentence = (
                f"{request.coalition} preferred {either(preferred)}, but {session.name} is on {session.placed.day}."
            )
            yield Notice("day not preferred", (request.coalition,), sentence, (session.placed.id,))
    for session in facts.decided:
        preferred = session.host.preferred_days if session.host else ()
        if preferred and session.placed.day not in preferred:
            sentence = f"{session.name} is on {session.placed.day}; {either(preferred)} was preferred."
            yield Notice("day not preferred", (), sentence, (session.placed.id,))


def duplication(facts: Facts) -> Iterator[Notice]:
    """Programme sessions on exactly the same themes with people or coalitions in common (system 31)."""
    alike: dict[tuple[frozenset[str], str], list[SessionFacts]] = {}
    people: dict[int, list[str]] = {}
    for name, presences in facts.presences.items():
        for number in presences:
            people.setdefault(number, []).append(name)
    for number, session in enumerate(facts.sessions):
        if not (session.in_programme and session.themes):
            continue
        linked = session.host.coalitions if session.host else ()
        for name in dict.fromkeys((*session.coalitions, *linked, *people.get(number, ()))):
            alike.setdefault((frozenset(session.themes), name), []).append(session)
    told: set[tuple[str, ...]] = set()
    for (themes, name), sessions in alike.items():
        ids = tuple(session.placed.id for session in sessions)
        if len(sessions) > 1 and ids not in told:
            told.add(ids)
            on = f"on {listed(sorted(themes))}, with {name} in each"
            yield Notice("duplication", (name,), f"{listed(session.name for session in sessions)} are {on}.", ids, 31)


def unrepresented(facts: Facts) -> Iterator[Notice]:
    """Active coalitions without a representative (system 27)."""
    for coalition in facts.instance.coalitions:
        if coalition.active and not facts.representatives.get(coalition.id):
            sentence = f"Nobody is named as a representative of {coalition.id}."
            yield Notice("no representative", (coalition.id,), sentence, (), 27)


def retitled(facts: Facts) -> Iterator[Notice]:
    """Sessions that the programme shows under another title than the instance gives them."""
    for session in facts.sessions:
        title = _title(facts, session)
        if title and session.placed.title != title:
            shown = (
                f"“{session.placed.id}” is shown as “{session.placed.title}”; its title in the instance is “{title}”."
            )
            yield Notice("title", session.coalitions, shown, (session.placed.id,))


def _title(facts: Facts, session: SessionFacts) -> str:
    """The title of a session by the instance; empty where the instance knows no such session."""
    if session.host:
        return session.host.title
    if session.own_request:
        named = session.own_request.title if session.in_programme else ""
        return (
            named or f"{facts.instance.coalition[session.own_request.coalition].name}: {session.own_request.kind.value}"
        )
    theme = facts.instance.theme.get(session.themes[0]) if session.is_joint and session.themes else None
    return theme.name if theme else ""


NOTICES: tuple[Callable[[Facts], Iterator[Notice]], ...] = (
    one_sided_joint_sessions,
    overdue_reports,
    given_clashes,
    given_rooms_too_small,
    given_remote_at_night,
    days_not_preferred,
    duplication,
    unrepresented,
    retitled,
)
