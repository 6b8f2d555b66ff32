"""Differences between two candidates: wishes granted in one only, other partners, sessions moved in time or room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from scheduler.candidates.comparison.compared import Candidate
from scheduler.candidates.comparison.wish_table import CoalitionRow, WishRow, coalition_rows, difference
from scheduler.catalogue.change_kinds import ChangeKind
from scheduler.core.clock import clock_text
from scheduler.core.vocabulary import IN_PROGRAMME, Kind
from scheduler.diff.request_changes import RequestOutcome, deciding_changes, placement_changes
from scheduler.tables import Record


@dataclass(frozen=True)
class RegroupedSession:
    """A joint session with other members; `before` or `after` is empty if the session does not take place."""

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
class SessionMove:
    """A session held in both at different placements: on another day, else at another time, else in another room.

    `before` and `after` are its rows in the tables of sessions.
    """

    before: Record
    after: Record
    kind: ChangeKind

    @property
    def name(self) -> str:
        """The title of a session of the host programme; the id of a session of coalitions."""
        return str(self.before["session"] if self.before["kind"] else self.before["title"])

    @property
    def coalitions(self) -> tuple[str, ...]:
        """The coalitions whose session it is; those with a segment in a session of the host programme do not count."""
        return tuple(self.before["coalitions"]) if self.before["kind"] else ()

    @property
    def themes(self) -> tuple[str, ...]:
        return tuple(self.before["themes"])

    @property
    def words(self) -> str:
        """The old and new values of what changed, in words."""
        before, after = self.before, self.after
        rooms = f"{before['room']} → {after['room']}" if before["room"] != after["room"] else ""
        start = f"{before['day']}, {clock_text(before['start'])}"
        if self.kind is ChangeKind.DAY:
            moved = f"{start} → {after['day']}, {clock_text(after['start'])}"
        elif self.kind is ChangeKind.TIME:
            moved = f"{start} → {clock_text(after['start'])}"
        else:
            return f"{start}: {rooms}"
        return f"{moved}; {rooms}" if rooms else moved


@dataclass(frozen=True)
class CandidateDifferences:
    """What differs from the candidate with the letter `first` to that with the letter `second`.

    `noticed` is the number of `scheduler.diff.deciding_changes`, counted by wish, without ties. `won` are wishes
    granted in the second only, `lost` in the first only. `moves` has each session of the programme once, by its gravest
    change; what takes place beside the programme is left out.
    """

    first: str
    second: str
    noticed: int
    won: tuple[WishRow, ...]
    lost: tuple[WishRow, ...]
    regrouped: tuple[RegroupedSession, ...]
    moves: tuple[SessionMove, ...]

    def moved(self, kind: ChangeKind) -> tuple[SessionMove, ...]:
        return tuple(move for move in self.moves if move.kind is kind)


def between_all(candidates: Sequence[Candidate], rows: Sequence[CoalitionRow]) -> tuple[CandidateDifferences, ...]:
    """The differences between every two candidates, in the order of their letters."""
    wishes = [wish for row in rows for wish in row.wishes]
    numbers = combinations(range(len(candidates)), 2)
    return tuple(_between(candidates[one], candidates[two], wishes, one, two) for one, two in numbers)


def from_alternative(candidate: Candidate, alternative: Candidate) -> CandidateDifferences:
    """The differences from a candidate to its alternative, which has the same letter with a mark (A′)."""
    wishes = [wish for row in coalition_rows((candidate, alternative)) for wish in row.wishes]
    return _between(candidate, replace(alternative, letter=f"{candidate.letter}′"), wishes, 0, 1)


def _between(
    first: Candidate, second: Candidate, wishes: Sequence[WishRow], one: int, two: int
) -> CandidateDifferences:
    ties = {wish.request.id for wish in wishes if not wish.decides(one, two)}
    return CandidateDifferences(
        first.letter,
        second.letter,
        noticed=sum(change.request not in ties for change in deciding_changes(first.programme, second.programme)),
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


def _regrouped(first: Candidate, second: Candidate) -> Iterator[RegroupedSession]:
    before, after = _joint(first), _joint(second)
    for session in dict.fromkeys((*before, *after)):
        one, other = before.get(session), after.get(session)
        members = [tuple(sorted(row["coalitions"])) if row else () for row in (one, other)]
        if members[0] != members[1]:
            held = one or other
            yield RegroupedSession(session, tuple(held["themes"]) if held else (), members[0], members[1])


def _joint(candidate: Candidate) -> dict[str, Record]:
    return {session: row for session, row in candidate.sessions.items() if row["kind"] == Kind.JOINT}


def _moves(first: Candidate, second: Candidate) -> Iterator[SessionMove]:
    """Sessions that moved, in the order of the first programme."""
    for session, before in first.sessions.items():
        after = second.sessions.get(session)
        if after is None or (before["kind"] and before["kind"] not in IN_PROGRAMME):
            continue
        for kind in placement_changes(_placement(before), _placement(after))[:1]:
            yield SessionMove(before, after, kind)


def _placement(row: Record) -> RequestOutcome:
    """The placement of a session, to be compared."""
    return RequestOutcome(True, day=row["day"], start=row["start"], end=row["end"], room=row["room"])
