"""What moved between two candidates: wishes won and lost, partners changed, sessions elsewhere in time or room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from scheduler.candidates.comparison.compared import Candidate
from scheduler.candidates.comparison.wish_table import CoalitionRow, Difference, WishRow, coalition_rows, difference
from scheduler.core.clock import clock_text
from scheduler.core.programme import PlacedSession
from scheduler.core.session_order import in_order
from scheduler.core.vocabulary import Kind
from scheduler.diff.noticed_counts import changes


@dataclass(frozen=True)
class Regrouped:
    """A joint session whose members are not the same in both; one side is empty where it is not held."""

    session: str
    themes: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def left(self) -> tuple[str, ...]:
        return tuple(name for name in self.before if name not in self.after)

    @property
    def joined(self) -> tuple[str, ...]:
        return tuple(name for name in self.after if name not in self.before)


@dataclass(frozen=True)
class Move:
    """A session that takes place in both, elsewhere: another day, another time of the day, or another room only."""

    before: PlacedSession
    after: PlacedSession
    difference: Difference

    @property
    def name(self) -> str:
        """The title of a session of the host programme; one that arises from requests goes by its id."""
        return self.before.id if self.before.kind else self.before.title

    @property
    def words(self) -> str:
        """From where to where, without what stays."""
        before, after = self.before, self.after
        rooms = f"{before.room} → {after.room}" if before.room != after.room else ""
        if self.difference is Difference.DAY:
            moved = f"{before.day}, {clock_text(before.start)} → {after.day}, {clock_text(after.start)}"
        elif self.difference is Difference.TIME:
            moved = f"{before.day}, {clock_text(before.start)} → {clock_text(after.start)}"
        else:
            return f"{before.day}, {clock_text(before.start)}: {rooms}"
        return f"{moved}; {rooms}" if rooms else moved


@dataclass(frozen=True)
class Between:
    """What differs from one candidate (its letter) to another, in the words of the second.

    `noticed` counts, by wish, what people notice (see `scheduler.diff.noticed_counts`). `won` are wishes granted in the
    second alone, `lost` in the first alone.
    """

    first: str
    second: str
    noticed: int
    won: tuple[WishRow, ...]
    lost: tuple[WishRow, ...]
    regrouped: tuple[Regrouped, ...]
    moves: tuple[Move, ...]

    def moved(self, difference: Difference) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.difference is difference)


def between_all(candidates: Sequence[Candidate], rows: Sequence[CoalitionRow]) -> tuple[Between, ...]:
    """Every two candidates, in the order of their letters."""
    wishes = [wish for row in rows for wish in row.wishes]
    numbers = combinations(range(len(candidates)), 2)
    return tuple(_between(candidates[one], candidates[two], wishes, one, two) for one, two in numbers)


def from_alternative(candidate: Candidate, alternative: Candidate) -> Between:
    """A candidate and another programme of equal value, which goes by the same letter with a mark."""
    wishes = [wish for row in coalition_rows((candidate, alternative)) for wish in row.wishes]
    return _between(candidate, replace(alternative, letter=f"{candidate.letter}′"), wishes, 0, 1)


def _between(first: Candidate, second: Candidate, wishes: Sequence[WishRow], one: int, two: int) -> Between:
    return Between(
        first.letter,
        second.letter,
        noticed=changes(first.programme, second.programme).count,
        won=tuple(_granted_in_second(wishes, one, two)),
        lost=tuple(_granted_in_second(wishes, two, one)),
        regrouped=tuple(_regrouped(first, second)),
        moves=tuple(_moves(first, second)),
    )


def _granted_in_second(wishes: Sequence[WishRow], one: int, two: int) -> Iterator[WishRow]:
    for wish in wishes:
        before, after = wish.fates[one], wish.fates[two]
        if after and after.granted and not (before and before.granted):
            yield WishRow(wish.request, (before, after), difference((before, after)))


def _regrouped(first: Candidate, second: Candidate) -> Iterator[Regrouped]:
    before, after = _joint(first), _joint(second)
    for session in dict.fromkeys((*before, *after)):
        one, other = before.get(session), after.get(session)
        members = [tuple(sorted(placed.coalitions)) if placed else () for placed in (one, other)]
        if members[0] != members[1]:
            held = one or other
            yield Regrouped(session, held.themes if held else (), members[0], members[1])


def _joint(candidate: Candidate) -> dict[str, PlacedSession]:
    return {placed.id: placed for placed in candidate.programme.sessions if placed.kind is Kind.JOINT}


def _moves(first: Candidate, second: Candidate) -> Iterator[Move]:
    """Sessions held in both, in the order of the first."""
    for before in in_order(first.instance, first.programme.sessions):
        after = second.programme.session.get(before.id)
        if after is None:
            continue
        if before.day != after.day:
            yield Move(before, after, Difference.DAY)
        elif (before.start, before.end) != (after.start, after.end):
            yield Move(before, after, Difference.TIME)
        elif before.room != after.room:
            yield Move(before, after, Difference.ROOM)
