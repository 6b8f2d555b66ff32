"""Every way in which a refused request could be added to a programme with all else unchanged, and what forbids it.

A way is judged by the rules of the independent check. Only what is near it is looked at: what shares its room, its
people or its coalitions on that day. Nothing else on the programme can come to break a rule through it, apart from
the rules that count over the whole programme, which do not depend on the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.instance import Request, Room
from scheduler.programme import Decision, Placed, Programme, Segment, joint_session_id
from scheduler.verify import check
from scheduler.verify.facts import Facts, Held, gather
from scheduler.verify.findings import Verdict, Violation
from scheduler.verify.joint import (
    joint_size,
    one_joint_session_per_theme,
    partner_vetoes,
    required_partners,
    shared_theme,
)
from scheduler.verify.people import (
    availability,
    coalition_in_one_place,
    no_touching_slots,
    person_in_one_place,
    remote_hours,
)
from scheduler.verify.places import (
    blocked_times,
    captioning,
    room_capacity,
    room_hours,
    room_overlap,
    room_services,
)
from scheduler.verify.rules import RuleFunction
from scheduler.verify.segments import SEGMENT_TYPE, main_session_theme, main_slots_per_session, segments_fit
from scheduler.vocabulary import KIND_USE, Kind

GROUP_RULES: tuple[RuleFunction, ...] = (
    shared_theme,
    partner_vetoes,
    required_partners,
    joint_size,
    one_joint_session_per_theme,
)
"""What forbids a joint session wherever it stands."""

NEAR_RULES: tuple[RuleFunction, ...] = (
    *GROUP_RULES,
    main_session_theme,
    main_slots_per_session,
    segments_fit,
    room_capacity,
    room_services,
    captioning,
    room_hours,
    blocked_times,
    availability,
    remote_hours,
    room_overlap,
    coalition_in_one_place,
    person_in_one_place,
    no_touching_slots,
)
"""What can forbid a way: first what lies in the place itself, then what is there already.

