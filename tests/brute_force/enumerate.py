"""Every programme that a tiny instance could have, written out one after the other.

Nothing here judges. Each request is refused, or granted in each way that there is; each free host session stands in
each place that some grid offers, or is left out where it may be. What breaks a rule is for the verifier to say. Only
what no programme could do without is right by construction: every request decided once, sessions as long as they must
be, segments one after the other, seats filled with people who may sit there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from math import prod
from typing import TypeVar

from scheduler.core.instance import Instance, Placement, Request
from scheduler.core.programme import (
    Decision,
    LeftOut,
    PlacedSession,
    Programme,
    Provenance,
    Reason,
    Seat,
    Segment,
    joint_session_id,
)
from scheduler.core.vocabulary import OWN_KINDS, Kind, SessionType
from scheduler.verify import RULES, Verdict
from scheduler.verify.facts import gather
from tests.miniatures.build import placed_host

SEGMENT_TYPES = {Kind.MAIN_SLOT: SessionType.MAIN, Kind.SEGMENT: SessionType.COALITIONS_MAIN}

RULES_OF_PLACE = frozenset(
    (
        "room_hours",
        "blocked_times",
        "room_grid",
        "room_purpose",
        "day_zero_events",
        "forbidden_days",
        "types_kept_off",
        "room_services",
        "room_capacity",
        "captioning",
        "availability",
        "remote_hours",
        "freed_slots",
        "room_overlap",
        "person_in_one_place",
        "pause_between_sessions",
        "coalition_in_one_place",
        "no_touching_slots",
        "segments_fit",
        "main_session_theme",
        "session_order",
        "sessions_apart",
        "same_day",
        "other_day",
        "service_teams",
    )
)
"""Rules that hang on where something stands."""

RULES_WHEREVER = frozenset(
    (
        "kinds_offered",
        "eligibility",
        "competition",
        "session_caps",
        "day_zero_places",
        "minutes_cap",
        "presences_at_most",
        "main_slot_replaces_own_session",
        "one_bilateral",
        "joint_size",
        "shared_theme",
        "one_joint_session_per_theme",
        "partner_vetoes",
        "required_partners",
        "main_slots_per_session",
    )
)
"""Rules that what is granted breaks or keeps wherever it stands."""

LASTING_RULES = RULES_OF_PLACE | RULES_WHEREVER
"""Rules that stay broken whatever else is granted or placed, once whole joint sessions are added at a time."""

LASTING = tuple(rule for rule in RULES if rule.__name__ in LASTING_RULES)


@dataclass(frozen=True)
class Choices:
    """What is decided in one programme: groups with their places, own sessions, host sessions, segments."""

    joint: dict[str, tuple[tuple[str, ...], Placement]] = field(default_factory=dict)
    own: dict[str, Placement] = field(default_factory=dict)
    hosts: dict[str, Placement] = field(default_factory=dict)
    segments: dict[str, str] = field(default_factory=dict)


Chosen = TypeVar("Chosen")

Check = Callable[[Instance, Programme], Verdict]

Step = tuple[Choices, ...]
"""The ways in which one thing can be decided, each as what it adds to the choices made before."""


def steps(instance: Instance) -> tuple[Step, ...]:
    """Each thing that is to be decided, with all its ways: free host sessions, themes, then the other requests."""
    places = tuple(_places(instance))
    joint = [request for request in instance.requests if request.kind is Kind.JOINT]
    groups = [
        tuple(request.id for request in group)
        for size in range(1, len(joint) + 1)
        for group in combinations(joint, size)
    ]
    hosts = [session for session in instance.sessions if session.place is None]
    left_out = (Choices(),) if instance.policy.host_sessions_may_be_left_out else ()
    return (
        *((*(Choices(hosts={session.id: place}) for place in places), *left_out) for session in hosts),
        *(
            (Choices(), *(Choices(joint={theme.code: pair}) for pair in product(groups, places)))
            for theme in instance.themes
        ),
        *(
            (Choices(), *_grants(instance, request, places))
            for request in instance.requests
            if request.kind is not Kind.JOINT
        ),
    )


def count(decided: tuple[Step, ...]) -> int:
    """No fewer than the programmes of these steps: a request in two joint sessions is counted, but never built."""
    return prod(len(step) for step in decided)


def programmes(instance: Instance) -> Iterator[Programme]:
    """Every complete programme of the instance, good and bad."""
    for ways in product(*steps(instance)):
        choices = _together(ways)
        if choices is not None:
            yield build(instance, choices)


def lasting_rules_broken(instance: Instance, programme: Programme) -> Iterator[str]:
    """Those of LASTING_RULES that the verifier finds broken: no goal is counted, and no more is found than is asked."""
    facts = gather(instance, programme)
    return (violation.rule for rule in LASTING for violation in rule(facts))


def possible_steps(instance: Instance) -> tuple[Step, ...]:
    """The steps without the ways that break a lasting rule even when nothing else is decided."""
    return tuple(tuple(_possible(instance, step)) for step in steps(instance))


def _possible(instance: Instance, step: Step) -> Iterator[Choices]:
    hopeless: set[tuple[str, ...]] = set()
    for way in step:
        groups = [group for group, _ in way.joint.values()]
        if hopeless.intersection(groups):
            continue
        # Segments need their session to stand somewhere; where that is free, they are judged later.
        broken = set() if way.segments else set(lasting_rules_broken(instance, build(instance, way)))
        if not broken:
            yield way
        elif broken & RULES_WHEREVER:
            hopeless.update(groups)


def accepted(instance: Instance, check: Check) -> Iterator[tuple[Programme, Verdict]]:
    """The programmes without a violation, each with the verdict on it.

    Decides one thing after the other, and turns back as soon as one of LASTING_RULES is broken.
    """
    todo = possible_steps(instance)

    def extend(choices: Choices, depth: int) -> Iterator[tuple[Programme, Verdict]]:
        programme = build(instance, choices)
        if any(lasting_rules_broken(instance, programme)):
            return
        if depth == len(todo):
            verdict = check(instance, programme)
            if not verdict.violations:
                yield programme, verdict
            return
        for way in todo[depth]:
            further = _together((choices, way))
            if further is not None:
                yield from extend(further, depth + 1)

    yield from extend(Choices(), 0)


def some_programmes(instance: Instance, number: int, seed: int) -> Iterator[Programme]:
    """Programmes at random, good and bad, the same ones for the same seed."""
    chance, todo = random.Random(seed), steps(instance)
    for _ in range(number if all(todo) else 0):
        choices = _together(chance.choice(step) for step in todo)
        if choices is not None:
            yield build(instance, choices)


def build(instance: Instance, choices: Choices) -> Programme:
    """The programme in which exactly these choices were made, and everything else was refused."""
    sessions = {placed.id: placed for placed in _sessions(instance, choices)}
    segments = tuple(_segments(instance, choices, sessions))
    held = {request: joint_session_id(theme) for theme, (group, _) in choices.joint.items() for request in group}
    held |= {request: request for request in choices.own} | choices.segments
    return Programme(
        provenance=Provenance(instance=instance.name, instance_sha256=instance.sha256, program_version="0"),
        sessions=tuple(sessions.values()),
        segments=segments,
        decisions=tuple(_decision(request, held.get(request.id, "")) for request in instance.requests),
        left_out=tuple(
            LeftOut(session=session.id)
            for session in instance.sessions
            if session.id not in sessions and instance.policy.host_sessions_may_be_left_out
        ),
        committee=tuple(_committee(instance)),
    )


def choices_of(instance: Instance, programme: Programme) -> Choices:
    """What was chosen in a programme: the reverse of `build`."""
    place = {
        placed.id: Placement(room=placed.room, day=placed.day, start=placed.start) for placed in programme.sessions
    }
    joint: dict[str, tuple[tuple[str, ...], Placement]] = {}
    own: dict[str, Placement] = {}
    segments: dict[str, str] = {}
    for decision in programme.decisions:
        kind = instance.request[decision.request].kind
        if not decision.granted:
            continue
        if kind in OWN_KINDS:
            own[decision.request] = place[decision.request]
        elif kind is not Kind.JOINT:
            segments[decision.request] = decision.session
    for theme in instance.themes:
        session = joint_session_id(theme.code)
        if session in place:
            group = tuple(d.request for d in programme.decisions if d.granted and d.session == session)
            joint[theme.code] = (group, place[session])
    free = (session.id for session in instance.sessions if session.place is None)
    hosts = {session: place[session] for session in free if session in place}
    return Choices(joint, own, hosts, segments)


def neighbours(instance: Instance, programme: Programme) -> Iterator[Programme]:
    """The programmes in which one thing is decided otherwise, and everything else as in this one."""
    made = choices_of(instance, programme)
    for step in steps(instance):
        rest = Choices(
            joint=_without(made.joint, {theme for way in step for theme in way.joint}),
            own=_without(made.own, {request for way in step for request in way.own}),
            hosts=_without(made.hosts, {session for way in step for session in way.hosts}),
            segments=_without(made.segments, {request for way in step for request in way.segments}),
        )
        for way in step:
            choices = _together((rest, way))
            if choices is not None:
                yield build(instance, choices)


def _without(chosen: dict[str, Chosen], left_out: set[str]) -> dict[str, Chosen]:
    return {key: value for key, value in chosen.items() if key not in left_out}


def _places(instance: Instance) -> Iterator[Placement]:
    for room in instance.rooms:
        starts = {(slot.day, slot.start): None for slot in instance.slots if slot.grid == room.grid}
        yield from (Placement(room=room.id, day=day, start=start) for day, start in starts)


def _grants(instance: Instance, request: Request, places: tuple[Placement, ...]) -> Iterator[Choices]:
    if request.kind in OWN_KINDS:
        yield from (Choices(own={request.id: place}) for place in places)
    else:
        for session in instance.sessions:
            if session.type is SEGMENT_TYPES[request.kind]:
                yield Choices(segments={request.id: session.id})


def _together(ways: Iterator[Choices] | tuple[Choices, ...]) -> Choices | None:
    """All choices in one; None where a request would be in two joint sessions."""
    joint: dict[str, tuple[tuple[str, ...], Placement]] = {}
    own: dict[str, Placement] = {}
    hosts: dict[str, Placement] = {}
    segments: dict[str, str] = {}
    for way in ways:
        taken = {request for group, _ in joint.values() for request in group}
        if any(taken.intersection(group) for group, _ in way.joint.values()):
            return None
        joint |= way.joint
        own |= way.own
        hosts |= way.hosts
        segments |= way.segments
    return Choices(joint, own, hosts, segments)


def _sessions(instance: Instance, choices: Choices) -> Iterator[PlacedSession]:
    for host in instance.sessions:
        place = host.place or choices.hosts.get(host.id)
        if place is not None:
            yield placed_host(host, place)
    for theme, (group, place) in choices.joint.items():
        members = {instance.request[request].coalition for request in group}
        yield PlacedSession(
            id=joint_session_id(theme),
            title=instance.theme[theme].name,
            kind=Kind.JOINT,
            day=place.day,
            start=place.start,
            end=place.start + instance.policy.kinds[Kind.JOINT].minutes,
            room=place.room,
            themes=(theme,),
            coalitions=tuple(coalition.id for coalition in instance.coalitions if coalition.id in members),
        )
    for request_id, place in choices.own.items():
        request = instance.request[request_id]
        yield PlacedSession(
            id=request_id,
            title=request.title or request_id,
            kind=request.kind,
            day=place.day,
            start=place.start,
            end=place.start + request.minutes,
            room=place.room,
            themes=request.themes,
            coalitions=(request.coalition,),
        )


def _segments(instance: Instance, choices: Choices, sessions: dict[str, PlacedSession]) -> Iterator[Segment]:
    """Segments in the order of their requests; another order would change neither a rule nor a goal."""
    following: dict[str, tuple[int, int]] = {}
    for request in instance.requests:
        session = choices.segments.get(request.id)
        if session is None or session not in sessions:
            continue
        begin = sessions[session].start + instance.session[session].segments_after
        order, start = following.get(session, (1, begin))
        end = start + request.minutes
        following[session] = (order + 1, end)
        yield Segment(
            request=request.id, coalition=request.coalition, session=session, order=order, start=start, end=end
        )


def _decision(request: Request, session: str) -> Decision:
    if session:
        return Decision(request=request.id, granted=True, session=session)
    return Decision(request=request.id, granted=False, reason=Reason(sentence="Refused in this programme."))


def _committee(instance: Instance) -> Iterator[Seat]:
    """Every seat that can be filled, with the first person who may sit there."""
    competed = {kind for kind, terms in instance.policy.kinds.items() if terms.competed}
    competing = {request.coalition for request in instance.requests if request.kind in competed}
    for coalition in instance.coalitions:
        if not coalition.opts_out or coalition.id in competing:
            continue
        for person in instance.people:
            if coalition.id in person.coalitions and not competing.intersection(person.coalitions):
                yield Seat(coalition=coalition.id, person=person.id)
                break
