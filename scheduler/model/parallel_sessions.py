"""Sessions on one theme at the same time, and clashes with linked sessions (systems 30, 31, 35).

Pairs are not modelled one by one: of k sessions on a theme that run at a moment, k(k−1)/2 pairs do, which is convex in
k, so that a bound on it is strong. At each moment at which most runs, all pairs are counted that run then, less those
that already ran together at the moment before: few, where rooms begin and end together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.core.instance import Instance
from scheduler.model.prepare import Interval, PlannedSession
from scheduler.model.presence_constraints import Stay as Presence
from scheduler.model.presence_constraints import coalition_stays
from scheduler.model.variables import DecisionVariables, Expression, by_time

AUDIENCE_STEP = 50
"""So many people who could want both sessions add one point to the cost of an overlap."""


def same_theme_in_parallel(decisions: DecisionVariables) -> Expression:
    """Sessions on one theme at the same time, weighted by audience and by links."""
    instance = decisions.prepared.instance
    among = (_among(decisions, clique) for clique in conflict_cliques(instance, _shown(decisions)))
    return sum(among) + instance.policy.link_weight * sum(_clashes_with_linked(decisions))


def _shown(decisions: DecisionVariables) -> list[PlannedSession]:
    return [session for session in decisions.prepared.sessions.values() if session.in_programme]


@dataclass(frozen=True)
class ConflictClique:
    """Sessions of which each overlapping pair costs `weight`."""

    name: str
    weight: int
    sessions: tuple[PlannedSession, ...]


def conflict_cliques(instance: Instance, sessions: Sequence[PlannedSession]) -> Iterator[ConflictClique]:
    """The cliques of sessions with a shared audience: by theme, and within it by 50 people or more, 100 …; by subtheme.

    Two sessions are together in one clique of each theme that they share, and in one more for every 50 people whom both
    expect.
    """
    for theme in instance.themes:
        yield from _cliques_of(theme.code, sessions)
    if instance.policy.subtheme_weight:
        for subtheme in dict.fromkeys(theme.subtheme for theme in instance.themes if theme.subtheme):
            codes = {theme.code for theme in instance.themes if theme.subtheme == subtheme}
            members = tuple(session for session in sessions if codes.intersection(session.themes))
            yield ConflictClique(subtheme, instance.policy.subtheme_weight, members)


def _cliques_of(theme: str, sessions: Sequence[PlannedSession]) -> Iterator[ConflictClique]:
    """The cliques of one theme."""
    on_theme = [session for session in sessions if theme in session.themes]
    steps = sorted({session.audience // AUDIENCE_STEP for session in on_theme})
    for below, step in zip([-1, *steps], steps, strict=False):
        members = tuple(session for session in on_theme if session.audience // AUDIENCE_STEP >= step)
        yield ConflictClique(f"{theme} from {step * AUDIENCE_STEP}", step - below, members)


def _among(decisions: DecisionVariables, clique: ConflictClique) -> Expression:
    """The cost of overlaps within a clique."""
    return clique.weight * sum((*_pairs_with_given(decisions, clique), *_decided_pairs(decisions, clique)))


def _pairs_with_given(decisions: DecisionVariables, clique: ConflictClique) -> Iterator[Expression]:
    """Pairs of a decided session and a given one."""
    given = [session.given.position for session in clique.sessions if session.given]
    for session in clique.sessions:
        if given and not session.given:
            for position, literal in decisions.at(session).items():
                beside = sum(other.overlaps(position) for other in given)
                if beside:
                    yield beside * literal


@dataclass(frozen=True, eq=False)
class SessionInterval:
    """A session with a candidate interval, in one of several rooms, and its literal."""

    session: str
    start: int
    end: int
    rooms: frozenset[str]
    literal: Expression


def _decided_pairs(decisions: DecisionVariables, clique: ConflictClique) -> Iterator[Expression]:
    """Overlapping pairs of decided sessions: at each moment the pairs that were not counted at the moment before."""
    by_day: dict[str, list[SessionInterval]] = {}
    for session in clique.sessions:
        if not session.given:
            rooms = decisions.rooms_at(session)
            for interval, literal in by_time(decisions.at(session)).items():
                day, start, end = interval
                by_day.setdefault(day, []).append(SessionInterval(session.id, start, end, rooms[interval], literal))
    for day, stays in by_day.items():
        pairs: list[Expression] = []
        earlier: list[SessionInterval] = []
        for number, together in enumerate(_moments(stays)):
            name = f"{clique.name} on {day}, {number}"
            before = [stay for stay in together if stay in earlier]
            pairs.append(_new_pairs(decisions, together, before, name))
            earlier = together
        least = list(_pairs_seen_once(decisions, stays, f"{clique.name} on {day}"))
        if len(pairs) > 1 and least:
            decisions.model.add(sum(pairs) >= sum(least))
        yield from pairs


def _moments(stays: Sequence[SessionInterval]) -> Iterator[list[SessionInterval]]:
    """The sessions that run when one begins; a set that is contained in the next one is skipped."""
    starts = sorted({stay.start for stay in stays})
    for start, later in zip(starts, [*starts[1:], None], strict=True):
        together = [stay for stay in stays if stay.start <= start < stay.end]
        if later is None or any(stay.end <= later for stay in together):
            yield together


def _pairs_seen_once(decisions: DecisionVariables, stays: Sequence[SessionInterval], name: str) -> Iterator[Expression]:
    """Pairs at as few moments as see every session, each counted at the first that sees it."""
    waiting = sorted(stays, key=lambda stay: stay.end)
    while waiting:
        moment = waiting[0].end - 1
        seen = _count(decisions, [stay for stay in waiting if stay.start <= moment], f"seen {name} at {moment}")
        if seen.most > 1:
            yield _pairs(decisions, seen, f"{name} at {moment}")
        waiting = [stay for stay in waiting if stay.start > moment]


def _new_pairs(
    decisions: DecisionVariables, together: Sequence[SessionInterval], before: Sequence[SessionInterval], name: str
) -> Expression:
    """Overlapping pairs among these sessions, less those that overlapped at the moment before."""
    every = _count(decisions, together, f"running {name}")
    if every.most < 2:
        return 0
    pairs = _pairs(decisions, every, name) - sum(_pairs_at_most(decisions, before, name))
    if before:
        new = _count(decisions, [stay for stay in together if stay not in before], f"new {name}")
        for slope in range(max(new.most, 1)):
            decisions.model.add(pairs >= _line(slope, new.number))
    return pairs


@dataclass(frozen=True)
class OverlapCount:
    """The number of sessions of a set that run at a moment, with an upper bound."""

    number: Expression
    most: int


def _count(decisions: DecisionVariables, running: Sequence[SessionInterval], name: str) -> OverlapCount:
    """That number as a variable, since several linear constraints use it."""
    most = _at_most(running)
    if most < 2:
        return OverlapCount(0, most)
    number = decisions.model.new_int_var(0, most, name)
    decisions.model.add(number == sum(stay.literal for stay in running))
    return OverlapCount(number, most)


def _at_most(running: Sequence[SessionInterval]) -> int:
    """Upper bound on the sessions that run at once: no session and no room counts twice."""
    rooms: set[str] = set().union(*(stay.rooms for stay in running))
    return min(len({stay.session for stay in running}), len(rooms))


def _line(slope: int, count: Expression) -> Expression:
    """The chord of k(k−1)/2 from k = slope to slope + 1; at integers the maximum of all chords is the function."""
    return slope * count - slope * (slope + 1) // 2


def _pairs(decisions: DecisionVariables, count: OverlapCount, name: str) -> Expression:
    """Number of pairs among so many sessions, bounded from below; the objective makes it tight."""
    if count.most < 2:
        return 0
    pairs = decisions.model.new_int_var(0, count.most * (count.most - 1) // 2, f"pairs {name}")
    for slope in range(1, count.most):
        decisions.model.add(pairs >= _line(slope, count.number))
    return pairs


def _pairs_at_most(decisions: DecisionVariables, running: Sequence[SessionInterval], name: str) -> Iterator[Expression]:
    """Number of pairs among these sessions, bounded from above; the objective makes it tight."""
    for number in range(2, _at_most(running) + 1):
        enough = decisions.model.new_bool_var(f"{number} before {name}")
        decisions.model.add(number * enough <= sum(stay.literal for stay in running))
        yield (number - 1) * enough


def _clashes_with_linked(decisions: DecisionVariables) -> Iterator[Expression]:
    """Overlaps of the sessions linked to a coalition with the other sessions in which it takes part."""
    sessions = [s for s in decisions.prepared.sessions.values() if s.host and s.in_programme]
    for coalition in decisions.prepared.instance.coalitions:
        linked = [session for session in sessions if session.host and coalition.id in session.host.coalitions]
        for stays in coalition_stays(decisions, coalition.id) if linked else ():
            for session in linked:
                elsewhere = _elsewhere(stays, session)
                if session.given:
                    position = session.given.position
                    yield from (literal for where, literal in elsewhere.items() if where.overlaps(position))
                else:
                    name = f"{coalition.id} beside {session.id}"
                    yield both_at_once(decisions, elsewhere, decisions.at(session), name)


def both_at_once(
    decisions: DecisionVariables,
    one: dict[Interval, Expression],
    other: dict[Interval, Expression],
    name: str,
) -> Expression:
    """A literal bounded below by 1 where two sessions overlap; the objective makes it tight."""
    overlap: Expression = 0
    for (day, start, end), literal in by_time(one).items():
        rivals = [
            rival for where, rival in other.items() if where.day == day and where.start < end and start < where.end
        ]
        if rivals:
            if isinstance(overlap, int):
                overlap = decisions.model.new_bool_var(name)
            decisions.model.add(overlap >= literal + sum(rivals) - 1)
    return overlap


def _elsewhere(stays: list[Presence], session: PlannedSession) -> dict[Interval, Expression]:
    """Intervals in which a coalition takes part in other programme sessions, with their literals."""
    elsewhere: dict[Interval, Expression] = {}
    for other, position, literal in stays:
        if other.id != session.id and other.in_programme:
            elsewhere[position] = elsewhere[position] + literal if position in elsewhere else literal
    return elsewhere
