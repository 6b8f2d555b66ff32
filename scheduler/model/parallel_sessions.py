"""Sessions on one theme at the same time, and clashes with linked sessions (systems 30, 31, 35).

Pairs are not modelled one by one: k sessions of a theme at a moment are k(k−1)/2 pairs, which is convex in k, so its
linear lower bounds are strong. At each moment with a maximal set of candidate intervals all pairs are counted, less
those that already overlapped at the moment before: few, if rooms share a grid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.core.instance import Instance
from scheduler.model.prepare import Interval, PlannedSession
from scheduler.model.presence_constraints import TimedLiteral, coalition_interval_cliques
from scheduler.model.variables import DecisionVariables, Expression, by_time

AUDIENCE_STEP = 50
"""Number of people in the smaller audience that adds one point to the cost of an overlap."""


def same_theme_in_parallel(decisions: DecisionVariables) -> Expression:
    """Sessions on one theme at the same time, weighted by audience and by links."""
    instance = decisions.prepared.instance
    costs = (_overlap_cost(decisions, clique) for clique in conflict_cliques(instance, _shown(decisions)))
    return sum(costs) + instance.policy.link_weight * sum(_clashes_with_linked(decisions))


def _shown(decisions: DecisionVariables) -> list[PlannedSession]:
    return [session for session in decisions.prepared.sessions.values() if session.in_programme]


@dataclass(frozen=True)
class ConflictClique:
    """A set of sessions of which each overlapping pair costs `weight` points."""

    name: str
    weight: int
    sessions: tuple[PlannedSession, ...]


def conflict_cliques(instance: Instance, sessions: Sequence[PlannedSession]) -> Iterator[ConflictClique]:
    """The cliques of sessions with a shared audience: by theme, and within it by 50 people or more, 100 …; by subtheme.

    Two sessions are in one common clique of each theme that they share, and in one more for every 50 people in the
    smaller audience.
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


def _overlap_cost(decisions: DecisionVariables, clique: ConflictClique) -> Expression:
    """The cost of overlaps within a clique."""
    return clique.weight * sum((*_pairs_with_given(decisions, clique), *_decided_pairs(decisions, clique)))


def _pairs_with_given(decisions: DecisionVariables, clique: ConflictClique) -> Iterator[Expression]:
    """Pairs of a decided session and a given one."""
    given = [session.given.interval for session in clique.sessions if session.given]
    for session in clique.sessions:
        if given and not session.given:
            for interval, literal in decisions.interval_literals(session).items():
                overlapping = sum(other.overlaps(interval) for other in given)
                if overlapping:
                    yield overlapping * literal


@dataclass(frozen=True, eq=False)
class SessionInterval:
    """A session with a candidate interval, in one of several rooms, and its literal."""

    session: str
    start: int
    end: int
    rooms: frozenset[str]
    literal: Expression


def _decided_pairs(decisions: DecisionVariables, clique: ConflictClique) -> Iterator[Expression]:
    """Overlapping pairs of decided sessions: for each moment, the pairs not yet counted at the moment before."""
    by_day: dict[str, list[SessionInterval]] = {}
    for session in clique.sessions:
        if not session.given:
            rooms = decisions.rooms_at(session)
            for interval, literal in by_time(decisions.interval_literals(session)).items():
                day, start, end = interval
                by_day.setdefault(day, []).append(SessionInterval(session.id, start, end, rooms[interval], literal))
    for day, intervals in by_day.items():
        pairs: list[Expression] = []
        earlier: list[SessionInterval] = []
        for number, running in enumerate(_moments(intervals)):
            name = f"{clique.name} on {day}, {number}"
            before = [one for one in running if one in earlier]
            pairs.append(_new_pairs(decisions, running, before, name))
            earlier = running
        least = list(_pairs_at_hitting_moments(decisions, intervals, f"{clique.name} on {day}"))
        if len(pairs) > 1 and least:
            decisions.model.add(sum(pairs) >= sum(least))
        yield from pairs


def _moments(intervals: Sequence[SessionInterval]) -> Iterator[list[SessionInterval]]:
    """The candidate intervals that contain a start; sets contained in the next one are skipped."""
    starts = sorted({one.start for one in intervals})
    for start, later in zip(starts, [*starts[1:], None], strict=True):
        running = [one for one in intervals if one.start <= start < one.end]
        if later is None or any(one.end <= later for one in running):
            yield running


