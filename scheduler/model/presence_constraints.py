"""Constraints on presence: rooms, people and coalitions are in one session at a time.

Stretches of time that pairwise overlap have a start in common with one of them, so one constraint for each start
says all there is to say about overlaps, and more strongly than pairs would. Pairs remain for walking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from ortools.sat.python import cp_model

from scheduler.core.vocabulary import SEGMENT_KINDS
from scheduler.model.demands import Subject
from scheduler.model.prepare import CandidatePlacement, Interval, PlannedSession
from scheduler.model.registry import rule
from scheduler.model.variables import DecisionVariables, Expression, Presence

Thing = TypeVar("Thing")

Stay = tuple[PlannedSession, Interval, Expression]
"""A session, an interval, and the literal that somebody takes part in the session then."""


@rule
def room_overlap(decisions: DecisionVariables) -> None:
    """No two sessions share a room at the same time."""
    taken: dict[str, list[tuple[Interval, str]]] = {}
    for session in decisions.prepared.given:
        if session.given:
            taken.setdefault(session.given.room.id, []).append((session.given.position, session.id))
    by_room: dict[str, list[tuple[CandidatePlacement, Expression]]] = {}
    for (_, option), literal in decisions.place.items():
        given = [name for position, name in taken.get(option.room.id, ()) if option.position.overlaps(position)]
        for name in given:
            decisions.forbid("room_overlap", literal, Subject("session", name))
        if not given or decisions.switches is not None:
            by_room.setdefault(option.room.id, []).append((option, literal))
    for placed in by_room.values():
        for together in at_each_start((option.position, literal) for option, literal in placed):
            decisions.at_most_one("room_overlap", together)


@rule
def coalition_in_one_place(decisions: DecisionVariables) -> None:
    """A coalition is in one session at a time; what clashes for a member clashes for its joint session."""
    for coalition in decisions.prepared.instance.coalitions:
        ways = list(coalition_stays(decisions, coalition.id))
        if len(ways) > 1:
            for together in at_each_start((position, literal) for stays in ways for _, position, literal in stays):
                decisions.at_most_one("coalition_in_one_place", together, Subject("coalition", coalition.id))


def coalition_stays(decisions: DecisionVariables, coalition: str) -> Iterator[list[Stay]]:
    """Where a coalition could take part, in lists of which at most one comes true; each session and position once.

    That is a list for each request; but several segments in one session are one stay there.
    """
    sharing: dict[tuple[str, Interval], list[Stay]] = {}
    requests = decisions.prepared.instance.requests_of(coalition)
    for request in requests:
        if sum(request.kind is other.kind for other in requests) > 1 and request.kind in SEGMENT_KINDS:
            for stay in decisions.whereabouts(request):
                sharing.setdefault((stay[0].id, stay[1]), []).append(stay)
        else:
            yield list(decisions.whereabouts(request))
    for (name, position), stays in sharing.items():
        literal = any_of(decisions, [literal for _, _, literal in stays], f"{coalition} in {name} at {position}")
        session, *_ = stays[0]
        yield [(session, position, literal)]


@rule
def no_touching_slots(decisions: DecisionVariables) -> None:
    """Two slots that touch are not given to one coalition on a day."""
    for coalition in decisions.prepared.instance.coalitions:
        ending: dict[tuple[str, int], list[Expression]] = {}
        starting: dict[tuple[str, int], list[Expression]] = {}
        requests = decisions.prepared.instance.requests_of(coalition.id)
        for request in requests if len(requests) > 1 else ():
            for session, position, literal in decisions.whereabouts(request):
                if session.arises:
                    ending.setdefault((position.day, position.end), []).append(literal)
                    starting.setdefault((position.day, position.start), []).append(literal)
        for moment in sorted(ending.keys() & starting.keys()):
            # What ends together overlaps, and so does what starts together: at most one of each.
            decisions.at_most_one(
                "no_touching_slots", ending[moment] + starting[moment], Subject("coalition", coalition.id)
            )


@rule
def person_in_one_place(decisions: DecisionVariables) -> None:
    """A person is in one place at a time, with time to walk between areas."""
    for person, presences in presences_by_person(decisions).items():
        walking = decisions.prepared.instance.policy.walking_minutes
        if decisions.prepared.instance.person[person].step_free:
            walking *= 2
        if len({presence.session for presence in presences}) > 1:
            _one_place(decisions, "person_in_one_place", presences, walking, Subject("person", person))


@rule
def pause_between_sessions(decisions: DecisionVariables) -> None:
    """A person has the pause between two sessions that the policy asks for.

    Two sessions keep the pause where they do not overlap although each lasts longer by it.
    """
    pause = decisions.prepared.instance.policy.pause_minutes
    for person, presences in presences_by_person(decisions).items() if pause else ():
        if len({presence.session for presence in presences}) > 1:
            longer = [replace(p, position=p.position._replace(end=p.position.end + pause)) for p in presences]
            _one_place(decisions, "pause_between_sessions", longer, 0, Subject("person", person))


def presences_by_person(decisions: DecisionVariables) -> dict[str, list[Presence]]:
    """For each person, every presence that is given or possible.

    Several requests that bring somebody to one session count once, beside what the host programme gives.
    """
    if not decisions.presences:
        decisions.presences.update(_presences(decisions))
    return decisions.presences


def _presences(decisions: DecisionVariables) -> dict[str, list[Presence]]:
    reasons: dict[str, dict[tuple[str, Interval], list[Expression]]] = {}
    given: dict[str, dict[tuple[str, Interval], Presence]] = {}
    for session in decisions.prepared.sessions.values():
        for person in session.host.people if session.host else ():
            for position, literal in decisions.at(session).items():
                if session.given:
                    given.setdefault(person, {})[session.id, position] = Presence(session.id, position, 1, True)
                else:
                    reasons.setdefault(person, {}).setdefault((session.id, position), []).append(literal)
    for request in decisions.prepared.instance.requests:
        for session, position, literal in decisions.whereabouts(request):
            for person in request.people:
                reasons.setdefault(person, {}).setdefault((session.id, position), []).append(literal)
    return {
        person: list(given.get(person, {}).values())
        + [
            Presence(session, position, any_of(decisions, literals, f"{person} in {session} at {position}"))
            for (session, position), literals in reasons.get(person, {}).items()
        ]
        for person in reasons
    }


def any_of(decisions: DecisionVariables, literals: list[Expression], name: str) -> Expression:
    """A literal that is 1 as soon as any of several is; a single one is returned as it is."""
    return literals[0] if len(literals) == 1 else at_least_each(decisions, literals, name)


def at_least_each(decisions: DecisionVariables, literals: list[Expression], name: str) -> Expression:
    """A new literal that is 1 as soon as any of several is."""
    either = decisions.model.new_bool_var(name)
    for literal in literals:
        if isinstance(literal, cp_model.IntVar):
            decisions.model.add_implication(literal, either)
        else:
            decisions.model.add(either >= literal)
    return either


def _one_place(
    decisions: DecisionVariables, rule_id: str, presences: list[Presence], walking: int, about: Subject
) -> None:
    """A person is in at most one of these presences at a time, and walks between areas in so many minutes."""
    fixed = [presence for presence in presences if presence.given]
    free: list[Presence] = []
    for presence in presences:
        if presence.given:
            continue
        if any(presence.session != f.session and presence.position.clashes(f.position, walking) for f in fixed):
            decisions.forbid(rule_id, presence.literal, about)
        else:
            free.append(presence)
    for together in at_each_start((presence.position, presence.literal) for presence in free):
        decisions.at_most_one(rule_id, together, about)
    if walking:
        _time_to_walk(decisions, free, walking, about)


def _time_to_walk(decisions: DecisionVariables, free: list[Presence], walking: int, about: Subject) -> None:
    """Nobody is in another area before the walk from the last session is done."""
    stays: dict[Interval, list[Expression]] = {}
    for presence in free:
        stays.setdefault(presence.position, []).append(presence.literal)
    for position, literals in stays.items():
        for later, others in stays.items():
            near = position.day == later.day and position.end <= later.start < position.end + walking
            if near and position.area != later.area:
                decisions.at_most_one("person_in_one_place", literals + others, about)


def at_each_start(stays: Iterable[tuple[Interval, Thing]]) -> Iterator[list[Thing]]:
    """Maximal sets of overlapping stays: what runs at each start; sets contained in another are skipped."""
    by_day: dict[str, list[tuple[Interval, Thing]]] = {}
    for position, thing in stays:
        by_day.setdefault(position.day, []).append((position, thing))
    for day in by_day.values():
        groups: list[frozenset[int]] = []
        for start in sorted({position.start for position, _ in day}):
            group = frozenset(i for i, (p, _) in enumerate(day) if p.start <= start < p.end)
            if groups and groups[-1] <= group:
                groups[-1] = group
            else:
                groups.append(group)
        yield from ([day[i][1] for i in sorted(group)] for group in groups)
