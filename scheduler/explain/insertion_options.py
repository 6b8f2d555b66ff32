"""Insertions of a refused request, or a session left out, into a programme, and the rule that forbids each.

The rest of the programme is fixed, and the verifier's rules decide. Each insertion is checked against its neighbours
only: sessions that share its room, people, coalitions or scarce services on that day, and sessions related to it. It
cannot make any other session break a rule, except for rules that count over the whole programme, which do not depend
on the placement.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from scheduler.catalogue.rule import Scope
from scheduler.core.instance import HostSession, Request, Room
from scheduler.core.programme import Decision, PlacedSession, Programme, Segment, joint_session_id
from scheduler.core.vocabulary import KIND_USE, Kind, Service, Use, type_use
from scheduler.verify import check
from scheduler.verify.facts import Facts, SessionFacts, gather, may_use
from scheduler.verify.findings import Verdict, Violation
from scheduler.verify.registry import RuleFunction, SessionAtSite
from scheduler.verify.rules import SITE_RULES, functions_of
from scheduler.verify.segment_rules import SEGMENT_TYPE

GROUP_RULES = functions_of(Scope.GROUP)
"""Rules that can forbid a joint session in every placement."""

ROOM_RULES = functions_of(Scope.GROUP, Scope.SEGMENT, Scope.ROOM)
"""Rules that can forbid a room at any time."""

TIME_RULES = functions_of(Scope.TIME)
"""Rules that can forbid a time in any room."""

OCCUPANCY_RULES = functions_of(Scope.OCCUPANCY)
"""Rules that can forbid a room at a time because of another session in it."""

CLASH_RULES = functions_of(Scope.CLASH)
"""Rules that can forbid a placement because of sessions in other rooms.

