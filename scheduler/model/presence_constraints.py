"""Constraints on presence: rooms, people and coalitions are in one session at a time.

Intervals that overlap pairwise all contain the start of one of them (Helly property), so one clique constraint for
each start replaces all pairwise constraints and is stronger. Pairs remain for walking.
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

Item = TypeVar("Item")

TimedLiteral = tuple[PlannedSession, Interval, Expression]
"""A session, an interval, and the literal that the participant is in the session during the interval."""


@rule
def room_overlap(decisions: DecisionVariables) -> None:
    """No two sessions share a room at the same time."""
    taken: dict[str, list[tuple[Interval, str]]] = {}
    for session in decisions.prepared.given:
        if session.given:
            taken.setdefault(session.given.room.id, []).append((session.given.interval, session.id))
    by_room: dict[str, list[tuple[CandidatePlacement, Expression]]] = {}
    for (_, option), literal in decisions.placed.items():
        overlapping_given = [
            name for interval, name in taken.get(option.room.id, ()) if option.interval.overlaps(interval)
        ]
        for name in overlapping_given:
            decisions.forbid("room_overlap", literal, Subject("session", name))
        if not overlapping_given or decisions.switches is not None:
            by_room.setdefault(option.room.id, []).append((option, literal))
    for placed in by_room.values():
        for clique in overlap_cliques((option.interval, literal) for option, literal in placed):
            decisions.at_most_one("room_overlap", clique)


@rule
def coalition_in_one_place(decisions: DecisionVariables) -> None:
    """A coalition is in one session at a time; what clashes for a member clashes for its joint session."""
    for coalition in decisions.prepared.instance.coalitions:
        routes = list(coalition_interval_cliques(decisions, coalition.id))
        if len(routes) > 1:
            for clique in overlap_cliques(
                (interval, literal) for literals in routes for _, interval, literal in literals
            ):
                decisions.at_most_one("coalition_in_one_place", clique, Subject("coalition", coalition.id))


def coalition_interval_cliques(decisions: DecisionVariables, coalition: str) -> Iterator[list[TimedLiteral]]:
    """The possible participations of a coalition, in lists of which at most one literal is true.

    There is one list for each request; several segments in one session count as one participation.
    """
    sharing: dict[tuple[str, Interval], list[TimedLiteral]] = {}
    requests = decisions.prepared.instance.requests_of(coalition)
    for request in requests:
        if sum(request.kind is other.kind for other in requests) > 1 and request.kind in SEGMENT_KINDS:
            for timed in decisions.participation_literals(request):
                sharing.setdefault((timed[0].id, timed[1]), []).append(timed)
        else:
            yield list(decisions.participation_literals(request))
    for (name, interval), literals in sharing.items():
        literal = any_of(decisions, [one for _, _, one in literals], f"{coalition} in {name} at {interval}")
        session, *_ = literals[0]
        yield [(session, interval, literal)]


@rule
def no_touching_slots(decisions: DecisionVariables) -> None:
    """Two slots that touch are not given to one coalition on a day."""
    for coalition in decisions.prepared.instance.coalitions:
        ending: dict[tuple[str, int], list[Expression]] = {}
        starting: dict[tuple[str, int], list[Expression]] = {}
        requests = decisions.prepared.instance.requests_of(coalition.id)
        for request in requests if len(requests) > 1 else ():
            for session, interval, literal in decisions.participation_literals(request):
                if session.from_requests:
                    ending.setdefault((interval.day, interval.end), []).append(literal)
                    starting.setdefault((interval.day, interval.start), []).append(literal)
        for moment in sorted(ending.keys() & starting.keys()):
            # Sessions with a common end overlap, and so do sessions with a common start: at most one of each.
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
    """A person has the policy's minimum pause between two sessions.

    The pause is kept if the sessions do not overlap when each is extended by it.
    """
    pause = decisions.prepared.instance.policy.pause_minutes
    for person, presences in presences_by_person(decisions).items() if pause else ():
        if len({presence.session for presence in presences}) > 1:
            longer = [replace(p, interval=p.interval._replace(end=p.interval.end + pause)) for p in presences]
            _one_place(decisions, "pause_between_sessions", longer, 0, Subject("person", person))


def presences_by_person(decisions: DecisionVariables) -> dict[str, list[Presence]]:
    """The given and possible presences of each person.

    Several requests that bring a person to one session are one presence.
    """
    if not decisions.presences:
        decisions.presences.update(_presences(decisions))
    return decisions.presences


def _presences(decisions: DecisionVariables) -> dict[str, list[Presence]]:
    literals_of: dict[str, dict[tuple[str, Interval], list[Expression]]] = {}
    given: dict[str, dict[tuple[str, Interval], Presence]] = {}
    for session in decisions.prepared.sessions.values():
        for person in session.host.people if session.host else ():
            for interval, literal in decisions.interval_literals(session).items():
                if session.given:
                    given.setdefault(person, {})[session.id, interval] = Presence(session.id, interval, 1, True)
                else:
                    literals_of.setdefault(person, {}).setdefault((session.id, interval), []).append(literal)
    for request in decisions.prepared.instance.requests:
        for session, interval, literal in decisions.participation_literals(request):
            for person in request.people:
                literals_of.setdefault(person, {}).setdefault((session.id, interval), []).append(literal)
    return {
        person: list(given.get(person, {}).values())
        + [
            Presence(session, interval, any_of(decisions, literals, f"{person} in {session} at {interval}"))
            for (session, interval), literals in literals_of.get(person, {}).items()
        ]
        for person in literals_of
    }


def any_of(decisions: DecisionVariables, literals: list[Expression], name: str) -> Expression:
    """The disjunction of literals; a single one is returned unchanged."""
    return literals[0] if len(literals) == 1 else at_least_each(decisions, literals, name)


def at_least_each(decisions: DecisionVariables, literals: list[Expression], name: str) -> Expression:
    """A new literal bounded below by each of the literals."""
    either = decisions.model.new_bool_var(name)
    for literal in literals:
        if isinstance(literal, cp_model.IntVar):
            decisions.model.add_implication(literal, either)
        else:
            decisions.model.add(either >= literal)
    return either


def _one_place(
    decisions: DecisionVariables, rule_id: str, presences: list[Presence], walking: int, subject: Subject
) -> None:
    """At most one of these presences at a time, with `walking` minutes between areas."""
    fixed = [presence for presence in presences if presence.given]
    free: list[Presence] = []
    for presence in presences:
        if presence.given:
            continue
        if any(presence.session != f.session and presence.interval.clashes(f.interval, walking) for f in fixed):
            decisions.forbid(rule_id, presence.literal, subject)
        else:
            free.append(presence)
    for clique in overlap_cliques((presence.interval, presence.literal) for presence in free):
        decisions.at_most_one(rule_id, clique, subject)
    if walking:
        _time_to_walk(decisions, free, walking, subject)


def _time_to_walk(decisions: DecisionVariables, free: list[Presence], walking: int, subject: Subject) -> None:
    """Forbid presences in two areas with less than `walking` minutes between them."""
    by_interval: dict[Interval, list[Expression]] = {}
    for presence in free:
        by_interval.setdefault(presence.interval, []).append(presence.literal)
    for interval, literals in by_interval.items():
        for later, others in by_interval.items():
            too_soon = interval.day == later.day and interval.end <= later.start < interval.end + walking
            if too_soon and interval.area != later.area:
                decisions.at_most_one("person_in_one_place", literals + others, subject)


def overlap_cliques(timed_items: Iterable[tuple[Interval, Item]]) -> Iterator[list[Item]]:
    """Maximal cliques of the interval graph: the items at each start, without subsets of the next set."""
    by_day: dict[str, list[tuple[Interval, Item]]] = {}
    for interval, item in timed_items:
        by_day.setdefault(interval.day, []).append((interval, item))
    for day in by_day.values():
        cliques: list[frozenset[int]] = []
        for start in sorted({interval.start for interval, _ in day}):
            clique = frozenset(i for i, (p, _) in enumerate(day) if p.start <= start < p.end)
            if cliques and cliques[-1] <= clique:
                cliques[-1] = clique
            else:
                cliques.append(clique)
        yield from ([day[i][1] for i in sorted(clique)] for clique in cliques)
