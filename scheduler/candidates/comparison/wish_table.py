"""What each coalition gets in each candidate: every wish beside what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from scheduler.candidates.comparison.compared import Candidate
from scheduler.core.instance import Coalition, Request
from scheduler.core.programme import PlacedSession
from scheduler.core.queries import held_where, others_in, result_text
from scheduler.core.vocabulary import Kind


class Difference(IntEnum):
    """How much the fate of a wish differs between candidates; from `DAY` on, people notice."""

    NONE = 0
    ROOM = 1
    TIME = 2
    DAY = 3
    PARTNERS = 4
    GRANTED = 5

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Difference.NONE: "the same in all",
    Difference.ROOM: "another room",
    Difference.TIME: "another time on the same day",
    Difference.DAY: "another day",
    Difference.PARTNERS: "other partners or another session",
    Difference.GRANTED: "granted in some only",
}


@dataclass(frozen=True)
class Fate:
    """What became of a wish in a candidate. `start` and `end` are its own minutes; `partners` share the session."""

    granted: bool
    result: str
    placed: PlacedSession | None = None
    start: int = 0
    end: int = 0
    partners: tuple[str, ...] = ()
    reason: str = ""

    @property
    def session(self) -> str:
        return self.placed.id if self.placed else ""


@dataclass(frozen=True)
class WishRow:
    """A wish and its fate in each candidate; None where the candidate's policy made no such request."""

    request: Request
    fates: tuple[Fate | None, ...]
    difference: Difference

    @property
    def differs(self) -> bool:
        """Whether people notice a difference."""
        return self.difference >= Difference.DAY


@dataclass(frozen=True)
class CoalitionRow:
    """A coalition and its wishes, first choice first."""

    coalition: Coalition
    wishes: tuple[WishRow, ...]

    @property
    def differs(self) -> bool:
        return any(wish.differs for wish in self.wishes)


def coalition_rows(candidates: Sequence[Candidate]) -> tuple[CoalitionRow, ...]:
    """Every coalition of the register, in its order, with all that it asks for in any candidate."""
    requests: dict[str, Request] = {}
    for candidate in candidates:
        for request in candidate.instance.requests:
            requests.setdefault(request.id, request)
    rows = []
    for coalition in candidates[0].instance.coalitions:
        own = sorted((r for r in requests.values() if r.coalition == coalition.id), key=lambda r: r.rank)
        rows.append(CoalitionRow(coalition, tuple(_wish(candidates, request) for request in own)))
    return tuple(rows)


def _wish(candidates: Sequence[Candidate], request: Request) -> WishRow:
    fates = tuple(fate(candidate, request.id) for candidate in candidates)
    return WishRow(request, fates, difference(fates))


def fate(candidate: Candidate, request_id: str) -> Fate | None:
    """What became of a request in a candidate; None where the candidate has no such request."""
    request = candidate.instance.request.get(request_id)
    if request is None:
        return None
    decision = candidate.programme.decision.get(request_id)
    held = held_where(candidate.programme, request)
    if held is None:
        reason = decision.reason.sentence if decision and decision.reason else ""
        return Fate(False, result_text(decision), reason=reason)
    # Who else speaks in a main session is no partnership.
    partners = others_in(candidate.programme, held.placed, request.coalition) if request.kind is Kind.JOINT else ()
    return Fate(True, "granted", held.placed, held.start, held.end, tuple(sorted(partners)))


def difference(fates: Sequence[Fate | None]) -> Difference:
    """The most that any two of the fates differ."""
    if len({fate is not None and fate.granted for fate in fates}) > 1:
        return Difference.GRANTED
    found = [fate for fate in fates if fate and fate.placed]
    for level, keys in (
        (Difference.PARTNERS, {(fate.session, fate.partners) for fate in found}),
        (Difference.DAY, {fate.placed.day for fate in found if fate.placed}),
        (Difference.TIME, {(fate.start, fate.end) for fate in found}),
        (Difference.ROOM, {fate.placed.room for fate in found if fate.placed}),
    ):
        if len(keys) > 1:
            return level
    return Difference.NONE