For each placement the first broken rule is counted, in the order room, site, occupancy, time, clash.
"""


class BrokenRule(NamedTuple):
    """The first rule that forbids an insertion, and the names that it concerns.

    `own`: the kind of the coalition's own session that occupies the place. `besides`: the rule that forbids the time
    where the place is occupied too.
    """

    rule: str
    who: tuple[str, ...]
    own: str = ""
    besides: BrokenRule | None = None


@dataclass(frozen=True)
class Baseline:
    """The programme without the insertion, and its verdict; `found_by_key` caches findings by room or time."""

    facts: Facts
    verdict: Verdict
    found_by_key: dict[Hashable, BrokenRule | None] = field(default_factory=dict)

    def once(self, key: Hashable, look: Callable[[], BrokenRule | None]) -> BrokenRule | None:
        """The cached finding for a key, computed on first use."""
        if key not in self.found_by_key:
            self.found_by_key[key] = look()
        return self.found_by_key[key]


@dataclass(frozen=True)
class Insertion:
    """A session with requests added to it, or, with `host`, a session left out, in a placement."""

    session: PlacedSession
    added: tuple[Request, ...] = ()
    segment: Segment | None = None
    host: HostSession | None = None

    @property
    def at_no_time(self) -> Insertion:
        """The insertion without a time, for rules on rooms. A segment keeps its time, which its session fixes."""
        if self.segment:
            return self
        minutes = self.session.end - self.session.start
        return replace(self, session=self.session.model_copy(update={"day": "", "start": 0, "end": minutes}))

    @property
    def in_no_room(self) -> Insertion:
        """The insertion without a room, for rules on times."""
        return replace(self, session=self.session.model_copy(update={"room": ""}))

    def carried_out(self, programme: Programme) -> Programme:
        """The programme with this insertion and no other change."""
        granted = {r.id: Decision(request=r.id, granted=True, session=self.session.id) for r in self.added}
        others = tuple(placed for placed in programme.sessions if placed.id != self.session.id)
        changes = {
            "sessions": (*others, self.session),
            "segments": (*programme.segments, self.segment) if self.segment else programme.segments,
            "decisions": tuple(granted.get(decision.request, decision) for decision in programme.decisions),
            "left_out": tuple(one for one in programme.left_out if one.session != self.session.id),
        }
        return programme.model_copy(update=changes)


@dataclass(frozen=True)
class FreeInsertion:
    """An insertion that breaks no rule, and the objective values with it."""

    insertion: Insertion
    scores: dict[str, int]


def check_insertions(
    baseline: Baseline, insertions: Iterable[Insertion]
) -> tuple[list[BrokenRule], FreeInsertion | None]:
    """Check insertions until one breaks no rule; the first broken rule of each before it."""
    facts, known_violations = baseline.facts, set(baseline.verdict.violations)
    outcomes: list[BrokenRule] = []
    for insertion in insertions:
        broken = _first_broken_rule(baseline, insertion)
        if broken is None:
            verdict = check(facts.instance, insertion.carried_out(facts.programme))
            broken = _deciding_rule(
                [violation for violation in verdict.violations if violation not in known_violations]
            )
            if broken is None:
                return outcomes, FreeInsertion(insertion, verdict.scores)
        outcomes.append(broken)
    return outcomes, None


def first_broken_rule(
    facts: Facts, insertion: Insertion, rules: tuple[RuleFunction, ...], neighbours: Iterable[SessionFacts] = ()
) -> BrokenRule | None:
    """The first of these rules that an insertion breaks, with these neighbours in the programme."""
    with_insertion = gather(facts.instance, _programme_with_neighbours(facts, insertion, neighbours))
    for rule in rules:
        broken = _deciding_rule(
            [violation for violation in rule(with_insertion) if insertion.session.id in violation.sessions]
        )
        if broken:
            return broken
    return None


def _deciding_rule(violations: list[Violation]) -> BrokenRule | None:
    if not violations:
        return None
    rule = violations[0].rule
    return BrokenRule(rule, tuple(dict.fromkeys(name for v in violations if v.rule == rule for name in v.who)))


def _first_broken_rule(baseline: Baseline, insertion: Insertion) -> BrokenRule | None:
    """The first rule that an insertion breaks: of its room, its site, its occupancy, its time, then other rooms.

    An occupied place counts as such even where the time is forbidden too, so that no other place appears to be free.

    Cached findings depend only on their key, which several insertions share.
    """
    facts, session = baseline.facts, insertion.session
    members, interval = (
        (session.id, tuple(request.id for request in insertion.added)),
        (session.day, session.start, session.end),
    )
    site = None if session.id in facts.by_id else _at_site(insertion)
    unfit = baseline.once(
        (members, session.room), lambda: first_broken_rule(facts, insertion.at_no_time, ROOM_RULES)
    ) or (baseline.once(site, lambda: _site_conflict(facts, site)) if site else None)
    if unfit:
        return unfit
    at_time = baseline.once((members, interval), lambda: first_broken_rule(facts, insertion.in_no_room, TIME_RULES))
    occupied = (
        baseline.once((session.room, interval), lambda: _occupancy_conflict(facts, session.room, *interval))
        if site
        else None
    )
    if occupied:
        return occupied._replace(own=_own_session(facts, insertion), besides=at_time)
    return at_time or first_broken_rule(facts, insertion, CLASH_RULES, _relevant_neighbours(facts, insertion))


def _own_session(facts: Facts, insertion: Insertion) -> str:
    """The kind of the session that occupies the place, if it is the inserted coalition's own; else empty."""
    occupying = _overlapping(insertion, facts.in_room.get((insertion.session.room, insertion.session.day), ()))
    own = [session.label for session in occupying if session.coalitions == insertion.session.coalitions != ()]
    return own[0] if len(own) == len(occupying) else ""


def _at_site(insertion: Insertion) -> SessionAtSite:
    """The properties of an inserted session for rules of scope SITE."""
    session, host = insertion.session, insertion.host
    kind = session.kind or Kind.JOINT
    return SessionAtSite(
        label=str(host.type if host else kind),
        use=type_use(host.type) if host else KIND_USE[kind],
        from_requests=host is None,
        forbidden_days=host.forbidden_days if host else (),
        room=session.room,
        day=session.day,
        start=session.start,
        end=session.end,
    )


