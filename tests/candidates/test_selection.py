"""What is dropped among candidates, and the sentence that says why."""

from __future__ import annotations

from typing import Any

from scheduler.candidates.manifest import ScenarioRecord
from scheduler.candidates.principles import CANDIDATE_PRINCIPLES
from scheduler.candidates.runs import CandidateResult, CandidateRun, RunOptions
from scheduler.candidates.selection import DOMINATED, DUPLICATE, CandidateSelection, select
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind
from scheduler.planning.service import Ending
from tests.miniatures.build import ask, at, programme, tiny

INSTANCE = tiny(
    (ask("DC-A", Kind.BILATERAL), ask("DC-A", Kind.DAY_ZERO, 2), ask("DC-B", Kind.BILATERAL, 2)),
)
A, B, ZERO = "DC-A: bilateral meeting", "DC-B: bilateral meeting", "DC-A: day-zero event"
BOX, LATER = at("Box", 1, "09:00"), at("Box", 1, "14:00")
NOTHING = programme(INSTANCE)
A_MEETS = programme(INSTANCE, {A: BOX})
A_MEETS_LATER = programme(INSTANCE, {A: LATER})
BOTH_MEET = programme(INSTANCE, {A: BOX, B: LATER})
A_SPEAKS = programme(INSTANCE, {A: BOX, ZERO: at("Salle 1", 0, "09:00")})

FIRST, FAIR, COHERENT = CANDIDATE_PRINCIPLES[:3]
OTHER = ScenarioRecord(id="presences-1", name="Presences, at most: 1", varied={"Presences, at most": "1"})
AS_IT_STANDS = ScenarioRecord(id="", name="Policy as it stands")


def result(
    stand: Any, found: Programme | None, scenario: ScenarioRecord = AS_IT_STANDS, **fields: Any
) -> tuple[CandidateRun, CandidateResult]:
    run = CandidateRun(f"{stand.id}{scenario.id}", stand, scenario, INSTANCE, INSTANCE.sha256, RunOptions())
    return run, CandidateResult(Ending.PROVEN if found else Ending.INFEASIBLE, found, **fields)


def ids(selection: CandidateSelection) -> list[str]:
    return [candidate.id for candidate in selection.candidates]


def test_those_that_differ_in_a_goal_stay() -> None:
    selection = select([result(FIRST, BOTH_MEET), result(FAIR, A_SPEAKS)])
    assert ids(selection) == ["most-first-choices", "fairest"]
    assert selection.dropped == ()


def test_the_second_with_the_same_values_is_a_duplicate_and_said() -> None:
    """Two programmes that differ, but in no goal that is compared."""
    selection = select([result(FIRST, A_MEETS), result(FAIR, A_MEETS_LATER), result(COHERENT, BOTH_MEET)])
    assert A_MEETS.sha256 != A_MEETS_LATER.sha256
    # Both are dominated in turn; what is equal is said of the second.
    assert [(dropped.id, dropped.why) for dropped in selection.dropped] == [
        ("most-first-choices", DOMINATED),
        ("fairest", DOMINATED),
    ]
    selection = select([result(FIRST, A_MEETS), result(FAIR, A_MEETS_LATER)])
    (dropped,) = selection.dropped
    assert (dropped.id, dropped.why, dropped.by) == ("fairest", DUPLICATE, "most-first-choices")
    assert dropped.sentence == "It has the same value in every goal as “Most first choices”."
    assert selection.candidates[0].equal_to == ("fairest",)


def test_what_another_betters_is_dropped_with_the_goals() -> None:
    selection = select([result(FIRST, A_MEETS), result(FAIR, BOTH_MEET)])
    (dropped,) = selection.dropped
    assert (dropped.id, dropped.why, dropped.by) == ("most-first-choices", DOMINATED, "fairest")
    assert dropped.sentence == (
        "“Fairest to the worst-off” is worse in no goal, and better in: Coalitions that asked and received nothing at "
        "all; Second choices refused; Coalitions that received none of their first three choices; Coalitions that "
        "received neither their first nor their second choice."
    )
    assert ids(selection) == ["fairest"]


def test_whoever_stands_for_a_dropped_one_is_shown() -> None:
    selection = select([result(FIRST, NOTHING), result(FAIR, A_MEETS), result(COHERENT, BOTH_MEET)])
    assert ids(selection) == ["most-coherent"]
    assert {dropped.by for dropped in selection.dropped} == {"most-coherent"}


def test_across_scenarios_only_the_same_programme_again_is_dropped() -> None:
    selection = select(
        [result(FIRST, A_MEETS), result(FIRST, A_MEETS_LATER, OTHER), result(FAIR, A_SPEAKS, OTHER)],
    )
    assert ids(selection) == ["most-first-choices", "fairestpresences-1"]
    (dropped,) = selection.dropped
    assert (dropped.scenario, dropped.why, dropped.by) == ("presences-1", DUPLICATE, "most-first-choices")
    assert dropped.name == "Most first choices (Presences, at most: 1)"


def test_an_alternative_follows_its_candidate_and_says_what_is_proven() -> None:
    proven = select([result(FIRST, A_MEETS, alternative=A_MEETS_LATER, changes=3, changes_at_most=3)])
    base, other = proven.candidates
    assert (other.alternative_of, other.changes, other.most_different) == (base.id, 3, True)
    assert other.sentence.endswith("with 3 changes that people notice: no other differs more.")
    open_ended = select([result(FIRST, A_MEETS, alternative=A_MEETS_LATER, changes=3, changes_at_most=5)])
    assert not open_ended.candidates[1].most_different
    assert "5 changes are not ruled out" in open_ended.candidates[1].sentence
    alone = select([result(FIRST, A_MEETS, changes=0, changes_at_most=0)])
    assert [candidate.only_one for candidate in alone.candidates] == [True]
    unknown = select([result(FIRST, A_MEETS)])
    assert [candidate.only_one for candidate in unknown.candidates] == [False]


def test_where_there_is_no_programme_it_is_said() -> None:
    selection = select([result(FIRST, None, OTHER, sentences=("Nothing fits.",))])
    (missing,) = selection.missing
    assert (missing.name, missing.ending) == ("Most first choices (Presences, at most: 1)", "infeasible")
    assert missing.sentences == ("Nothing fits.",)
