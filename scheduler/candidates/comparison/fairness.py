"""Fairness: the share of wishes met, by coalition and by group of coalitions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from scheduler.candidates.comparison.compared import Candidate
from scheduler.core.instance import Coalition, Instance


@dataclass(frozen=True)
class Share:
    """Wishes met and made; wishes by default, for silent coalitions, do not count."""

    met: int
    asked: int

    @property
    def percent(self) -> int | None:
        """Rounded to a whole number; None where nothing was asked."""
        return round(100 * self.met / self.asked) if self.asked else None


@dataclass(frozen=True)
class ShareRow:
    """A group of coalitions and its share in each candidate. `basis` is the attribute that groups them."""

    basis: str
    group: str
    coalitions: tuple[str, ...]
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Spread:
    """Number of coalitions with all of their wishes met, half or more, less than half, or none."""

    every: int
    half_or_more: int
    less_than_half: int
    none: int


@dataclass(frozen=True)
class Fairness:
    """Shares by group and by coalition, and their spread in each candidate."""

    groups: tuple[ShareRow, ...]
    coalitions: tuple[ShareRow, ...]
    spread: tuple[Spread, ...]


def fairness(candidates: Sequence[Candidate]) -> Fairness:
    """The shares of wishes met in each candidate. Groups without wishes are left out."""
    first = candidates[0].instance
    rows = [_row(candidates, *group) for group in _groups(first)]
    single = [_row(candidates, "coalition", c.id, (c.id,)) for c in first.coalitions]
    asking = [row for row in single if any(share.asked for share in row.shares)]
    return Fairness(
        tuple(row for row in rows if any(share.asked for share in row.shares)),
        tuple(asking),
        tuple(_spread([row.shares[number] for row in asking]) for number in range(len(candidates))),
    )


def share(candidate: Candidate, coalitions: Collection[str] | None = None, rank: int | None = None) -> Share:
    """Wishes met and made by some coalitions (default: all), of one rank (default: any)."""
    counted = [
        row
        for row in candidate.shares
        if (coalitions is None or row["coalition"] in coalitions) and (rank is None or row["rank"] == rank)
    ]
    return Share(sum(row["met"] for row in counted), sum(row["asked"] for row in counted))


def _groups(instance: Instance) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Basis, name and members of each group; a coalition is in the groups of all who represent it."""
    coalitions = instance.coalitions
    yield "all", "all coalitions", tuple(c.id for c in coalitions)
    yield "remit", "horizontal", tuple(c.id for c in coalitions if c.horizontal)
    yield "remit", "not horizontal", tuple(c.id for c in coalitions if not c.horizontal)
    yield "age", "new", tuple(c.id for c in coalitions if c.new)
    yield "age", "established", tuple(c.id for c in coalitions if not c.new)
    for basis, field in (("stakeholder group", "stakeholder_group"), ("region", "region")):
        names = sorted({getattr(person, field) for person in instance.people} - {""})
        for name in names:
            yield basis, name, tuple(c.id for c in coalitions if _represented(instance, c, field, name))


def _represented(instance: Instance, coalition: Coalition, field: str, name: str) -> bool:
    return any(getattr(person, field) == name for person in instance.representatives(coalition.id))


def _row(candidates: Sequence[Candidate], basis: str, group: str, members: tuple[str, ...]) -> ShareRow:
    return ShareRow(basis, group, members, tuple(share(candidate, members) for candidate in candidates))


def _spread(shares: Sequence[Share]) -> Spread:
    asked = [share for share in shares if share.asked]
    return Spread(
        every=sum(share.met == share.asked for share in asked),
        half_or_more=sum(share.asked <= 2 * share.met < 2 * share.asked for share in asked),
        less_than_half=sum(0 < 2 * share.met < share.asked for share in asked),
        none=sum(share.met == 0 for share in asked),
    )
