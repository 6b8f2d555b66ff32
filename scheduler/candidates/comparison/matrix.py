"""The matrix of coalitions by candidates: what each coalition gets, and what it gains or loses against each base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.candidates.comparison.wish_table import CoalitionRow, Fate
from scheduler.core.instance import Coalition, Request
from scheduler.core.vocabulary import IN_PROGRAMME


class Sign(StrEnum):
    """What a coalition has in one candidate, against another one."""

    SAME = "same"
    GAINED = "gained"
    LOST = "lost"
    EXCHANGED = "gained and lost"
    PARTNERS = "other partners"

    @property
    def mark(self) -> str:
        return {"gained": "+", "lost": "−", "gained and lost": "±", "other partners": "≠"}.get(self.value, "")


@dataclass(frozen=True)
class Granted:
    """A wish that is granted: its request and what becomes of it."""

    request: Request
    fate: Fate


@dataclass(frozen=True)
class MatrixCell:
    """What a coalition gets in a candidate, first choice first, and the sign against each candidate as the base."""

    granted: tuple[Granted, ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class MatrixRow:
    """A coalition and what it gets in each candidate. `alike`: the same kinds and partners in all."""

    coalition: Coalition
    cells: tuple[MatrixCell, ...]

    @property
    def alike(self) -> bool:
        return all(sign is Sign.SAME for cell in self.cells for sign in cell.signs)


def matrix(rows: Sequence[CoalitionRow]) -> tuple[MatrixRow, ...]:
    """The matrix of the coalitions that have wishes: those for whom candidates differ first."""
    found = [_row(row) for row in rows if row.wishes]
    return tuple(sorted(found, key=lambda row: row.alike))


def _row(row: CoalitionRow) -> MatrixRow:
    numbers = range(len(row.wishes[0].fates))
    return MatrixRow(
        row.coalition,
        tuple(
            MatrixCell(_granted(row, number), tuple(_sign(row, number, base) for base in numbers)) for number in numbers
        ),
    )


def _granted(row: CoalitionRow, number: int) -> tuple[Granted, ...]:
    fates = ((wish.request, wish.fates[number]) for wish in row.wishes)
    return tuple(Granted(request, fate) for request, fate in fates if fate and fate.granted)


def _sign(row: CoalitionRow, number: int, base: int) -> Sign:
    """The sign of what a coalition gets in a candidate against the base."""
    here, there = ({one.request.id for one in _granted(row, candidate)} for candidate in (number, base))
    if here != there:
        gained, lost = here - there, there - here
        return Sign.EXCHANGED if gained and lost else Sign.GAINED if gained else Sign.LOST
    other = any(
        wish.decides(number, base) and _partners(wish.fates[number]) != _partners(wish.fates[base])
        for wish in row.wishes
        if wish.request.kind in IN_PROGRAMME
    )
    return Sign.PARTNERS if other else Sign.SAME


def _partners(fate: Fate | None) -> tuple[str, ...]:
    return fate.partners if fate else ()