The first of them that a place breaks is the one that a sum names for it.
"""


Outcome = tuple[Violation, ...]
"""What stands against one way, the decisive rule first."""


@dataclass(frozen=True)
class Baseline:
    """The programme as it is, and the verdict on it."""

    facts: Facts
    verdict: Verdict


@dataclass(frozen=True)
class Way:
    """A session as it would stand with the requests that are added to it."""

    session: Placed
    added: tuple[Request, ...]
    segment: Segment | None = None

    def carried_out(self, programme: Programme) -> Programme:
        """The whole programme with this change and no other."""
        granted = {r.id: Decision(request=r.id, granted=True, session=self.session.id) for r in self.added}
        kept = tuple(placed for placed in programme.sessions if placed.id != self.session.id)
        changes = {
            "sessions": (*kept, self.session),
            "segments": (*programme.segments, self.segment) if self.segment else programme.segments,
            "decisions": tuple(granted.get(decision.request, decision) for decision in programme.decisions),
        }
        return programme.model_copy(update=changes)


@dataclass(frozen=True)
class Free:
    """A way that breaks no rule, and the value that every goal would have."""

    way: Way
    scores: dict[str, int]


def tried(baseline: Baseline, ways: Iterable[Way]) -> tuple[list[Outcome], Free | None]:
    """What stands against each way, up to the first that breaks no rule by the whole check."""
    facts, known = baseline.facts, set(baseline.verdict.violations)
    outcomes: list[Outcome] = []
    for way in ways:
        against = objections(facts, way)
        if not against:
            verdict = check(facts.instance, way.carried_out(facts.programme))
            against = tuple(violation for violation in verdict.violations if violation not in known)
            if not against:
                return outcomes, Free(way, verdict.scores)
        outcomes.append(against)
    return outcomes, None


def objections(facts: Facts, way: Way, rules: tuple[RuleFunction, ...] = NEAR_RULES) -> Outcome:
    """What these rules have against a way, in their order."""
    near = gather(facts.instance, _near(facts, way))
    return tuple(v for rule in rules for v in rule(near) if way.session.id in v.sessions)


def _near(facts: Facts, way: Way) -> Programme:
    """The part of the programme that a way can disturb, with the way carried out. Not a complete programme."""
    here = way.session
    near: dict[str, Held] = {}
    for held in _neighbours(facts, way):
        if held.placed.day == here.day and held.placed.id != here.id:
            near[held.placed.id] = held
    inside = [held.requests for held in facts.held if held.placed.id == here.id]
    held_here = (*(request for requests in inside for request in requests), *way.added)
    segments = [segment for name in (here.id, *near) for segment in facts.segments.get(name, ())]
    return Programme.model_construct(
        provenance=facts.programme.provenance,
        sessions=(*(held.placed for held in near.values()), here),
        segments=(*segments, way.segment) if way.segment else tuple(segments),
        decisions=(
            *_decisions(held_here, here.id),
            *(decision for held in near.values() for decision in _decisions(held.requests, held.placed.id)),
        ),
        committee=(),
    )


def _neighbours(facts: Facts, way: Way) -> Iterator[Held]:
    yield from facts.in_room.get((way.session.room, way.session.day), ())
    yield from (held for held in facts.held if held.host and held.host.blocks_everything)
    for request in way.added:
        yield from facts.taking_part.get(request.coalition, ())
        for person in request.people:
            yield from (presence.held for presence in facts.presences.get(person, {}).values())


def _decisions(requests: Iterable[Request], session: str) -> Iterator[Decision]:
    return (Decision(request=request.id, granted=True, session=session) for request in requests)


def own_places(facts: Facts, request: Request) -> Iterator[Way]:
    """Every place that the grids offer for a session of one's own, taken or not."""
    for room in rooms_for(facts, request.kind):
        for day, start in _starts(facts, room, request.kind, request.minutes):
            placed = Placed(
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
            yield Way(placed, (request,))


def rooms_for(facts: Facts, kind: Kind) -> tuple[Room, ...]:
    """The rooms meant for sessions of this kind."""
    return tuple(room for room in facts.instance.rooms if KIND_USE[kind] in room.uses)


def _starts(facts: Facts, room: Room, kind: Kind, minutes: int) -> Iterator[tuple[str, int]]:
    """Where a session of this kind can start in a room, by the grid and by the days on which the kind belongs."""
    seen: set[tuple[str, int]] = set()
    for slot in facts.instance.slots:
        fits = (
            slot.grid == room.grid and slot.start + minutes <= slot.end and (not slot.only or kind.value in slot.only)
        )
        any_day = kind in (Kind.BILATERAL, Kind.BOOTH)
        belongs = any_day or facts.instance.day[slot.day].is_day_zero == (kind is Kind.DAY_ZERO)
        if fits and belongs and (slot.day, slot.start) not in seen:
            seen.add((slot.day, slot.start))
            yield slot.day, slot.start


def sessions_to_join(facts: Facts, request: Request) -> Iterator[Way]:
    """Every joint session held, with the request's coalition as one more member."""
    for held in facts.joint:
        members = (*held.placed.coalitions, request.coalition)
        yield Way(held.placed.model_copy(update={"coalitions": members}), (request,))


def sessions_with_segments(facts: Facts, request: Request) -> Iterator[Way]:
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
        yield Way(held.placed, (request,), segment)


def new_joint_sessions(facts: Facts, theme: str, members: tuple[Request, ...]) -> Iterator[Way]:
    """A joint session of these members under a theme, in every place that the grids offer, taken or not."""
    minutes = facts.instance.policy.kinds[Kind.JOINT].minutes
    for room in rooms_for(facts, Kind.JOINT):
        for day, start in _starts(facts, room, Kind.JOINT, minutes):
            placed = Placed(
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
            yield Way(placed, members)
