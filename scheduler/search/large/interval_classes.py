"""Aggregation for the bound on parallels of one theme: classes of sessions, and classes of intervals.

A bound need not distinguish sessions with the same domain and level of audience, only count them; nor intervals that
overlap the same other intervals. This removes the symmetry that makes the model with one variable per session weak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.model.parallel_sessions import AUDIENCE_STEP
from scheduler.model.prepare import CandidatePlacement, PlannedSession
from scheduler.model.variables import TimeInterval
from scheduler.search.large.column_generation import CoveringRow
from scheduler.search.large.local_search_state import overlap

SCARCE_ROOMS = 3
"""Number of rooms up to which the capacity of a set of rooms is a constraint; more are hardly ever all used by one
theme."""

SLACK_COST = 1.5
"""Initial cost of one unit of slack, for each level of audience and one."""


@dataclass(frozen=True)
class SessionClass:
    """Interchangeable sessions of a theme: `number` of them with one domain of intervals and one level of audience.

    Two sessions in parallel cost 1 + the lower of their levels.
    """

    level: int
    number: int
    rooms: frozenset[str]
    of_hosts: bool


@dataclass(frozen=True)
class IntervalClass:
    """Intervals that overlap the same other intervals and given sessions.

    `session_classes` may run there; `given` are the levels of the given sessions at that time. Indices in the block:
    `overlapping` earlier interval classes, and those up to this one that overlap a later one (`open_after`).
    """

    session_classes: tuple[int, ...]
    given: tuple[int, ...]
    overlapping: frozenset[int]
    open_after: frozenset[int]


Block = tuple[IntervalClass, ...]
"""Interval classes, by start, that overlap directly or through others: mostly the time between two breaks."""


@dataclass(frozen=True)
class ThemeProblem:
    """The covering problem of one theme. `scarce`: sets of session classes that share so many rooms."""

    classes: tuple[SessionClass, ...]
    rows: tuple[CoveringRow, ...]
    blocks: tuple[Block, ...]
    scarce: tuple[tuple[frozenset[int], int], ...]


def theme_problem(sessions: Sequence[PlannedSession], of_coalitions: int) -> ThemeProblem:
    """Aggregate a theme's sessions: all of the host programme, and `of_coalitions` of those for coalitions."""
    decided = [session for session in sessions if session.given is None and session.options]
    given = [session for session in sessions if session.given]
    overlaps = _overlaps({_interval(option) for session in decided for option in session.options}, given)
    members_by_class = _members_by_class(decided, overlaps)
    classes = tuple(_session_class(level, members) for (_, level, _), members in members_by_class.items())
    rows = [
        CoveringRow((number,), one.number, True, SLACK_COST * (1 + one.level))
        for number, one in enumerate(classes)
        if one.of_hosts
    ]
    others = tuple(number for number, one in enumerate(classes) if not one.of_hosts)
    if others and of_coalitions:
        rows.append(CoveringRow(others, of_coalitions, False, SLACK_COST))
    domains = [domain for _, _, domain in members_by_class]
    return ThemeProblem(classes, tuple(rows), tuple(_blocks(overlaps, domains, given)), tuple(_scarce(classes)))


def audience_level(session: PlannedSession) -> int:
    """Number of conflict cliques of a theme that contain a session, beyond the first."""
    return session.audience // AUDIENCE_STEP


def _interval(option: CandidatePlacement) -> TimeInterval:
    return (option.day, option.start, option.end)


OverlapSet = frozenset[TimeInterval | str]
"""The intervals that overlap an interval, itself among them, and the ids of given sessions at that time."""


def _overlaps(intervals: set[TimeInterval], given: Sequence[PlannedSession]) -> dict[TimeInterval, OverlapSet]:
    return {
        interval: frozenset(
            [
                *(other for other in intervals if overlap(interval, other)),
                *(session.id for session in given if session.given and overlap(interval, _interval(session.given))),
            ]
        )
        for interval in intervals
    }


ClassKey = tuple[bool, int, frozenset[OverlapSet]]
"""Whether of the host programme, level of audience, domain of interval classes."""


def _members_by_class(
    sessions: Iterable[PlannedSession], overlaps: dict[TimeInterval, OverlapSet]
) -> dict[ClassKey, list[PlannedSession]]:
    """Group sessions by class; drop interval classes dominated by another of the domain, which overlaps less."""
    groups: dict[tuple[object, ...], list[PlannedSession]] = defaultdict(list)
    for session in sessions:
        grids = frozenset(option.room.grid for option in session.options)
        groups[session.host is None, session.host and session.host.type, session.minutes, grids].append(session)
    by_class: dict[ClassKey, list[PlannedSession]] = defaultdict(list)
    for members in groups.values():
        domain = {overlaps[_interval(option)] for session in members for option in session.options}
        undominated = frozenset(one for one in domain if not any(other < one for other in domain))
        for session in members:
            by_class[session.host is not None, audience_level(session), undominated].append(session)
    return by_class


def _session_class(level: int, members: Sequence[PlannedSession]) -> SessionClass:
    rooms = frozenset(option.room.id for session in members for option in session.options)
    return SessionClass(level, len(members), rooms, members[0].host is not None)


def _blocks(
    overlaps: dict[TimeInterval, OverlapSet], domains: Sequence[frozenset[OverlapSet]], given: Sequence[PlannedSession]
) -> Iterable[Block]:
    """The interval classes that are in some domain, in blocks; each is represented by its first interval."""
    levels = {session.id: audience_level(session) for session in given}
    first: dict[OverlapSet, TimeInterval] = {}
    for interval, overlapping in sorted(overlaps.items()):
        first.setdefault(overlapping, interval)
    used = [one for one in first if any(one in domain for domain in domains)]
    block: list[OverlapSet] = []
    for one in used:
        if block and not any(first[one] in earlier for earlier in block):
            yield _block(block, first, domains, levels)
            block = []
        block.append(one)
    if block:
        yield _block(block, first, domains, levels)


def _block(
    members: Sequence[OverlapSet],
    first: dict[OverlapSet, TimeInterval],
    domains: Sequence[frozenset[OverlapSet]],
    levels: dict[str, int],
) -> Block:
    def overlapping(one: int, other: int) -> bool:
        return first[members[one]] in members[other]

    return tuple(
        IntervalClass(
            session_classes=tuple(n for n, domain in enumerate(domains) if member in domain),
            given=tuple(sorted(level for name, level in levels.items() if name in member)),
            overlapping=frozenset(earlier for earlier in range(number) if overlapping(earlier, number)),
            open_after=frozenset(
                earlier
                for earlier in range(number + 1)
                if any(overlapping(earlier, later) for later in range(number + 1, len(members)))
            ),
        )
        for number, member in enumerate(members)
    )


def _scarce(classes: Sequence[SessionClass]) -> Iterable[tuple[frozenset[int], int]]:
    """Hall's condition: the classes whose rooms all lie in a small set, and the number of rooms in it."""
    for rooms in dict.fromkeys(one.rooms for one in classes if len(one.rooms) <= SCARCE_ROOMS):
        yield frozenset(number for number, one in enumerate(classes) if one.rooms <= rooms), len(rooms)
