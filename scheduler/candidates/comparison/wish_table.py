"""The table of wishes: for every coalition, the outcome of each wish in each candidate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from scheduler.candidates.comparison.compared import Candidate
from scheduler.catalogue.change_kinds import ChangeKind
from scheduler.core.instance import Coalition, Request
from scheduler.core.vocabulary import Kind
from scheduler.diff.request_changes import REFUSED, RequestOutcome, decides, outcome_changes
from scheduler.tables import decision_text

_GRAVEST_FIRST = (ChangeKind.GRANTED, ChangeKind.PARTNERS, ChangeKind.DAY, ChangeKind.TIME, ChangeKind.ROOM)
"""The kinds of difference between fates. Held in another session counts as other partners, refused as granted."""

_MERGED = {ChangeKind.REFUSED: ChangeKind.GRANTED, ChangeKind.ELSEWHERE: ChangeKind.PARTNERS}


@dataclass(frozen=True)
class Fate:
    """The outcome of a wish in a candidate. `start` and `end` are its own minutes; `partners` share a joint session.

    `themes` are those of its `session`. A refused wish has no session, day and room.
    """

    granted: bool
    result: str
    session: str = ""
    day: str = ""
    start: int = 0
    end: int = 0
    room: str = ""
    themes: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    reason: str = ""

    @property
    def outcome(self) -> RequestOutcome:
        """The fate without its texts, for comparison."""
        if not self.session:
            return RequestOutcome(self.granted)
        where = (self.day, self.start, self.end, self.room)
        return RequestOutcome(self.granted, self.session, frozenset(self.partners), *where)


@dataclass(frozen=True)
class WishRow:
    """A wish and its fate in each candidate; None where the candidate's policy made no such request.

    `difference` is the gravest between any two of the fates, None where there is none. `others` are the fates in the
    alternatives of equal value: a difference that one of them does away with is a tie, and decides nothing.
    """

    request: Request
    fates: tuple[Fate | None, ...]
    difference: ChangeKind | None
    others: Mapping[int, Fate | None] = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        """Whether the difference matters to a choice between the candidates."""
        return any(self.decides(one, two) for one, two in combinations(range(len(self.fates)), 2))

    def decides(self, one: int, two: int) -> bool:
        """Whether what two candidates make of the wish matters to a choice between them, and is no tie."""
        return all(
            _decides(here, there, self.request.kind) for here, there in product(self._equal(one), self._equal(two))
        )

    def _equal(self, number: int) -> list[Fate | None]:
        """The fates in a candidate and in its alternative of equal value."""
        return [self.fates[number], *([self.others[number]] if number in self.others else [])]

    @property
    def difference_text(self) -> str:
        return self.difference.record.compared if self.difference else "the same in all"


@dataclass(frozen=True)
class CoalitionRow:
    """A coalition and its wishes, first choice first."""

    coalition: Coalition
    wishes: tuple[WishRow, ...]

    @property
    def differs(self) -> bool:
        return any(wish.differs for wish in self.wishes)


def coalition_rows(
    candidates: Sequence[Candidate], alternatives: Mapping[int, Candidate] | None = None
) -> tuple[CoalitionRow, ...]:
    """Every coalition of the register, in its order, with its requests in any candidate.

    `alternatives`: programmes of equal value by the numbers of their candidates.
    """
    requests: dict[str, Request] = {}
    for candidate in candidates:
        for request in candidate.instance.requests:
            requests.setdefault(request.id, request)
    rows = []
    for coalition in candidates[0].instance.coalitions:
        own = sorted((r for r in requests.values() if r.coalition == coalition.id), key=lambda r: r.rank)
        rows.append(CoalitionRow(coalition, tuple(_wish(candidates, request, alternatives or {}) for request in own)))
    return tuple(rows)


def _wish(candidates: Sequence[Candidate], request: Request, alternatives: Mapping[int, Candidate]) -> WishRow:
    fates = tuple(fate(candidate, request.id) for candidate in candidates)
    others = {number: fate(candidate, request.id) for number, candidate in alternatives.items()}
    return WishRow(request, fates, difference(fates), others)


def _decides(one: Fate | None, two: Fate | None, kind: Kind) -> bool:
    changes = outcome_changes(one.outcome if one else REFUSED, two.outcome if two else REFUSED)
    return any(decides(change, kind) for change in changes)


def fate(candidate: Candidate, request_id: str) -> Fate | None:
    """The fate of a request in a candidate; None where the candidate has no such request."""
    row = candidate.wishes.get(request_id)
    if row is None:
        return None
    if not row["day"]:
        return Fate(False, decision_text(row), reason=row["reason"])
    # Who else speaks in a main session is no partnership.
    partners = row["together_with"] if row["kind"] == Kind.JOINT else ()
    return Fate(
        True,
        decision_text(row),
        session=row["session"],
        day=row["day"],
        start=row["start"],
        end=row["end"],
        room=row["room"],
        themes=tuple(row["session_themes"]),
        partners=tuple(sorted(partners)),
    )


def difference(fates: Sequence[Fate | None]) -> ChangeKind | None:
    """The gravest difference between any two of the fates. No such request counts as refused."""
    outcomes = {fate.outcome if fate else REFUSED for fate in fates}
    differences = {kind for pair in combinations(outcomes, 2) for kind in outcome_changes(*pair)}
    kinds = {_MERGED.get(kind, kind) for kind in differences}
    return next((kind for kind in _GRAVEST_FIRST if kind in kinds), None)
