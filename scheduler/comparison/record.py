"""The comparison: programmes in, one record of what differs and what it costs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.comparison.candidate import Candidate, Entry, admit
from scheduler.comparison.costs import Cost, Duplicate, costs, duplicates
from scheduler.comparison.fairness import Fairness, fairness
from scheduler.comparison.goals import GoalRow, goal_rows
from scheduler.comparison.moves import Between, between_all
from scheduler.comparison.scenarios import ScenarioTable, scenario_tables, unusual, usual_settings
from scheduler.comparison.tradeoffs import TradeOff, trade_offs
from scheduler.comparison.wishes import CoalitionRow, coalition_rows
from scheduler.instance import Instance


@dataclass(frozen=True)
class Comparison:
    """Everything that is told of the candidates beside each other. Tuples of values follow the order of candidates.

    `varied` says for each candidate in which settings its policy is unlike that of most.
    """

    candidates: tuple[Candidate, ...]
    varied: tuple[tuple[str, ...], ...]
    goals: tuple[GoalRow, ...]
    coalitions: tuple[CoalitionRow, ...]
    between: tuple[Between, ...]
    scenarios: tuple[ScenarioTable, ...]
    fairness: Fairness
    costs: tuple[Cost, ...]
    duplicates: tuple[Duplicate, ...]
    trade_offs: tuple[TradeOff, ...]

    @property
    def instance(self) -> Instance:
        """The first candidate's; days, rooms, themes and coalitions are the same in all."""
        return self.candidates[0].instance


def compare(entries: Sequence[Entry]) -> Comparison:
    """Check the programmes again and set them beside each other.

    Raises RefusedError where the check rejects one, and ComparisonError where they cannot be compared.
    """
    candidates = admit(entries)
    usual = usual_settings(candidates)
    rows = coalition_rows(candidates)
    return Comparison(
        candidates=candidates,
        varied=tuple(unusual(candidate, usual) for candidate in candidates),
        goals=goal_rows(candidates),
        coalitions=rows,
        between=between_all(candidates, rows),
        scenarios=scenario_tables(candidates, rows),
        fairness=fairness(candidates),
        costs=costs(candidates),
        duplicates=duplicates(candidates),
        trade_offs=trade_offs(candidates),
    )
