"""Sessions on a theme that are alike, and stretches of the day that are alike for them.

A bound on parallels need not know which of ten sessions alike stands where, only how many of them do. And it need not
tell apart stretches that overlap the same others: what stands there is beside the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.model.parallel_sessions import AUDIENCE_STEP, Stretch
from scheduler.model.prepare import CandidatePlacement, PlannedSession
from scheduler.search.large.column_generation import Quota
from scheduler.search.large.local_search_state import overlap

SCARCE = 3
"""Rooms up to which a bound sees that sessions need one each; more are hardly ever all taken by one theme."""

SHORT = 1.5
"""What it costs at first to be a session short, for each level and one."""


@dataclass(frozen=True)
class Kind:
    """Sessions that are alike, so many. Two sessions in parallel cost one more than the lower of their levels."""

    level: int
    number: int
    rooms: frozenset[str]
    of_hosts: bool


@dataclass(frozen=True)
class Cell:
    """Stretches that are alike: the kinds that could stand there, and the levels of given sessions at that time.

    `beside` are cells before it, by their number in the block, that it overlaps; `awaited` those up to it that overlap
    a later one.
    """

    kinds: tuple[int, ...]
    given: tuple[int, ...]
    beside: frozenset[int]
    awaited: frozenset[int]


Block = tuple[Cell, ...]
"""Cells by their start that overlap one another, directly or through others: the time between two breaks, mostly."""


@dataclass(frozen=True)
class Crowd:
    """All that a bound on one theme looks at. `scarce`: kinds that must do with so many rooms among them."""

    kinds: tuple[Kind, ...]
    quotas: tuple[Quota, ...]
    blocks: tuple[Block, ...]
    scarce: tuple[tuple[frozenset[int], int], ...]


def crowd_of(sessions: Sequence[PlannedSession], of_coalitions: int) -> Crowd:
    """Sessions on a theme, all of the host programme and so many of coalitions, by kinds and blocks."""
    decided = [session for session in sessions if session.given is None and session.options]
    given = [session for session in sessions if session.given]
    around = _around({_stretch(option) for session in decided for option in session.options}, given)
    alike = _alike(decided, around)
    kinds = tuple(_kind(level, members) for (_, level, _), members in alike.items())
    quotas = [
        Quota((number,), kind.number, True, SHORT * (1 + kind.level))
        for number, kind in enumerate(kinds)
        if kind.of_hosts
    ]
    others = tuple(number for number, kind in enumerate(kinds) if not kind.of_hosts)
    if others and of_coalitions:
        quotas.append(Quota(others, of_coalitions, False, SHORT))
    could_stand = [cells for _, _, cells in alike]
    return Crowd(kinds, tuple(quotas), tuple(_blocks(around, could_stand, given)), tuple(_scarce(kinds)))


def level_of(session: PlannedSession) -> int:
    """How many circles of a theme a session is in, beyond the first."""
    return session.audience // AUDIENCE_STEP


def _stretch(option: CandidatePlacement) -> Stretch:
    return (option.day, option.start, option.end)


Neighbours = frozenset[Stretch | str]
"""Stretches that overlap one, itself among them, and given sessions at that time, by name."""


def _around(stretches: set[Stretch], given: Sequence[PlannedSession]) -> dict[Stretch, Neighbours]:
    return {
        stretch: frozenset(
            [
                *(other for other in stretches if overlap(stretch, other)),
                *(session.id for session in given if session.given and overlap(stretch, _stretch(session.given))),
            ]
        )
        for stretch in stretches
    }


Alike = tuple[bool, int, frozenset[Neighbours]]
"""Whether of the host programme, the level, and the cells where sessions could stand."""


def _alike(sessions: Iterable[PlannedSession], around: dict[Stretch, Neighbours]) -> dict[Alike, list[PlannedSession]]:
    """Sessions that are alike. A cell counts for nobody who could stand in another that overlaps less."""
    groups: dict[tuple[object, ...], list[PlannedSession]] = defaultdict(list)
    for session in sessions:
        grids = frozenset(option.room.grid for option in session.options)
        groups[session.host is None, session.host and session.host.type, session.minutes, grids].append(session)
    alike: dict[Alike, list[PlannedSession]] = defaultdict(list)
    for members in groups.values():
        cells = {around[_stretch(option)] for session in members for option in session.options}
        best = frozenset(cell for cell in cells if not any(other < cell for other in cells))
        for session in members:
            alike[session.host is not None, level_of(session), best].append(session)
    return alike


def _kind(level: int, members: Sequence[PlannedSession]) -> Kind:
    rooms = frozenset(option.room.id for session in members for option in session.options)
    return Kind(level, len(members), rooms, members[0].host is not None)


def _blocks(
    around: dict[Stretch, Neighbours], could_stand: Sequence[frozenset[Neighbours]], given: Sequence[PlannedSession]
) -> Iterable[Block]:
    """Cells in which something could stand, in blocks, each by the first of its stretches."""
    levels = {session.id: level_of(session) for session in given}
    first: dict[Neighbours, Stretch] = {}
    for stretch, neighbours in sorted(around.items()):
        first.setdefault(neighbours, stretch)
    used = [cell for cell in first if any(cell in cells for cells in could_stand)]
    block: list[Neighbours] = []
    for cell in used:
        if block and not any(first[cell] in earlier for earlier in block):
            yield _block(block, first, could_stand, levels)
            block = []
        block.append(cell)
    if block:
        yield _block(block, first, could_stand, levels)


def _block(
    cells: Sequence[Neighbours],
    first: dict[Neighbours, Stretch],
    could_stand: Sequence[frozenset[Neighbours]],
    levels: dict[str, int],
) -> Block:
    def together(one: int, other: int) -> bool:
        return first[cells[one]] in cells[other]

    return tuple(
        Cell(
            kinds=tuple(kind for kind, places in enumerate(could_stand) if cell in places),
            given=tuple(sorted(level for name, level in levels.items() if name in cell)),
            beside=frozenset(earlier for earlier in range(number) if together(earlier, number)),
            awaited=frozenset(
                earlier
                for earlier in range(number + 1)
                if any(together(earlier, later) for later in range(number + 1, len(cells)))
            ),
        )
        for number, cell in enumerate(cells)
    )


def _scarce(kinds: Sequence[Kind]) -> Iterable[tuple[frozenset[int], int]]:
    for rooms in dict.fromkeys(kind.rooms for kind in kinds if len(kind.rooms) <= SCARCE):
        yield frozenset(number for number, kind in enumerate(kinds) if kind.rooms <= rooms), len(rooms)
