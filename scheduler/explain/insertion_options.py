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
from scheduler.verify.facts import Facts, HeldSession, gather, may_use
from scheduler.verify.findings import Verdict, Violation
from scheduler.verify.registry import RuleFunction, SessionAtSite
from scheduler.verify.rules import SITE_RULES, functions_of
from scheduler.verify.segment_rules import SEGMENT_TYPE

GROUP_RULES = functions_of(Scope.GROUP)
"""What forbids a joint session wherever it stands."""

ROOM_RULES = functions_of(Scope.GROUP, Scope.SEGMENT, Scope.ROOM)
"""What can forbid a room, whenever it is used."""

TIME_RULES = functions_of(Scope.TIME)
"""What can forbid a time, in whatever room."""

OCCUPANCY_RULES = functions_of(Scope.OCCUPANCY)
"""What can forbid a room at a time because of what stands there."""

CLASH_RULES = functions_of(Scope.CLASH)
"""What can forbid a placement because of what stands elsewhere.

A count names for each placement the first rule that it breaks, in the order room, site, time, occupancy, clash.
"""


class BrokenRule(NamedTuple):
    """The first rule that forbids an insertion, and the names that it concerns."""

    rule: str
    who: tuple[str, ...]


@dataclass(frozen=True)
class Baseline:
    """The programme without the insertion, and its verdict; `looked_at` caches findings for a room or a time."""

    facts: Facts
    verdict: Verdict
    looked_at: dict[Hashable, BrokenRule | None] = field(default_factory=dict)

    def once(self, key: Hashable, look: Callable[[], BrokenRule | None]) -> BrokenRule | None:
        """The cached finding for a key, computed on first use."""
        if key not in self.looked_at:
            self.looked_at[key] = look()
        return self.looked_at[key]


