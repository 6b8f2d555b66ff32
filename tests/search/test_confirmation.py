"""An optimum is confirmed by a second solve where that is cheap, and the word for its proof says so."""

from __future__ import annotations

import threading
import time

import pytest

from scheduler.catalogue.goal_texts import proof_text
from scheduler.core.instance import Instance
from scheduler.core.programme import Score
from scheduler.core.vocabulary import Kind
from scheduler.search import SearchOptions, SearchProblem, Status, exact, solve
from scheduler.search.nearby import score_without_bound, with_known_bounds
from scheduler.search.solver_run import Limit
from scheduler.verify import check
from tests.checked import some
from tests.miniatures.build import tiny
from tests.miniatures.case import everyone

INSTANCE = tiny(everyone(Kind.DAY_ZERO, "DC-A", "DC-B", "DC-C"), kinds={Kind.DAY_ZERO: {"at_most": 1}})


@pytest.mark.parametrize("reproducible", [False, True])
def test_every_proven_value_above_its_trivial_bound_is_confirmed(reproducible: bool) -> None:
    result = solve(SearchProblem(INSTANCE), SearchOptions(reproducible=reproducible))
    assert result.status is Status.PROVEN
    assert result.programme is not None
    for score in some(score for score in result.programme.scores if score.value):
        assert (score.proven, score.confirmed) == (True, True)
    for score in some(score for score in result.programme.scores if not score.value):
        assert (score.proven, score.confirmed) == (True, False)


def test_the_word_says_how_it_was_confirmed() -> None:
    proven = Score(goal="refused_first_choices", value=2, bound=2, proven=True)
    assert proof_text(proven) == "proven"
    assert proof_text(proven.model_copy(update={"confirmed": True})) == "proven by two solves"


def test_what_holds_of_a_part_is_not_confirmed_of_the_whole() -> None:
    sure = Score(goal="refused_first_choices", value=2, bound=2, proven=True, confirmed=True)
    assert not score_without_bound(sure).confirmed
    alone = solve(INSTANCE).programme
    assert alone is not None
    found = with_known_bounds(alone.scores, alone)
    assert [score.confirmed for score in found] == [score.confirmed for score in alone.scores]
    worse = tuple(score.model_copy(update={"value": score.value + 1}) for score in alone.scores)
    assert not any(score.confirmed for score in with_known_bounds(worse, alone))


def search_of(instance: Instance) -> exact.ExactSearch:
    limit = Limit(time.monotonic(), None, threading.Event())
    return exact.ExactSearch(SearchProblem(instance), SearchOptions(), exact.build(instance), limit)


def test_an_optimum_that_is_none_is_refuted_and_the_better_programme_stays(caplog: pytest.LogCaptureFixture) -> None:
    """The solver calls two of two refused first choices optimal, where one can be granted."""
    search = search_of(INSTANCE)
    objective = next(one for one in search.built.objectives if one.goal == "refused_first_choices")
    claimed = exact.ObjectiveRun({objective.goal: 3}, 3, True, 1.0)
    found = exact._confirm(search, (objective,), claimed, 3, 1.0)
    assert found is not None
    assert found.values == {objective.goal: 2}
    assert (found.proven, found.confirmed, found.bound) == (False, False, 0)
    assert search.solution is not None
    assert check(INSTANCE, exact.programme_of(search)).accepted
    assert "not proven" in caplog.text


def test_without_time_nothing_is_confirmed_and_all_stays_proven() -> None:
    search = search_of(INSTANCE)
    search.limit.stop.set()
    objective = search.built.objectives[0]
    claimed = exact.ObjectiveRun({objective.goal: 3}, 3, True, 1.0)
    assert exact._confirm(search, (objective,), claimed, 3, 1.0) == claimed


def test_zero_is_proven_wherever_a_value_is_counted_anew() -> None:
    programme = solve(INSTANCE).programme
    assert programme is not None
    values = {score.goal: score.value for score in programme.scores}
    for score in some(programme.counted_anew(values).scores):
        assert (score.bound, score.proven) == ((0, True) if score.value == 0 else (None, False))
