"""Sessions on one theme at the same time, and clashes with linked sessions (systems 30, 31, 35).

Pairs are not modelled one by one: of k sessions on a theme that run at a moment, k(k−1)/2 pairs do, which is convex in
k, so that a bound on it is strong. Where a session begins, all pairs are counted that run then, less those that already
ran together before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.instance import Instance
from scheduler.model.decisions import Decisions, Expression
from scheduler.model.prepare import Planned, Position
from scheduler.model.whereabouts import Stay, coalition_stays

AUDIENCE_STEP = 50
"""Each so many people who could want both sessions make it a point worse to hold them in parallel."""

Stretch = tuple[str, int, int]
"""Day, start and end in minutes."""


def same_theme_in_parallel(decisions: Decisions) -> Expression:
    """Sessions on one theme at the same time, weighted by audience and by links."""
    instance = decisions.prepared.instance
    shown = [session for session in decisions.prepared.sessions.values() if session.in_programme]
    pairs: list[Expression] = []
    for circle in circles(instance, shown):
        pairs += (circle.weight * pair for pair in _beside_given(decisions, circle))
        pairs += (circle.weight * pair for pair in _beside_each_other(decisions, circle))
    return sum(pairs) + instance.policy.link_weight * sum(_beside_linked(decisions))


@dataclass(frozen=True)
class Circle:
    """Sessions of which every two in parallel cost `weight`."""

    name: str
    weight: int
    sessions: tuple[Planned, ...]


def circles(instance: Instance, sessions: Sequence[Planned]) -> Iterator[Circle]:
    """Who might want both: the sessions on a theme, then those of them with 50 people or more, with 100 …; subthemes.

    Two sessions stand together in one circle of each theme that they share, and in one more for every 50 people whom
    both expect.
    """
    for theme in instance.themes:
        on_theme = [session for session in sessions if theme.code in session.themes]
        steps = sorted({session.audience // AUDIENCE_STEP for session in on_theme})
        for below, step in zip([-1, *steps], steps, strict=False):
            members = tuple(session for session in on_theme if session.audience // AUDIENCE_STEP >= step)
            yield Circle(f"{theme.code} from {step * AUDIENCE_STEP}", step - below, members)
    if instance.policy.subtheme_weight:
        for subtheme in dict.fromkeys(theme.subtheme for theme in instance.themes if theme.subtheme):
            codes = {theme.code for theme in instance.themes if theme.subtheme == subtheme}
            members = tuple(session for session in sessions if codes.intersection(session.themes))
            yield Circle(subtheme, instance.policy.subtheme_weight, members)


def _beside_given(decisions: Decisions, circle: Circle) -> Iterator[Expression]:
    """Pairs of a decided session and a given one."""
    given = [session.given.position for session in circle.sessions if session.given]
    for session in circle.sessions:
        if given and not session.given:
            for position, literal in decisions.at(session).items():
                beside = sum(other.overlaps(position) for other in given)
                if beside:
                    yield beside * literal


def _beside_each_other(decisions: Decisions, circle: Circle) -> Iterator[Expression]:
    """Pairs of decided sessions: all that run when one begins, less those that ran together before."""
    decided = [session for session in circle.sessions if not session.given]
    most = len(decisions.prepared.instance.rooms)
    for (day, moment), running in _running(decisions, decided).items():
        name = f"{circle.name} on {day} at {moment}"
        every = [sum(literals) for literals in running.values()]
        yield _pairs(decisions, every, min(len(every), most), name)
        earlier = [sum(literals[1:]) for literals in running.values() if len(literals) > 1]
        yield from _pairs_before(decisions, earlier, min(len(earlier), most), name)


def _running(decisions: Decisions, sessions: Iterable[Planned]) -> dict[tuple[str, int], dict[str, list[Expression]]]:
    """By day and minute at which one of several sessions could begin: by session, whether it begins then, and whether
    it is running since one of several times before."""
    stretches = {session.id: _by_stretch(decisions.at(session)) for session in sessions}
    starts: dict[str, set[int]] = {}
    for day, start, _ in (stretch for stays in stretches.values() for stretch in stays):
        starts.setdefault(day, set()).add(start)
    moments = {day: sorted(found) for day, found in starts.items()}
    running: dict[tuple[str, int], dict[str, list[Expression]]] = {}
    for session, stays in stretches.items():
        for (day, start, end), literal in stays.items():
            for moment in moments[day][bisect_left(moments[day], start) : bisect_left(moments[day], end)]:
                literals = running.setdefault((day, moment), {}).setdefault(session, [0])
                if moment == start:
                    literals[0] = literals[0] + literal
                else:
                    literals.append(literal)
    return running


def _pairs(decisions: Decisions, literals: list[Expression], most: int, name: str) -> Expression:
    """Pairs among those that are one, at the most `most` of them; no smaller, and pressed down by the goal."""
    if most < 2:
        return 0
    pairs = decisions.model.new_int_var(0, most * (most - 1) // 2, f"pairs {name}")
    count = decisions.model.new_int_var(0, most, f"running {name}")
    decisions.model.add(count == sum(literals))
    for slope in range(1, most):
        # The line through k(k−1)/2 at k = slope and k = slope + 1; the largest of all is the curve itself.
        decisions.model.add(pairs >= slope * count - slope * (slope + 1) // 2)
    return pairs


def _pairs_before(decisions: Decisions, literals: list[Expression], most: int, name: str) -> Iterator[Expression]:
    """Less the pairs among these; no more, and pushed up by the goal."""
    count = sum(literals)
    for number in range(2, most + 1):
        enough = decisions.model.new_bool_var(f"{number} since before {name}")
        decisions.model.add(number * enough <= count)
        yield -(number - 1) * enough


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


def both_at_once(
    decisions: Decisions,
    one: dict[Position, Expression],
    other: dict[Position, Expression],
    name: str,
) -> Expression:
    """Whether two overlap, each at one of its positions at most; no smaller than that, and pressed down by the goal."""
    overlap: Expression = 0
    for (day, start, end), literal in _by_stretch(one).items():
        rivals = [
            rival for where, rival in other.items() if where.day == day and where.start < end and start < where.end
        ]
        if rivals:
            if isinstance(overlap, int):
                overlap = decisions.model.new_bool_var(name)
            decisions.model.add(overlap >= literal + sum(rivals) - 1)
    return overlap


def _elsewhere(stays: list[Stay], session: Planned) -> dict[Position, Expression]:
    """Where a coalition takes part in other sessions of the programme, by position."""
    elsewhere: dict[Position, Expression] = {}
    for other, position, literal in stays:
        if other.id != session.id and other.in_programme:
            elsewhere[position] = elsewhere[position] + literal if position in elsewhere else literal
    return elsewhere


def _by_stretch(at: dict[Position, Expression]) -> dict[Stretch, Expression]:
    """Positions that differ in their area only, taken together."""
    stretches: dict[Stretch, list[Expression]] = {}
    for position, literal in at.items():
        stretches.setdefault((position.day, position.start, position.end), []).append(literal)
    return {stretch: sum(literals) for stretch, literals in stretches.items()}