def _site_conflict(facts: Facts, site: SessionAtSite) -> BrokenRule | None:
    """The first rule of scope SITE that such a session breaks, regardless of its participants."""
    broken = (rule.__name__ for rule in SITE_RULES if any(rule(facts, site)))
    return next((BrokenRule(rule, ()) for rule in broken), None)


def _occupancy_conflict(facts: Facts, room: str, day: str, start: int, end: int) -> BrokenRule | None:
    """The rule broken because a room is occupied at a time, for any session; without names."""
    anything = Insertion(
        PlacedSession(id="another session", title="", kind=Kind.JOINT, day=day, start=start, end=end, room=room)
    )
    overlapping = _overlapping(anything, facts.in_room.get((room, day), ()))
    broken = first_broken_rule(facts, anything, OCCUPANCY_RULES, overlapping) if overlapping else None
    return BrokenRule(broken.rule, ()) if broken else None


def _overlapping(insertion: Insertion, others: Iterable[SessionFacts]) -> list[SessionFacts]:
    """The sessions among `others` that overlap the insertion."""
    return [
        session
        for session in others
        if session.placed.id != insertion.session.id and session.placed.overlaps(insertion.session)
    ]


def _programme_with_neighbours(facts: Facts, insertion: Insertion, neighbours: Iterable[SessionFacts]) -> Programme:
    """The insertion and its neighbours as an incomplete programme."""
    inserted = insertion.session
    others = {session.placed.id: session for session in neighbours}
    inside = [session.requests for session in facts.by_id.get(inserted.id, ())]
    members = (*(request for requests in inside for request in requests), *insertion.added)
    segments = [segment for name in (inserted.id, *others) for segment in facts.segments.get(name, ())]
    return Programme.model_construct(
        provenance=facts.programme.provenance,
        sessions=(*(session.placed for session in others.values()), inserted),
        segments=(*segments, insertion.segment) if insertion.segment else tuple(segments),
        decisions=(
            *_decisions(members, inserted.id),
            *(decision for session in others.values() for decision in _decisions(session.requests, session.placed.id)),
        ),
        committee=(),
    )


def _relevant_neighbours(facts: Facts, insertion: Insertion) -> Iterator[SessionFacts]:
    """The neighbours of an insertion outside its room."""
    yield from _related(facts, insertion)
    for session in _neighbours(facts, insertion):
        if session.placed.day == insertion.session.day and session.placed.id != insertion.session.id:
            yield session


def _neighbours(facts: Facts, insertion: Insertion) -> Iterator[SessionFacts]:
    for request in insertion.added:
        yield from facts.taking_part.get(request.coalition, ())
    people = [person for request in insertion.added for person in request.people] + list(
        insertion.host.people if insertion.host else ()
    )
    for person in people:
        yield from (presence.session for presence in facts.presences.get(person, {}).values())
    for service in _scarce_services(facts, insertion):
        yield from facts.service_users.get(service, ())


def _related(facts: Facts, insertion: Insertion) -> Iterator[SessionFacts]:
    """Sessions related to a session left out, on any day."""
    if insertion.host:
        for relation in facts.instance.relations:
            if insertion.host.id in (relation.one, relation.other):
                other = relation.other if relation.one == insertion.host.id else relation.one
                yield from facts.by_id.get(other, ())


def _scarce_services(facts: Facts, insertion: Insertion) -> Iterator[Service]:
    """The services with limited teams that an insertion could use."""
    if not facts.instance.team:
        return
    services = set(insertion.host.needs) if insertion.host else set()
    for request in insertion.added:
        services.update(request.needs, facts.instance.policy.kinds[request.kind].needs)
        if facts.instance.coalition[request.coalition].captions:
            services.add(Service.CAPTIONING)
    yield from services.intersection(facts.instance.team)


def _decisions(requests: Iterable[Request], session: str) -> Iterator[Decision]:
    return (Decision(request=request.id, granted=True, session=session) for request in requests)


