"""Sessions on one theme at the same time, and clashes with linked sessions (systems 30, 31, 35)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from scheduler.instance import Request
from scheduler.model.decisions import Decisions, Expression
from scheduler.model.prepare import Planned, Position


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
    """For each request and each session linked to its coalition: whether it is held elsewhere at that time."""
    prepared = decisions.prepared
    for request in prepared.instance.requests:
        linked = [
            session
            for session in prepared.sessions.values()
            if session.host and session.in_programme and request.coalition in session.host.coalitions
        ]
        for session in linked:
            elsewhere = list(_elsewhere(decisions, request, session))
            if session.given:
                position = session.given.position
                yield from (literal for where, literal in elsewhere if where.overlaps(position))
            else:
                stays: dict[Position, Expression] = {}
                for where, literal in elsewhere:
                    stays[where] = stays[where] + literal if where in stays else literal
                yield both_at_once(decisions, stays, decisions.at(session), f"{request.id} beside {session.id}")


def _elsewhere(decisions: Decisions, request: Request, session: Planned) -> Iterable[tuple[Position, Expression]]:
    for other, position, literal in decisions.whereabouts(request):
        if other.id != session.id and other.in_programme:
            yield position, literal


def _by_stretch(at: dict[Position, Expression]) -> dict[Position, list[Expression]]:
    """Positions that differ in their area only, taken together."""
    stretches: dict[Position, list[Expression]] = {}
    for position, literal in at.items():
        anywhere = Position(position.day, position.start, position.end, "")
        stretches.setdefault(anywhere, []).append(literal)
    return stretches
