"""What becomes the incumbent: only what the independent check accepts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from scheduler import load_instance
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Layers
from scheduler.model.objectives import GOALS as MODEL_GOALS
from scheduler.planning.service import Ending, plan
from scheduler.search import SearchOptions, Status, solve
from scheduler.search.alternatives import most_different
from scheduler.search.trade_offs import front
from scheduler.verify import Verdict, Violation, check

EXACT = import_module("scheduler.search.exact")
LAYERS = import_module("scheduler.search.layers")
BUILD = import_module("scheduler.model.build")
ROOT = Path(__file__).resolve().parents[2]

Check = Callable[[Instance, Programme], Verdict]


@pytest.fixture(scope="module")
def tiny() -> Instance:
    return load_instance(ROOT / "instances" / "tiny")


@pytest.fixture(scope="module")
def best(tiny: Instance) -> Programme:
    programme = solve(tiny).programme
    assert programme is not None
    return programme


def rejecting(seen: list[Programme], after: int) -> Check:
    """The independent check, which finds a broken rule in every programme after so many."""

    def rejects(instance: Instance, programme: Programme) -> Verdict:
        seen.append(programme)
        verdict = check(instance, programme)
        broken = (Violation("room_overlap", (), "Two sessions overlap.", ()),)
        return verdict if len(seen) <= after else replace(verdict, violations=broken)

    return rejects


def counting_more(seen: list[Programme], after: int, goal: str = "") -> Check:
    """The independent check, which finds one more for a goal, or for all, in every programme after so many."""

    def counts(instance: Instance, programme: Programme) -> Verdict:
        seen.append(programme)
        verdict = check(instance, programme)
        more = {name: value + (goal in ("", name)) for name, value in verdict.scores.items()}
        return verdict if len(seen) <= after else replace(verdict, scores=more)

    return counts


def forget(monkeypatch: pytest.MonkeyPatch, *rules: str) -> None:
    """Let the model forget rules."""
    kept = tuple(rule for rule in BUILD.PROGRAMME_RULES if rule.__name__ not in rules)
    assert len(kept) == len(BUILD.PROGRAMME_RULES) - len(rules)
    monkeypatch.setattr(BUILD, "PROGRAMME_RULES", kept)


def test_a_model_that_forgets_a_rule_never_gets_an_incumbent(tiny: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every session in the same room at the same time is best for the tie-break, and the check says no."""
    forget(monkeypatch, "room_overlap", "coalition_in_one_place")
    handed_on: list[Programme] = []
    outcome = plan(tiny, save=handed_on.append)
    assert outcome.ending is Ending.REJECTED
    assert outcome.programme is None
    assert any("overlap" in sentence for sentence in outcome.sentences)
    assert all(check(tiny, programme).accepted for programme in handed_on)


def test_a_rejected_solution_ends_the_search_with_the_incumbent_before_it(
    tiny: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Programme] = []
    monkeypatch.setattr(EXACT, "check", rejecting(seen, after=1))
    result = solve(tiny, SearchOptions())
    assert len(seen) == 2
    assert result.status is Status.BEST_FOUND
    assert result.objections
    assert result.programme is not None
    assert result.programme.sessions == seen[0].sessions
    assert check(tiny, result.programme).accepted


def test_what_was_rejected_is_reported_beside_the_programme_accepted_before(
    tiny: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EXACT, "check", rejecting([], after=1))
    outcome = plan(tiny)
    assert outcome.ending is Ending.BEST_FOUND
    assert outcome.programme is not None
    assert outcome.verdict is not None
    assert outcome.verdict.accepted
    assert "rejected a solution" in outcome.sentences[0]
    assert "Two sessions overlap." in outcome.sentences[1]


def test_a_model_that_counts_less_than_the_check_is_not_believed(
    tiny: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EXACT, "check", counting_more([], after=0))
    outcome = plan(tiny)
    assert outcome.ending is Ending.REJECTED
    assert outcome.programme is None
    assert any("the check finds" in sentence for sentence in outcome.sentences)


def test_an_objective_that_is_done_must_not_become_worse_by_the_count_of_the_check(
    tiny: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Programme] = []
    goal = "refused_first_choices"
    monkeypatch.setattr(EXACT, "check", counting_more(seen, after=1, goal=goal))
    result = solve(tiny)
    assert len(seen) == 2
    assert any(goal in objection and "the check finds" in objection for objection in result.objections)
    assert result.programme is not None
    assert result.programme.sessions == seen[0].sessions


def test_where_the_model_counts_otherwise_the_check_decides(tiny: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last objective is counted wrongly: what was found before it stays, with the values of the check."""
    goal = "later_than_needed"
    wrong = MODEL_GOALS[goal]
    monkeypatch.setitem(MODEL_GOALS, goal, lambda decisions: wrong(decisions) - 1)
    handed_on: list[Programme] = []
    outcome = plan(tiny, save=handed_on.append)
    assert outcome.ending is Ending.BEST_FOUND
    assert any(goal in sentence and "the check finds" in sentence for sentence in outcome.sentences)
    assert outcome.programme is not None
    assert handed_on
    for programme in (outcome.programme, *handed_on):
        verdict = check(tiny, programme)
        assert verdict.accepted
        assert {score.goal: score.value for score in programme.scores}.items() <= verdict.scores.items()


def test_layers_are_checked_as_one_programme(tiny: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = tuple(
        session
        if session.coalition_minutes or session.blocks_everything
        else session.model_copy(update={"place": None})
        for session in tiny.sessions
    )
    policy = tiny.policy.model_copy(update={"layers": Layers.COALITIONS_FIRST})
    layered = tiny.model_copy(update={"sessions": sessions, "policy": policy})
    monkeypatch.setattr(LAYERS, "check", rejecting([], after=0))
    result = solve(layered, SearchOptions(seconds=20))
    assert result.status is Status.REJECTED
    assert result.programme is None
    assert any("Two sessions overlap." in objection for objection in result.objections)


def test_no_alternative_worsens_a_goal_by_the_count_of_the_check(
    tiny: Instance, best: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The programme itself is accepted, what differs most is not."""
    goal = next(score.goal for score in best.scores)
    monkeypatch.setattr(EXACT, "check", counting_more([], after=1, goal=goal))
    found = most_different(tiny, best, SearchOptions())
    assert found.alternative is None
    assert found.objections


def test_a_front_ends_where_the_check_rejects_a_point(tiny: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    goals = ("programme_minutes", "refused_weight")
    pairs = front(tiny, *goals, SearchOptions()).pairs
    assert len(pairs) > 1
    monkeypatch.setattr(EXACT, "check", rejecting([], after=2))
    found = front(tiny, *goals, SearchOptions())
    assert [(pair.x, pair.y) for pair in found.pairs] == [(pair.x, pair.y) for pair in pairs[:1]]
    assert not found.complete


def test_a_count_of_zero_is_proven_whatever_the_time(tiny: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first objective is minimised, as if the time were over then."""

    def first_alone(search: Any, together: Any) -> bool:
        EXACT._minimise(search, 0, together[:1])
        return False

    monkeypatch.setattr(EXACT, "minimise_together", first_alone)
    result = solve(tiny)
    assert result.programme is not None
    zero = [score for score in result.programme.scores if score.value == 0]
    assert zero
    assert all(score.proven and score.bound == 0 for score in zero)
