"""A candidate's run: what becomes of the candidate when the search for another of equal value finds a better one."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.candidates import runs
from scheduler.candidates.comparison.gather_candidates import _notes
from scheduler.candidates.generate_candidates import _manifest
from scheduler.candidates.manifest import ScenarioRecord
from scheduler.candidates.principles import CANDIDATE_PRINCIPLES
from scheduler.candidates.run_store import prepare_folder, store_run, stored_run
from scheduler.candidates.runs import CandidateResult, CandidateRun, RunOptions, find_candidate
from scheduler.candidates.scenarios import ScenarioInstance
from scheduler.cli.sweep_summary import manifest_lines
from scheduler.core.programme import Programme, Score
from scheduler.core.vocabulary import Kind
from scheduler.explain import with_reasons
from scheduler.planning.service import Ending, Outcome, plan, rejections
from scheduler.search import SearchOptions, alternatives
from scheduler.search.alternatives import AlternativeResult, most_different
from scheduler.verify import check
from tests.checked import some
from tests.miniatures.build import ask, programme, tiny

INSTANCE = tiny((ask("DC-A", Kind.BILATERAL), ask("DC-B", Kind.BILATERAL), ask("DC-B", Kind.DAY_ZERO, 2)))
PRINCIPLE = CANDIDATE_PRINCIPLES[0]
SCENARIO = ScenarioRecord(id="", name="Policy as it stands")
RUN = CandidateRun("one", PRINCIPLE, SCENARIO, INSTANCE, INSTANCE.sha256, RunOptions())
VARIED = PRINCIPLE.applied(INSTANCE)


def unproven(found: Programme) -> Programme:
    """A programme as a search leaves it that had no time: true values of which nothing is proven."""
    provenance = found.provenance.model_copy(update={"instance_sha256": VARIED.sha256, "instance": VARIED.name})
    counted = check(VARIED, found).scores
    scores = tuple(Score(goal=goal, value=counted[goal], bound=0, proven=not counted[goal]) for goal in PRINCIPLE.goals)
    return with_reasons(VARIED, found.model_copy(update={"scores": scores, "provenance": provenance}))


WORSE = unproven(programme(INSTANCE))
"""Everything is refused."""
VALUES = {score.goal: score.value for score in WORSE.scores}


def planned(monkeypatch: pytest.MonkeyPatch, found: Programme, ending: Ending = Ending.BEST_FOUND) -> None:
    """Have the search of a candidate end with this programme."""
    outcome = Outcome(ending, found, check(VARIED, found))
    monkeypatch.setattr(runs, "plan", lambda instance, **options: outcome)


def found_for(run: CandidateRun = RUN) -> tuple[CandidateResult, Programme]:
    result = find_candidate(run, threading.Event())
    assert result.programme is not None
    assert not rejections(VARIED, result.programme, check(VARIED, result.programme))
    return result, result.programme


def test_a_better_alternative_becomes_the_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(VARIED, WORSE).accepted
    assert VALUES["refused_first_choices"] == 2
    planned(monkeypatch, WORSE)
    result, candidate = found_for()
    assert [score.goal for score in candidate.scores] == list(PRINCIPLE.goals)
    assert candidate.scores[0] == candidate.scores[0].model_copy(update={"value": 0, "bound": 0, "proven": True})
    assert all(score.value <= VALUES[score.goal] for score in candidate.scores[:-1])
    assert result.ending is Ending.BEST_FOUND
    assert result.notes == ()
    assert candidate.provenance.variation == RUN.variation
    if result.alternative is not None:
        own = {score.goal: score.value for score in candidate.scores[:-1]}
        assert {score.goal: score.value for score in result.alternative.scores} == own


def test_every_better_one_is_taken_and_a_search_without_end_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only one search is allowed, and it finds a better programme."""
    monkeypatch.setattr(runs, "ALTERNATIVE_SEARCHES", 1)
    planned(monkeypatch, WORSE)
    result, candidate = found_for()
    assert sum(score.value < VALUES[score.goal] for score in candidate.scores) > 0
    assert result.alternative is None
    assert result.changes_at_most is None
    (note,) = result.notes
    assert "found a better one" in note