def _pairs_at_hitting_moments(
    decisions: DecisionVariables, intervals: Sequence[SessionInterval], name: str
) -> Iterator[Expression]:
    """Pairs at the moments of a smallest hitting set of the intervals, each interval counted at its first moment."""
    waiting = sorted(intervals, key=lambda one: one.end)
    while waiting:
        moment = waiting[0].end - 1
        seen = _count(decisions, [one for one in waiting if one.start <= moment], f"seen {name} at {moment}")
        if seen.most > 1:
            yield _pairs(decisions, seen, f"{name} at {moment}")
        waiting = [one for one in waiting if one.start > moment]


def _new_pairs(
    decisions: DecisionVariables, running: Sequence[SessionInterval], before: Sequence[SessionInterval], name: str
) -> Expression:
    """Overlapping pairs among these sessions, less those that overlapped at the moment before."""
    every = _count(decisions, running, f"running {name}")
    if every.most < 2:
        return 0
    pairs = _pairs(decisions, every, name) - sum(_pairs_upper_bound(decisions, before, name))
    if before:
        new = _count(decisions, [one for one in running if one not in before], f"new {name}")
        for slope in range(max(new.most, 1)):
            decisions.model.add(pairs >= _chord(slope, new.number))
    return pairs


@dataclass(frozen=True)
class OverlapCount:
    """The number of sessions of a set that run at a moment, with an upper bound."""

    number: Expression
    most: int


def _count(decisions: DecisionVariables, running: Sequence[SessionInterval], name: str) -> OverlapCount:
    """The number of running sessions as a variable, since several linear constraints use it."""
    most = _most_at_once(running)
    if most < 2:
        return OverlapCount(0, most)
    number = decisions.model.new_int_var(0, most, name)
    decisions.model.add(number == sum(one.literal for one in running))
    return OverlapCount(number, most)


def _most_at_once(running: Sequence[SessionInterval]) -> int:
    """Upper bound on the sessions that run at a moment: each session and each room counts once."""
    rooms: set[str] = set().union(*(one.rooms for one in running))
    return min(len({one.session for one in running}), len(rooms))


def _chord(slope: int, count: Expression) -> Expression:
    """The chord of k(k−1)/2 from k = slope to slope + 1; at integers the maximum of all chords is the function."""
    return slope * count - slope * (slope + 1) // 2


def _pairs(decisions: DecisionVariables, count: OverlapCount, name: str) -> Expression:
    """Variable for the number of pairs k(k−1)/2, bounded from below; the objective makes it tight."""
    if count.most < 2:
        return 0
    pairs = decisions.model.new_int_var(0, count.most * (count.most - 1) // 2, f"pairs {name}")
    for slope in range(1, count.most):
        decisions.model.add(pairs >= _chord(slope, count.number))
    return pairs


def _pairs_upper_bound(
    decisions: DecisionVariables, running: Sequence[SessionInterval], name: str
) -> Iterator[Expression]:
    """Number of pairs among these sessions, bounded from above; the objective makes it tight."""
    for number in range(2, _most_at_once(running) + 1):
        enough = decisions.model.new_bool_var(f"{number} before {name}")
        decisions.model.add(number * enough <= sum(stay.literal for stay in running))
        yield (number - 1) * enough


def _clashes_with_linked(decisions: DecisionVariables) -> Iterator[Expression]:
    """Overlaps of the sessions linked to a coalition with the other sessions in which it takes part."""
    sessions = [s for s in decisions.prepared.sessions.values() if s.host and s.in_programme]
    for coalition in decisions.prepared.instance.coalitions:
        linked = [session for session in sessions if session.host and coalition.id in session.host.coalitions]
        for participation in coalition_interval_cliques(decisions, coalition.id) if linked else ():
            for session in linked:
                other_sessions = _other_sessions(participation, session)
                if session.given:
                    given_interval = session.given.interval
                    yield from (
                        literal for interval, literal in other_sessions.items() if interval.overlaps(given_interval)
                    )
                else:
                    name = f"{coalition.id} beside {session.id}"
                    yield both_at_once(decisions, other_sessions, decisions.interval_literals(session), name)


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
            rival
            for interval, rival in other.items()
            if interval.day == day and interval.start < end and start < interval.end
        ]
        if rivals:
            if isinstance(overlap, int):
                overlap = decisions.model.new_bool_var(name)
            decisions.model.add(overlap >= literal + sum(rivals) - 1)
    return overlap


def _other_sessions(participation: list[TimedLiteral], session: PlannedSession) -> dict[Interval, Expression]:
    """Intervals in which a coalition takes part in other programme sessions, with their literals."""
    literals: dict[Interval, Expression] = {}
    for other, interval, literal in participation:
        if other.id != session.id and other.in_programme:
            literals[interval] = literals[interval] + literal if interval in literals else literal
    return literals
