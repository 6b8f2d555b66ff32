"""Build the comparison of programmes: one record of all differences, costs and shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.candidates.comparison.candidate_moves import CandidateDifferences, between_all, from_alternative
from scheduler.candidates.comparison.compared import Candidate, ComparisonError, ComparisonInput, admit, letters_of
from scheduler.candidates.comparison.costs import CandidateCost, DuplicateSessions, costs, duplicates
from scheduler.candidates.comparison.fairness import Fairness, fairness
from scheduler.candidates.comparison.goal_table import GoalRow, goal_rows
from scheduler.candidates.comparison.matrix import MatrixRow, matrix
from scheduler.candidates.comparison.scenario_table import (
    ScenarioTable,
    scenario_tables,
    settings,
    unusual,
    usual_settings,
)
from scheduler.candidates.comparison.shown_candidates import SHOWN, FoldedCandidate, choose_shown, folded
from scheduler.candidates.comparison.steps import PolicySteps, Step, policy_steps, step
from scheduler.candidates.comparison.trade_off_points import ComparedCurve, TradeOff, trade_offs
from scheduler.candidates.comparison.wish_table import CoalitionRow, coalition_rows
from scheduler.core.instance import Instance
from scheduler.core.policy import Policy


@dataclass(frozen=True)
class Comparison:
    """The content of a comparison. Tuples of values are in the order of the candidates.

    `varied` says for each candidate in which settings its policy is unlike the usual one; `alternatives` how another
    programme of equal value differs from it, None where none is known. `notes` are sentences on what was left out.
    `base` is the number of the candidate that gains and losses refer to; `steps` lead from it to each candidate.
    `folded` are candidates without a column of their own.
    """

    candidates: tuple[Candidate, ...]
    varied: tuple[tuple[str, ...], ...]
    goals: tuple[GoalRow, ...]
    coalitions: tuple[CoalitionRow, ...]
    between: tuple[CandidateDifferences, ...]
    alternatives: tuple[CandidateDifferences | None, ...]
    scenarios: tuple[ScenarioTable, ...]
    fairness: Fairness
    costs: tuple[CandidateCost, ...]
    duplicates: tuple[DuplicateSessions, ...]
    trade_offs: tuple[TradeOff, ...]
    matrix: tuple[MatrixRow, ...]
    steps: tuple[Step, ...]
    policy_steps: tuple[PolicySteps, ...]
    folded: tuple[FoldedCandidate, ...] = ()
    base: int = 0
    notes: tuple[str, ...] = ()

    @property
    def instance(self) -> Instance:
        """The first candidate's; days, rooms, themes and coalitions are the same in all."""
        return self.candidates[0].instance


def compare(
    entries: Sequence[ComparisonInput],
    curves: Sequence[ComparedCurve] = (),
    notes: Sequence[str] = (),
    policy: Policy | None = None,
    base: str = "",
    at_most: int = SHOWN,
) -> Comparison:
    """Verify the programmes and compare them.

    `policy` is the reference for scenarios; by default, that of most candidates. `base` is the name of the candidate
    that gains and losses refer to, by default the first. Of more than `at_most` candidates those far apart are shown.
    Raises RejectedProgrammeError where the check rejects one, and ComparisonError where they cannot be compared.
    """
    admitted = admit(entries)
    usual = settings(policy) if policy else usual_settings(admitted)
    everyone, left_out, base_name = _lettered(admitted, base, at_most)
    shown = tuple(candidate for candidate in everyone if candidate.letter)
    number = next(number for number, candidate in enumerate(shown) if candidate.name == base_name)
    alternatives = {n: other for n, one in enumerate(shown) if (other := _equal_to(one, everyone)) is not None}
    rows = coalition_rows(shown, alternatives)
    scenarios = scenario_tables(everyone, usual)
    return Comparison(
        candidates=shown,
        varied=tuple(unusual(candidate, usual) for candidate in shown),
        goals=goal_rows(shown),
        coalitions=rows,
        between=between_all(shown, rows),
        alternatives=tuple(_alternative(candidate, everyone) for candidate in shown),
        scenarios=scenarios,
        fairness=fairness(shown),
        costs=costs(shown),
        duplicates=duplicates(shown),
        trade_offs=trade_offs(shown, curves),
        matrix=matrix(rows),
        steps=tuple(step(candidate.letter, shown[number], candidate) for candidate in shown),
        policy_steps=policy_steps(everyone, scenarios),
        folded=left_out,
        base=number,
        notes=tuple(notes),
    )


def _lettered(
    admitted: Sequence[Candidate], base: str, at_most: int
) -> tuple[tuple[Candidate, ...], tuple[FoldedCandidate, ...], str]:
    """The candidates with the letters of those shown, those folded, and the name of the base."""
    own = [candidate for candidate in admitted if candidate.letter]
    name = base or own[0].name
    start = next((number for number, candidate in enumerate(own) if candidate.name.casefold() == name.casefold()), None)
    if start is None:
        there = "; ".join(f"“{candidate.name}”" for candidate in own)
        raise ComparisonError(f"No candidate is called “{base}”. There are: {there}.")
    numbers, nearest = choose_shown(own, start, at_most)
    letters = dict(zip(numbers, letters_of(len(numbers)), strict=True))
    lettered = [replace(candidate, letter=letters.get(number, "")) for number, candidate in enumerate(own)]
    known = iter(lettered)
    everyone = tuple(next(known) if candidate.letter else candidate for candidate in admitted)
    left_out = tuple(folded(lettered[number], lettered[other]) for number, other in nearest.items())
    return everyone, left_out, own[start].name


def _alternative(candidate: Candidate, everyone: Sequence[Candidate]) -> CandidateDifferences | None:
    other = _equal_to(candidate, everyone)
    return from_alternative(candidate, other) if other else None


def _equal_to(candidate: Candidate, everyone: Sequence[Candidate]) -> Candidate | None:
    """The programme of equal value to a candidate's; None where none is known."""
    return next((one for one in everyone if one.alternative_of == candidate.name), None)
