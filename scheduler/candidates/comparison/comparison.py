"""Build the comparison of programmes: one record of all differences, costs and shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.candidates.comparison.candidate_moves import CandidateDifferences, between_all, from_alternative
from scheduler.candidates.comparison.compared import Candidate, ComparisonInput, admit
from scheduler.candidates.comparison.costs import CandidateCost, DuplicateSessions, costs, duplicates
from scheduler.candidates.comparison.fairness import Fairness, fairness
from scheduler.candidates.comparison.goal_table import GoalRow, goal_rows
from scheduler.candidates.comparison.scenario_table import (
    ScenarioTable,
    scenario_tables,
    settings,
    unusual,
    usual_settings,
)
from scheduler.candidates.comparison.trade_off_points import ComparedCurve, TradeOff, trade_offs
from scheduler.candidates.comparison.wish_table import CoalitionRow, coalition_rows
from scheduler.core.instance import Instance
from scheduler.core.policy import Policy


@dataclass(frozen=True)
class Comparison:
    """The content of a comparison. Tuples of values are in the order of the candidates.

    `varied` says for each candidate in which settings its policy is unlike the usual one; `alternatives` how another
    programme of equal value differs from it, None where none is known. `notes` are sentences on what was left out.
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
) -> Comparison:
    """Verify the programmes and compare them.

    `policy` is the reference for scenarios; by default, that of most candidates.
    Raises RefusedError where the check rejects one, and ComparisonError where they cannot be compared.
    """
    everyone = admit(entries)
    usual = settings(policy) if policy else usual_settings(everyone)
    shown = tuple(candidate for candidate in everyone if candidate.letter)
    rows = coalition_rows(shown)
    return Comparison(
        candidates=shown,
        varied=tuple(unusual(candidate, usual) for candidate in shown),
        goals=goal_rows(shown),
        coalitions=rows,
        between=between_all(shown, rows),
        alternatives=tuple(_alternative(candidate, everyone) for candidate in shown),
        scenarios=scenario_tables(everyone, usual),
        fairness=fairness(shown),
        costs=costs(shown),
        duplicates=duplicates(shown),
        trade_offs=trade_offs(shown, curves),
        notes=tuple(notes),
    )


def _alternative(candidate: Candidate, everyone: Sequence[Candidate]) -> CandidateDifferences | None:
    other = next((one for one in everyone if one.alternative_of == candidate.name), None)
    return from_alternative(candidate, other) if other else None
