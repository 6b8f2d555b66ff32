"""Rules on completeness: each host session and request has one decision, nothing else is placed, pins hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.core.clock import clock_text
from scheduler.core.instance import Pin, Request
from scheduler.core.phrases import listed, number_of
from scheduler.core.programme import Decision, joint_session_id
from scheduler.core.vocabulary import OWN_KINDS, SEGMENT_KINDS, Kind, PinVerb
from scheduler.verify.facts import Facts, SessionFacts
from scheduler.verify.findings import Violation
from scheduler.verify.registry import rule


@rule
def host_sessions_placed(facts: Facts) -> Iterator[Violation]:
    """Every session of the host programme is placed unless it may be left out, and given ones keep their placement."""
    rule_id = "host_sessions_placed"
    times = Counter(session.host.id for session in facts.sessions if session.host)
    for host in facts.instance.sessions:
        if times[host.id] > 1:
            yield Violation(rule_id, (), f"“{host.title}” is placed {times[host.id]} times.", (host.id,))
        elif not times[host.id] and (host.place or not facts.instance.policy.host_sessions_may_be_left_out):
            yield Violation(rule_id, (), f"“{host.title}” has no place.", (host.id,))
    yield from _left_out_as_listed(facts, times)
    for session in facts.sessions:
        if session.host is None:
            continue
        placed, host, place = session.placed, session.host, session.host.place
        if placed.type is not host.type or placed.given is not session.given or placed.themes != host.themes:
            sentence = f"{session.name} is not shown with the type, themes and fixed place of the host programme."
            yield Violation(rule_id, (), sentence, (host.id,))
        if place and (placed.room, placed.day, placed.start) != (place.room, place.day, place.start):
            given = f"{place.room} on {place.day} at {clock_text(place.start)}"
            yield Violation(
                rule_id, (), f"{session.name} is in {session.place_text}; its given place is {given}.", (host.id,)
            )
        # The length of a free session is checked by “room_grid”.
        if place and placed.end - placed.start != host.minutes:
            sentence = f"{session.name} lasts {placed.end - placed.start} minutes instead of {host.minutes}."
            yield Violation(rule_id, (), sentence, (host.id,))


def _left_out_as_listed(facts: Facts, times: Counter[str]) -> Iterator[Violation]:
    """Exactly the sessions of the host programme without a place are listed as left out."""
    rule_id, listed_as = "host_sessions_placed", Counter(one.session for one in facts.programme.left_out)
    may_be = facts.instance.policy.host_sessions_may_be_left_out
    for host in facts.instance.sessions:
        expected = 0 if times[host.id] or not may_be else 1
        if listed_as[host.id] not in (expected, 0 if times[host.id] else 1):
            has = "has a place" if times[host.id] else "has no place"
            how_often = number_of(listed_as[host.id], "time")
            yield Violation(rule_id, (), f"“{host.title}” {has} and is listed as left out {how_often}.", (host.id,))
    for stranger in sorted(set(listed_as) - set(facts.instance.session)):
        yield Violation(rule_id, (), f"“{stranger}” is listed as left out and is no session of the host programme.")


@rule
def requests_decided(facts: Facts) -> Iterator[Violation]:
    """Every request has one decision, and every granted request has its session."""
    decisions: dict[str, list[Decision]] = {request.id: [] for request in facts.instance.requests}
    for decision in facts.programme.decisions:
        if decision.request not in decisions:
            yield _undecided((), f"There is a decision on “{decision.request}”, for which nobody asked")
        decisions.setdefault(decision.request, []).append(decision)
    places = Counter(placed.id for placed in facts.programme.sessions)
    segments = Counter(segment.request for segment in facts.programme.segments)
    for request in facts.instance.requests:
        made = decisions[request.id]
        if len(made) != 1:
            how_often = f"is decided {len(made)} times" if made else "is not decided"
            yield _undecided((request.coalition,), f"{request.id} {how_often}")
        elif not made[0].granted and made[0].session:
            yield _undecided((request.coalition,), f"{request.id} is refused and has the session “{made[0].session}”")
        elif made[0].granted:
            yield from _granted_has_its_place(facts, request, made[0], places, segments)
    yield from _nothing_else_is_placed(facts)
    for session in facts.joint:
        yield from _joint_session_lists_members(session, places)


def _granted_has_its_place(
    facts: Facts, request: Request, decision: Decision, places: Counter[str], segments: Counter[str]
) -> Iterator[Violation]:
    session, who = facts.session_of.get(request.id), (request.coalition,)
    if request.kind in SEGMENT_KINDS and segments[request.id] != 1:
        yield _undecided(who, f"{request.id} is granted and has {number_of(segments[request.id], 'segment')}")
    elif session is None:
        yield _undecided(who, f"{request.id} is granted and has no session")
    elif decision.session != session.placed.id:
        yield _undecided(who, f"{request.id} is held in {session.name}; its decision says “{decision.session}”")
    elif request.kind is Kind.JOINT and request.coalition not in session.placed.coalitions:
        yield _undecided(who, f"{session.name} does not list {request.coalition}, which was granted it")
    elif request.kind in OWN_KINDS:
        if places[request.id] != 1:
            yield _undecided(who, f"{request.id} is placed {places[request.id]} times")
        if session.placed.coalitions != (request.coalition,):
            yield _undecided(who, f"{session.name} does not list {request.coalition} alone")
        if session.placed.kind is not request.kind or session.placed.themes != request.themes or session.placed.given:
            yield _undecided(who, f"{session.name} is not shown with the kind and themes of its request")


def _nothing_else_is_placed(facts: Facts) -> Iterator[Violation]:
    granted = {request.id for request in facts.granted}
    for session in facts.sessions:
        placed = session.placed
        if session.host is None and not session.is_joint and placed.id not in granted:
            yield _undecided(placed.coalitions, f"{session.name} is placed and nothing granted asks for it", placed.id)
    for segment in facts.programme.segments:
        request = facts.instance.request.get(segment.request)
        if request is None or request.id not in granted or request.kind not in SEGMENT_KINDS:
            stray = f"“{segment.request}” has a segment in “{segment.session}” that was not granted"
            yield _undecided((segment.coalition,), stray, segment.session)
        elif request.coalition != segment.coalition:
            wrong = f"The segment of {request.id} names {segment.coalition}"
            yield _undecided((request.coalition,), wrong, segment.session)


def _joint_session_lists_members(session: SessionFacts, places: Counter[str]) -> Iterator[Violation]:
    placed = session.placed
    if places[placed.id] > 1:
        yield _undecided((), f"{session.name} is placed {places[placed.id]} times", placed.id)
    if len(placed.themes) != 1:
        yield _undecided((), f"{session.name} has {number_of(len(placed.themes), 'theme')} instead of one", placed.id)
    strangers = sorted(set(placed.coalitions).difference(session.coalitions))
    if strangers:
        yield _undecided(
            tuple(strangers), f"{session.name} lists {listed(strangers)} without a granted request", placed.id
        )
    if len(set(placed.coalitions)) != len(placed.coalitions):
        yield _undecided((), f"{session.name} lists a coalition twice", placed.id)
    if not session.requests:
        yield _undecided((), f"{session.name} is placed and holds no granted request", placed.id)


def _undecided(who: tuple[str, ...], what: str, session: str = "") -> Violation:
    return Violation("requests_decided", who, f"{what}.", (session,) if session else ())


@rule
def pins(facts: Facts) -> Iterator[Violation]:
    """Pinned decisions hold."""
    for pin in facts.instance.pins:
        wrong = _broken(facts, pin)
        if wrong:
            note = f" (row {pin.source.row} of {pin.source.sheet or pin.source.file})" if pin.source else ""
            who = tuple(filter(None, (pin.subject, pin.coalition, pin.other)))
            yield Violation("pins", who, f"{wrong}, against the pin{note}.")


def _broken(facts: Facts, pin: Pin) -> str:
    """How a programme violates a pin, as a clause; empty if it satisfies it."""
    granted = any(request.id == pin.subject for request in facts.granted)
    if pin.verb is PinVerb.PLACE:
        return _misplaced(facts, pin)
    if pin.verb is PinVerb.GRANT:
        return "" if granted else f"{pin.subject} is refused"
    if pin.verb is PinVerb.REFUSE:
        return f"{pin.subject} is granted" if granted else ""
    if pin.verb is PinVerb.THEME:
        member = any(pin.coalition in session.coalitions and pin.theme in session.themes for session in facts.joint)
        return "" if member else f"{pin.coalition} is not in the joint session on {pin.theme}"
    together = any({pin.coalition, pin.other} <= set(session.coalitions) for session in facts.joint)
    if pin.verb is PinVerb.TOGETHER:
        return "" if together else f"{pin.coalition} and {pin.other} share no joint session"
    return f"{pin.coalition} and {pin.other} share a joint session" if together else ""


def _misplaced(facts: Facts, pin: Pin) -> str:
    session = facts.session_of.get(pin.subject) or next(
        (session for session in facts.sessions if _is_subject(session, pin.subject)), None
    )
    if session is None:
        return f"{pin.subject} has no place"
    expected_and_found = (
        (pin.room, session.placed.room),
        (pin.day, session.placed.day),
        (pin.session, session.placed.id),
        ("" if pin.start is None else clock_text(pin.start), clock_text(session.placed.start)),
    )
    wrong = [f"{found} instead of {expected}" for expected, found in expected_and_found if expected not in ("", found)]
    return f"{pin.subject} has another placement: {', '.join(wrong)}" if wrong else ""


def _is_subject(session: SessionFacts, subject: str) -> bool:
    if session.is_joint:
        return any(joint_session_id(theme) == subject for theme in session.themes)
    return session.placed.id == subject
