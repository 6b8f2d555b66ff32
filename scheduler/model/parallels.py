"""Sessions on one theme at the same time, and clashes with linked sessions (systems 30, 31, 35)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from scheduler.model.decisions import Decisions, Expression
from scheduler.model.prepare import Planned, Position
from scheduler.model.whereabouts import Stay, coalition_stays


def same_theme_in_parallel(decisions: Decisions) -> Expression:
    """Sessions on one theme at the same time, weighted by audience and by links."""
    link_weight = decisions.prepared.instance.policy.link_weight
    return (
        sum(_beside_given(decisions))
        + sum(_beside_each_other(decisions))
        + link_weight * sum(_beside_linked(decisions))
    )


def _weight(one: Planned, other: Planned) -> int:
    """What it costs to have two sessions in parallel: more, the more people would want both."""
    if not set(one.themes).intersection(other.themes):
        return 0
    return 1 + min(one.audience, other.audience) // 50


def _beside_given(decisions: Decisions) -> Iterator[Expression]:
    given = [session for session in decisions.prepared.given if session.in_programme]
    for session in decisions.prepared.decided:
        rivals = [(other.given.position, _weight(session, other)) for other in given if other.given]
        rivals = [(position, weight) for position, weight in rivals if weight]
        for position, literal in decisions.at(session).items() if session.in_programme else ():
            cost = sum(weight for rival, weight in rivals if rival.overlaps(position))
            if cost:
                yield cost * literal


def _beside_each_other(decisions: Decisions) -> Iterator[Expression]:
    decided = [session for session in decisions.prepared.decided if session.in_programme]
    for one, other in combinations(decided, 2):
        weight = _weight(one, other)
        if weight:
            both = both_at_once(decisions, decisions.at(one), decisions.at(other), f"{one.id} beside {other.id}")
            yield weight * both


def both_at_once(
    decisions: Decisions,
    one: dict[Position, Expression],
    other: dict[Position, Expression],
    name: str,
) -> Expression:
    """Whether two overlap, each at one of its positions at most; no smaller than that, and pressed down by the goal."""
    overlap: Expression = 0
    for position, literals in _by_stretch(one).items():
        rivals = [literal for rival, literal in other.items() if rival.overlaps(position)]
        if rivals:
            if isinstance(overlap, int):
                overlap = decisions.model.new_bool_var(name)
            decisions.model.add(overlap >= sum(literals) + sum(rivals) - 1)
    return overlap


def _beside_linked(decisions: Decisions) -> Iterator[Expression]:
    """For each coalition and each session linked to it: the other sessions at that time in which it takes part."""
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


def _elsewhere(stays: list[Stay], session: Planned) -> dict[Position, Expression]:
    """Where a coalition takes part in other sessions of the programme, by position."""
    elsewhere: dict[Position, Expression] = {}
    for other, position, literal in stays:
        if other.id != session.id and other.in_programme:
            elsewhere[position] = elsewhere[position] + literal if position in elsewhere else literal
    return elsewhere


def _by_stretch(at: dict[Position, Expression]) -> dict[Position, list[Expression]]:
    """Positions that differ in their area only, taken together."""
    stretches: dict[Position, list[Expression]] = {}
    for position, literal in at.items():
        anywhere = Position(position.day, position.start, position.end, "")
        stretches.setdefault(anywhere, []).append(literal)
    return stretches
