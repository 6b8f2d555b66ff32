"""One way to break each rule in a good programme of any size: the programme, or one record of its instance, changes.

Each function takes a good pair and returns a broken one, or None where the pair has nothing on which the rule bears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from scheduler.core.clock import Window
from scheduler.core.instance import Filings, Instance, Pin, Relation, Request, Team, request_id
from scheduler.core.programme import Decision, PlacedSession, Programme
from scheduler.core.vocabulary import SEGMENT_KINDS, Kind, PinVerb, RelationVerb, Service
from tests.miniatures.build import altered, with_decision, with_segment, with_session

Pair = tuple[Instance, Programme]
Break = Callable[[Instance, Programme], Pair | None]


def changed(instance: Instance, **fields: Any) -> Instance:
    """An instance with some fields replaced."""
    return instance.model_copy(update=fields)


def with_record(instance: Instance, field: str, name: str, **fields: Any) -> Instance:
    """An instance in which one room, coalition, person, session or request differs."""
    records = (r.model_copy(update=fields) if r.id == name else r for r in getattr(instance, field))
    return changed(instance, **{field: tuple(records)})


def with_policy(instance: Instance, **fields: Any) -> Instance:
    return changed(instance, policy=instance.policy.model_copy(update=fields))


def with_kind(instance: Instance, kind: Kind, **fields: Any) -> Instance:
    kinds = instance.policy.kinds | {kind: instance.policy.kinds[kind].model_copy(update=fields)}
    return with_policy(instance, kinds=kinds)


def decided(instance: Instance, programme: Programme) -> Iterator[PlacedSession]:
    return (p for p in programme.sessions if p.id not in instance.session or instance.session[p.id].place is None)


def granted(instance: Instance, programme: Programme, *kinds: Kind) -> Iterator[tuple[Request, PlacedSession]]:
    """The granted requests of these kinds, or of all, with the sessions in which they are held."""
    for decision in programme.decisions:
        request = instance.request[decision.request]
        if decision.granted and (not kinds or request.kind in kinds):
            yield request, programme.session[decision.session]


def own(instance: Instance, programme: Programme) -> tuple[Request, PlacedSession]:
    return next(granted(instance, programme, Kind.DAY_ZERO, Kind.INDIVIDUAL))


def joint(instance: Instance, programme: Programme) -> tuple[Request, PlacedSession]:
    return next(granted(instance, programme, Kind.JOINT))


def room_hours(instance: Instance, programme: Programme) -> Pair:
    _, placed = own(instance, programme)
    window = Window(day=placed.day, start=placed.start, end=placed.start + 5)
    return with_record(instance, "rooms", placed.room, closed=(window,)), programme


def blocked_times(instance: Instance, programme: Programme) -> Pair | None:
    for session in instance.sessions:
        if session.place:
            given = programme.session[session.id]
            if any(given.overlaps(placed) for placed in decided(instance, programme)):
                return with_record(instance, "sessions", session.id, blocks_everything=True), programme
    return None


def room_grid(instance: Instance, programme: Programme) -> Pair:
    _, placed = own(instance, programme)
    return instance, with_session(programme, placed.id, start=placed.start + 1, end=placed.end + 1)


def room_purpose(instance: Instance, programme: Programme) -> Pair:
    _, placed = own(instance, programme)
    return with_record(instance, "rooms", placed.room, uses=()), programme


def day_zero_events(instance: Instance, programme: Programme) -> Pair:
    _, placed = own(instance, programme)
    return with_record(instance, "days", placed.day, is_day_zero=not instance.day[placed.day].is_day_zero), programme


def forbidden_days(instance: Instance, programme: Programme) -> Pair | None:
    for placed in decided(instance, programme):
        if placed.id in instance.session:
            return with_record(instance, "sessions", placed.id, forbidden_days=(placed.day,)), programme
    return None


def types_kept_off(instance: Instance, programme: Programme) -> Pair | None:
    for placed in decided(instance, programme):
        if placed.type:
            types = (placed.type,)
            return with_policy(instance, off_mornings=types, off_afternoons=types, off_evenings=types), programme
    return None


def room_services(instance: Instance, programme: Programme) -> Pair:
    request, placed = own(instance, programme)
    missing = tuple(service for service in Service if service not in instance.room[placed.room].services)
    return with_record(instance, "requests", request.id, needs=missing[:1]), programme


def room_capacity(instance: Instance, programme: Programme) -> Pair:
    request, placed = joint(instance, programme)
    return with_record(instance, "requests", request.id, audience=instance.room[placed.room].capacity + 1), programme


def captioning(instance: Instance, programme: Programme) -> Pair:
    request, placed = joint(instance, programme)
    instance = with_record(instance, "coalitions", request.coalition, captions=True)
    return with_record(instance, "rooms", placed.room, services=()), programme


def availability(instance: Instance, programme: Programme) -> Pair:
    request, placed = next(granted(instance, programme, *SEGMENT_KINDS))
    window = Window(day=placed.day, start=placed.end - 1, end=placed.end)
    return with_record(instance, "coalitions", request.coalition, unavailable=(window,)), programme


def remote_hours(instance: Instance, programme: Programme) -> Pair:
    request, _ = own(instance, programme)
    person = instance.people[0].id
    instance = with_record(instance, "requests", request.id, people=(person,))
    instance = with_policy(instance, remote_from=23 * 60 + 59)
    return with_record(instance, "people", person, remote=True, time_zone="Pacific/Honolulu"), programme


def freed_slots(instance: Instance, programme: Programme) -> Pair | None:
    for placed in decided(instance, programme):
        if placed.id in instance.session:
            window = Window(day=placed.day, start=placed.start, end=placed.end)
            return with_record(instance, "rooms", placed.room, reserved=(window,)), programme
    return None


def host_sessions_placed(instance: Instance, programme: Programme) -> Pair:
    kept = tuple(placed for placed in programme.sessions if placed.id != instance.sessions[0].id)
    return instance, altered(programme, sessions=kept)


def _two_hosts(
    instance: Instance, programme: Programme, on_one_day: bool
) -> tuple[PlacedSession, PlacedSession] | None:
    """Two sessions of the host programme, the earlier one first."""
    placed = sorted((programme.session[s.id] for s in instance.sessions), key=lambda p: (p.day, p.start))
    pairs = ((one, other) for number, one in enumerate(placed) for other in placed[number + 1 :])
    return next(((one, other) for one, other in pairs if (one.day == other.day) == on_one_day), None)


def _with_relation(instance: Instance, verb: RelationVerb, one: PlacedSession, other: PlacedSession) -> Instance:
    return changed(instance, relations=(*instance.relations, Relation(verb=verb, one=one.id, other=other.id)))


def session_order(instance: Instance, programme: Programme) -> Pair | None:
    two = _two_hosts(instance, programme, on_one_day=False)
    return two and (_with_relation(instance, RelationVerb.BEFORE, two[1], two[0]), programme)


def sessions_apart(instance: Instance, programme: Programme) -> Pair | None:
    for session in instance.sessions:
        for other in decided(instance, programme):
            if other.id in instance.session and other.id != session.id:
                one = programme.session[session.id]
                beside = with_session(programme, other.id, day=one.day, start=one.start, end=one.end)
                return _with_relation(instance, RelationVerb.APART, one, other), beside
    return None


def same_day(instance: Instance, programme: Programme) -> Pair | None:
    two = _two_hosts(instance, programme, on_one_day=False)
    return two and (_with_relation(instance, RelationVerb.SAME_DAY, *two), programme)


def other_day(instance: Instance, programme: Programme) -> Pair | None:
    two = _two_hosts(instance, programme, on_one_day=True)
    return two and (_with_relation(instance, RelationVerb.OTHER_DAY, *two), programme)


def requests_decided(instance: Instance, programme: Programme) -> Pair:
    return instance, altered(programme, decisions=programme.decisions[1:])


def room_overlap(instance: Instance, programme: Programme) -> Pair:
    _, placed = own(instance, programme)
    other = next(other for other in programme.sessions if other.id != placed.id)
    return instance, with_session(
        programme, placed.id, room=other.room, day=other.day, start=other.start, end=other.end
    )


def service_teams(instance: Instance, programme: Programme) -> Pair:
    request, _ = joint(instance, programme)
    instance = with_record(instance, "coalitions", request.coalition, captions=True)
    return changed(instance, teams=(Team(service=Service.CAPTIONING, number=0),)), programme


def person_in_one_place(instance: Instance, programme: Programme) -> Pair | None:
    for request, placed in granted(instance, programme):
        for session in instance.sessions:
            if session.people and session.id != placed.id and programme.session[session.id].overlaps(placed):
                return with_record(instance, "requests", request.id, people=session.people[:1]), programme
    return None


def pause_between_sessions(instance: Instance, programme: Programme) -> Pair | None:
    for request, placed in granted(instance, programme):
        for session in instance.sessions:
            other = programme.session[session.id]
            if session.people and session.id != placed.id and other.day == placed.day:
                instance = with_record(instance, "requests", request.id, people=session.people[:1])
                return with_policy(instance, pause_minutes=24 * 60), programme
    return None


def _two_of_one(instance: Instance, programme: Programme) -> tuple[PlacedSession, PlacedSession] | None:
    """Two sessions of one coalition, both of which arise from requests."""
    held: dict[str, list[PlacedSession]] = {}
    for request, placed in granted(instance, programme):
        if request.kind not in SEGMENT_KINDS:
            held.setdefault(request.coalition, []).append(placed)
    return next(((two[0], two[1]) for two in held.values() if len(two) > 1), None)


def coalition_in_one_place(instance: Instance, programme: Programme) -> Pair | None:
    two = _two_of_one(instance, programme)
    if two is None:
        return None
    one, other = two
    return instance, with_session(programme, other.id, day=one.day, start=one.start, end=one.end)


def no_touching_slots(instance: Instance, programme: Programme) -> Pair | None:
    two = _two_of_one(instance, programme)
    if two is None:
        return None
    one, other = two
    return instance, with_session(programme, other.id, day=one.day, start=one.end, end=one.end + 90)


def kinds_offered(instance: Instance, programme: Programme) -> Pair:
    request, _ = own(instance, programme)
    return with_kind(instance, request.kind, offered=False), programme


def eligibility(instance: Instance, programme: Programme) -> Pair:
    request, _ = own(instance, programme)
    standing = Filings(annual_report=False, light_report=False)
    return with_record(instance, "coalitions", request.coalition, standing=standing), programme


def entitlement(instance: Instance, programme: Programme) -> Pair | None:
    request = next((request for request, _ in granted(instance, programme, Kind.INDIVIDUAL)), None)
    if request is None:
        return None
    instance = with_policy(instance, individual_is_entitlement=True)
    return instance, with_decision(programme, request.id, granted=False, session="")


def competition(instance: Instance, programme: Programme) -> Pair:
    request, _ = next(granted(instance, programme, Kind.MAIN_SLOT))
    return with_record(with_policy(instance, competitive=True), "requests", request.id, output=""), programme


def session_caps(instance: Instance, programme: Programme) -> Pair:
    held = sum(placed.kind is Kind.JOINT for placed in programme.sessions)
    return with_kind(instance, Kind.JOINT, at_most=held - 1), programme


def day_zero_places(instance: Instance, programme: Programme) -> Pair:
    events = len(list(granted(instance, programme, Kind.DAY_ZERO)))
    return with_kind(instance, Kind.DAY_ZERO, at_most=events - 1), programme


def minutes_cap(instance: Instance, programme: Programme) -> Pair:
    kinds = (Kind.JOINT, Kind.INDIVIDUAL, Kind.DAY_ZERO)
    minutes = sum(placed.end - placed.start for placed in programme.sessions if placed.kind in kinds)
    return with_policy(instance, coalition_minutes_at_most=minutes - 1), programme


def presences_at_most(instance: Instance, programme: Programme) -> Pair:
    request, _ = own(instance, programme)
    more = tuple(request.model_copy(update={"id": f"{request.id}, copy {n}"}) for n in range(1, 10))
    decisions = tuple(Decision(request=copy.id, granted=True, session=copy.id) for copy in more)
    return (
        changed(instance, requests=(*instance.requests, *more)),
        altered(programme, decisions=programme.decisions + decisions),
    )


def main_slot_replaces_own_session(instance: Instance, programme: Programme) -> Pair | None:
    for slot, _ in granted(instance, programme, Kind.MAIN_SLOT):
        for other, _ in granted(instance, programme):
            if other.coalition == slot.coalition and other.id != slot.id:
                return with_policy(instance, main_slot_replaces=(other.kind,)), programme
    return None


def one_bilateral(instance: Instance, programme: Programme) -> Pair:
    request, placed = next(granted(instance, programme, Kind.BILATERAL))
    second = request.model_copy(update={"id": request_id(request.coalition, Kind.BILATERAL, 2)})
    decision = Decision(request=second.id, granted=True, session=second.id)
    return (
        changed(instance, requests=(*instance.requests, second)),
        altered(
            programme,
            decisions=(*programme.decisions, decision),
            sessions=(*programme.sessions, placed.model_copy(update={"id": second.id})),
        ),
    )


def joint_size(instance: Instance, programme: Programme) -> Pair:
    _, placed = joint(instance, programme)
    return with_policy(instance, joint_size_min=len(placed.coalitions) + 1), programme


def shared_theme(instance: Instance, programme: Programme) -> Pair:
    request, _ = joint(instance, programme)
    instance = with_record(instance, "requests", request.id, themes=())
    return with_record(instance, "coalitions", request.coalition, horizontal=False), programme


def one_joint_session_per_theme(instance: Instance, programme: Programme) -> Pair | None:
    held = [placed for placed in programme.sessions if placed.kind is Kind.JOINT]
    return (instance, with_session(programme, held[1].id, themes=held[0].themes)) if len(held) > 1 else None


def partner_vetoes(instance: Instance, programme: Programme) -> Pair:
    request, placed = joint(instance, programme)
    others = tuple(coalition for coalition in placed.coalitions if coalition != request.coalition)
    return with_record(instance, "requests", request.id, vetoes=others), programme


def required_partners(instance: Instance, programme: Programme) -> Pair:
    request, placed = joint(instance, programme)
    stranger = next(c.id for c in instance.coalitions if c.id not in placed.coalitions)
    return with_record(instance, "requests", request.id, required=(stranger,)), programme


def segments_fit(instance: Instance, programme: Programme) -> Pair:
    segment = programme.segments[0]
    return instance, with_segment(programme, segment.request, start=segment.start + 1, end=segment.end + 1)


def main_slots_per_session(instance: Instance, programme: Programme) -> Pair:
    assert list(granted(instance, programme, Kind.MAIN_SLOT))
    return with_policy(instance, main_slots_per_session=0), programme


def main_session_theme(instance: Instance, programme: Programme) -> Pair:
    request, _ = next(granted(instance, programme, Kind.MAIN_SLOT))
    instance = with_record(instance, "requests", request.id, themes=())
    return with_record(instance, "coalitions", request.coalition, horizontal=False), programme


def selection_committee(instance: Instance, programme: Programme) -> Pair:
    return with_policy(instance, committee_at_least=len(programme.committee) + 1), programme


def no_judge_in_own_cause(instance: Instance, programme: Programme) -> Pair | None:
    if not programme.committee:
        return None
    seat = programme.committee[0]
    competitor = next(r.coalition for r in instance.requests if instance.policy.kinds[r.kind].competed)
    return with_record(instance, "people", seat.person, coalitions=(seat.coalition, competitor)), programme


def pins(instance: Instance, programme: Programme) -> Pair:
    request, _ = own(instance, programme)
    return changed(instance, pins=(*instance.pins, Pin(verb=PinVerb.REFUSE, subject=request.id))), programme


BREAKS: tuple[Break, ...] = (
    room_hours,
    blocked_times,
    room_grid,
    room_purpose,
    day_zero_events,
    forbidden_days,
    types_kept_off,
    room_services,
    room_capacity,
    captioning,
    availability,
    remote_hours,
    freed_slots,
    host_sessions_placed,
    session_order,
    sessions_apart,
    same_day,
    other_day,
    requests_decided,
    room_overlap,
    service_teams,
    person_in_one_place,
    pause_between_sessions,
    coalition_in_one_place,
    no_touching_slots,
    kinds_offered,
    eligibility,
    entitlement,
    competition,
    session_caps,
    day_zero_places,
    minutes_cap,
    presences_at_most,
    main_slot_replaces_own_session,
    one_bilateral,
    joint_size,
    shared_theme,
    one_joint_session_per_theme,
    partner_vetoes,
    required_partners,
    segments_fit,
    main_slots_per_session,
    main_session_theme,
    selection_committee,
    no_judge_in_own_cause,
    pins,
)
