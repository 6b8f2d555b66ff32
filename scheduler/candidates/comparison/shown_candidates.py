"""Choose the candidates that are shown: those that are far apart; each other one is folded, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.candidates.comparison.compared import Candidate
from scheduler.core.phrases import listed, number_of
from scheduler.diff.request_changes import deciding_changes

SHOWN = 6
"""The number of candidates shown by default."""

_NAMED = 3

Distance = tuple[int, int]
"""Coalitions for which two candidates differ, and differences that decide, counted by wish."""


@dataclass(frozen=True)
class FoldedCandidate:
    """A candidate without a column of its own, and the sentence that says why."""

    candidate: Candidate
    sentence: str


def choose_shown(candidates: Sequence[Candidate], base: int, most: int) -> tuple[list[int], dict[int, int]]:
    """The numbers of the candidates to show, in their order, and for each other one the number of the nearest shown.

    The first is `base`; then comes each time the one that is farthest from those chosen (greedy max-min distance; the
    first among equals).
    """
    chosen = [base]
    nearest = {number: (_distance(candidates[number], candidates[base]), base) for number in range(len(candidates))}
    while len(chosen) < min(most, len(candidates)):
        left = [number for number in range(len(candidates)) if number not in chosen]
        farthest = max(left, key=lambda number: (nearest[number][0], -number))
        chosen.append(farthest)
        for number in left:
            found = (_distance(candidates[number], candidates[farthest]), farthest)
            if found[0] < nearest[number][0]:
                nearest[number] = found
    return sorted(chosen), {number: nearest[number][1] for number in range(len(candidates)) if number not in chosen}


def folded(candidate: Candidate, nearest: Candidate) -> FoldedCandidate:
    """The candidate with the reason why it is folded: how little it differs from the nearest one shown."""
    concerned = _concerned(candidate, nearest)
    if not concerned:
        return FoldedCandidate(candidate, f"gives every coalition the same as {nearest.letter}")
    names = concerned if len(concerned) <= _NAMED + 1 else [*concerned[:_NAMED], f"{len(concerned) - _NAMED} others"]
    count = number_of(len(concerned), "coalition")
    return FoldedCandidate(candidate, f"is nearest to {nearest.letter}; differs for {count}: {listed(names)}")


def _distance(one: Candidate, other: Candidate) -> Distance:
    return len(_concerned(one, other)), len(deciding_changes(one.programme, other.programme))


def _concerned(one: Candidate, other: Candidate) -> list[str]:
    """The coalitions for which two candidates differ, in the order of the register."""
    requests = {change.request for change in deciding_changes(one.programme, other.programme)}
    requests |= other.programme.granted - set(one.programme.decision)
    coalition = {request.id: request.coalition for c in (one, other) for request in c.instance.requests}
    found = {coalition[request] for request in requests}
    return [c.id for c in one.instance.coalitions if c.id in found]
