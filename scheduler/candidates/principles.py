"""Principles of candidates: orders of goals, each with a sentence for the committee that chooses.

A principle is a change of policy: how wishes are weighed, and the goals that lead. All other goals follow in the usual
order, so that no candidate is worse than it must be in anything, and the earlier slot decides at the very end.

Coherence and leanness would be perfect if nothing were granted. They are therefore asked for after wishes: coherence
once nobody is left with nothing, or without the first and the second choice, that could be helped; leanness once as
many first choices as possible are granted. For those who received nothing last year, nothing would be no change, so
that least change too comes after nobody is left with nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.catalogue.settings import SETTING
from scheduler.core.instance import Instance
from scheduler.core.vocabulary import Principle
from scheduler.model.objectives import TIE_BREAK

USUAL_ORDER = (
    "coalitions_without_presence",
    "refused_first_choices",
    "refused_second_choices",
    "refused_third_choices",
    "refused_later_choices",
    "claims_passed_over",
    "incoherence",
    "same_theme_in_parallel",
    "outside_the_programme",
    "without_a_top_three_choice",
    "without_a_top_two_choice",
    "without_the_first_choice",
    "inconvenience",
    "programme_minutes",
    "changes_from_last_year",
)
"""The goals by which candidates are compared, in the order in which they follow those that lead."""


@dataclass(frozen=True)
class CandidatePrinciple:
    """The principle of a candidate. `leads` are its leading goals in lexicographic order."""

    id: str
    name: str
    sentence: str
    principle: Principle
    leads: tuple[str, ...]

    @property
    def goals(self) -> tuple[str, ...]:
        """The whole lexicographic order: the leading goals, the others, and the tie-break."""
        return (*self.leads, *(goal for goal in USUAL_ORDER if goal not in self.leads), TIE_BREAK)

    @property
    def settings(self) -> dict[str, str]:
        """The settings of sheet Policy that choose this principle."""
        principle, goals = SETTING["principle"], SETTING["goals"]
        return {principle.title: principle.text(self.principle), goals.title: goals.text(self.goals)}

    def applied(self, instance: Instance) -> Instance:
        """The instance with this principle in its policy."""
        changes = {"principle": self.principle, "goals": self.goals}
        return instance.model_copy(update={"policy": instance.policy.model_copy(update=changes)})


LEAST_CHANGE = CandidatePrinciple(
    "least-change",
    "Least change from last year",
    "Nobody is left with nothing who could be helped; then as many coalitions as possible are in the programme as "
    "they were last time.",
    Principle.RANK_MAXIMAL,
    ("coalitions_without_presence", "changes_from_last_year"),
)

CANDIDATE_PRINCIPLES = (
    CandidatePrinciple(
        "most-first-choices",
        "Most first choices",
        "As many first choices as possible are granted; then as many second choices, then third, then all others.",
        Principle.RANK_MAXIMAL,
        ("refused_first_choices", "refused_second_choices", "refused_third_choices", "refused_later_choices"),
    ),
    CandidatePrinciple(
        "fairest",
        "Fairest to the worst-off",
        "As few coalitions as possible get nothing; then as few as possible none of their first three choices, neither "
        "of their first two, not the first. Among equals, those who waited in earlier years come before others.",
        Principle.LEXIMIN,
        (
            "coalitions_without_presence",
            "without_a_top_three_choice",
            "without_a_top_two_choice",
            "without_the_first_choice",
            "claims_passed_over",
        ),
    ),
    CandidatePrinciple(
        "most-coherent",
        "Most coherent",
        "Nobody is left with nothing, or without the first and the second choice, who could be helped; then joint "
        "sessions are as close as possible to their members' themes and wished partners, and sessions on one theme "
        "stand beside each other as seldom as possible.",
        Principle.RANK_MAXIMAL,
        ("coalitions_without_presence", "without_a_top_two_choice", "incoherence", "same_theme_in_parallel"),
    ),
    CandidatePrinciple(
        "leanest",
        "Leanest",
        "Nobody is left with nothing who could be helped, and as many first choices as possible are granted; then the "
        "coalitions' sessions take as few minutes of the programme as possible.",
        Principle.RANK_MAXIMAL,
        ("coalitions_without_presence", "refused_first_choices", "programme_minutes"),
    ),
    LEAST_CHANGE,
)
"""The candidates of every scenario, in the order in which they are shown."""


def without_effect(principle: CandidatePrinciple, instance: Instance) -> str:
    """Why a principle has no effect on an instance; empty if it has one."""
    year = instance.event.year
    if principle is LEAST_CHANGE and not any(entry.year < year for entry in instance.history):
        return f"Sheet Earlier years records nothing before {year}, so that nothing can be kept as it was."
    return ""