def own_session_placements(facts: Facts, request: Request) -> Iterator[Insertion]:
    """Insertions of a request's own session in every placement of the grids, occupied or not."""
    for room in rooms_for(facts, KIND_USE[request.kind]):
        for day, start in _slot_starts(facts, room, KIND_USE[request.kind], request.kind, request.minutes):
            placed = PlacedSession(
                id=request.id,
                title=request.id,
                kind=request.kind,
                day=day,
                start=start,
                end=start + request.minutes,
                room=room.id,
                themes=request.themes,
                coalitions=(request.coalition,),
            )
            yield Insertion(placed, (request,))


def host_session_placements(facts: Facts, host: HostSession) -> Iterator[Insertion]:
    """Insertions of a host session in every placement of the grids, occupied or not."""
    for room in rooms_for(facts, type_use(host.type)):
        for day, start in _slot_starts(facts, room, type_use(host.type), host.type, host.minutes):
            placed = PlacedSession(
                id=host.id,
                title=host.title,
                type=host.type,
                day=day,
                start=start,
                end=start + host.minutes,
                room=room.id,
                themes=host.themes,
            )
            yield Insertion(placed, host=host)


def rooms_for(facts: Facts, use: Use) -> tuple[Room, ...]:
    """The rooms meant for this use."""
    return tuple(room for room in facts.instance.rooms if use in room.uses)


def _slot_starts(facts: Facts, room: Room, use: Use, label: str, minutes: int) -> Iterator[tuple[str, int]]:
    """Day and start of every slot in a room that takes a session of this kind or type."""
    seen: set[tuple[str, int]] = set()
    for slot in facts.instance.slots:
        long_enough = (
            slot.grid == room.grid and slot.start + minutes <= slot.end and may_use(facts.instance, slot, label)
        )
        on_any_day = use in (Use.BILATERAL, Use.BOOTH)
        on_right_day = on_any_day or facts.instance.day[slot.day].is_day_zero == (use is Use.DAY_ZERO)
        if long_enough and on_right_day and (slot.day, slot.start) not in seen:
            seen.add((slot.day, slot.start))
            yield slot.day, slot.start


def sessions_to_join(facts: Facts, request: Request) -> Iterator[Insertion]:
    """Insertions of a request into each joint session of the programme."""
    for session in facts.joint:
        members = (*session.placed.coalitions, request.coalition)
        yield Insertion(session.placed.model_copy(update={"coalitions": members}), (request,))


def sessions_with_segments(facts: Facts, request: Request) -> Iterator[Insertion]:
    """Insertions of a segment at the end of each session that contains segments of its kind."""
    for session in facts.sessions:
        if session.host is None or session.host.type is not SEGMENT_TYPE[request.kind]:
            continue
        segments = facts.segments.get(session.placed.id, [])
        start = segments[-1].end if segments else session.placed.start + session.host.segments_after
        end = start + request.minutes
        segment = Segment(
            request=request.id,
            coalition=request.coalition,
            session=session.placed.id,
            order=len(segments) + 1,
            start=start,
            end=end,
        )
        yield Insertion(session.placed, (request,), segment)


def new_joint_sessions(facts: Facts, theme: str, members: tuple[Request, ...]) -> Iterator[Insertion]:
    """Insertions of a joint session of these members under a theme, in every placement, occupied or not."""
    minutes = facts.instance.policy.kinds[Kind.JOINT].minutes
    use = KIND_USE[Kind.JOINT]
    for room in rooms_for(facts, use):
        for day, start in _slot_starts(facts, room, use, Kind.JOINT, minutes):
            placed = PlacedSession(
                id=joint_session_id(theme),
                title=facts.instance.theme[theme].name,
                kind=Kind.JOINT,
                day=day,
                start=start,
                end=start + minutes,
                room=room.id,
                themes=(theme,),
                coalitions=tuple(request.coalition for request in members),
            )
            yield Insertion(placed, members)