def test_what_is_found_has_its_own_scores_and_keeps_the_bounds() -> None:
    found = most_different(VARIED, WORSE, SearchOptions(workers=1)).alternative
    assert found is not None
    counted = check(VARIED, found.programme).scores
    known = {score.goal: score for score in WORSE.scores}
    for score in some(found.programme.scores):
        assert score.value == counted[score.goal] <= VALUES[score.goal]
        assert score.bound == known[score.goal].bound
        assert score.proven == (score.value == 0)


def test_an_alternative_to_a_programme_without_bounds_states_a_bound_where_it_is_proven() -> None:
    without = WORSE.model_copy(
        update={"scores": tuple(Score.of(s.goal, s.value).model_copy(update={"bound": None}) for s in WORSE.scores)}
    )
    found = most_different(VARIED, without, SearchOptions(workers=1)).alternative
    assert found is not None
    proven = [score for score in found.programme.scores if score.proven]
    assert {(score.value, score.bound) for score in some(proven)} == {(0, 0)}
    assert not rejections(VARIED, found.programme, check(VARIED, found.programme))


@pytest.mark.parametrize("accepted_first", [0, 1])
def test_a_candidate_stays_when_its_alternative_is_rejected_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, accepted_first: int
) -> None:
    """The check rejects what the run looks at last, or has the search itself reject it."""
    best = plan(VARIED).programme
    assert best is not None
    planned(monkeypatch, best, Ending.PROVEN)
    if accepted_first:
        monkeypatch.setattr(
            runs, "most_different", lambda *_: AlternativeResult(None, ("Two sessions overlap.", "x", "y", "z"))
        )
    else:
        rejected = alternative(best)
        monkeypatch.setattr(runs, "most_different", lambda *_: AlternativeResult(rejected))
    result, candidate = found_for()
    assert (result.ending, result.alternative) == (Ending.PROVEN, None)
    assert [placed.id for placed in candidate.sessions] == [placed.id for placed in best.sessions]
    (note,) = result.notes
    assert "rejected another programme of equal value" in note
    assert "Two sessions overlap. x y (And 1 more.)" in note or "programme says" in note

    prepare_folder(tmp_path)
    store_run(tmp_path, RUN, result)
    stored = stored_run(tmp_path, RUN)
    assert isinstance(stored, CandidateResult)
    assert stored.notes == result.notes
    manifest = _manifest(INSTANCE, [ScenarioInstance(SCENARIO, INSTANCE)], [RUN], {RUN.id: stored})
    assert manifest.candidates[0].notes == result.notes
    assert f"  {note}" in manifest_lines(manifest)
    assert f"“{PRINCIPLE.name}”: {note}" in _notes(manifest)


def alternative(best: Programme) -> alternatives.Alternative:
    """A programme of equal value that claims a value that it does not have."""
    found = most_different(VARIED, best, SearchOptions(workers=1)).alternative
    assert found is not None
    first, *others = found.programme.scores
    wrong = first.model_copy(update={"value": first.value + 1})
    return replace(found, programme=found.programme.model_copy(update={"scores": (wrong, *others)}))


def test_a_count_of_changes_that_the_check_does_not_confirm_drops_the_alternative_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    best = plan(VARIED).programme
    assert best is not None
    planned(monkeypatch, best, Ending.PROVEN)
    found = most_different(VARIED, best, SearchOptions(workers=1)).alternative
    assert found is not None
    wrong = replace(found, changes=found.changes + 1, changes_at_most=found.changes + 1)
    monkeypatch.setattr(runs, "most_different", lambda *_: AlternativeResult(wrong))
    result, _ = found_for()
    assert result.alternative is None
    assert f"The search counts {wrong.changes} changes, the check {found.changes}." in result.notes[0]