@dataclass(frozen=True)
class Insertion:
    """A session with requests added to it, or, with `host`, a session left out, in a placement."""

    session: PlacedSession
    added: tuple[Request, ...] = ()
    segment: Segment | None = None
    host: HostSession | None = None

    @property
    def at_no_time(self) -> Insertion:
        """The insertion as rules on rooms see it. A segment keeps its time, which its session fixes."""
        if self.segment:
            return self
        minutes = self.session.end - self.session.start
        return replace(self, session=self.session.model_copy(update={"day": "", "start": 0, "end": minutes}))

    @property
    def in_no_room(self) -> Insertion:
        """The insertion as rules on times see it."""
        return replace(self, session=self.session.model_copy(update={"room": ""}))

    def carried_out(self, programme: Programme) -> Programme:
        """The programme with this insertion and no other change."""
        granted = {r.id: Decision(request=r.id, granted=True, session=self.session.id) for r in self.added}
        kept = tuple(placed for placed in programme.sessions if placed.id != self.session.id)
        changes = {
            "sessions": (*kept, self.session),
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


def tried(baseline: Baseline, insertions: Iterable[Insertion]) -> tuple[list[BrokenRule], FreeInsertion | None]:
    """Check insertions until one breaks no rule; the first broken rule of each before it."""
    facts, known = baseline.facts, set(baseline.verdict.violations)
    outcomes: list[BrokenRule] = []
    for insertion in insertions:
        against = _first_objection(baseline, insertion)
        if against is None:
            verdict = check(facts.instance, insertion.carried_out(facts.programme))
            against = _decisive([violation for violation in verdict.violations if violation not in known])
            if against is None:
                return outcomes, FreeInsertion(insertion, verdict.scores)
        outcomes.append(against)
    return outcomes, None


def objection(
    facts: Facts, insertion: Insertion, rules: tuple[RuleFunction, ...], near: Iterable[HeldSession] = ()
) -> BrokenRule | None:
    """The first of these rules that an insertion breaks among these neighbours."""
    there = gather(facts.instance, _with_way(facts, insertion, near))
    for rule in rules:
        found = _decisive([violation for violation in rule(there) if insertion.session.id in violation.sessions])
        if found:
            return found
    return None


def _decisive(violations: list[Violation]) -> BrokenRule | None:
    if not violations:
        return None
    rule = violations[0].rule
    return BrokenRule(rule, tuple(dict.fromkeys(name for v in violations if v.rule == rule for name in v.who)))


def _first_objection(baseline: Baseline, insertion: Insertion) -> BrokenRule | None:
    """The first rule that an insertion breaks: in its room and at its time, then what is there, then elsewhere.

    What is found once for several insertions is found by looking at what they have in common, and at nothing else.
    """
    facts, here = baseline.facts, insertion.session
    who, when = (here.id, tuple(request.id for request in insertion.added)), (here.day, here.start, here.end)
    site = None if here.id in facts.by_id else _at_site(insertion)
    return (
        baseline.once((who, here.room), lambda: objection(facts, insertion.at_no_time, ROOM_RULES))
        or (baseline.once(site, lambda: _against_site(facts, site)) if site else None)
        or baseline.once((who, when), lambda: objection(facts, insertion.in_no_room, TIME_RULES))
        or (baseline.once((here.room, when), lambda: _taken(facts, here.room, *when)) if site else None)
        or objection(facts, insertion, CLASH_RULES, _near(facts, insertion))
    )


def _at_site(insertion: Insertion) -> SessionAtSite:
    """What rules on a room at a time may see of a session that is not in the programme yet."""
    here, host = insertion.session, insertion.host
    kind = here.kind or Kind.JOINT
    return SessionAtSite(
        label=str(host.type if host else kind),
        use=type_use(host.type) if host else KIND_USE[kind],
        arises=host is None,
        forbidden_days=host.forbidden_days if host else (),
        room=here.room,
        day=here.day,
        start=here.start,
        end=here.end,
    )


def _against_site(facts: Facts, site: SessionAtSite) -> BrokenRule | None:
    """The first rule on a room at a time that such a session breaks there, whoever takes part."""
    broken = (rule.__name__ for rule in SITE_RULES if any(rule(facts, site)))
    return next((BrokenRule(rule, ()) for rule in broken), None)


def _taken(facts: Facts, room: str, day: str, start: int, end: int) -> BrokenRule | None:
    """Whether a room is taken at a time, whatever would stand there; nobody is concerned in particular."""
    anything = Insertion(
        PlacedSession(id="another session", title="", kind=Kind.JOINT, day=day, start=start, end=end, room=room)
    )
    there = _meeting(anything, facts.in_room.get((room, day), ()))
    found = objection(facts, anything, OCCUPANCY_RULES, there) if there else None
    return BrokenRule(found.rule, ()) if found else None


def _meeting(insertion: Insertion, others: Iterable[HeldSession]) -> list[HeldSession]:
    """The sessions among `others` that overlap the insertion."""
    return [
        held for held in others if held.placed.id != insertion.session.id and held.placed.overlaps(insertion.session)
    ]


def _with_way(facts: Facts, insertion: Insertion, near: Iterable[HeldSession]) -> Programme:
    """The insertion and its neighbours as a programme, which is not complete."""
    here = insertion.session
    others = {held.placed.id: held for held in near}
    inside = [held.requests for held in facts.by_id.get(here.id, ())]
    held_here = (*(request for requests in inside for request in requests), *insertion.added)
    segments = [segment for name in (here.id, *others) for segment in facts.segments.get(name, ())]
    return Programme.model_construct(
        provenance=facts.programme.provenance,
        sessions=(*(held.placed for held in others.values()), here),
        segments=(*segments, insertion.segment) if insertion.segment else tuple(segments),
        decisions=(
            *_decisions(held_here, here.id),
            *(decision for held in others.values() for decision in _decisions(held.requests, held.placed.id)),
        ),
        committee=(),
    )


def _near(facts: Facts, insertion: Insertion) -> Iterator[HeldSession]:
    """The neighbours of an insertion outside its room."""
    yield from _related(facts, insertion)
    for held in _neighbours(facts, insertion):
        if held.placed.day == insertion.session.day and held.placed.id != insertion.session.id:
            yield held


def _neighbours(facts: Facts, insertion: Insertion) -> Iterator[HeldSession]:
    for request in insertion.added:
        yield from facts.taking_part.get(request.coalition, ())
    people = [person for request in insertion.added for person in request.people] + list(
        insertion.host.people if insertion.host else ()
    )
    for person in people:
        yield from (presence.held for presence in facts.presences.get(person, {}).values())
    for service in _scarce_services(facts, insertion):
        yield from facts.users.get(service, ())


def _related(facts: Facts, insertion: Insertion) -> Iterator[HeldSession]:
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
    used = set(insertion.host.needs) if insertion.host else set()
    for request in insertion.added:
        used.update(request.needs, facts.instance.policy.kinds[request.kind].needs)
        if facts.instance.coalition[request.coalition].captions:
            used.add(Service.CAPTIONING)
    yield from used.intersection(facts.instance.team)


def _decisions(requests: Iterable[Request], session: str) -> Iterator[Decision]:
    return (Decision(request=request.id, granted=True, session=session) for request in requests)


def own_places(facts: Facts, request: Request) -> Iterator[Insertion]:
    """Every placement that the grids offer for a request's own session, taken or not."""
    for room in rooms_for(facts, KIND_USE[request.kind]):
        for day, start in _starts(facts, room, KIND_USE[request.kind], request.kind, request.minutes):
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


def host_places(facts: Facts, host: HostSession) -> Iterator[Insertion]:
    """Every placement that the grids offer for a session of the host programme, taken or not."""
    for room in rooms_for(facts, type_use(host.type)):
        for day, start in _starts(facts, room, type_use(host.type), host.type, host.minutes):
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


def _starts(facts: Facts, room: Room, use: Use, label: str, minutes: int) -> Iterator[tuple[str, int]]:
    """Day and start of every slot in a room that takes a session of this kind or type."""
    seen: set[tuple[str, int]] = set()
    for slot in facts.instance.slots:
        fits = slot.grid == room.grid and slot.start + minutes <= slot.end and may_use(facts.instance, slot, label)
        any_day = use in (Use.BILATERAL, Use.BOOTH)
        belongs = any_day or facts.instance.day[slot.day].is_day_zero == (use is Use.DAY_ZERO)
        if fits and belongs and (slot.day, slot.start) not in seen:
            seen.add((slot.day, slot.start))
            yield slot.day, slot.start


def sessions_to_join(facts: Facts, request: Request) -> Iterator[Insertion]:
    """Every joint session held, with the request's coalition as one more member."""
    for held in facts.joint:
        members = (*held.placed.coalitions, request.coalition)
        yield Insertion(held.placed.model_copy(update={"coalitions": members}), (request,))


def sessions_with_segments(facts: Facts, request: Request) -> Iterator[Insertion]:
    """Every session in which segments of this kind stand, with one more segment after those that are there."""
    for held in facts.held:
        if held.host is None or held.host.type is not SEGMENT_TYPE[request.kind]:
            continue
        there = facts.segments.get(held.placed.id, [])
        start = there[-1].end if there else held.placed.start + held.host.segments_after
        end = start + request.minutes
        segment = Segment(
            request=request.id,
            coalition=request.coalition,
            session=held.placed.id,
            order=len(there) + 1,
            start=start,
            end=end,
        )
        yield Insertion(held.placed, (request,), segment)


def new_joint_sessions(facts: Facts, theme: str, members: tuple[Request, ...]) -> Iterator[Insertion]:
    """A joint session of these members under a theme, in every place that the grids offer, taken or not."""
    minutes = facts.instance.policy.kinds[Kind.JOINT].minutes
    use = KIND_USE[Kind.JOINT]
    for room in rooms_for(facts, use):
        for day, start in _starts(facts, room, use, Kind.JOINT, minutes):
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
